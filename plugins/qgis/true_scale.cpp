// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "true_scale.h"

#include <qgslayertree.h>
#include <qgsproject.h>
#include <qgsrenderer.h>
#include <qgsrulebasedlabeling.h>
#include <qgsrulebasedrenderer.h>
#include <qgsvectorlayer.h>
#include <qgsvectorlayerlabeling.h>
#include <algorithm>
#include <cmath>

#include "describe.h"

namespace skizze::qgis_helper {

namespace {

constexpr double k_radius_m = 6378137;  // of Web Mercator's sphere

/// How much longer a Mercator metre is than a true one where the data lie: 1 / cos(latitude).
double stretch(const QgsProject& project) {
  QgsRectangle all;
  for (const QgsMapLayer* layer : project.layerTreeRoot()->layerOrder()) {
    const QgsRectangle part = layer->isValid() ? mercator_extent(project, layer->extent(), layer->crs()) : QgsRectangle();
    if (!part.isEmpty()) all.combineExtentWith(part);
  }
  return all.isEmpty() ? 1 : std::cosh(all.center().y() / k_radius_m);
}

void stretch_rules(QgsRuleBasedRenderer& renderer, double factor) {
  for (QgsRuleBasedRenderer::Rule* rule : renderer.rootRule()->descendants()) {
    rule->setMinimumScale(rule->minimumScale() * factor);
    rule->setMaximumScale(rule->maximumScale() * factor);
  }
}

void stretch_label(QgsPalLayerSettings& settings, double factor) {
  settings.minimumScale *= factor;
  settings.maximumScale *= factor;
}

void stretch_labels(QgsVectorLayer& layer, double factor) {
  if (const auto* simple = dynamic_cast<const QgsVectorLayerSimpleLabeling*>(layer.labeling())) {
    QgsPalLayerSettings settings = simple->settings();
    stretch_label(settings, factor);
    layer.setLabeling(new QgsVectorLayerSimpleLabeling(settings));
  } else if (const auto* ruled = dynamic_cast<const QgsRuleBasedLabeling*>(layer.labeling())) {
    auto* copy = ruled->clone();
    for (QgsRuleBasedLabeling::Rule* rule : copy->rootRule()->descendants()) {
      rule->setMinimumScale(rule->minimumScale() * factor);
      rule->setMaximumScale(rule->maximumScale() * factor);
      if (rule->settings() == nullptr) continue;
      auto* settings = new QgsPalLayerSettings(*rule->settings());
      stretch_label(*settings, factor);
      rule->setSettings(settings);
    }
    layer.setLabeling(copy);
  }
}

}  // namespace

void hold_scales_in_mercator(QgsProject& project) {
  if (project.crs().authid() == QLatin1String("EPSG:3857")) return;
  const double factor = stretch(project);
  for (QgsMapLayer* layer : project.mapLayers()) {
    layer->setMinimumScale(layer->minimumScale() * factor);
    layer->setMaximumScale(layer->maximumScale() * factor);
    auto* vector = dynamic_cast<QgsVectorLayer*>(layer);
    if (vector == nullptr) continue;
    if (vector->renderer() != nullptr && vector->renderer()->referenceScale() > 0)
      vector->renderer()->setReferenceScale(vector->renderer()->referenceScale() * factor);
    if (auto* ruled = dynamic_cast<QgsRuleBasedRenderer*>(vector->renderer())) stretch_rules(*ruled, factor);
    stretch_labels(*vector, factor);
  }
}

}  // namespace skizze::qgis_helper
