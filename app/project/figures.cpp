// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "geo/mercator.h"
#include "project/search.h"

namespace skizze::project {

namespace {

constexpr double k_touch_m = 15;  ///< a street counts as touched within this distance
constexpr double k_sample_m = 5;  ///< the shape is looked at in steps of this length
constexpr std::size_t k_max_samples = 4000;
constexpr std::size_t k_max_streets = 20;

std::optional<std::size_t> street_name_column(const feature::LayerPack& pack) {
  static constexpr std::array<const char*, 6> k_names{"name", "Name", "strassenname", "street_name", "str_name", "STRNAME"};
  if (pack.info().kind != geo::GeometryKind::line) return std::nullopt;
  for (const auto* name : k_names)
    if (const auto column = pack.column_index(name)) return column;
  return std::nullopt;
}

/// A row of lines is a street unless a highway or class column says it is something else (a river, a railway).
bool is_street(const feature::LayerPack& pack, std::uint32_t row, const std::optional<std::size_t>& highway) {
  return pack.kind(row) == geo::GeometryKind::line && (!highway || !feature::to_text(pack.value(row, *highway)).empty());
}

/// Points along all parts of a shape (rings closed), Web Mercator, each standing for step_m true metres.
std::vector<geo::Point2> samples_along(const geo::Geometry& mercator, double step) {
  std::vector<geo::Point2> samples;
  for (const auto& part : mercator.parts) {
    const auto n = part.points.size();
    const auto segments = mercator.kind == geo::GeometryKind::area ? n : n - std::min<std::size_t>(n, 1);
    for (std::size_t i = 0; i < segments; ++i) {
      const auto a = part.points[i].xy();
      const auto b = part.points[(i + 1) % n].xy();
      const auto length = std::hypot(b.x - a.x, b.y - a.y);
      const auto count = std::max(1, static_cast<int>(std::ceil(length / step)));
      for (int k = 0; k < count && samples.size() < k_max_samples; ++k) {
        const double t = (k + 0.5) / count;
        samples.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
      }
    }
    if (n == 1) samples.push_back(part.points[0].xy());
  }
  return samples;
}

bool runs_inside(const geo::Geometry& area, const geo::Geometry& line) {
  if (area.kind != geo::GeometryKind::area) return false;
  return std::any_of(line.parts.begin(), line.parts.end(), [&](const geo::Part& part) {
    return std::any_of(part.points.begin(), part.points.end(), [&](const geo::Point3& p) { return geo::contains(area, p.xy()); });
  });
}

/// Adds, for each sample, the name of the nearest street within reach, and for areas the streets that run inside.
void count_streets(const feature::LayerPack& pack, std::size_t column, const geo::Geometry& shape, const std::vector<geo::Point2>& samples,
                   double reach, const base::CancelToken& cancel, std::map<std::string, std::size_t>& touched) {
  const auto bounds = shape.bounds();
  const auto highway = pack.column_index("highway");
  struct Street {
    std::string name;
    geo::Geometry shape;
    geo::Box box;
  };
  std::vector<Street> streets;
  pack.query(bounds.grown(reach), 255, [&](std::uint32_t row) {
    if (cancel.cancelled() || !is_street(pack, row, highway)) return;
    auto name = feature::to_text(pack.value(row, column));
    if (name.empty()) return;
    auto street = pack.geometry(row);
    if (runs_inside(shape, street)) ++touched[name];
    streets.push_back({std::move(name), std::move(street), pack.bounds(row).grown(reach)});
  });
  for (const auto& sample : samples) {
    if (cancel.cancelled()) return;
    const Street* nearest = nullptr;
    double best = reach;
    for (const auto& street : streets) {
      if (!street.box.contains(sample)) continue;
      const auto distance = geo::distance(street.shape, sample);
      if (distance <= best) {
        best = distance;
        nearest = &street;
      }
    }
    if (nearest) ++touched[nearest->name];
  }
}

std::vector<std::string> by_count(const std::map<std::string, std::size_t>& touched) {
  std::vector<std::pair<std::string, std::size_t>> sorted(touched.begin(), touched.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  for (const auto& [name, count] : sorted)
    if (names.size() < k_max_streets) names.push_back(name);
  return names;
}

void count_roofs(const std::shared_ptr<const feature::LayerPack>& pack, const geo::Geometry& area, RoofCache& cache,
                 const base::CancelToken& cancel, SketchFigures& figures) {
  const auto faces = cache.faces(pack, cancel);
  if (!faces || faces->empty()) return;
  figures.roofs_known = true;
  pack->query(area.bounds(), 255, [&](std::uint32_t row) {
    auto it = std::lower_bound(faces->begin(), faces->end(), row,
                               [](const RoofSummary& face, std::uint32_t wanted) { return face.row < wanted; });
    for (; it != faces->end() && it->row == row; ++it) {
      if (!geo::contains(area, it->center)) continue;
      ++figures.roofs;
      figures.roof_area_m2 += it->area_m2;
    }
  });
}

std::vector<geo::Point2> lon_lat_of(const geo::Part& part) {
  std::vector<geo::Point2> points;
  points.reserve(part.points.size() + 1);
  for (const auto& p : part.points) points.push_back(geo::to_lon_lat(p.xy()));
  return points;
}

}  // namespace

SketchFigures measure_shape(const geo::Geometry& shape, const geo::Transform& to_mercator) {
  SketchFigures figures;
  if (shape.empty()) return figures;
  figures.length_m = geo::planar_length(shape);
  figures.area_m2 = geo::planar_area(shape);
  const auto mercator = geo::transformed(shape, to_mercator);
  for (const auto& part : mercator.parts) {
    auto points = lon_lat_of(part);
    if (points.size() < 2) continue;
    if (shape.kind == geo::GeometryKind::area) {
      const auto area = geo::geodesic_area_m2(points);
      figures.geodesic_area_m2 += part.hole ? -area : area;
      points.push_back(points.front());
    }
    if (shape.kind != geo::GeometryKind::point) figures.geodesic_length_m += geo::geodesic_length_m(points);
  }
  return figures;
}

SketchFigures figures_of(const geo::Geometry& shape, const geo::Transform& to_mercator,
                         const std::vector<std::shared_ptr<const feature::LayerPack>>& packs, RoofCache& roofs, base::CancelToken cancel) {
  auto figures = measure_shape(shape, to_mercator);
  if (shape.empty()) return figures;
  const auto mercator = geo::transformed(shape, to_mercator);
  const double scale = geo::ground_scale(mercator.bounds().center().y);  // true metres per Mercator metre
  const auto samples = samples_along(mercator, k_sample_m / scale);
  std::map<std::string, std::size_t> touched;
  for (const auto& pack : packs) {
    if (cancel.cancelled()) return figures;
    if (const auto column = street_name_column(*pack)) {
      figures.streets_known = true;
      count_streets(*pack, *column, mercator, samples, k_touch_m / scale, cancel, touched);
    }
    if (shape.kind == geo::GeometryKind::area) count_roofs(pack, mercator, roofs, cancel, figures);
  }
  figures.streets = by_count(touched);
  return figures;
}

}  // namespace skizze::project
