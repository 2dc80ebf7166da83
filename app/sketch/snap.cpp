// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sketch/snap.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sketch/segments.h"

namespace skizze::sketch {
namespace {

using geo::Point2;

struct Candidate {
  Point2 point;
  SnapKind kind = SnapKind::none;
  double distance = 0;
  std::vector<Segment> hints;
};

/// A line through the last drawn point that the pointer may be meant to keep to.
struct Guide {
  Point2 direction;  ///< unit length
  SnapKind kind = SnapKind::none;
};

// More edges than this under one pointer are a knot; looking at all their crossings would cost its square.
constexpr std::size_t k_max_edges_for_crossings = 32;

Point2 direction_of(double bearing) {
  const double radians = bearing * std::numbers::pi / 180;
  return {std::sin(radians), std::cos(radians)};
}

std::optional<Point2> unit(Point2 v) {
  const double length = std::hypot(v.x, v.y);
  if (!(length > 0)) return std::nullopt;
  return Point2{v.x / length, v.y / length};
}

double dot(Point2 u, Point2 v) { return u.x * v.x + u.y * v.y; }

/// Collects what lies within the tolerance.
class Search {
 public:
  explicit Search(const SnapRequest& request) : m_request(request) {}

  std::vector<Candidate> run() {
    for (const auto& geometry : m_request.nearby) look_at(geometry);
    if (m_request.drawing_area && m_request.drawn.size() >= 3) offer(m_request.drawn.front(), SnapKind::close_ring, {});
    look_at_crossings();
    if (m_request.options.angles) look_at_guides();
    return std::move(m_found);
  }

 private:
  void offer(Point2 point, SnapKind kind, std::vector<Segment> hints) {
    const double d = distance(point, m_request.pointer);
    if (d <= m_request.tolerance) m_found.push_back({point, kind, d, std::move(hints)});
  }

  void look_at(const geo::Geometry& geometry) {
    if (!geometry.bounds().grown(m_request.tolerance).contains(m_request.pointer)) return;
    if (m_request.options.vertex) {
      for (const auto& part : geometry.parts) {
        for (const auto& p : part.points) offer(p.xy(), SnapKind::vertex, {});
      }
    }
    for_each_segment(geometry, [&](const Segment& segment, std::size_t, std::size_t) { look_at(segment); });
  }

  void look_at(const Segment& segment) {
    const Point2 nearest = nearest_on_segment(segment, m_request.pointer);
    if (distance(nearest, m_request.pointer) > m_request.tolerance) return;
    m_edges.push_back(segment);
    if (m_request.options.edge) offer(nearest, SnapKind::edge, {segment});
    if (m_request.options.midpoint) offer(middle(segment), SnapKind::midpoint, {segment});
  }

  void look_at_crossings() {
    if (!m_request.options.crossing) return;
    const std::size_t count = std::min(m_edges.size(), k_max_edges_for_crossings);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = i + 1; j < count; ++j) {
        if (const auto point = crossing(m_edges[i], m_edges[j])) offer(*point, SnapKind::crossing, {m_edges[i], m_edges[j]});
      }
    }
  }

  std::vector<Guide> guides() const {
    std::vector<Guide> out;
    const auto& drawn = m_request.drawn;
    if (drawn.size() >= 2) {
      if (const auto d = unit(minus(drawn[drawn.size() - 1], drawn[drawn.size() - 2]))) {
        out.push_back({{-d->y, d->x}, SnapKind::right_angle});
        out.push_back({*d, SnapKind::extension});
      }
    }
    if (m_request.reference) {
      if (const auto d = unit(minus(m_request.reference->b, m_request.reference->a))) {
        out.push_back({*d, SnapKind::parallel});
        out.push_back({{-d->y, d->x}, SnapKind::right_angle});
      }
    }
    return out;
  }

  void look_at_guides() {
    if (m_request.drawn.empty()) return;
    const Point2 from = m_request.drawn.back();
    for (const auto& guide : guides()) {
      const double reach = dot(minus(m_request.pointer, from), guide.direction);
      if (std::abs(reach) <= m_request.tolerance) continue;  // at the start every direction fits
      if (guide.kind == SnapKind::extension && reach < 0) continue;
      const Point2 point = along(from, guide.direction, reach);
      std::vector<Segment> hints{{from, point}};
      if (guide.kind == SnapKind::parallel) hints.push_back(*m_request.reference);
      offer(point, guide.kind, hints);
      look_at_guide_and_edges(from, guide);
    }
  }

  /// Where a guide meets an edge both wishes come true; it beats the edge alone.
  void look_at_guide_and_edges(Point2 from, const Guide& guide) {
    if (!m_request.options.edge) return;
    for (const auto& edge : m_edges) {
      const auto m = meeting({from, along(from, guide.direction, 1)}, edge);
      if (!m || m->u < 0 || m->u > 1) continue;
      const Point2 point = along(from, guide.direction, m->t);
      offer(point, SnapKind::crossing, {{from, point}, edge});
    }
  }

  const SnapRequest& m_request;
  std::vector<Segment> m_edges;
  std::vector<Candidate> m_found;
};

/// The most meant one: by kind first, then by distance.
Candidate best_of(const std::vector<Candidate>& candidates, Point2 pointer) {
  const auto best = std::ranges::min_element(
      candidates, [](const Candidate& a, const Candidate& b) { return a.kind != b.kind ? a.kind < b.kind : a.distance < b.distance; });
  return best == candidates.end() ? Candidate{pointer, SnapKind::none, 0, {}} : *best;
}

/// Bends the choice to what was typed; the typed figures are kept exactly.
void obey_typed(const SnapRequest& request, Candidate& choice) {
  if (request.drawn.empty() || (!request.typed_length && !request.typed_bearing_deg)) return;
  const Point2 from = request.drawn.back();
  const Point2 wish = minus(choice.point, from);
  const Point2 direction = request.typed_bearing_deg ? direction_of(*request.typed_bearing_deg) : unit(wish).value_or(Point2{0, 1});
  const double length = request.typed_length ? *request.typed_length : std::max(0.0, dot(wish, direction));
  const bool guided = choice.kind == SnapKind::right_angle || choice.kind == SnapKind::parallel || choice.kind == SnapKind::extension;
  if (!guided || request.typed_bearing_deg) choice.hints.clear();
  choice.point = along(from, direction, length);
  choice.kind = SnapKind::typed;
  choice.hints.push_back({from, choice.point});
}

}  // namespace

std::string message_id(SnapKind kind) {
  switch (kind) {
    case SnapKind::none: return "sketch.snap_none";
    case SnapKind::vertex: return "sketch.snap_vertex";
    case SnapKind::close_ring: return "sketch.snap_close_ring";
    case SnapKind::crossing: return "sketch.snap_crossing";
    case SnapKind::midpoint: return "sketch.snap_midpoint";
    case SnapKind::edge: return "sketch.snap_edge";
    case SnapKind::right_angle: return "sketch.snap_right_angle";
    case SnapKind::parallel: return "sketch.snap_parallel";
    case SnapKind::extension: return "sketch.snap_extension";
    case SnapKind::typed: return "sketch.snap_typed";
  }
  return "sketch.snap_none";
}

Point2 nearest_on_segment(const Segment& segment, Point2 p) {
  const Point2 d = minus(segment.b, segment.a);
  const double length2 = dot(d, d);
  if (!(length2 > 0)) return segment.a;
  const double t = dot(minus(p, segment.a), d) / length2;
  if (t <= 0) return segment.a;
  return t >= 1 ? segment.b : along(segment.a, d, t);
}

std::optional<Segment> nearest_segment(std::span<const geo::Geometry> nearby, Point2 p, double tolerance) {
  std::optional<Segment> best;
  double nearest = tolerance;
  for (const auto& geometry : nearby) {
    for_each_segment(geometry, [&](const Segment& segment, std::size_t, std::size_t) {
      const double d = distance(nearest_on_segment(segment, p), p);
      if (d > nearest || (best && d == nearest)) return;
      nearest = d;
      best = segment;
    });
  }
  return best;
}

double bearing_deg(Point2 a, Point2 b) {
  if (a == b) return 0;
  const double bearing = std::atan2(b.x - a.x, b.y - a.y) * 180 / std::numbers::pi;
  return bearing < 0 ? bearing + 360 : bearing;
}

SnapResult snap(const SnapRequest& request) {
  Candidate choice = best_of(Search(request).run(), request.pointer);
  obey_typed(request, choice);
  SnapResult result{choice.point, choice.kind, std::move(choice.hints), 0, 0};
  if (!request.drawn.empty()) {
    result.length = distance(request.drawn.back(), result.point);
    result.bearing_deg = bearing_deg(request.drawn.back(), result.point);
  }
  return result;
}

}  // namespace skizze::sketch
