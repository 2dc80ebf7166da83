// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/polyline.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace skizze::bike {

namespace {

/// The place of a line that is nearest to another: on the segment that ends at a point, or (0) at the first point where no segment has a
/// length.
struct Foot {
  std::size_t segment = 0;
  double t = 0;  ///< 0 to 1 along the segment
  double square = std::numeric_limits<double>::infinity();

  geo::Point2 direction(std::span<const geo::Point2> line) const {
    if (segment == 0) return {};
    const double dx = line[segment].x - line[segment - 1].x;
    const double dy = line[segment].y - line[segment - 1].y;
    const double length = std::sqrt(dx * dx + dy * dy);
    return {dx / length, dy / length};
  }
};

/// Squares are compared, for roots would be most of the work: each movement of a hand asks this for many thousands of places. square_of
/// gives the square of the length of the segment that ends at a point.
template <class SquareOf>
Foot foot_of(std::span<const geo::Point2> line, geo::Point2 p, const SquareOf& square_of) {
  Foot best;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto& a = line[i - 1];
    const double dx = line[i].x - a.x;
    const double dy = line[i].y - a.y;
    const double square = square_of(i);
    if (!(square > 0)) continue;
    const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0);
    const double x = p.x - a.x - t * dx;
    const double y = p.y - a.y - t * dy;
    if (const double away = x * x + y * y; away < best.square) best = {i, t, away};
  }
  if (best.segment > 0) return best;
  const double x = p.x - line.front().x;
  const double y = p.y - line.front().y;
  return {0, 0, x * x + y * y};
}

}  // namespace

Polyline::Polyline(std::vector<geo::Point2> points) : m_points(std::move(points)) {
  m_along.reserve(m_points.size());
  for (std::size_t i = 0; i < m_points.size(); ++i) {
    m_along.push_back(i == 0 ? 0 : m_along.back() + std::hypot(m_points[i].x - m_points[i - 1].x, m_points[i].y - m_points[i - 1].y));
  }
}

geo::Point2 Polyline::at(double along_m) const {
  if (m_points.empty()) return {};
  if (along_m <= 0 || m_points.size() == 1) return m_points.front();
  const auto after = static_cast<std::size_t>(std::lower_bound(m_along.begin(), m_along.end(), along_m) - m_along.begin());
  if (after >= m_points.size()) return m_points.back();
  const double span = m_along[after] - m_along[after - 1];
  const double t = span > 0 ? (along_m - m_along[after - 1]) / span : 0;
  const auto& a = m_points[after - 1];
  const auto& b = m_points[after];
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

Polyline::Nearest Polyline::nearest(geo::Point2 p) const {
  const Foot foot = foot_of(m_points, p, [this](std::size_t i) { return (m_along[i] - m_along[i - 1]) * (m_along[i] - m_along[i - 1]); });
  if (foot.segment == 0) return {0, std::sqrt(foot.square), {}};
  const double length = m_along[foot.segment] - m_along[foot.segment - 1];
  return {m_along[foot.segment - 1] + foot.t * length, std::sqrt(foot.square), foot.direction(m_points)};
}

Beside beside(std::span<const geo::Point2> line, geo::Point2 p) {
  const Foot foot = foot_of(line, p, [line](std::size_t i) {
    const double dx = line[i].x - line[i - 1].x;
    const double dy = line[i].y - line[i - 1].y;
    return dx * dx + dy * dy;
  });
  return {std::sqrt(foot.square), foot.direction(line)};
}

geo::Box Polyline::bounds() const {
  geo::Box box;
  for (const auto& p : m_points) box.add(p);
  return box;
}

}  // namespace skizze::bike
