// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/canvas.h"
#include "canvas/gl_surface.h"

#include <QEvent>
#include <QResizeEvent>

#include <algorithm>
#include <cmath>

#include "project/document.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr double k_pixel_m = 0.00028;  // OGC 06-042, 7.2.4.6.9: the standardised rendering pixel
constexpr int k_frame_ms = 8;

}  // namespace

void FrameLog::add(double milliseconds) {
  constexpr std::size_t k_limit = 100'000;
  if (m_ms.size() >= k_limit) m_ms.erase(m_ms.begin(), m_ms.begin() + k_limit / 2);
  m_ms.push_back(milliseconds);
}

double FrameLog::percentile(double share) const {
  if (m_ms.empty()) return 0;
  std::vector<double> sorted = m_ms;
  std::sort(sorted.begin(), sorted.end());
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

Canvas::Canvas(QWidget* parent) : QWidget(parent), m_renderer(std::make_unique<scene::MapRenderer>()) {
  setObjectName(QStringLiteral("canvas"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_AcceptTouchEvents);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAttribute(Qt::WA_InputMethodEnabled, false);
  grabGesture(Qt::PinchGesture);
  setMinimumSize(200, 160);
  m_animation.setInterval(k_frame_ms);
  m_animation.setTimerType(Qt::PreciseTimer);
  connect(&m_animation, &QTimer::timeout, this, &Canvas::animation_step);
  connect(m_renderer.get(), &scene::MapRenderer::updated, this, [this] {
    release_held();
    update();
  });
  connect(&Look::instance(), &Look::changed, this, &Canvas::follow_look);
  follow_look();
  m_camera.center = geo::to_mercator({10.4, 51.2});
  m_camera.zoom = 5;
  retranslate();
}

Canvas::~Canvas() = default;

void Canvas::follow_look() {
  m_renderer->set_fade_ms(Look::instance().motion_ms());
  update();
}

void Canvas::set_document(project::Document* document) {
  m_document = document;
  m_held.clear();
  set_selection({});
  if (document == nullptr) set_snapshot({});
}

const project::Document* Canvas::document() const { return m_document; }
const Theme& Canvas::theme() const { return current_theme(); }
double Canvas::ui_scale() const { return Look::instance().scale(); }

void Canvas::set_snapshot(const scene::MapSnapshot& snapshot) {
  m_snapshot = snapshot;
  m_renderer->set_snapshot(snapshot);
  release_held();
  update();
}

void Canvas::set_snapshot(const scene::MapSnapshot& snapshot, const geo::Box& touched) {
  m_snapshot = snapshot;
  m_renderer->set_snapshot(snapshot, touched);
  release_held();
  update();
}

void Canvas::add_overlay(CanvasOverlay* overlay) {
  m_overlays.push_back(overlay);
  update();
}

void Canvas::remove_overlay(CanvasOverlay* overlay) {
  std::erase(m_overlays, overlay);
  update();
}

// --- camera -----------------------------------------------------------------------------------------------------------

void Canvas::apply_camera(geo::Point2 center, double zoom) {
  m_camera.center = center;
  m_camera.zoom = std::clamp(zoom, scene::k_min_zoom, scene::k_max_zoom);
  m_camera.width_px = std::max(1, width());
  m_camera.height_px = std::max(1, height());
  m_camera.dpr = devicePixelRatioF();
  if (!m_animation.isActive()) m_renderer->set_camera(m_camera);
  update();
  Q_EMIT camera_changed();
}

void Canvas::set_camera(geo::Point2 mercator_center, double zoom, bool animated) {
  m_anchor_px.reset();
  if (animated && Look::instance().motion_ms() > 0 && isVisible())
    start_animation(mercator_center, zoom);
  else {
    m_animation.stop();
    apply_camera(mercator_center, zoom);
  }
}

void Canvas::start_animation(geo::Point2 center, double zoom) {
  m_from = m_camera;
  m_to = m_camera;
  m_to.center = center;
  m_to.zoom = std::clamp(zoom, scene::k_min_zoom, scene::k_max_zoom);
  m_renderer->set_camera(m_to);  // squares of the goal are drawn while we move
  m_animation_clock.start();
  m_animation.start();
}

void Canvas::animation_step() {
  const double t = std::min(1.0, static_cast<double>(m_animation_clock.elapsed()) / std::max(1, Look::instance().motion_ms()));
  const double eased = 1 - std::pow(1 - t, 3);
  if (t >= 1) m_animation.stop();
  const double zoom = m_from.zoom + (m_to.zoom - m_from.zoom) * eased;
  if (m_anchor_px && t < 1) {
    m_camera = m_from.zoomed_around({m_anchor_px->x(), m_anchor_px->y()}, zoom);
    update();
    Q_EMIT camera_changed();
    return;
  }
  // Moving and zooming at once: straight on screen, so the path follows the shrinking scale.
  const double change = m_to.zoom - m_from.zoom;
  const double along = std::abs(change) < 1e-6 ? eased : (1 - std::exp2(-change * eased)) / (1 - std::exp2(-change));
  apply_camera({m_from.center.x + (m_to.center.x - m_from.center.x) * along, m_from.center.y + (m_to.center.y - m_from.center.y) * along},
               zoom);
}

void Canvas::zoom_to(const geo::Box& mercator, bool animated) {
  if (mercator.empty()) return;
  const auto goal = scene::camera_for(mercator, std::max(1, width()), std::max(1, height()), px(48), devicePixelRatioF());
  set_camera(goal.center, goal.zoom, animated);
}

void Canvas::zoom_around(QPointF at, double zoom, bool animated) {
  const double clamped = std::clamp(zoom, scene::k_min_zoom, scene::k_max_zoom);
  const auto goal = m_camera.zoomed_around({at.x(), at.y()}, clamped);
  if (!animated || Look::instance().motion_ms() == 0 || !isVisible()) {
    m_animation.stop();
    apply_camera(goal.center, goal.zoom);
    return;
  }
  start_animation(goal.center, goal.zoom);
  m_anchor_px = at;
}

void Canvas::zoom_by(double levels, std::optional<QPointF> around_px) {
  const double base = m_animation.isActive() ? m_to.zoom : m_camera.zoom;
  zoom_around(around_px.value_or(QPointF(width() / 2.0, height() / 2.0)), base + levels, true);
}

void Canvas::pan_by(QPointF step) {
  m_animation.stop();
  const auto moved = m_camera.panned(step.x(), step.y());
  apply_camera(moved.center, moved.zoom);
}

double Canvas::scale_denominator() const { return scene::ground_m_per_px(m_camera) / k_pixel_m; }

void Canvas::set_scale_denominator(double denominator) {
  if (!(denominator > 0)) return;
  set_camera(m_camera.center, m_camera.zoom + std::log2(scale_denominator() / denominator));
}

void Canvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (m_surface != nullptr) m_surface->resize(size());
  m_animation.stop();
  apply_camera(m_camera.center, m_camera.zoom);
}

bool Canvas::wait_until_drawn(int timeout_ms) { return m_renderer->wait_idle(timeout_ms); }

// --- tools ------------------------------------------------------------------------------------------------------------

void Canvas::add_tool(std::unique_ptr<Tool> tool) {
  const QString id = tool->id();
  const bool first = m_tools.empty();
  m_tools[id] = std::move(tool);
  if (first) activate_tool(id);
}

Tool* Canvas::tool(const QString& id) const {
  const auto found = m_tools.find(id);
  return found == m_tools.end() ? nullptr : found->second.get();
}

bool Canvas::activate_tool(const QString& id) {
  Tool* next = tool(id);
  if (next == nullptr) return false;
  if (next == m_tool) return true;
  if (m_tool != nullptr) m_tool->deactivate();
  m_tool = next;
  m_gesture = Gesture::none;
  m_tool->activate(*this);
  setCursor(m_tool->cursor());
  update();
  Q_EMIT tool_changed();
  Q_EMIT status_changed();
  return true;
}

void Canvas::feed(ToolInput input) { give_to_tool(input); }

bool Canvas::give_to_tool(const ToolInput& input) {
  if (m_tool == nullptr) return false;
  ToolResult result = m_tool->handle(input, *this);
  const bool taken = result.taken;
  carry_out(std::move(result));
  return taken;
}

void Canvas::carry_out(ToolResult result) {
  if (result.repaint && result.changed) {
    update(*result.changed);
    update_note();
  } else if (result.repaint) {
    update();
  }
  if (!result.changes.empty()) Q_EMIT changes_wanted(result.changes);
  if (result.select) Q_EMIT selection_wanted(*result.select);
  if (result.question) Q_EMIT place_asked(*result.question);
  if (result.held) hold(std::move(*result.held));
  if (result.finished) activate_tool(QStringLiteral("pan"));
  if (m_tool != nullptr && m_gesture != Gesture::pan && !m_space_down) setCursor(m_tool->cursor());
  Q_EMIT status_changed();
}

// --- what the map does not show yet -----------------------------------------------------------------------------------

void Canvas::hold(HeldShape held) {
  if (m_document == nullptr || !m_document->is_open() || held.shape.kind == geo::GeometryKind::point) return;
  std::erase_if(m_held, [&](const HeldShape& old) { return old.id == held.id; });
  m_held.push_back(std::move(held));
  update();
}

/// Lets go of what every square in view shows by now.
void Canvas::release_held() {
  if (m_held.empty() || m_document == nullptr || !m_document->is_open()) return;
  std::erase_if(m_held, [this](const HeldShape& held) {
    if (!m_document->is_settled(held.id)) return false;
    for (const auto& layer : m_snapshot.layers) {
      if (layer.id != project::k_measures_layer && layer.id != project::k_contributions_layer) continue;
      for (const auto row : layer.hidden_rows)
        if (m_document->id_of_row(layer.id, row) == held.id) return false;
    }
    geo::Box box;
    const auto& b = held.touched;
    for (const geo::Point2 corner : {geo::Point2{b.min_x, b.min_y}, {b.max_x, b.min_y}, {b.min_x, b.max_y}, {b.max_x, b.max_y}})
      box.add(to_mercator(corner));
    return m_renderer->is_current(box);
  });
}

void Canvas::step_back() {
  if (m_gesture == Gesture::rubber_band) {
    m_gesture = Gesture::none;
    update();
    return;
  }
  if (m_tool == nullptr) return;
  ToolResult result = m_tool->step_back(*this);
  const bool taken = result.taken;
  carry_out(std::move(result));
  if (taken) return;
  if (m_tool->id() != QLatin1String("pan"))
    activate_tool(QStringLiteral("pan"));
  else if (m_selection.kind != Selection::Kind::none)
    Q_EMIT selection_wanted({});
  else
    show_crosshair(false);
}

// --- ToolContext ------------------------------------------------------------------------------------------------------

geo::Point2 Canvas::to_project(geo::Point2 mercator) const {
  return m_document != nullptr && m_document->is_open() ? m_document->to_project(mercator) : mercator;
}

geo::Point2 Canvas::to_mercator(geo::Point2 project) const {
  return m_document != nullptr && m_document->is_open() ? m_document->to_mercator(project) : project;
}

std::vector<scene::Hit> Canvas::hits(QPointF screen_px, double tolerance_px) const {
  return scene::hit_test(m_snapshot, m_camera, {screen_px.x(), screen_px.y()}, tolerance_px);
}

void Canvas::retranslate() {
  setAccessibleName(tr("Map"));
  setAccessibleDescription(
      tr("Arrow keys move the map under the crosshair, plus and minus zoom, Home shows everything, Enter acts at the crosshair. "
         "Layers, measures and contributions are also in the lists beside the map."));
}

void Canvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    update();
  }
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
