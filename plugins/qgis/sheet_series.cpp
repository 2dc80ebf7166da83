// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <qgsfillsymbol.h>
#include <qgsinvertedpolygonrenderer.h>
#include <qgslayertree.h>
#include <qgslayoutatlas.h>
#include <qgslayoutitemmap.h>
#include <qgsproject.h>
#include <qgsrulebasedrenderer.h>
#include <qgsvectorlayer.h>
#include <algorithm>

#include "qgis_names.h"

#include "sheet_export.h"

namespace skizze::qgis_helper {

namespace {

constexpr double k_room = 1.08;    // around the largest feature
constexpr double k_least_m = 100;  // of a point's surroundings

QgsVectorLayer* layer_of(const QgsProject& project, const QString& id) {
  for (auto* layer : project.mapLayers())
    if (layer->customProperty(QStringLiteral("stadtskizze/id")).toString() == id) return qobject_cast<QgsVectorLayer*>(layer);
  return nullptr;
}

/// Everything outside of the page's area grows pale; its edge is drawn.
void pale_surroundings(QgsProject& project, const QgsVectorLayer& areas) {
  auto fill = std::unique_ptr<QgsFillSymbol>(QgsFillSymbol::createSimple({{QStringLiteral("color"), QStringLiteral("255,255,255,150")},
                                                                          {QStringLiteral("outline_color"), QStringLiteral("51,56,62,255")},
                                                                          {QStringLiteral("outline_width"), QStringLiteral("0.5")},
                                                                          {QStringLiteral("outline_style"), QStringLiteral("dash")}}));
  auto* root = new QgsRuleBasedRenderer::Rule(nullptr);
  root->appendChild(new QgsRuleBasedRenderer::Rule(fill.release(), 0, 0, QStringLiteral("$id = @atlas_featureid")));
  auto* mask = areas.clone();
  mask->setName(QString());
  mask->setLabelsEnabled(false);
  mask->setOpacity(1);
  mask->setCustomProperty(QStringLiteral("stadtskizze/mask"), true);
  mask->setCustomProperty(QStringLiteral("stadtskizze/id"), QString());
  mask->setScaleBasedVisibility(false);
  mask->setRenderer(new QgsInvertedPolygonRenderer(new QgsRuleBasedRenderer(root)));
  project.addMapLayer(mask, false);
  project.layerTreeRoot()->insertLayer(0, mask);
}

}  // namespace

base::Result<QgsVectorLayer*> series_layer(const QgsProject& project, const Series& series) {
  auto* layer = layer_of(project, series.layer);
  if (layer == nullptr) return base::fail(base::ErrorCode::invalid, "qgis.layout_no_series", {{"layer", series.layer.toStdString()}});
  if (layer->featureCount() == 0)
    return base::fail(base::ErrorCode::invalid, "qgis.layout_empty_series", {{"layer", layer->name().toStdString()}});
  return layer;
}

QgsRectangle largest_of(QgsVectorLayer& layer) {
  double width = 0;
  double height = 0;
  QgsFeatureIterator features = layer.getFeatures(QgsFeatureRequest().setNoAttributes());
  for (QgsFeature feature; features.nextFeature(feature);) {
    const QgsRectangle box = feature.geometry().boundingBox();
    width = std::max(width, box.width());
    height = std::max(height, box.height());
  }
  return extent_at({0, 0}, 1000, QSizeF(std::max(width, k_least_m) * k_room, std::max(height, k_least_m) * k_room));
}

int make_series(QgsPrintLayout& layout, LaidOut& out, QgsVectorLayer& layer, const Series& series) {
  auto* atlas = layout.atlas();
  atlas->setCoverageLayer(&layer);
  atlas->setEnabled(true);
  const QString name = layer.fields().indexOf(series.name) >= 0 ? series.name : layer.displayField();
  if (!name.isEmpty()) {
    atlas->setPageNameExpression(QgsExpression::quotedColumnRef(name));
    atlas->setSortFeatures(true);
    atlas->setSortExpression(QgsExpression::quotedColumnRef(name));
  }
  if (layer.geometryType() == k_areas) pale_surroundings(*layout.project(), layer);
  out.map->setAtlasDriven(true);
  out.map->setAtlasScalingMode(QgsLayoutItemMap::Fixed);
  const QgsRectangle page = out.map->extent();
  int cut = 0;
  QgsFeatureIterator features = layer.getFeatures(QgsFeatureRequest().setNoAttributes());
  for (QgsFeature feature; features.nextFeature(feature);) {
    const QgsRectangle box = feature.geometry().boundingBox();
    if (box.width() > page.width() || box.height() > page.height()) ++cut;
  }
  if (cut > 0) out.lost.push_back({"qgis.layout_series_cut", {{"count", std::to_string(cut)}}});
  return atlas->updateFeatures();
}

}  // namespace skizze::qgis_helper
