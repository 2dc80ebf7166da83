// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/surface.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/mercator.h"
#include "solar/roof_solar.h"

namespace skizze::solar {
namespace {

using base::ErrorCode;
using base::fail;

constexpr int k_nodes_px = 8;  // terrain is taken every so many pixels and straight in between

/// Heights at the nodes of a coarser net over the grid; NaN where the raster knows none.
struct Net {
  int columns = 0, rows = 0;
  std::vector<float> z;
  float at(int c, int r) const { return z[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(c)]; }
};

Net net_of(const HeightGrid& grid, const feature::RasterPack& terrain) {
  Net net;
  net.columns = grid.width / k_nodes_px + 2;
  net.rows = grid.height / k_nodes_px + 2;
  for (int r = 0; r < net.rows; ++r) {
    for (int c = 0; c < net.columns; ++c) {
      const geo::Point2 p{grid.north_west.x + (c * k_nodes_px + 0.5) * grid.step, grid.north_west.y - (r * k_nodes_px + 0.5) * grid.step};
      net.z.push_back(terrain.sample(p).value_or(std::numeric_limits<float>::quiet_NaN()));
    }
  }
  return net;
}

void lay_terrain(HeightGrid& grid, const Net& net) {
  for (int row = 0; row < grid.height; ++row) {
    const int r = row / k_nodes_px;
    const float fr = static_cast<float>(row % k_nodes_px) / k_nodes_px;
    for (int column = 0; column < grid.width; ++column) {
      const int c = column / k_nodes_px;
      const float fc = static_cast<float>(column % k_nodes_px) / k_nodes_px;
      const float north = net.at(c, r) + fc * (net.at(c + 1, r) - net.at(c, r));
      const float south = net.at(c, r + 1) + fc * (net.at(c + 1, r + 1) - net.at(c, r + 1));
      const float z = north + fr * (south - north);
      if (!std::isnan(z))
        grid.z[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.width) + static_cast<std::size_t>(column)] = z;
    }
  }
}

}  // namespace

base::Result<HeightGrid> surface_of(const std::vector<RoofFace>& faces, const Surroundings& around, double pixel_m, std::size_t max_pixels,
                                    base::CancelToken token) {
  if (around.terrain == nullptr) return grid_of_roofs(faces, pixel_m, max_pixels);
  geo::Box box;
  for (const auto& face : faces) box.add(face.shape.bounds());
  if (box.empty()) return fail(ErrorCode::invalid, "solar.no_roofs");
  const double scale = geo::ground_scale(box.center().y);
  box = box.grown(around.margin_m / scale);
  while (box.width() * box.height() * scale * scale / (pixel_m * pixel_m) > static_cast<double>(max_pixels)) pixel_m *= 2;
  auto grid = make_grid(box, pixel_m, max_pixels * 2);
  if (!grid) return grid;
  lay_terrain(*grid, net_of(*grid, *around.terrain));
  if (token.cancelled()) return fail(ErrorCode::cancelled, "solar.cancelled");
  for (const auto& face : faces) raise_to(*grid, face.shape);
  if (token.cancelled()) return fail(ErrorCode::cancelled, "solar.cancelled");
  for (const auto& tree : around.trees) {
    if (const auto ground = around.terrain->sample(tree.middle)) {
      raise_to(*grid, TreeShape{tree.middle, tree.crown_radius_m, static_cast<double>(*ground) + tree.height_m});
    }
  }
  return grid;
}

std::optional<double> height_offset_m(const std::vector<RoofFace>& faces, const feature::RasterPack& heights) {
  constexpr std::size_t k_most = 500;
  std::vector<double> offsets;
  const std::size_t every = std::max<std::size_t>(1, faces.size() / k_most);
  for (std::size_t i = 0; i < faces.size(); i += every) {
    if (faces[i].upright || faces[i].shape.parts.empty()) continue;
    const auto& ring = faces[i].shape.parts.front().points;
    geo::Point3 middle{0, 0, 0};
    for (const auto& p : ring) middle = {middle.x + p.x, middle.y + p.y, middle.z + p.z};
    const auto count = static_cast<double>(ring.size());
    const auto z = heights.sample({middle.x / count, middle.y / count});
    if (z && std::isfinite(middle.z)) offsets.push_back(middle.z / count - static_cast<double>(*z));
  }
  if (offsets.empty()) return std::nullopt;
  const auto middle = offsets.begin() + static_cast<std::ptrdiff_t>(offsets.size() / 2);
  std::nth_element(offsets.begin(), middle, offsets.end());
  return *middle;
}

bool fits_surface_model(double offset_m) { return std::abs(offset_m) <= 3; }
bool fits_terrain_model(double offset_m) { return offset_m >= 1 && offset_m <= 40; }

}  // namespace skizze::solar
