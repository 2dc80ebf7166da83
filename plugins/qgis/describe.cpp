// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "describe.h"

#include <qgscoordinatetransform.h>
#include <qgseditorwidgetsetup.h>
#include <qgsexception.h>
#include <qgsfields.h>
#include <qgslayertree.h>
#include <qgsmaplayer.h>
#include <qgsmaplayerfactory.h>
#include <qgspallabeling.h>
#include <qgsproject.h>
#include <qgsproviderregistry.h>
#include <qgsrasterlayer.h>
#include <qgsrasterrenderer.h>
#include <qgsrenderer.h>
#include <qgsvectorlayer.h>
#include <qgsvectorlayerjoininfo.h>
#include <qgswkbtypes.h>
#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace skizze::qgis_helper {

namespace {

constexpr double k_edge_m = 20037508.342789244;  // of Web Mercator

QJsonArray box(const QgsRectangle& r) {
  if (r.isNull() || r.isEmpty()) return {};
  return {r.xMinimum(), r.yMinimum(), r.xMaximum(), r.yMaximum()};
}

/// A map of values, or a list of maps with one value each (how QGIS keeps their order).
QJsonArray value_map(const QgsEditorWidgetSetup& widget) {
  QJsonArray pairs;
  if (widget.type() != QLatin1String("ValueMap")) return pairs;
  const QVariant map = widget.config().value(QStringLiteral("map"));
  const auto add = [&](const QVariantMap& values) {
    for (auto it = values.begin(); it != values.end(); ++it) pairs.append(QJsonArray{it.value().toString(), it.key()});
  };
  add(map.toMap());
  for (const QVariant& entry : map.toList()) add(entry.toMap());
  return pairs;
}

QJsonArray fields_of(const QgsVectorLayer& layer) {
  QJsonArray all;
  const QgsFields fields = layer.fields();
  for (int i = 0; i < fields.count(); ++i) {
    QJsonObject field{{QStringLiteral("name"), fields.at(i).name()}, {QStringLiteral("type"), fields.at(i).typeName()}};
    if (const QString alias = layer.attributeAlias(i); !alias.isEmpty()) field.insert(QStringLiteral("alias"), alias);
    if (const QJsonArray values = value_map(layer.editorWidgetSetup(i)); !values.isEmpty()) field.insert(QStringLiteral("values"), values);
    all.append(field);
  }
  return all;
}

QJsonArray joins_of(const QgsProject& project, const QgsVectorLayer& layer) {
  QJsonArray all;
  for (const QgsVectorLayerJoinInfo& join : layer.vectorJoins()) {
    const QgsMapLayer* other = project.mapLayer(join.joinLayerId());
    all.append(QJsonObject{{QStringLiteral("layer"), other != nullptr ? other->name() : join.joinLayerId()},
                           {QStringLiteral("field"), join.targetFieldName()},
                           {QStringLiteral("other_field"), join.joinFieldName()}});
  }
  return all;
}

void add_vector(QJsonObject& object, const QgsProject& project, const QgsVectorLayer& layer) {
  object.insert(QStringLiteral("geometry"), QgsWkbTypes::geometryDisplayString(layer.geometryType()));
  object.insert(QStringLiteral("count"), static_cast<double>(std::max<long long>(0, layer.featureCount())));
  if (layer.renderer() != nullptr) object.insert(QStringLiteral("renderer"), layer.renderer()->type());
  object.insert(QStringLiteral("labels"), layer.labelsEnabled());
  object.insert(QStringLiteral("fields"), fields_of(layer));
  if (const QJsonArray joins = joins_of(project, layer); !joins.isEmpty()) object.insert(QStringLiteral("joins"), joins);
}

void add_raster(QJsonObject& object, const QgsRasterLayer& layer) {
  if (layer.renderer() != nullptr) object.insert(QStringLiteral("renderer"), layer.renderer()->type());
  if (!layer.isValid()) return;
  object.insert(QStringLiteral("width"), layer.width());
  object.insert(QStringLiteral("height"), layer.height());
}

bool was_network(const Session& session, const QgsMapLayer& layer) {
  return std::any_of(session.removed.begin(), session.removed.end(),
                     [&](const Removed& r) { return r.kind == QLatin1String("network_layer") && r.where == layer.name(); });
}

/// "ready", "network" (its data lie on another machine) or "missing".
QString state_of(const Session& session, const QgsMapLayer& layer) {
  if (layer.isValid()) return QStringLiteral("ready");
  return was_network(session, layer) ? QStringLiteral("network") : QStringLiteral("missing");
}

/// The file behind a layer; empty where there is none.
QString file_of(const QgsMapLayer& layer) {
  const QVariantMap parts = QgsProviderRegistry::instance()->decodeUri(layer.providerType(), layer.source());
  return parts.value(QStringLiteral("path")).toString();
}

QJsonObject layer_json(const QgsProject& project, const Session& session, const QgsMapLayer& layer) {
  QJsonObject object{{QStringLiteral("id"), layer.id()},
                     {QStringLiteral("name"), layer.name()},
                     {QStringLiteral("type"), QgsMapLayerFactory::typeToString(layer.type())},
                     {QStringLiteral("provider"), layer.providerType()},
                     {QStringLiteral("state"), state_of(session, layer)},
                     {QStringLiteral("file"), file_of(layer)},
                     {QStringLiteral("crs"), layer.crs().authid()},
                     {QStringLiteral("opacity"), layer.opacity()},
                     {QStringLiteral("placed"), QgsPalLabeling::staticWillUseLayer(&layer)},
                     {QStringLiteral("attribution"), layer.attribution()},
                     {QStringLiteral("licence"), layer.metadata().licenses().join(QStringLiteral("; "))}};
  if (layer.hasScaleBasedVisibility()) {
    object.insert(QStringLiteral("min_scale"), layer.minimumScale());
    object.insert(QStringLiteral("max_scale"), layer.maximumScale());
  }
  if (layer.isValid()) object.insert(QStringLiteral("extent"), box(mercator_extent(project, layer.extent(), layer.crs())));
  if (const auto* vector = dynamic_cast<const QgsVectorLayer*>(&layer)) add_vector(object, project, *vector);
  if (const auto* raster = dynamic_cast<const QgsRasterLayer*>(&layer)) add_raster(object, *raster);
  return object;
}

QJsonArray tree_json(QgsLayerTreeGroup& group) {
  QJsonArray nodes;
  for (QgsLayerTreeNode* node : group.children()) {
    QJsonObject object{{QStringLiteral("visible"), node->itemVisibilityChecked()}};
    if (QgsLayerTree::isGroup(node)) {
      object.insert(QStringLiteral("group"), node->name());
      object.insert(QStringLiteral("children"), tree_json(*static_cast<QgsLayerTreeGroup*>(node)));
    } else {
      object.insert(QStringLiteral("layer"), static_cast<QgsLayerTreeLayer*>(node)->layerId());
    }
    nodes.append(object);
  }
  return nodes;
}

QJsonArray removed_json(const Session& session) {
  QJsonArray all;
  for (const Removed& removed : session.removed)
    all.append(QJsonObject{
        {QStringLiteral("kind"), removed.kind}, {QStringLiteral("where"), removed.where}, {QStringLiteral("name"), removed.name}});
  return all;
}

/// In drawing order, topmost first; tables, which are not drawn, come last.
QList<QgsMapLayer*> all_layers(const QgsProject& project) {
  QList<QgsMapLayer*> layers = project.layerTreeRoot()->layerOrder();
  for (const QgsLayerTreeLayer* node : project.layerTreeRoot()->findLayers())
    if (node->layer() != nullptr && !layers.contains(node->layer())) layers << node->layer();
  return layers;
}

}  // namespace

QgsRectangle mercator_extent(const QgsProject& project, const QgsRectangle& extent, const QgsCoordinateReferenceSystem& crs) {
  if (extent.isNull() || extent.isEmpty() || !extent.isFinite() || !crs.isValid()) return {};
  QgsCoordinateTransform to_mercator(crs, QgsCoordinateReferenceSystem(QStringLiteral("EPSG:3857")), project.transformContext());
  to_mercator.setBallparkTransformsAreAppropriate(true);
  QgsRectangle part = extent;
  if (crs.isGeographic()) part = extent.intersect(QgsRectangle(-180, -85.06, 180, 85.06));  // the poles lie in infinity
  try {
    return to_mercator.transformBoundingBox(part).intersect(QgsRectangle(-k_edge_m, -k_edge_m, k_edge_m, k_edge_m));
  } catch (const QgsCsException&) {
    return {};
  }
}

QJsonObject describe(const QgsProject& project, const Session& session) {
  QJsonArray layers;
  QJsonArray order;
  QgsRectangle all;
  const QList<QgsMapLayer*> shown = project.layerTreeRoot()->checkedLayers();
  for (QgsMapLayer* layer : all_layers(project)) {
    QJsonObject object = layer_json(project, session, *layer);
    object.insert(QStringLiteral("visible"), shown.contains(layer));
    layers.append(object);
    order.append(layer->id());
    const QgsRectangle part = layer->isValid() ? mercator_extent(project, layer->extent(), layer->crs()) : QgsRectangle();
    if (!part.isEmpty()) all.combineExtentWith(part);
  }
  return {{QStringLiteral("file"), session.file},
          {QStringLiteral("title"), project.title()},
          {QStringLiteral("crs"), project.crs().authid()},
          {QStringLiteral("extent"), box(all)},
          {QStringLiteral("layers"), layers},
          {QStringLiteral("order"), order},
          {QStringLiteral("tree"), tree_json(*project.layerTreeRoot())},
          {QStringLiteral("removed"), removed_json(session)}};
}

}  // namespace skizze::qgis_helper
