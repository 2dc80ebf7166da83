// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/placement.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/mercator.h"

namespace skizze::readers {
namespace {

using geo::Point3;

constexpr double k_grace_deg = 1.5;

geo::Box bounds_of(const std::vector<CityObject>& objects) {
  geo::Box box;
  const auto add = [&](const Point3& p) {
    if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p.xy());
  };
  for (const auto& object : objects) {
    for (const auto& polygon : object.polygons) {
      if (!polygon.rings.empty()) {
        for (const auto& p : polygon.rings.front()) add(p);
      }
    }
    if (object.reference_point) add(*object.reference_point);
  }
  return box;
}

struct Region {
  geo::Box box;
  const char* definition;
};
// Where coordinates of Germany lie: x range, then y from Lake Constance to Sylt.
const Region k_regions[] = {
    {{5, 46, 16, 56}, "EPSG:4326"},
    {{100'000, 5'100'000, 950'000, 6'200'000}, "EPSG:25832"},
    {{2'400'000, 5'100'000, 2'800'000, 6'200'000}, "EPSG:31466"},
    {{3'200'000, 5'100'000, 3'800'000, 6'200'000}, "EPSG:31467"},
    {{4'200'000, 5'100'000, 4'800'000, 6'200'000}, "EPSG:31468"},
    {{5'200'000, 5'100'000, 5'800'000, 6'200'000}, "EPSG:31469"},
    {{32'100'000, 5'100'000, 32'950'000, 6'200'000}, "EPSG:4647"},
    {{33'100'000, 5'100'000, 33'950'000, 6'200'000}, "EPSG:5650"},
};

}  // namespace

Placement::Placement(std::string definition, geo::Transform transform, const geo::CrsInfo& info)
    : m_definition(std::move(definition)), m_transform(std::move(transform)), m_geographic(info.geographic) {
  m_area = info.area_lon_lat.grown(k_grace_deg);
}

base::Result<Placement> Placement::assume(const std::string& definition) {
  auto placement = build(definition);
  if (placement) placement->m_area = {};  // what is assumed needs no second doubt
  return placement;
}

base::Result<Placement> Placement::build(const std::string& definition) {
  const auto info = geo::describe_crs(definition);
  if (!info) return tl::unexpected(info.error());
  auto transform = geo::Transform::make(definition, "EPSG:3857");
  if (!transform) return tl::unexpected(transform.error());
  return Placement(definition, std::move(*transform), *info);
}

base::Result<Placement> Placement::make(const std::string& name) {
  const auto epsg = geo::epsg_from_name(name);
  auto placement = build(epsg ? "EPSG:" + std::to_string(*epsg) : name);
  if (!placement) return placement;
  const bool formal = name.starts_with("urn:") || name.starts_with("http");
  placement->m_latitude_first = placement->m_geographic && formal && name.find("CRS84") == std::string::npos;
  return placement;
}

bool Placement::move(std::span<Point3> points) const {
  if (m_latitude_first) {
    for (auto& p : points) std::swap(p.x, p.y);
  }
  const auto on_map = [](const Point3& p) { return std::abs(p.x) <= geo::k_mercator_half_m && std::abs(p.y) <= geo::k_mercator_half_m; };
  return m_transform.forward(points) == 0 && std::all_of(points.begin(), points.end(), on_map);
}

bool Placement::move(CityObject& object) const {
  bool whole = true;
  for (auto& polygon : object.polygons) {
    for (auto& ring : polygon.rings) whole = move(std::span<Point3>(ring)) && whole;
  }
  return whole;
}

bool Placement::move(geo::Geometry& geometry) const {
  bool whole = true;
  for (auto& part : geometry.parts) whole = move(std::span<Point3>(part.points)) && whole;
  return whole;
}

bool Placement::plausible(geo::Point2 mercator) const { return m_area.empty() || m_area.contains(geo::to_lon_lat(mercator)); }

CrsGuess guess_crs(const std::vector<CityObject>& objects) {
  const geo::Box box = bounds_of(objects);
  for (const auto& region : k_regions) {
    if (region.box.contains(box)) return {region.definition, true};
  }
  return {"EPSG:25832", false};
}

}  // namespace skizze::readers
