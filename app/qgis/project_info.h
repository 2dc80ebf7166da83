// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What is in a QGIS project, as its helper describes it.
#pragma once

#include <QtCore/QJsonObject>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/geometry.h"

namespace skizze::qgis {

enum class LayerState : std::uint8_t {
  ready,
  missing,  ///< its file is not there, or is not what the project says
  network,  ///< its data lie on another machine; the helper asks nobody
};

struct FieldInfo {
  std::string name;
  std::string type;                                         ///< as QGIS calls it
  std::string alias;                                        ///< empty where there is none
  std::vector<std::pair<std::string, std::string>> values;  ///< stored value, what people read
};

struct JoinInfo {
  std::string layer;
  std::string field;
  std::string other_field;
};

struct LayerInfo {
  std::string id;
  std::string name;
  std::string type;      ///< "vector", "raster", "mesh", ...
  std::string provider;  ///< QGIS's word: "ogr", "gdal", "postgres", ...
  LayerState state = LayerState::ready;
  bool visible = true;   ///< with all groups above it
  std::string file;      ///< empty where it is none
  std::string geometry;  ///< "Point", "Line", "Polygon"; empty for rasters
  std::string renderer;  ///< QGIS's word: "categorizedSymbol", ...
  bool labels = false;
  bool placed = false;       ///< has labels or diagrams: QGIS places these for a whole view at once
  std::uint64_t count = 0;   ///< of features; 0 where QGIS does not say
  std::uint64_t width = 0;   ///< of a raster, pixels
  std::uint64_t height = 0;  ///< of a raster, pixels
  std::string crs;
  geo::Box bounds;  ///< Web Mercator metres; empty where unknown
  double opacity = 1;
  std::optional<double> min_scale;  ///< denominators; shown between max_scale and min_scale
  std::optional<double> max_scale;
  std::string attribution;
  std::string licence;
  std::vector<FieldInfo> fields;
  std::vector<JoinInfo> joins;
};

/// A node of the layer tree: a group, or a layer.
struct TreeNode {
  std::string group;  ///< name; empty for a layer
  std::string layer;  ///< id
  bool visible = true;
  std::vector<TreeNode> children;
};

/// Something that could act and was taken off before QGIS saw the project, or that QGIS does not know (unknown_renderer, unknown_symbol).
struct RemovedInfo {
  std::string kind;   ///< "macro", "action", "form_code", "form", "expression_function", "remote_picture", "html", "map_tip", "annotation"
  std::string where;  ///< layer; empty for the project itself
  std::string name;
};

struct ProjectInfo {
  std::string file;
  std::string title;
  std::string crs;
  geo::Box bounds;                ///< of all layers, Web Mercator metres
  std::vector<LayerInfo> layers;  ///< in QGIS's drawing order, topmost first
  std::vector<TreeNode> tree;
  std::vector<RemovedInfo> removed;
};

/// Total: what makes no sense is left out.
ProjectInfo read_project_info(const QJsonObject& report);

}  // namespace skizze::qgis
