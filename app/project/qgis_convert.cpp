// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_convert.h"

#include <algorithm>
#include <map>
#include <system_error>

#include "project/layer_style.h"
#include "project/message_text.h"
#include "project/qgis_links.h"
#include "qgis/project_notices.h"
#include "qgis/project_styles.h"
#include "style/import.h"
#include "style/qgis_expression.h"

namespace skizze::project {

namespace {

using feature::Notice;
using feature::Severity;

constexpr double k_share_of_opening = 0.3;  // of the whole work, as progress says it

Notice lost(const char* id, std::vector<base::Argument> arguments = {}) { return {Severity::lost, {id, std::move(arguments)}, 1, {}}; }

/// The groups that each layer stands in, outermost first.
void collect_groups(const std::vector<qgis::TreeNode>& nodes, std::vector<std::string>& above,
                    std::map<std::string, std::vector<std::string>>& out) {
  for (const auto& node : nodes) {
    if (!node.layer.empty()) {
      out[node.layer] = above;
      continue;
    }
    if (!node.group.empty()) above.push_back(node.group);
    collect_groups(node.children, above, out);
    if (!node.group.empty()) above.pop_back();
  }
}

class Converter {
 public:
  Converter(const qgis::ProjectInfo& info, const std::vector<qgis::LayerStyle>& styles, const sources::PrepareClient& client,
            base::CancelToken token, const qgis::Helper::Progress& progress)
      : m_info(info), m_styles(styles), m_client(client), m_token(std::move(token)), m_progress(progress) {}

  base::Result<QgisConversion> run() {
    m_out.title = m_info.title;
    m_out.crs = m_info.crs;
    m_out.notices = qgis::notices_of(m_info);
    std::erase_if(m_out.notices, [](const Notice& n) {  // told with their layers
      return n.message.id == "qgis.layers_missing" || n.message.id == "qgis.layers_elsewhere";
    });
    std::vector<std::string> above;
    collect_groups(m_info.tree, above, m_groups);
    for (std::size_t i = 0; i < m_info.layers.size(); ++i) {
      if (m_token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
      if (m_progress) {
        const double done = static_cast<double>(i) / static_cast<double>(m_info.layers.size());
        m_progress(k_share_of_opening + (1 - k_share_of_opening) * done, {"project.converting_layer", {{"name", m_info.layers[i].name}}});
      }
      convert(m_info.layers[i]);
    }
    std::reverse(m_out.entries.begin(), m_out.entries.end());
    return std::move(m_out);
  }

 private:
  void convert(const qgis::LayerInfo& layer) {
    ConvertedLayer made{layer.name, m_groups[layer.id], false, 0, {}};
    if (auto entry = entry_of(layer, made)) {
      made.taken = true;
      entry->notices = made.notices;
      m_out.entries.push_back(std::move(*entry));
    }
    m_out.layers.push_back(std::move(made));
  }

  std::optional<store::LayerEntry> entry_of(const qgis::LayerInfo& layer, ConvertedLayer& made) {
    const auto style = std::find_if(m_styles.begin(), m_styles.end(), [&](const auto& s) { return s.id == layer.id; });
    const std::string path = style == m_styles.end() ? std::string() : style->path;
    const auto leave_out = [&](Notice why) {
      made.notices.push_back(std::move(why));
      return std::nullopt;
    };
    if (layer.state == qgis::LayerState::network) return leave_out(lost("project.convert_lost_network"));
    if (layer.state == qgis::LayerState::missing) return leave_out(lost("project.convert_lost_missing", {{"file", layer.file}}));
    if (layer.type != "vector" && layer.type != "raster") return leave_out(lost("project.convert_lost_kind", {{"what", layer.type}}));
    std::error_code ignored;
    if (path.empty() || !std::filesystem::is_regular_file(path, ignored))
      return leave_out(lost("project.convert_lost_source", {{"what", layer.provider}}));
    const auto& source = prepared(path, layer.crs);
    if (!source) return leave_out({Severity::lost, source.error().message, 1, {}});
    const FilePreview& file = preview(path, *source);
    const LayerPreview* found = layer_in(file, *style);
    if (found == nullptr) return leave_out(lost("project.convert_lost_layer", {{"layer", style->layer_name}, {"file", path}}));
    auto entry = entry_for(file, *found, m_assumed[path], static_cast<int>(m_out.entries.size()), m_cache);
    made.raster = found->raster;
    made.rows = found->rows;
    made.notices = entry.notices;
    dress(entry, layer, *style, *found, made.notices);
    return entry;
  }

  /// Reads a file once. One that names no CRS is read as QGIS reads it.
  const base::Result<sources::PreparedSource>& prepared(const std::string& path, const std::string& crs) {
    const auto known = m_sources.find(path);
    if (known != m_sources.end()) return known->second;
    auto source = m_client.prepare(path, {}, m_token);
    const bool wants_crs = !source && source.error().message.id.starts_with("readers.crs_");
    if (wants_crs && !crs.empty()) {
      sources::PrepareOptions options;
      options.assumed_crs = m_assumed[path] = crs;
      source = m_client.prepare(path, options, m_token);
    }
    return m_sources.emplace(path, std::move(source)).first->second;
  }

  const FilePreview& preview(const std::string& path, const sources::PreparedSource& source) {
    const auto known = std::find_if(m_out.files.begin(), m_out.files.end(), [&](const auto& f) { return f.file == path; });
    if (known != m_out.files.end()) return *known;
    m_out.files.push_back(preview_of(source));
    m_out.files.back().file = path;
    return m_out.files.back();
  }

  static const LayerPreview* layer_in(const FilePreview& file, const qgis::LayerStyle& style) {
    const auto named =
        std::find_if(file.layers.begin(), file.layers.end(), [&](const LayerPreview& layer) { return layer.name == style.layer_name; });
    if (named != file.layers.end()) return &*named;
    return file.layers.size() == 1 ? &file.layers.front() : nullptr;
  }

  /// Everything that the project says about the layer, onto the entry.
  void dress(store::LayerEntry& entry, const qgis::LayerInfo& layer, const qgis::LayerStyle& style, const LayerPreview& found,
             std::vector<Notice>& notices) {
    entry.name = layer.name;
    entry.visible = layer.visible;
    entry.opacity = layer.opacity;
    entry.groups = m_groups[layer.id];
    if (!layer.attribution.empty()) entry.provenance.attribution = layer.attribution;
    if (!layer.licence.empty()) entry.provenance.licence = layer.licence;
    if (found.raster) {
      notices.push_back(lost("project.convert_lost_raster_style"));
      if (layer.min_scale || layer.max_scale) notices.push_back(lost("project.convert_lost_scales"));
      return;
    }
    take_words(entry, layer, found);
    take_style(entry, layer, style, found, notices);
    take_filter(entry, style, notices);
    for (const auto& join : layer.joins) notices.push_back(lost("project.convert_lost_join", {{"layer", join.layer}}));
    for (const auto& name : style.computed) notices.push_back(lost("project.convert_lost_computed", {{"name", name}}));
    if (style.diagrams) notices.push_back(lost("project.convert_lost_diagrams"));
  }

  static void take_words(store::LayerEntry& entry, const qgis::LayerInfo& layer, const LayerPreview& found) {
    for (const auto& field : layer.fields) {
      const bool there = std::any_of(found.columns.begin(), found.columns.end(), [&](const auto& c) { return c.name == field.name; });
      if (there && !(field.alias.empty() && field.values.empty())) entry.fields.push_back({field.name, field.alias, field.values});
    }
  }

  void take_style(store::LayerEntry& entry, const qgis::LayerInfo& layer, const qgis::LayerStyle& style, const LayerPreview& found,
                  std::vector<Notice>& notices) {
    auto imported = style::import_qml(style.tree_json, {found.columns, 0, true});
    const bool drawable = imported && (imported->style_json.empty() || m_cache.sheet(imported->style_json, {}, Theme::light));
    if (!imported || !drawable) {
      const bool shown = found.kind != geo::GeometryKind::none;
      if (shown && !imported) notices.push_back({Severity::lost, imported.error().message, 1, {}});
      if (shown) notices.push_back(lost("project.convert_lost_style", {{"what", layer.renderer}}));
      return;
    }
    entry.style_json = std::move(imported->style_json);
    for (auto& message : imported->lost) notices.push_back({Severity::lost, std::move(message), 1, {}});
  }

  static void take_filter(store::LayerEntry& entry, const qgis::LayerStyle& style, std::vector<Notice>& notices) {
    if (style.subset.empty()) return;
    if (auto filter = style::convert_qgis_expression(style.subset))
      entry.filter_json = filter->dump();
    else
      notices.push_back(lost("project.convert_lost_filter", {{"what", style.subset}}));
  }

  const qgis::ProjectInfo& m_info;
  const std::vector<qgis::LayerStyle>& m_styles;
  const sources::PrepareClient& m_client;
  const base::CancelToken m_token;
  const qgis::Helper::Progress& m_progress;
  std::map<std::string, std::vector<std::string>> m_groups;
  std::map<std::string, base::Result<sources::PreparedSource>> m_sources;
  std::map<std::string, std::string> m_assumed;  // CRS by path
  StyleCache m_cache;
  QgisConversion m_out;
};

bool is_loss(const Notice& notice) { return notice.severity == Severity::lost; }

}  // namespace

std::size_t losses_of(const QgisConversion& conversion) {
  auto count = std::count_if(conversion.notices.begin(), conversion.notices.end(), is_loss);
  for (const auto& layer : conversion.layers) count += std::count_if(layer.notices.begin(), layer.notices.end(), is_loss);
  return static_cast<std::size_t>(count);
}

std::string text_of_losses(const QgisConversion& conversion, Language language) {
  std::string text = conversion.title.empty() ? std::string() : conversion.title + "\n";
  const auto add = [&](const std::vector<Notice>& notices) {
    for (const auto& notice : notices) text += "- " + text_of(notice.message, language).toStdString() + "\n";
  };
  add(conversion.notices);
  for (const auto& layer : conversion.layers) {
    if (layer.notices.empty()) continue;
    text += "\n";
    for (const auto& group : layer.groups) text += group + " / ";
    text += layer.name + "\n";
    add(layer.notices);
  }
  return text;
}

base::Result<QgisConversion> convert_qgis(const std::filesystem::path& file, const std::vector<store::FileLink>& links,
                                          const sources::PrepareClient& client, base::CancelToken token,
                                          const qgis::Helper::Progress& progress) {
  const auto part = [&](double from, double share) -> qgis::Helper::Progress {
    if (!progress) return {};
    return [&progress, from, share](double fraction, const base::Message& what) { progress(from + share * std::max(0.0, fraction), what); };
  };
  auto project = qgis::QgisProject::open(file, token, part(0, k_share_of_opening / 2), {}, links_of(links));
  if (!project) return tl::unexpected(project.error());
  const auto styles = qgis::read_styles(**project, token, part(k_share_of_opening / 2, k_share_of_opening / 2));
  if (!styles) return tl::unexpected(styles.error());
  auto out = Converter((*project)->info(), *styles, client, token, progress).run();
  if (out && out->title.empty()) out->title = file.stem().string();
  return out;
}

}  // namespace skizze::project
