// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QStyleHints>
#include <QGuiApplication>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

#include "canvas/canvas.h"
#include "project/document.h"

namespace skizze::ui {
namespace {

constexpr double k_arrow_px = 64;
constexpr double k_fine_arrow_px = 4;
constexpr double k_wheel_step = 120;  // eighths of a degree per notch, QWheelEvent

QPointF arrow_of(int key) {
  switch (key) {
    case Qt::Key_Left: return {-1, 0};
    case Qt::Key_Right: return {1, 0};
    case Qt::Key_Up: return {0, -1};
    case Qt::Key_Down: return {0, 1};
    default: return {0, 0};
  }
}

}  // namespace

ToolInput Canvas::input_of(ToolInput::Kind kind, QPointF at) const {
  ToolInput input;
  input.kind = kind;
  input.screen_px = at;
  input.mercator = m_camera.to_mercator({at.x(), at.y()});
  input.project = to_project(input.mercator);
  input.modifiers = QGuiApplication::keyboardModifiers();
  input.dragging = m_dragging;
  return input;
}

ToolInput Canvas::input_of(ToolInput::Kind kind, const QMouseEvent& event) const {
  ToolInput input = input_of(kind, event.position());
  input.button = event.button();
  input.buttons = event.buttons();
  input.modifiers = event.modifiers();
  return input;
}

void Canvas::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  show_crosshair(false);
  m_press_px = m_last_px = event->position();
  m_dragging = false;
  if (event->button() == Qt::MiddleButton || (m_space_down && event->button() == Qt::LeftButton)) {
    m_gesture = Gesture::pan;
    setCursor(Qt::ClosedHandCursor);
    return;
  }
  if (give_to_tool(input_of(ToolInput::Kind::press, *event))) {
    m_gesture = Gesture::tool;
    return;
  }
  if (event->button() != Qt::LeftButton) return;
  m_gesture = event->modifiers().testFlag(Qt::ShiftModifier) ? Gesture::rubber_band : Gesture::pan;
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (m_crosshair) show_crosshair(false);
  if (!m_dragging && event->buttons() != Qt::NoButton)
    m_dragging = (at - m_press_px).manhattanLength() >= QGuiApplication::styleHints()->startDragDistance();
  m_pointer_inside = true;
  if (m_gesture == Gesture::pan && m_dragging) {
    setCursor(Qt::ClosedHandCursor);
    pan_by(at - m_last_px);
  } else if (m_gesture == Gesture::rubber_band) {
    update();
  } else {
    m_last_px = at;  // there the note stands
    give_to_tool(input_of(ToolInput::Kind::move, *event));
    update_note();
  }
  m_last_px = at;
  Q_EMIT pointer_moved(m_camera.to_mercator({at.x(), at.y()}));
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
  const Gesture gesture = m_gesture;
  m_gesture = Gesture::none;
  if (gesture == Gesture::rubber_band && m_dragging) {
    geo::Box box;
    box.add(m_camera.to_mercator({m_press_px.x(), m_press_px.y()}));
    box.add(m_camera.to_mercator({event->position().x(), event->position().y()}));
    update();
    if (box.width() > 0 && box.height() > 0) {
      const auto goal = scene::camera_for(box, width(), height(), 0, devicePixelRatioF());
      set_camera(goal.center, goal.zoom);
    }
  } else if (gesture == Gesture::tool || (!m_dragging && gesture != Gesture::none && !m_space_down && event->button() != Qt::MiddleButton)) {
    give_to_tool(input_of(ToolInput::Kind::release, *event));
  }
  m_dragging = false;
  if (m_tool != nullptr) setCursor(m_space_down ? QCursor(Qt::OpenHandCursor) : m_tool->cursor());
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (give_to_tool(input_of(ToolInput::Kind::double_click, *event))) return;
  if (event->button() == Qt::LeftButton) zoom_by(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1, event->position());
}

void Canvas::wheelEvent(QWheelEvent* event) {
  const QPoint angle = event->angleDelta();
  const double steps = (angle.y() != 0 ? angle.y() : angle.x()) / k_wheel_step;
  ToolInput input = input_of(ToolInput::Kind::wheel, event->position());
  input.wheel_steps = steps;
  input.modifiers = event->modifiers();
  event->accept();
  if (steps == 0 || give_to_tool(input)) return;
  const double per_step = event->modifiers().testFlag(Qt::ControlModifier) ? 0.1 : 0.5;
  const bool fine = std::abs(steps) < 1;  // a touchpad: many small steps, each shown at once
  const double base = m_animation.isActive() ? m_to.zoom : m_camera.zoom;
  zoom_around(event->position(), base + steps * per_step, !fine);
}

bool Canvas::event(QEvent* event) {
  if (event->type() == QEvent::NativeGesture) return handle_native_gesture(static_cast<QNativeGestureEvent*>(event));
  if (event->type() == QEvent::Gesture) {
    auto* gestures = static_cast<QGestureEvent*>(event);
    if (auto* pinch = static_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture))) return handle_pinch(pinch);
  }
  if (event->type() == QEvent::ShortcutOverride) {
    // Plain keys belong to the map while it has the focus (digits start a typed length, Escape steps back).
    auto* key = static_cast<QKeyEvent*>(event);
    const bool plain = (key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    if (plain && key->key() >= Qt::Key_0 && key->key() <= Qt::Key_9 && m_tool != nullptr && m_tool->id() != QLatin1String("pan")) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

bool Canvas::handle_native_gesture(QNativeGestureEvent* event) {
  if (event->gestureType() == Qt::ZoomNativeGesture) {
    zoom_around(event->position(), m_camera.zoom + std::log2(std::max(0.1, 1 + event->value())), false);
    return true;
  }
  if (event->gestureType() == Qt::SmartZoomNativeGesture) {
    zoom_by(1, event->position());
    return true;
  }
  return QWidget::event(event);
}

bool Canvas::handle_pinch(QPinchGesture* gesture) {
  m_gesture = Gesture::none;
  if (gesture->changeFlags().testFlag(QPinchGesture::CenterPointChanged)) pan_by(gesture->centerPoint() - gesture->lastCenterPoint());
  if (gesture->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged) && gesture->scaleFactor() > 0)
    zoom_around(mapFromGlobal(gesture->centerPoint()), m_camera.zoom + std::log2(gesture->scaleFactor()), false);
  return true;
}

bool Canvas::handle_camera_key(QKeyEvent* event) {
  const QPointF arrow = arrow_of(event->key());
  if (!arrow.isNull()) {
    move_crosshair(arrow * (event->modifiers().testFlag(Qt::ShiftModifier) ? k_fine_arrow_px : k_arrow_px));
    return true;
  }
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom_by(0.5); return true;
    case Qt::Key_Minus: zoom_by(-0.5); return true;
    case Qt::Key_Home:
      if (m_document != nullptr) zoom_to(m_document->extent());
      return true;
    default: return false;
  }
}

void Canvas::move_crosshair(QPointF step) {
  show_crosshair(true);
  pan_by(-step);
  const QPointF center(width() / 2.0, height() / 2.0);
  give_to_tool(input_of(ToolInput::Kind::move, center));
  Q_EMIT pointer_moved(m_camera.center);
}

void Canvas::show_crosshair(bool shown) {
  if (m_crosshair == shown) return;
  m_crosshair = shown;
  update();
}

void Canvas::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    step_back();
    return;
  }
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    m_space_down = true;
    setCursor(Qt::OpenHandCursor);
    return;
  }
  const QPointF at = m_crosshair || !m_pointer_inside ? QPointF(width() / 2.0, height() / 2.0) : m_last_px;
  ToolInput input = input_of(ToolInput::Kind::key, at);
  input.key = event->key();
  input.text = event->text();
  input.modifiers = event->modifiers();
  if (give_to_tool(input)) return;
  if (handle_camera_key(event)) return;
  if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_crosshair) {
    ToolInput act = input_of(ToolInput::Kind::press, at);
    act.button = Qt::LeftButton;
    give_to_tool(act);
    act.kind = ToolInput::Kind::release;
    give_to_tool(act);
    return;
  }
  QWidget::keyPressEvent(event);
}

void Canvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    m_space_down = false;
    if (m_tool != nullptr) setCursor(m_tool->cursor());
    return;
  }
  QWidget::keyReleaseEvent(event);
}

void Canvas::leaveEvent(QEvent* event) {
  m_pointer_inside = false;
  Q_EMIT pointer_left();
  update();
  QWidget::leaveEvent(event);
}

void Canvas::focusOutEvent(QFocusEvent* event) {
  m_space_down = false;
  show_crosshair(false);
  QWidget::focusOutEvent(event);
  update();
}

void Canvas::contextMenuEvent(QContextMenuEvent* event) {
  const QPoint at = event->reason() == QContextMenuEvent::Keyboard ? rect().center() : event->pos();
  Q_EMIT context_menu_wanted(at, m_camera.to_mercator({static_cast<double>(at.x()), static_cast<double>(at.y())}));
}

}  // namespace skizze::ui
