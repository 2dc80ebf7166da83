// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/area.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "geo/overlay.h"
#include "solar/angles.h"

namespace skizze::solar {
namespace {

using base::ErrorCode;
using base::fail;

/// Section 35 (1) no. 8 b of the building code (since 2023), and the strip in which the renewable energy act pays.
constexpr std::array<FieldRule, 2> k_rules{FieldRule{"solar.field_privileged", 200, "BauGB § 35 Abs. 1 Nr. 8 b", "V2"},
                                           FieldRule{"solar.field_eeg", 500, "EEG 2023", "V1"}};

bool all_inside(const geo::Geometry& area, const geo::Geometry& shape) {
  for (const auto& part : shape.parts) {
    for (const auto& p : part.points) {
      if (!geo::contains(area, p.xy())) return false;
    }
  }
  return true;
}

/// 1 where a shape of one ring turns left all along, -1 right; 0 where it does neither.
int turn_of(const geo::Geometry& area) {
  if (area.parts.size() != 1) return 0;
  const auto& ring = area.parts.front().points;
  int sign = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[(i + 1) % ring.size()];
    const auto& c = ring[(i + 2) % ring.size()];
    const double turn = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    const int now = turn > 0 ? 1 : turn < 0 ? -1 : 0;
    if (now * sign < 0) return 0;
    if (now != 0) sign = now;
  }
  return sign;
}

/// Area of a ring inside a convex one (Sutherland and Hodgman 1974, Communications of the ACM 17): cut by one side after the other. Where
/// the ring falls apart its pieces stay joined along the cuts, there and back, which adds nothing. turn: of the convex one.
double area_inside(const std::vector<geo::Point3>& ring, const std::vector<geo::Point3>& convex, int turn) {
  // Counted from a corner of the small one: Mercator's large numbers would leave no digits for its area.
  const geo::Point2 origin = convex.front().xy();
  thread_local std::vector<geo::Point2> left;
  thread_local std::vector<geo::Point2> cut;
  left.clear();
  for (const auto& p : ring) left.push_back({p.x - origin.x, p.y - origin.y});
  for (std::size_t i = 0, j = convex.size() - 1; i < convex.size() && !left.empty(); j = i++) {
    const geo::Point2 from{convex[j].x - origin.x, convex[j].y - origin.y};
    const geo::Point2 way{turn * (convex[i].x - convex[j].x), turn * (convex[i].y - convex[j].y)};
    const auto inside = [&](const geo::Point2& p) { return way.x * (p.y - from.y) - way.y * (p.x - from.x); };
    cut.clear();
    geo::Point2 last = left.back();
    double last_in = inside(last);
    for (const auto& p : left) {
      const double in = inside(p);
      if ((in >= 0) != (last_in >= 0)) {
        const double at = last_in / (last_in - in);
        cut.push_back({last.x + at * (p.x - last.x), last.y + at * (p.y - last.y)});
      }
      if (in >= 0) cut.push_back(p);
      last = p;
      last_in = in;
    }
    std::swap(left, cut);
  }
  double twice = 0;
  for (std::size_t i = 0, j = left.size() - 1; i < left.size(); j = i++) twice += left[j].x * left[i].y - left[i].x * left[j].y;
  return std::abs(twice) / 2;
}

/// A drawn area, asked what it covers: only what its edge touches has to be cut.
class Cover {
 public:
  explicit Cover(const geo::Geometry& area) : m_area(area), m_box(area.bounds()), m_convex(turn_of(area) != 0) {
    for (const auto& part : area.parts) {
      for (std::size_t i = 0, j = part.points.size() - 1; i < part.points.size(); j = i++) {
        m_edge.push_back({part.points[j].xy(), part.points[i].xy()});
      }
    }
  }

  /// All (1) or nothing (0) of what lies in a box; empty where the area's edge passes through it.
  std::optional<double> share(const geo::Box& box) const {
    if (!m_box.intersects(box)) return 0;
    if (std::any_of(m_edge.begin(), m_edge.end(), [&](const Edge& edge) { return edge.meets(box); })) return std::nullopt;
    return geo::contains(m_area, box.center()) ? 1 : 0;
  }

  /// Share of a face's ground plan inside the area.
  base::Result<double> share(const geo::Geometry& face) const {
    if (const auto plain = share(face.bounds())) return *plain;
    // Only in a convex area do corners inside mean that everything is inside.
    if (m_convex && all_inside(m_area, face)) return 1.0;
    const double whole = geo::planar_area(face);
    if (whole <= 0) return 0.0;
    // The faces of most roofs are convex, and people draw one ring.
    if (const int turn = turn_of(face); turn != 0 && m_area.parts.size() == 1) {
      return std::min(1.0, area_inside(m_area.parts.front().points, face.parts.front().points, turn) / whole);
    }
    const auto both = geo::intersection(m_area, face);
    if (!both) return tl::unexpected(both.error());
    return std::min(1.0, geo::planar_area(*both) / whole);
  }

 private:
  struct Edge {
    geo::Point2 a, b;
    /// Whether it may pass through a box (true where it just touches it).
    bool meets(const geo::Box& box) const {
      if (std::max(a.x, b.x) < box.min_x || std::min(a.x, b.x) > box.max_x || std::max(a.y, b.y) < box.min_y ||
          std::min(a.y, b.y) > box.max_y)
        return false;
      // All corners on one side of it?
      const geo::Point2 way{b.x - a.x, b.y - a.y};
      const auto middle = box.center();
      const double off = way.x * (middle.y - a.y) - way.y * (middle.x - a.x);
      return std::abs(off) <= (std::abs(way.x) * box.height() + std::abs(way.y) * box.width()) / 2 * (1 + 1e-9);
    }
  };
  const geo::Geometry& m_area;
  geo::Box m_box;
  bool m_convex;
  std::vector<Edge> m_edge;
};

}  // namespace

base::Result<RoofsInArea> roofs_in_area(const geo::Geometry& area, const std::vector<RoofFace>& faces, const RoofReport& report) {
  std::vector<UnitNear> all;
  for (std::size_t i = 0; i < report.units.size(); ++i) {
    all.push_back({i, {}});
    for (const std::size_t face : report.units[i].faces) all.back().box.add(faces[face].shape.bounds());
  }
  return roofs_in_area(area, faces, report, all);
}

base::Result<RoofsInArea> roofs_in_area(const geo::Geometry& area, const std::vector<RoofFace>& faces, const RoofReport& report,
                                        std::span<const UnitNear> units) {
  if (!geo::valid(area) || area.kind != geo::GeometryKind::area) return fail(ErrorCode::invalid, "solar.area_invalid");
  const Cover cover(area);
  RoofsInArea found;
  for (const auto& [unit, box] : units) {
    auto share = cover.share(box);
    if (!share) {
      double inside_m2 = 0;
      for (const std::size_t face : report.units[unit].faces) {
        const auto part = cover.share(faces[face].shape);
        if (!part) return tl::unexpected(part.error());
        inside_m2 += *part * faces[face].area_m2;
      }
      share = report.units[unit].area_m2 > 0 ? inside_m2 / report.units[unit].area_m2 : 0;
    }
    if (*share < 0.01) continue;
    found.sum.add(report.units[unit], report.results[unit], *share);
    found.units.push_back(unit);
    found.unseen += report.results[unit].samples == 0 ? 1U : 0U;
  }
  std::sort(found.units.begin(), found.units.end());
  return found;
}

base::Result<GroundResult> assess_ground(double area_m2, const GroundSystem& system, const ClimateYear& year, const SunTable& table) {
  const double level_depth = system.table_depth_m * cos_deg(system.tilt_deg);
  const double gap = system.row_pitch_m - level_depth;
  if (!(area_m2 > 0) || !(system.table_depth_m > 0) || !(gap > 0)) return fail(ErrorCode::invalid, "solar.rows_overlap");
  const Plane plane{system.tilt_deg, system.azimuth_deg};
  const PlaneLight light(table, normal_of(plane), system.system.albedo);
  const double open = light.kwh({});
  // Long rows: seen from a point at a share up the table, the upper edge of the row in front stands at this height and distance; aside of
  // the row's direction the same edge is further away.
  constexpr int k_points = 8;
  double behind = 0;
  for (int i = 0; i < k_points; ++i) {
    const double up = (i + 0.5) / k_points;
    const double tangent = (1 - up) * system.table_depth_m * sin_deg(system.tilt_deg) / (gap + up * level_depth);
    std::vector<float> horizon;
    for (int d = 0; d < table.directions; ++d) {
      const double c = cos_deg(360.0 * d / table.directions - system.azimuth_deg);
      horizon.push_back(static_cast<float>(std::max(0.0, tangent * c)));
    }
    behind += light.kwh(horizon) / k_points;
  }
  GroundResult result;
  result.irradiation_kwh_m2 = behind;
  result.row_shading_loss = open > 0 ? std::max(0.0, 1 - behind / open) : 0;
  const double used_m2 = area_m2 * (1 - system.edge_share);
  result.kwp = system.density_kwp_per_ha ? area_m2 / 10000 * *system.density_kwp_per_ha
                                         : used_m2 * system.table_depth_m / system.row_pitch_m * system.module_efficiency;
  result.kwh = result.kwp * specific_yield_kwh(year, plane, Mounting::free, system.system) * (1 - result.row_shading_loss);
  result.co2_kg = result.kwh * system.co2_g_per_kwh / 1000;
  return result;
}

std::span<const FieldRule> field_rules() { return k_rules; }

std::vector<double> share_within_rules(const geo::Geometry& area, const std::vector<geo::Geometry>& lines, double half_width_m) {
  std::vector<double> shares(k_rules.size(), 0);
  const geo::Box box = area.bounds();
  if (box.empty()) return shares;
  constexpr int k_side = 64;
  std::size_t points = 0;
  for (int i = 0; i < k_side; ++i) {
    for (int j = 0; j < k_side; ++j) {
      const geo::Point2 p{box.min_x + (i + 0.5) / k_side * box.width(), box.min_y + (j + 0.5) / k_side * box.height()};
      if (!geo::contains(area, p)) continue;
      ++points;
      double nearest = std::numeric_limits<double>::infinity();
      for (const auto& line : lines) nearest = std::min(nearest, geo::distance(line, p) - half_width_m);
      for (std::size_t rule = 0; rule < k_rules.size(); ++rule) shares[rule] += nearest <= k_rules[rule].distance_m ? 1 : 0;
    }
  }
  for (double& share : shares) share = points > 0 ? share / static_cast<double>(points) : 0;
  return shares;
}

}  // namespace skizze::solar
