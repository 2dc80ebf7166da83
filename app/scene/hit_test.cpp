// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/hit_test.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "scene/bound_snapshot.h"
#include "scene/shapes.h"

namespace skizze::scene {

namespace {

using geo::GeometryKind;

/// How far beyond its geometry a row is drawn (css pixels), or nothing when no style layer draws it at this zoom.
class DrawnSize {
 public:
  DrawnSize(const MapLayer& layer, double zoom) : m_zoom(zoom) {
    if (!layer.style) return;
    MapSnapshot alone;
    alone.layers = {layer};
    m_bound = bind(std::move(alone));
    if (m_bound->layers.empty()) return;
    for (const auto& evaluator : m_bound->layers.front()->evaluators) {
      if (evaluator->layer().shows_at(zoom) && evaluator->layer().type != style::LayerType::background)
        m_evaluators.push_back(evaluator.get());
    }
  }

  std::optional<double> of(std::uint32_t row, GeometryKind kind) const {
    std::optional<double> reach;
    for (const style::LayerEvaluator* evaluator : m_evaluators) {
      const auto type = evaluator->layer().type;
      const bool fits = type == style::LayerType::fill     ? kind == GeometryKind::area
                        : type == style::LayerType::line   ? kind != GeometryKind::point
                        : type == style::LayerType::circle ? kind == GeometryKind::point
                                                           : kind == GeometryKind::point;
      if (!fits || !evaluator->matches(row, m_zoom)) continue;
      reach = std::max(reach.value_or(0), half_size(*evaluator, row));
    }
    return reach;
  }

  double largest() const { return m_bound && !m_bound->layers.empty() ? m_bound->layers.front()->layer.style->reach_px(m_zoom) : 0; }

 private:
  double half_size(const style::LayerEvaluator& evaluator, std::uint32_t row) const {
    if (evaluator.layer().type == style::LayerType::line) {
      const style::LinePaint p = evaluator.line(row, m_zoom);
      return static_cast<double>(p.width / 2 + p.gap_width / 2 + std::abs(p.offset));
    }
    if (evaluator.layer().type == style::LayerType::circle) {
      const style::CirclePaint p = evaluator.circle(row, m_zoom);
      return static_cast<double>(p.radius + p.stroke_width);
    }
    return 0;
  }

  double m_zoom;
  std::shared_ptr<const BoundSnapshot> m_bound;
  std::vector<const style::LayerEvaluator*> m_evaluators;
};

int order_of(GeometryKind kind) { return kind == GeometryKind::point ? 0 : kind == GeometryKind::line ? 1 : 2; }

bool hidden(const MapLayer& layer, std::uint32_t row) {
  return std::binary_search(layer.hidden_rows.begin(), layer.hidden_rows.end(), row);
}

struct Found {
  Hit hit;
  double box_area;
};

Hit hit_of(const MapLayer& layer, std::size_t index, std::uint32_t row, double distance_px) {
  return {layer.id, index, row, layer.pack->id(row), layer.pack->kind(row), distance_px, nullptr};
}

std::uint8_t zoom_limit(double zoom) { return static_cast<std::uint8_t>(std::clamp(zoom, 0.0, 250.0)); }

std::vector<Found> hits_of_layer(const MapLayer& layer, std::size_t index, const Camera& camera, geo::Point2 place, double tolerance_px) {
  std::vector<Found> found;
  const DrawnSize drawn(layer, camera.zoom);
  const double m = camera.m_per_px();
  geo::Box box;
  box.add(place);
  box = box.grown((tolerance_px + drawn.largest()) * m);
  layer.pack->query(box, zoom_limit(camera.zoom), [&](std::uint32_t row) {
    if (hidden(layer, row)) return;
    const auto kind = layer.pack->kind(row);
    const auto reach = drawn.of(row, kind);
    if (!reach) return;
    const double distance_px = geo::distance(layer.pack->geometry(row), place) / m;
    const double tolerance = kind == GeometryKind::area ? std::min(tolerance_px, 2.0) : tolerance_px;
    if (distance_px > *reach + tolerance) return;
    const geo::Box bounds = layer.pack->bounds(row);
    found.push_back({hit_of(layer, index, row, distance_px), bounds.width() * bounds.height()});
  });
  return found;
}

bool is_nearer(const Found& a, const Found& b) {
  if (a.hit.kind != b.hit.kind) return order_of(a.hit.kind) < order_of(b.hit.kind);
  if (a.hit.distance_px != b.hit.distance_px) return a.hit.distance_px < b.hit.distance_px;
  if (a.box_area != b.box_area) return a.box_area < b.box_area;
  return a.hit.row < b.hit.row;
}

/// The parts of the tile that is drawn at a place, each as if it were a layer of its own.
std::vector<Found> hits_of_tile(const MapLayer& layer, std::size_t index, const Camera& camera, geo::Point2 place, double tolerance_px) {
  std::vector<Found> found;
  const int zoom = static_cast<int>(std::clamp(std::floor(camera.zoom), k_min_zoom, k_max_zoom));
  const auto tile = layer.style ? layer.foreign->covering(geo::tile_at(place, zoom)) : nullptr;
  if (!tile) return found;
  MapLayer part = layer;
  part.foreign = nullptr;
  for (const auto& pack : tile->packs) {
    part.pack = pack;
    for (auto& one : hits_of_layer(part, index, camera, place, tolerance_px)) {
      one.hit.part = pack;
      found.push_back(std::move(one));
    }
  }
  return found;
}

bool segment_meets(const geo::Box& box, geo::Point2 a, geo::Point2 b) {
  double from = 0;
  double to = 1;
  const auto cut = [&](double start, double d, double low, double high) {
    if (d == 0) return start >= low && start <= high;
    const double t0 = (low - start) / d;
    const double t1 = (high - start) / d;
    from = std::max(from, std::min(t0, t1));
    to = std::min(to, std::max(t0, t1));
    return from <= to;
  };
  return cut(a.x, b.x - a.x, box.min_x, box.max_x) && cut(a.y, b.y - a.y, box.min_y, box.max_y);
}

bool meets(const geo::Geometry& geometry, const geo::Box& box) {
  for (const geo::Part& part : geometry.parts) {
    const auto n = part.points.size();
    for (std::size_t i = 0; i < n; ++i) {
      if (box.contains(part.points[i].xy())) return true;
      if (geometry.kind == GeometryKind::point || (geometry.kind == GeometryKind::line && i + 1 == n)) continue;
      if (segment_meets(box, part.points[i].xy(), part.points[(i + 1) % n].xy())) return true;
    }
  }
  return geometry.kind == GeometryKind::area && geo::contains(geometry, box.center());
}

}  // namespace

std::vector<Hit> hit_test(const MapSnapshot& snapshot, const Camera& camera, geo::Point2 screen, double tolerance_px, std::size_t limit) {
  std::vector<Hit> hits;
  const geo::Point2 place = camera.to_mercator(screen);
  for (std::size_t i = snapshot.layers.size(); i-- > 0 && hits.size() < limit;) {
    const MapLayer& layer = snapshot.layers[i];
    if (!layer.visible || layer.opacity <= 0 || !(layer.pack || layer.foreign)) continue;
    auto all = layer.pack ? hits_of_layer(layer, i, camera, place, tolerance_px) : hits_of_tile(layer, i, camera, place, tolerance_px);
    std::sort(all.begin(), all.end(), is_nearer);
    for (const Found& found : all) {
      if (hits.size() < limit) hits.push_back(found.hit);
    }
  }
  return hits;
}

std::vector<Hit> hits_in_rect(const MapSnapshot& snapshot, const Camera& camera, const geo::Box& screen_rect, std::size_t limit) {
  std::vector<Hit> hits;
  geo::Box box;
  box.add(camera.to_mercator({screen_rect.min_x, screen_rect.min_y}));
  box.add(camera.to_mercator({screen_rect.max_x, screen_rect.max_y}));
  for (std::size_t i = snapshot.layers.size(); i-- > 0;) {
    const MapLayer& layer = snapshot.layers[i];
    if (!layer.visible || layer.opacity <= 0 || !layer.pack) continue;
    const DrawnSize drawn(layer, camera.zoom);
    layer.pack->query(box, zoom_limit(camera.zoom), [&](std::uint32_t row) {
      if (hits.size() >= limit || hidden(layer, row) || !drawn.of(row, layer.pack->kind(row))) return;
      if (meets(layer.pack->geometry(row), box)) hits.push_back(hit_of(layer, i, row, 0));
    });
  }
  return hits;
}

double height_at(const MapSnapshot& snapshot, const Camera& camera, geo::Point2 screen) {
  const geo::Point2 place = camera.to_mercator(screen);
  for (std::size_t i = snapshot.layers.size(); i-- > 0;) {
    const MapLayer& layer = snapshot.layers[i];
    if (!layer.visible || !layer.raster) continue;
    if (const auto height = layer.raster->sample(place)) return static_cast<double>(*height);
  }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace skizze::scene
