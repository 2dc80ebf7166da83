// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/coverage.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace skizze::scene {

namespace {

/// All four channels times part / 255, rounded.
QRgb scaled(QRgb color, unsigned part) {
  unsigned even = (color & 0x00FF00FFU) * part;
  even = ((even + ((even >> 8) & 0x00FF00FFU) + 0x00800080U) >> 8) & 0x00FF00FFU;
  unsigned odd = ((color >> 8) & 0x00FF00FFU) * part;
  odd = (odd + ((odd >> 8) & 0x00FF00FFU) + 0x00800080U) & 0xFF00FF00U;
  return even | odd;
}

QRgb over(QRgb above, QRgb below) { return above + scaled(below, 255 - qAlpha(above)); }

QPointF unit(QPointF d) {
  const double length = std::sqrt(QPointF::dotProduct(d, d));
  return length > 0 ? d / length : QPointF(0, 0);
}

QPointF across(QPointF direction, double half) { return {-direction.y() * half, direction.x() * half}; }

}  // namespace

CoverageRaster::CoverageRaster(QImage& image, const QRect& clip)
    : m_clip(clip.intersected(image.rect())),
      m_bits(image.bits()),
      m_bytes_per_line(image.bytesPerLine()),
      m_opaque(image.format() == QImage::Format_RGB32 ? 0xFF000000U : 0U) {}

QRectF CoverageRaster::box_of(std::span<const QPointF> points, double reach) {
  double left = std::numeric_limits<double>::max(), right = -left, top = left, bottom = -left;
  for (const QPointF& p : points) {
    left = std::min(left, p.x());
    right = std::max(right, p.x());
    top = std::min(top, p.y());
    bottom = std::max(bottom, p.y());
  }
  return {QPointF(left - reach, top - reach), QPointF(right + reach, bottom + reach)};
}

bool CoverageRaster::begin(const QRectF& points) {
  const QRectF box = points.translated(m_shift);
  const auto left = std::max<double>(m_clip.left(), std::floor(box.left()));
  const auto top = std::max<double>(m_clip.top(), std::floor(box.top()));
  const auto right = std::min<double>(m_clip.right() + 1, std::ceil(box.right()));
  const auto bottom = std::min<double>(m_clip.bottom() + 1, std::ceil(box.bottom()));
  if (!(left < right && top < bottom)) return false;
  m_box = QRect(static_cast<int>(left), static_cast<int>(top), static_cast<int>(right - left), static_cast<int>(bottom - top));
  m_stride = m_box.width() + 2;
  const auto rows = static_cast<std::size_t>(m_box.height());
  const std::size_t cells = rows * static_cast<std::size_t>(m_stride);
  if (m_sums.size() < cells) m_sums.resize(cells, 0.0F);
  m_rows.assign(rows, {m_stride, 0});
  return true;
}

// --- edges --------------------------------------------------------------------------------------------------------------

void CoverageRaster::edge(QPointF from, QPointF to) {
  const bool down = from.y() < to.y();
  const QPointF corner = m_box.topLeft() - m_shift;
  const QPointF a = (down ? from : to) - corner;
  const QPointF b = (down ? to : from) - corner;
  const double height = m_box.height();
  if (!(a.y() < b.y()) || b.y() <= 0 || a.y() >= height) return;
  const double slope = (b.x() - a.x()) / (b.y() - a.y());
  const double y0 = std::max(a.y(), 0.0);
  const double y1 = std::min(b.y(), height);
  const double x0 = a.x() + (y0 - a.y()) * slope;
  const double x1 = y1 < b.y() ? a.x() + (y1 - a.y()) * slope : b.x();
  if (!std::isfinite(x0) || !std::isfinite(x1)) return;
  clipped_edge(static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1), static_cast<float>(y1), down ? 1.0F : -1.0F);
}

/// Left of the box an edge covers all of its rows, right of it nothing: but what lies between reaches up to the border.
void CoverageRaster::clipped_edge(float x0, float y0, float x1, float y1, float direction) {
  const auto width = static_cast<float>(m_box.width());
  if (x0 >= 0 && x1 >= 0 && x0 <= width && x1 <= width) return inner_edge(x0, y0, x1, y1, direction);
  if (x0 >= width && x1 >= width) return upright_edge(y0, y1, 0, m_box.width());
  if (x0 <= 0 && x1 <= 0) return upright_edge(y0, y1, direction, 0);
  const float border = (x0 < 0) != (x1 < 0) ? 0.0F : width;
  const float y = std::clamp(y0 + (border - x0) * (y1 - y0) / (x1 - x0), y0, y1);
  clipped_edge(x0, y0, border, y, direction);
  clipped_edge(border, y, x1, y1, direction);
}

void CoverageRaster::upright_edge(float y0, float y1, float direction, int x) {
  const int last = std::min(m_box.height() - 1, static_cast<int>(y1));
  for (int y = static_cast<int>(y0); y <= last; ++y) {
    const float part = std::min(y1, static_cast<float>(y + 1)) - std::max(y0, static_cast<float>(y));
    if (part <= 0) continue;
    m_sums[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_stride) + static_cast<std::size_t>(x)] += direction * part;
    Row& row = m_rows[static_cast<std::size_t>(y)];
    row.first = std::min(row.first, x);
    row.end = std::max(row.end, x + 1);
  }
}

void CoverageRaster::inner_edge(float x0, float y0, float x1, float y1, float direction) {
  if (!(y0 < y1)) return;
  const float slope = (x1 - x0) / (y1 - y0);
  const float per_px_of_row = 1 / std::abs(slope);  // unused where a row's part of the edge stays within one pixel
  const auto width = static_cast<float>(m_box.width());
  const int last = std::min(m_box.height() - 1, static_cast<int>(y1));
  float x = x0;
  for (int y = static_cast<int>(y0); y <= last; ++y) {
    const float part = std::min(y1, static_cast<float>(y + 1)) - std::max(y0, static_cast<float>(y));
    if (part <= 0) continue;
    const float next = std::clamp(x + slope * part, 0.0F, width);
    const float left = std::min(x, next);
    const float right = std::max(x, next);
    const float d = direction * part;
    const int first = static_cast<int>(left);
    const auto whole_right = static_cast<int>(right);
    const int end = whole_right + (right > static_cast<float>(whole_right) ? 1 : 0);  // one past the last pixel crossed
    float* sums = m_sums.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_stride) + first;
    if (end <= first + 1) {
      const float middle = 0.5F * (left + right) - static_cast<float>(first);
      sums[0] += d * (1 - middle);
      sums[1] += d * middle;
    } else {  // a trapezium that grows from pixel to pixel
      const float per_px = part == 1 ? per_px_of_row : 1 / (right - left);
      const float start = 1 - (left - static_cast<float>(first));
      const float rest = right - static_cast<float>(end - 1);
      const float in_first = 0.5F * per_px * start * start;
      const float in_last = 0.5F * per_px * rest * rest;
      const int count = end - first;
      sums[0] += d * in_first;
      if (count == 2) {
        sums[1] += d * (1 - in_first - in_last);
      } else {
        const float in_second = per_px * (start + 0.5F);
        sums[1] += d * (in_second - in_first);
        for (int i = 2; i < count - 1; ++i) sums[i] += d * per_px;
        sums[count - 1] += d * (1 - (in_second + static_cast<float>(count - 3) * per_px) - in_last);
      }
      sums[count] += d * in_last;
    }
    Row& row = m_rows[static_cast<std::size_t>(y)];
    row.first = std::min(row.first, first);
    row.end = std::max(row.end, std::max(end, first + 1) + 1);
    x = next;
  }
}

void CoverageRaster::add_ring(std::span<const QPointF> ring) {
  const std::size_t n = ring.size();
  for (std::size_t i = 0; i < n; ++i) edge(ring[i], ring[i + 1 < n ? i + 1 : 0]);
}

// --- strokes ------------------------------------------------------------------------------------------------------------

/// Every piece goes the same way round: along the line on its right side (y downwards), back on its left. So pieces that overlap add up
/// and never cancel.
void CoverageRaster::add_stroke(std::span<const QPointF> points, const StrokeShape& shape, bool closed) {
  constexpr double k_nearest = 0.0625;  // squared pixels: vertices closer to the last one are not seen
  constexpr double k_gentle = 0.82;     // cosine of a turn whose mitre looks like any other join
  m_line.clear();
  for (const QPointF& p : points) {
    const QPointF d = m_line.empty() ? QPointF(1, 1) : p - m_line.back();
    if (QPointF::dotProduct(d, d) >= k_nearest) m_line.push_back(p);
  }
  if (m_line.size() == 1 && !closed) m_line.push_back(points.back());
  if (closed && m_line.size() > 2) m_line.push_back(m_line.front());
  if (m_line.size() < 2) return;
  const double half = shape.width / 2;
  const std::size_t n = m_line.size();
  QPointF direction = unit(m_line[1] - m_line[0]);
  const QPointF first_direction = direction;
  if (!closed && shape.cap == Cap::square) {
    m_line[0] -= direction * half;
    m_line[n - 1] += unit(m_line[n - 1] - m_line[n - 2]) * half;
  }
  QPointF side = across(direction, half);
  QPointF left = m_line[0] + side;
  QPointF right = m_line[0] - side;
  if (closed) {
    edge(right, left);
  } else {
    add_cap(m_line[0], -side, shape.cap);
  }
  for (std::size_t i = 1; i < n; ++i) {
    const QPointF at = m_line[i];
    if (i + 1 == n) {
      edge(left, at + side);
      edge(at - side, right);
      break;
    }
    const QPointF next = unit(m_line[i + 1] - at);
    const double cosine = QPointF::dotProduct(direction, next);
    const QPointF before = at - m_line[i - 1];
    const QPointF after = m_line[i + 1] - at;
    const double shorter = std::min(QPointF::dotProduct(before, before), QPointF::dotProduct(after, after));
    const bool mitred = cosine > (shape.join == Join::miter ? -0.2 : k_gentle) && 4 * half * half * (1 - cosine) <= shorter * (1 + cosine);
    const QPointF next_side = across(next, half);
    if (mitred) {
      const QPointF tip = (side + next_side) / (1 + cosine);
      edge(left, at + tip);
      edge(at - tip, right);
      left = at + tip;
      right = at - tip;
    } else {
      edge(left, at + side);
      edge(at + side, at - side);
      edge(at - side, right);
      add_join(at, direction, next, half, shape);
      left = at + next_side;
      right = at - next_side;
      edge(right, left);
    }
    direction = next;
    side = next_side;
  }
  if (closed) {
    edge(m_line[n - 1] + side, m_line[n - 1] - side);
    add_join(m_line[n - 1], direction, first_direction, half, shape);
  } else {
    add_cap(m_line[n - 1], side, shape.cap);
  }
}

/// What two pieces leave open on the outer side of a corner.
void CoverageRaster::add_join(QPointF at, QPointF before, QPointF after, double half, const StrokeShape& shape) {
  const double turn = before.x() * after.y() - before.y() * after.x();
  const double cosine = QPointF::dotProduct(before, after);
  if (std::abs(turn) < 1e-9 && cosine > 0) return;
  const QPointF from = turn < 0 ? across(before, half) : -across(after, half);
  const QPointF to = turn < 0 ? across(after, half) : -across(before, half);
  edge(at, at + from);
  if (shape.join == Join::round) {
    add_fan(at, from, to, half);
  } else if (shape.join == Join::miter && (1 + cosine) * shape.miter_limit * shape.miter_limit >= 2) {
    const QPointF tip = at + (from + to) / (1 + cosine);
    edge(at + from, tip);
    edge(tip, at + to);
  } else {
    edge(at + from, at + to);
  }
  edge(at + to, at);
}

/// The arc from one side to another, the shorter way; of two opposite ones, against the clock on the screen.
void CoverageRaster::add_fan(QPointF at, QPointF from, QPointF to, double half) {
  const double cosine = std::clamp(QPointF::dotProduct(from, to) / (half * half), -1.0, 1.0);
  const double angle = -std::acos(cosine);
  const int steps = std::max(1, static_cast<int>(std::ceil(std::abs(angle) * std::sqrt(half) / 0.7)));
  QPointF last = from;
  for (int k = 1; k < steps; ++k) {
    const double a = angle * k / steps;
    const QPointF next(from.x() * std::cos(a) - from.y() * std::sin(a), from.x() * std::sin(a) + from.y() * std::cos(a));
    edge(at + last, at + next);
    last = next;
  }
  edge(at + last, at + to);
}

void CoverageRaster::add_cap(QPointF at, QPointF side, Cap cap) {
  if (cap == Cap::round) {
    add_fan(at, side, -side, std::hypot(side.x(), side.y()));
  } else {
    edge(at + side, at - side);
  }
}

// --- pixels -------------------------------------------------------------------------------------------------------------

void CoverageRaster::fill_row(QRgb* line, float* sums, Row& row, QRgb color) const {
  const int end = std::min(row.end, m_box.width());
  float sum = 0;
  for (int x = row.first; x < end;) {
    sum += sums[x];
    sums[x] = 0;
    int after = x + 1;
    while (after < end && sums[after] == 0.0F) ++after;
    const auto part = static_cast<unsigned>(std::min(std::abs(sum), 1.0F) * 255 + 0.5F);
    if (part > 0) {
      const QRgb above = part == 255 ? color : scaled(color, part);
      if (qAlpha(above) == 255) {
        std::fill(line + x, line + after, above);
      } else {
        for (int i = x; i < after; ++i) line[i] = over(above, line[i]) | m_opaque;
      }
    }
    x = after;
  }
  for (int x = std::max(end, row.first); x < row.end; ++x) sums[x] = 0;
}

void CoverageRaster::fill(const QColor& color) {
  const QRgb premultiplied = qPremultiply(color.rgba());
  for (int y = 0; y < m_box.height(); ++y) {
    Row& row = m_rows[static_cast<std::size_t>(y)];
    if (row.first >= row.end) continue;
    auto* line = reinterpret_cast<QRgb*>(m_bits + (m_box.top() + y) * m_bytes_per_line) + m_box.left();
    fill_row(line, m_sums.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_stride), row, premultiplied);
  }
}

}  // namespace skizze::scene
