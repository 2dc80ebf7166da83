// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Styles of other programs into ours, each with what was lost on the way.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feature/value.h"
#include "geo/geometry.h"

namespace skizze::style {

struct ImportedStyle {
  std::string style_json;
  geo::GeometryKind kind = geo::GeometryKind::none;  ///< that the style was made for; none where it does not say
  std::vector<base::Message> lost;                   ///< each once
  double opacity = 1;                                ///< of the layer as a whole, where QmlOptions wants it apart
};

struct QmlOptions {
  std::vector<feature::Column> columns;  ///< of the layer it is for, where known (a category "7" may be a text or a number)
  double latitude_deg = 51;              ///< where scales hold; 0: they are those of a map in Web Mercator
  bool opacity_apart = false;            ///< the layer's opacity is given beside the style instead of being part of its symbols
};

/// From the tree that skizze-prepare makes of a .qml file (app/readers/qml.h): single, categorised, graduated and rule-based symbols,
/// simple fills, lines and markers, hatches, labels; of renderers that wrap another one (displaced, clustered), that one.
/// Lengths in millimetres are drawn at 96 dpi. Errors: invalid (no such tree), unsupported (a renderer of another kind).
base::Result<ImportedStyle> import_qml(std::string_view tree_json, const QmlOptions& options = {});

/// From a style of Mapbox or MapLibre for one layer: what draws source_layer (all of it where that is empty), without ground, sources
/// and pictures. Layers with errors are left out and named. Errors: invalid (no JSON, no layers left).
base::Result<ImportedStyle> import_maplibre(std::string_view style_json, std::string_view source_layer = {});
/// The names that the layers of such a style draw, each once, in their order.
std::vector<std::string> source_layers_of(std::string_view style_json);

}  // namespace skizze::style
