// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <map>
#include <set>

#include "layers/layer_model.h"
#include "shell/workspace.h"

class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace skizze::ui {

class Hint;
class ProjectFlow;

/// The list of layers with what is done to the chosen one or to a group of them: zoom, style, move, remove. The rest stands in the
/// inspector.
class LayerPanel : public QWidget {
  Q_OBJECT
 public:
  LayerPanel(Workspace& workspace, ProjectFlow& flow, QWidget* parent = nullptr);
  LayerModel& model() { return *m_model; }
  QTreeView& view() { return *m_view; }
  base::Uuid current() const;  ///< null for a group
  /// A layer or a group; of a line of a legend its layer.
  QModelIndex current_row() const;

  void zoom_to_current();
  void remove_current();
  /// Of a layer that QGIS draws: layers of our own take its place.
  void convert_current();
  bool is_qgis_current() const;
  /// One step up (-1) or down, also into a group and out of it.
  void move_current(int by);
  /// Asks for a name and makes a group around the layer.
  void group_current();
  bool is_grouped_current() const;
  /// Out of the innermost group; of a group: dissolves it.
  void ungroup_current();
  /// What the context menu of a row says.
  void fill_menu(QMenu& menu, const QModelIndex& index);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void on_document_changed();
  void on_selection_changed();
  void update_buttons();
  void choose(const QModelIndex& index);
  void show_menu(const QPoint& at);
  void retranslate();
  void refresh();
  // layer_panel_groups.cpp
  void fill_group_menu(QMenu& menu, const QModelIndex& group);
  void fill_groups_of(QMenu& menu, const QModelIndex& layer);
  void restore_folds();
  void remember_fold(const QModelIndex& index, bool open);
  /// The row itself, or the outermost folded group that hides it.
  QModelIndex seen(QModelIndex index) const;

  Workspace& m_workspace;
  ProjectFlow& m_flow;
  LayerModel* m_model;
  std::set<base::Uuid> m_open;  ///< layers whose legend is unfolded
  std::map<project::GroupPath, LayerModel::Mark> m_marks;  ///< where the groups stand
  bool m_restoring = false;
  QTimer m_soon;
  QTreeView* m_view;
  Hint* m_hint;
  QStackedWidget* m_stack;
  QPushButton* m_add;
  QToolButton* m_zoom;
  QToolButton* m_up;
  QToolButton* m_down;
  QToolButton* m_remove;
};

}  // namespace skizze::ui
