// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "project/layer_entry.h"
#include "shell/workspace.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;

namespace skizze::ui {

class Facts;
class Notices;
class Section;
class StyleEditor;

/// The inspector's page of a layer: how it looks, what it shows, where it comes from, what its import wants known.
class LayerPage : public QWidget {
  Q_OBJECT
 public:
  explicit LayerPage(Workspace& workspace, QWidget* parent = nullptr);
  void show_layer(const Selection& selection);
  StyleEditor& style_editor() { return *m_style; }
  QLineEdit& filter_field() { return *m_filter; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  const project::LayerEntry* layer() const;
  void retranslate();
  void fill();
  void apply_filter();
  void relocate();
  std::vector<std::pair<QString, QString>> source_facts() const;
  QString path_text(const QString& path) const;

  Workspace& m_workspace;
  base::Uuid m_id;
  QWidget* m_problem_box;
  QLabel* m_problem;
  QPushButton* m_relocate;
  Section* m_look;
  QLabel* m_opacity_label;
  QSlider* m_opacity;
  QLabel* m_opacity_value;
  StyleEditor* m_style;
  Section* m_filter_section;
  QLineEdit* m_filter;
  QLabel* m_filter_hint;
  Section* m_warnings;
  Notices* m_notices;
  Section* m_source;
  Facts* m_facts;
};

}  // namespace skizze::ui
