// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/edit_tool.h"

#include <QDateTime>
#include <QPainter>

#include "project/document.h"
#include "shell/language.h"
#include "sketch/command.h"
#include "tools/shape_paint.h"

namespace skizze::ui {
namespace {

constexpr double k_grip_px = 9;
constexpr double k_nudge_m = 0.1;
constexpr std::size_t k_most_midpoints = 200;  // more grips than that hide the shape

geo::Point2 midpoint(const geo::Part& part, std::size_t i) {
  const auto& a = part.points[i];
  const auto& b = part.points[(i + 1) % part.points.size()];
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

std::size_t segments_of(const geo::Part& part, geo::GeometryKind kind) {
  if (part.points.size() < 2 || kind == geo::GeometryKind::point) return 0;
  return kind == geo::GeometryKind::area ? part.points.size() : part.points.size() - 1;
}

std::optional<sketch::SegmentId> midpoint_at(const geo::Geometry& shape, geo::Point2 p, double tolerance) {
  for (std::size_t part = 0; part < shape.parts.size(); ++part) {
    for (std::size_t i = 0; i < segments_of(shape.parts[part], shape.kind); ++i) {
      const auto m = midpoint(shape.parts[part], i);
      if (std::hypot(m.x - p.x, m.y - p.y) <= tolerance) return sketch::SegmentId{part, i};
    }
  }
  return std::nullopt;
}

bool editable(const Selection& selection) {
  return selection.kind == Selection::Kind::measure || selection.kind == Selection::Kind::contribution;
}

/// Executes the new shape of a measure or contribution as one undoable step and gives it back to the tiles.
std::function<void(project::Document&)> reshape(const Selection& what, const geo::Geometry& geometry) {
  return [what, geometry](project::Document& document) {
    if (what.kind == Selection::Kind::measure) {
      if (const auto* measure = document.measure(what.id))
        document.execute(sketch::reshape_measure(*measure, geometry, QDateTime::currentMSecsSinceEpoch()));
    } else if (const auto* contribution = document.contribution(what.id)) {
      auto after = *contribution;
      after.geometry = geometry;
      document.update_contribution(after);
    }
    document.set_checked_out({});
  };
}

geo::Geometry nudged(const geo::Geometry& shape, const ToolInput& input) {
  const double step = input.modifiers.testFlag(Qt::ShiftModifier) ? 10 * k_nudge_m : k_nudge_m;
  switch (input.key) {
    case Qt::Key_Left: return sketch::moved(shape, -step, 0);
    case Qt::Key_Right: return sketch::moved(shape, step, 0);
    case Qt::Key_Up: return sketch::moved(shape, 0, step);
    case Qt::Key_Down: return sketch::moved(shape, 0, -step);
    default: return {};
  }
}

}  // namespace

void EditTool::deactivate() {
  m_state = State::idle;
  m_target = Target::none;
  m_guide.reset();
}

geo::Geometry EditTool::selected_shape(const ToolContext& context) const {
  if (m_state == State::dragging) return m_now;
  const auto* document = context.document();
  const Selection& selection = context.selection();
  if (document == nullptr) return {};
  if (selection.kind == Selection::Kind::measure) {
    const auto* measure = document->measure(selection.id);
    return measure ? measure->geometry : geo::Geometry{};
  }
  if (selection.kind == Selection::Kind::contribution) {
    const auto* contribution = document->contribution(selection.id);
    return contribution ? contribution->geometry : geo::Geometry{};
  }
  return {};
}

EditTool::Target EditTool::target_at(const geo::Geometry& shape, geo::Point2 p, const ToolContext& context) {
  if (shape.empty()) return Target::none;
  const double tolerance = k_grip_px * context.ui_scale() * context.metres_per_px();
  if (const auto vertex = sketch::vertex_at(shape, p, tolerance)) {
    m_vertex = *vertex;
    return Target::vertex;
  }
  if (const auto segment = midpoint_at(shape, p, tolerance)) {
    m_vertex = *segment;
    return Target::midpoint;
  }
  return geo::distance(shape, p) <= tolerance ? Target::body : Target::none;
}

ToolResult EditTool::handle(const ToolInput& input, ToolContext& context) {
  switch (input.kind) {
    case ToolInput::Kind::press: return press(input, context);
    case ToolInput::Kind::move: return move(input, context);
    case ToolInput::Kind::release: return release(input, context);
    case ToolInput::Kind::key: return key(input, context);
    default: return ToolResult::ignored();
  }
}

ToolResult EditTool::press(const ToolInput& input, ToolContext& context) {
  if (input.button != Qt::LeftButton) return ToolResult::ignored();
  m_target = target_at(selected_shape(context), input.project, context);
  if (m_target == Target::none) return ToolResult::ignored();  // dragging pans the map
  m_state = State::pressed;
  m_grabbed = input.project;
  return ToolResult::took();
}

bool EditTool::begin_drag(const ToolContext& context) {
  m_before = selected_shape(context);
  if (m_before.empty()) return false;
  m_edited = context.selection();
  m_now = m_before;
  if (m_target == Target::midpoint) {
    m_before = sketch::inserted_vertex(m_before, m_vertex, midpoint(m_before.parts[m_vertex.part], m_vertex.vertex));
    ++m_vertex.vertex;
    m_target = Target::vertex;
  }
  m_guide.set_excluded({m_edited.id});
  m_state = State::dragging;
  return true;
}

ToolResult EditTool::move(const ToolInput& input, ToolContext& context) {
  if (m_state == State::idle) {
    const auto before = std::pair(m_target, m_vertex);
    hover(input, context);
    ToolResult result;
    result.repaint = editable(context.selection()) && before != std::pair(m_target, m_vertex);
    return result;
  }
  ToolResult result = ToolResult::took();
  const bool was_dragging = m_state == State::dragging;
  if (m_state == State::pressed) {
    if (!input.dragging || !begin_drag(context)) return result;
    result.changes.push_back([id = m_edited.id](project::Document& document) { document.set_checked_out({id}); });
  }
  if (m_target == Target::vertex) {
    const geo::Geometry shown = std::move(m_now);
    const QRegion guided = m_guide.painted_on(context);
    m_now = sketch::moved_vertex(m_before, m_vertex, m_guide.snap(input, context, {}, false).point);
    if (was_dragging) result.changed = changed_between(shown, m_now, context);
    if (result.changed) *result.changed += guided + m_guide.painted_on(context);
  } else {
    m_now = sketch::moved(m_before, input.project.x - m_grabbed.x, input.project.y - m_grabbed.y);
  }
  if (m_preview) m_preview(m_edited, m_now);
  return result;
}

ToolResult EditTool::release(const ToolInput& input, ToolContext& context) {
  const State state = m_state;
  if (state == State::dragging) return commit(m_now);
  m_state = State::idle;
  if (input.button != Qt::LeftButton || input.dragging) return state == State::pressed ? ToolResult::took() : ToolResult::ignored();
  return click(input, context);
}

ToolResult EditTool::click(const ToolInput& input, ToolContext& context) {
  ToolResult result = ToolResult::took();
  Selection picked;
  const auto* document = context.document();
  for (const auto& hit : context.hits(input.screen_px, k_grip_px * context.ui_scale())) {
    const bool measure = hit.layer_id == project::k_measures_layer;
    const bool contribution = hit.layer_id == project::k_contributions_layer;
    if (document != nullptr && (measure || contribution)) {
      const auto id = document->id_of_row(hit.layer_id, hit.row);
      picked = measure ? Selection::of_measure(id) : Selection::of_contribution(id);
      break;
    }
    const auto* layer = context.snapshot().find(hit.layer_id);
    if (picked.kind == Selection::Kind::none && layer != nullptr && layer->pack)
      picked = {Selection::Kind::feature, hit.layer_id, layer->pack, hit.row, {}, input.mercator, {}};
  }
  result.select = picked;
  return result;
}

HeldShape EditTool::held(const geo::Geometry& shape) const {
  geo::Box touched = shape.bounds();
  touched.add(m_before.bounds());
  return {m_edited.id, shape, touched};
}

ToolResult EditTool::commit(const geo::Geometry& geometry) {
  ToolResult result = ToolResult::took();
  const geo::Geometry cleaned = sketch::cleaned(geometry);
  result.changes.push_back(reshape(m_edited, cleaned));
  result.select = m_edited;
  result.held = held(cleaned);
  deactivate();
  return result;
}

ToolResult EditTool::key(const ToolInput& input, ToolContext& context) {
  if (m_state != State::idle || !editable(context.selection())) return ToolResult::ignored();
  if (input.key == Qt::Key_Delete || input.key == Qt::Key_Backspace) return remove(context);
  if (!input.modifiers.testFlag(Qt::ControlModifier)) return ToolResult::ignored();
  const geo::Geometry after = nudged(selected_shape(context), input);
  if (after.empty()) return ToolResult::ignored();
  m_edited = context.selection();
  m_before = selected_shape(context);
  return commit(after);
}

ToolResult EditTool::remove(const ToolContext& context) {
  ToolResult result = ToolResult::took();
  const Selection what = context.selection();
  const geo::Geometry shape = selected_shape(context);
  if (m_target == Target::vertex && shape.kind != geo::GeometryKind::point) {
    const geo::Geometry after = sketch::deleted_vertex(shape, m_vertex);
    if (!after.empty()) {
      m_edited = what;
      m_before = shape;
      return commit(after);
    }
  }
  result.select = Selection{};
  result.changes.push_back([what](project::Document& document) {
    if (what.kind == Selection::Kind::measure)
      document.remove_measures({what.id});
    else
      document.remove_contributions({what.id});
  });
  m_target = Target::none;
  return result;
}

void EditTool::hover(const ToolInput& input, const ToolContext& context) {
  m_target = target_at(selected_shape(context), input.project, context);
  m_over_shape = m_target != Target::none;
}

ToolResult EditTool::step_back(ToolContext& context) {
  if (m_state != State::idle) {
    ToolResult result = ToolResult::took();
    if (m_state == State::dragging) {
      result.held = HeldShape{m_edited.id, m_before, m_before.bounds()};
      if (m_preview) m_preview(m_edited, m_before);
    }
    deactivate();
    result.changes.push_back([](project::Document& document) { document.set_checked_out({}); });
    return result;
  }
  if (context.selection().kind == Selection::Kind::none) return ToolResult::ignored();
  ToolResult result = ToolResult::took();
  result.select = Selection{};
  return result;
}

void EditTool::paint(QPainter& painter, const ToolContext& context) const {
  const geo::Geometry shape = selected_shape(context);
  if (shape.empty()) return;
  const auto places = screen_parts(shape, context);
  if (m_state == State::dragging) {
    if (shape.kind != geo::GeometryKind::point) paint_sketch(painter, places, shape.kind, context);
    m_guide.paint(painter, context);
  }
  if (shape.kind == geo::GeometryKind::point) return;  // the ring of the selection is grip enough
  for (std::size_t part = 0; part < shape.parts.size(); ++part) {
    const QPolygonF& points = places[part];
    const bool show_midpoints = m_state != State::dragging && static_cast<std::size_t>(points.size()) <= k_most_midpoints;
    for (std::size_t i = 0; show_midpoints && i < segments_of(shape.parts[part], shape.kind); ++i) {
      const bool strong = m_target == Target::midpoint && m_vertex == sketch::VertexId{part, i};
      paint_grip(painter, context.screen_of_project(midpoint(shape.parts[part], i)), Grip::midpoint, strong, context);
    }
    for (qsizetype i = 0; i < points.size(); ++i) {
      const bool strong = m_target == Target::vertex && m_vertex == sketch::VertexId{part, static_cast<std::size_t>(i)};
      paint_grip(painter, points[i], Grip::vertex, strong, context);
    }
  }
}

QString EditTool::status_text() const {
  if (m_state == State::dragging) return tr("Release to keep the new shape, Esc to give up.");
  if (m_target == Target::vertex) return tr("Drag to move the vertex, Delete removes it.");
  if (m_target == Target::midpoint) return tr("Drag to insert a vertex here.");
  if (m_over_shape) return tr("Drag to move it, Delete removes it.");
  return tr("Click a measure, a contribution or a feature to select it.");
}

QString EditTool::pointer_note() const {
  if (m_state != State::dragging || m_now.kind == geo::GeometryKind::point) return {};
  const QString figure = m_now.kind == geo::GeometryKind::area ? area_text(geo::planar_area(m_now)) : length_text(geo::planar_length(m_now));
  const QString more = m_note ? m_note() : QString();
  return more.isEmpty() ? figure : figure + QLatin1Char('\n') + more;
}

QCursor EditTool::cursor() const {
  if (m_state == State::dragging || m_target == Target::body) return Qt::SizeAllCursor;
  return m_target == Target::none ? Qt::ArrowCursor : Qt::CrossCursor;
}

}  // namespace skizze::ui
