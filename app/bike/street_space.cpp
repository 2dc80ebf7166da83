// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/street_space.h"

#include <algorithm>
#include <cmath>

#include "bike/polyline.h"

namespace skizze::bike {

namespace {

constexpr double k_step_m = 10;
constexpr double k_reach_m = 30;
constexpr double k_beside_m = 6;  // a lane drawn on the footway still means the carriageway beside it

/// Where the rings of an area cross the line, as signed distances (right positive).
void crossings_of(const geo::Geometry& area, geo::Point2 at, geo::Point2 direction, double reach, std::vector<double>& out) {
  for (const auto& part : area.parts) {
    const auto n = part.points.size();
    for (std::size_t i = 0; i < n; ++i) {
      const auto a = part.points[i].xy();
      const auto b = part.points[(i + 1) % n].xy();
      const double along_a = (a.x - at.x) * direction.x + (a.y - at.y) * direction.y;
      const double along_b = (b.x - at.x) * direction.x + (b.y - at.y) * direction.y;
      if ((along_a > 0) == (along_b > 0)) continue;
      const double t = along_a / (along_a - along_b);
      const double x = a.x + t * (b.x - a.x) - at.x, y = a.y + t * (b.y - a.y) - at.y;
      const double right = x * direction.y - y * direction.x;
      if (std::abs(right) <= reach) out.push_back(right);
    }
  }
}

std::optional<double> median(std::vector<double>& values, std::size_t samples) {
  if (values.empty() || values.size() * 2 < samples) return std::nullopt;  // known on less than half of the way: not known
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

std::vector<geo::Point2> points_of(const geo::Geometry& line) {
  std::vector<geo::Point2> points;
  for (const auto& part : line.parts) {
    for (const auto& p : part.points) points.push_back(p.xy());
  }
  return points;
}

geo::Point2 direction_at(const Polyline& line, double at) {
  const auto a = line.at(at - 0.5), b = line.at(at + 0.5);
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  return length > 0 ? geo::Point2{(b.x - a.x) / length, (b.y - a.y) / length} : geo::Point2{1, 0};
}

}  // namespace

Across cut_across(const std::vector<const geo::Geometry*>& areas, geo::Point2 at, geo::Point2 direction, double reach_m) {
  Across across;
  const geo::Box box = geo::Box{at.x, at.y, at.x, at.y}.grown(reach_m);
  double nearest = k_beside_m;
  for (const auto* area : areas) {
    if (!area->bounds().intersects(box)) continue;
    std::vector<double> hits;
    crossings_of(*area, at, direction, reach_m, hits);
    std::sort(hits.begin(), hits.end());
    for (const double hit : hits) {
      if (hit >= 0 && (!across.right_m || hit < *across.right_m)) across.right_m = hit;
      if (hit <= 0 && (!across.left_m || -hit < *across.left_m)) across.left_m = -hit;
    }
    // Even-odd: crossings pair up to what lies inside.
    for (std::size_t i = 0; hits.size() % 2 == 0 && i + 1 < hits.size(); i += 2) {
      const double away = hits[i] > 0 ? hits[i] : hits[i + 1] < 0 ? -hits[i + 1] : 0;
      if (away > nearest || (away == nearest && across.inside_m)) continue;
      nearest = away;
      across.inside_m = hits[i + 1] - hits[i];
      across.from_m = hits[i];
      across.to_m = hits[i + 1];
    }
  }
  return across;
}

void measure_space(std::vector<StreetStretch>& stretches, const geo::Geometry& lane, const std::vector<const geo::Geometry*>& carriageways,
                   const std::vector<const geo::Geometry*>& street_areas, const std::vector<const geo::Geometry*>& buildings) {
  if (carriageways.empty() && street_areas.empty() && buildings.empty()) return;
  const Polyline line(points_of(lane));
  for (auto& stretch : stretches) {
    if (!stretch.known) continue;
    std::vector<double> kerbs, spaces, facades, left_spaces, right_spaces;
    std::size_t samples = 0;
    const double length = stretch.where.to_m - stretch.where.from_m;
    const int steps = std::max(1, static_cast<int>(length / k_step_m));
    for (int i = 0; i < steps; ++i, ++samples) {
      const double at = stretch.where.from_m + length * (i + 0.5) / steps;
      const auto here = line.at(at);
      const auto direction = direction_at(line, at);
      const auto cut_kerbs = cut_across(carriageways, here, direction, k_reach_m);
      if (cut_kerbs.inside_m) kerbs.push_back(*cut_kerbs.inside_m);
      if (const auto cut = cut_across(street_areas, here, direction, 2 * k_reach_m).inside_m) spaces.push_back(*cut);
      const auto walls = cut_across(buildings, here, direction, k_reach_m);
      if (walls.left_m && walls.right_m && *walls.left_m + *walls.right_m > 3) facades.push_back(*walls.left_m + *walls.right_m);
      if (!cut_kerbs.inside_m) continue;
      // A wall within the carriageway is an arch or a mistake: nothing is said of that side there.
      if (walls.left_m && *walls.left_m + cut_kerbs.from_m >= 0) left_spaces.push_back(*walls.left_m + cut_kerbs.from_m);
      if (walls.right_m && *walls.right_m - cut_kerbs.to_m >= 0) right_spaces.push_back(*walls.right_m - cut_kerbs.to_m);
    }
    if (const auto width = median(kerbs, samples)) stretch.street.carriageway = Width{*width, WidthSource::cadastre};
    stretch.street.space_m = median(spaces, samples);
    stretch.street.facade_m = median(facades, samples);
    stretch.street.left.space_m = median(left_spaces, samples);
    stretch.street.right.space_m = median(right_spaces, samples);
  }
}

}  // namespace skizze::bike
