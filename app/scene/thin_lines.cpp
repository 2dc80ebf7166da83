// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/thin_lines.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace skizze::scene {

namespace {

constexpr int k_shift = 16;  // fixed point
constexpr float k_one = 1 << k_shift;

/// part / 256 of the way from one opaque colour to another; the unused byte of RGB32 stays full.
QRgb mixed(QRgb below, QRgb above, unsigned part) {
  constexpr unsigned k_even = 0x00FF00FFU;
  const unsigned even = below & k_even;
  const unsigned odd = (below >> 8) & k_even;
  const unsigned new_even = (even + ((((above & k_even) - even) * part) >> 8)) & k_even;
  const unsigned new_odd = (odd + (((((above >> 8) & k_even) - odd) * part) >> 8)) & k_even;
  return new_even | (new_odd << 8);
}

/// Without a call into the library; not for negative numbers.
int rounded_up(float x) {
  const int whole = static_cast<int>(x);
  return whole + (static_cast<float>(whole) < x ? 1 : 0);
}

/// The same axis for both, and no turn back.
bool goes_on(QPointF before, QPointF after) {
  const bool steep = std::abs(before.y()) > std::abs(before.x());
  if (steep != (std::abs(after.y()) > std::abs(after.x()))) return false;
  return steep ? before.y() * after.y() > 0 : before.x() * after.x() > 0;
}

/// The vertex to draw on to: those between lie too near the straight line to be seen.
std::size_t next_seen(std::span<const QPointF> line, std::size_t from) {
  constexpr double k_seen_px = 0.2;
  std::size_t to = from + 1;
  double off = 0;  // twice the area between
  for (; to + 1 < line.size(); ++to) {
    const QPointF near = line[to] - line[from];
    const QPointF on = line[to + 1] - line[to];
    const QPointF whole = near + on;
    off += std::abs(near.x() * on.y() - near.y() * on.x());
    const bool back = QPointF::dotProduct(near, on) < 0;
    if (back || off * off > k_seen_px * k_seen_px * QPointF::dotProduct(whole, whole)) break;
  }
  return to;
}

}  // namespace

ThinLines::ThinLines(QImage& image, const QRect& clip, QPointF shift)
    : m_clip(clip.intersected(image.rect())),
      m_shift(shift),
      m_bits(reinterpret_cast<QRgb*>(image.bits())),
      m_stride(image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb))) {}

/// Where a segment runs: u along its axis, v across, pixels; v in fixed point.
struct ThinLines::Columns {
  int first, end;          // u
  int middle, step, half;  // v in the middle of column `first`, what it grows by, and how far the line reaches to both sides
  unsigned first_part = 256, last_part = 256;  // of the columns at the ends that are covered, of 256
};

void ThinLines::draw(std::span<const QPointF> line, double width, Cap cap, bool closed, const QColor& color) const {
  const std::size_t n = line.size();
  if (n < 2) return;
  const QRgb rgb = color.rgba();
  const auto half = static_cast<float>(width / 2);
  const End outermost = cap == Cap::flat ? End::flat : End::beyond;
  if (closed) {
    QPointF before = line[0] - line[n - 1];
    for (std::size_t i = 0; i < n; ++i) {
      const QPointF to = line[i + 1 < n ? i + 1 : 0];
      const QPointF d = to - line[i];
      const QPointF after = line[i + 2 < n ? i + 2 : i + 2 - n] - to;
      draw_segment({line[i], to, goes_on(before, d) ? End::joined : End::beyond, goes_on(d, after) ? End::joined : End::beyond}, half, rgb);
      before = d;
    }
    return;
  }
  End start = outermost;
  std::size_t from = 0;
  for (std::size_t to = next_seen(line, from); from + 1 < n;) {
    const std::size_t after = to + 1 < n ? next_seen(line, to) : to;
    const bool joined = after > to && goes_on(line[to] - line[from], line[after] - line[to]);
    const End stop = after == to ? outermost : joined ? End::joined : End::beyond;
    draw_segment({line[from], line[to], start, stop}, half, rgb);
    start = stop;
    from = to;
    to = after;
  }
}

void ThinLines::draw_segment(const Segment& s, float half, QRgb color) const {
  auto u0 = static_cast<float>(s.from.x() + m_shift.x()), v0 = static_cast<float>(s.from.y() + m_shift.y());
  auto u1 = static_cast<float>(s.to.x() + m_shift.x()), v1 = static_cast<float>(s.to.y() + m_shift.y());
  End end0 = s.from_end;
  End end1 = s.to_end;
  const bool steep = std::abs(v1 - v0) > std::abs(u1 - u0);
  if (steep) {
    std::swap(u0, v0);
    std::swap(u1, v1);
  }
  if (u0 > u1) {
    std::swap(u0, u1);
    std::swap(v0, v1);
    std::swap(end0, end1);
  }
  const float slope = (v1 - v0) / (u1 - u0);
  const float reach = half * std::sqrt(1 + slope * slope);
  const float beyond = half * half / reach;
  const float start = end0 == End::beyond ? u0 - beyond : u0;
  const float stop = end1 == End::beyond ? u1 + beyond : u1;
  const auto min_u = static_cast<float>(steep ? m_clip.top() : m_clip.left());
  const auto max_u = static_cast<float>(steep ? m_clip.bottom() + 1 : m_clip.right() + 1);
  const float min_v = static_cast<float>(steep ? m_clip.left() : m_clip.top()) - reach;
  const float max_v = static_cast<float>(steep ? m_clip.right() + 1 : m_clip.bottom() + 1) + reach;
  float low = std::max(start, min_u);
  float high = std::min(stop, max_u);
  if (std::min(v0, v1) < min_v || std::max(v0, v1) > max_v) {  // only the columns between the clip's sides
    if (slope == 0) return;
    const float to_min = u0 + (min_v - v0) / slope;
    const float to_max = u0 + (max_v - v0) / slope;
    low = std::max(low, std::min(to_min, to_max));
    high = std::min(high, std::max(to_min, to_max));
  }
  if (!(low < high)) return;
  Columns columns{};
  columns.first = end0 == End::joined && low == u0 ? rounded_up(low + 0.5F) - 1 : static_cast<int>(low);
  columns.end = end1 == End::joined && high == u1 ? rounded_up(high + 0.5F) - 1 : rounded_up(high);
  if (columns.first >= columns.end) return;
  columns.middle = static_cast<int>((v0 + (static_cast<float>(columns.first) + 0.5F - u0) * slope) * k_one);
  columns.step = static_cast<int>(slope * k_one);
  columns.half = static_cast<int>(reach * k_one);
  const auto part_of = [&](int u) {
    const float from = end0 == End::joined ? static_cast<float>(u) : std::max(static_cast<float>(u), start);
    const float to = end1 == End::joined ? static_cast<float>(u + 1) : std::min(static_cast<float>(u + 1), stop);
    return static_cast<unsigned>(std::max(0.0F, to - from) * 256 + 0.5F);
  };
  columns.first_part = part_of(columns.first);
  columns.last_part = part_of(columns.end - 1);
  steep ? draw_columns<true>(columns, color) : draw_columns<false>(columns, color);
}

template <bool steep>
void ThinLines::draw_columns(const Columns& columns, QRgb color) const {
  const int min_v = steep ? m_clip.left() : m_clip.top();
  const int max_v = steep ? m_clip.right() : m_clip.bottom();
  const std::ptrdiff_t along = steep ? m_stride : 1;
  const std::ptrdiff_t across = steep ? 1 : m_stride;
  QRgb* column = m_bits + columns.first * along;
  int middle = columns.middle;
  for (int u = columns.first; u < columns.end; ++u, column += along, middle += columns.step) {
    const unsigned part = u == columns.first ? columns.first_part : u + 1 == columns.end ? columns.last_part : 256;
    const int top = middle - columns.half;
    const int bottom = middle + columns.half;
    const int last = std::min(max_v, (bottom - 1) >> k_shift);
    for (int v = std::max(min_v, top >> k_shift); v <= last; ++v) {
      const int covered = std::min(bottom, (v + 1) << k_shift) - std::max(top, v << k_shift);
      QRgb& pixel = column[v * across];
      pixel = mixed(pixel, color, (static_cast<unsigned>(covered) * part) >> k_shift);
    }
  }
}

}  // namespace skizze::scene
