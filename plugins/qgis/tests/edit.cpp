// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit.h"

#include <qgsfeatureiterator.h>
#include <qgsgeometry.h>
#include <qgsproject.h>
#include <qgsvectorlayer.h>

namespace maker {
namespace {

/// The feature of that name.
QgsFeature feature_named(QgsVectorLayer& layer, const QString& name) {
  QgsFeatureIterator all = layer.getFeatures();
  QgsFeature feature;
  while (all.nextFeature(feature))
    if (feature.attribute(QStringLiteral("name")).toString() == name) return feature;
  return {};
}

bool apply(QgsVectorLayer& layer, const QStringList& step) {
  QgsFeature feature = feature_named(layer, step.value(1));
  const QString what = step.value(0);
  if (what == QLatin1String("add")) {
    QgsFeature fresh(layer.fields());
    fresh.setAttribute(QStringLiteral("name"), step.value(1));
    fresh.setGeometry(QgsGeometry::fromWkt(step.value(2)));
    return layer.addFeature(fresh);
  }
  if (!feature.isValid()) return false;
  if (what == QLatin1String("set")) return layer.changeAttributeValue(feature.id(), layer.fields().indexOf(step.value(2)), step.value(3));
  if (what == QLatin1String("delete")) return layer.deleteFeature(feature.id());
  if (what == QLatin1String("shift")) {
    QgsGeometry geometry = feature.geometry();
    geometry.translate(step.value(2).toDouble(), step.value(3).toDouble());
    return layer.changeGeometry(feature.id(), geometry);
  }
  return false;
}

}  // namespace

bool edit_project(const QString& file, const QString& layer_name, const QStringList& steps) {
  QgsProject& project = *QgsProject::instance();
  if (!project.read(file)) return false;
  const auto layers = project.mapLayersByName(layer_name);
  auto* layer = layers.isEmpty() ? nullptr : qobject_cast<QgsVectorLayer*>(layers.front());
  if (layer == nullptr || !layer->startEditing()) return false;
  for (const QString& step : steps)
    if (!apply(*layer, step.split(QLatin1Char('|')))) return false;
  return layer->commitChanges();
}

}  // namespace maker
