// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/document_link.h"

#include <QStringList>

#include <algorithm>

#include "canvas/canvas.h"
#include "canvas/map_controls.h"
#include "geo/mercator.h"
#include "widgets/theme.h"

namespace skizze::ui {

QString name_of(Mode mode) {
  switch (mode) {
    case Mode::plan: return QStringLiteral("plan");
    case Mode::participate: return QStringLiteral("participate");
    case Mode::present: return QStringLiteral("present");
    case Mode::map: break;
  }
  return QStringLiteral("map");
}

Mode mode_from(const std::string& name) {
  if (name == "plan") return Mode::plan;
  if (name == "participate") return Mode::participate;
  if (name == "present") return Mode::present;
  return Mode::map;
}

DocumentLink::DocumentLink(Workspace& workspace, project::Document& document, Canvas& canvas, MapControls& controls)
    : m_workspace(workspace), m_document(document), m_canvas(canvas), m_controls(controls) {
  m_snapshot_timer.setSingleShot(true);
  m_snapshot_timer.setInterval(0);  // several signals of one step give one snapshot
  connect(&m_snapshot_timer, &QTimer::timeout, this, &DocumentLink::refresh_snapshot);
  connect(&document, &project::Document::snapshot_changed, &m_snapshot_timer, qOverload<>(&QTimer::start));
  connect(&document, &project::Document::layers_changed, &m_snapshot_timer, qOverload<>(&QTimer::start));
  connect(&document, &project::Document::layer_changed, this, [this] { m_snapshot_timer.start(); });
  connect(&document, &project::Document::region_changed, this, &DocumentLink::on_region_changed);
  connect(&document, &project::Document::opened, this, &DocumentLink::restore_view);
  connect(&canvas, &Canvas::camera_changed, this, &DocumentLink::save_view);
  connect(&canvas, &Canvas::tool_changed, this, &DocumentLink::save_view);
  connect(&workspace, &Workspace::mode_changed, this, &DocumentLink::save_view);
  connect(&workspace, &Workspace::mode_changed, &m_snapshot_timer, qOverload<>(&QTimer::start));
  connect(&document, &project::Document::contributions_changed, &m_snapshot_timer, qOverload<>(&QTimer::start));
  connect(&workspace, &Workspace::selection_changed, this, &DocumentLink::save_view);
  connect(&workspace, &Workspace::room_layers_changed, &m_snapshot_timer, qOverload<>(&QTimer::start));
}

void DocumentLink::set_contributions_shown(bool shown) {
  m_contributions_shown = shown;
  refresh_snapshot();
}

/// Contributions are on the map where they are the matter; the public sees only what staff have published.
scene::MapSnapshot DocumentLink::snapshot_of_mode() const {
  auto snapshot = m_document.map_snapshot(current_theme().map_theme());
  const auto own = std::find_if(snapshot.layers.begin(), snapshot.layers.end(), [](const auto& layer) {
    return layer.id == project::k_measures_layer || layer.id == project::k_contributions_layer;
  });
  const auto results = m_workspace.room_layers();
  snapshot.layers.insert(own, results.begin(), results.end());
  const Mode mode = m_workspace.mode();
  for (auto& layer : snapshot.layers) {
    if (layer.id != project::k_contributions_layer) continue;
    if (mode == Mode::map || mode == Mode::plan) layer.visible = layer.visible && m_contributions_shown;
    if (mode != Mode::present || !layer.pack) continue;
    for (std::uint32_t row = 0; row < layer.pack->size(); ++row) {
      const auto* contribution = m_document.contribution(m_document.id_of_row(layer.id, row));
      if (contribution == nullptr || !participation::moderate(*contribution)) layer.hidden_rows.push_back(row);
    }
    std::sort(layer.hidden_rows.begin(), layer.hidden_rows.end());
    layer.hidden_rows.erase(std::unique(layer.hidden_rows.begin(), layer.hidden_rows.end()), layer.hidden_rows.end());
  }
  return snapshot;
}

void DocumentLink::refresh_snapshot() {
  if (!m_document.is_open()) {
    m_canvas.set_snapshot({});
    m_controls.set_attribution({});
    return;
  }
  m_canvas.set_snapshot(snapshot_of_mode());
  m_controls.set_attribution(attribution());
  if (m_wants_extent) show_first_extent();
}

void DocumentLink::on_region_changed(const QString&, const geo::Box& box) {
  if (!m_document.is_open()) return;
  if (m_snapshot_timer.isActive()) {  // more than this box has changed: the snapshot that comes holds it all
    m_snapshot_timer.stop();
    refresh_snapshot();
  } else {
    m_canvas.set_snapshot(snapshot_of_mode(), box);
  }
  m_canvas.refresh_selection();
}

QString DocumentLink::attribution() const {
  QStringList credits;
  for (const auto& layer : m_document.layers()) {
    if (!layer.visible) continue;
    const QString credit = QString::fromStdString(layer.provenance.attribution).simplified();
    if (!credit.isEmpty() && !credits.contains(credit)) credits << credit;
  }
  return credits.join(QStringLiteral(" · "));
}

void DocumentLink::show_first_extent() {
  const auto extent = m_document.extent();
  if (extent.empty()) return;
  m_wants_extent = false;
  m_canvas.zoom_to(extent, false);
}

void DocumentLink::restore_view() {
  m_restoring = true;
  const auto state = m_document.view_state();
  m_wants_extent = state.zoom < 0 || m_document.layers().empty();
  if (state.zoom >= 0) m_canvas.set_camera(geo::to_mercator(state.center_lon_lat), state.zoom, false);
  m_workspace.set_mode(mode_from(state.mode));
  if (!m_canvas.activate_tool(QString::fromStdString(state.tool))) m_canvas.activate_tool(QStringLiteral("pan"));
  if (!state.selection.empty()) {
    const auto id = state.selection.front();
    if (m_document.measure(id) != nullptr) m_workspace.select(Selection::of_measure(id));
    if (m_document.contribution(id) != nullptr) m_workspace.select(Selection::of_contribution(id));
  }
  m_restoring = false;
  refresh_snapshot();
}

void DocumentLink::save_view() {
  if (m_restoring || !m_document.is_open() || m_workspace.document() == nullptr) return;
  if (m_wants_extent && !m_document.layers().empty()) return;  // the first extent is still to come
  auto state = m_document.view_state();
  state.center_lon_lat = geo::to_lon_lat(m_canvas.camera().center);
  state.zoom = m_canvas.camera().zoom;
  state.mode = name_of(m_workspace.mode()).toStdString();
  state.tool = m_workspace.active_tool().toStdString();
  const Selection& selection = m_workspace.selection();
  state.selected_layer = selection.layer;
  state.selection.clear();
  if (selection.kind == Selection::Kind::measure || selection.kind == Selection::Kind::contribution) state.selection.push_back(selection.id);
  if (!(state == m_document.view_state())) m_document.set_view_state(state);
}

}  // namespace skizze::ui
