// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/frame.h"

#include <algorithm>
#include <cstring>

namespace skizze::scene {

namespace {

using Wide = std::array<std::uint16_t, 4>;
using Parts = std::array<std::uint16_t, 8>;

constexpr int k_rows_ahead = 2;
constexpr std::size_t k_line_px = 16;  // of the processor's cache
constexpr int k_band_rows = 48;        // of a wide screen: 400 kB

// Two pixels at a time, as vectors of GCC and Clang.
using Bytes8 = std::uint8_t __attribute__((vector_size(8)));
using Words8 = std::uint16_t __attribute__((vector_size(16)));

template <class Vector>
Vector loaded(const void* from) {
  Vector vector;
  std::memcpy(&vector, from, sizeof vector);
  return vector;
}

Words8 weighed(const QRgb* two, const Parts& parts) {
  return __builtin_convertvector(loaded<Bytes8>(two), Words8) * loaded<Words8>(parts.data());
}

/// Each channel of two neighbouring pixels by their parts, of 256.
void widen_row(const QRgb* row, const int* columns, const Parts* parts, Wide* out, std::size_t count) {
  const auto step = [&](std::size_t first, std::size_t second) {
    const Words8 a = weighed(row + columns[first], parts[first]);
    const Words8 b = weighed(row + columns[second], parts[second]);
    const Words8 sum = __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11) + __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
    const Words8 done = sum >> 8;
    std::memcpy(out + first, &done, (second - first + 1) * sizeof(Wide));
  };
  std::size_t x = 0;
  for (; x + 2 <= count; x += 2) step(x, x + 1);
  if (x < count) step(x, x);
}

void mix_rows(const Wide* upper, const Wide* lower, int part, QRgb* out, std::size_t count) {
  const auto b = static_cast<std::uint16_t>(part);
  const auto a = static_cast<std::uint16_t>(256 - part);
  const Words8 upper_part = {a, a, a, a, a, a, a, a};
  const Words8 lower_part = {b, b, b, b, b, b, b, b};
  std::size_t x = 0;
  for (; x + 2 <= count; x += 2) {
    const Words8 sum = loaded<Words8>(upper + x) * upper_part + loaded<Words8>(lower + x) * lower_part;
    const Bytes8 done = __builtin_convertvector(sum >> 8, Bytes8);
    std::memcpy(out + x, &done, sizeof done);
  }
  if (x == count) return;
  QRgb pixel = 0;
  for (unsigned c = 0; c < 4; ++c)
    pixel |= static_cast<QRgb>((upper[x][c] * static_cast<unsigned>(a) + lower[x][c] * static_cast<unsigned>(b)) >> 8) << (8 * c);
  out[x] = pixel;
}

}  // namespace

Stretched::Stretched(const QImage& picture, const QRect& target, const QRect& clip)
    : m_picture(&picture), m_target(target), m_shown(target.intersected(clip)), m_copied(target.size() == picture.size()) {
  if (picture.width() < 2 || picture.height() < 2) m_shown = m_copied ? m_shown : QRect();  // nothing lies between
  if (m_copied || m_shown.isEmpty()) return;
  for (int x = m_shown.left(); x <= m_shown.right(); ++x) {
    const auto [first, part] = between(x - target.left(), picture.width(), target.width());
    const auto b = static_cast<std::uint16_t>(part);
    const auto a = static_cast<std::uint16_t>(256 - part);
    m_columns.push_back(first);
    m_parts.push_back({a, a, a, a, b, b, b, b});
  }
  for (Row& row : m_rows) row.pixels.resize(m_columns.size());
}

/// Where the middle of pixel `i` of a side lies that is stretched from `length` to `stretched` pixels.
Stretched::Between Stretched::between(int i, int length, int stretched) {
  const double at = (i + 0.5) * length / stretched - 0.5;
  const double held = std::clamp(at, 0.0, static_cast<double>(length - 1));
  const int first = std::min(static_cast<int>(held), length - 2);
  return {first, static_cast<int>((held - first) * 256 + 0.5)};
}

const Stretched::Wide* Stretched::stretched_row(int index) {
  for (Row& held : m_rows) {
    if (held.index == index) return held.pixels.data();
  }
  Row& next = m_rows[m_rows[0].index < m_rows[1].index ? 0 : 1];
  next.index = index;
  // Pictures lie in main memory: what the next row needs is fetched meanwhile.
  const auto* row = reinterpret_cast<const QRgb*>(m_picture->constScanLine(index));
  const auto* coming = reinterpret_cast<const QRgb*>(m_picture->constScanLine(std::min(index + k_rows_ahead, m_picture->height() - 1)));
  for (std::size_t x = 0; x < m_columns.size(); x += k_line_px) {
    const std::size_t count = std::min(k_line_px, m_columns.size() - x);
    __builtin_prefetch(coming + m_columns[x]);
    widen_row(row, m_columns.data() + x, m_parts.data() + x, next.pixels.data() + x, count);
  }
  return next.pixels.data();
}

void Stretched::paint_row(int y, QRgb* out) {
  const auto width = static_cast<std::size_t>(m_shown.width());
  if (m_copied) {
    const auto* row = reinterpret_cast<const QRgb*>(m_picture->constScanLine(y - m_target.top()));
    std::memcpy(out, row + (m_shown.left() - m_target.left()), width * sizeof(QRgb));
    return;
  }
  const auto [first, part] = between(y - m_target.top(), m_picture->height(), m_target.height());
  const Wide* upper = stretched_row(first);
  const Wide* lower = stretched_row(first + 1);
  mix_rows(upper, lower, part, out, width);
}

void PainterTarget::paint(const FramePlan& plan, const QColor& ground) {
  m_painter.setRenderHint(QPainter::SmoothPixmapTransform, true);
  if (plan.as_is) {  // the pictures go to the painter as they are
    for (const auto& piece : plan.pieces) m_painter.drawImage(piece.target.topLeft(), *piece.picture);
    return;
  }
  std::vector<Stretched> pieces;
  pieces.reserve(plan.pieces.size());
  for (const auto& piece : plan.pieces) pieces.emplace_back(*piece.picture, piece.target, piece.clip);
  paint_frame(m_painter, plan.size, pieces);
  for (const QRect& rect : plan.bare) m_painter.fillRect(rect, ground);
}

void paint_frame(QPainter& painter, QSize size, std::vector<Stretched>& pieces) {
  const bool straight = painter.deviceTransform().type() <= QTransform::TxTranslate;  // else bands would not join
  const int band_rows = straight ? std::min(k_band_rows, size.height()) : size.height();
  QImage band(size.width(), band_rows, QImage::Format_RGB32);
  if (band.isNull()) return;
  for (int top = 0; top < size.height(); top += band_rows) {
    const QRect rows(0, top, size.width(), std::min(band_rows, size.height() - top));
    for (Stretched& piece : pieces) {
      const QRect part = piece.shown().intersected(rows);
      for (int y = part.top(); y <= part.bottom(); ++y) piece.paint_row(y, reinterpret_cast<QRgb*>(band.scanLine(y - top)) + part.left());
    }
    painter.drawImage(0, top, band, 0, 0, size.width(), rows.height());
  }
}

}  // namespace skizze::scene
