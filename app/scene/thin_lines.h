// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Thin opaque lines, drawn straight into a picture: streets from afar and the outlines of houses, by the hundred thousand.
#pragma once

#include <cstdint>
#include <span>

#include <QColor>
#include <QImage>
#include <QPointF>
#include <QRect>

#include "scene/coverage.h"

namespace skizze::scene {

/// Draws lines up to k_widest device pixels wide on a picture (RGB32 or premultiplied ARGB32), ten times as fast as filling their
/// outlines: column by column (row by row where a line is steep) each pixel gets the share that the line covers of it. Corners are not
/// told apart at this width. Where a line meets itself its soft edge is laid on twice, so the colour must be opaque. Points are in device
/// pixels. Whoever paints on the picture too must not hold it shared.
class ThinLines {
 public:
  static constexpr double k_widest = 2.5;
  static bool can_draw(const QColor& color, double width) { return color.alpha() == 255 && width <= k_widest; }

  ThinLines(QImage& image, const QRect& clip, QPointF shift);
  void draw(std::span<const QPointF> line, double width, Cap cap, bool closed, const QColor& color) const;

 private:
  /// joined: the neighbour goes on from the middle of the pixel; beyond: half a width farther than its point.
  enum class End : std::uint8_t { joined, flat, beyond };
  struct Segment {
    QPointF from, to;
    End from_end, to_end;
  };
  void draw_segment(const Segment& segment, float half, QRgb color) const;
  struct Columns;
  template <bool steep>
  void draw_columns(const Columns& columns, QRgb color) const;

  QRect m_clip;
  QPointF m_shift;
  QRgb* m_bits;
  std::ptrdiff_t m_stride;  // pixels
};

}  // namespace skizze::scene
