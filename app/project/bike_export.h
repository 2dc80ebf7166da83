// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Lanes and their comparison for others: tables as CSV and XLSX, lines as GeoPackage and GeoJSON.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <QByteArray>
#include <QString>

#include "base/result.h"
#include "bike/comparison.h"
#include "feature/value.h"
#include "project/message_text.h"
#include "project/plugin_report.h"
#include "project/xbeteiligung.h"
#include "sketch/measure.h"
#include "sketch/scenario.h"

namespace skizze::project {

struct ComparisonTable {
  std::vector<std::string> scenarios;
  std::vector<bike::IndicatorRow> rows;
  std::shared_ptr<const bike::RuleBook> rules = nullptr;  ///< for the costs of single lanes; null: left out
  std::vector<PluginSection> sections = {};               ///< of plugins; for the report
};
/// What a row's values rest on, in one line; empty where there is nothing to say.
QString basis_text(const bike::IndicatorRow& row, Language language);
/// UTF-8 with BOM, ';' and in German decimal comma, as spreadsheets here expect it; empty cells where a value is not known.
QByteArray comparison_csv(const ComparisonTable& table, Language language);
/// The report: the table with what its values rest on, then the sections of plugins. One HTML file without anything from elsewhere.
QByteArray comparison_html(const ComparisonTable& table, const std::string& project, Language language);
/// With real numbers (Office Open XML, stored without compression). lanes: rows of a second sheet, its heads first; empty: one sheet.
QByteArray comparison_xlsx(const ComparisonTable& table, Language language, const std::vector<std::vector<feature::Value>>& lanes = {});

/// What costs and perceived safety of single lanes come from.
struct LaneBasis {
  std::shared_ptr<const bike::RuleBook> rules;  ///< null: those columns stay empty
  Language language = Language::de;             ///< of the words about prices
};

/// All lanes with the field words of Hamburg's bike-way data (fuehrungsart, seite, richtung, breite, ...) their scenario (variante),
/// cost range with unit prices (kosten_*) and perceived safety with the number of ratings (sicher_*, bewertungen).
base::Status write_lanes_gpkg(const std::filesystem::path& file, const std::vector<sketch::Measure>& measures,
                              const std::vector<sketch::Scenario>& scenarios, int epsg, const LaneBasis& basis = {});
/// The same as GeoJSON in degrees; one line string each, as XBeteiligung's geltungsbereich takes it. Errors: none but a CRS that PROJ does
/// not know.
base::Result<QByteArray> lanes_geojson(const std::vector<sketch::Measure>& measures, const std::vector<sketch::Scenario>& scenarios,
                                       int epsg, const LaneBasis& basis = {});

/// The same as rows, with the line as WKT in the project's CRS (last column): UTF-8 with BOM, ';' and in German decimal comma.
QByteArray lanes_csv(const std::vector<sketch::Measure>& measures, const std::vector<sketch::Scenario>& scenarios, int epsg,
                     const LaneBasis& basis = {});

struct BikeExportOptions {
  bool lanes_as_rows = false;  ///< .csv: lanes_csv() instead of the comparison
  base::Uuid scenario;         ///< .xml: the one that XBeteiligung takes; null: the only one that has lanes
  std::string project;         ///< .xml: name of the plan
  XbeteiligungExtent extent = XbeteiligungExtent::lines;
};
/// By the ending of the name: .csv and .xlsx the table (the workbook has the lanes on a second sheet), .html the report, .gpkg and .geojson the lanes, .xml
/// one scenario for XBeteiligung. Errors: unsupported (another ending), invalid (no lane, or several scenarios to choose from), unreadable.
base::Status write_bike_export(const std::filesystem::path& file, const ComparisonTable& table,
                               const std::vector<sketch::Measure>& measures, const std::vector<sketch::Scenario>& scenarios, int epsg,
                               Language language, const BikeExportOptions& options = {});

}  // namespace skizze::project
