// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/plan_bar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include "shell/action_table.h"
#include "shell/language.h"
#include "widgets/build.h"

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

PlanBar::PlanBar(Workspace& workspace, PlanDefaults& defaults, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_defaults(defaults), m_facility(new QComboBox) {
  auto* row = make_row(4);
  for (const char* id : {"plan.select", "plan.bike_lane", "plan.solar_area", "plan.split", "plan.join", "plan.compare"})
    row->addWidget(make_action_button(workspace, QLatin1String(id), this));
  row->addWidget(m_facility);
  setLayout(row);
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

void PlanBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
