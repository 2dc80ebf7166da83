// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "shell/workspace.h"

class QPushButton;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace skizze::ui {

class Hint;
class LayerModel;
class ProjectFlow;

/// The list of layers with what is done to the chosen one: zoom, style, move, remove. The rest stands in the inspector.
class LayerPanel : public QWidget {
  Q_OBJECT
 public:
  LayerPanel(Workspace& workspace, ProjectFlow& flow, QWidget* parent = nullptr);
  LayerModel& model() { return *m_model; }
  QTreeView& view() { return *m_view; }
  base::Uuid current() const;

  void zoom_to_current();
  void remove_current();
  /// Of a layer that QGIS draws: layers of our own take its place.
  void convert_current();
  bool is_qgis_current() const;
  void move_current(int by);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void on_document_changed();
  void on_selection_changed();
  void update_buttons();
  void show_menu(const QPoint& at);
  void retranslate();

  Workspace& m_workspace;
  ProjectFlow& m_flow;
  LayerModel* m_model;
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
