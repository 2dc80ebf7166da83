// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/class_dialog.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <limits>

#include "help/help_key.h"
#include "layers/condition_form.h"
#include "layers/number_field.h"
#include "layers/symbol_form.h"
#include "project/condition_text.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

QDoubleSpinBox* make_zoom(double value) {
  auto* box = new QDoubleSpinBox;
  box->setRange(0, 24);
  box->setSingleStep(0.5);
  box->setDecimals(1);
  box->setValue(value);
  return box;
}

}  // namespace

ClassDialog::ClassDialog(const style::Look& look, std::size_t index, geo::GeometryKind kind, const std::vector<feature::Column>& columns,
                         QWidget* parent)
    : QDialog(parent), m_columns(columns) {
  if (index < look.classes.size())
    m_class = look.classes[index];
  else
    m_class.symbol = look.symbol;
  set_help_page(this, "map");
  setWindowTitle(look.kind == style::LookKind::rules ? tr("Rule") : look.kind == style::LookKind::graduated ? tr("Class") : tr("Symbol"));
  setMinimumWidth(look.kind == style::LookKind::rules ? px(560) : px(380));
  auto* column = make_column(10);
  column->setContentsMargins(px(16), px(16), px(16), px(12));
  if (look.kind == style::LookKind::rules && index < look.classes.size()) {
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    add_rule_fields(form);
    column->addLayout(form);
    column->addWidget(make_rule());
  }
  if (look.kind == style::LookKind::graduated && index < look.classes.size()) {
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    add_limit_fields(form, look, index);
    column->addLayout(form);
    column->addWidget(make_rule());
  }
  m_form = new SymbolForm;
  m_form->set_symbol(m_class.symbol, kind);
  connect(m_form, &SymbolForm::changed, this, [this] {
    m_class.symbol = m_form->symbol();
    Q_EMIT changed();
  });
  column->addWidget(m_form);
  column->addStretch(1);
  auto* buttons = make_buttons(false, this);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addWidget(buttons);
  setLayout(column);
}

void ClassDialog::add_rule_fields(QFormLayout* form) {
  auto* name = new QLineEdit(QString::fromStdString(m_class.label));
  name->setAccessibleName(tr("Name"));
  connect(name, &QLineEdit::editingFinished, this, [this, name] {
    if (m_class.label == name->text().trimmed().toStdString()) return;
    m_class.label = name->text().trimmed().toStdString();
    Q_EMIT changed();
  });
  m_conditions = new ConditionForm(m_columns);
  m_conditions->set_filter(m_class.filter_json);
  m_conditions->setEnabled(!m_class.is_else);
  connect(m_conditions, &ConditionForm::changed, this, [this] {
    m_class.filter_json = m_conditions->filter();
    Q_EMIT changed();
  });
  auto* rest = new QCheckBox(tr("Everything that no other rule takes"));
  rest->setChecked(m_class.is_else);
  connect(rest, &QCheckBox::toggled, this, [this](bool on) {
    m_class.is_else = on;
    m_conditions->setEnabled(!on);
    Q_EMIT changed();
  });
  auto* from = make_zoom(m_class.min_zoom);
  auto* to = make_zoom(m_class.max_zoom);
  from->setAccessibleName(tr("From zoom"));
  to->setAccessibleName(tr("Below zoom"));
  connect(from, &QDoubleSpinBox::valueChanged, this, [this](double zoom) {
    m_class.min_zoom = zoom;
    Q_EMIT changed();
  });
  connect(to, &QDoubleSpinBox::valueChanged, this, [this](double zoom) {
    m_class.max_zoom = zoom;
    Q_EMIT changed();
  });
  form->addRow(tr("Name"), name);
  form->addRow(tr("Rows"), m_conditions);
  form->addRow(QString(), rest);
  form->addRow(tr("From zoom"), from);
  form->addRow(tr("Below zoom"), to);
}

/// The limits of a class of numbers; its neighbours, which begin and end there, set how far they may go.
void ClassDialog::add_limit_fields(QFormLayout* form, const style::Look& look, std::size_t index) {
  constexpr double k_far = std::numeric_limits<double>::infinity();
  const double lowest = index > 0 ? look.classes[index - 1].from : -k_far;
  const double highest = index + 1 < look.classes.size() ? look.classes[index + 1].to : k_far;
  auto* from = new NumberField(m_class.from);
  auto* to = new NumberField(m_class.to);
  auto* problem = make_text({}, QStringLiteral("error"));
  problem->hide();
  const auto say = [problem](const QString& words) {
    problem->setText(words);
    problem->setVisible(!words.isEmpty());
  };
  const auto take = [this, from, to, lowest, highest, say] {
    const bool fits = lowest < from->value() && from->value() < to->value() && to->value() < highest;
    if (!fits) {
      from->set_value(m_class.from);
      to->set_value(m_class.to);
      return say(tr("Limits must rise from class to class."));
    }
    say({});
    m_class.from = from->value();
    m_class.to = to->value();
    Q_EMIT changed();
  };
  for (auto* field : {from, to}) {
    connect(field, &NumberField::edited, this, take);
    connect(field, &NumberField::not_understood, this, [say](const QString& text) {
      say(tr("“%1” is not a number. Example: %2").arg(text, project::plain_number(1.5, current_language())));
    });
  }
  from->setAccessibleName(tr("From"));
  to->setAccessibleName(tr("To below"));
  form->addRow(tr("From"), from);
  form->addRow(tr("To below"), to);
  form->addRow(problem);
}

}  // namespace skizze::ui
