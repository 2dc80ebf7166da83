// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcuts_dialog.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTreeView>

#include "help/help_key.h"
#include "shell/action_table.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

QStandardItem* make_group(const QString& text) {
  auto* group = new QStandardItem(text);
  group->setFont(Look::instance().strong_font());
  return group;
}

void add_line(QStandardItem* group, const QString& text, const QString& keys) {
  auto* left = new QStandardItem(text);
  auto* right = new QStandardItem(keys);
  group->appendRow({left, right});
}

}  // namespace

ShortcutsDialog::ShortcutsDialog(const ActionTable& table, QWidget* parent) : QDialog(parent) {
  set_help_page(this, "keyboard");
  setWindowTitle(tr("Keyboard shortcuts"));
  auto* model = new QStandardItemModel(this);
  model->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
  auto* map = make_group(tr("On the map"));
  const std::pair<QString, QString> on_map[] = {
      {tr("Move the map under the crosshair"), tr("Arrow keys")}, {tr("Move in small steps"), tr("Shift + arrow keys")},
      {tr("Zoom"), tr("+ and −, mouse wheel, pinch")},            {tr("Show everything"), tr("Home")},
      {tr("Act at the crosshair"), tr("Enter")},                  {tr("One step back"), tr("Esc")},
      {tr("Zoom to a box"), tr("Shift + drag")},                  {tr("Move the map while drawing"), tr("Space + drag, middle button")},
  };
  for (const auto& [text, keys] : on_map) add_line(map, text, keys);
  model->appendRow(map);
  QStringList menus = ActionTable::menu_order();
  menus << QString();
  for (const QString& menu : menus) {
    auto* group = make_group(menu.isEmpty() ? tr("Window") : ActionTable::menu_title(menu));
    for (const ActionSpec& spec : table.specs())
      if (QLatin1String(spec.menu) == menu && *spec.shortcut != '\0') add_line(group, table.text_of(spec), table.shortcut_text(spec));
    if (group->rowCount() > 0)
      model->appendRow(group);
    else
      delete group;
  }
  auto* proxy = new QSortFilterProxyModel(this);
  proxy->setSourceModel(model);
  proxy->setRecursiveFilteringEnabled(true);
  proxy->setFilterKeyColumn(-1);
  proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
  auto* field = new QLineEdit;
  field->setPlaceholderText(tr("Search"));
  field->setAccessibleName(tr("Search shortcuts"));
  field->setClearButtonEnabled(true);
  auto* view = new QTreeView;
  view->setModel(proxy);
  view->setAccessibleName(tr("Keyboard shortcuts"));
  view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view->setRootIsDecorated(false);
  view->expandAll();
  view->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  view->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  view->header()->setStretchLastSection(false);
  connect(field, &QLineEdit::textChanged, this, [proxy, view](const QString& text) {
    proxy->setFilterFixedString(text);
    view->expandAll();
  });
  auto* buttons = make_buttons(false);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = make_column(12);
  column->setContentsMargins(px(20), px(20), px(20), px(16));
  column->addWidget(field);
  column->addWidget(view, 1);
  column->addWidget(buttons);
  setLayout(column);
  resize(px(680), px(640));
}

}  // namespace skizze::ui
