// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/measure_tool.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

#include "geo/crs.h"
#include "geo/mercator.h"
#include "shell/language.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr double k_same_px = 3;

std::vector<geo::Point2> in_degrees(const std::vector<geo::Point2>& mercator) {
  std::vector<geo::Point2> lon_lat;
  lon_lat.reserve(mercator.size());
  for (const auto& p : mercator) lon_lat.push_back(geo::to_lon_lat(p));
  return lon_lat;
}

}  // namespace

void MeasureTool::deactivate() {
  m_points.clear();
  m_state = State::empty;
}

std::vector<geo::Point2> MeasureTool::points() const {
  auto all = m_points;
  if (m_state == State::drawing) all.push_back(m_pointer);
  return all;
}

double MeasureTool::length_m() const { return geo::geodesic_length_m(in_degrees(points())); }

double MeasureTool::area_m2() const {
  const auto all = points();
  return all.size() < 3 ? 0 : geo::geodesic_area_m2(in_degrees(all));
}

void MeasureTool::add(geo::Point2 mercator, const ToolContext& context) {
  if (!m_points.empty()) {
    const QPointF last = context.screen_of_mercator(m_points.back());
    if ((last - context.screen_of_mercator(mercator)).manhattanLength() < k_same_px) return;
  }
  m_points.push_back(mercator);
}

ToolResult MeasureTool::handle(const ToolInput& input, ToolContext& context) {
  const bool ends = input.kind == ToolInput::Kind::double_click ||
                    (input.kind == ToolInput::Kind::key && m_state == State::drawing && m_points.size() > 1 &&
                     (input.key == Qt::Key_Return || input.key == Qt::Key_Enter) && input.modifiers.testFlag(Qt::ControlModifier)) ||
                    (input.kind == ToolInput::Kind::release && input.button == Qt::RightButton && !input.dragging);
  m_pointer = input.mercator;
  if (ends && m_state == State::drawing) {
    add(input.mercator, context);
    m_state = State::done;
    return ToolResult::took();
  }
  if (input.kind == ToolInput::Kind::press && input.button == Qt::RightButton) return ToolResult::took();
  if (input.kind == ToolInput::Kind::release && input.button == Qt::LeftButton && !input.dragging) {
    if (m_state == State::done) m_points.clear();
    m_state = State::drawing;
    add(input.mercator, context);
    return ToolResult::took();
  }
  ToolResult result;
  result.repaint = m_state == State::drawing;
  result.taken = input.kind == ToolInput::Kind::double_click;
  return result;
}

ToolResult MeasureTool::step_back(ToolContext&) {
  if (m_points.empty()) return ToolResult::ignored();
  if (m_state == State::done) {
    m_points.clear();
    m_state = State::empty;
    return ToolResult::took();
  }
  m_points.pop_back();
  if (m_points.empty()) m_state = State::empty;
  return ToolResult::took();
}

QString MeasureTool::status_text() const {
  if (m_state == State::empty) return m_what == What::distance ? QCoreApplication::translate("Tools", "Click where the distance begins.") : QCoreApplication::translate("Tools", "Click the first corner of the area.");
  if (m_state == State::drawing) return QCoreApplication::translate("Tools", "Click adds a point, double click ends, Esc takes the last point back.");
  return QCoreApplication::translate("Tools", "Click starts a new measurement, Esc ends.");
}

QString MeasureTool::pointer_note() const {
  if (m_state == State::empty) return {};
  if (m_what == What::distance) {
    QString note = length_text(length_m());
    if (m_state == State::drawing && m_points.size() > 1) {
      const std::vector<geo::Point2> last = {m_points.back(), m_pointer};
      note += QLatin1Char('\n') + QCoreApplication::translate("Tools", "last leg %1").arg(length_text(geo::geodesic_length_m(in_degrees(last))));
    }
    return note;
  }
  auto ring = points();
  if (ring.size() < 3) return length_text(length_m());
  ring.push_back(ring.front());
  return area_text(area_m2()) + QLatin1Char('\n') + QCoreApplication::translate("Tools", "perimeter %1").arg(length_text(geo::geodesic_length_m(in_degrees(ring))));
}

void MeasureTool::paint(QPainter& painter, const ToolContext& context) const {
  const auto all = points();
  if (all.empty()) return;
  QPainterPath path;
  path.moveTo(context.screen_of_mercator(all.front()));
  for (std::size_t i = 1; i < all.size(); ++i) path.lineTo(context.screen_of_mercator(all[i]));
  if (m_what == What::area && all.size() > 2) path.closeSubpath();
  const Theme& theme = context.theme();
  const double scale = context.ui_scale();
  QColor fill = theme.sketch;
  fill.setAlphaF(0.18F);
  if (m_what == What::area) painter.fillPath(path, fill);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.sketch_halo, 6 * scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(path);
  painter.setPen(QPen(theme.sketch, 2.5 * scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(path);
  painter.setBrush(theme.sketch_halo);
  for (const auto& p : m_points) painter.drawEllipse(context.screen_of_mercator(p), 4.5 * scale, 4.5 * scale);
  paint_segment_figures(painter, context);
}

void MeasureTool::paint_segment_figures(QPainter& painter, const ToolContext& context) const {
  if (m_what != What::distance || m_points.size() < 2) return;
  painter.setFont(Look::instance().small_font());
  const QFontMetricsF metrics(painter.font());
  for (std::size_t i = 1; i < m_points.size(); ++i) {
    const QPointF a = context.screen_of_mercator(m_points[i - 1]);
    const QPointF b = context.screen_of_mercator(m_points[i]);
    const std::vector<geo::Point2> leg = {m_points[i - 1], m_points[i]};
    const QString text = length_text(geo::geodesic_length_m(in_degrees(leg)));
    const double width = metrics.horizontalAdvance(text) + 12;
    if (std::hypot(b.x() - a.x(), b.y() - a.y()) < width * 1.4) continue;
    const QPointF middle = (a + b) / 2;
    const QRectF plate(middle.x() - width / 2, middle.y() - metrics.height() / 2 - 2, width, metrics.height() + 4);
    painter.setPen(QPen(context.theme().border, 1));
    painter.setBrush(context.theme().raised);
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(context.theme().text);
    painter.drawText(plate, Qt::AlignCenter, text);
  }
}

}  // namespace skizze::ui
