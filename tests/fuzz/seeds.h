// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Small valid inputs, made here and now, so that no foreign file lies in the project.
#pragma once

#include <string>
#include <vector>

namespace skizze::fuzz {

std::vector<std::string> mvt_seeds();
std::vector<std::string> pmtiles_seeds();
std::vector<std::string> mbtiles_seeds();
std::vector<std::string> pack_seeds();
std::vector<std::string> style_seeds();
std::vector<std::string> osm_pbf_seeds();

}  // namespace skizze::fuzz
