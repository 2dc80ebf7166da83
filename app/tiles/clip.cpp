// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/clip.h"

#include <algorithm>

namespace skizze::tiles {
namespace {

/// One side of the box. sign is +1 where larger values are kept.
template <double UnitPoint::*along, double UnitPoint::*across>
void clip_side(std::vector<UnitPoint>& ring, double limit, double sign, std::vector<UnitPoint>& out) {
  out.clear();
  if (ring.empty()) return;
  UnitPoint a = ring.back();
  double da = (a.*along - limit) * sign;
  for (const UnitPoint& b : ring) {
    const double db = (b.*along - limit) * sign;
    if ((da < 0) != (db < 0)) {
      UnitPoint p;
      p.*along = limit;
      p.*across = a.*across + (b.*across - a.*across) * (da / (da - db));
      out.push_back(p);
    }
    if (db >= 0) out.push_back(b);
    a = b;
    da = db;
  }
  ring.swap(out);
}

/// Narrows the part [t0, t1] of a segment that satisfies p * t <= q; false when nothing is left.
bool narrow(double p, double q, double& t0, double& t1) {
  if (p == 0) return q >= 0;
  const double t = q / p;
  if (p < 0) {
    t0 = std::max(t0, t);
  } else {
    t1 = std::min(t1, t);
  }
  return t0 <= t1;
}

}  // namespace

void clip_ring(std::vector<UnitPoint>& ring, ClipBox box, std::vector<UnitPoint>& scratch) {
  double min_x = box.max, max_x = box.min, min_y = box.max, max_y = box.min;
  for (const UnitPoint& p : ring) {
    min_x = std::min(min_x, p.x);
    max_x = std::max(max_x, p.x);
    min_y = std::min(min_y, p.y);
    max_y = std::max(max_y, p.y);
  }
  if (min_x < box.min) clip_side<&UnitPoint::x, &UnitPoint::y>(ring, box.min, 1, scratch);
  if (max_x > box.max) clip_side<&UnitPoint::x, &UnitPoint::y>(ring, box.max, -1, scratch);
  if (min_y < box.min) clip_side<&UnitPoint::y, &UnitPoint::x>(ring, box.min, 1, scratch);
  if (max_y > box.max) clip_side<&UnitPoint::y, &UnitPoint::x>(ring, box.max, -1, scratch);
}

void clip_line(std::span<const UnitPoint> line, ClipBox box, std::vector<UnitPoint>& out, std::vector<std::size_t>& ends) {
  bool open = false;  // the last piece ends at the start of the next segment
  const auto close = [&] {
    if (open) ends.push_back(out.size());
    open = false;
  };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const UnitPoint a = line[i];
    const UnitPoint d{line[i + 1].x - a.x, line[i + 1].y - a.y};
    double t0 = 0;
    double t1 = 1;
    const bool kept = narrow(-d.x, a.x - box.min, t0, t1) && narrow(d.x, box.max - a.x, t0, t1) && narrow(-d.y, a.y - box.min, t0, t1) &&
                      narrow(d.y, box.max - a.y, t0, t1);
    if (!kept) {
      close();
      continue;
    }
    if (t0 > 0) close();
    if (!open) out.push_back(t0 > 0 ? UnitPoint{a.x + d.x * t0, a.y + d.y * t0} : a);
    out.push_back(t1 < 1 ? UnitPoint{a.x + d.x * t1, a.y + d.y * t1} : line[i + 1]);
    open = true;
    if (t1 < 1) close();
  }
  close();
}

}  // namespace skizze::tiles
