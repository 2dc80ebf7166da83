// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/roof_units.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "geo/mercator.h"
#include "solar/angles.h"

namespace skizze::solar {
namespace {

using geo::Point3;

Point3 minus(const Point3& a, const Point3& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
double dot(const Point3& a, const Point3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
double length(const Point3& a) { return std::sqrt(dot(a, a)); }

/// The outer ring in metres on the ground, around the face's own place, and its unit normal.
struct Sheet {
  std::vector<Point3> ring;
  Point3 normal{0, 0, 1};
  Point3 middle{0, 0, 0};
};

Sheet sheet_of(const RoofFace& face, geo::Point2 around, double scale) {
  Sheet sheet;
  if (face.shape.parts.empty()) return sheet;
  for (const auto& p : face.shape.parts.front().points) {
    sheet.ring.push_back({(p.x - around.x) * scale, (p.y - around.y) * scale, std::isnan(p.z) ? 0 : p.z});
  }
  Point3 n = geo::newell_normal(sheet.ring);
  const double size = length(n) * (n.z < 0 ? -1 : 1);
  if (size != 0) sheet.normal = {n.x / size, n.y / size, n.z / size};
  for (const auto& p : sheet.ring) sheet.middle = {sheet.middle.x + p.x, sheet.middle.y + p.y, sheet.middle.z + p.z};
  const auto count = static_cast<double>(std::max<std::size_t>(1, sheet.ring.size()));
  sheet.middle = {sheet.middle.x / count, sheet.middle.y / count, sheet.middle.z / count};
  return sheet;
}

double distance_to_edge(const Point3& p, const Point3& a, const Point3& b) {
  const Point3 ab = minus(b, a);
  const double l2 = dot(ab, ab);
  const double at = l2 > 0 ? std::clamp(dot(minus(p, a), ab) / l2, 0.0, 1.0) : 0;
  return length(minus(p, {a.x + at * ab.x, a.y + at * ab.y, a.z + at * ab.z}));
}

/// How many corners of a lie on the edge of b; two make a common side.
std::size_t corners_on(const Sheet& a, const Sheet& b) {
  std::size_t count = 0;
  for (const auto& p : a.ring) {
    for (std::size_t i = 0, j = b.ring.size() - 1; i < b.ring.size(); j = i++) {
      if (distance_to_edge(p, b.ring[j], b.ring[i]) > k_merge_distance_m) continue;
      ++count;
      break;
    }
  }
  return count;
}

bool one_plane(const Sheet& a, const Sheet& b) {
  if (a.ring.size() < 3 || b.ring.size() < 3 || dot(a.normal, b.normal) < cos_deg(k_merge_angle_deg)) return false;
  const Point3 between = minus(b.middle, a.middle);
  if (std::abs(dot(between, a.normal)) > k_merge_distance_m && std::abs(dot(between, b.normal)) > k_merge_distance_m) return false;
  return corners_on(a, b) + corners_on(b, a) >= 2;
}

Plane plane_of(const Point3& n) {
  const double level = std::hypot(n.x, n.y);
  if (level < 1e-8 * std::abs(n.z)) return {0, 180};
  return {std::atan2(level, n.z) / k_rad_per_deg, std::fmod(std::atan2(n.x, n.y) / k_rad_per_deg + 360, 360)};
}

/// Adds the units among the faces of one building.
void add_units(const std::vector<RoofFace>& faces, const std::vector<std::size_t>& own, std::vector<RoofUnit>& units) {
  const geo::Point2 around = faces[own.front()].shape.bounds().center();
  const double scale = geo::ground_scale(around.y);
  std::vector<Sheet> sheets;
  for (const std::size_t i : own) sheets.push_back(sheet_of(faces[i], around, scale));
  std::vector<std::size_t> root(own.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (std::size_t i = 0; i < own.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (find(i) != find(j) && one_plane(sheets[i], sheets[j])) root[std::max(find(i), find(j))] = std::min(find(i), find(j));
    }
  }
  std::map<std::size_t, std::size_t> unit_of;
  std::vector<Point3> normals;
  const std::size_t first = units.size();
  for (std::size_t i = 0; i < own.size(); ++i) {
    const auto [at, is_new] = unit_of.try_emplace(find(i), units.size());
    if (is_new) {
      units.emplace_back();
      normals.push_back({0, 0, 0});
    }
    RoofUnit& unit = units[at->second];
    const RoofFace& face = faces[own[i]];
    if (unit.faces.empty() || face.area_m2 > faces[unit.faces.front()].area_m2) {
      unit.id = face.id;
      unit.faces.insert(unit.faces.begin(), own[i]);
    } else {
      unit.faces.push_back(own[i]);
    }
    unit.building = face.building;
    unit.area_m2 += face.area_m2;
    Point3& n = normals[at->second - first];
    const double weight = std::max(face.area_m2, 1e-6);
    n = {n.x + weight * sheets[i].normal.x, n.y + weight * sheets[i].normal.y, n.z + weight * sheets[i].normal.z};
  }
  for (std::size_t i = first; i < units.size(); ++i) units[i].plane = plane_of(normals[i - first]);
}

/// Pixels with their middle inside a face, and whether the four neighbours a pixel away are inside too.
void pixels_in(const RoofFace& face, const HeightGrid& grid, std::vector<std::uint32_t>& inner, std::vector<std::uint32_t>& rim) {
  const geo::Box box = face.shape.bounds();
  const auto pixel = [&](double at, int most) { return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(most))); };
  const int left = pixel((box.min_x - grid.north_west.x) / grid.step, grid.width);
  const int right = pixel((box.max_x - grid.north_west.x) / grid.step + 1, grid.width);
  const int top = pixel((grid.north_west.y - box.max_y) / grid.step, grid.height);
  const int bottom = pixel((grid.north_west.y - box.min_y) / grid.step + 1, grid.height);
  // Large halls have more pixels than anybody needs.
  const int stride = std::max(1, static_cast<int>(std::sqrt(static_cast<double>(right - left) * (bottom - top) / 1500)));
  for (int row = top; row < bottom; row += stride) {
    for (int column = left; column < right; column += stride) {
      const auto at = static_cast<std::uint32_t>(row) * static_cast<std::uint32_t>(grid.width) + static_cast<std::uint32_t>(column);
      const geo::Point2 p = grid.middle_of(at);
      if (!geo::contains(face.shape, p)) continue;
      const double s = grid.step;
      const bool deep = geo::contains(face.shape, {p.x - s, p.y}) && geo::contains(face.shape, {p.x + s, p.y}) &&
                        geo::contains(face.shape, {p.x, p.y - s}) && geo::contains(face.shape, {p.x, p.y + s});
      (deep ? inner : rim).push_back(at);
    }
  }
}

}  // namespace

Plane true_plane(const RoofFace& face) {
  const geo::Point2 around = face.shape.bounds().center();
  return plane_of(sheet_of(face, around, geo::ground_scale(around.y)).normal);
}

std::vector<RoofUnit> roof_units(const std::vector<RoofFace>& faces) {
  std::map<std::string_view, std::size_t> place;
  std::vector<std::vector<std::size_t>> buildings;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    if (faces[i].upright || faces[i].shape.parts.empty() || faces[i].area_m2 <= 0) continue;
    const auto [at, is_new] = place.try_emplace(faces[i].building, buildings.size());
    if (is_new) buildings.emplace_back();
    buildings[at->second].push_back(i);
  }
  std::vector<RoofUnit> units;
  for (const auto& own : buildings) add_units(faces, own, units);
  return units;
}

std::vector<std::uint32_t> sample_pixels(const RoofUnit& unit, const std::vector<RoofFace>& faces, const HeightGrid& grid,
                                         std::size_t most) {
  std::vector<std::uint32_t> inner;
  std::vector<std::uint32_t> rim;
  for (const std::size_t face : unit.faces) pixels_in(faces[face], grid, inner, rim);
  // The rim belongs to the roof as well; without it a narrow one would be judged by its ridge alone.
  const bool narrow = inner.size() < 3;
  std::vector<std::uint32_t>& from = narrow ? rim : inner;
  if (narrow) rim.insert(rim.end(), inner.begin(), inner.end());
  if (from.empty() && !unit.faces.empty()) {
    const geo::Point2 middle = faces[unit.faces.front()].shape.bounds().center();
    const double column = std::floor((middle.x - grid.north_west.x) / grid.step);
    const double row = std::floor((grid.north_west.y - middle.y) / grid.step);
    if (column < 0 || row < 0 || column >= grid.width || row >= grid.height) return {};
    return {static_cast<std::uint32_t>(row) * static_cast<std::uint32_t>(grid.width) + static_cast<std::uint32_t>(column)};
  }
  std::sort(from.begin(), from.end());
  if (from.size() <= most) return from;
  std::vector<std::uint32_t> chosen;
  for (std::size_t i = 0; i < most; ++i) chosen.push_back(from[(2 * i + 1) * from.size() / (2 * most)]);
  return chosen;
}

}  // namespace skizze::solar
