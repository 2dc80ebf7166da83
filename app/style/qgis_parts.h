// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What both halves of qgis_spec() use. Used inside the room only.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "geo/geometry.h"
#include "style/losses.h"

namespace skizze::style {

inline constexpr double k_mm_per_px = 25.4 / 96;

/// "point", "line", "area".
std::string kind_name(geo::GeometryKind kind);
/// "scale_from" and "scale_to" of a range of zooms.
void put_scales(nlohmann::json& to, double min_zoom, double max_zoom);
/// A symbol layer; pattern: the name of a hatch, or empty.
nlohmann::json fill_of(const nlohmann::json& color, const std::string& pattern);
/// Renderer and labels of the layers of a style, one rule for each.
nlohmann::json qgis_rules(const nlohmann::json& layers, geo::GeometryKind kind, const std::vector<std::string>* columns, Losses& losses);

}  // namespace skizze::style
