// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/polyline.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace skizze::bike {

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
  Nearest best{0, std::hypot(p.x - m_points.front().x, p.y - m_points.front().y), {}};
  for (std::size_t i = 1; i < m_points.size(); ++i) {
    const auto& a = m_points[i - 1];
    const double dx = m_points[i].x - a.x;
    const double dy = m_points[i].y - a.y;
    const double length = m_along[i] - m_along[i - 1];
    if (length <= 0) continue;
    const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (length * length), 0.0, 1.0);
    const double away = std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
    if (away < best.distance_m || best.direction == geo::Point2{}) best = {m_along[i - 1] + t * length, away, {dx / length, dy / length}};
  }
  return best;
}

geo::Box Polyline::bounds() const {
  geo::Box box;
  for (const auto& p : m_points) box.add(p);
  return box;
}

}  // namespace skizze::bike
