// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/lane_streets.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "bike/polyline.h"
#include "bike/row_tags.h"

namespace skizze::bike {

namespace {

constexpr double k_snap_m = 12;
constexpr double k_snap_cos = 0.8660254037844387;  // 30 degrees
constexpr double k_step_m = 5;
constexpr double k_gap_m = 20;

/// The street under a place of the lane.
struct Below {
  std::uint32_t street = k_no_node;
  bool with = true;
  bool operator==(const Below&) const = default;
};

Below below(const Graph& graph, const Polyline& lane, double at) {
  const auto here = lane.at(at);
  const auto direction = lane.nearest(here).direction;
  Below best;
  double least = k_snap_m;
  for (const auto i : graph.near(geo::Box{here.x, here.y, here.x, here.y}.grown(k_snap_m))) {
    const auto near = beside(graph.points_of(graph.edges()[i]), here);
    const double cosine = near.direction.x * direction.x + near.direction.y * direction.y;
    if (near.distance_m >= least || std::abs(cosine) < k_snap_cos) continue;
    least = near.distance_m;
    best = {graph.edges()[i].street, cosine > 0};
  }
  return best;
}

/// At junctions a lane is for some metres beside no street: those belong to the street before.
void close_gaps(std::vector<StreetStretch>& stretches, std::size_t first) {
  for (std::size_t i = first + 1; i + 1 < stretches.size();) {
    auto& before = stretches[i - 1];
    const auto& gap = stretches[i];
    const bool small = !gap.known && before.known && stretches[i + 1].known && gap.where.to_m - gap.where.from_m <= k_gap_m;
    if (!small) {
      ++i;
      continue;
    }
    before.where.to_m = gap.where.to_m;
    stretches.erase(stretches.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

Tags tags_of(const feature::LayerPack& pack, std::uint32_t row, const FieldMapping& mapping) {
  auto tags = std::make_shared<RowTags>(pack, mapping);
  tags->go_to(row);
  return [tags](std::string_view key) { return tags->value(key); };
}

std::vector<StreetLine> street_lines(const feature::LayerPack& pack, const geo::Transform& from_mercator, const FieldMapping& mapping,
                                     std::vector<StreetDoubt>& doubts, base::CancelToken token) {
  RowTags row_tags(pack, mapping);
  const Tags tags = [&](std::string_view key) { return row_tags.value(key); };
  const auto named = std::find_if(mapping.begin(), mapping.end(), [](const auto& entry) { return entry.first == "highway"; });
  const bool classed = pack.column_index(named == mapping.end() ? std::string("highway") : named->second).has_value();
  std::vector<StreetLine> lines;
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (token.cancelled()) break;
    if (pack.kind(row) != geo::GeometryKind::line) continue;
    row_tags.go_to(row);
    if (classed && row_tags.value("highway").empty()) continue;
    auto shape = pack.geometry(row);
    const auto facts = street_from_tags(tags, &doubts);
    for (auto& part : shape.parts) {
      from_mercator.forward(std::span<geo::Point3>(part.points));
      StreetLine line{pack.id(row), {}, facts};
      for (const auto& p : part.points) {
        if (std::isfinite(p.x) && std::isfinite(p.y)) line.points.push_back(p.xy());
      }
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

StreetFacts turned(StreetFacts street) {
  std::swap(street.left, street.right);
  if (street.oneway) street.reversed_oneway = !street.reversed_oneway;
  return street;
}

std::vector<StreetStretch> stretches_of(const Graph& graph, const geo::Geometry& lane) {
  std::vector<StreetStretch> stretches;
  double before = 0;
  for (const auto& part : lane.parts) {
    std::vector<geo::Point2> points;
    for (const auto& p : part.points) points.push_back(p.xy());
    if (points.size() < 2) continue;
    const Polyline line(std::move(points));
    std::optional<Below> last;
    const auto first = stretches.size();
    const int steps = std::max(1, static_cast<int>(std::ceil(line.length_m() / k_step_m)));
    for (int i = 0; i < steps; ++i) {
      const double from = line.length_m() * i / steps;
      const double to = line.length_m() * (i + 1) / steps;
      const auto found = below(graph, line, (from + to) / 2);
      if (last && *last == found) {
        stretches.back().where.to_m = before + to;
        continue;
      }
      last = found;
      StreetStretch stretch{{before + from, before + to, line.at((from + to) / 2)}, {}, found.street != k_no_node};
      if (stretch.known) stretch.street = found.with ? graph.streets()[found.street].facts : turned(graph.streets()[found.street].facts);
      stretches.push_back(std::move(stretch));
    }
    const double start = before;
    before += line.length_m();
    close_gaps(stretches, first);
    for (auto i = first; i < stretches.size(); ++i) {
      auto& where = stretches[i].where;
      where.place = line.at((where.from_m + where.to_m) / 2 - start);
    }
  }
  return stretches;
}

std::vector<Structure> structures_of(const std::vector<StreetStretch>& stretches) {
  std::vector<Structure> structures;
  for (const auto& stretch : stretches) {
    if (stretch.street.bridge || stretch.street.tunnel) structures.push_back({stretch.where.from_m, stretch.where.to_m});
  }
  return structures;
}

}  // namespace skizze::bike
