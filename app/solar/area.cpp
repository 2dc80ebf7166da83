// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/area.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

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

/// Share of a face's ground plan inside the area.
base::Result<double> covered(const geo::Geometry& area, bool plain, const geo::Geometry& face) {
  if (!area.bounds().intersects(face.bounds())) return 0.0;
  if (plain && all_inside(area, face)) return 1.0;
  const double whole = geo::planar_area(face);
  if (whole <= 0) return 0.0;
  const auto both = geo::intersection(area, face);
  if (!both) return tl::unexpected(both.error());
  return std::min(1.0, geo::planar_area(*both) / whole);
}

bool convex(const geo::Geometry& area) {
  if (area.parts.size() != 1) return false;
  const auto& ring = area.parts.front().points;
  int sign = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[(i + 1) % ring.size()];
    const auto& c = ring[(i + 2) % ring.size()];
    const double turn = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    const int now = turn > 0 ? 1 : turn < 0 ? -1 : 0;
    if (now * sign < 0) return false;
    if (now != 0) sign = now;
  }
  return true;
}

}  // namespace

base::Result<RoofsInArea> roofs_in_area(const geo::Geometry& area, const std::vector<RoofFace>& faces, const RoofReport& report) {
  std::vector<std::size_t> all(report.units.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return roofs_in_area(area, faces, report, all);
}

base::Result<RoofsInArea> roofs_in_area(const geo::Geometry& area, const std::vector<RoofFace>& faces, const RoofReport& report,
                                        std::span<const std::size_t> units) {
  if (!geo::valid(area) || area.kind != geo::GeometryKind::area) return fail(ErrorCode::invalid, "solar.area_invalid");
  // Only in a convex area do corners inside mean that everything is inside.
  const bool plain = convex(area);
  RoofsInArea found;
  for (const std::size_t i : units) {
    double inside_m2 = 0;
    for (const std::size_t face : report.units[i].faces) {
      const auto share = covered(area, plain, faces[face].shape);
      if (!share) return tl::unexpected(share.error());
      inside_m2 += *share * faces[face].area_m2;
    }
    const double share = report.units[i].area_m2 > 0 ? inside_m2 / report.units[i].area_m2 : 0;
    if (share < 0.01) continue;
    RoofUnit unit = report.units[i];
    unit.area_m2 = inside_m2;
    RoofResult result = report.results[i];
    for (double* value : {&result.usable_m2, &result.kwp, &result.kwh, &result.co2_kg}) *value *= share;
    found.sum.add(unit, result);
    found.units.push_back(i);
  }
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
