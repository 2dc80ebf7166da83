// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Sides are cut where a corner lies on them; sides that run both ways cancel each other. What is left is walked with the inside always
/// on the left (y upwards; the picture is mirrored, which changes nothing): at a corner where many sides meet, the next side is the
/// neighbour of the one before, so that each walk follows one connected inside. A walk that passes a corner twice is a ring and the holes
/// that touch it.
#include "tiles/touching_rings.h"

#include <algorithm>
#include <optional>

namespace skizze::tiles {
namespace {

constexpr std::size_t k_most_sides = 20'000;

struct Side {
  TilePoint a;
  TilePoint b;
};

bool before(TilePoint p, TilePoint q) { return p.x != q.x ? p.x < q.x : p.y < q.y; }

int cross(TilePoint a, TilePoint b, TilePoint c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

std::vector<Side> sides_of(const Rings& rings) {
  std::vector<Side> sides;
  sides.reserve(rings.points.size());
  for (const TilePart& part : rings.parts) {
    const auto ring = rings.ring(part);
    for (std::size_t i = 0; i < ring.size(); ++i) sides.push_back({ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]});
  }
  return sides;
}

/// Cuts sides at the corners that lie on them.
std::vector<Side> noded(const std::vector<Side>& sides) {
  std::vector<TilePoint> corners;
  corners.reserve(sides.size());
  for (const Side& side : sides) corners.push_back(side.a);
  std::sort(corners.begin(), corners.end(), before);
  corners.erase(std::unique(corners.begin(), corners.end()), corners.end());
  std::vector<Side> out;
  out.reserve(sides.size() + 16);
  std::vector<TilePoint> on;
  for (const Side& side : sides) {
    const bool forward = before(side.a, side.b);
    const auto [low, high] = forward ? std::pair(side.a, side.b) : std::pair(side.b, side.a);
    const auto [low_y, high_y] = std::minmax(side.a.y, side.b.y);
    on.clear();
    const auto end = std::lower_bound(corners.begin(), corners.end(), high, before);
    for (auto corner = std::upper_bound(corners.begin(), end, low, before); corner != end; ++corner) {
      if (corner->y >= low_y && corner->y <= high_y && cross(side.a, side.b, *corner) == 0) on.push_back(*corner);
    }
    if (!forward) std::reverse(on.begin(), on.end());
    TilePoint from = side.a;
    for (const TilePoint corner : on) {
      out.push_back({from, corner});
      from = corner;
    }
    out.push_back({from, side.b});
  }
  return out;
}

/// Takes out sides that run both ways; false where one runs the same way twice.
bool cancel_opposite(std::vector<Side>& sides) {
  const auto low = [](const Side& s) { return before(s.a, s.b) ? s.a : s.b; };
  const auto high = [](const Side& s) { return before(s.a, s.b) ? s.b : s.a; };
  std::sort(sides.begin(), sides.end(), [&](const Side& s, const Side& t) {
    if (low(s) != low(t)) return before(low(s), low(t));
    return before(high(s), high(t));
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sides.size();) {
    int sum = 0;
    std::size_t end = i;
    for (; end < sides.size() && low(sides[end]) == low(sides[i]) && high(sides[end]) == high(sides[i]); ++end) {
      sum += before(sides[end].a, sides[end].b) ? 1 : -1;
    }
    if (sum > 1 || sum < -1) return false;
    const Side side{low(sides[i]), high(sides[i])};
    if (sum != 0) sides[kept++] = sum > 0 ? side : Side{side.b, side.a};
    i = end;
  }
  sides.resize(kept);
  return true;
}

/// Whether sides have nothing in common but ends.
bool only_ends_meet(const std::vector<Side>& sides) {
  std::vector<std::uint32_t> order(sides.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto min_x = [&](std::uint32_t i) { return std::min(sides[i].a.x, sides[i].b.x); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t i, std::uint32_t j) { return min_x(i) < min_x(j); });
  std::vector<std::uint32_t> active;
  for (const std::uint32_t i : order) {
    const Side& s = sides[i];
    const auto [s_low, s_high] = std::minmax(s.a.y, s.b.y);
    std::size_t kept = 0;
    for (const std::uint32_t j : active) {
      const Side& t = sides[j];
      if (std::max(t.a.x, t.b.x) < min_x(i)) continue;
      active[kept++] = j;
      const auto [t_low, t_high] = std::minmax(t.a.y, t.b.y);
      if (t_high < s_low || s_high < t_low) continue;
      if (s.a == t.a || s.a == t.b || s.b == t.a || s.b == t.b) continue;  // corners on sides have been cut at
      const bool apart =
          (cross(s.a, s.b, t.a) > 0) == (cross(s.a, s.b, t.b) > 0) || (cross(t.a, t.b, s.a) > 0) == (cross(t.a, t.b, s.b) > 0);
      if (!apart) return false;
    }
    active.resize(kept);
    active.push_back(i);
  }
  return true;
}

/// One end of a side, as seen from the corner there.
struct End {
  TilePoint corner;
  TilePoint other;
  std::uint32_t side;
  bool out;  ///< the side begins here
};

/// Around a corner, counter-clockwise from the direction of x.
bool earlier_around(TilePoint corner, TilePoint p, TilePoint q) {
  const auto lower_half = [&](TilePoint r) { return r.y < corner.y || (r.y == corner.y && r.x < corner.x); };
  if (lower_half(p) != lower_half(q)) return lower_half(q);
  return cross(corner, p, q) > 0;
}

struct Order {
  std::vector<std::uint32_t> next;  ///< for each side the one that follows it with the same inside on its left
  std::vector<bool> crowded;        ///< for each side whether more than two meet where it begins
};

/// None where inside and outside do not alternate around a corner.
std::optional<Order> order_of(const std::vector<Side>& sides) {
  std::vector<End> ends;
  ends.reserve(sides.size() * 2);
  for (std::uint32_t i = 0; i < sides.size(); ++i) {
    ends.push_back({sides[i].a, sides[i].b, i, true});
    ends.push_back({sides[i].b, sides[i].a, i, false});
  }
  std::sort(ends.begin(), ends.end(), [](const End& e, const End& f) {
    return e.corner != f.corner ? before(e.corner, f.corner) : earlier_around(e.corner, e.other, f.other);
  });
  Order order{std::vector<std::uint32_t>(sides.size()), std::vector<bool>(sides.size())};
  for (std::size_t begin = 0; begin < ends.size();) {
    std::size_t end = begin;
    while (end < ends.size() && ends[end].corner == ends[begin].corner) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      const End& here = ends[i];
      const End& clockwise = ends[i == begin ? end - 1 : i - 1];
      if (here.out == clockwise.out) return std::nullopt;
      if (here.out) {
        order.crowded[here.side] = end - begin > 2;
      } else {
        order.next[here.side] = clockwise.side;  // arrived by this one: the inside lies clockwise of it
      }
    }
    begin = end;
  }
  return order;
}

struct Cycle {
  std::vector<TilePoint> points;
  std::int64_t area_x2 = 0;
};

/// Walks, parted at the corners that they pass twice.
std::vector<Cycle> cycles_of(const std::vector<Side>& sides, const Order& order) {
  std::vector<Cycle> cycles;
  std::vector<bool> done(sides.size());
  for (std::uint32_t first = 0; first < sides.size(); ++first) {
    if (done[first]) continue;
    std::vector<TilePoint> path;
    const auto close_at = [&](TilePoint corner) {
      const auto met = std::find(path.rbegin(), path.rend(), corner);
      if (met == path.rend()) return;
      const auto begin = met.base() - 1;
      cycles.push_back({{begin, path.end()}});
      cycles.back().area_x2 = area_x2(cycles.back().points);
      path.erase(begin, path.end());
    };
    for (std::uint32_t side = first; !done[side]; side = order.next[side]) {
      done[side] = true;
      if (order.crowded[side]) close_at(sides[side].a);
      path.push_back(sides[side].a);
    }
    close_at(sides[first].a);
  }
  return cycles;
}

/// Even-odd, for the middle of a side of another cycle, which is never on this one; coordinates doubled.
bool holds(const Cycle& cycle, int x2, int y2) {
  bool in = false;
  const auto& ring = cycle.points;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const int ay = ring[i].y * 2;
    const int by = ring[j].y * 2;
    if ((ay > y2) == (by > y2)) continue;
    const int ax = ring[i].x * 2;
    const int side = (ring[j].x * 2 - ax) * (y2 - ay) - (by - ay) * (x2 - ax);
    if ((by > ay) == (side > 0)) in = !in;
  }
  return in;
}

/// For each cycle the outer one it belongs to (an outer one to itself); none where areas lie over one another.
std::optional<std::vector<std::uint32_t>> owners(const std::vector<Cycle>& cycles) {
  std::vector<std::uint32_t> owner(cycles.size());
  for (std::uint32_t i = 0; i < cycles.size(); ++i) {
    const Cycle& cycle = cycles[i];
    const bool hole = cycle.area_x2 < 0;
    const int x2 = cycle.points[0].x + cycle.points[1].x;
    const int y2 = cycle.points[0].y + cycle.points[1].y;
    int depth = 0;
    std::int64_t smallest = INT64_MAX;
    owner[i] = i;
    for (std::uint32_t j = 0; j < cycles.size(); ++j) {
      if (j == i || !holds(cycles[j], x2, y2)) continue;
      depth += cycles[j].area_x2 > 0 ? 1 : -1;
      if (!hole || cycles[j].area_x2 < 0 || cycles[j].area_x2 >= smallest) continue;
      smallest = cycles[j].area_x2;
      owner[i] = j;
    }
    if (depth != (hole ? 1 : 0)) return std::nullopt;
  }
  return owner;
}

void add_ring(const Cycle& cycle, Rings& out) {
  const auto begin = static_cast<std::uint32_t>(out.points.size());
  out.points.insert(out.points.end(), cycle.points.begin(), cycle.points.end());
  out.close_ring(begin, cycle.area_x2 < 0);
}

}  // namespace

bool part_touching_rings(Rings& rings) {
  if (rings.points.size() > k_most_sides) return false;
  auto sides = noded(sides_of(rings));
  if (!cancel_opposite(sides) || !only_ends_meet(sides)) return false;
  const auto order = order_of(sides);
  if (!order) return false;
  const auto cycles = cycles_of(sides, *order);
  const bool flat = std::any_of(cycles.begin(), cycles.end(), [](const Cycle& cycle) { return cycle.area_x2 == 0; });
  const auto owner = flat ? std::nullopt : owners(cycles);
  if (!owner) return false;
  rings.clear();
  for (std::uint32_t i = 0; i < cycles.size(); ++i) {
    if (cycles[i].area_x2 < 0) continue;
    add_ring(cycles[i], rings);
    for (std::uint32_t j = 0; j < cycles.size(); ++j) {
      if (j != i && (*owner)[j] == i) add_ring(cycles[j], rings);
    }
  }
  return true;
}

}  // namespace skizze::tiles
