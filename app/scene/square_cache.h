// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <unordered_map>
#include <vector>

#include <QImage>
#include <QRegion>

#include "scene/frame.h"
#include "scene/map_view.h"
#include "scene/square.h"

namespace skizze::scene {

/// The squares that have been drawn, limited by bytes, the least recently shown dropped first; and a frame put together from them.
/// A dirty square is one whose map has changed: it is shown until the new one comes. One thread.
class SquareCache {
 public:
  explicit SquareCache(std::size_t max_bytes) : m_max_bytes(max_bytes) {}

  /// part: which of the square's own pixels the picture shows.
  void insert(const SquareId& id, QImage image, const QRect& part);
  bool contains(const SquareId& id) const { return m_squares.contains(id); }
  bool is_dirty(const SquareId& id) const;
  /// Whether these pixels of it are drawn, and not dirty.
  bool is_current(const SquareId& id, const QRect& part) const;
  void mark_dirty(const std::function<bool(const SquareId&)>& which);
  std::size_t bytes() const { return m_bytes; }

  /// One frame, in device pixels: squares of `grid`; where one is missing, those of the nearest other zoom, scaled. Every pixel is painted
  /// once (twice along the edges of scaled squares). The plan holds until the cache changes.
  FramePlan plan(const Camera& view, const PixelGrid& grid);

 private:
  struct Square {
    QImage image;
    QRect part;
    bool dirty = false;
    std::list<SquareId>::iterator used;
  };
  using Squares = std::unordered_map<SquareId, Square, SquareIdHash>;
  void touch(Squares::value_type& entry);
  void shrink();
  QRegion add_stand_ins(FramePlan& plan, const Camera& view, QRegion missing, const PixelGrid& grid);

  std::size_t m_max_bytes;
  std::size_t m_bytes = 0;
  Squares m_squares;
  std::list<SquareId> m_use_order;  // least recently shown first
};

}  // namespace skizze::scene
