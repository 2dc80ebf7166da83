// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/clip.h"

#include <algorithm>

#include "geo/overlay.h"

namespace skizze::sample {

std::vector<Polyline> clipped(const Polyline& line, const geo::Box& box) {
  std::vector<Polyline> pieces;
  Polyline piece;
  const auto flush = [&] {
    if (piece.size() > 1) pieces.push_back(piece);
    piece.clear();
  };
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Vec a = line[i - 1];
    const Vec d = line[i] - a;
    double from = 0;
    double to = 1;
    // Liang and Barsky 1984: one side of the box after the other.
    const std::pair<double, double> sides[] = {
        {-d.x, a.x - box.min_x}, {d.x, box.max_x - a.x}, {-d.y, a.y - box.min_y}, {d.y, box.max_y - a.y}};
    for (const auto& [p, q] : sides) {
      if (p == 0 && q < 0) to = -1;
      if (p < 0) from = std::max(from, q / p);
      if (p > 0) to = std::min(to, q / p);
    }
    if (from >= to) {
      flush();
      continue;
    }
    if (piece.empty() || from > 0) {
      flush();
      piece.push_back(a + d * from);
    }
    piece.push_back(a + d * to);
    if (to < 1) flush();
  }
  flush();
  return pieces;
}

std::vector<Polygon> clipped_area(const Polygon& ring, const geo::Box& box) {
  if (box.contains(bounds(ring))) return {ring};
  const Polygon frame{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}};
  const auto both = geo::intersection(geo::make_area({ring}), geo::make_area({frame}));
  std::vector<Polygon> pieces;
  if (!both) return pieces;
  for (const auto& part : both->parts) {
    if (part.hole) continue;
    Polygon piece;
    for (const auto& p : part.points) piece.push_back(p.xy());
    if (signed_area(piece) < 0) std::reverse(piece.begin(), piece.end());
    if (signed_area(piece) > 200) pieces.push_back(std::move(piece));
  }
  return pieces;
}

}  // namespace skizze::sample
