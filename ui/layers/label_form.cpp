// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/label_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include "layers/swatch.h"
#include "style/qgis_expression.h"
#include "widgets/build.h"
#include "widgets/color_button.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_none = 0;
constexpr int k_expression = 1;
constexpr int k_first_column = 2;

QComboBox* make_choice() {
  auto* box = new QComboBox;
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(8);
  return box;
}

}  // namespace

LabelForm::LabelForm(QWidget* parent) : QWidget(parent) {
  m_form = new QFormLayout(this);
  m_form->setContentsMargins(0, 0, 0, 0);
  m_form->setHorizontalSpacing(px(12));
  m_form->setVerticalSpacing(px(6));
  m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  m_source = make_choice();
  m_expression = new QLineEdit;
  m_problem = make_text({}, QStringLiteral("error"));
  m_size = new QDoubleSpinBox;
  m_size->setRange(6, 60);
  m_size->setDecimals(1);
  m_size->setSuffix(QStringLiteral(" px"));
  m_bold = new QCheckBox;
  m_color = new ColorButton;
  m_halo_width = new QDoubleSpinBox;
  m_halo_width->setRange(0, 10);
  m_halo_width->setSingleStep(0.5);
  m_halo_width->setDecimals(1);
  m_halo_width->setSuffix(QStringLiteral(" px"));
  m_halo = new ColorButton;
  m_place = make_choice();
  m_priority = make_choice();
  m_overlap = new QCheckBox;
  m_min_zoom = new QDoubleSpinBox;
  m_min_zoom->setRange(0, 22);
  m_min_zoom->setSingleStep(0.5);
  m_min_zoom->setDecimals(1);
  for (QWidget* field : std::initializer_list<QWidget*>{m_source, m_expression}) m_form->addRow(make_label({}), field);
  m_form->addRow(m_problem);
  for (QWidget* field :
       std::initializer_list<QWidget*>{m_size, m_bold, m_color, m_halo_width, m_halo, m_place, m_priority, m_overlap, m_min_zoom}) {
    auto* name = make_label({});
    name->setBuddy(field);
    m_form->addRow(name, field);
  }
  connect(m_source, &QComboBox::activated, this, &LabelForm::take_source);
  connect(m_expression, &QLineEdit::editingFinished, this, &LabelForm::take_expression);
  for (auto* box : {m_size, m_halo_width, m_min_zoom}) connect(box, &QDoubleSpinBox::valueChanged, this, &LabelForm::take);
  for (auto* box : {m_bold, m_overlap}) connect(box, &QCheckBox::toggled, this, &LabelForm::take);
  for (auto* box : {m_place, m_priority}) connect(box, &QComboBox::activated, this, &LabelForm::take);
  connect(m_color, &ColorButton::picked, this, [this](const QColor& color) {
    m_label.color = from_qcolor(color);
    take();
  });
  connect(m_halo, &ColorButton::picked, this, [this](const QColor& color) {
    m_label.halo = from_qcolor(color);
    take();
  });
  retranslate();
}

void LabelForm::set_label(const style::LookLabel& label, const QStringList& columns, const QStringList& numbers) {
  const bool other = columns != m_columns || numbers != m_numbers;
  m_label = label;
  m_columns = columns;
  m_numbers = numbers;
  if (other)
    retranslate();
  else
    fill();
}

void LabelForm::fill() {
  m_filling = true;
  const bool by_expression = !m_label.expression_json.empty();
  const int column = static_cast<int>(m_columns.indexOf(QString::fromStdString(m_label.attribute)));
  const bool wants_expression = by_expression || (m_source->currentIndex() == k_expression && !m_label.shown());
  m_source->setCurrentIndex(wants_expression ? k_expression : column >= 0 ? k_first_column + column : k_none);
  if (!m_expression->hasFocus()) m_expression->setText(QString::fromStdString(m_label.expression_json));
  m_form->setRowVisible(m_expression, wants_expression);
  if (!wants_expression) m_problem->clear();
  m_form->setRowVisible(m_problem, !m_problem->text().isEmpty());
  for (QWidget* field :
       std::initializer_list<QWidget*>{m_size, m_bold, m_color, m_halo_width, m_halo, m_place, m_priority, m_overlap, m_min_zoom})
    m_form->setRowVisible(field, m_label.shown());
  m_size->setValue(m_label.size_px);
  m_bold->setChecked(m_label.bold);
  m_color->set_color(m_label.color ? to_qcolor(*m_label.color) : current_theme().text);
  m_halo->set_color(m_label.halo ? to_qcolor(*m_label.halo) : current_theme().map_ground);
  m_halo_width->setValue(m_label.halo_px);
  m_place->setCurrentIndex(static_cast<int>(m_label.place));
  const int priority = static_cast<int>(m_numbers.indexOf(QString::fromStdString(m_label.priority_attribute)));
  m_priority->setCurrentIndex(m_label.priority_attribute.empty() ? 0 : priority + 1);
  m_overlap->setChecked(m_label.overlap);
  m_min_zoom->setValue(m_label.min_zoom);
  m_filling = false;
}

void LabelForm::take_source() {
  const int at = m_source->currentIndex();
  m_label.attribute = at >= k_first_column ? m_columns[at - k_first_column].toStdString() : std::string();
  m_label.expression_json.clear();
  fill();
  if (at == k_expression) {
    m_expression->setFocus();
    return;
  }
  Q_EMIT changed();
}

/// What begins with a bracket is the expression itself; everything else is read as QGIS does: name || ' ' || height.
void LabelForm::take_expression() {
  const QString text = m_expression->text().trimmed();
  std::string json;
  m_problem->clear();
  if (text.startsWith(QLatin1Char('['))) {
    json = text.toStdString();
  } else if (!text.isEmpty()) {
    const auto converted = style::convert_qgis_expression(text.toStdString());
    if (converted)
      json = converted->dump();
    else
      m_problem->setText(tr("“%1” is not understood. Example: name || ' ' || height").arg(QString::fromStdString(converted.error())));
  }
  const bool is_new = m_problem->text().isEmpty() && json != m_label.expression_json;
  if (is_new) m_label.expression_json = json;
  fill();
  if (is_new) Q_EMIT changed();
}

void LabelForm::take() {
  if (m_filling) return;
  m_label.size_px = m_size->value();
  m_label.bold = m_bold->isChecked();
  m_label.halo_px = m_halo_width->value();
  m_label.place = static_cast<style::LabelPlace>(m_place->currentIndex());
  m_label.priority_attribute = m_priority->currentIndex() > 0 ? m_priority->currentText().toStdString() : std::string();
  m_label.overlap = m_overlap->isChecked();
  m_label.min_zoom = m_min_zoom->value();
  Q_EMIT changed();
}

void LabelForm::retranslate() {
  m_filling = true;
  m_source->clear();
  m_source->addItems({tr("No labels"), tr("Expression…")});
  m_source->addItems(m_columns);
  m_place->clear();
  m_place->addItems({tr("Automatic"), tr("In the middle"), tr("Above"), tr("Below"), tr("To the right"), tr("Along the line"), tr("Above, to the right"),
                     tr("Once, over the line")});
  m_priority->clear();
  m_priority->addItem(tr("By size of the feature"));
  m_priority->addItems(m_numbers);
  m_bold->setText(tr("Bold"));
  m_overlap->setText(tr("May overlap"));
  m_expression->setPlaceholderText(tr("name || ' ' || height"));
  const std::initializer_list<std::pair<QWidget*, QString>> names{
      {m_source, tr("Labels")},       {m_expression, tr("Expression")}, {m_size, tr("Text size")},    {m_bold, QString()},
      {m_color, tr("Text colour")},   {m_halo_width, tr("Halo")},       {m_halo, tr("Halo colour")},  {m_place, tr("Place")},
      {m_priority, tr("First come")}, {m_overlap, QString()},           {m_min_zoom, tr("From zoom")}};
  for (const auto& [field, name] : names) {
    if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(field))) label->setText(name);
    if (!name.isEmpty()) field->setAccessibleName(name);
  }
  m_filling = false;
  fill();
}

void LabelForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
