// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_run.h"

#include <algorithm>
#include <set>

#include <QJsonArray>
#include <QTemporaryDir>

#include "geo/crs.h"
#include "project/qgis_rows.h"
#include "store/gpkg_writer.h"
#include "style/json_text.h"
#include "style/qgis_text.h"

namespace skizze::project {
namespace {

namespace fs = std::filesystem;
using geo::GeometryKind;

constexpr double k_share_of_writing = 0.1;  // of the progress; the rest is QGIS's

QString q(const std::string& text) { return QString::fromStdString(text); }

const char* word_of(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::point: return "point";
    case GeometryKind::line: return "line";
    case GeometryKind::area: return "area";
    case GeometryKind::none: break;
  }
  return "none";
}

bool takes(const qgis::ParameterInfo& parameter, const std::string& word) {
  return parameter.geometries.empty() ||
         std::find(parameter.geometries.begin(), parameter.geometries.end(), word) != parameter.geometries.end();
}

/// The one kind that the parameter takes; of a layer with several the first that fits.
GeometryKind kind_for(const LayerEntry& layer, const qgis::ParameterInfo& parameter) {
  const auto kinds = kinds_of(*layer.pack);
  for (const auto kind : kinds)
    if (takes(parameter, word_of(kind))) return kind;
  return kinds.empty() ? GeometryKind::none : kinds.front();
}

/// Letters, digits, blanks and '-' of a name, as files may be called.
std::string file_name(const QString& name) {
  QString out;
  for (const QChar c : name) out += c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_') ? c : QLatin1Char(' ');
  return out.simplified().left(80).toStdString();
}

fs::path unused(const fs::path& folder, const std::string& stem, const std::string& ending) {
  fs::path file = folder / (stem + ending);
  for (int i = 2; fs::exists(file); ++i) file = folder / (stem + " " + std::to_string(i) + ending);
  return file;
}

class Run {
 public:
  Run(qgis::Processing& processing, const QgisRunInput& input, const base::CancelToken& token,
      const std::function<void(double, const base::Message&)>& progress)
      : m_processing(processing), m_input(input), m_token(token), m_progress(progress) {}

  base::Result<QgisRunDone> run() {
    if (!m_folder.isValid()) return base::fail(base::ErrorCode::no_space, "base.disk_full", {{"file", m_folder.path().toStdString()}});
    qgis::RunRequest request;
    request.algorithm = m_input.algorithm.id;
    request.values = m_input.values;
    for (const auto& [name, layers] : m_input.layers)
      if (auto status = put(name, layers, request.values); !status) return tl::unexpected(status.error());
    request.title = title().toStdString();
    request.crs = "EPSG:" + std::to_string(m_input.epsg);
    request.language = m_input.language == Language::de ? "de" : "en";
    request.skip_invalid = m_input.skip_invalid;
    request.history = history();
    request.licence = joined([](const LayerEntry& layer) { return layer.provenance.licence; });
    request.attribution = joined([](const LayerEntry& layer) { return layer.provenance.attribution; });
    request.date = m_input.today;
    auto result = m_processing.run(
        request, m_folder.filePath(QStringLiteral("result")).toStdString(), m_token,
        [this](double fraction, const base::Message& what) { tell(k_share_of_writing + fraction * (1 - k_share_of_writing), what); });
    if (!result) return tl::unexpected(result.error());
    return keep(*result);
  }

 private:
  void tell(double fraction, const base::Message& what) const {
    if (m_progress) m_progress(fraction, what);
  }

  base::Status put(const std::string& name, const std::vector<LayerEntry>& layers, QJsonObject& values) {
    const auto* parameter = m_input.algorithm.parameter(name);
    if (parameter == nullptr) return {};
    QJsonArray sources;
    for (const auto& layer : layers) {
      auto source = source_of(layer, *parameter);
      if (!source) return tl::unexpected(source.error());
      sources.append(*source);
    }
    if (sources.isEmpty()) return {};
    values[q(name)] = parameter->type == "multilayer" ? QJsonValue(sources) : sources.first();
    return {};
  }

  base::Result<QString> source_of(const LayerEntry& layer, const qgis::ParameterInfo& parameter) {
    if (layer.raster) return q(layer.path);
    if (!layer.pack) return base::fail(base::ErrorCode::unsupported, "project.qgis_run_no_rows", {{"layer", layer.name}});
    tell(0, {"project.qgis_tables", {}});
    const QString file = m_folder.filePath(QStringLiteral("input_%1.gpkg").arg(++m_tables));
    if (auto status = write(layer, kind_for(layer, parameter), file.toStdString()); !status) return tl::unexpected(status.error());
    const QString source = file + QStringLiteral("|layername=rows");
    if (layer.filter_json.empty()) return source;
    const auto filter = style::read_json(layer.filter_json);
    const auto text = filter ? style::to_qgis_expression(*filter) : tl::unexpected(std::string("JSON"));
    if (!text) return base::fail(base::ErrorCode::unsupported, "project.qgis_run_filter", {{"layer", layer.name}});
    return source + QStringLiteral("|subset=") + q(*text);
  }

  base::Status write(const LayerEntry& layer, GeometryKind kind, const fs::path& file) {
    const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(m_input.epsg), "EPSG:3857");
    if (!to_mercator) return tl::unexpected(to_mercator.error());
    auto writer = store::GpkgWriter::create(file);
    if (!writer) return tl::unexpected(writer.error());
    const store::GpkgLayer table{.name = "rows",
                                 .title = layer.name,
                                 .kind = kind,
                                 .with_z = layer.pack->info().has_z,
                                 .epsg = m_input.epsg,
                                 .columns = table_columns(*layer.pack)};
    if (auto status = write_pack_rows(*writer, table, *layer.pack, *to_mercator, m_token); !status) return status;
    return writer->finish();
  }

  /// "Buffer – streets"
  QString title() const {
    QString words = q(m_input.algorithm.name);
    for (const auto& parameter : m_input.algorithm.parameters) {
      const auto found = m_input.layers.find(parameter.name);
      if (found == m_input.layers.end() || found->second.empty()) continue;
      return words + QStringLiteral(" – ") + q(found->second.front().name);
    }
    return words;
  }

  /// "2026-11-22: native:buffer, INPUT=streets, DISTANCE=12.5"
  std::string history() const {
    QStringList parts{q(m_input.algorithm.id)};
    for (const auto& parameter : m_input.algorithm.parameters) {
      const auto found = m_input.layers.find(parameter.name);
      QStringList names;
      if (found != m_input.layers.end())
        for (const auto& layer : found->second) names << q(layer.name);
      const auto value = m_input.values[q(parameter.name)];
      if (names.isEmpty() && !parameter.destination && !value.isUndefined() && !value.isNull())
        names = value.isArray() ? value.toVariant().toStringList() : QStringList{value.toVariant().toString()};
      if (!names.isEmpty() && !names.first().isEmpty()) parts << q(parameter.name) + QLatin1Char('=') + names.join(QLatin1Char(';'));
    }
    return m_input.today + ": " + parts.join(QStringLiteral(", ")).toStdString();
  }

  template <class Part>
  std::string joined(const Part& part) const {
    std::set<std::string> all;
    for (const auto& [name, layers] : m_input.layers)
      for (const auto& layer : layers)
        if (!part(layer).empty()) all.insert(part(layer));
    std::string text;
    for (const auto& one : all) text += (text.empty() ? "" : "; ") + one;
    return text;
  }

  base::Result<QgisRunDone> keep(const qgis::RunResult& result) {
    QgisRunDone done{{}, {}, result.values, result.log, result.lost};
    const fs::path folder = m_input.project.parent_path() / (m_input.project.stem().string() + "_qgis");
    std::error_code error;
    for (const auto& output : result.outputs) {
      fs::create_directories(folder, error);
      const bool first = done.layers.empty() && done.files.empty();
      const auto stem = file_name(title() + (first ? QString() : QLatin1Char(' ') + q(output.description)));
      const auto to = unused(folder, stem, output.file.extension().string());
      if (!error) fs::copy_file(output.file, to, error);
      if (error) {
        std::error_code ignored;
        for (const auto& file : done.layers) fs::remove(file, ignored);
        for (const auto& file : done.files) fs::remove(file, ignored);
        fs::remove(to, ignored);
        return base::fail(base::ErrorCode::no_space, "project.qgis_not_written", {{"file", to.string()}});
      }
      const auto notes = fs::path(output.file).replace_extension(".qmd");
      std::error_code missing;
      if (fs::is_regular_file(notes, missing)) fs::copy_file(notes, fs::path(to).replace_extension(".qmd"), missing);
      (output.type == "file" ? done.files : done.layers).push_back(to);
    }
    return done;
  }

  qgis::Processing& m_processing;
  const QgisRunInput& m_input;
  const base::CancelToken& m_token;
  const std::function<void(double, const base::Message&)>& m_progress;
  QTemporaryDir m_folder;
  int m_tables = 0;
};

}  // namespace

bool suits(const LayerEntry& layer, const qgis::ParameterInfo& parameter) {
  const bool wants_raster = parameter.type == "raster" || parameter.geometries == std::vector<std::string>{"raster"};
  if (layer.raster)
    return layer.state == LayerState::ready &&
           (wants_raster || parameter.type == "layer" || (parameter.type == "multilayer" && parameter.geometries.empty()));
  if (wants_raster || !layer.pack) return false;
  if (layer.pack->info().kind != GeometryKind::none) return takes(parameter, word_of(layer.pack->info().kind));
  return parameter.geometries.size() != 1;  // of several kinds: looked at when it is written
}

base::Result<QgisRunDone> run_qgis(qgis::Processing& processing, const QgisRunInput& input, const base::CancelToken& token,
                                   const std::function<void(double, const base::Message&)>& progress) {
  return Run(processing, input, token, progress).run();
}

}  // namespace skizze::project
