// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/plan_panel.h"

#include <algorithm>

#include <QComboBox>
#include <QEvent>
#include <QInputDialog>
#include <QListWidget>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "planning/bulk_choice.h"
#include "planning/measure_text.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/hint.h"
#include "widgets/icon.h"
#include "widgets/palette_delegate.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

QString key_of(const base::Uuid& id) { return QString::fromStdString(base::to_string(id)); }

base::Uuid id_of(const QVariant& key) { return base::parse_uuid(key.toString().toStdString()).value_or(base::Uuid{}); }

}  // namespace

PlanPanel::PlanPanel(Workspace& workspace, BulkChoice& choice, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_choice(choice), m_scenario(new QComboBox), m_list(new QListWidget), m_sum(make_label({}, QStringLiteral("secondary"))),
      m_hint(new Hint(QStringLiteral("pencil"))) {
  m_add = make_icon_button(QStringLiteral("plus"), {});
  m_more = make_icon_button(QStringLiteral("more"), {});
  auto* row = make_row(4);
  row->addWidget(m_scenario, 1);
  row->addWidget(m_add);
  row->addWidget(m_more);
  auto* column = make_column(8);
  column->addLayout(row);
  column->addWidget(m_list, 1);
  column->addWidget(m_hint, 1);
  column->addWidget(m_sum);
  column->setContentsMargins(px(12), px(8), px(12), px(12));
  setLayout(column);
  m_list->setItemDelegate(new PaletteDelegate(m_list));
  connect(m_scenario, &QComboBox::activated, this, [this] { document()->set_active_scenario(id_of(m_scenario->currentData())); });
  connect(m_add, &QToolButton::clicked, this, [this] {
    ask_name(tr("New variant"), tr("Variant %1").arg(document()->scenarios().size() + 1), [this](const QString& name) {
      document()->set_active_scenario(document()->create_scenario(name));
    });
  });
  connect(m_more, &QToolButton::clicked, this, &PlanPanel::scenario_menu);
  m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
  connect(m_list, &QListWidget::itemSelectionChanged, this, &PlanPanel::choose_selected);
  connect(&m_choice, &BulkChoice::changed, this, &PlanPanel::show_selection);
  connect(m_list, &QListWidget::itemActivated, this, [this] { m_workspace.actions().run(QStringLiteral("view.zoom_selection")); });
  connect(m_hint, &Hint::clicked, this, [this] { m_workspace.actions().run(QStringLiteral("plan.bike_lane")); });
  connect(&m_workspace, &Workspace::document_changed, this, &PlanPanel::attach);
  connect(&m_workspace, &Workspace::selection_changed, this, &PlanPanel::show_selection);
  retranslate();
  attach();
}

project::Document* PlanPanel::document() const { return m_workspace.document(); }

void PlanPanel::attach() {
  if (auto* open = document()) {
    connect(open, &project::Document::opened, this, &PlanPanel::refresh, Qt::UniqueConnection);
    connect(open, &project::Document::scenarios_changed, this, &PlanPanel::refresh, Qt::UniqueConnection);
    connect(open, &project::Document::measures_changed, this, &PlanPanel::refresh_measures, Qt::UniqueConnection);
    connect(open, &project::Document::view_state_changed, this, &PlanPanel::refresh, Qt::UniqueConnection);
  }
  refresh();
}

void PlanPanel::refresh() {
  setEnabled(document() != nullptr);
  refresh_scenarios();
  refresh_measures();
}

void PlanPanel::refresh_scenarios() {
  m_scenario->clear();
  if (document() == nullptr) return;
  for (const auto& scenario : document()->scenarios()) m_scenario->addItem(QString::fromStdString(scenario.name), key_of(scenario.id));
  m_scenario->setCurrentIndex(m_scenario->findData(key_of(document()->active_scenario())));
  m_more->setEnabled(m_scenario->count() > 0);
}

void PlanPanel::refresh_measures() {
  m_filling = true;
  m_list->clear();
  double lanes_m = 0;
  double solar_m2 = 0;
  if (document() != nullptr) {
    for (const auto* measure : document()->measures_of(document()->active_scenario())) {
      const bool lane = measure->kind == sketch::MeasureKind::bike_lane;
      (lane ? lanes_m : solar_m2) += lane ? sketch::length_m(*measure) : sketch::area_m2(*measure);
      auto* item = new QListWidgetItem(icon(lane ? QStringLiteral("bike") : QStringLiteral("sun")), title_of(*measure), m_list);
      item->setData(PaletteDelegate::k_note_role, figure_of(*measure));
      item->setData(Qt::UserRole, key_of(measure->id));
      item->setData(Qt::AccessibleTextRole, title_of(*measure) + QStringLiteral(", ") + figure_of(*measure));
    }
  }
  m_filling = false;
  const bool empty = m_list->count() == 0;
  m_list->setVisible(!empty);
  m_hint->setVisible(empty);
  m_sum->setVisible(!empty);
  QStringList sums;
  if (lanes_m > 0) sums << tr("Lanes %1").arg(length_text(lanes_m));
  if (solar_m2 > 0) sums << tr("Solar areas %1").arg(area_text(solar_m2));
  m_sum->setText(sums.join(QStringLiteral(" · ")));
  show_selection();
}

void PlanPanel::show_selection() {
  const Selection& selection = m_workspace.selection();
  std::vector<base::Uuid> wanted;
  if (m_choice.several())
    wanted = m_choice.ids();
  else if (selection.kind == Selection::Kind::measure)
    wanted = {selection.id};
  const auto holds = [&](const QListWidgetItem* item) { return std::find(wanted.begin(), wanted.end(), id_of(item->data(Qt::UserRole))) != wanted.end(); };
  m_filling = true;
  QListWidgetItem* current = nullptr;
  for (int i = 0; i < m_list->count(); ++i) {
    auto* item = m_list->item(i);
    item->setSelected(holds(item));
    if (holds(item) && (current == nullptr || item == m_list->currentItem())) current = item;
  }
  m_list->setCurrentItem(current, QItemSelectionModel::NoUpdate);
  m_filling = false;
}

void PlanPanel::choose_selected() {
  if (m_filling) return;
  std::vector<base::Uuid> ids;
  for (const auto* item : m_list->selectedItems()) ids.push_back(id_of(item->data(Qt::UserRole)));
  if (ids.size() == 1) m_workspace.select(Selection::of_measure(ids.front()));
  if (ids.size() > 1) m_choice.choose(ids);
}

void PlanPanel::ask_name(const QString& title, const QString& name, const std::function<void(const QString&)>& use) {
  auto* dialog = new QInputDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(title);
  dialog->setLabelText(tr("Name"));
  dialog->setTextValue(name);
  connect(dialog, &QInputDialog::textValueSelected, this, [use](const QString& text) {
    if (!text.trimmed().isEmpty()) use(text.trimmed());
  });
  dialog->open();
}

void PlanPanel::scenario_menu() {
  const auto id = id_of(m_scenario->currentData());
  const QString name = m_scenario->currentText();
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(icon(QStringLiteral("pencil")), tr("Rename…"), this, [this, id, name] {
    ask_name(tr("Rename the variant"), name, [this, id](const QString& text) { document()->rename_scenario(id, text); });
  });
  menu->addAction(icon(QStringLiteral("copy")), tr("Duplicate with its measures…"), this, [this, id, name] {
    ask_name(tr("Duplicate the variant"), tr("%1 (copy)").arg(name), [this, id](const QString& text) {
      document()->set_active_scenario(document()->duplicate_scenario(id, text));
    });
  });
  menu->addAction(m_workspace.actions().action(QStringLiteral("plan.compare")));
  menu->addSeparator();
  menu->addAction(icon(QStringLiteral("trash")), tr("Delete"), this, [this, id] { document()->remove_scenario(id); });
  menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void PlanPanel::retranslate() {
  set_name(m_scenario, tr("Variant"));
  set_name(m_add, tr("New variant"));
  set_name(m_more, tr("More for this variant"));
  set_name(m_list, tr("Measures of this variant"));
  m_hint->set_texts(tr("No measures yet"), tr("Draw a bike lane along a street or a solar area over roofs. The figures follow the pointer."), tr("Draw a bike lane"));
  refresh_measures();
}

void PlanPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
