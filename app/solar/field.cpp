// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "geo/mercator.h"
#include "geo/overlay.h"

namespace skizze::solar {
namespace {

constexpr double k_second_track_m = 12;

std::optional<std::size_t> any_column(const feature::LayerPack& pack, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const auto column = pack.column_index(name)) return column;
  return std::nullopt;
}

std::string text(const feature::LayerPack& pack, std::uint32_t row, const std::optional<std::size_t>& column) {
  return column ? feature::to_text(pack.value(row, *column)) : std::string();
}

/// Whether another line runs beside this one, at its middle.
bool runs_beside(const geo::Geometry& line, const std::vector<geo::Geometry>& others, std::size_t own) {
  const auto& points = line.parts.front().points;
  const geo::Point2 middle = points[points.size() / 2].xy();
  const double reach = k_second_track_m / geo::ground_scale(middle.y);
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (i != own && others[i].bounds().grown(reach).contains(middle) && geo::distance(others[i], middle) <= reach) return true;
  }
  return false;
}

base::Result<geo::Geometry> all_united(std::vector<geo::Geometry> shapes, const base::CancelToken& token) {
  // In pairs, so that no shape is handled more than log n times.
  while (shapes.size() > 1) {
    std::vector<geo::Geometry> next;
    for (std::size_t i = 0; i < shapes.size(); i += 2) {
      if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "solar.cancelled");
      if (i + 1 == shapes.size()) {
        next.push_back(std::move(shapes[i]));
        break;
      }
      auto both = geo::united(shapes[i], shapes[i + 1]);
      if (!both) return both;
      next.push_back(std::move(*both));
    }
    shapes = std::move(next);
  }
  return shapes.empty() ? geo::Geometry{} : std::move(shapes.front());
}

base::Result<geo::Geometry> along(const std::vector<geo::Geometry>& lines, double distance_m, const base::CancelToken& token) {
  std::vector<geo::Geometry> shapes;
  for (const auto& line : lines) {
    auto shape = geo::buffered(line, distance_m / geo::ground_scale(line.bounds().center().y));
    if (!shape) return shape;
    shapes.push_back(std::move(*shape));
  }
  return all_united(std::move(shapes), token);
}

}  // namespace

void add_field_lines(const feature::LayerPack& pack, FieldLines& found) {
  const auto highway = any_column(pack, {"highway", "class", "fclass", "strassenklasse"});
  const auto railway = any_column(pack, {"railway", "class", "fclass"});
  const auto tracks = any_column(pack, {"tracks", "gleise", "anzahl_gleise"});
  std::vector<geo::Geometry> rails;
  std::vector<int> counts;
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (pack.kind(row) != geo::GeometryKind::line) continue;
    const std::string road = text(pack, row, highway);
    if (road == "motorway" || road == "motorway_link" || road == "Bundesautobahn") {
      found.lines.push_back(pack.geometry(row));
      ++found.motorways;
    } else if (text(pack, row, railway) == "rail") {
      rails.push_back(pack.geometry(row));
      counts.push_back(std::atoi(text(pack, row, tracks).c_str()));
    }
  }
  for (std::size_t i = 0; i < rails.size(); ++i) {
    if (counts[i] >= 2 || (counts[i] <= 1 && runs_beside(rails[i], rails, i))) {
      found.lines.push_back(rails[i]);
      ++found.railways;
    } else if (counts[i] == 0) {
      ++found.unknown_tracks;
    }
  }
}

base::Result<std::vector<FieldStrip>> field_strips(const FieldLines& found, const std::vector<geo::Geometry>& exclusions,
                                                   double half_width_m, base::CancelToken token) {
  std::vector<FieldStrip> strips;
  if (found.lines.empty()) return base::fail(base::ErrorCode::invalid, "solar.no_field_lines");
  auto taken = along(found.lines, half_width_m, token);
  if (!taken) return tl::unexpected(taken.error());
  std::vector<geo::Geometry> out{std::move(*taken)};
  geo::Box box;
  for (const auto& line : found.lines) box.add(line.bounds());
  const double scale = geo::ground_scale(box.center().y);
  for (const auto& area : exclusions) {
    if (area.kind == geo::GeometryKind::area && area.bounds().intersects(box.grown(1000 / scale))) out.push_back(area);
  }
  const auto closed = all_united(std::move(out), token);
  if (!closed) return tl::unexpected(closed.error());
  for (const auto& rule : field_rules()) {
    auto strip = along(found.lines, half_width_m + rule.distance_m, token);
    if (!strip) return tl::unexpected(strip.error());
    auto open = geo::difference(*strip, *closed);
    if (!open) return tl::unexpected(open.error());
    if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "solar.cancelled");
    const double k = open->empty() ? scale : geo::ground_scale(open->bounds().center().y);
    strips.push_back({&rule, std::move(*open), 0});
    strips.back().area_m2 = geo::planar_area(strips.back().shape) * k * k;
  }
  return strips;
}

}  // namespace skizze::solar
