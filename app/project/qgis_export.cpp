// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_export.h"

#include <algorithm>
#include <array>
#include <set>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include "geo/crs.h"
#include "project/qgis_legend.h"
#include "project/qgis_measures.h"
#include "project/qgis_rows.h"
#include "store/gpkg_writer.h"
#include "style/json_text.h"
#include "style/look.h"
#include "style/palette.h"
#include "style/qgis_spec.h"
#include "style/qgis_text.h"

namespace skizze::project {
namespace {

using geo::GeometryKind;

QString q(const std::string& text) { return QString::fromStdString(text); }

/// Letters, digits and '_' as tables of a GeoPackage want them: "Straßen (2024)" becomes "strassen_2024".
std::string table_name(const std::string& name, std::set<std::string>& taken) {
  static constexpr std::array<std::pair<const char*, const char*>, 4> k_letters{{{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ß", "ss"}}};
  QString text = q(name).toLower();
  for (const auto& [from, to] : k_letters) text.replace(QString::fromUtf8(from), QLatin1String(to));
  std::string out;
  for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
    if (c.isLetterOrNumber() && c.unicode() < 128)
      out += static_cast<char>(c.unicode());
    else if (!out.empty() && out.back() != '_' && c.category() != QChar::Mark_NonSpacing)
      out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  if (out.empty() || (out[0] >= '0' && out[0] <= '9')) out = "layer_" + out;
  std::string unique = out;
  for (int i = 2; !taken.insert(unique).second; ++i) unique = out + "_" + std::to_string(i);
  return unique;
}

QString kind_word(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::point: return QStringLiteral("point");
    case GeometryKind::line: return QStringLiteral("line");
    case GeometryKind::area: return QStringLiteral("area");
    case GeometryKind::none: break;
  }
  return QStringLiteral("none");
}

class Exporter {
 public:
  Exporter(const QgisExportInput& input, store::GpkgWriter& writer, const geo::Transform& to_mercator, const base::CancelToken& token,
           const std::function<void(double)>& progress)
      : m_input(input), m_writer(writer), m_to_mercator(to_mercator), m_token(token), m_progress(progress) {}

  base::Result<QgisExport> run() {
    const auto words = text_of("project.qgis_group_base", m_input.language);
    const auto plans = text_of("project.qgis_group_plans", m_input.language);
    for (std::size_t i = 0; i < m_input.layers.size(); ++i) {
      if (m_progress) m_progress(static_cast<double>(i) / static_cast<double>(m_input.layers.size() + 1));
      if (auto status = add(m_input.layers[i], words); !status) return tl::unexpected(status.error());
    }
    if (auto status = add_plans(plans); !status) return tl::unexpected(status.error());
    QJsonArray topmost_first;
    for (qsizetype i = m_layers.size(); i-- > 0;) topmost_first.push_back(m_layers[i]);
    m_out.project = {{QStringLiteral("title"), q(m_input.title)},
                     {QStringLiteral("crs"), QStringLiteral("EPSG:%1").arg(m_input.epsg)},
                     {QStringLiteral("background"), background()},
                     {QStringLiteral("groups"), QJsonArray{plans, words}},
                     {QStringLiteral("layers"), topmost_first}};
    return std::move(m_out);
  }

 private:
  void lose(base::Message message) {
    if (std::find(m_out.lost.begin(), m_out.lost.end(), message) == m_out.lost.end()) m_out.lost.push_back(std::move(message));
  }

  QString background() {
    const auto palette = m_styles.palette(m_input.theme);
    const auto ground = palette ? palette->color("ground") : std::nullopt;
    return ground ? q(style::to_qgis_color(style::to_css(*ground))) : QStringLiteral("255,255,255,255");
  }

  QJsonObject described(const LayerEntry& layer, const QString& group) const {
    const auto& from = layer.provenance;
    QStringList abstract;
    for (const auto& part : {from.source_path, from.source_layer, from.driver, from.data_date})
      if (!part.empty()) abstract << q(part);
    QJsonArray groups{group};
    for (const auto& own : layer.groups) groups.push_back(q(own));
    return {{QStringLiteral("id"), q(layer.map_id())},
            {QStringLiteral("name"), q(layer.name)},
            {QStringLiteral("groups"), groups},
            {QStringLiteral("visible"), layer.visible},
            {QStringLiteral("opacity"), layer.opacity},
            {QStringLiteral("attribution"), q(from.attribution)},
            {QStringLiteral("licence"), q(from.licence)},
            {QStringLiteral("abstract"), abstract.join(QStringLiteral(", "))}};
  }

  base::Status add(const LayerEntry& layer, const QString& group) {
    if (layer.raster && layer.state == LayerState::ready) {
      auto json = described(layer, group);
      json[QStringLiteral("raster")] = q(layer.path);
      json[QStringLiteral("kind")] = QStringLiteral("raster");
      m_layers.push_back(json);
      return {};
    }
    if (!layer.pack) {
      lose({layer.foreign ? "project.qgis_lost_tiles" : "project.qgis_lost_layer", {{"layer", layer.name}}});
      return {};
    }
    const auto kinds = kinds_of(*layer.pack);
    for (const auto kind : kinds)
      if (auto status = add_table(layer, kind, kinds.size() > 1, group); !status) return status;
    return {};
  }

  base::Status add_table(const LayerEntry& layer, GeometryKind kind, bool one_of_several, const QString& group) {
    const auto& pack = *layer.pack;
    store::GpkgLayer table{.name = table_name(layer.name, m_taken),
                           .title = layer.name,
                           .kind = kind,
                           .with_z = pack.info().has_z,
                           .epsg = m_input.epsg,
                           .columns = table_columns(pack)};
    if (auto status = write_pack_rows(m_writer, table, pack, m_to_mercator, m_token, m_input.only_within); !status) return status;
    auto json = described(layer, group);
    if (one_of_several) json[QStringLiteral("id")] = json[QStringLiteral("id")].toString() + QLatin1Char('_') + kind_word(kind);
    json[QStringLiteral("table")] = q(table.name);
    json[QStringLiteral("kind")] = kind_word(kind);
    put_subset(layer, json);
    return put_style(layer.style_json.empty() ? layer.default_style : layer.style_json, table, layer.name, json);
  }

  void put_subset(const LayerEntry& layer, QJsonObject& json) {
    if (layer.filter_json.empty()) return;
    const auto filter = style::read_json(layer.filter_json);
    const auto text = filter ? style::to_qgis_expression(*filter) : tl::unexpected(std::string("JSON"));
    if (text)
      json[QStringLiteral("subset")] = q(*text);
    else
      lose({"project.qgis_lost_filter", {{"layer", layer.name}}});
  }

  base::Status put_style(const std::string& style_json, const store::GpkgLayer& table, const std::string& name, QJsonObject& json) {
    std::vector<std::string> columns;
    for (const auto& column : table.columns) columns.push_back(column.name);
    // A style of the panel knows its colours; tokens replaced, it would not be known again.
    const bool own = style::look_of(style_json, table.kind).has_value();
    const auto palette = own ? nullptr : m_styles.palette(m_input.theme);
    const auto colored = palette ? style::apply_palette(style_json, *palette) : base::Result<std::string>(style_json);
    auto spec = colored ? style::qgis_spec(*colored, table.kind, &columns) : tl::unexpected(colored.error());
    if (spec) {
      json[QStringLiteral("style")] = with_legend_words(QJsonDocument::fromJson(QByteArray::fromStdString(spec->json.dump())).object(),
                                                        q(name), style_json, m_input.language);
      for (auto& lost : spec->lost) lose(std::move(lost));
    } else {
      lose({"project.qgis_lost_style", {{"layer", name}}});
    }
    m_layers.push_back(json);
    return {};
  }

  /// The scenarios as a table, and lanes and solar areas joined to it.
  base::Status add_plans(const QString& group) {
    for (const auto& table : plan_tables(m_input.measures, m_input.scenarios, m_input.epsg, m_input.language)) {
      const auto& layer = table.layer;
      if (auto status = write_rows(layer, table.rows); !status) return status;
      if (layer.kind != GeometryKind::none)
        if (auto status = write_rows(state_of(layer), table.rows); !status) return status;
      auto json = table.description;
      json[QStringLiteral("groups")] = QJsonArray{group};
      json[QStringLiteral("table")] = q(layer.name);
      json[QStringLiteral("kind")] = kind_word(layer.kind);
      if (layer.kind == GeometryKind::none) {
        m_layers.push_back(json);
        continue;
      }
      const auto style = m_styles.template_json("measures");
      if (!style) return tl::unexpected(style.error());
      if (auto status = put_style(*style, layer, layer.title, json); !status) return status;
    }
    return {};
  }

  static store::GpkgLayer state_of(store::GpkgLayer layer) {
    layer.name += k_state_suffix;
    layer.title += k_state_suffix;
    return layer;
  }
  base::Status write_rows(const store::GpkgLayer& layer, const std::vector<PlanRow>& rows) {
    if (auto status = m_writer.add_layer(layer); !status) return status;
    for (const auto& row : rows)
      if (auto status = m_writer.add_row(row.shape, row.values); !status) return status;
    return {};
  }

  const QgisExportInput& m_input;
  store::GpkgWriter& m_writer;
  const geo::Transform& m_to_mercator;
  const base::CancelToken& m_token;
  const std::function<void(double)>& m_progress;
  StyleCache m_styles;
  /// The names of the plans' tables are known to who reads them again.
  std::set<std::string> m_taken{"varianten", k_lanes_table, k_solar_table, std::string(k_lanes_table) + k_state_suffix,
                                std::string(k_solar_table) + k_state_suffix};
  QJsonArray m_layers;
  QgisExport m_out;
};

}  // namespace

QgisExportInput qgis_input(const Document& document, Theme theme, Language language) {
  QgisExportInput input{
      document.title().toStdString(), document.crs_epsg(), theme, language, document.layers(), document.measures(), document.scenarios()};
  const auto folder = std::filesystem::path(document.path().toStdString()).parent_path();
  for (auto& layer : input.layers)
    if (layer.raster) layer.path = (folder / layer.path).lexically_normal().string();  // absolute ones stay
  return input;
}

base::Result<QgisExport> write_qgis_tables(const QgisExportInput& input, const std::filesystem::path& gpkg, const base::CancelToken& token,
                                           const std::function<void(double)>& progress) {
  const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(input.epsg), "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  auto writer = store::GpkgWriter::create(gpkg);
  if (!writer) return tl::unexpected(writer.error());
  auto out = Exporter(input, *writer, *to_mercator, token, progress).run();
  if (!out) return out;
  if (auto status = writer->finish(); !status) return tl::unexpected(status.error());
  return out;
}

}  // namespace skizze::project
