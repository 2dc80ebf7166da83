// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

#include "feature/value.h"
#include "style/look.h"

class QFormLayout;

namespace skizze::ui {

class ConditionForm;
class SymbolForm;

/// One class of a look in a dialog of its own; changes show on the map while it is open. Classes of
/// numbers also get their limits, rules their conditions and zoom range.
class ClassDialog : public QDialog {
  Q_OBJECT
 public:
  ClassDialog(const style::Look& look, std::size_t index, geo::GeometryKind kind, const std::vector<feature::Column>& columns,
              QWidget* parent);
  const style::LookClass& edited() const { return m_class; }
  SymbolForm& form() { return *m_form; }

 Q_SIGNALS:
  void changed();

 private:
  void add_rule_fields(QFormLayout* form);
  void add_limit_fields(QFormLayout* form, const style::Look& look, std::size_t index);

  style::LookClass m_class;
  std::vector<feature::Column> m_columns;
  SymbolForm* m_form;
  ConditionForm* m_conditions = nullptr;
};

}  // namespace skizze::ui
