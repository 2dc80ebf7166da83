// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Areas too small to have a shape on the screen: what they cover is summed into the pixels they touch.
#pragma once

#include <cstdint>

#include <QColor>
#include <QImage>
#include <QRect>
#include <QRectF>

namespace skizze::scene {

/// Lays specks of one colour over a picture (RGB32 or premultiplied ARGB32), a hundred times as fast as drawing them as polygons and, to
/// the eye, with the same grey. Whoever paints on the picture too must not hold it shared.
class SpeckPainter {
 public:
  SpeckPainter(QImage& image, const QRect& clip, const QColor& color);
  /// A speck in device pixels that covers `area` square pixels of its box. `seed`: any number that stays with the speck (its row); it
  /// decides which way a coverage of less than one step is rounded, so that a thousand faint ones still add up.
  void add(const QRectF& box, double area, std::uint32_t seed);

 private:
  QRect m_clip;
  QRgb* m_bits;
  qsizetype m_stride;  // pixels
  QRgb m_color;        // premultiplied
  QRgb m_opaque;       // or-ed into every pixel: the unused byte of RGB32 is full
};

}  // namespace skizze::scene
