// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "project/solar_study.h"

namespace skizze::project {

/// Table "dachseiten": one row per side of a roof in the model's metric CRS, columns as solar_columns(). Table "grundlagen": what the
/// figures rest on. Errors: no_space, unreadable, cancelled.
base::Status write_solar_gpkg(const SolarStudy& study, const std::filesystem::path& file, base::CancelToken token = {});
/// The same without shapes: UTF-8, ';', decimal point, first line the column names, the basis as lines that begin with '#'.
base::Status write_solar_csv(const SolarStudy& study, const std::filesystem::path& file, base::CancelToken token = {});

/// What the figures of a study rest on, in words that stand in files: method, surface, region, climate years, source, range, assumptions.
std::vector<std::pair<std::string, std::string>> basis_of(const SolarStudy& study);

}  // namespace skizze::project
