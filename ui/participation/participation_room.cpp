// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "participation/participation_room.h"

#include <QCoreApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QToolButton>

#include "participation/contribution_page.h"
#include "participation/contribution_panel.h"
#include "participation/draft.h"
#include "planning/plan_bar.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "tools/draw_tool.h"
#include "widgets/build.h"

namespace skizze::ui {

ParticipationRoom::ParticipationRoom(Workspace& workspace) : QObject(&workspace), m_workspace(workspace), m_draft(new Draft(workspace)) {
  add_tool("place_pin", geo::GeometryKind::point);
  add_tool("place_line", geo::GeometryKind::line);
  add_tool("place_area", geo::GeometryKind::area);
  add_actions();
  add_panels();
}

void ParticipationRoom::add_tool(const char* id, geo::GeometryKind kind) {
  DrawTool::Spec spec;
  spec.id = QLatin1String(id);
  spec.kind = kind;
  spec.noun = [] { return tr("contribution"); };
  spec.done = [this](const geo::Geometry& shape, ToolResult&) { m_draft->place(shape); };
  m_workspace.add_tool(std::make_unique<DrawTool>(spec));
}

void ParticipationRoom::add_actions() {
  const auto open = [this] { return m_workspace.document() != nullptr && m_workspace.document()->is_open(); };
  const auto start = [this](const char* tool) {
    return [this, tool] {
      m_workspace.set_mode(Mode::participate);
      m_workspace.activate_tool(QLatin1String(tool));
    };
  };
  const auto active = [this](const char* tool) { return [this, tool] { return m_workspace.active_tool() == QLatin1String(tool); }; };
  m_workspace.actions().add({
      {"participate.pin", QT_TRANSLATE_NOOP("Actions", "Place a pin"), "participate", "pin", "P", start("place_pin"), open, active("place_pin"),
       QT_TRANSLATE_NOOP("Actions", "comment contribution point")},
      {"participate.line", QT_TRANSLATE_NOOP("Actions", "Draw a line for a contribution"), "participate", "line", "Shift+L", start("place_line"), open,
       active("place_line"), QT_TRANSLATE_NOOP("Actions", "comment route")},
      {"participate.area", QT_TRANSLATE_NOOP("Actions", "Draw an area for a contribution"), "participate", "polygon", "Shift+P", start("place_area"), open,
       active("place_area"), QT_TRANSLATE_NOOP("Actions", "comment polygon")},
  });
}

void ParticipationRoom::add_panels() {
  m_panel = new ContributionPanel(m_workspace, *m_draft);
  m_workspace.add_mode_panel(Mode::participate, m_panel, QStringLiteral("speech"), [] { return tr("Contributions"); });
  auto* bar = new QFrame;
  auto* row = make_row(4);
  for (const char* id : {"participate.pin", "participate.line", "participate.area"}) row->addWidget(make_action_button(m_workspace, QLatin1String(id), bar));
  bar->setLayout(row);
  style_map_bar(bar);
  m_workspace.add_mode_bar(Mode::participate, bar);
  auto* page = new ContributionPage(m_workspace);
  m_workspace.add_inspector_page({[](const Selection& s) { return s.kind == Selection::Kind::contribution; },
                                  [page](const Selection& s) { page->show_contribution(s.id); }, [page](const Selection&) { return page->title(); }, page});
}

}  // namespace skizze::ui
