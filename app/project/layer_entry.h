// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "feature/layer_pack.h"
#include "feature/pack_info.h"
#include "feature/raster_pack.h"

namespace skizze::project {

/// What the window can do with a layer just now.
enum class LayerState : std::uint8_t {
  loading,   ///< its pack is being opened or made anew
  ready,     ///< pack or raster is there
  missing,   ///< its file is not there; shown grey, everything else works
  failed,    ///< its file is there but cannot be read; problem says why
};

/// One reference of the project to a layer of a file, with how it is shown. The first block is stored in the project file;
/// the second is found again at each opening.
struct LayerEntry {
  base::Uuid id;
  std::string name;
  std::string source_path;       ///< relative to the project's folder when the file lies in or below it, otherwise absolute
  std::string source_layer;      ///< name of the layer inside the file
  std::string assumed_crs;       ///< what the person said when the file did not; otherwise empty
  std::string style_json;        ///< empty: the default style of its kind
  std::string filter;            ///< as typed, e.g. "class = primary"; empty shows all (filter_text.h)
  bool visible = true;
  double opacity = 1;            ///< 0..1
  std::int64_t order = 0;        ///< 0 is drawn first (lowest)
  feature::Provenance provenance;

  LayerState state = LayerState::loading;
  base::Error problem;           ///< for missing and failed
  std::filesystem::path source_file;  ///< absolute
  std::shared_ptr<const feature::LayerPack> pack;
  std::shared_ptr<const feature::RasterPack> raster;

  bool is_raster() const { return raster != nullptr; }
  /// Notices, CRS and bounds (Web Mercator) of what is open; empty while nothing is.
  const std::vector<feature::Notice>& notices() const;
  const std::string& crs() const;
  geo::Box bounds() const;
  std::uint64_t feature_count() const;
};

/// One layer of a file that was prepared but is not yet part of the project: what the preview shows.
struct LayerPreview {
  std::string name;
  bool raster = false;
  geo::GeometryKind kind = geo::GeometryKind::none;
  feature::PackRole role = feature::PackRole::features;
  std::uint64_t rows = 0;
  std::vector<feature::Column> columns;
  std::string crs;               ///< empty where the file has none
  geo::Box bounds;               ///< Web Mercator
  geo::Box lon_lat;              ///< degrees
  std::vector<feature::Notice> notices;
  feature::Provenance provenance;
  std::filesystem::path pack_file;
};

/// One prepared file, or why it could not be read.
struct FilePreview {
  std::filesystem::path file;
  std::string driver;
  std::vector<LayerPreview> layers;
  std::vector<feature::Notice> notices;
  std::vector<std::pair<std::string, std::uint64_t>> class_counts;   ///< city models: "Building" 83, ...
  base::Status status;
};

}  // namespace skizze::project
