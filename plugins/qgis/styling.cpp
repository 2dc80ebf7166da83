// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "styling.h"

#include <qgscategorizedsymbolrenderer.h>
#include <qgsgraduatedsymbolrenderer.h>
#include <qgsinvertedpolygonrenderer.h>
#include <qgsmergedfeaturerenderer.h>
#include <qgspallabeling.h>
#include <qgsproperty.h>
#include <qgsrulebasedlabeling.h>
#include <qgsrulebasedrenderer.h>
#include <qgssinglesymbolrenderer.h>
#include <qgstextbuffersettings.h>
#include <qgstextformat.h>
#include <qgsvectorlayerlabeling.h>
#include <QJsonArray>

#include "qgis_names.h"
#include "symbols.h"

namespace skizze::qgis_helper {
namespace {

/// QGIS calls the smaller denominator the maximum scale.
int largest_scale(const QJsonObject& spec) { return static_cast<int>(spec[QLatin1String("scale_from")].toDouble()); }
int smallest_scale(const QJsonObject& spec) { return static_cast<int>(spec[QLatin1String("scale_to")].toDouble()); }

QgsFeatureRenderer* categorised(const QJsonObject& spec) {
  QgsCategoryList categories;
  for (const auto& value : spec[QLatin1String("classes")].toArray()) {
    const auto one = value.toObject();
    auto symbol = symbol_of(one[QLatin1String("symbol")].toObject());
    if (!symbol) continue;
    const auto values = one[QLatin1String("values")].toArray().toVariantList();
    const QVariant wanted = values.size() == 1 ? values.front() : QVariant(values);
    categories << QgsRendererCategory(wanted, symbol.release(), one[QLatin1String("label")].toString(),
                                      one[QLatin1String("visible")].toBool(true));
  }
  if (auto others = symbol_of(spec[QLatin1String("others")].toObject()))
    categories << QgsRendererCategory(QVariant(), others.release(), QString());
  return new QgsCategorizedSymbolRenderer(spec[QLatin1String("attribute")].toString(), categories);
}

QgsFeatureRenderer* graduated(const QJsonObject& spec, const QString& layer, std::vector<base::Message>& lost) {
  QgsRangeList ranges;
  for (const auto& value : spec[QLatin1String("classes")].toArray()) {
    const auto one = value.toObject();
    auto symbol = symbol_of(one[QLatin1String("symbol")].toObject());
    if (!symbol) continue;
    ranges << QgsRendererRange(one[QLatin1String("from")].toDouble(), one[QLatin1String("to")].toDouble(), symbol.release(),
                               one[QLatin1String("label")].toString(), one[QLatin1String("visible")].toBool(true));
  }
  if (spec.contains(QLatin1String("others"))) lost.push_back({"qgis.lost_others", {{"layer", layer.toStdString()}}});
  return new QgsGraduatedSymbolRenderer(spec[QLatin1String("attribute")].toString(), ranges);
}

QgsFeatureRenderer* rule_based(const QJsonObject& spec) {
  auto* root = new QgsRuleBasedRenderer::Rule(nullptr);
  for (const auto& value : spec[QLatin1String("rules")].toArray()) {
    const auto one = value.toObject();
    auto symbol = symbol_of(one[QLatin1String("symbol")].toObject());
    if (!symbol) continue;
    auto* rule =
        new QgsRuleBasedRenderer::Rule(symbol.release(), largest_scale(one), smallest_scale(one), one[QLatin1String("filter")].toString(),
                                       one[QLatin1String("label")].toString(), QString(), one[QLatin1String("else")].toBool());
    rule->setActive(one[QLatin1String("visible")].toBool(true));
    root->appendChild(rule);
  }
  auto* renderer = new QgsRuleBasedRenderer(root);
  renderer->setUsingSymbolLevels(true);
  return renderer;
}

QgsTextFormat text_format(const QJsonObject& spec) {
  QgsTextFormat format;
  QFont font = format.font();
  font.setBold(spec[QLatin1String("bold")].toBool());
  font.setItalic(spec[QLatin1String("italic")].toBool());
  format.setFont(font);
  format.setSize(spec[QLatin1String("size_mm")].toDouble(3));
  format.setSizeUnit(k_unit_mm);
  format.setColor(color_of(spec[QLatin1String("color")]));
  QgsTextBufferSettings halo;
  halo.setEnabled(spec[QLatin1String("halo_mm")].toDouble(0) > 0);
  halo.setSize(spec[QLatin1String("halo_mm")].toDouble(0));
  halo.setSizeUnit(k_unit_mm);
  halo.setColor(color_of(spec[QLatin1String("halo")], Qt::white));
  format.setBuffer(halo);
  return format;
}

void place(QgsPalLayerSettings& settings, const QString& where, GeometryType type) {
  if (type == k_lines) {
    settings.placement = k_label_curved;
    return;
  }
  if (type == k_areas) {
    settings.placement = k_label_horizontal;
    return;
  }
  settings.placement = k_label_over_point;
  put_quadrant(settings, where == QLatin1String("above")   ? k_above
                         : where == QLatin1String("below") ? k_below
                         : where == QLatin1String("right") ? k_right
                                                           : k_over);
}

QgsPalLayerSettings label_settings(const QJsonObject& spec, GeometryType type) {
  QgsPalLayerSettings settings;
  settings.fieldName = spec[QLatin1String("expression")].toString();
  settings.isExpression = true;
  settings.setFormat(text_format(spec));
  place(settings, spec[QLatin1String("place")].toString(), type);
#if VERSION_INT < 32600
  settings.displayAll = spec[QLatin1String("overlap")].toBool();
#endif
  settings.minimumScale = smallest_scale(spec);
  settings.maximumScale = largest_scale(spec);
  settings.scaleVisibility = settings.minimumScale > 0 || settings.maximumScale > 0;
  QgsPropertyCollection properties;
  const auto put = [&](QgsPalLayerSettings::Property property, const char* name) {
    const auto text = expression_of(spec[QLatin1String(name)]);
    if (!text.isEmpty()) properties.setProperty(property, QgsProperty::fromExpression(text));
  };
  put(k_by_label_size, "size_mm");
  put(k_by_label_color, "color");
  put(k_by_halo_color, "halo");
  put(k_by_halo_size, "halo_mm");
  settings.setDataDefinedProperties(properties);
  return settings;
}

void label_layer(QgsVectorLayer& layer, const QJsonArray& labels) {
  layer.setLabelsEnabled(!labels.isEmpty());
  if (labels.isEmpty()) return;
  const auto first = labels[0].toObject();
  if (labels.size() == 1 && !first.contains(QLatin1String("filter"))) {
    layer.setLabeling(new QgsVectorLayerSimpleLabeling(label_settings(first, layer.geometryType())));
    return;
  }
  auto* root = new QgsRuleBasedLabeling::Rule(nullptr);
  for (const auto& value : labels) {
    const auto one = value.toObject();
    root->appendChild(new QgsRuleBasedLabeling::Rule(new QgsPalLayerSettings(label_settings(one, layer.geometryType())), largest_scale(one),
                                                     smallest_scale(one), one[QLatin1String("filter")].toString()));
  }
  layer.setLabeling(new QgsRuleBasedLabeling(root));
}

/// Areas drawn as one, or what lies around them.
void wrap_renderer(QgsVectorLayer& layer, const QString& areas) {
  if (areas == QLatin1String("merged")) layer.setRenderer(new QgsMergedFeatureRenderer(layer.renderer()->clone()));
  if (areas == QLatin1String("surroundings")) layer.setRenderer(new QgsInvertedPolygonRenderer(layer.renderer()->clone()));
}

}  // namespace

void style_layer(QgsVectorLayer& layer, const QJsonObject& spec, std::vector<base::Message>& lost) {
  const auto renderer = spec[QLatin1String("renderer")].toObject();
  const auto type = renderer[QLatin1String("type")].toString();
  if (type == QLatin1String("categorised")) layer.setRenderer(categorised(renderer));
  if (type == QLatin1String("graduated")) layer.setRenderer(graduated(renderer, layer.name(), lost));
  if (type == QLatin1String("rules")) layer.setRenderer(rule_based(renderer));
  if (type == QLatin1String("single"))
    if (auto symbol = symbol_of(renderer[QLatin1String("symbol")].toObject()))
      layer.setRenderer(new QgsSingleSymbolRenderer(symbol.release()));
  wrap_renderer(layer, spec[QLatin1String("areas")].toString());
  label_layer(layer, spec[QLatin1String("labels")].toArray());
  if (largest_scale(spec) == 0 && smallest_scale(spec) == 0) return;
  layer.setScaleBasedVisibility(true);
  layer.setMaximumScale(largest_scale(spec));
  layer.setMinimumScale(smallest_scale(spec));
}

}  // namespace skizze::qgis_helper
