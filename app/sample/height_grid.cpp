// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/height_grid.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>

#include "sample/town.h"

namespace skizze::sample {
namespace {

constexpr int k_tile = 256;
constexpr int k_lattice = 16;  // the bend of the plan is smooth: exact here, straight lines between

double nice_pixel(double least) {
  for (const double pixel : {0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0}) {
    if (pixel >= least) return pixel;
  }
  return 100;
}

/// Little-endian TIFF bytes (TIFF 6.0, section 2).
class Bytes {
 public:
  void u16(std::uint32_t v) { put(v, 2); }
  void u32(std::uint64_t v) { put(v, 4); }
  void f64(double v) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &v, sizeof bits);
    put(bits, 8);
  }
  const std::string& text() const { return m_text; }
  std::size_t size() const { return m_text.size(); }

 private:
  void put(std::uint64_t v, int bytes) {
    for (int i = 0; i < bytes; ++i) m_text += static_cast<char>((v >> (8 * i)) & 0xFF);
  }
  std::string m_text;
};

struct Entry {
  std::uint16_t tag, type;
  std::uint32_t count, value;
};

}  // namespace

HeightGrid::HeightGrid(const Landscape& landscape, geo::Box extent) {
  m_pixel = nice_pixel(std::max(extent.width(), extent.height()) / k_max_side);
  m_west = std::floor(extent.min_x / m_pixel) * m_pixel;
  m_north = std::ceil(extent.max_y / m_pixel) * m_pixel;
  m_width = static_cast<int>(std::ceil((extent.max_x - m_west) / m_pixel));
  m_height = static_cast<int>(std::ceil((m_north - extent.min_y) / m_pixel));
  m_values.resize(static_cast<std::size_t>(m_width) * m_height);

  const int nodes = m_width / k_lattice + 2;
  const auto plan_row = [&](int row) {
    std::vector<Vec> line;
    for (int i = 0; i < nodes; ++i)
      line.push_back(landscape.to_plan({m_west + (i * k_lattice + 0.5) * m_pixel, m_north - (row + 0.5) * m_pixel}));
    return line;
  };
  std::vector<Vec> above;
  std::vector<Vec> below = plan_row(0);
  for (int row = 0; row < m_height; ++row) {
    const int part = row % k_lattice;
    if (part == 0) {
      above = std::move(below);
      below = plan_row(row + k_lattice);
    }
    const double v = static_cast<double>(part) / k_lattice;
    for (int column = 0; column < m_width; ++column) {
      const int node = column / k_lattice;
      const double u = static_cast<double>(column % k_lattice) / k_lattice;
      const auto n = static_cast<std::size_t>(node);
      const Vec plan = (above[n] * (1 - u) + above[n + 1] * u) * (1 - v) + (below[n] * (1 - u) + below[n + 1] * u) * v;
      m_values[static_cast<std::size_t>(row) * m_width + column] = static_cast<float>(landscape.plan_height(plan));
    }
  }
}

template <class Visit>
void HeightGrid::visit(const geo::Box& box, Visit call) {
  const int c0 = std::max(0, static_cast<int>(std::floor((box.min_x - m_west) / m_pixel)));
  const int c1 = std::min(m_width - 1, static_cast<int>(std::floor((box.max_x - m_west) / m_pixel)));
  const int r0 = std::max(0, static_cast<int>(std::floor((m_north - box.max_y) / m_pixel)));
  const int r1 = std::min(m_height - 1, static_cast<int>(std::floor((m_north - box.min_y) / m_pixel)));
  for (int row = r0; row <= r1; ++row) {
    for (int column = c0; column <= c1; ++column) {
      call(Vec{m_west + (column + 0.5) * m_pixel, m_north - (row + 0.5) * m_pixel},
           m_values[static_cast<std::size_t>(row) * m_width + column]);
    }
  }
}

void HeightGrid::stamp(const Building& building) {
  for (const auto& body : building.bodies) {
    visit(bounds(footprint(body)), [&](Vec p, float& z) {
      const double roof = roof_height_at(body, p);
      if (roof >= 0) z = std::max(z, static_cast<float>(building.base_m + roof));
    });
  }
}

void HeightGrid::stamp(const Tree& tree, double ground_m) {
  const double r = tree.crown_m / 2;
  visit({tree.point.x - r, tree.point.y - r, tree.point.x + r, tree.point.y + r}, [&](Vec p, float& z) {
    const double d = distance(p, tree.point) / r;
    // Half an ellipsoid on a stem of a third of the height.
    if (d < 1) z = std::max(z, static_cast<float>(ground_m + tree.height_m * (0.35 + 0.65 * std::sqrt(1 - d * d))));
  });
}

void HeightGrid::stamp_wood(const Polygon& ring) {
  visit(bounds(ring), [&](Vec p, float& z) {
    if (!inside(ring, p)) return;
    z += static_cast<float>(17 + 2.2 * std::sin(p.x / 5.3) * std::sin(p.y / 4.7) + 1.5 * std::sin(p.x / 17 + p.y / 13));
  });
}

base::Status HeightGrid::write(const std::filesystem::path& file) const {
  const auto across = static_cast<std::uint32_t>((m_width + k_tile - 1) / k_tile);
  const auto down = static_cast<std::uint32_t>((m_height + k_tile - 1) / k_tile);
  const std::uint32_t tiles = across * down;
  constexpr std::uint32_t k_tile_bytes = k_tile * k_tile * 4;

  // GeoTIFF 1.1: GTModelType projected, GTRasterType area, ProjectedCRS, units metre.
  const std::uint32_t keys[] = {1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, static_cast<std::uint32_t>(k_town_epsg)};
  constexpr std::uint16_t k_entries = 16;
  constexpr std::uint32_t k_first = 8;
  constexpr std::uint32_t k_extra = k_first + 2 + 12 * k_entries + 4;
  const std::uint32_t at_scale = k_extra;
  const std::uint32_t at_tie = at_scale + 24;
  const std::uint32_t at_keys = at_tie + 48;
  const std::uint32_t at_offsets = at_keys + sizeof keys / 2;
  const std::uint32_t at_counts = at_offsets + 4 * tiles;
  const std::uint32_t at_data = at_counts + 4 * tiles;
  const Entry entries[k_entries] = {{256, 4, 1, static_cast<std::uint32_t>(m_width)},
                                    {257, 4, 1, static_cast<std::uint32_t>(m_height)},
                                    {258, 3, 1, 32},
                                    {259, 3, 1, 1},
                                    {262, 3, 1, 1},
                                    {277, 3, 1, 1},
                                    {284, 3, 1, 1},
                                    {322, 3, 1, k_tile},
                                    {323, 3, 1, k_tile},
                                    {324, 4, tiles, tiles == 1 ? at_data : at_offsets},
                                    {325, 4, tiles, tiles == 1 ? k_tile_bytes : at_counts},
                                    {339, 3, 1, 3},
                                    {33550, 12, 3, at_scale},
                                    {33922, 12, 6, at_tie},
                                    {34735, 3, 16, at_keys},
                                    {42113, 2, 4, 0x00303030}};  // GDAL_NODATA "000": heights of a town are never 0
  Bytes head;
  head.u16(0x4949);
  head.u16(42);
  head.u32(k_first);
  head.u16(k_entries);
  for (const auto& entry : entries) {
    head.u16(entry.tag);
    head.u16(entry.type);
    head.u32(entry.count);
    head.u32(entry.value);
  }
  head.u32(0);
  for (const double v : {m_pixel, m_pixel, 0.0}) head.f64(v);
  for (const double v : {0.0, 0.0, 0.0, m_west, m_north, 0.0}) head.f64(v);
  for (const auto key : keys) head.u16(key);
  for (std::uint32_t i = 0; i < tiles; ++i) head.u32(at_data + static_cast<std::uint64_t>(i) * k_tile_bytes);
  for (std::uint32_t i = 0; i < tiles; ++i) head.u32(k_tile_bytes);

  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(head.text().data(), static_cast<std::streamsize>(head.size()));
  std::vector<float> tile(k_tile * k_tile);
  for (std::uint32_t ty = 0; ty < down; ++ty) {
    for (std::uint32_t tx = 0; tx < across; ++tx) {
      for (int y = 0; y < k_tile; ++y) {
        for (int x = 0; x < k_tile; ++x) {
          // Beyond the edge the last value goes on, as TIFF 6.0 advises.
          const auto column = static_cast<std::size_t>(std::min(static_cast<int>(tx) * k_tile + x, m_width - 1));
          const auto row = static_cast<std::size_t>(std::min(static_cast<int>(ty) * k_tile + y, m_height - 1));
          tile[static_cast<std::size_t>(y) * k_tile + x] = m_values[row * m_width + column];
        }
      }
      out.write(reinterpret_cast<const char*>(tile.data()), k_tile_bytes);
    }
  }
  out.close();
  if (!out) return base::fail(base::ErrorCode::no_space, "sample.cannot_write", {{"file", file.string()}}, {file.string(), {}, {}, -1});
  return {};
}

}  // namespace skizze::sample
