// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/shape_paint.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include "sketch/edit_geometry.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

constexpr double k_halo_px = 6;
constexpr double k_vertex_px = 5;
constexpr double k_midpoint_px = 4;
constexpr double k_strong = 1.4;
constexpr double k_edge_px = 2;  // for smooth edges

QPainterPath whole_path(const std::vector<QPolygonF>& parts, geo::GeometryKind kind) {
  QPainterPath path;
  path.setFillRule(Qt::OddEvenFill);
  for (const QPolygonF& part : parts) {
    if (part.isEmpty()) continue;
    path.addPolygon(part);
    if (kind == geo::GeometryKind::area) path.closeSubpath();
  }
  return path;
}

QRectF box_of(QPointF a, QPointF b, double reach) { return QRectF(a, b).normalized().adjusted(-reach, -reach, reach, reach); }

/// The stretches of lines that are painted in this frame. Each ends where nobody sees its cap.
QPainterPath painted_path(const std::vector<QPolygonF>& lines, double reach, const ToolContext& context) {
  QPainterPath path;
  for (const QPolygonF& line : lines) {
    bool on = false;
    for (qsizetype i = 1; i < line.size(); ++i) {
      const bool painted = context.is_painted(box_of(line[i - 1], line[i], reach));
      if (painted && !on) path.moveTo(line[i - 1]);
      if (painted) path.lineTo(line[i]);
      on = painted;
    }
  }
  return path;
}

/// Which points of two parts differ, as [first, end) of each. Equal ones before and after are not counted.
struct Difference {
  std::size_t first, end_before, end_now;
};

Difference difference_of(const std::vector<geo::Point3>& before, const std::vector<geo::Point3>& now) {
  const std::size_t least = std::min(before.size(), now.size());
  std::size_t first = 0;
  while (first < least && before[first].xy() == now[first].xy()) ++first;
  std::size_t same = 0;
  while (same < least - first && before[before.size() - 1 - same].xy() == now[now.size() - 1 - same].xy()) ++same;
  return {first, before.size() - same, now.size() - same};
}

/// The box of points [first, end) and of their neighbours on both sides.
QRectF box_around(const geo::Part& part, std::size_t first, std::size_t end, bool closed, const ToolContext& context) {
  const std::size_t count = part.points.size();
  if (count == 0) return {};
  const bool wraps = closed && (first == 0 || end >= count);  // then the side that closes the ring may be another one
  QPolygonF points;
  for (std::size_t i = first > 0 ? first - 1 : 0; i < std::min(end + 1, count); ++i)
    points << context.screen_of_project(part.points[i].xy());
  if (wraps) points << context.screen_of_project(part.points.front().xy()) << context.screen_of_project(part.points.back().xy());
  return points.boundingRect();
}

}  // namespace

QPainterPath screen_path(const geo::Geometry& project, const ToolContext& context) {
  return whole_path(screen_parts(project, context), project.kind);
}

std::vector<QPolygonF> screen_parts(const geo::Geometry& project, const ToolContext& context) {
  std::vector<QPolygonF> parts;
  parts.reserve(project.parts.size());
  for (const auto& part : project.parts) {
    QPolygonF& polygon = parts.emplace_back();
    polygon.reserve(static_cast<qsizetype>(part.points.size()) + 1);
    for (const auto& p : part.points) polygon << context.screen_of_project(p.xy());
  }
  return parts;
}

std::optional<QRegion> changed_between(const geo::Geometry& before, const geo::Geometry& now, const ToolContext& context) {
  if (before.kind != now.kind || before.parts.size() != now.parts.size()) return std::nullopt;
  const bool closed = now.kind == geo::GeometryKind::area;
  const double reach = k_vertex_px * k_strong * context.ui_scale() + k_edge_px + context.ui_scale();
  QRegion changed;
  for (std::size_t i = 0; i < now.parts.size(); ++i) {
    const auto& was = before.parts[i];
    const auto& is = now.parts[i];
    const auto [first, end_before, end_now] = difference_of(was.points, is.points);
    if (first == end_before && first == end_now) continue;
    const QRectF box = box_around(was, first, end_before, closed, context).united(box_around(is, first, end_now, closed, context));
    changed += box.adjusted(-reach, -reach, reach, reach).toAlignedRect();
  }
  return changed;
}

void paint_sketch(QPainter& painter, const geo::Geometry& project, const ToolContext& context) {
  paint_sketch(painter, screen_parts(project, context), project.kind, context);
}

void paint_sketch(QPainter& painter, const std::vector<QPolygonF>& parts, geo::GeometryKind kind, const ToolContext& context) {
  const Theme& theme = context.theme();
  const double scale = context.ui_scale();
  const QPainterPath path =
      kind == geo::GeometryKind::line ? painted_path(parts, k_halo_px / 2 * scale + k_edge_px, context) : whole_path(parts, kind);
  if (path.isEmpty()) return;
  if (kind == geo::GeometryKind::area) {
    QColor fill = theme.sketch;
    fill.setAlphaF(0.25F);
    painter.fillPath(path, fill);
  }
  painter.setBrush(Qt::NoBrush);
  // Bevelled, not round: at this width nobody sees the difference, and a long line costs half.
  painter.setPen(QPen(theme.sketch_halo, k_halo_px * scale, Qt::SolidLine, Qt::RoundCap, Qt::BevelJoin));
  painter.drawPath(path);
  painter.setPen(QPen(theme.sketch, 3 * scale, Qt::SolidLine, Qt::RoundCap, Qt::BevelJoin));
  painter.drawPath(path);
}

void paint_strip(QPainter& painter, const geo::Geometry& line, double width_m, const ToolContext& context) {
  if (width_m / context.metres_per_px() < k_thinnest_strip_px) return;
  QColor fill = context.theme().sketch;
  fill.setAlphaF(0.3F);
  painter.fillPath(screen_path(sketch::strip(line, width_m), context), fill);
}

void paint_grip(QPainter& painter, QPointF at, Grip grip, bool strong, const ToolContext& context) {
  const Theme& theme = context.theme();
  const double r = (grip == Grip::vertex ? k_vertex_px : k_midpoint_px) * context.ui_scale() * (strong ? k_strong : 1);
  if (!context.is_painted(box_of(at, at, r + context.ui_scale() + k_edge_px))) return;
  painter.setPen(QPen(theme.sketch, 2 * context.ui_scale()));
  painter.setBrush(strong ? theme.sketch : theme.sketch_halo);
  if (grip == Grip::vertex)
    painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r));
  else
    painter.drawEllipse(at, r, r);
}

}  // namespace skizze::ui
