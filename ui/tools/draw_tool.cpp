// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/draw_tool.h"

#include <QPainter>

#include "project/figures.h"
#include "shell/language.h"
#include "tools/shape_paint.h"

namespace skizze::ui {

void DrawTool::clear() {
  m_points.clear();
  m_trace_from.reset();
  m_trace.clear();
  m_pointer.reset();
  m_typed.clear();
  m_guide.reset();
  tell_preview();
}

void DrawTool::activate(ToolContext&) { clear(); }
void DrawTool::deactivate() { clear(); }

std::size_t DrawTool::least_vertices() const {
  if (m_spec.kind == geo::GeometryKind::point) return 1;
  return m_spec.kind == geo::GeometryKind::line ? 2 : 3;
}

geo::Geometry DrawTool::shape(bool with_pointer) const {
  std::vector<geo::Point2> points = m_points;
  if (with_pointer && m_trace_from) {
    for (const auto& p : m_trace)
      if (points.empty() || !(points.back() == p)) points.push_back(p);
  } else if (with_pointer && m_pointer && (points.empty() || !(points.back() == *m_pointer))) points.push_back(*m_pointer);
  if (m_spec.kind == geo::GeometryKind::point) return points.empty() ? geo::Geometry{} : geo::make_point(points.back());
  if (points.size() < 2) return {};
  return m_spec.kind == geo::GeometryKind::area && points.size() > 2 ? geo::make_area({points}) : geo::make_line(points);
}

void DrawTool::tell_preview() const {
  if (m_spec.preview) m_spec.preview(m_points.empty() && m_trace.empty() ? geo::Geometry{} : shape(true));
}

ToolResult DrawTool::handle(const ToolInput& input, ToolContext& context) {
  switch (input.kind) {
    case ToolInput::Kind::press: return begin_trace(input);
    case ToolInput::Kind::move: return m_trace_from ? trace(input) : move_to(input, context);
    case ToolInput::Kind::release:
      if (m_trace_from && input.dragging) return end_trace(input);
      m_trace_from.reset();
      if (input.button != Qt::LeftButton || input.dragging) return ToolResult::ignored();
      move_to(input, context);
      return add_vertex(context);
    case ToolInput::Kind::double_click:
      if (input.button != Qt::LeftButton) return ToolResult::ignored();
      return m_points.size() >= least_vertices() ? finish() : ToolResult::took();
    case ToolInput::Kind::key: return handle_key(input, context);
    default: return ToolResult::ignored();
  }
}

ToolResult DrawTool::begin_trace(const ToolInput& input) {
  if (!m_spec.follow || input.button != Qt::LeftButton || !input.modifiers.testFlag(Qt::ControlModifier)) return ToolResult::ignored();
  m_trace_from = m_points.empty() ? input.project : m_points.back();
  m_trace.clear();
  return ToolResult::took();
}

ToolResult DrawTool::trace(const ToolInput& input) {
  if (!input.dragging) return ToolResult::took();
  m_pointer = input.project;
  m_trace = m_spec.follow(*m_trace_from, input.project);
  tell_preview();
  return ToolResult::took();
}

ToolResult DrawTool::end_trace(const ToolInput& input) {
  trace(input);
  const auto way = m_trace;
  m_trace_from.reset();
  m_trace.clear();
  for (const auto& p : way)
    if (m_points.empty() || !(m_points.back() == p)) m_points.push_back(p);
  if (!m_points.empty()) m_pointer = m_points.back();
  tell_preview();
  return ToolResult::took();
}

ToolResult DrawTool::move_to(const ToolInput& input, ToolContext& context) {
  m_last_input = input;
  const geo::Geometry shown = shape(true);
  const QRegion guided = m_guide.painted_on(context);
  const auto snapped =
      m_guide.snap(input, context, m_points, m_spec.kind == geo::GeometryKind::area, m_typed.length_m(), m_typed.bearing_deg());
  m_pointer = snapped.point;
  tell_preview();
  ToolResult result;
  result.repaint = true;
  const bool strip = m_spec.strip_width_m && m_spec.strip_width_m() / context.metres_per_px() >= k_thinnest_strip_px;
  if (!strip) result.changed = changed_between(shown, shape(true), context);
  if (result.changed) *result.changed += guided + m_guide.painted_on(context);
  return result;
}

ToolResult DrawTool::add_vertex(ToolContext&) {
  if (!m_pointer) return ToolResult::ignored();
  const bool closes = m_guide.last().kind == sketch::SnapKind::close_ring && m_points.size() >= least_vertices();
  if (closes) return finish();
  const bool repeated = !m_points.empty() && m_points.back() == *m_pointer;
  if (repeated) return m_points.size() >= least_vertices() ? finish() : ToolResult::took();
  m_points.push_back(*m_pointer);
  m_typed.clear();
  m_guide.keep_reference();
  if (m_spec.kind == geo::GeometryKind::point) return finish();
  tell_preview();
  return ToolResult::took();
}

ToolResult DrawTool::finish() {
  const geo::Geometry done = shape(false);
  ToolResult result = ToolResult::took();
  result.finished = true;
  clear();
  if (m_spec.kind != geo::GeometryKind::point) result.held = HeldShape{{}, done, done.bounds()};
  if (m_spec.done) m_spec.done(done, result);
  return result;
}

ToolResult DrawTool::handle_key(const ToolInput& input, ToolContext& context) {
  if (!m_points.empty() && m_typed.take(input)) return move_to(input, context).repaint ? ToolResult::took() : ToolResult::took();
  if (input.key == Qt::Key_Backspace && !m_points.empty()) return take_back_vertex();
  if (input.key != Qt::Key_Return && input.key != Qt::Key_Enter) return ToolResult::ignored();
  if (!m_typed.empty() && m_pointer) return add_vertex(context);
  // Enter finishes only what the keyboard cannot mean as "place a vertex here": the crosshair rests on the last vertex.
  const bool at_rest = !m_points.empty() && m_pointer && m_points.back() == *m_pointer;
  const bool with_mouse = input.modifiers.testFlag(Qt::ControlModifier) || at_rest;
  return with_mouse && m_points.size() >= least_vertices() ? finish() : ToolResult::ignored();
}

ToolResult DrawTool::take_back_vertex() {
  m_points.pop_back();
  tell_preview();
  return ToolResult::took();
}

ToolResult DrawTool::step_back(ToolContext& context) {
  if (!m_typed.empty()) {
    m_typed.clear();
    move_to(ToolInput(m_last_input), context);  // back to where the pointer is
    return ToolResult::took();
  }
  if (m_trace_from) {
    m_trace_from.reset();
    m_trace.clear();
    tell_preview();
    return ToolResult::took();
  }
  if (m_points.empty()) return ToolResult::ignored();
  return take_back_vertex();
}

void DrawTool::paint(QPainter& painter, const ToolContext& context) const {
  const geo::Geometry full = shape(true);
  if (m_spec.strip_width_m && full.kind == geo::GeometryKind::line) paint_strip(painter, full, m_spec.strip_width_m(), context);
  if (!full.empty() && full.kind != geo::GeometryKind::point) paint_sketch(painter, full, context);
  for (const auto& p : m_points) paint_grip(painter, context.screen_of_project(p), Grip::vertex, false, context);
  m_guide.paint(painter, context);
}

QString DrawTool::status_text() const {
  const QString noun = m_spec.noun ? m_spec.noun() : QString();
  if (m_spec.kind == geo::GeometryKind::point) return tr("Click on the map to place the %1.").arg(noun);
  if (m_points.empty() && m_spec.follow) return tr("Click to start the %1; Ctrl and dragging follows the streets. Alt switches snapping off.").arg(noun);
  if (m_points.empty()) return tr("Click to start the %1. Alt switches snapping off.").arg(noun);
  if (m_points.size() < least_vertices()) return tr("Click to add a point, or type a length and press Enter. Esc goes back.");
  return tr("Click to add a point; double-click or Ctrl+Enter finishes. Esc takes the last point back.");
}

QString DrawTool::pointer_note() const {
  if ((m_points.empty() && m_trace.empty()) || m_spec.kind == geo::GeometryKind::point) return {};
  QString note;
  const geo::Geometry full = shape(true);
  if (full.kind == geo::GeometryKind::area) {
    note = area_text(geo::planar_area(full));
  } else if (full.kind == geo::GeometryKind::line) {
    note = length_text(geo::planar_length(full));
  }
  if (!m_typed.empty()) note += QLatin1Char('\n') + tr("Typed: %1 m").arg(m_typed.text());
  if (m_guide.last().kind != sketch::SnapKind::none)
    note += QLatin1Char('\n') + text_of(base::Message{sketch::message_id(m_guide.last().kind), {}});
  const QString more = m_spec.note ? m_spec.note() : QString();
  return more.isEmpty() ? note : note + QLatin1Char('\n') + more;
}

}  // namespace skizze::ui
