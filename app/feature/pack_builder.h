// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/pack_info.h"
#include "feature/value.h"
#include "geo/geometry.h"

namespace skizze::feature {

/// Collects rows and writes one layer pack: quantises to 1 mm or better (coarser only for layers wider than about
/// 4,000 km), sorts along a Hilbert curve, ranks every vertex for simplification and every feature by the zoom from which
/// it is visible, sums what is too small to be drawn, and stores attributes by column. Everything is held in memory until it is
/// written: 16 bytes per vertex and 16 per row and part besides the attributes. Finishing uses all cores.
class PackBuilder {
 public:
  explicit PackBuilder(PackInfo info);
  ~PackBuilder();
  PackBuilder(PackBuilder&&) noexcept;
  PackBuilder& operator=(PackBuilder&&) noexcept;

  /// One row. geometry: Web Mercator metres, z in metres above the source's height datum (NaN where unknown); all finite in
  /// x and y (asserted). values: one per column, of the column's type or no value. id: the source's own feature id.
  void add(std::int64_t id, const geo::Geometry& geometry, std::span<const Value> values);
  /// Rows stay in the order they are added instead of the Hilbert curve's, where the order means something (drawing order of a tile made
  /// elsewhere). Queries find the same rows, somewhat slower.
  void keep_order();
  std::uint64_t size() const;
  PackInfo& info();
  /// A value of a row added before, numbered from 0 in the order of adding; texts hold until the next add().
  ValueView value(std::uint64_t row, std::size_t column) const;
  std::int64_t id(std::uint64_t row) const;

  /// finish() and finish_to() may be called once. The finished pack as bytes (for layers that live in memory, such as measures).
  std::vector<std::byte> finish(base::CancelToken token = {});
  /// The finished pack as a file, written beside its place and renamed, so that a half-written one is never seen.
  base::Status finish_to(const std::filesystem::path& file, base::CancelToken token = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace skizze::feature
