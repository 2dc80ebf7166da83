// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Which layers of a project serve the planning of lanes, and as what.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "bike/city.h"
#include "project/layer_entry.h"

namespace skizze::project {

/// The entry of the project's settings that keeps what a person has stated; layers that are not in it are guessed.
inline constexpr const char* k_bike_layers_setting = "bike_layers";

using StatedUses = std::map<base::Uuid, bike::LayerUse>;
/// What cannot be read is left out.
StatedUses stated_uses_from(std::string_view json);
std::string to_json(const StatedUses& uses);

/// The stated use, else the guessed one.
bike::LayerUse use_of(const LayerEntry& layer, const StatedUses& stated);
/// Of all layers that are ready. Heights: the raster whose name tells of the ground (DGM, DEM), never one of the surface (DOM, DSM).
bike::CityInput city_input_of(const std::vector<LayerEntry>& layers, const StatedUses& stated, int epsg);

}  // namespace skizze::project
