// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processing/parameter_form.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>

#include <limits>

#include "layers/number_field.h"
#include "project/qgis_run.h"
#include "widgets/build.h"
#include "widgets/section.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_list_rows = 4;

QString q(const std::string& text) { return QString::fromStdString(text); }

bool is_number(const qgis::ParameterInfo& p) {
  return p.type == "number" || p.type == "distance" || p.type == "duration" || p.type == "scale" || p.type == "band";
}

/// Words of one value, for a line of text.
QString value_text(const QJsonValue& value) {
  if (value.isArray()) return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
  return value.toVariant().toString();
}

QListWidget* make_check_list() {
  auto* list = new QListWidget;
  list->setSelectionMode(QAbstractItemView::SingleSelection);
  list->setMaximumHeight(list->fontMetrics().height() * 2 * k_list_rows);
  return list;
}

void add_check(QListWidget& list, const QString& text, const QVariant& data, bool checked) {
  auto* item = new QListWidgetItem(text, &list);
  item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  item->setData(Qt::UserRole, data);
  item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
}

QVariantList checked(const QListWidget& list) {
  QVariantList all;
  for (int i = 0; i < list.count(); ++i)
    if (list.item(i)->checkState() == Qt::Checked) all << list.item(i)->data(Qt::UserRole);
  return all;
}

bool fits(const feature::Column& column, const std::string& wanted) {
  const bool number = column.type == feature::ColumnType::integer || column.type == feature::ColumnType::real;
  if (wanted == "number") return number;
  return wanted != "string" || column.type == feature::ColumnType::text;
}

QStringList columns_of(const project::LayerEntry* layer, const std::string& wanted) {
  QStringList names;
  if (layer == nullptr || !layer->pack) return names;
  for (const auto& column : layer->pack->info().columns)
    if (fits(column, wanted)) names << q(column.name);
  return names;
}

}  // namespace

ParameterForm::ParameterForm(const qgis::AlgorithmInfo& algorithm, const project::Document& document, const geo::Box& view, QWidget* parent)
    : QWidget(parent), m_algorithm(algorithm), m_document(document), m_view(view) {
  const auto make_form = [] {
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(px(8));
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
  };
  auto* column = make_column(12);
  column->setContentsMargins(0, 0, 0, 0);
  auto* form = make_form();
  column->addLayout(form);
  auto* more = new Section(tr("More settings"), this, false);
  auto* advanced = make_form();
  more->body()->addLayout(advanced);
  bool any = false;
  for (const auto& parameter : m_algorithm.parameters) {
    if (parameter.destination) continue;
    add(parameter.advanced ? *advanced : *form, parameter);
    any = any || parameter.advanced;
  }
  more->setVisible(any);
  column->addWidget(more);
  setLayout(column);
}

void ParameterForm::add(QFormLayout& form, const qgis::ParameterInfo& parameter) {
  auto* control = make(parameter);
  QString words = q(parameter.description);
  if (parameter.type == "distance") words = tr("%1 (metres)").arg(words);
  if (parameter.optional) words = tr("%1 (may be empty)").arg(words);
  set_name(control, words);
  if (!parameter.help.empty()) control->setToolTip(q(parameter.help));
  m_controls.insert(q(parameter.name), control);
  if (parameter.type == "boolean") return form.addRow(control);
  auto* label = make_label(words);
  label->setBuddy(control);
  label->setWordWrap(true);
  form.addRow(label, control);
}

QWidget* ParameterForm::make(const qgis::ParameterInfo& p) {
  if (p.type == "multilayer") return make_layers(p);
  if (p.takes_layers()) return make_layer(p);
  if (p.type == "field") return make_field(p);
  if (p.type == "boolean") return make_truth(p);
  if (p.type == "enum") return p.multiple ? make_choices(p) : make_choice(p);
  if (p.type == "extent") return make_extent(p);
  if (is_number(p)) return make_number(p);
  return make_text(p);
}

QWidget* ParameterForm::make_layer(const qgis::ParameterInfo& p) {
  auto* box = new QComboBox;
  if (p.optional) box->addItem(tr("None"), QString());
  const auto& layers = m_document.layers();
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
    if (project::suits(*layer, p)) box->addItem(q(layer->name), q(layer->map_id()));
  if (box->count() == 0) box->addItem(tr("No layer of this project suits"), QString());
  keep(p, [this, name = p.name](Given& given) {
    const auto* layer = layer_of(q(name));
    if (layer != nullptr) given.layers[name] = {*layer};
    return layer != nullptr;
  });
  return box;
}

QWidget* ParameterForm::make_layers(const qgis::ParameterInfo& p) {
  auto* list = make_check_list();
  const auto& layers = m_document.layers();
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
    if (project::suits(*layer, p)) add_check(*list, q(layer->name), q(layer->map_id()), false);
  keep(p, [this, list, name = p.name](Given& given) {
    const auto chosen = checked(*list);
    for (const auto& layer : m_document.layers())
      if (chosen.contains(q(layer.map_id()))) given.layers[name].push_back(layer);
    return !chosen.isEmpty();
  });
  return list;
}

const project::LayerEntry* ParameterForm::layer_of(const QString& parameter) const {
  const auto* box = qobject_cast<QComboBox*>(control(parameter));
  if (box == nullptr) return nullptr;
  for (const auto& layer : m_document.layers())
    if (q(layer.map_id()) == box->currentData().toString()) return &layer;
  return nullptr;
}

QWidget* ParameterForm::make_field(const qgis::ParameterInfo& p) {
  const auto* parent = qobject_cast<QComboBox*>(control(q(p.parent)));
  const auto columns = [this, parent = q(p.parent), wanted = p.fields] { return columns_of(layer_of(parent), wanted); };
  if (p.multiple) {
    auto* list = make_check_list();
    const auto fill = [list, columns] {
      list->clear();
      for (const auto& name : columns()) add_check(*list, name, name, false);
    };
    fill();
    if (parent != nullptr) connect(parent, &QComboBox::currentIndexChanged, list, fill);
    keep(p, [list, name = q(p.name)](Given& given) {
      const auto chosen = checked(*list);
      if (!chosen.isEmpty()) given.values[name] = QJsonArray::fromVariantList(chosen);
      return !chosen.isEmpty();
    });
    return list;
  }
  auto* box = new QComboBox;
  const auto fill = [box, columns, optional = p.optional] {
    box->clear();
    if (optional) box->addItem(QString());
    box->addItems(columns());
  };
  fill();
  if (parent != nullptr) connect(parent, &QComboBox::currentIndexChanged, box, fill);
  keep(p, [box, name = q(p.name)](Given& given) {
    if (!box->currentText().isEmpty()) given.values[name] = box->currentText();
    return !box->currentText().isEmpty();
  });
  return box;
}

QWidget* ParameterForm::make_number(const qgis::ParameterInfo& p) {
  const bool empty = p.optional && p.otherwise.toVariant().toString().isEmpty();
  if (empty) return make_text(p);  // a number that may be missing cannot be shown as one
  if (p.integer || p.type == "band") {
    auto* box = new QSpinBox;
    box->setRange(static_cast<int>(std::max(p.minimum.value_or(p.type == "band" ? 1 : -1e9), -1e9)), static_cast<int>(std::min(p.maximum.value_or(1e9), 1e9)));
    box->setValue(p.otherwise.toVariant().toInt());
    keep(p, [box, name = q(p.name)](Given& given) {
      given.values[name] = box->value();
      return true;
    });
    return box;
  }
  auto* field = new NumberField(p.otherwise.toVariant().toDouble());
  keep(p, [field, name = q(p.name)](Given& given) {
    given.values[name] = field->value();
    return true;
  });
  return field;
}

QWidget* ParameterForm::make_choice(const qgis::ParameterInfo& p) {
  auto* box = new QComboBox;
  if (p.optional) box->addItem(QString(), -1);
  for (std::size_t i = 0; i < p.options.size(); ++i) box->addItem(q(p.options[i]), static_cast<int>(i));
  int otherwise = p.otherwise.toInt(0);
  for (std::size_t i = 0; i < p.options.size() && p.otherwise.isString(); ++i)
    if (q(p.options[i]) == p.otherwise.toString()) otherwise = static_cast<int>(i);
  box->setCurrentIndex(std::max(0, box->findData(p.optional && p.otherwise.isUndefined() ? -1 : otherwise)));
  keep(p, [box, name = q(p.name)](Given& given) {
    const int chosen = box->currentData().toInt();
    if (chosen >= 0) given.values[name] = chosen;
    return chosen >= 0;
  });
  return box;
}

QWidget* ParameterForm::make_choices(const qgis::ParameterInfo& p) {
  auto* list = make_check_list();
  const auto otherwise = p.otherwise.isArray() ? p.otherwise.toArray() : QJsonArray{p.otherwise};
  for (std::size_t i = 0; i < p.options.size(); ++i) add_check(*list, q(p.options[i]), static_cast<int>(i), otherwise.contains(static_cast<int>(i)));
  keep(p, [list, name = q(p.name)](Given& given) {
    const auto chosen = checked(*list);
    if (!chosen.isEmpty()) given.values[name] = QJsonArray::fromVariantList(chosen);
    return !chosen.isEmpty();
  });
  return list;
}

QWidget* ParameterForm::make_truth(const qgis::ParameterInfo& p) {
  auto* box = new QCheckBox(q(p.description));
  box->setChecked(p.otherwise.toBool());
  keep(p, [box, name = q(p.name)](Given& given) {
    given.values[name] = box->isChecked();
    return true;
  });
  return box;
}

/// QGIS writes west, east, south, north.
QString ParameterForm::extent_text(const geo::Box& mercator) const {
  geo::Box box;
  for (const auto corner : {geo::Point2{mercator.min_x, mercator.min_y}, geo::Point2{mercator.max_x, mercator.min_y},
                            geo::Point2{mercator.min_x, mercator.max_y}, geo::Point2{mercator.max_x, mercator.max_y}})
    box.add(m_document.to_project(corner));
  const auto n = [](double value) { return QString::number(value, 'f', 3); };
  return QStringLiteral("%1,%2,%3,%4 [EPSG:%5]").arg(n(box.min_x), n(box.max_x), n(box.min_y), n(box.max_y)).arg(m_document.crs_epsg());
}

QWidget* ParameterForm::make_extent(const qgis::ParameterInfo& p) {
  auto* box = new QComboBox;
  if (p.optional) box->addItem(QString(), QString());
  if (!m_view.empty()) box->addItem(tr("What the map shows"), extent_text(m_view));
  if (!m_document.extent().empty()) box->addItem(tr("Everything in the project"), extent_text(m_document.extent()));
  keep(p, [box, name = q(p.name)](Given& given) {
    const QString chosen = box->currentData().toString();
    if (!chosen.isEmpty()) given.values[name] = chosen;
    return !chosen.isEmpty();
  });
  return box;
}

QWidget* ParameterForm::make_text(const qgis::ParameterInfo& p) {
  auto* line = new QLineEdit(value_text(p.otherwise));
  if (p.type == "crs") line->setText(QStringLiteral("EPSG:%1").arg(m_document.crs_epsg()));
  if (p.type == "point") line->setPlaceholderText(tr("easting, northing"));
  if (p.type == "expression") line->setPlaceholderText(tr("expression of QGIS, e.g. \"height\" > 10"));
  const bool json = p.type == "matrix" || p.type == "aggregates" || p.type == "fields_mapping";
  keep(p, [line, json, name = q(p.name)](Given& given) {
    const QString text = line->text().trimmed();
    const auto list = QJsonDocument::fromJson(text.toUtf8());
    if (json && list.isArray())
      given.values[name] = list.array();
    else if (!text.isEmpty())
      given.values[name] = text;
    return !text.isEmpty();
  });
  return line;
}

ParameterForm::Given ParameterForm::given() const {
  Given all;
  for (const auto& [parameter, put] : m_puts) {
    const bool there = put(all);
    if (!there && !parameter->optional && all.missing.isEmpty()) all.missing = q(parameter->description);
  }
  return all;
}

}  // namespace skizze::ui
