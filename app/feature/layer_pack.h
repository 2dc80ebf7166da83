// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The one prepared form of every vector source: a memory-mapped, versioned, checksummed file. Format: app/feature/README.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feature/density.h"
#include "feature/pack_info.h"
#include "feature/value.h"
#include "geo/geometry.h"
#include "geo/mercator.h"

namespace skizze::feature {

/// Quantised box of a feature, in steps from the pack's origin.
struct StepBox {
  std::int32_t min_x, min_y, max_x, max_y;
  bool intersects(const StepBox& o) const { return min_x <= o.max_x && max_x >= o.min_x && min_y <= o.max_y && max_y >= o.min_y; }
};

/// One part of a feature: views into the pack's arrays, equally long. z is empty where the pack has none.
struct PartView {
  std::span<const std::int32_t> x;
  std::span<const std::int32_t> y;
  std::span<const std::int32_t> z;            ///< millimetres; k_no_height where unknown
  std::span<const std::uint8_t> rank;         ///< a vertex stays at tolerance t where rank >= rank_of_tolerance(t)
  bool hole = false;
};
inline constexpr std::int32_t k_no_height = INT32_MIN;

/// The rank below which vertices may be left out when shapes may move by tolerance_m (Mercator metres). 0 keeps all.
std::uint8_t rank_of_tolerance(double tolerance_m);

/// Immutable once opened; every method is const and may be called from any thread. All offsets were checked on opening,
/// so reading cannot leave the file; views live as long as the pack.
class LayerPack {
 public:
  /// Maps a file. Errors: not_found, damaged (checksum, structure), unsupported (version).
  static base::Result<std::shared_ptr<const LayerPack>> open(const std::filesystem::path& file);
  /// The same from memory.
  static base::Result<std::shared_ptr<const LayerPack>> from_bytes(std::vector<std::byte> bytes);
  ~LayerPack();
  LayerPack(const LayerPack&) = delete;
  LayerPack& operator=(const LayerPack&) = delete;

  const PackInfo& info() const;
  /// Number of rows. Rows are numbered 0..size()-1 along the Hilbert curve; the numbers hold for this pack only.
  std::uint32_t size() const;

  std::int64_t id(std::uint32_t row) const;
  geo::GeometryKind kind(std::uint32_t row) const;
  StepBox step_box(std::uint32_t row) const;
  geo::Box bounds(std::uint32_t row) const;      ///< Mercator metres
  std::uint8_t min_zoom(std::uint32_t row) const;  ///< first integer zoom (512 px tiles) at which the row is worth drawing
  std::uint32_t part_count(std::uint32_t row) const;
  PartView part(std::uint32_t row, std::uint32_t index) const;
  geo::Geometry geometry(std::uint32_t row) const;  ///< decoded, Mercator metres and metres of height
  ValueView value(std::uint32_t row, std::size_t column) const;
  std::optional<std::size_t> column_index(std::string_view name) const;
  /// For text columns: distinct strings, and the row's place among them (or none); lets callers decide once per value.
  std::span<const std::string_view> dictionary(std::size_t column) const;
  std::optional<std::uint32_t> dictionary_index(std::uint32_t row, std::size_t column) const;

  /// Rows whose boxes meet the box (Mercator metres), in row order, only those worth drawing at max_min_zoom
  /// (255 takes all). O(hits + log rows): the index skips nodes with nothing visible.
  void query(const geo::Box& box, std::uint8_t max_min_zoom, const std::function<void(std::uint32_t row)>& visit) const;
  std::vector<std::uint32_t> query(const geo::Box& box, std::uint8_t max_min_zoom = 255) const;

  /// What areas that are not yet drawn at the tile's zoom cover in it, sorted by key (feature/density.h); empty where nothing does.
  std::span<const DensityCell> density(geo::TileId tile) const;
  /// The same of all tiles of a zoom.
  std::span<const DensityCell> density(int zoom) const;
  /// The column whose values the cells tell apart, if any.
  std::optional<std::size_t> density_class() const;

  // Steps to metres: x_m = origin().x + x * step_m().
  geo::Point2 origin() const;
  double step_m() const;

 private:
  struct Impl;
  explicit LayerPack(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace skizze::feature
