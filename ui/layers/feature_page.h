// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "shell/workspace.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace skizze::ui {

class Facts;
class Section;

/// The inspector's page of one row of a layer: its attributes, its size, where it comes from.
class FeaturePage : public QWidget {
  Q_OBJECT
 public:
  explicit FeaturePage(Workspace& workspace, QWidget* parent = nullptr);
  void show_feature(const Selection& selection);
  static QString title_of(const Selection& selection);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void fill_attributes();
  std::vector<std::pair<QString, QString>> size_facts(const Selection& selection) const;

  Workspace& m_workspace;
  QLabel* m_layer;
  QLineEdit* m_search;
  Section* m_attributes_section;
  Facts* m_attributes;
  Section* m_size_section;
  Facts* m_size;
  Section* m_source_section;
  Facts* m_source;
  QPushButton* m_to_layer;
  std::vector<std::pair<QString, QString>> m_all;
};

}  // namespace skizze::ui
