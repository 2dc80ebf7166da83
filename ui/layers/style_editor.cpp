// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/style_editor.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include "layers/swatch.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/color_button.h"
#include "widgets/elided_label.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_apply_delay_ms = 250;

QFormLayout* make_form(QWidget* box) {
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setHorizontalSpacing(px(12));
  form->setVerticalSpacing(px(6));
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  return form;
}

QString value_text(const feature::Value& value) {
  const std::string text = feature::to_text(feature::view(value));
  return text.empty() ? StyleEditor::tr("(none)") : QString::fromStdString(text);
}

}  // namespace

StyleEditor::StyleEditor(QWidget* parent) : QWidget(parent) {
  m_delay.setSingleShot(true);
  m_delay.setInterval(k_apply_delay_ms);
  connect(&m_delay, &QTimer::timeout, this, &StyleEditor::apply);
  build();
  retranslate();
}

void StyleEditor::build() {
  m_kind = new QComboBox;
  m_symbol_box = new QWidget;
  auto* symbol = make_form(m_symbol_box);
  m_color = new ColorButton(QColor(0x00, 0x72, 0xb2));
  m_width = new QDoubleSpinBox;
  m_width->setRange(0.5, 40);
  m_width->setSingleStep(0.5);
  m_width->setDecimals(1);
  m_width->setValue(2);
  m_color_label = make_label({});
  m_width_label = make_label({});
  symbol->addRow(m_color_label, m_color);
  symbol->addRow(m_width_label, m_width);
  m_column_box = new QWidget;
  auto* column = make_form(m_column_box);
  m_column_label = make_label({});
  m_column = new QComboBox;
  column->addRow(m_column_label, m_column);
  m_grade_box = new QWidget;
  auto* grade = make_form(m_grade_box);
  m_method_label = make_label({});
  m_method = new QComboBox;
  m_classes_label = make_label({});
  m_class_count = new QSpinBox;
  m_class_count->setRange(2, 9);
  m_class_count->setValue(5);
  grade->addRow(m_method_label, m_method);
  grade->addRow(m_classes_label, m_class_count);
  m_class_box = new QWidget;
  m_class_rows = make_column(2);
  m_class_box->setLayout(m_class_rows);
  m_label_box = new QWidget;
  auto* labels = make_form(m_label_box);
  m_label_label = make_label({});
  m_label = new QComboBox;
  labels->addRow(m_label_label, m_label);
  m_text_box = new QWidget;
  auto* text = make_column(6);
  m_text = new QPlainTextEdit;
  m_text->setProperty("role", QStringLiteral("code"));
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setMinimumHeight(px(220));
  m_text->setTabChangesFocus(true);
  m_apply_text = make_button({}, QStringLiteral("primary"));
  text->addWidget(m_text);
  text->addWidget(m_apply_text, 0, Qt::AlignRight);
  m_text_box->setLayout(text);
  m_problem = make_text({}, QStringLiteral("error"));
  m_problem->hide();
  for (QComboBox* box : {m_kind, m_column, m_method, m_label}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
  }
  auto* all = make_column(8);
  all->addWidget(m_kind);
  for (QWidget* box : {m_symbol_box, m_column_box, m_grade_box, m_class_box, m_label_box, m_text_box}) all->addWidget(box);
  all->addWidget(m_problem);
  setLayout(all);

  connect(m_kind, &QComboBox::currentIndexChanged, this, &StyleEditor::on_kind);
  connect(m_color, &ColorButton::picked, this, &StyleEditor::schedule);
  connect(m_width, &QDoubleSpinBox::valueChanged, this, &StyleEditor::schedule);
  connect(m_label, &QComboBox::currentIndexChanged, this, &StyleEditor::schedule);
  for (QComboBox* box : {m_column, m_method})
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
      if (m_filling) return;
      propose();
      schedule();
    });
  connect(m_class_count, &QSpinBox::valueChanged, this, [this] {
    if (m_filling) return;
    propose();
    schedule();
  });
  connect(m_apply_text, &QPushButton::clicked, this, &StyleEditor::apply_text);
}

void StyleEditor::retranslate() {
  m_filling = true;
  const int kind = qMax(0, m_kind->currentIndex());
  m_kind->clear();
  m_kind->addItems({tr("City style"), tr("One symbol"), tr("By category"), tr("By number"), tr("As text (MapLibre style)")});
  m_kind->setCurrentIndex(kind);
  m_kind->setAccessibleName(tr("Kind of style"));
  m_color_label->setText(tr("Colour"));
  m_color->setAccessibleName(tr("Colour"));
  m_column_label->setText(tr("Attribute"));
  m_column->setAccessibleName(tr("Attribute"));
  m_method_label->setText(tr("Limits"));
  const int method = qMax(0, m_method->currentIndex());
  m_method->clear();
  m_method->addItems({tr("Equal steps"), tr("Equal counts"), tr("Natural breaks"), tr("Standard deviation")});
  m_method->setCurrentIndex(method);
  m_method->setAccessibleName(tr("Limits"));
  m_classes_label->setText(tr("Classes"));
  m_class_count->setAccessibleName(tr("Classes"));
  m_label_label->setText(tr("Labels"));
  m_label->setAccessibleName(tr("Labels"));
  m_text->setAccessibleName(tr("Style as text"));
  m_apply_text->setText(tr("Apply"));
  m_apply_text->setAccessibleName(tr("Apply the style text"));
  int widest = 0;  // one column of labels, though they belong to several boxes
  const auto names = {m_color_label, m_width_label, m_column_label, m_method_label, m_classes_label, m_label_label};
  for (const QLabel* name : names) widest = std::max(widest, name->sizeHint().width());
  for (QLabel* name : names) name->setFixedWidth(widest);
  m_filling = false;
  fill_columns();
}

const project::LayerEntry* StyleEditor::layer() const { return m_document != nullptr && m_document->is_open() ? m_document->layer(m_layer) : nullptr; }

StyleEditor::Kind StyleEditor::kind() const { return static_cast<Kind>(qMax(0, m_kind->currentIndex())); }
void StyleEditor::set_kind(Kind kind) { m_kind->setCurrentIndex(static_cast<int>(kind)); }

void StyleEditor::set_column(const QString& name) {
  const int at = m_column->findText(name);
  if (at >= 0) m_column->setCurrentIndex(at);
}

geo::GeometryKind StyleEditor::geometry() const {
  const auto* entry = layer();
  return entry != nullptr && entry->pack ? entry->pack->info().kind : geo::GeometryKind::none;
}

void StyleEditor::show_layer(project::Document* document, const base::Uuid& layer_id) {
  const bool other = document != m_document || layer_id != m_layer;
  m_document = document;
  m_layer = layer_id;
  const auto* entry = layer();
  setEnabled(entry != nullptr && entry->pack != nullptr);
  if (!other || entry == nullptr) return;
  m_delay.stop();
  m_filling = true;
  m_problem->hide();
  m_kind->setCurrentIndex(static_cast<int>(entry->style_json.empty() ? Kind::city : Kind::text));
  m_filling = false;
  fill_columns();
  on_kind();
}

void StyleEditor::fill_columns() {
  const auto* entry = layer();
  m_filling = true;
  const QString column = m_column->currentText();
  const QString label_column = m_label->currentIndex() > 0 ? m_label->currentText() : QString();
  m_column->clear();
  m_label->clear();
  m_label->addItem(tr("No labels"));
  if (entry != nullptr && entry->pack) {
    for (const auto& c : entry->pack->info().columns) {
      const QString name = QString::fromStdString(c.name);
      const bool number = c.type == feature::ColumnType::integer || c.type == feature::ColumnType::real;
      if (kind() != Kind::graduated || number) m_column->addItem(name);
      m_label->addItem(name);
    }
  }
  if (const int at = m_column->findText(column); at >= 0) m_column->setCurrentIndex(at);
  if (const int at = m_label->findText(label_column); at > 0) m_label->setCurrentIndex(at);
  const bool points = geometry() == geo::GeometryKind::point;
  m_width_label->setText(points ? tr("Radius") : geometry() == geo::GeometryKind::area ? tr("Outline") : tr("Width"));
  m_width->setAccessibleName(m_width_label->text());
  m_width->setSuffix(QStringLiteral(" px"));
  m_filling = false;
}

void StyleEditor::on_kind() {
  const Kind now = kind();
  m_symbol_box->setVisible(now == Kind::single);
  m_column_box->setVisible(now == Kind::categorised || now == Kind::graduated);
  m_grade_box->setVisible(now == Kind::graduated);
  m_class_box->setVisible(now == Kind::categorised || now == Kind::graduated);
  m_label_box->setVisible(now != Kind::city && now != Kind::text);
  m_text_box->setVisible(now == Kind::text);
  if (m_filling) return;
  fill_columns();
  propose();
  const auto* entry = layer();
  if (now == Kind::text && entry != nullptr) {
    std::string text = entry->style_json;
    if (text.empty() && entry->pack) text = project::StyleCache().default_json(entry->pack->info()).value_or(std::string());
    const QByteArray stored = QByteArray::fromStdString(text);
    m_text->setPlainText(QString::fromUtf8(QJsonDocument::fromJson(stored).toJson(QJsonDocument::Indented)));
  }
  const bool as_it_is = (now == Kind::city && entry != nullptr && entry->style_json.empty()) || now == Kind::text;
  if (!as_it_is) schedule();
}

void StyleEditor::propose() {
  const auto* entry = layer();
  m_categories.clear();
  m_grades.clear();
  if (entry != nullptr && entry->pack) {
    const auto column = entry->pack->column_index(m_column->currentText().toStdString());
    if (column && kind() == Kind::categorised) m_categories = style::propose_categories(*entry->pack, *column);
    if (column && kind() == Kind::graduated)
      m_grades = style::propose_grades(*entry->pack, *column, m_class_count->value(), static_cast<style::ClassMethod>(m_method->currentIndex()));
  }
  fill_classes();
}

void StyleEditor::fill_classes() {
  clear_layout(m_class_rows);
  const auto add = [this](const QString& text, style::Color* color) {
    auto* button = new ColorButton(to_qcolor(*color));
    button->setAccessibleName(tr("Colour of %1").arg(text));
    connect(button, &ColorButton::picked, this, [this, color](const QColor& picked) {
      *color = from_qcolor(picked);
      schedule();
    });
    auto* row = make_row(8);
    row->addWidget(button);
    row->addWidget(new ElidedLabel(text), 1);
    m_class_rows->addLayout(row);
  };
  for (auto& category : m_categories) add(value_text(category.value), &category.symbol.color);
  for (auto& grade : m_grades) add(QStringLiteral("%1 – %2").arg(number_text(grade.from, 2), number_text(grade.to, 2)), &grade.symbol.color);
  const bool wants = kind() == Kind::categorised || kind() == Kind::graduated;
  if (wants && m_categories.empty() && m_grades.empty())
    m_class_rows->addWidget(make_text(m_column->count() == 0 ? tr("This layer has no attribute with numbers.") : tr("This attribute has no values."),
                                      QStringLiteral("secondary")));
}

style::SimpleSymbol StyleEditor::symbol() const {
  style::SimpleSymbol s;
  s.color = from_qcolor(m_color->color());
  s.opacity = m_color->color().alphaF();
  s.width_px = m_width->value();
  s.radius_px = m_width->value();
  if (geometry() == geo::GeometryKind::area) s.opacity = std::min(s.opacity, 0.7);
  return s;
}

style::Label StyleEditor::label() const {
  style::Label l;
  if (m_label->currentIndex() > 0) l.property = m_label->currentText().toStdString();
  return l;
}

std::string StyleEditor::style_text() const {
  style::SimpleSymbol rest;
  rest.color = {0.6F, 0.6F, 0.6F, 1};
  rest.opacity = 0.5;
  const std::string column = m_column->currentText().toStdString();
  switch (kind()) {
    case Kind::single: return style::single_style(geometry(), symbol(), label());
    case Kind::categorised: return m_categories.empty() ? std::string() : style::categorised_style(geometry(), column, m_categories, rest, label());
    case Kind::graduated: return m_grades.empty() ? std::string() : style::graduated_style(geometry(), column, m_grades, rest, label());
    case Kind::city:
    case Kind::text: break;
  }
  return {};
}

void StyleEditor::schedule() {
  if (!m_filling) m_delay.start();
}

void StyleEditor::apply() {
  if (layer() == nullptr || kind() == Kind::text) return;
  const std::string text = style_text();
  if (text.empty() && kind() != Kind::city) return;
  if (text == layer()->style_json) return;
  show_problem(m_document->set_layer_style(m_layer, QString::fromStdString(text)));
}

void StyleEditor::apply_text() {
  if (layer() != nullptr) show_problem(m_document->set_layer_style(m_layer, m_text->toPlainText()));
}

void StyleEditor::show_problem(const base::Status& status) {
  m_problem->setVisible(!status);
  if (!status) m_problem->setText(text_of(status.error()));
}

void StyleEditor::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
