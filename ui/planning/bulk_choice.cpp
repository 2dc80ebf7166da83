// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/bulk_choice.h"

#include <QDateTime>
#include <QPainter>

#include <algorithm>

#include "bike/corridor.h"
#include "project/document.h"
#include "sketch/command.h"
#include "tools/shape_paint.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {
constexpr double k_beside_m = 15;
}

BulkChoice::BulkChoice(Workspace& workspace) : QObject(&workspace), m_workspace(workspace) {
  connect(&workspace, &Workspace::selection_changed, this, &BulkChoice::follow_selection);
  if (workspace.canvas() != nullptr) workspace.canvas()->add_overlay(this);
}

BulkChoice::~BulkChoice() {
  // The canvas may be gone already: it belongs to the window, this to the workspace.
}

bool BulkChoice::holds(const base::Uuid& id) const { return std::find(m_ids.begin(), m_ids.end(), id) != m_ids.end(); }

void BulkChoice::choose(const std::vector<base::Uuid>& ids) {
  std::vector<base::Uuid> lanes;
  for (const auto& id : ids) {
    const auto* measure = m_workspace.document() ? m_workspace.document()->measure(id) : nullptr;
    if (measure != nullptr && measure->kind == sketch::MeasureKind::bike_lane) lanes.push_back(id);
  }
  if (lanes.size() < 2) {
    if (!lanes.empty()) m_workspace.select(Selection::of_measure(lanes.front()));
    return;
  }
  m_ids = lanes;
  const auto& selected = m_workspace.selection();
  if (selected.kind == Selection::Kind::measure && holds(selected.id))
    Q_EMIT m_workspace.selection_changed();  // the same thing, but another page shows it
  else
    m_workspace.select(Selection::of_measure(m_ids.front()));
  Q_EMIT changed();
}

void BulkChoice::follow_selection() {
  const auto& selected = m_workspace.selection();
  if (m_ids.empty() || (selected.kind == Selection::Kind::measure && holds(selected.id))) return;
  m_ids.clear();
  Q_EMIT changed();
}

std::vector<sketch::Measure> BulkChoice::measures() const {
  std::vector<sketch::Measure> result;
  for (const auto& id : m_ids)
    if (const auto* measure = m_workspace.document() ? m_workspace.document()->measure(id) : nullptr) result.push_back(*measure);
  return result;
}

void BulkChoice::apply(const std::vector<sketch::Measure>& after) {
  sketch::Command command;
  for (auto measure : after) {
    const auto* before = m_workspace.document() ? m_workspace.document()->measure(measure.id) : nullptr;
    if (before == nullptr || *before == measure) continue;
    measure.updated_at_ms = QDateTime::currentMSecsSinceEpoch();
    command.measures.push_back(base::changed(sketch::Measure(*before), std::move(measure)));
  }
  if (command.measures.empty()) return;
  command.message = {"sketch.did_change_measures", {{"count", std::to_string(command.measures.size())}}};
  m_workspace.document()->execute(command);
}

template <class Test>
std::vector<base::Uuid> BulkChoice::lanes_that(const Test& test) const {
  std::vector<base::Uuid> result;
  const auto* document = m_workspace.document();
  if (document == nullptr) return result;
  for (const auto* measure : document->measures_of(document->active_scenario()))
    if (measure->kind == sketch::MeasureKind::bike_lane && test(*measure)) result.push_back(measure->id);
  return result;
}

std::vector<base::Uuid> BulkChoice::along_street(const sketch::Measure& measure, const bike::Graph* graph) const {
  const auto names_of = [graph](const sketch::Measure& one) {
    auto names = graph ? bike::streets_along(*graph, one.geometry) : std::vector<std::string>{};
    if (!one.lane.street_name.empty()) names.push_back(one.lane.street_name);
    return names;
  };
  const auto wanted = names_of(measure);
  return lanes_that([&](const sketch::Measure& one) {
    const auto names = names_of(one);
    return one.id == measure.id || std::any_of(names.begin(), names.end(), [&](const auto& name) {
             return std::find(wanted.begin(), wanted.end(), name) != wanted.end();
           });
  });
}

std::vector<base::Uuid> BulkChoice::of_facility(sketch::FacilityType facility) const {
  return lanes_that([facility](const sketch::Measure& one) { return one.lane.facility == facility; });
}

std::vector<base::Uuid> BulkChoice::along_way(const geo::Geometry& way) const {
  return lanes_that([&way](const sketch::Measure& one) { return bike::runs_along(one.geometry, way, k_beside_m); });
}

std::vector<base::Uuid> BulkChoice::all() const {
  return lanes_that([](const sketch::Measure&) { return true; });
}

void BulkChoice::paint(QPainter& painter, const ToolContext& context) {
  if (!several() || context.document() == nullptr) return;
  painter.setBrush(Qt::NoBrush);
  for (const auto& id : m_ids) {
    const auto* measure = context.document()->measure(id);
    if (measure == nullptr) continue;
    const auto path = screen_path(measure->geometry, context);
    painter.setPen(QPen(context.theme().selection_halo, 7 * context.ui_scale(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.setPen(QPen(context.theme().selection, 4 * context.ui_scale(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
  }
}

}  // namespace skizze::ui
