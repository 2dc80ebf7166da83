// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "solar/height_grid.h"
#include "solar/plane.h"
#include "solar/roofs.h"

namespace skizze::solar {

inline constexpr double k_merge_angle_deg = 5;
inline constexpr double k_merge_distance_m = 0.3;

/// Faces of one roof that lie in one plane and touch: what a person would call one side of the roof. A model often cuts it in pieces.
struct RoofUnit {
  std::vector<std::size_t> faces;  ///< indices of the faces
  std::string id;                  ///< of its largest face
  std::string building;
  double area_m2 = 0;
  Plane plane;  ///< azimuth from true north (that of RoofFace is from the grid's)
  bool flat() const { return plane.tilt_deg <= k_flat_deg; }
};

/// Plane of a face in true directions, from its shape in Web Mercator (conformal: lengths are scaled, directions stay).
Plane true_plane(const RoofFace& face);

/// Co-planar neighbours of one building as units: normals within k_merge_angle_deg, the planes within k_merge_distance_m of each other
/// where they come next. Upright faces are left out. In the order of their first faces.
std::vector<RoofUnit> roof_units(const std::vector<RoofFace>& faces);

/// Pixels whose middles lie in a unit, at most `most`, spread evenly; those a pixel away from its edge first. Never empty for a unit inside
/// the grid: the pixel at its middle where it is smaller than a pixel.
std::vector<std::uint32_t> sample_pixels(const RoofUnit& unit, const std::vector<RoofFace>& faces, const HeightGrid& grid,
                                         std::size_t most = 16);

}  // namespace skizze::solar
