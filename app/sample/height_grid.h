// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"
#include "geo/geometry.h"
#include "sample/building.h"
#include "sample/landscape.h"
#include "sample/quarter_content.h"

namespace skizze::sample {

/// Heights on a square grid of the town's CRS; row 0 in the north, a value stands for the middle of its pixel. The pixel grows with
/// the town so that no side has more than k_max_side.
class HeightGrid {
 public:
  static constexpr int k_max_side = 2400;

  HeightGrid(const Landscape& landscape, geo::Box extent);

  /// Raises the grid to a roof, a crown, a wood.
  void stamp(const Building& building);
  void stamp(const Tree& tree, double ground_m);
  void stamp_wood(const Polygon& ring);

  /// Float32 GeoTIFF, tiled 256 x 256, uncompressed, CRS as GeoKeys. Errors: no_space.
  base::Status write(const std::filesystem::path& file) const;
  double pixel_m() const { return m_pixel; }
  int width() const { return m_width; }
  int height() const { return m_height; }

 private:
  template <class Visit>
  void visit(const geo::Box& box, Visit call);

  double m_pixel = 1;
  int m_width = 0;
  int m_height = 0;
  double m_west = 0;
  double m_north = 0;
  std::vector<float> m_values;
};

}  // namespace skizze::sample
