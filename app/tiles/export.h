// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Packs to a tile archive: enumerate, cut, encode and compress on workers, write in order.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/layer_pack.h"
#include "tiles/cutter.h"

namespace skizze::tiles {

struct LayerToExport {
  std::string name;  ///< made unique by the export where needed
  std::shared_ptr<const feature::LayerPack> pack;
};

struct ExportOptions {
  std::filesystem::path target;  ///< .mbtiles, .pmtiles, or a folder
  std::string name;              ///< for the metadata
  int min_zoom = 0;
  int max_zoom = 14;                       ///< at most 22; here every vertex and every row is kept
  bool all_rows = false;                   ///< keep every row at every zoom, not only at max_zoom
  double tolerance = 2.0;                  ///< tile units, below max_zoom
  std::uint32_t max_features = 200'000;    ///< per tile and layer below max_zoom; 0 for no limit
  std::size_t max_tile_bytes = 1'000'000;  ///< per uncompressed tile below max_zoom (about half of it compressed); 0 for no limit
  bool density = true;                     ///< below max_zoom: areas too small to be drawn appear as the share they cover
  std::uint64_t max_tiles = 20'000'000;    ///< refuses a job that would write more
  int gzip_level = 4;                      ///< libdeflate's 4 is within 1 % of zlib's 6, in a third of the time
  unsigned threads = 0;                    ///< 0: one per core
};

struct ExportedLayer {
  std::string name;
  std::uint64_t rows = 0;              ///< of the pack
  std::uint64_t rows_at_max_zoom = 0;  ///< distinct rows written at max_zoom; equals rows_with_geometry unless some were dropped
  std::uint64_t rows_with_geometry = 0;
};

/// What one zoom holds and what it leaves out. With all_rows nothing is hidden, summed or dropped.
struct ExportedZoom {
  int zoom = 0;
  std::uint64_t tiles = 0;
  std::uint64_t tile_features = 0;
  std::uint64_t bytes = 0;                ///< compressed
  std::uint64_t largest_tile = 0;         ///< uncompressed bytes
  std::uint64_t hidden_rows = 0;          ///< not drawn by themselves before a higher zoom
  std::uint64_t summed_rows = 0;          ///< of these: areas that count in the density
  std::uint64_t over_feature_budget = 0;  ///< features left out of tiles for max_features
  std::uint64_t over_byte_budget = 0;     ///< features left out of tiles for max_tile_bytes
};

struct ExportReport {
  std::uint64_t tiles = 0;
  std::uint64_t tile_features = 0;  ///< features over all tiles
  std::uint64_t bytes = 0;          ///< compressed
  std::uint64_t raw_bytes = 0;
  CutStats cut;
  std::vector<ExportedLayer> layers;
  std::vector<ExportedZoom> zooms;  ///< from the lowest
};

/// Writes the archive; the target appears whole or not at all. progress (0..1) is called on the calling thread.
/// Memory: a bounded window of finished tiles besides the packs and 16 bytes per tile.
/// Errors: invalid (zooms, no layer with rows), too_large (max_tiles), cancelled, and those of the archive writer.
base::Result<ExportReport> export_tiles(const std::vector<LayerToExport>& layers, const ExportOptions& options,
                                        const base::CancelToken& cancel = {}, const std::function<void(double)>& progress = {});

}  // namespace skizze::tiles
