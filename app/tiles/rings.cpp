// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/rings.h"

#include <algorithm>

namespace skizze::tiles {
namespace {

// Coordinates are at most k_extent + 2 * k_buffer apart, so 32 bits hold every product.
int cross(TilePoint a, TilePoint b, TilePoint c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

/// A ring, seen as its points on a stack: the middle one of three on a straight line never stays (nor does a spike's tip).
std::uint32_t straighten(std::vector<TilePoint>& points, std::uint32_t begin) {
  std::uint32_t top = begin;
  const auto size = static_cast<std::uint32_t>(points.size());
  for (std::uint32_t i = begin; i < size; ++i) {
    const TilePoint p = points[i];
    if (top > begin && points[top - 1] == p) continue;
    while (top >= begin + 2 && cross(points[top - 2], points[top - 1], p) == 0) {
      --top;
      if (points[top - 1] == p) break;
    }
    if (top > begin && points[top - 1] == p) continue;
    points[top++] = p;
  }
  return top;
}

/// The same across the place where the ring closes; returns the new first point.
std::uint32_t straighten_seam(const std::vector<TilePoint>& points, std::uint32_t begin, std::uint32_t& end) {
  while (end - begin >= 3) {
    if (points[end - 1] == points[begin] || cross(points[end - 2], points[end - 1], points[begin]) == 0) {
      --end;
    } else if (cross(points[end - 1], points[begin], points[begin + 1]) == 0) {
      ++begin;
    } else {
      break;
    }
  }
  return begin;
}

struct Segment {
  TilePoint a;
  TilePoint b;
  std::int16_t min_x, max_x, min_y, max_y;
  std::uint32_t ring_begin;  // first segment of its ring
  std::uint32_t ring_size;
  std::uint32_t index;
};

Segment make_segment(TilePoint a, TilePoint b, std::uint32_t begin, std::uint32_t size, std::uint32_t index) {
  return {a, b, std::min(a.x, b.x), std::max(a.x, b.x), std::min(a.y, b.y), std::max(a.y, b.y), begin, size, index};
}

bool adjacent(const Segment& s, const Segment& t) {
  if (s.ring_begin != t.ring_begin) return false;
  const std::uint32_t gap = s.index > t.index ? s.index - t.index : t.index - s.index;
  return gap == 1 || gap + 1 == s.ring_size;
}

/// Whether two segments have a point in common.
bool meet(const Segment& s, const Segment& t) {
  if (s.min_x > t.max_x || s.max_x < t.min_x || s.min_y > t.max_y || s.max_y < t.min_y) return false;
  const int ta = cross(s.a, s.b, t.a);
  const int tb = cross(s.a, s.b, t.b);
  if ((ta > 0 && tb > 0) || (ta < 0 && tb < 0)) return false;
  const int sa = cross(t.a, t.b, s.a);
  const int sb = cross(t.a, t.b, s.b);
  return !((sa > 0 && sb > 0) || (sa < 0 && sb < 0));
}

bool all_pairs_apart(const std::vector<Segment>& segments) {
  for (std::size_t i = 0; i < segments.size(); ++i) {
    for (std::size_t j = i + 1; j < segments.size(); ++j) {
      if (meet(segments[i], segments[j]) && !adjacent(segments[i], segments[j])) return false;
    }
  }
  return true;
}

bool sweep_apart(std::vector<Segment>& segments) {
  std::sort(segments.begin(), segments.end(), [](const Segment& s, const Segment& t) { return s.min_x < t.min_x; });
  static thread_local std::vector<std::uint32_t> active;
  active.clear();
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    const Segment& s = segments[i];
    std::size_t kept = 0;
    for (const std::uint32_t j : active) {
      const Segment& t = segments[j];
      if (t.max_x < s.min_x) continue;
      active[kept++] = j;
      if (meet(s, t) && !adjacent(s, t)) return false;
    }
    active.resize(kept);
    active.push_back(i);
  }
  return true;
}

bool segments_apart(const Rings& rings) {
  static thread_local std::vector<Segment> segments;
  segments.clear();
  for (const TilePart& part : rings.parts) {
    const auto ring = rings.ring(part);
    const auto begin = static_cast<std::uint32_t>(segments.size());
    const auto size = static_cast<std::uint32_t>(ring.size());
    for (std::uint32_t i = 0; i < size; ++i) {
      segments.push_back(make_segment(ring[i], ring[i + 1 == size ? 0 : i + 1], begin, size, begin + i));
    }
  }
  return segments.size() <= 32 ? all_pairs_apart(segments) : sweep_apart(segments);
}

/// Even-odd; rings do not touch, so the point is never on the ring.
bool inside(TilePoint p, std::span<const TilePoint> ring) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const TilePoint a = ring[i];
    const TilePoint b = ring[j];
    if ((a.y > p.y) == (b.y > p.y)) continue;
    const int side = cross(a, b, p);
    if ((b.y > a.y) == (side > 0)) in = !in;
  }
  return in;
}

/// With rings apart, one point of a ring says where all of it lies.
bool nested_rightly(const Rings& rings) {
  std::size_t outer = 0;
  for (std::size_t i = 0; i < rings.parts.size(); ++i) {
    const TilePoint p = rings.points[rings.parts[i].begin];
    if (!rings.parts[i].hole) outer = i;
    // A hole: within its outer ring and no sibling. An outer ring: an even number of rings around it, hence outside or in a hole.
    bool odd = false;
    for (std::size_t j = 0; j < rings.parts.size(); ++j) {
      if (j != i && (!rings.parts[i].hole || j >= outer) && inside(p, rings.ring(rings.parts[j]))) odd = !odd;
      if (rings.parts[i].hole && j > outer && !rings.parts[j].hole) break;
    }
    if (odd != rings.parts[i].hole) return false;
  }
  return true;
}

}  // namespace

std::int64_t area_x2(std::span<const TilePoint> ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    sum += static_cast<std::int64_t>(ring[j].x) * ring[i].y - static_cast<std::int64_t>(ring[i].x) * ring[j].y;
  }
  return sum;
}

bool Rings::close_ring(std::uint32_t begin, bool hole) {
  std::uint32_t end = straighten(points, begin);
  const std::uint32_t first = straighten_seam(points, begin, end);
  points.resize(end);
  if (first > begin) {
    points.erase(points.begin() + begin, points.begin() + first);
    end -= first - begin;
  }
  if (end - begin < 3) {
    points.resize(begin);
    return false;
  }
  // A ring of three or more points without a straight corner and without area crosses itself; the validity test sees to it.
  const std::int64_t area = area_x2(std::span(points).subspan(begin));
  if (area != 0 && (area < 0) != hole) std::reverse(points.begin() + begin, points.end());
  parts.push_back({begin, end, hole});
  return true;
}

bool clearly_valid(const Rings& rings) { return segments_apart(rings) && (rings.parts.size() < 2 || nested_rightly(rings)); }

}  // namespace skizze::tiles
