// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Lanes, solar areas and scenarios as tables that people edit in QGIS, and back. Used inside the room only.
#pragma once

#include <vector>

#include <QJsonObject>

#include "feature/value.h"
#include "project/message_text.h"
#include "sketch/measure.h"
#include "sketch/scenario.h"
#include "store/gpkg_writer.h"

namespace skizze::project {

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
