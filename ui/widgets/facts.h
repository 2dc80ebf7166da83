// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <utility>
#include <vector>

class QGridLayout;
class QLabel;

namespace skizze::ui {

/// Names and values under each other; values can be selected and copied.
class Facts : public QWidget {
  Q_OBJECT
 public:
  explicit Facts(QWidget* parent = nullptr);
  /// Lines without a value are left out.
  void set_facts(const std::vector<std::pair<QString, QString>>& facts);

 private:
  void make_rows(std::size_t count);

  QGridLayout* m_grid;
  std::vector<std::pair<QLabel*, QLabel*>> m_rows;
};

}  // namespace skizze::ui
