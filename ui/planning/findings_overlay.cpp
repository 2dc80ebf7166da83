// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/findings_overlay.h"

#include <QPainter>

#include <cmath>

#include "bike/polyline.h"
#include "planning/lane_strips.h"
#include "sketch/edit_geometry.h"
#include "tools/shape_paint.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

constexpr double k_scale_zoom = 17;
constexpr double k_mark_px = 9;
constexpr double k_sign_px = 26;
constexpr double k_beside_m = 0.3;  // nearer than this a strip lies where the lane was drawn
constexpr double k_mark_height_m = 1.2;
constexpr double k_mark_spacing_m = 45;
constexpr double k_apart_px = 14;  // marks nearer to each other than this are one

std::vector<geo::Point2> points_of(const geo::Geometry& line) {
  std::vector<geo::Point2> points;
  for (const auto& part : line.parts)
    for (const auto& p : part.points) points.push_back(p.xy());
  return points;
}

/// The part of a line between two lengths along it.
geo::Geometry piece_of(const geo::Geometry& line, double from, double to) {
  const bike::Polyline polyline(points_of(line));
  std::vector<geo::Point2> points{polyline.at(from)};
  double along = 0;
  for (std::size_t i = 1; i < polyline.points().size(); ++i) {
    const auto a = polyline.points()[i - 1], b = polyline.points()[i];
    along += std::hypot(b.x - a.x, b.y - a.y);
    if (along > from && along < to) points.push_back(b);
  }
  points.push_back(polyline.at(to));
  return geo::make_line(points);
}

}  // namespace

QColor facility_color(sketch::FacilityType facility) {
  switch (facility) {
    case sketch::FacilityType::schutzstreifen: return QColor(0xE6, 0x9F, 0x00);
    case sketch::FacilityType::radfahrstreifen: return QColor(0xD5, 0x5E, 0x00);
    case sketch::FacilityType::protected_bike_lane: return QColor(0x00, 0x72, 0xB2);
    case sketch::FacilityType::einrichtungsradweg: return QColor(0x00, 0x9E, 0x73);
    case sketch::FacilityType::zweirichtungsradweg: return QColor(0x11, 0x77, 0x33);
    case sketch::FacilityType::gemeinsamer_geh_radweg: return QColor(0x3F, 0x9B, 0xD4);
    case sketch::FacilityType::getrennter_geh_radweg: return QColor(0x33, 0x22, 0x88);
    case sketch::FacilityType::fahrradstrasse: return QColor(0xC2, 0x55, 0x90);
    case sketch::FacilityType::radschnellweg: return QColor(0x88, 0x22, 0x55);
    case sketch::FacilityType::mischverkehr: break;
  }
  return QColor(0x77, 0x77, 0x77);
}

bool FindingsOverlay::more_than_marks(const ToolContext& context) const {
  return m_watch.result() && (context.camera().zoom >= k_scale_zoom || m_watch.current() >= 0 || m_watch.pointed());
}

std::optional<QRegion> FindingsOverlay::changed(const ToolContext& context) const {
  if (m_painted_more || more_than_marks(context) || !(m_painted_for == context.camera())) return std::nullopt;
  const auto now = marks(context);
  const double reach = (k_mark_px + 3) * context.ui_scale();
  QRegion region;
  const auto add_missing = [&](const std::vector<Mark>& from, const std::vector<Mark>& in) {
    for (const Mark& mark : from)
      if (std::find(in.begin(), in.end(), mark) == in.end())
        region += QRectF(mark.at, mark.at).adjusted(-reach, -reach, reach, reach).toAlignedRect();
  };
  add_missing(m_painted, now);
  add_missing(now, m_painted);
  return region;
}

void FindingsOverlay::paint(QPainter& painter, const ToolContext& context) {
  m_painted.clear();
  m_painted_more = more_than_marks(context);
  m_painted_for = context.camera();
  if (!m_watch.result()) return;
  paint_strips(painter, context);
  paint_stretch(painter, context);
  paint_marks(painter, context);
  paint_pointed(painter, context);
}

void FindingsOverlay::paint_pointed(QPainter& painter, const ToolContext& context) const {
  const auto place = m_watch.pointed();
  if (!place) return;
  const QPointF at = context.screen_of_project(*place);
  const double scale = context.ui_scale();
  painter.setBrush(context.theme().accent);
  painter.setPen(QPen(context.theme().selection_halo, 3 * scale));
  painter.drawEllipse(at, 8 * scale, 8 * scale);
}

void FindingsOverlay::paint_strips(QPainter& painter, const ToolContext& context) const {
  const auto& result = *m_watch.result();
  if (context.camera().zoom < k_scale_zoom || !result.lane.width_m) return;
  const double width = *result.lane.width_m;
  const double px_per_m = 1 / context.metres_per_px();
  const QString sign = sign_picture(result.lane.facility);
  for (const auto& place : result.places) {
    const auto points = points_of(place);
    if (points.size() < 2) continue;
    const double sideways = project::sideways_of(result.line, place);
    const bool traffic_left = std::abs(sideways) > k_beside_m ? sideways < 0 : result.lane.side != sketch::Side::left;
    paint_facility(painter, screen_path(sketch::strip(place, width), context), screen_path(sketch::offset_line(place, width / 2), context),
                   screen_path(sketch::offset_line(place, -width / 2), context), result.lane.facility, traffic_left, px_per_m,
                   context.ui_scale());
    QPolygonF middle;
    for (const auto& p : points) middle << context.screen_of_project(p);
    skizze::ui::paint_marks(painter, middle, result.lane.direction, k_mark_height_m * px_per_m, k_mark_spacing_m * px_per_m);
    if (sign.isEmpty()) continue;
    const bike::Polyline line(points);
    for (double at = 30; at < line.length_m(); at += 120)
      paint_sign(painter, context.screen_of_project(line.at(at)), sign, k_sign_px * context.ui_scale());
  }
}

void FindingsOverlay::paint_stretch(QPainter& painter, const ToolContext& context) const {
  const int current = m_watch.current();
  if (current < 0 || current >= static_cast<int>(m_watch.findings().size())) return;
  const auto& finding = m_watch.findings()[static_cast<std::size_t>(current)];
  if (finding.to_m - finding.from_m < 0.5 || points_of(m_watch.result()->line).size() < 2) return;
  const auto path = screen_path(piece_of(m_watch.result()->line, finding.from_m, finding.to_m), context);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(context.theme().selection_halo, 11 * context.ui_scale(), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
  painter.drawPath(path);
  painter.setPen(QPen(context.theme().selection, 7 * context.ui_scale(), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
  painter.drawPath(path);
}

std::vector<FindingsOverlay::Mark> FindingsOverlay::marks(const ToolContext& context) const {
  std::vector<Mark> marks;
  if (!m_watch.result()) return marks;
  const double apart = k_apart_px * context.ui_scale();
  const auto& findings = m_watch.findings();
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const int severity = severity_of(findings[i].verdict);
    const bool current = static_cast<int>(i) == m_watch.current();
    if (severity > 1 && !current) continue;
    const QPointF at = context.screen_of_project(findings[i].place);
    const bool crowded =
        std::any_of(marks.begin(), marks.end(), [&](const Mark& m) { return std::hypot(m.at.x() - at.x(), m.at.y() - at.y()) < apart; });
    if (!crowded || current) marks.push_back({at, severity, current});
  }
  return marks;
}

void FindingsOverlay::paint_marks(QPainter& painter, const ToolContext& context) {
  const double scale = context.ui_scale();
  m_painted = marks(context);
  for (const auto& [at, severity, current] : m_painted) {
    const double r = k_mark_px * scale * (current ? 1.4 : 1);
    if (!context.is_painted(QRectF(at, at).adjusted(-r - 2 * scale, -r - 2 * scale, r + 2 * scale, r + 2 * scale))) continue;
    const QColor color = severity == 0   ? context.theme().error
                         : severity == 1 ? context.theme().warning
                         : severity == 2 ? context.theme().info
                                         : context.theme().success;
    painter.setPen(QPen(color, 2 * scale));
    painter.setBrush(context.theme().surface);
    painter.drawEllipse(at, r, r);
    const int size = static_cast<int>(1.4 * r);
    painter.drawPixmap(QPointF(at.x() - size / 2.0, at.y() - size / 2.0),
                       icon_pixmap(icon_of(severity), color, size, painter.device()->devicePixelRatioF()));
  }
}

}  // namespace skizze::ui
