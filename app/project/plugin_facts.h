// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What plugins are told of measures, as JSON. Lengths in metres, coordinates in the project's CRS. Described for their authors in
/// plugins/README.md; entries are added, never changed.
#pragma once

#include <string>
#include <vector>

#include <QJsonObject>

#include "bike/assess.h"
#include "project/solar_area.h"
#include "sketch/measure.h"

namespace skizze::project {

/// {"kind": "lane", "id", "name", "facility", ..., "length_m", "line", "stretches", "findings", "figures"}
QJsonObject lane_facts(const std::string& id, const std::string& name, const bike::LaneAssessment& lane);
/// {"kind": "solar_area", "id", "name", "place", ..., "area_m2", "shape"}; with "kwp", "kwh", ... where figures are given.
QJsonObject area_facts(const sketch::Measure& measure, const AreaFigures* figures = nullptr);
/// {"kind": "plan", "project", "scenario", "lanes", "solar_areas"}
QJsonObject plan_facts(const std::string& project, const std::string& scenario, const std::vector<QJsonObject>& lanes,
                       const std::vector<QJsonObject>& areas);

}  // namespace skizze::project
