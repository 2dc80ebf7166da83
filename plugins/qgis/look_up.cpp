// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "look_up.h"

#include <qgsapplication.h>
#include <qgscoordinatetransform.h>
#include <qgseditorwidgetsetup.h>
#include <qgsexception.h>
#include <qgsexpressioncontext.h>
#include <qgsexpressioncontextutils.h>
#include <qgsfeatureiterator.h>
#include <qgsfieldformatter.h>
#include <qgsfieldformatterregistry.h>
#include <qgsgeometry.h>
#include <qgslayertree.h>
#include <qgsmaplayer.h>
#include <qgsproject.h>
#include <qgsrasterdataprovider.h>
#include <qgsrasteridentifyresult.h>
#include <qgsrasterlayer.h>
#include <qgsrendercontext.h>
#include <qgsrenderer.h>
#include <qgsvectorlayer.h>

#include <cmath>
#include <memory>

#include "qgis_names.h"

namespace skizze::qgis_helper {

namespace {

constexpr double k_inch_m = 0.0254;
constexpr double k_css_dpi = 96;

QgsCoordinateReferenceSystem mercator() { return QgsCoordinateReferenceSystem(QStringLiteral("EPSG:3857")); }

void add_part(QJsonArray& parts, const QgsPolylineXY& points, bool hole) {
  QJsonArray xy;
  for (const QgsPointXY& p : points) {
    xy.append(p.x());
    xy.append(p.y());
  }
  parts.append(QJsonObject{{QStringLiteral("hole"), hole}, {QStringLiteral("xy"), xy}});
}

/// Straight pieces of any geometry; null where there is nothing to show.
QJsonObject shape_of(QgsGeometry geometry) {
  if (geometry.isNull() || geometry.constGet()->nCoordinates() > k_most_vertices) return {};
  QJsonArray parts;
  QString kind;
  geometry.convertToStraightSegment();
  for (const QgsGeometry& piece : geometry.asGeometryCollection()) {
    if (piece.type() == k_points) {
      kind = QStringLiteral("point");
      add_part(parts, {piece.asPoint()}, false);
    } else if (piece.type() == k_lines) {
      kind = QStringLiteral("line");
      add_part(parts, piece.asPolyline(), false);
    } else if (piece.type() == k_areas) {
      kind = QStringLiteral("area");
      const QgsPolygonXY rings = piece.asPolygon();
      for (int i = 0; i < rings.size(); ++i) add_part(parts, rings[i], i > 0);
    }
  }
  return {{QStringLiteral("kind"), kind}, {QStringLiteral("parts"), parts}};
}

QJsonArray fields_of(QgsVectorLayer& layer, const QgsFeature& feature) {
  QJsonArray fields;
  for (int i = 0; i < layer.fields().count(); ++i) {
    const QVariant value = feature.attribute(i);
    const QgsEditorWidgetSetup widget = layer.editorWidgetSetup(i);
    if (value.isNull() || widget.type() == QLatin1String("Hidden")) continue;
    const QgsFieldFormatter* formatter = QgsApplication::fieldFormatterRegistry()->fieldFormatter(widget.type());
    const bool mapped = widget.type() == QLatin1String("ValueMap");  // others would ask other layers for their words
    const bool is_real = !mapped && value.type() == QVariant::Double && std::isfinite(value.toDouble());
    const QString text = mapped ? formatter->representValue(&layer, i, widget.config(), {}, value) : value.toString();
    fields.append(QJsonArray{layer.attributeDisplayName(i), is_real ? QJsonValue(value.toDouble()) : QJsonValue(text)});
  }
  return fields;
}

QJsonObject entry_of(const QgsMapLayer& layer, const QString& name, const QJsonArray& fields, const QJsonObject& shape) {
  return {{QStringLiteral("layer"), layer.name()},
          {QStringLiteral("name"), name},
          {QStringLiteral("crs"), layer.crs().authid()},
          {QStringLiteral("attribution"), layer.attribution()},
          {QStringLiteral("licence"), layer.metadata().licenses().join(QStringLiteral("; "))},
          {QStringLiteral("fields"), fields},
          {QStringLiteral("geometry"), shape}};
}

/// What the layer calls a feature: the field or expression of its display name.
QString name_of(const QgsVectorLayer& layer, QgsExpressionContext& context) {
  QgsExpression expression(layer.displayExpression());
  return expression.isValid() ? expression.evaluate(&context).toString() : QString();
}

QgsRenderContext context_of(const Place& place, const QgsVectorLayer& layer, const QgsCoordinateTransform& transform) {
  QgsRenderContext context;
  context.setRendererScale(place.m_per_px * k_css_dpi / k_inch_m);
  context.setScaleFactor(k_css_dpi / (k_inch_m * 1000));
  context.setMapToPixel(QgsMapToPixel(place.m_per_px));
  context.setCoordinateTransform(transform);
  QgsExpressionContext expressions(QgsExpressionContextUtils::globalProjectLayerScopes(&layer));
  expressions.setFields(layer.fields());
  context.setExpressionContext(expressions);
  return context;
}

/// One layer's features, what is drawn last first.
void look_in(QgsVectorLayer& layer, const Place& place, const Talk& talk, QJsonArray& found) {
  const QgsProject& project = *QgsProject::instance();
  QgsCoordinateTransform to_mercator(layer.crs(), mercator(), project.transformContext());
  const QgsGeometry spot = QgsGeometry::fromPointXY(place.at);
  const QgsRectangle box(place.at.x() - place.radius_m, place.at.y() - place.radius_m, place.at.x() + place.radius_m,
                         place.at.y() + place.radius_m);
  const QgsRectangle there = to_mercator.transformBoundingBox(box, Qgis::TransformDirection::Reverse);
  std::unique_ptr<QgsFeatureRenderer> renderer(layer.renderer() != nullptr ? layer.renderer()->clone() : nullptr);
  if (renderer == nullptr) return;
  QgsRenderContext context = context_of(place, layer, to_mercator);
  renderer->startRender(context, layer.fields());
  QJsonArray here;
  QgsFeature feature;
  QgsFeatureIterator features = layer.getFeatures(QgsFeatureRequest().setFilterRect(there));
  while (!talk.cancelled() && here.size() < k_most_found && features.nextFeature(feature)) {
    context.expressionContext().setFeature(feature);
    if (!renderer->willRenderFeature(feature, context)) continue;
    QgsGeometry geometry = feature.geometry();
    if (geometry.transform(to_mercator) != Qgis::GeometryOperationResult::Success || geometry.distance(spot) > place.radius_m) continue;
    here.prepend(entry_of(layer, name_of(layer, context.expressionContext()), fields_of(layer, feature), shape_of(geometry)));
  }
  renderer->stopRender(context);
  for (const auto& entry : here) found.append(entry);
}

void look_in(QgsRasterLayer& layer, const Place& place, QJsonArray& found) {
  const QgsCoordinateTransform from_mercator(mercator(), layer.crs(), QgsProject::instance()->transformContext());
  const QgsPointXY there = from_mercator.transform(place.at);
  if (layer.dataProvider() == nullptr || !layer.extent().contains(there)) return;
  const auto result = layer.dataProvider()->identify(there, k_raster_values);
  QJsonArray fields;
  const auto bands = result.results();
  for (auto it = bands.begin(); it != bands.end(); ++it)
    if (!it.value().isNull()) fields.append(QJsonArray{layer.bandName(it.key()), it.value().toString()});
  if (!fields.isEmpty()) found.append(entry_of(layer, {}, fields, shape_of(QgsGeometry::fromPointXY(place.at))));
}

bool is_shown(QgsMapLayer& layer, const QList<QgsMapLayer*>& shown, double scale) {
  return layer.isValid() && shown.contains(&layer) && layer.isInScaleRange(scale) && layer.flags().testFlag(QgsMapLayer::Identifiable);
}

}  // namespace

base::Result<QJsonArray> look_up(const Place& place, Talk& talk) {
  const bool sound = std::isfinite(place.at.x()) && std::isfinite(place.at.y()) && place.radius_m > 0 && place.m_per_px > 0;
  if (!sound) return base::fail(base::ErrorCode::invalid, "qgis.bad_request", {{"detail", "place"}});
  const QgsLayerTree& tree = *QgsProject::instance()->layerTreeRoot();
  const double scale = place.m_per_px * k_css_dpi / k_inch_m;
  const QList<QgsMapLayer*> shown = tree.checkedLayers();
  QJsonArray found;
  for (QgsMapLayer* layer : tree.layerOrder()) {
    if (talk.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    if (found.size() >= k_most_found) break;
    if (!is_shown(*layer, shown, scale)) continue;
    try {
      if (auto* vector = dynamic_cast<QgsVectorLayer*>(layer)) look_in(*vector, place, talk, found);
      if (auto* raster = dynamic_cast<QgsRasterLayer*>(layer)) look_in(*raster, place, found);
    } catch (const QgsCsException&) {
      continue;  // the place lies outside what the layer's CRS can say
    }
  }
  return found;
}

}  // namespace skizze::qgis_helper
