// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/condition_form.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

#include "project/condition_text.h"
#include "project/filter_text.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

using style::Condition;
using style::Operator;

bool is_number(const feature::Column* column) {
  return column != nullptr && (column->type == feature::ColumnType::integer || column->type == feature::ColumnType::real);
}

bool is_boolean(const feature::Column* column) { return column != nullptr && column->type == feature::ColumnType::boolean; }

bool has_value(Operator op) { return op != Operator::empty && op != Operator::set; }
bool is_order(Operator op) {
  return op == Operator::less || op == Operator::at_most || op == Operator::greater || op == Operator::at_least || op == Operator::between;
}

/// What makes sense for a column, in the order of the list.
std::vector<Operator> operators_for(const feature::Column* column) {
  if (is_boolean(column)) return {Operator::equal, Operator::not_equal, Operator::empty, Operator::set};
  std::vector<Operator> all{Operator::equal,    Operator::not_equal, Operator::less,     Operator::at_most, Operator::greater,
                            Operator::at_least, Operator::between,   Operator::contains, Operator::empty,   Operator::set};
  if (is_number(column)) all.erase(std::find(all.begin(), all.end(), Operator::contains));
  return all;
}

QString text_of_value(const feature::Value& value) {
  if (const auto* d = std::get_if<double>(&value)) return project::plain_number(*d, current_language());
  if (const auto* i = std::get_if<std::int64_t>(&value)) return project::plain_number(static_cast<double>(*i), current_language());
  return QString::fromStdString(feature::to_text(feature::view(value)));
}

QComboBox* make_choice(int letters) {
  auto* box = new QComboBox;
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(letters);
  return box;
}

}  // namespace

ConditionForm::ConditionForm(const std::vector<feature::Column>& columns, QWidget* parent) : QWidget(parent), m_columns(columns) {
  m_mode = make_choice(12);
  m_mode->addItems({tr("All of these hold"), tr("One of these holds"), tr("As text")});
  m_mode->setAccessibleName(tr("Which rows"));
  m_rows = make_column(4);
  m_add = make_button(tr("Add a condition"));
  m_add->setIcon(icon(QStringLiteral("plus")));
  m_add->setAccessibleName(m_add->text());
  m_text = new QLineEdit;
  m_text->setAccessibleName(tr("Filter"));
  m_text->setPlaceholderText(tr("All rows; for example: height > 20 and use = school"));
  m_problem = make_text({}, QStringLiteral("error"));
  m_problem->hide();
  auto* all = make_column(6);
  all->addWidget(m_mode);
  all->addLayout(m_rows);
  all->addWidget(m_add, 0, Qt::AlignLeft);
  all->addWidget(m_text);
  all->addWidget(m_problem);
  setLayout(all);
  connect(m_mode, &QComboBox::activated, this, &ConditionForm::take_mode);
  connect(m_text, &QLineEdit::editingFinished, this, &ConditionForm::take_text);
  connect(m_add, &QPushButton::clicked, this, [this] {
    m_conditions.parts.push_back({m_columns.empty() ? std::string() : m_columns.front().name, Operator::set, {}, false});
    take_parts(true);
  });
  set_filter({});
}

void ConditionForm::set_filter(const std::string& filter_json) {
  m_filter = filter_json;
  const auto conditions = style::conditions_of(filter_json);
  m_conditions = conditions.value_or(style::Conditions{});
  m_mode->setCurrentIndex(!conditions ? k_text : m_conditions.any ? k_any : k_all);
  build_rows();
}

const feature::Column* ConditionForm::column(const std::string& name) const {
  const auto at = std::find_if(m_columns.begin(), m_columns.end(), [&](const feature::Column& c) { return c.name == name; });
  return at == m_columns.end() ? nullptr : &*at;
}

void ConditionForm::say(const QString& problem) {
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
}

void ConditionForm::build_rows() {
  clear_layout(m_rows);
  say({});
  const bool as_text = m_mode->currentIndex() == k_text;
  m_text->setVisible(as_text);
  m_add->setVisible(!as_text);
  m_text->setText(QString::fromStdString(project::filter_to_text(m_filter)));
  if (as_text) return;
  QWidget* before = m_mode;
  for (std::size_t i = 0; i < m_conditions.parts.size(); ++i) {
    QWidget* row = make_row_of(i);
    m_rows->addWidget(row);
    for (QWidget* field : row->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
      if (field->focusPolicy() == Qt::NoFocus) continue;
      setTabOrder(before, field);
      before = field;
    }
  }
  setTabOrder(before, m_add);
}

QWidget* ConditionForm::make_row_of(std::size_t index) {
  Condition& c = m_conditions.parts[index];
  auto* row = make_row(4);
  auto* attribute = make_choice(10);
  for (const auto& known : m_columns) attribute->addItem(QString::fromStdString(known.name));
  const QString name = QString::fromStdString(c.attribute);
  if (attribute->findText(name) < 0) attribute->addItem(name);
  attribute->setCurrentText(name);
  attribute->setAccessibleName(tr("Attribute of condition %1").arg(index + 1));
  connect(attribute, &QComboBox::activated, this, [this, index, attribute] {
    Condition& changed = m_conditions.parts[index];
    const auto* before = column(changed.attribute);
    changed.attribute = attribute->currentText().toStdString();
    const auto* now = column(changed.attribute);
    // The value of another kind of column means nothing here.
    if (before == nullptr || now == nullptr || before->type != now->type) changed = {changed.attribute, Operator::set, {}, false};
    take_parts(true);
  });
  row->addWidget(attribute, 3);
  row->addWidget(make_operator(index), 2);
  add_values(index, row);
  auto* remove = make_icon_button(QStringLiteral("trash"), tr("Remove condition %1").arg(index + 1));
  connect(remove, &QToolButton::clicked, this, [this, index] {
    m_conditions.parts.erase(m_conditions.parts.begin() + static_cast<std::ptrdiff_t>(index));
    take_parts(true);
  });
  row->addWidget(remove);
  auto* widget = new QWidget;
  widget->setLayout(row);
  return widget;
}

QWidget* ConditionForm::make_operator(std::size_t index) {
  const auto name_of = [](Operator op) {
    switch (op) {
      case Operator::equal: return tr("is");
      case Operator::not_equal: return tr("is not");
      case Operator::less: return tr("below");
      case Operator::at_most: return tr("at most");
      case Operator::greater: return tr("above");
      case Operator::at_least: return tr("at least");
      case Operator::between: return tr("between");
      case Operator::contains: return tr("contains");
      case Operator::empty: return tr("is empty");
      case Operator::set: break;
    }
    return tr("is set");
  };
  const Condition& c = m_conditions.parts[index];
  auto* box = make_choice(8);
  auto offered = operators_for(column(c.attribute));
  if (std::find(offered.begin(), offered.end(), c.op) == offered.end()) offered.push_back(c.op);
  for (const auto op : offered) {
    box->addItem(name_of(op), static_cast<int>(op));
    if (op == c.op) box->setCurrentIndex(box->count() - 1);
  }
  box->setAccessibleName(tr("Operator of condition %1").arg(index + 1));
  connect(box, &QComboBox::activated, this, [this, index, box] {
    Condition& changed = m_conditions.parts[index];
    changed.op = static_cast<Operator>(box->currentData().toInt());
    const std::size_t wanted = !has_value(changed.op) ? 0 : changed.op == Operator::between ? 2 : 1;
    const auto* col = column(changed.attribute);
    const feature::Value fresh = is_boolean(col)  ? feature::Value(true)
                                 : is_number(col) ? feature::Value(0.0)
                                                  : feature::Value(std::string());
    changed.values.resize(wanted, changed.values.empty() ? fresh : changed.values.back());
    take_parts(true);
  });
  return box;
}

void ConditionForm::add_values(std::size_t index, QHBoxLayout* row) {
  const Condition& c = m_conditions.parts[index];
  if (!has_value(c.op)) return;
  if (is_boolean(column(c.attribute))) {
    auto* box = make_choice(4);
    box->addItems({tr("yes"), tr("no")});
    box->setCurrentIndex(!c.values.empty() && c.values.front() == feature::Value(true) ? 0 : 1);
    box->setAccessibleName(tr("Value of condition %1").arg(index + 1));
    connect(box, &QComboBox::activated, this, [this, index](int chosen) {
      m_conditions.parts[index].values = {chosen == 0};
      take_parts(false);
    });
    row->addWidget(box, 2);
    return;
  }
  QStringList texts;
  for (const auto& value : c.values) texts << text_of_value(value);
  if (c.op != Operator::between) texts = {texts.join(QStringLiteral("; "))};
  auto fields = std::make_shared<QList<QLineEdit*>>();
  for (const QString& text : texts) {
    auto* field = new QLineEdit(text);
    field->setMinimumWidth(px(56));
    field->setAccessibleName(fields->isEmpty() ? tr("Value of condition %1").arg(index + 1)
                                               : tr("Upper limit of condition %1").arg(index + 1));
    if (c.op == Operator::equal) field->setToolTip(tr("Several values are separated by semicolons."));
    *fields << field;
    row->addWidget(field, 2);
    connect(field, &QLineEdit::editingFinished, this, [this, index, fields] {
      QStringList typed;
      for (const auto* each : *fields) typed << each->text().trimmed();
      take_values(index, typed);
    });
  }
}

/// Texts of the fields as values: numbers in columns of numbers, and for limits wherever they are numbers.
void ConditionForm::take_values(std::size_t index, const QStringList& typed) {
  if (index >= m_conditions.parts.size()) return;
  Condition& c = m_conditions.parts[index];
  const bool wants_number = is_number(column(c.attribute));
  const QStringList texts = c.op == Operator::equal ? typed.value(0).split(QLatin1Char(';'), Qt::SkipEmptyParts) : typed;
  std::vector<feature::Value> values;
  for (const QString& text : texts) {
    const auto number = wants_number || is_order(c.op) ? project::number_from(text, current_language()) : std::nullopt;
    if (wants_number && !number)
      return say(tr("“%1” is not a number. Example: %2").arg(text.trimmed(), project::plain_number(1.5, current_language())));
    values.push_back(number ? feature::Value(*number) : feature::Value(text.trimmed().toStdString()));
  }
  if (values.empty()) values = {std::string()};
  say({});
  if (values == c.values) return;
  c.values = std::move(values);
  take_parts(false);
}

void ConditionForm::take_parts(bool rebuild) {
  m_filter = style::filter_of(m_conditions);
  if (rebuild) QMetaObject::invokeMethod(this, &ConditionForm::build_rows, Qt::QueuedConnection);  // the sender itself goes too
  Q_EMIT changed();
}

void ConditionForm::take_mode() {
  const int mode = m_mode->currentIndex();
  if (mode == k_text) return build_rows();
  if (!style::conditions_of(m_filter)) {  // the text says more than conditions can
    m_mode->setCurrentIndex(k_text);
    return say(tr("This filter cannot be said in single conditions."));
  }
  const bool any = mode == k_any;
  build_rows();
  if (any == m_conditions.any) return;
  m_conditions.any = any;
  take_parts(false);
}

void ConditionForm::take_text() {
  const auto json = project::filter_from_text(m_text->text().toStdString(), m_columns);
  if (!json) return say(text_of(json.error()));
  say({});
  if (*json == m_filter) return;
  m_filter = *json;
  m_conditions = style::conditions_of(m_filter).value_or(style::Conditions{});
  Q_EMIT changed();
}

}  // namespace skizze::ui
