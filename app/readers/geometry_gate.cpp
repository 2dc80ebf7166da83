// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/geometry_gate.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/mercator.h"
#include "geo/overlay.h"
#include "readers/clear_validity.h"
#include "readers/made_valid.h"

namespace skizze::readers {
namespace {

using feature::Severity;

// National data sets stretch one UTM zone over all of Germany; only nonsense lies farther out than this.
constexpr double k_area_margin_deg = 10;

std::size_t least_points(geo::GeometryKind kind) {
  switch (kind) {
    case geo::GeometryKind::area: return 3;
    case geo::GeometryKind::line: return 2;
    default: return 1;
  }
}

/// Drops the repeated closing point and points that say nothing twice in a row.
void tidy(geo::Geometry& geometry) {
  if (geometry.kind == geo::GeometryKind::point) return;
  for (auto& part : geometry.parts) {
    auto& points = part.points;
    const auto same = [](const geo::Point3& a, const geo::Point3& b) { return a.x == b.x && a.y == b.y; };
    points.erase(std::unique(points.begin(), points.end(), same), points.end());
    if (geometry.kind == geo::GeometryKind::area && points.size() > 1 && same(points.front(), points.back())) points.pop_back();
  }
  // An outer ring that collapsed takes its holes with it.
  const std::size_t least = least_points(geometry.kind);
  bool outer_gone = false;
  std::erase_if(geometry.parts, [&](const geo::Part& part) {
    const bool small = part.points.size() < least;
    if (!part.hole) outer_gone = small;
    return small || (part.hole && outer_gone);
  });
}

bool all_finite(const geo::Geometry& geometry) {
  for (const auto& part : geometry.parts) {
    for (const auto& p : part.points) {
      if (!std::isfinite(p.x) || !std::isfinite(p.y)) return false;
    }
  }
  return true;
}

/// PROJ brings longitudes beyond the date line back; there the formula alone would not do.
bool within_180(const std::vector<geo::Point3>& points) {
  return std::all_of(points.begin(), points.end(), [](const geo::Point3& p) { return std::abs(p.x) <= 180; });
}

geo::Box in_degrees(const geo::Box& mercator) {
  const geo::Point2 low = geo::to_lon_lat({mercator.min_x, mercator.min_y});
  const geo::Point2 high = geo::to_lon_lat({mercator.max_x, mercator.max_y});
  return {low.x, low.y, high.x, high.y};
}

bool at_zero(const geo::Geometry& geometry) {
  return geometry.kind == geo::GeometryKind::point && std::all_of(geometry.parts.begin(), geometry.parts.end(), [](const geo::Part& part) {
           return std::all_of(part.points.begin(), part.points.end(), [](const auto& p) { return p.x == 0 && p.y == 0; });
         });
}

}  // namespace

base::Result<GeometryGate> GeometryGate::make(const std::string& crs, bool swap_axes, std::uint64_t vertices_per_feature) {
  GeometryGate gate(swap_axes, vertices_per_feature);
  gate.m_lon_lat = crs == "EPSG:4326";
  if (gate.m_lon_lat) {
    gate.m_geographic = true;
    return gate;  // PROJ and its database wait until a shape needs them
  }
  auto transform = geo::Transform::make(crs, "EPSG:3857");
  if (!transform) return tl::unexpected(transform.error());
  gate.m_transform = std::move(*transform);
  if (const auto info = geo::describe_crs(crs)) {
    gate.m_geographic = info->geographic;
    if (!info->geographic) gate.m_allowed = info->area_lon_lat.grown(k_area_margin_deg);
  }
  return gate;
}

/// Longitude and latitude by the formula; beyond the date line by PROJ.
bool GeometryGate::project(std::vector<geo::Point3>& points) {
  if (m_lon_lat && within_180(points)) {
    for (auto& p : points) {
      const geo::Point2 q = geo::to_mercator(p.xy());
      p.x = q.x;
      p.y = q.y;
    }
    return true;
  }
  if (!m_transform) {
    auto transform = geo::Transform::make("EPSG:4326", "EPSG:3857");
    if (!transform) return false;
    m_transform = std::move(*transform);
  }
  m_transform->forward(std::span(points));
  return true;
}

bool GeometryGate::to_mercator(geo::Geometry& geometry, const std::string& id) {
  if (!all_finite(geometry)) {
    m_not_finite.add(id);
    return false;
  }
  for (auto& part : geometry.parts) {
    for (auto& p : part.points) {
      if (m_swap_axes) std::swap(p.x, p.y);
      const bool no_degree = m_geographic && (std::abs(p.x) > 360 || std::abs(p.y) > 90);
      if (no_degree) {
        m_outside.add(id);
        return false;
      }
      // Poles have no place on the square map; the last parallel that has one stands in for them.
      if (m_geographic) p.y = std::clamp(p.y, -geo::k_max_latitude_deg, geo::k_max_latitude_deg);
    }
    if (!project(part.points)) {
      m_outside.add(id);
      return false;
    }
  }
  const geo::Box box = all_finite(geometry) ? geometry.bounds() : geo::Box{};
  const bool on_map = !box.empty() && std::max(std::abs(box.min_x), std::abs(box.max_x)) <= 2 * geo::k_mercator_half_m;
  const bool allowed = m_allowed.empty() || m_allowed.contains(in_degrees(box));
  if (!on_map || !allowed) m_outside.add(id);
  return on_map && allowed;
}

std::optional<geo::Geometry> GeometryGate::sound_area(geo::Geometry geometry, const std::string& id) {
  bool turned = false;
  for (auto& part : geometry.parts) {
    const bool counter_clockwise = geo::signed_area_x2(part.points) > 0;
    if (counter_clockwise != part.hole) continue;
    std::reverse(part.points.begin(), part.points.end());
    turned = true;
  }
  if (turned) m_turned.add(id);
  if (clearly_valid(geometry) || geo::valid(geometry)) return geometry;
  auto repaired = made_valid(geometry);
  if (!repaired) {
    m_degenerate.add(id);
    return std::nullopt;
  }
  m_repaired.add(id);
  return repaired;
}

std::optional<geo::Geometry> GeometryGate::pass(geo::Geometry geometry, const std::string& id) {
  if (geometry.vertex_count() > m_vertex_limit) {
    m_too_many.add(id);
    return std::nullopt;
  }
  if (at_zero(geometry)) {
    m_zero.add(id);
    return std::nullopt;
  }
  if (!to_mercator(geometry, id)) return std::nullopt;
  tidy(geometry);
  if (geometry.empty()) {
    m_degenerate.add(id);
    return std::nullopt;
  }
  if (geometry.kind != geo::GeometryKind::area) return geometry;
  return sound_area(std::move(geometry), id);
}

void GeometryGate::tell(NoticeBook& book, bool rings_should_be_counter_clockwise) const {
  const auto say = [&](const Count& count, Severity severity, const char* id) {
    if (count.count > 0) book.add(severity, id, {}, count.example, count.count);
  };
  say(m_not_finite, Severity::lost, "readers.not_finite");
  say(m_outside, Severity::lost, "readers.outside_crs");
  say(m_zero, Severity::lost, "readers.at_zero");
  if (m_too_many.count > 0) {
    book.add(Severity::lost, "readers.too_many_vertices", {{"limit", std::to_string(m_vertex_limit)}}, m_too_many.example,
             m_too_many.count);
  }
  say(m_degenerate, Severity::lost, "readers.degenerate");
  say(m_repaired, Severity::warning, "readers.repaired");
  if (rings_should_be_counter_clockwise) say(m_turned, Severity::info, "readers.rings_turned");
}

}  // namespace skizze::readers
