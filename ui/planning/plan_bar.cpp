// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/plan_bar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include <string_view>

#include "shell/action_table.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

QToolButton* make_action_button(Workspace& workspace, const QString& action_id, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(workspace.actions().action(action_id));
  button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  button->setAutoRaise(true);
  const auto rename = [button] { button->setAccessibleName(button->defaultAction()->text().remove(QLatin1Char('&'))); };
  QObject::connect(button->defaultAction(), &QAction::changed, button, rename);
  rename();
  return button;
}

void style_map_bar(QFrame* bar) {
  bar->setObjectName(QStringLiteral("map_overlay"));
  bar->setAttribute(Qt::WA_StyledBackground);
  bar->layout()->setContentsMargins(px(6), px(4), px(6), px(4));
}

PlanBar::PlanBar(Workspace& workspace, PlanDefaults& defaults, const std::vector<QWidget*>& rows, QWidget* parent)
    : QFrame(parent), m_workspace(workspace), m_defaults(defaults), m_facility(new QComboBox) {
  auto* row = make_row(4);
  for (const char* id : {"plan.select", "plan.bike_lane", "plan.solar_area", "plan.split", "plan.join", "plan.compare", "plan.stress", "plan.reach"}) {
    row->addWidget(make_action_button(workspace, QLatin1String(id), this));
    if (id == std::string_view("plan.bike_lane")) row->addWidget(m_facility);  // beside the tool it belongs to
  }
  auto* column = make_column(4);
  column->addLayout(row);
  for (auto* one : rows) column->addWidget(one);
  setLayout(column);
  style_map_bar(this);
  connect(m_facility, &QComboBox::activated, this, [this] {
    m_defaults.lane.facility = static_cast<sketch::FacilityType>(m_facility->currentData().toInt());
    m_workspace.activate_tool(QStringLiteral("draw_bike_lane"));
  });
  retranslate();
}

void PlanBar::retranslate() {
  m_facility->clear();
  for (const auto facility : sketch::all_facilities())
    m_facility->addItem(text_of(base::Message{sketch::message_id(facility), {}}), static_cast<int>(facility));
  m_facility->setCurrentIndex(m_facility->findData(static_cast<int>(m_defaults.lane.facility)));
  set_name(m_facility, tr("Facility of the next lane"));
}

bool PlanBar::event(QEvent* event) {
  // The comparison's row comes and goes: keep the size right and the middle where it is.
  if (event->type() == QEvent::LayoutRequest && sizeHint() != size()) {
    const int middle = geometry().center().x();
    adjustSize();
    move(middle - width() / 2, y());
  }
  return QFrame::event(event);
}

void PlanBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace skizze::ui
