// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QWidget>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "geo/geometry.h"
#include "project/document.h"
#include "qgis/processing.h"

class QFormLayout;
class QComboBox;

namespace skizze::ui {

/// A form made from the parameters of an algorithm: layers of the project, fields of the chosen layer, numbers in their range, choices.
class ParameterForm : public QWidget {
  Q_OBJECT
 public:
  /// view: what the map shows, Web Mercator. The document must outlive the form.
  ParameterForm(const qgis::AlgorithmInfo& algorithm, const project::Document& document, const geo::Box& view, QWidget* parent = nullptr);

  struct Given {
    QJsonObject values;
    std::map<std::string, std::vector<project::LayerEntry>> layers;
    QString missing;  ///< the first parameter that lacks a value; empty: complete
  };
  Given given() const;

  /// For tests and the gallery: the control of a parameter, null where there is none.
  QWidget* control(const QString& parameter) const { return m_controls.value(parameter); }

 private:
  using Put = std::function<bool(Given&)>;  // false: nothing was given

  QWidget* make(const qgis::ParameterInfo& parameter);
  QWidget* make_layer(const qgis::ParameterInfo& parameter);
  QWidget* make_layers(const qgis::ParameterInfo& parameter);
  QWidget* make_field(const qgis::ParameterInfo& parameter);
  QWidget* make_number(const qgis::ParameterInfo& parameter);
  QWidget* make_choice(const qgis::ParameterInfo& parameter);
  QWidget* make_choices(const qgis::ParameterInfo& parameter);
  QWidget* make_truth(const qgis::ParameterInfo& parameter);
  QWidget* make_extent(const qgis::ParameterInfo& parameter);
  QWidget* make_text(const qgis::ParameterInfo& parameter);
  void keep(const qgis::ParameterInfo& parameter, Put put) { m_puts.push_back({&parameter, std::move(put)}); }
  QString extent_text(const geo::Box& mercator) const;
  /// The layer chosen for a parameter; null where there is none.
  const project::LayerEntry* layer_of(const QString& parameter) const;
  void add(QFormLayout& form, const qgis::ParameterInfo& parameter);

  const qgis::AlgorithmInfo m_algorithm;
  const project::Document& m_document;
  const geo::Box m_view;
  std::vector<std::pair<const qgis::ParameterInfo*, Put>> m_puts;
  QMap<QString, QWidget*> m_controls;
};

}  // namespace skizze::ui
