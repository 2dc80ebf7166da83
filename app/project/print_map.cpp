// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/print_map.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <mutex>

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTemporaryDir>

#include "geo/crs.h"
#include "project/qgis_measures.h"
#include "sources/cache.h"

namespace skizze::project {
namespace {

namespace fs = std::filesystem;

constexpr double k_tables_share = 0.3;  // of the progress

QString q(const std::string& text) { return QString::fromStdString(text); }

QJsonObject words_of(Language language) {
  QJsonObject words;
  for (const char* name : {"legend", "scale", "author", "date", "project", "crs", "sources"})
    words.insert(QLatin1String(name), text_of((std::string("qgis.print_") + name).c_str(), language));
  // QGIS puts in the numbers of each page.
  words.insert(QStringLiteral("page"), text_of(base::Message{"qgis.print_page", {{"n", "{n}"}, {"count", "{count}"}}}, language));
  return words;
}

/// What a sheet of A3 or A4 can show at its scale, in Web Mercator; nothing where that is not known beforehand.
std::optional<geo::Box> seen_by(const PrintWish& wish, const geo::Transform& to_mercator) {
  const auto& sheet = wish.sheet;
  if (sheet.scale <= 0 || !wish.series_layer.empty() || !sheet.template_file.empty()) return {};
  const auto center = sheet.box.empty() ? sheet.center : sheet.box.center();
  const double reach_m = (sheet.paper == "A3" ? 0.42 : 0.297) * sheet.scale * 0.55;
  geo::Box box;
  for (const auto& [x, y] : std::array<std::pair<int, int>, 4>{{{-1, -1}, {-1, 1}, {1, -1}, {1, 1}}})
    box.add(to_mercator.forward(geo::Point2{center.x + x * reach_m, center.y + y * reach_m}));
  return box;
}

/// The table of measures, by the id and the name that plan_tables() gives it.
SeriesLayer plan_layer(sketch::MeasureKind kind, Language language) {
  const bool lanes = kind == sketch::MeasureKind::bike_lane;
  return {lanes ? k_lanes_table : k_solar_table, text_of(lanes ? "project.qgis_layer_lanes" : "project.qgis_layer_solar", language).toStdString()};
}

}  // namespace

struct MapPrinter::Impl {
  explicit Impl(QgisExportInput given) : input(std::move(given)) {}

  /// Writes the tables unless those that are there serve.
  base::Status ensure_tables(const PrintWish& wish, const base::CancelToken& token, const qgis::Helper::Progress& progress) {
    const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(input.epsg), "EPSG:3857");
    if (!to_mercator) return tl::unexpected(to_mercator.error());
    const auto seen = seen_by(wish, *to_mercator);
    if (tables && (!input.only_within || (seen && input.only_within->contains(*seen)))) return {};
    tables.reset();
    input.only_within.reset();
    if (seen) input.only_within = seen->grown(seen->width() / 2);
    if (!folder.isValid()) return base::fail(base::ErrorCode::no_space, "base.disk_full", {{"file", folder.path().toStdString()}});
    const auto file = fs::path(folder.path().toStdString()) / "karte.gpkg";
    std::error_code ignored;
    fs::remove(file, ignored);
    auto written = write_qgis_tables(input, file, token, [&](double done) {
      if (progress) progress(done * k_tables_share, {"qgis.print_tables", {}});
    });
    if (!written) return tl::unexpected(written.error());
    tables = std::move(*written);
    gpkg = file;
    return {};
  }

  base::Result<std::string> series_id(const std::string& wanted) const {
    if (wanted.empty()) return std::string();
    for (const auto& value : tables->project[QLatin1String("layers")].toArray()) {
      const auto layer = value.toObject();
      const auto id = layer[QLatin1String("id")].toString();
      const bool fits = id == q(wanted) || layer[QLatin1String("name")].toString().compare(q(wanted), Qt::CaseInsensitive) == 0;
      if (fits && layer.contains(QLatin1String("table")) && layer[QLatin1String("kind")] != QLatin1String("none")) return id.toStdString();
    }
    return base::fail(base::ErrorCode::not_found, "qgis.print_no_series", {{"layer", wanted}});
  }

  QJsonObject texts_of(const PrintTexts& texts) const {
    return {{QStringLiteral("title"), q(texts.title.empty() ? input.title : texts.title)},
            {QStringLiteral("subtitle"), q(texts.subtitle)},
            {QStringLiteral("author"), q(texts.author)},
            {QStringLiteral("date"), q(texts.date)},
            {QStringLiteral("project"), q(input.title)},
            {QStringLiteral("attribution"), q(sources_of(input.layers))},
            {QStringLiteral("crs"), q(crs_text(input.epsg))}};
  }

  std::mutex mutex;
  QgisExportInput input;
  QTemporaryDir folder;
  std::optional<QgisExport> tables;
  fs::path gpkg;
  qgis::Helper helper;
};

MapPrinter::MapPrinter(QgisExportInput input) : m_impl(std::make_unique<Impl>(std::move(input))) {}
MapPrinter::~MapPrinter() = default;

base::Result<qgis::PrintedSheet> MapPrinter::print(const PrintWish& wish, std::optional<int> page, const base::CancelToken& token,
                                                   const qgis::Helper::Progress& progress) {
  const std::lock_guard one_at_a_time(m_impl->mutex);
  if (qgis::find_helper().empty()) return base::fail(base::ErrorCode::not_found, "qgis.print_no_qgis");
  if (auto status = m_impl->ensure_tables(wish, token, progress); !status) return tl::unexpected(status.error());
  const auto series = m_impl->series_id(wish.series_layer);
  if (!series) return tl::unexpected(series.error());
  qgis::SheetJob job;
  job.project = m_impl->tables->project;
  job.gpkg = m_impl->gpkg;
  job.sheet = wish.sheet;
  job.series = {*series, wish.series_name};
  job.texts = m_impl->texts_of(wish.texts);
  job.words = words_of(m_impl->input.language);
  job.language = m_impl->input.language == Language::de ? "de" : "en";
  job.format = wish.format;
  job.dpi = wish.dpi;
  auto printed = qgis::print_sheet(m_impl->helper, job, page, token, [&](double done, const base::Message& what) {
    if (progress) progress(k_tables_share + done * (1 - k_tables_share), what);
  });
  if (printed) printed->lost.insert(printed->lost.begin(), m_impl->tables->lost.begin(), m_impl->tables->lost.end());
  return printed;
}

QgisExportInput print_input(const Document& document, Language language, base::Uuid scenario) {
  auto input = qgis_input(document, Theme::light, language);
  std::erase_if(input.layers, [](const LayerEntry& layer) { return !layer.visible && !layer.pack; });
  if (scenario.is_null()) scenario = document.active_scenario();
  std::erase_if(input.measures, [&](const sketch::Measure& measure) { return measure.scenario != scenario; });
  return input;
}

std::vector<SeriesLayer> series_layers(const Document& document, Language language) {
  std::vector<SeriesLayer> found;
  for (const auto& layer : document.layers())
    if (layer.pack && layer.pack->info().kind != geo::GeometryKind::none && layer.pack->info().role == feature::PackRole::features)
      found.push_back({layer.map_id(), layer.name});
  const auto planned = document.measures_of(document.active_scenario());
  for (const auto kind : {sketch::MeasureKind::solar_area, sketch::MeasureKind::bike_lane})
    if (std::any_of(planned.begin(), planned.end(), [kind](const auto* measure) { return measure->kind == kind; }))
      found.push_back(plan_layer(kind, language));
  std::reverse(found.begin(), found.end());
  return found;
}

std::string sources_of(const std::vector<LayerEntry>& layers) {
  std::vector<std::string> parts;
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    const auto& from = layer->provenance;
    if (!layer->visible || (from.attribution.empty() && from.licence.empty())) continue;
    std::string text = from.attribution.empty() ? layer->name : from.attribution;
    if (!from.licence.empty() && text.find(from.licence) == std::string::npos) text += " (" + from.licence + ")";
    if (std::find(parts.begin(), parts.end(), text) == parts.end()) parts.push_back(std::move(text));
  }
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : " · ") + part;
  return all;
}

std::string crs_text(int epsg) {
  const std::string code = "EPSG:" + std::to_string(epsg);
  if (epsg >= 25828 && epsg <= 25838) return "ETRS89 / UTM " + std::to_string(epsg - 25800) + "N (" + code + ")";
  return code;
}

base::Status write_sheet(const qgis::PrintedSheet& sheet, const fs::path& file) {
  QSaveFile out(q(file.string()));
  const auto size = static_cast<qint64>(sheet.bytes.size());
  if (out.open(QIODevice::WriteOnly) && out.write(sheet.bytes.data(), size) == size && out.commit()) return {};
  return base::fail(base::ErrorCode::unreadable, "qgis.print_not_written",
                    {{"file", file.string()}, {"reason", out.errorString().toStdString()}});
}

}  // namespace skizze::project
