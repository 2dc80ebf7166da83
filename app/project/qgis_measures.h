// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Lanes, solar areas and scenarios as tables that people edit in QGIS, and back. Used inside the room only.
#pragma once

#include <string>
#include <vector>

#include <QJsonObject>

#include "feature/value.h"
#include "project/message_text.h"
#include "sketch/measure.h"
#include "sketch/scenario.h"
#include "store/gpkg_writer.h"

namespace skizze::project {

inline constexpr const char* k_id_field = "id";
inline constexpr const char* k_scenario_field = "variante_id";
inline constexpr const char* k_lanes_table = "radwege";
inline constexpr const char* k_solar_table = "solarflaechen";
/// Beside each table of measures its state at the export, by which a later reading tells who changed what.
inline constexpr const char* k_state_suffix = "_stand";

/// One column of a table of measures.
struct MeasureField {
  const char* name;   ///< field word of the project file
  const char* alias;  ///< message id
  feature::ColumnType type;
  feature::Value (*value)(const sketch::Measure&);
  bool (*take)(sketch::Measure&, const feature::ValueView&);  ///< false: not understood, nothing taken; null: follows from the rest
};
std::vector<MeasureField> measure_fields(sketch::MeasureKind kind);

/// A column's name and a measure's value in it as people read them; "–" for none.
QString field_name(sketch::MeasureKind kind, const std::string& column, Language language);
QString field_text(const sketch::Measure& measure, const std::string& column, Language language);

struct PlanRow {
  geo::Geometry shape;  ///< in the project's CRS
  std::vector<feature::Value> values;
};
struct PlanTable {
  store::GpkgLayer layer;
  QJsonObject description;  ///< id, name, visible, aliases, value maps, joins (QgisExport::project)
  std::vector<PlanRow> rows;
};

/// "varianten" (no places), "radwege" and "solarflaechen" with the field words of the project file; "id" is the measure's and stays.
std::vector<PlanTable> plan_tables(const std::vector<sketch::Measure>& measures, const std::vector<sketch::Scenario>& scenarios, int epsg,
                                   Language language);

}  // namespace skizze::project
