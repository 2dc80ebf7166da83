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

#include "layers/symbol_form.h"
#include "project/filter_text.h"
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
  setWindowTitle(look.kind == style::LookKind::rules ? tr("Rule") : tr("Symbol"));
  setMinimumWidth(px(380));
  auto* column = make_column(10);
  column->setContentsMargins(px(16), px(16), px(16), px(12));
  if (look.kind == style::LookKind::rules && index < look.classes.size()) {
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    add_rule_fields(form);
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
  m_filter = new QLineEdit(QString::fromStdString(project::filter_to_text(m_class.filter_json)));
  m_filter->setAccessibleName(tr("Filter"));
  m_filter->setPlaceholderText(tr("All rows; for example: height > 20 and use = school"));
  m_filter->setEnabled(!m_class.is_else);
  connect(m_filter, &QLineEdit::editingFinished, this, &ClassDialog::take_filter);
  m_problem = make_text({}, QStringLiteral("error"));
  m_problem->hide();
  auto* rest = new QCheckBox(tr("Everything that no other rule takes"));
  rest->setChecked(m_class.is_else);
  connect(rest, &QCheckBox::toggled, this, [this](bool on) {
    m_class.is_else = on;
    m_filter->setEnabled(!on);
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
  form->addRow(tr("Filter"), m_filter);
  form->addRow(m_problem);
  form->addRow(rest);
  form->addRow(tr("From zoom"), from);
  form->addRow(tr("Below zoom"), to);
}

void ClassDialog::take_filter() {
  const auto json = project::filter_from_text(m_filter->text().toStdString(), m_columns);
  m_problem->setVisible(!json);
  if (!json) {
    m_problem->setText(text_of(json.error()));
    return;
  }
  if (*json == m_class.filter_json) return;
  m_class.filter_json = *json;
  Q_EMIT changed();
}

}  // namespace skizze::ui
