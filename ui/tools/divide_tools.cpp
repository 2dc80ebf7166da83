// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/divide_tools.h"

#include <QPainter>

#include "project/document.h"
#include "shell/language.h"
#include "sketch/edit_geometry.h"
#include "tools/shape_paint.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr double k_pick_px = 10;
constexpr double k_join_gap_px = 24;

/// The pieces of a measure as measures of their own; the first keeps the identity.
std::vector<sketch::Measure> pieces_of(const sketch::Measure& whole, std::vector<geo::Geometry> shapes) {
  std::vector<sketch::Measure> pieces;
  for (auto& shape : shapes) {
    sketch::Measure piece = whole;
    piece.geometry = std::move(shape);
    if (!pieces.empty()) piece.id = base::new_uuid();
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

std::function<void(project::Document&)> replace(std::vector<sketch::Measure> before, std::vector<sketch::Measure> after, std::string message_id) {
  return [before = std::move(before), after = std::move(after), message_id = std::move(message_id)](project::Document& document) {
    document.execute(sketch::replace_measures(before, after, message_id));
  };
}

}  // namespace

base::Uuid measure_under(QPointF screen_px, const ToolContext& context) {
  if (context.document() == nullptr) return {};
  for (const auto& hit : context.hits(screen_px, k_pick_px * context.ui_scale())) {
    if (hit.layer_id == project::k_measures_layer) return context.document()->id_of_row(hit.layer_id, hit.row);
  }
  return {};
}

void SplitTool::deactivate() {
  m_start.reset();
  m_guide.reset();
  m_problem.clear();
}

ToolResult SplitTool::handle(const ToolInput& input, ToolContext& context) {
  if (input.kind != ToolInput::Kind::move && input.kind != ToolInput::Kind::release) return ToolResult::ignored();
  m_pointer = m_guide.snap(input, context, {}, false).point;
  m_screen_px = input.screen_px;
  if (input.kind == ToolInput::Kind::release && input.button == Qt::LeftButton && !input.dragging) return click(context);
  ToolResult result;
  result.repaint = true;
  return result;
}

ToolResult SplitTool::click(ToolContext& context) {
  m_problem.clear();
  if (m_start) return cut_areas(context);
  const auto id = measure_under(m_screen_px, context);
  const auto* measure = id.is_null() ? nullptr : context.document()->measure(id);
  if (measure == nullptr || measure->kind != sketch::MeasureKind::bike_lane) {
    m_start = m_pointer;
    return ToolResult::took();
  }
  const double tolerance = 2 * k_pick_px * context.ui_scale() * context.metres_per_px();
  auto parts = sketch::split_line(measure->geometry, m_pointer, tolerance);
  if (!parts) {
    m_problem = QStringLiteral("! ") + text_of(parts.error().message);
    return ToolResult::took();
  }
  ToolResult result = ToolResult::took();
  result.changes.push_back(replace({*measure}, pieces_of(*measure, std::move(*parts)), "sketch.did_split"));
  result.select = Selection::of_measure(id);
  return result;
}

ToolResult SplitTool::cut_areas(ToolContext& context) {
  const geo::Geometry line = geo::make_line({*m_start, m_pointer});
  m_start.reset();
  std::vector<sketch::Measure> before;
  std::vector<sketch::Measure> after;
  for (const auto* measure : context.document()->measures_of(context.document()->active_scenario())) {
    if (measure->kind != sketch::MeasureKind::solar_area || !measure->geometry.bounds().intersects(line.bounds())) continue;
    auto parts = sketch::split_area(measure->geometry, line);
    if (!parts) continue;
    before.push_back(*measure);
    for (auto& piece : pieces_of(*measure, std::move(*parts))) after.push_back(std::move(piece));
  }
  ToolResult result = ToolResult::took();
  if (before.empty()) {
    m_problem = QStringLiteral("! ") + tr("The line divides no area: draw it across, from edge to edge.");
    return result;
  }
  result.select = Selection::of_measure(before.front().id);
  result.changes.push_back(replace(std::move(before), std::move(after), "sketch.did_split"));
  return result;
}

ToolResult SplitTool::step_back(ToolContext&) {
  if (!m_start) return ToolResult::ignored();
  m_start.reset();
  return ToolResult::took();
}

void SplitTool::paint(QPainter& painter, const ToolContext& context) const {
  if (m_start) {
    painter.setPen(QPen(context.theme().sketch, 2 * context.ui_scale(), Qt::DashLine));
    painter.drawLine(context.screen_of_project(*m_start), context.screen_of_project(m_pointer));
    paint_grip(painter, context.screen_of_project(*m_start), Grip::vertex, false, context);
  }
  m_guide.paint(painter, context);
}

QString SplitTool::status_text() const {
  if (m_start) return tr("Click the other end of the cut.");
  return tr("Click a lane where it is to be split, or two points across an area.");
}

void JoinTool::activate(ToolContext& context) {
  deactivate();
  if (context.selection().kind == Selection::Kind::measure) m_first = context.selection().id;
}

void JoinTool::deactivate() {
  m_first = {};
  m_hovered = {};
  m_problem.clear();
}

ToolResult JoinTool::handle(const ToolInput& input, ToolContext& context) {
  if (input.kind != ToolInput::Kind::move && input.kind != ToolInput::Kind::release) return ToolResult::ignored();
  m_hovered = measure_under(input.screen_px, context);
  ToolResult result;
  result.repaint = true;
  if (input.kind == ToolInput::Kind::move || input.button != Qt::LeftButton || input.dragging) return result;
  m_problem.clear();
  if (m_hovered.is_null()) return ToolResult::took();
  if (m_first.is_null() || m_first == m_hovered) {
    m_first = m_hovered;
    result = ToolResult::took();
    result.select = Selection::of_measure(m_first);
    return result;
  }
  return join(m_hovered, context);
}

ToolResult JoinTool::join(const base::Uuid& second_id, const ToolContext& context) {
  ToolResult result = ToolResult::took();
  const auto* first = context.document()->measure(m_first);
  const auto* second = context.document()->measure(second_id);
  if (first == nullptr || second == nullptr) return result;
  if (first->kind != second->kind) {
    m_problem = QStringLiteral("! ") + tr("A lane and an area cannot be joined.");
    return result;
  }
  const double gap = k_join_gap_px * context.ui_scale() * context.metres_per_px();
  auto joined = first->kind == sketch::MeasureKind::bike_lane ? sketch::join_lines(first->geometry, second->geometry, gap)
                                                              : sketch::join_areas(first->geometry, second->geometry);
  if (!joined) {
    m_problem = QStringLiteral("! ") + text_of(joined.error().message);
    return result;
  }
  sketch::Measure whole = *first;
  whole.geometry = std::move(*joined);
  result.changes.push_back(replace({*first, *second}, {whole}, "sketch.did_join"));
  result.select = Selection::of_measure(whole.id);
  return result;
}

ToolResult JoinTool::step_back(ToolContext&) {
  if (m_first.is_null()) return ToolResult::ignored();
  deactivate();
  return ToolResult::took();
}

void JoinTool::paint(QPainter& painter, const ToolContext& context) const {
  if (context.document() == nullptr) return;
  for (const auto& id : {m_first, m_hovered}) {
    if (const auto* measure = id.is_null() ? nullptr : context.document()->measure(id)) paint_sketch(painter, measure->geometry, context);
  }
}

QString JoinTool::status_text() const {
  return m_first.is_null() ? tr("Click the first measure to join.") : tr("Click the measure to join to it.");
}

}  // namespace skizze::ui
