// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/area_places.h"

#include <algorithm>
#include <unordered_map>

#include "scene/pole.h"

namespace skizze::scene {

namespace {

using Points = std::vector<geo::Point3>;

/// What lies on one side of an upright or level line: there, inside(p) >= 0.
template <class Inside>
Points cut(const Points& ring, const Inside& inside) {
  Points kept;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const geo::Point3& a = ring[(i + ring.size() - 1) % ring.size()];
    const geo::Point3& b = ring[i];
    const double from = inside(a);
    const double to = inside(b);
    if ((from < 0) != (to < 0)) {
      const double t = from / (from - to);
      kept.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
    }
    if (to >= 0) kept.push_back(b);
  }
  return kept;
}

/// A row as the view shows it: without vertices that nobody could tell.
geo::Geometry seen(const feature::LayerPack& pack, std::uint32_t row, double tolerance_m) {
  const std::uint8_t min_rank = feature::rank_of_tolerance(tolerance_m);
  geo::Geometry area;
  area.kind = geo::GeometryKind::area;
  for (std::uint32_t i = 0; i < pack.part_count(row); ++i) {
    const feature::PartView part = pack.part(row, i);
    geo::Part ring;
    ring.hole = part.hole;
    for (std::size_t k = 0; k < part.x.size(); ++k) {
      if (part.rank[k] < min_rank) continue;
      ring.points.push_back({pack.origin().x + part.x[k] * pack.step_m(), pack.origin().y + part.y[k] * pack.step_m()});
    }
    if (ring.points.size() >= 3) area.parts.push_back(std::move(ring));
  }
  return area;
}

/// Of one area in one view.
geo::Point2 place_of(const Candidate& c, const geo::Geometry& visible, double m_per_px, const geo::Point2* before) {
  constexpr double k_sliver_px = 8;
  constexpr double k_good_enough = 0.5;
  if (visible.parts.empty()) return c.anchor;
  const geo::Point2 best = label_place(visible);
  const double depth = depth_in(visible, best);
  if (depth < k_sliver_px * m_per_px) return c.anchor;
  return before != nullptr && depth_in(visible, *before) >= depth * k_good_enough ? *before : best;
}

}  // namespace

geo::Geometry clipped(const geo::Geometry& area, const geo::Box& box) {
  geo::Geometry inside;
  inside.kind = area.kind;
  bool outer_gone = true;
  for (const geo::Part& part : area.parts) {
    if (part.hole && outer_gone) continue;
    Points ring = cut(part.points, [&](const geo::Point3& p) { return p.x - box.min_x; });
    ring = cut(ring, [&](const geo::Point3& p) { return box.max_x - p.x; });
    ring = cut(ring, [&](const geo::Point3& p) { return p.y - box.min_y; });
    ring = cut(ring, [&](const geo::Point3& p) { return box.max_y - p.y; });
    if (!part.hole) outer_gone = ring.size() < 3;
    if (ring.size() >= 3) inside.parts.push_back({std::move(ring), part.hole});
  }
  return inside;
}

void settle_in_view(std::vector<Candidate>& candidates, const BoundSnapshot& map, const Camera& camera, const LabelSet* last) {
  const geo::Box view = camera.bounds();
  std::unordered_map<std::uint64_t, geo::Point2> before;
  const bool any_roams = std::any_of(candidates.begin(), candidates.end(), [](const Candidate& c) { return c.roams; });
  if (last != nullptr && any_roams) {
    for (const auto& label : last->labels) before.emplace(label.identity, label.anchor);
  }
  for (Candidate& c : candidates) {
    c.place = c.anchor;
    if (!c.roams) continue;
    const feature::LayerPack& pack = *map.layers[c.layer]->layer.pack;
    const geo::Box box = pack.bounds(c.row);
    if (view.contains(box) || !view.intersects(box)) continue;
    const auto was = before.find(c.identity);
    const geo::Geometry visible = clipped(seen(pack, c.row, camera.m_per_px()), view);
    c.place = place_of(c, visible, camera.m_per_px(), was == before.end() ? nullptr : &was->second);
  }
}

}  // namespace skizze::scene
