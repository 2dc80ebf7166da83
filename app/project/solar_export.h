// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "project/roof_table.h"
#include "project/solar_study.h"

namespace skizze::project {

/// What the figures of a study rest on, in words that stand in files: method, surface, region, climate years, source, range, assumptions.
std::vector<std::pair<std::string, std::string>> basis_of(const SolarStudy& study);

/// One row per side of a roof in the model's metric CRS, columns as solar_columns(); refers to the study. units: which sides, in this order.
RoofTable roof_table(const SolarStudy& study, std::vector<std::size_t> units);
RoofTable roof_table(const SolarStudy& study);

}  // namespace skizze::project
