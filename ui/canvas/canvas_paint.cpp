// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QPaintEvent>
#include <QPainter>

#include <utility>

#include "canvas/canvas.h"
#include "canvas/gl_surface.h"
#include "canvas/note.h"
#include "project/document.h"
#include "tools/shape_paint.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr double k_speck_m = 1e-6;
constexpr int k_point_elements = 5;  // of a rectangle in a path

QPainterPath path_of(const geo::Geometry& geometry, geo::Point2 origin) {
  QPainterPath path;
  path.setFillRule(Qt::OddEvenFill);
  for (const auto& part : geometry.parts) {
    if (part.points.empty()) continue;
    QPolygonF polygon;
    polygon.reserve(static_cast<qsizetype>(part.points.size()) + 1);
    for (const auto& p : part.points) polygon << QPointF(p.x - origin.x, p.y - origin.y);
    if (geometry.kind == geo::GeometryKind::point) {
      for (const QPointF& p : polygon) path.addRect(QRectF(p, QSizeF(k_speck_m, k_speck_m)));  // a move alone would leave the path empty
      continue;
    }
    path.addPolygon(polygon);
    if (geometry.kind == geo::GeometryKind::area) path.closeSubpath();
  }
  return path;
}

}  // namespace

void Canvas::paintEvent(QPaintEvent* event) {
  if (m_surface != nullptr) return;
  QElapsedTimer clock;
  clock.start();
  QPainter painter(this);
  const scene::Camera& view = m_animation.isActive() ? m_camera : m_renderer->camera();
  m_renderer->paint(painter, view);
  m_painted = event->region();
  paint_above(painter);
  m_painted = {};
  m_frames.add(static_cast<double>(clock.nsecsElapsed()) / 1e6);
}

/// All that lies over squares and labels.
void Canvas::paint_above(QPainter& painter) {
  painter.setRenderHint(QPainter::Antialiasing);
  for (CanvasOverlay* overlay : m_overlays) {
    painter.save();
    overlay->paint(painter, *this);
    painter.restore();
  }
  for (const HeldShape& held : m_held) paint_sketch(painter, held.shape, *this);
  if (m_tool == nullptr || !m_tool->paints_selection()) paint_selection(painter);
  if (m_tool != nullptr) {
    painter.save();
    m_tool->paint(painter, *this);
    painter.restore();
  }
  if (m_gesture == Gesture::rubber_band) paint_rubber_band(painter);
  if (m_crosshair) paint_crosshair(painter);
  if (std::exchange(m_note_old, false)) m_note = pointer_note();
  if (!m_note.lines.isEmpty() && is_painted(m_note.plate)) paint_note(painter, m_note);
  if (hasFocus() && m_crosshair) {
    painter.setPen(QPen(theme().focus, px(3)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect());
  }
}

void Canvas::use_graphics(GraphicsChoice choice) {
  m_graphics = choose_graphics(choice);
  if (m_graphics.in_use == (m_surface != nullptr)) return;
  delete std::exchange(m_surface, nullptr);
  if (m_graphics.in_use) {
    m_surface = new GlSurface(this, [this](scene::FrameTarget& target, QPainter& painter) {
      QElapsedTimer clock;
      clock.start();
      const scene::Camera& view = m_animation.isActive() ? m_camera : m_renderer->camera();
      m_renderer->paint_squares(target, view);
      m_renderer->paint_labels(painter, view);
      paint_above(painter);
      m_frames.add(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    });
    m_surface->resize(size());
    m_surface->lower();
    m_surface->show();
  }
  update();
}

void Canvas::update() {
  m_note_old = true;
  if (m_surface != nullptr) return m_surface->update();
  QWidget::update();
}

void Canvas::update(const QRegion& changed) {
  if (m_surface != nullptr) return m_surface->update();  // puts a whole frame together each time
  QWidget::update(changed);
}

void Canvas::update_note() {
  Note note = pointer_note();
  if (m_note_old || note == m_note) return;
  constexpr int k_border = 2;
  for (const QRectF& plate : {m_note.plate, note.plate})
    if (!plate.isEmpty()) update(plate.toAlignedRect().adjusted(-k_border, -k_border, k_border, k_border));
  m_note = std::move(note);
}

void Canvas::set_selection(const Selection& selection) {
  m_selection = selection;
  rebuild_selection_path();
  update();
}

void Canvas::refresh_selection() { set_selection(Selection(m_selection)); }

void Canvas::rebuild_selection_path() {
  geo::Geometry geometry;
  if (m_selection.kind == Selection::Kind::feature && m_selection.pack && m_selection.row < m_selection.pack->size()) {
    geometry = m_selection.pack->geometry(m_selection.row);
  } else if (m_document != nullptr && m_selection.kind == Selection::Kind::measure) {
    if (const auto* measure = m_document->measure(m_selection.id)) geometry = m_document->to_mercator(measure->geometry);
  } else if (m_document != nullptr && m_selection.kind == Selection::Kind::contribution) {
    if (const auto* contribution = m_document->contribution(m_selection.id)) geometry = m_document->to_mercator(contribution->geometry);
  }
  m_selection_kind = geometry.kind;
  m_selection_origin = geometry.empty() ? geo::Point2{} : geometry.bounds().center();
  m_selection_path = path_of(geometry, m_selection_origin);
}

void Canvas::paint_selection(QPainter& painter) const {
  if (m_selection_path.isEmpty()) return;
  const auto origin = m_camera.to_screen(m_selection_origin);
  const double scale = 1 / m_camera.m_per_px();
  const QPainterPath path = QTransform(scale, 0, 0, -scale, origin.x, origin.y).map(m_selection_path);
  const Theme& t = theme();
  if (m_selection_kind == geo::GeometryKind::point) {
    for (int i = 0; i < path.elementCount(); i += k_point_elements) {
      const QPointF at(path.elementAt(i).x, path.elementAt(i).y);
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(t.selection_halo, px(6)));
      painter.drawEllipse(at, px(13), px(13));
      painter.setPen(QPen(t.selection, px(3)));
      painter.drawEllipse(at, px(13), px(13));
    }
    return;
  }
  QColor fill = t.selection;
  fill.setAlphaF(0.16F);
  painter.setBrush(m_selection_kind == geo::GeometryKind::area ? QBrush(fill) : QBrush(Qt::NoBrush));
  painter.setPen(QPen(t.selection_halo, px(6), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(path);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(t.selection, px(3), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(path);
}

void Canvas::paint_rubber_band(QPainter& painter) const {
  QColor fill = theme().accent;
  fill.setAlphaF(0.15F);
  painter.setPen(QPen(theme().accent, px(2)));
  painter.setBrush(fill);
  painter.drawRect(QRectF(m_press_px, m_last_px).normalized());
}

void Canvas::paint_crosshair(QPainter& painter) const {
  const QPointF c(width() / 2.0, height() / 2.0);
  const double r = px(16);
  const double gap = px(4);
  for (const auto& [color, width_px] : {std::pair{theme().selection_halo, px(5)}, std::pair{theme().selection, px(2)}}) {
    painter.setPen(QPen(color, width_px, Qt::SolidLine, Qt::RoundCap));
    for (const QPointF& d : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)}) painter.drawLine(c + d * gap, c + d * r);
  }
}

Note Canvas::pointer_note() const {
  if (m_tool == nullptr || (!m_pointer_inside && !m_crosshair)) return {};
  const QString note = m_tool->pointer_note();
  if (note.isEmpty()) return {};
  const QPointF at = m_crosshair ? QPointF(width() / 2.0, height() / 2.0) : m_last_px;
  return place_note(note, at, QRectF(rect()));
}

}  // namespace skizze::ui
