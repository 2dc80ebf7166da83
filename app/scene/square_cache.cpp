// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/square_cache.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "scene/square_range.h"

namespace skizze::scene {

namespace {

constexpr double k_furthest_zoom = 6;  // levels between a stand-in and what is wanted

std::size_t bytes_of(const QImage& image) { return static_cast<std::size_t>(image.sizeInBytes()); }

}  // namespace

void SquareCache::insert(const SquareId& id, QImage image, const QRect& part) {
  auto [it, fresh] = m_squares.try_emplace(id);
  Square& square = it->second;
  if (fresh) {
    square.used = m_use_order.insert(m_use_order.end(), id);
  } else {
    m_bytes -= bytes_of(square.image);
    touch(*it);
  }
  square.image = std::move(image);
  square.part = part;
  square.dirty = false;
  m_bytes += bytes_of(square.image);
  shrink();
}

bool SquareCache::is_dirty(const SquareId& id) const {
  const auto it = m_squares.find(id);
  return it != m_squares.end() && it->second.dirty;
}

bool SquareCache::is_current(const SquareId& id, const QRect& part) const {
  const auto it = m_squares.find(id);
  return it != m_squares.end() && !it->second.dirty && (part.isEmpty() || it->second.part.contains(part));
}

void SquareCache::mark_dirty(const std::function<bool(const SquareId&)>& which) {
  for (auto& [id, square] : m_squares) {
    if (which(id)) square.dirty = true;
  }
}

void SquareCache::touch(Squares::value_type& entry) { m_use_order.splice(m_use_order.end(), m_use_order, entry.second.used); }

void SquareCache::shrink() {
  while (m_bytes > m_max_bytes && m_use_order.size() > 1) {
    const auto it = m_squares.find(m_use_order.front());
    m_bytes -= bytes_of(it->second.image);
    m_squares.erase(it);
    m_use_order.pop_front();
  }
}

/// The nearest zoom first; what one covers no other is painted on. Returns what is still bare.
QRegion SquareCache::add_stand_ins(FramePlan& plan, const Camera& view, QRegion missing, const PixelGrid& grid) {
  std::vector<std::pair<double, Squares::value_type*>> stand_ins;
  const QRect hole = missing.boundingRect();
  for (auto& entry : m_squares) {
    const SquareId& id = entry.first;
    const double off = std::abs(id.grid.zoom - view.zoom);
    if (id.grid == grid || off > k_furthest_zoom || id.grid.dpr != view.dpr) continue;
    if (device_rect(id, entry.second.part, view).intersects(hole)) stand_ins.emplace_back(off + (entry.second.dirty ? 0.5 : 0), &entry);
  }
  std::sort(stand_ins.begin(), stand_ins.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [off, entry] : stand_ins) {
    const QRect rect = device_rect(entry->first, entry->second.part, view);
    const QRegion part = missing.intersected(rect);
    if (part.isEmpty()) continue;
    for (const QRect& piece : part) plan.pieces.push_back({&entry->second.image, rect, piece});
    touch(*entry);
    missing -= rect;
    if (missing.isEmpty()) break;
  }
  return missing;
}

FramePlan SquareCache::plan(const Camera& view, const PixelGrid& grid) {
  const SquareRange range = range_of(view, grid);
  FramePlan plan;
  plan.size = {static_cast<int>(std::ceil(view.width_px * view.dpr)), static_cast<int>(std::ceil(view.height_px * view.dpr))};
  const QRect screen(QPoint(0, 0), plan.size);
  QRegion missing(screen);
  std::vector<FramePlan::Piece> ready;
  for (std::int64_t row = range.top; row <= range.bottom; ++row) {
    for (std::int64_t column = range.left; column <= range.right; ++column) {
      const auto it = m_squares.find({grid, column, row});
      if (it == m_squares.end()) continue;
      touch(*it);
      ready.push_back({&it->second.image, device_rect(it->first, it->second.part, view), screen});
      missing -= ready.back().target;
    }
  }
  plan.as_is = grid.zoom == view.zoom && missing.isEmpty();
  if (!missing.isEmpty()) plan.bare = add_stand_ins(plan, view, missing, grid);
  plan.pieces.insert(plan.pieces.end(), ready.begin(), ready.end());
  return plan;
}

}  // namespace skizze::scene
