// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sketch/measure.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "geo/same.h"

namespace skizze::sketch {
namespace {

using base::ErrorCode;
using base::fail;

// Beyond this a typed figure is a slip, not a plan.
constexpr double k_max_width_m = 50;
constexpr double k_max_density_kwp_ha = 3000;
// No metric CRS of the Earth reaches further; beyond it areas lose their last metre.
constexpr double k_max_coordinate_m = 1e8;

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool within(const std::optional<double>& value, double least, double most) { return !value || (*value >= least && *value <= most); }

bool on_the_map(const geo::Geometry& geometry) {
  return std::ranges::all_of(geometry.parts, [](const geo::Part& part) {
    return std::ranges::all_of(
        part.points, [](const geo::Point3& p) { return std::abs(p.x) <= k_max_coordinate_m && std::abs(p.y) <= k_max_coordinate_m; });
  });
}

base::Status validate_line(const geo::Geometry& line) {
  for (const auto& part : line.parts) {
    if (part.hole || part.points.size() < 2 || geo::planar_length({geo::GeometryKind::line, {part}}) <= 0) {
      return fail(ErrorCode::invalid, "sketch.line_without_length");
    }
  }
  return {};
}

base::Status validate_area(const geo::Geometry& area) {
  if (area.parts.front().hole) return fail(ErrorCode::invalid, "sketch.area_without_size");
  for (const auto& part : area.parts) {
    if (part.points.size() < 3 || geo::signed_area_x2(part.points) == 0) return fail(ErrorCode::invalid, "sketch.area_without_size");
  }
  return {};
}

base::Status validate_geometry(const Measure& measure) {
  const bool lane = measure.kind == MeasureKind::bike_lane;
  const auto wanted = lane ? geo::GeometryKind::line : geo::GeometryKind::area;
  if (measure.geometry.empty() || measure.geometry.kind != wanted) {
    return fail(ErrorCode::invalid, lane ? "sketch.lane_needs_line" : "sketch.solar_needs_area");
  }
  if (!on_the_map(measure.geometry)) return fail(ErrorCode::invalid, "sketch.coordinates_not_finite");
  return lane ? validate_line(measure.geometry) : validate_area(measure.geometry);
}

base::Status validate_lane(const BikeLane& lane) {
  if (!within(lane.width_m, 0, k_max_width_m)) return fail(ErrorCode::invalid, "sketch.width_out_of_range", {{"max", "50"}});
  if (!within(lane.buffer_m, 0, k_max_width_m)) return fail(ErrorCode::invalid, "sketch.buffer_out_of_range", {{"max", "50"}});
  return {};
}

base::Status validate_solar(const SolarArea& solar) {
  if (!within(solar.tilt_deg, 0, 90)) return fail(ErrorCode::invalid, "sketch.tilt_out_of_range");
  if (!within(solar.azimuth_deg, 0, 360)) return fail(ErrorCode::invalid, "sketch.azimuth_out_of_range");
  for (const auto& rows : {solar.row_pitch_m, solar.row_depth_m}) {
    if (!within(rows, 0, k_max_width_m)) return fail(ErrorCode::invalid, "sketch.rows_out_of_range", {{"max", "50"}});
  }
  if (!within(solar.density_kwp_ha, 0, k_max_density_kwp_ha)) return fail(ErrorCode::invalid, "sketch.density_out_of_range", {{"max", "3000"}});
  if (!(solar.usable_share >= 0 && solar.usable_share <= 1)) return fail(ErrorCode::invalid, "sketch.share_out_of_range");
  return {};
}

}  // namespace

bool operator==(const Measure& a, const Measure& b) {
  const auto plain = [](const Measure& m) {
    return std::tie(m.id, m.scenario, m.kind, m.name, m.note, m.created_at_ms, m.updated_at_ms, m.lane, m.solar);
  };
  return plain(a) == plain(b) && geo::same_in_plane(a.geometry, b.geometry);
}

base::Status validate(const Measure& measure) {
  if (measure.id.is_null() || measure.scenario.is_null()) return fail(ErrorCode::invalid, "sketch.measure_without_id");
  if (code_points(measure.name) > k_max_name_code_points) return fail(ErrorCode::invalid, "sketch.name_too_long", {{"max", "200"}});
  if (code_points(measure.note) > k_max_note_code_points) return fail(ErrorCode::invalid, "sketch.note_too_long", {{"max", "4000"}});
  if (auto status = validate_geometry(measure); !status) return status;
  return measure.kind == MeasureKind::bike_lane ? validate_lane(measure.lane) : validate_solar(measure.solar);
}

double length_m(const Measure& measure) { return measure.kind == MeasureKind::bike_lane ? geo::planar_length(measure.geometry) : 0; }

double area_m2(const Measure& measure) {
  if (measure.kind == MeasureKind::solar_area) return geo::planar_area(measure.geometry);
  return geo::planar_length(measure.geometry) * measure.lane.width_m.value_or(0);
}

}  // namespace skizze::sketch
