// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "legend_symbol.h"

#include <qgsexpressioncontextutils.h>
#include <qgsfeatureiterator.h>
#include <qgslinesymbollayer.h>
#include <qgsmarkersymbollayer.h>
#include <qgssymbollayer.h>
#include <qgssymbollayerutils.h>
#include <algorithm>

#include "qgis_names.h"

namespace skizze::qgis_helper {

namespace {

using Property = QgsSymbolLayer::Property;

/// Puts the value of a property where the layer keeps its own.
void bake(QgsSymbolLayer& layer, Property property, const QVariant& value) {
  const auto color = [&] { return QgsSymbolLayerUtils::decodeColor(value.toString()); };
  switch (property) {
    case k_by_fill_color: return layer.setFillColor(color()), layer.setColor(color());
    case k_by_stroke_color:
      layer.setStrokeColor(color());
      if (layer.type() == Qgis::SymbolType::Line) layer.setColor(color());
      return;
    case k_by_stroke_width:
      if (auto* line = dynamic_cast<QgsLineSymbolLayer*>(&layer)) line->setWidth(value.toDouble());
      return;
    case k_by_size:
      if (auto* marker = dynamic_cast<QgsMarkerSymbolLayer*>(&layer)) marker->setSize(value.toDouble());
      return;
    default: return;
  }
}

QgsExpressionContext context_for(QgsVectorLayer& layer, const QString& filter, double scale) {
  QgsExpressionContext context(QgsExpressionContextUtils::globalProjectLayerScopes(&layer));
  context.lastScope()->setVariable(QStringLiteral("map_scale"), scale);
  context.setFields(layer.fields());
  QgsFeatureRequest request;
  if (!filter.isEmpty() && filter != QLatin1String("ELSE")) request.setFilterExpression(filter);
  request.setFlags(k_no_geometry);
  request.setLimit(1);
  request.setExpressionContext(context);
  QgsFeature feature;
  if (layer.getFeatures(request).nextFeature(feature)) context.setFeature(feature);
  return context;
}

}  // namespace

std::unique_ptr<QgsSymbol> legend_symbol(const QgsSymbol& symbol, QgsVectorLayer& layer, const QString& filter, double scale) {
  std::unique_ptr<QgsSymbol> out(symbol.clone());
  const auto context = context_for(layer, filter, scale);
  for (int i = 0; i < out->symbolLayerCount(); ++i) {
    auto& part = *out->symbolLayer(i);
    QgsPropertyCollection properties = part.dataDefinedProperties();
    for (const int key : properties.propertyKeys()) {
      if (!properties.isActive(key)) continue;
      const QVariant value = properties.value(key, context);
      if (value.isValid() && !value.isNull()) bake(part, static_cast<Property>(key), value);
      properties.setProperty(key, QgsProperty());
    }
    part.setDataDefinedProperties(properties);
  }
  return out;
}

void put_over(QgsSymbol& below, const QgsSymbol& above) {
  for (int i = 0; i < above.symbolLayerCount(); ++i) below.appendSymbolLayer(above.symbolLayer(i)->clone());
}

void thin_lines(QgsSymbol& symbol, double most_mm) {
  double widest = 0;
  for (int i = 0; i < symbol.symbolLayerCount(); ++i)
    if (const auto* line = dynamic_cast<const QgsLineSymbolLayer*>(symbol.symbolLayer(i))) widest = std::max(widest, line->width());
  if (symbol.type() != Qgis::SymbolType::Line || widest <= most_mm) return;
  // A casing stays visible beside its line.
  for (int i = 0; i < symbol.symbolLayerCount(); ++i)
    if (auto* line = dynamic_cast<QgsLineSymbolLayer*>(symbol.symbolLayer(i)))
      line->setWidth(line->width() == widest ? most_mm : std::max(0.2, most_mm - 0.5));
}

}  // namespace skizze::qgis_helper
