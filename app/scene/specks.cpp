// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/specks.h"

#include <algorithm>
#include <cmath>

namespace skizze::scene {

namespace {

/// All four channels times part / 256, rounded.
QRgb scaled(QRgb color, unsigned part) {
  const QRgb even = (((color & 0x00FF00FFU) * part + 0x00800080U) >> 8) & 0x00FF00FFU;
  const QRgb odd = (((color >> 8) & 0x00FF00FFU) * part + 0x00800080U) & 0xFF00FF00U;
  return even | odd;
}

double unit_of(std::uint32_t seed) { return static_cast<double>((seed * 2654435761U) >> 8) / (1U << 24); }

/// Steps of 1/256 are lost on dark pixels, whose own steps are larger; below this all or nothing is right on average.
unsigned rounded(double part, double dither) {
  constexpr double k_least = 8;
  if (part < k_least) return part > dither * k_least ? static_cast<unsigned>(k_least) : 0;
  return static_cast<unsigned>(part + dither);
}

}  // namespace

SpeckPainter::SpeckPainter(QImage& image, const QRect& clip, const QColor& color)
    : m_clip(clip.intersected(image.rect())),
      m_bits(reinterpret_cast<QRgb*>(image.bits())),
      m_stride(image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb))),
      m_color(qPremultiply(color.rgba())),
      m_opaque(image.format() == QImage::Format_RGB32 ? 0xFF000000U : 0U) {}

void SpeckPainter::add(const QRectF& box, double area, std::uint32_t seed) {
  constexpr double k_thinnest = 0.25;  // a box without width still has an area
  const double grow_x = std::max(0.0, k_thinnest - box.width()) / 2;
  const double grow_y = std::max(0.0, k_thinnest - box.height()) / 2;
  const double left = box.left() - grow_x;
  const double right = box.right() + grow_x;
  const double top = box.top() - grow_y;
  const double bottom = box.bottom() + grow_y;
  const double density = 256 * std::min(1.0, area / ((right - left) * (bottom - top)));
  const double dither = unit_of(seed);
  const int first_x = std::max(m_clip.left(), static_cast<int>(std::floor(left)));
  const int last_x = std::min(m_clip.right(), static_cast<int>(std::ceil(right)) - 1);
  const int last_y = std::min(m_clip.bottom(), static_cast<int>(std::ceil(bottom)) - 1);
  for (int y = std::max(m_clip.top(), static_cast<int>(std::floor(top))); y <= last_y; ++y) {
    const double high = std::min(bottom, y + 1.0) - std::max(top, static_cast<double>(y));
    QRgb* line = m_bits + y * m_stride;
    for (int x = first_x; x <= last_x; ++x) {
      const double wide = std::min(right, x + 1.0) - std::max(left, static_cast<double>(x));
      const unsigned part = rounded(density * wide * high, dither);
      if (part == 0) continue;
      const QRgb over = scaled(m_color, part);
      const unsigned alpha = over >> 24;
      line[x] = (over + scaled(line[x], 256 - alpha - (alpha >> 7))) | m_opaque;
    }
  }
}

}  // namespace skizze::scene
