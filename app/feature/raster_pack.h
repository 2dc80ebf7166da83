// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A height raster (DEM, DSM) prepared for drawing and sampling: Float32 tiles on the Web Mercator grid with overviews.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "base/result.h"
#include "feature/pack_info.h"
#include "geo/mercator.h"

namespace skizze::feature {

struct RasterInfo {
  std::string name;
  std::string crs;                 ///< CRS of the source
  double pixel_m = 0;              ///< pixel side of the source in ground metres
  std::uint32_t source_width = 0;
  std::uint32_t source_height = 0;
  float min_value = 0;
  float max_value = 0;
  std::string unit;                ///< "m"
  Provenance provenance;
  std::vector<Notice> notices;
  geo::Box bounds;                 ///< Web Mercator metres
  int min_zoom = 0;                ///< tiles exist for min_zoom..max_zoom
  int max_zoom = 0;
};

inline constexpr int k_raster_tile_px = 512;

/// Immutable once opened, any thread. File format: header, directory of (z, x, y, offset), float32 tiles of 512 x 512 with NaN
/// for no data, row 0 in the north; memory-mapped, checksummed header and directory, every offset checked on opening.
class RasterPack {
 public:
  static base::Result<std::shared_ptr<const RasterPack>> open(const std::filesystem::path& file);
  ~RasterPack();
  const RasterInfo& info() const;
  /// 512 * 512 heights in metres, or an empty span where there is no such tile.
  std::span<const float> tile(geo::TileId id) const;
  /// Bilinear height in metres at a Mercator point from the finest zoom; empty outside or where data is missing.
  std::optional<float> sample(geo::Point2 mercator) const;

 private:
  struct Impl;
  explicit RasterPack(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

/// Writes a raster pack tile by tile; finish() writes header and directory and renames into place.
class RasterPackWriter {
 public:
  static base::Result<RasterPackWriter> create(const std::filesystem::path& file, RasterInfo info);
  RasterPackWriter(RasterPackWriter&&) noexcept;
  RasterPackWriter& operator=(RasterPackWriter&&) noexcept;
  ~RasterPackWriter();
  base::Status add(geo::TileId id, std::span<const float> heights);
  base::Status finish(RasterInfo info);

 private:
  struct Impl;
  explicit RasterPackWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace skizze::feature
