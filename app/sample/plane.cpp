// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/plane.h"

#include <algorithm>

#include "geo/overlay.h"

namespace skizze::sample {
namespace {

constexpr double k_hair = 1e-9;

Polygon counter_clockwise(Polygon ring) {
  if (signed_area(ring) < 0) std::reverse(ring.begin(), ring.end());
  return ring;
}

Polygon ring_of(const geo::Geometry& area) {
  Polygon ring;
  for (const auto& p : area.parts.front().points) ring.push_back(p.xy());
  return counter_clockwise(std::move(ring));
}

/// Cut by a line that crosses exactly twice.
std::vector<Polygon> halves(const Polygon& ring, const std::vector<double>& side) {
  Polygon halves[2];
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const std::size_t j = (i + 1) % ring.size();
    halves[side[i] > 0].push_back(ring[i]);
    if ((side[i] > 0) != (side[j] > 0)) {
      const Vec p = ring[i] + (ring[j] - ring[i]) * (side[i] / (side[i] - side[j]));
      halves[0].push_back(p);
      halves[1].push_back(p);
    }
  }
  return {halves[0], halves[1]};
}

}  // namespace

double signed_area(const Polygon& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) sum += cross(ring[i] - ring[0], ring[(i + 1) % ring.size()] - ring[0]);
  return sum / 2;
}

double line_length(const Polyline& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i - 1], line[i]);
  return sum;
}

Vec centroid(const Polygon& ring) {
  Vec sum{0, 0};
  double area = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Vec a = ring[i] - ring[0];
    const Vec b = ring[(i + 1) % ring.size()] - ring[0];
    sum = sum + (a + b) * cross(a, b);
    area += cross(a, b);
  }
  return std::abs(area) < k_hair ? ring[0] : ring[0] + sum * (1 / (3 * area));
}

bool inside(const Polygon& ring, Vec p) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if ((ring[i].y > p.y) != (ring[j].y > p.y) && p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
      in = !in;
  }
  return in;
}

double distance_to_segment(Vec p, Vec a, Vec b) {
  const Vec d = b - a;
  const double l = dot(d, d);
  const double t = l > 0 ? std::clamp(dot(p - a, d) / l, 0.0, 1.0) : 0;
  return distance(p, a + d * t);
}

double distance_to_ring(const Polygon& ring, Vec p) {
  double best = 1e300;
  for (std::size_t i = 0; i < ring.size(); ++i) best = std::min(best, distance_to_segment(p, ring[i], ring[(i + 1) % ring.size()]));
  return best;
}

geo::Box bounds(const Polygon& ring) {
  geo::Box box;
  for (const auto& p : ring) box.add(p);
  return box;
}

Frame frame_of(const Polygon& ring) {
  Frame best;
  double least = 1e300;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Vec along = unit(ring[(i + 1) % ring.size()] - ring[i]);
    double a0 = 1e300, a1 = -1e300, b0 = 1e300, b1 = -1e300;
    for (const auto& p : ring) {
      a0 = std::min(a0, dot(p, along));
      a1 = std::max(a1, dot(p, along));
      b0 = std::min(b0, dot(p, left(along)));
      b1 = std::max(b1, dot(p, left(along)));
    }
    if ((a1 - a0) * (b1 - b0) >= least) continue;
    least = (a1 - a0) * (b1 - b0);
    best.middle = along * ((a0 + a1) / 2) + left(along) * ((b0 + b1) / 2);
    const bool swap = b1 - b0 > a1 - a0;
    best.along = swap ? left(along) : along;
    best.length = swap ? b1 - b0 : a1 - a0;
    best.width = swap ? a1 - a0 : b1 - b0;
  }
  return best;
}

Cut cut(const Polygon& ring, Vec through, Vec direction) {
  std::vector<double> side(ring.size());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    side[i] = cross(direction, ring[i] - through);
    if (std::abs(side[i]) < 1e-6) side[i] = 1e-6;
  }
  std::vector<Vec> crossings;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const std::size_t j = (i + 1) % ring.size();
    if ((side[i] > 0) != (side[j] > 0)) crossings.push_back(ring[i] + (ring[j] - ring[i]) * (side[i] / (side[i] - side[j])));
  }
  if (crossings.size() < 2) return {{ring}, {}};
  std::sort(crossings.begin(), crossings.end(), [&](Vec a, Vec b) { return dot(a, direction) < dot(b, direction); });
  Cut result;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) result.segments.emplace_back(crossings[i], crossings[i + 1]);
  if (crossings.size() == 2) {
    result.pieces = halves(ring, side);
  } else {
    const Vec reach = unit(direction) * 1e5;
    result.pieces = cut(ring, Polyline{through - reach, through + reach});
  }
  return result;
}

std::vector<Polygon> cut(const Polygon& ring, const Polyline& line) {
  const auto pieces = geo::split(geo::make_area({ring}), geo::make_line(line));
  if (!pieces || pieces->empty()) return {ring};
  std::vector<Polygon> rings;
  for (const auto& piece : *pieces) {
    if (!piece.empty()) rings.push_back(ring_of(piece));
  }
  // GEOS gives pieces in an order of its own; the town's must not depend on it.
  std::sort(rings.begin(), rings.end(), [](const Polygon& a, const Polygon& b) {
    const Vec p = centroid(a);
    const Vec q = centroid(b);
    return p.x != q.x ? p.x < q.x : p.y < q.y;
  });
  return rings;
}

Polygon without_loops(Polygon ring) {
  std::size_t rounds = ring.size();
  for (bool again = true; again && ring.size() > 3 && rounds > 0; --rounds) {
    again = false;
    for (std::size_t i = 0; i < ring.size() && !again; ++i) {
      for (std::size_t j = i + 2; j < ring.size() && !again; ++j) {
        if (i == 0 && j + 1 == ring.size()) continue;
        const Vec a = ring[i];
        const Vec d = ring[i + 1] - a;
        const Vec b = ring[j];
        const Vec e = ring[(j + 1) % ring.size()] - b;
        const double scale = cross(d, e);
        if (std::abs(scale) < k_hair) continue;
        const double t = cross(b - a, e) / scale;
        const double u = cross(b - a, d) / scale;
        if (t <= 1e-9 || t >= 1 - 1e-9 || u <= 1e-9 || u >= 1 - 1e-9) continue;  // touching is no crossing
        const Vec at = a + d * t;
        Polygon loop{at};
        loop.insert(loop.end(), ring.begin() + static_cast<std::ptrdiff_t>(i + 1), ring.begin() + static_cast<std::ptrdiff_t>(j + 1));
        Polygon rest(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(i + 1));
        rest.push_back(at);
        rest.insert(rest.end(), ring.begin() + static_cast<std::ptrdiff_t>(j + 1), ring.end());
        ring = std::abs(signed_area(loop)) > std::abs(signed_area(rest)) ? std::move(loop) : std::move(rest);
        again = true;
      }
    }
  }
  return ring;
}

std::optional<Polygon> inset(const Polygon& ring, const std::vector<double>& distances) {
  const std::size_t n = ring.size();
  Polygon out;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t before = (i + n - 1) % n;
    const Vec d0 = unit(ring[i] - ring[before]);
    const Vec d1 = unit(ring[(i + 1) % n] - ring[i]);
    const Vec p0 = ring[i] + left(d0) * distances[before];
    const Vec p1 = ring[i] + left(d1) * distances[i];
    const double turn = cross(d0, d1);
    Vec p = (p0 + p1) * 0.5;
    if (std::abs(turn) > 0.05) p = p0 + d0 * (cross(p1 - p0, d1) / turn);
    const double reach = 4 * std::max(distances[before], distances[i]);
    if (distance(p, ring[i]) > reach) p = ring[i] + unit(p - ring[i]) * reach;
    if (inside(ring, p) && distance_to_ring(ring, p) > 0.6 * std::min(distances[before], distances[i])) out.push_back(p);
  }
  if (out.size() < 3) return std::nullopt;
  out = without_loops(std::move(out));
  const double area = signed_area(out);
  if (area < 60 || area > signed_area(ring)) return std::nullopt;
  return out;
}

Polyline densified_line(const Polyline& line, double step) {
  Polyline out;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const int pieces = std::max(1, static_cast<int>(std::ceil(distance(line[i], line[i + 1]) / step)));
    for (int k = 0; k < pieces; ++k) out.push_back(line[i] + (line[i + 1] - line[i]) * (static_cast<double>(k) / pieces));
  }
  out.push_back(line.back());
  return out;
}

Polygon densified(const Polygon& ring, double step) {
  Polyline closed = ring;
  closed.push_back(ring.front());
  closed = densified_line(closed, step);
  closed.pop_back();
  return closed;
}

Station station(const Polyline& line, double at) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double l = distance(line[i - 1], line[i]);
    if (at <= l || i + 1 == line.size()) {
      const Vec direction = unit(line[i] - line[i - 1]);
      return {line[i - 1] + direction * at, direction};
    }
    at -= l;
  }
  return {line.front(), {1, 0}};
}

bool convex_overlap(const Polygon& a, const Polygon& b, double grace) {
  for (const auto* ring : {&a, &b}) {
    for (std::size_t i = 0; i < ring->size(); ++i) {
      const Vec axis = left(unit((*ring)[(i + 1) % ring->size()] - (*ring)[i]));
      double a0 = 1e300, a1 = -1e300, b0 = 1e300, b1 = -1e300;
      for (const auto& p : a) {
        a0 = std::min(a0, dot(p, axis));
        a1 = std::max(a1, dot(p, axis));
      }
      for (const auto& p : b) {
        b0 = std::min(b0, dot(p, axis));
        b1 = std::max(b1, dot(p, axis));
      }
      if (a1 < b0 + grace || b1 < a0 + grace) return false;
    }
  }
  return true;
}

Polygon rectangle(Vec corner, Vec along, double width, double depth) {
  const Vec up = left(along) * depth;
  return {corner, corner + along * width, corner + along * width + up, corner + up};
}

}  // namespace skizze::sample
