// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A project for QGIS: every layer and the plans as tables of one GeoPackage, and what a .qgz must say about them. The .qgz itself is
/// written by skizze-qgis (app/qgis).
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QJsonObject>

#include "base/cancel.h"
#include "base/result.h"
#include "project/document.h"
#include "project/layer_entry.h"
#include "project/layer_style.h"
#include "project/message_text.h"
#include "sketch/measure.h"
#include "sketch/scenario.h"

namespace skizze::project {

/// Frozen values, so that the work can be done on any thread.
struct QgisExportInput {
  std::string title;
  int epsg = 25832;
  Theme theme = Theme::light;
  Language language = Language::de;
  std::vector<LayerEntry> layers;  ///< drawing order, the lowest first
  std::vector<sketch::Measure> measures;
  std::vector<sketch::Scenario> scenarios;
  std::optional<geo::Box> only_within{};  ///< Web Mercator: of layers only the rows that reach into it; for a print
};

/// What is open, with the paths of rasters made absolute.
QgisExportInput qgis_input(const Document& document, Theme theme, Language language);

struct QgisExport {
  /// {"title", "crs", "background", "groups": [name, topmost first], "layers": [{"id", "name", "groups": [one of those, then the layer's
  /// own, outermost first], "table" | "raster", "kind", "visible", "opacity", "style" (style::QgisSpec), "subset"?, "aliases": {column: text},
  /// "value_maps": {column: {value: text}}, "joins": [{"layer", "field", "join_field", "prefix"}], "attribution", "licence", "abstract"}]},
  /// topmost layer first. Tables without places have kind "none".
  QJsonObject project;
  std::vector<base::Message> lost;  ///< each once
};

/// Rows are written in the project's CRS. Contributions are left out: they may hold personal data. progress: 0 to 1.
/// Errors: no_space, unreadable (the folder), cancelled, invalid (a CRS that PROJ does not know). Without success nothing remains.
base::Result<QgisExport> write_qgis_tables(const QgisExportInput& input, const std::filesystem::path& gpkg, const base::CancelToken& token,
                                           const std::function<void(double)>& progress = {});

}  // namespace skizze::project
