// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

namespace skizze::style {

/// What a string at the place of a result means.
enum class TextMeans { text, color };

/// An expression of the style specification as one of QGIS: the way back from convert_qgis_expression(). The zoom is taken from
/// @map_scale as imports take it (96 dpi, 51 degrees of latitude); a missing attribute is NULL; so is one
/// that is not among `columns` (null: all are), which QGIS would stumble over. Colours become 'r,g,b,a'. The error is the
/// operator that QGIS has no words for (cubic curves, feature states, ...).
tl::expected<std::string, std::string> to_qgis_expression(const nlohmann::json& expression, TextMeans means = TextMeans::text,
                                                          const std::vector<std::string>* columns = nullptr);

/// "r,g,b,a" of 0 to 255, as QGIS writes colours; empty for what is no colour.
std::string to_qgis_color(const std::string& css, double opacity = 1);
/// The denominator of the scale at a zoom of 512 px tiles, 96 dpi, 51 degrees of latitude.
double scale_of_zoom(double zoom);
/// "quoted" as a name of a column, and 'quoted' as a text.
std::string qgis_name(const std::string& column);
std::string qgis_quoted(const std::string& text);

}  // namespace skizze::style
