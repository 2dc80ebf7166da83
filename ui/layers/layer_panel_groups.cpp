// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Groups in the list of layers: their menus, and which of them are folded.
#include <QInputDialog>
#include <QMenu>
#include <QTreeView>

#include <algorithm>

#include "layers/layer_model.h"
#include "layers/layer_panel.h"
#include "project/document.h"
#include "widgets/icon.h"

namespace skizze::ui {
namespace {

QString path_text(const project::GroupPath& path) {
  QStringList names;
  for (const auto& name : path) names << QString::fromStdString(name);
  return names.join(QStringLiteral(" / "));
}

}  // namespace

void LayerPanel::fill_group_menu(QMenu& menu, const QModelIndex& group) {
  m_view->setCurrentIndex(group);
  menu.setAccessibleName(tr("Group menu"));
  const QPersistentModelIndex at(group);
  const auto show = [this, at](bool shown) {
    if (at.isValid()) m_model->setData(at, shown ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
  };
  const auto shown = group.data(Qt::CheckStateRole).toInt();
  if (shown != Qt::Checked) menu.addAction(icon(QStringLiteral("eye")), tr("Show all of them"), this, [show] { show(true); });
  if (shown != Qt::Unchecked) menu.addAction(icon(QStringLiteral("eye-off")), tr("Hide all of them"), this, [show] { show(false); });
  menu.addAction(icon(QStringLiteral("zoom-to")), tr("Zoom to the group"), this, &LayerPanel::zoom_to_current);
  menu.addAction(icon(QStringLiteral("pencil")), tr("Rename"), this, [this] { m_view->edit(m_view->currentIndex()); });
  menu.addSeparator();
  menu.addAction(icon(QStringLiteral("folder")), tr("Dissolve the group"), this, &LayerPanel::ungroup_current);
}

void LayerPanel::fill_groups_of(QMenu& menu, const QModelIndex& layer) {
  auto* groups = menu.addMenu(icon(QStringLiteral("folder")), tr("Move to group"));
  const auto mark = m_model->mark(layer);
  for (const auto& group : m_model->groups()) {
    if (group == layer.parent()) continue;
    const auto to = m_model->mark(group);
    auto* action = groups->addAction(QString(path_text(m_model->path_at(group))).replace(QLatin1Char('&'), QStringLiteral("&&")));
    connect(action, &QAction::triggered, this, [this, mark, to] {
      const auto from = m_model->index_of(mark), into = m_model->index_of(to);
      if (!from.isValid() || !m_model->is_group(into)) return;
      m_model->arrange(
          project::put_into(m_model->rows().order(), m_model->block_at(from).first, m_model->block_at(into)),
          {"project.did_group_layer", {{"name", from.data().toString().toStdString()}, {"group", into.data().toString().toStdString()}}});
    });
  }
  groups->addSeparator();
  groups->addAction(icon(QStringLiteral("plus")), tr("New group…"), this, &LayerPanel::group_current);
  if (is_grouped_current()) menu.addAction(tr("Take out of the group"), this, &LayerPanel::ungroup_current);
}

void LayerPanel::group_current() {
  const auto mark = m_model->mark(m_view->currentIndex());
  if (current().is_null()) return;
  auto* dialog = new QInputDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("New group"));
  dialog->setLabelText(tr("Name"));
  connect(dialog, &QInputDialog::textValueSelected, this, [this, mark](const QString& text) {
    const auto layer = m_model->index_of(mark);
    const auto name = text.trimmed().toStdString();
    if (name.empty() || !layer.isValid()) return;
    m_model->arrange(project::grouped(m_model->rows().order(), m_model->block_at(layer).first, name),
                     {"project.did_group_layer", {{"name", layer.data().toString().toStdString()}, {"group", name}}});
  });
  dialog->open();
}

bool LayerPanel::is_grouped_current() const {
  const auto index = current_row();
  return index.isValid() && (m_model->is_group(index) || m_model->block_at(index).parents > 0);
}

void LayerPanel::ungroup_current() {
  const auto index = current_row();
  if (!is_grouped_current()) return;
  const auto& order = m_model->rows().order();
  const auto block = m_model->block_at(index);
  const auto name = index.data().toString().toStdString();
  if (m_model->is_group(index))
    m_model->arrange(project::ungrouped(order, block), {"project.did_ungroup", {{"name", name}}});
  else
    m_model->arrange(project::taken_out(order, block.first),
                     {"project.did_take_out", {{"name", name}, {"group", m_model->path_at(index).back()}}});
}

QModelIndex LayerPanel::seen(QModelIndex index) const {
  for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
    if (!m_view->isExpanded(above)) index = above;
  return index;
}

void LayerPanel::restore_folds() {
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  m_restoring = true;
  const auto groups = m_model->groups();
  for (const auto& group : groups) m_view->expand(group);
  auto state = document->view_state();
  for (auto& path : state.folded_groups) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return m_model->path_at(group) == path; });
    const auto marked = m_marks.find(path);
    // A group that has another name or place now is still folded.
    const auto group = same != groups.end() ? *same : marked == m_marks.end() ? QModelIndex() : m_model->index_of(marked->second);
    if (!m_model->is_group(group)) continue;
    m_view->collapse(group);
    path = m_model->path_at(group);
  }
  document->set_view_state(state);
  m_marks.clear();
  for (const auto& group : groups) m_marks.emplace(m_model->path_at(group), m_model->mark(group));
  for (const auto& id : m_open)
    if (const auto layer = m_model->index_of(id); layer.isValid()) m_view->expand(layer);
  m_restoring = false;
}

void LayerPanel::remember_fold(const QModelIndex& index, bool open) {
  auto* document = m_workspace.document();
  if (m_restoring || document == nullptr) return;
  if (!m_model->is_group(index)) {
    open ? void(m_open.insert(m_model->id_at(index))) : void(m_open.erase(m_model->id_at(index)));
    return;
  }
  auto state = document->view_state();
  state.folded_groups.clear();
  for (const auto& group : m_model->groups())
    if (!m_view->isExpanded(group)) state.folded_groups.push_back(m_model->path_at(group));
  document->set_view_state(state);
}

}  // namespace skizze::ui
