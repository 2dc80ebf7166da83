// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>
#include <vector>

#include "feature/value.h"
#include "style/conditions.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace skizze::ui {

/// Which rows a rule takes: conditions of attribute, operator and value, all or any of them. What cannot be said so is a line of text
/// (project/filter_text.h), which is there for those who would rather type, too.
class ConditionForm : public QWidget {
  Q_OBJECT
 public:
  explicit ConditionForm(const std::vector<feature::Column>& columns, QWidget* parent = nullptr);
  void set_filter(const std::string& filter_json);
  const std::string& filter() const { return m_filter; }

 Q_SIGNALS:
  void changed();  ///< by a person, to something valid

 private:
  enum Mode { k_all, k_any, k_text };
  void build_rows();
  QWidget* make_row_of(std::size_t index);
  QWidget* make_operator(std::size_t index);
  void add_values(std::size_t index, class QHBoxLayout* row);
  void take_mode();
  void take_text();
  void take_values(std::size_t index, const QStringList& typed);
  void take_parts(bool rebuild);
  const feature::Column* column(const std::string& name) const;
  void say(const QString& problem);

  std::vector<feature::Column> m_columns;
  std::string m_filter;
  style::Conditions m_conditions;
  QComboBox* m_mode;
  QVBoxLayout* m_rows;
  QPushButton* m_add;
  QLineEdit* m_text;
  QLabel* m_problem;
};

}  // namespace skizze::ui
