// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <qgscategorizedsymbolrenderer.h>
#include <qgscolorramp.h>
#include <qgsfillsymbol.h>
#include <qgsfillsymbollayer.h>
#include <qgsgraduatedsymbolrenderer.h>
#include <qgsheatmaprenderer.h>
#include <qgsinvertedpolygonrenderer.h>
#include <qgslinesymbol.h>
#include <qgslinesymbollayer.h>
#include <qgsmarkersymbol.h>
#include <qgsmarkersymbollayer.h>
#include <qgsmergedfeaturerenderer.h>
#include <qgspallabeling.h>
#include <qgspointdisplacementrenderer.h>
#include <qgsrulebasedrenderer.h>
#include <qgssinglesymbolrenderer.h>
#include <qgstextbuffersettings.h>
#include <qgstextformat.h>
#include <qgsvectorlayer.h>
#include <qgsvectorlayerlabeling.h>
#include <QColor>
#include <functional>
#include <map>

#include "../qgis_names.h"
#include "town.h"

namespace maker {

namespace {

using Properties = QVariantMap;

QgsFillSymbol* fill(const char* color, const char* edge = "#666666") {
  return QgsFillSymbol::createSimple(Properties{{QStringLiteral("color"), QString::fromLatin1(color)},
                                                {QStringLiteral("outline_color"), QString::fromLatin1(edge)},
                                                {QStringLiteral("outline_width"), QStringLiteral("0.26")}});
}

QgsLineSymbol* line(const char* color, double width_mm) {
  return QgsLineSymbol::createSimple(
      Properties{{QStringLiteral("color"), QString::fromLatin1(color)}, {QStringLiteral("width"), QString::number(width_mm)}});
}

QgsFillSymbol* hatch() {
  auto* pattern = new QgsLinePatternFillSymbolLayer();
  pattern->setLineAngle(45);
  pattern->setDistance(2.5);
  pattern->setSubSymbol(line("#228833", 0.3));
  return new QgsFillSymbol(QgsSymbolLayerList{pattern, new QgsSimpleLineSymbolLayer(QColor(0x22, 0x88, 0x33), 0.4)});
}

QgsMarkerSymbol* svg_marker(const QString& file, double size_mm) {
  return new QgsMarkerSymbol(QgsSymbolLayerList{new QgsSvgMarkerSymbolLayer(file, size_mm)});
}

QgsFeatureRenderer* districts() { return new QgsInvertedPolygonRenderer(new QgsSingleSymbolRenderer(fill("#e8e4da", "#999999"))); }

QgsFeatureRenderer* blocks() {
  return new QgsCategorizedSymbolRenderer(QStringLiteral("use"),
                                          QgsCategoryList{{QStringLiteral("WA"), fill("#f5c2c2"), QStringLiteral("Allgemeines Wohngebiet")},
                                                          {QStringLiteral("MI"), fill("#d9a066"), QStringLiteral("Mischgebiet")},
                                                          {QStringLiteral("GE"), fill("#b0b0b8"), QStringLiteral("Gewerbegebiet")},
                                                          {QStringLiteral("Park"), hatch(), QStringLiteral("Grün")}});
}

QgsFeatureRenderer* parcels() {
  QgsRangeList ranges;
  const char* colors[] = {"#fde725", "#7ad151", "#22a884", "#2a788e"};
  for (int i = 0; i < 4; ++i) ranges << QgsRendererRange(i * 0.25, (i + 1) * 0.25, fill(colors[i]), QString::number(i));
  return new QgsGraduatedSymbolRenderer(QStringLiteral("share"), ranges);
}

QgsFeatureRenderer* streets() {
  auto* root = new QgsRuleBasedRenderer::Rule(nullptr);
  root->appendChild(
      new QgsRuleBasedRenderer::Rule(line("#c0392b", 1.1), 0, 0, QStringLiteral("\"speed\" >= 50"), QStringLiteral("schnell")));
  root->appendChild(new QgsRuleBasedRenderer::Rule(line("#444444", 0.6), 0, 0, QStringLiteral("ELSE"), QStringLiteral("übrige")));
  return new QgsRuleBasedRenderer(root);
}

QgsFeatureRenderer* crowns() {
  auto* renderer = new QgsHeatmapRenderer();
  renderer->setRadius(6);
  renderer->setRenderQuality(1);
  renderer->setColorRamp(new QgsGradientColorRamp(QColor(255, 255, 255, 0), QColor(0, 110, 60, 190)));
  return renderer;
}

QgsFeatureRenderer* stops() {
  auto* renderer = new QgsPointDisplacementRenderer();
  renderer->setTolerance(2);
  renderer->setEmbeddedRenderer(new QgsSingleSymbolRenderer(svg_marker(QStringLiteral("transport/transport_bus_stop.svg"), 4)));
  return renderer;
}

QgsFeatureRenderer* trees() {
  return new QgsSingleSymbolRenderer(QgsMarkerSymbol::createSimple(Properties{{QStringLiteral("name"), QStringLiteral("circle")},
                                                                              {QStringLiteral("color"), QStringLiteral("#4dac26")},
                                                                              {QStringLiteral("size"), QStringLiteral("1.8")}}));
}

QgsFeatureRenderer* town_edge() {
  return new QgsMergedFeatureRenderer(
      new QgsSingleSymbolRenderer(new QgsFillSymbol(QgsSymbolLayerList{new QgsSimpleLineSymbolLayer(QColor(120, 40, 120), 0.9)})));
}

void label(QgsVectorLayer& layer, const char* field, double size_pt, skizze::qgis_helper::LabelPlacement placement) {
  QgsPalLayerSettings settings;
  settings.fieldName = QString::fromLatin1(field);
  settings.placement = placement;
  QgsTextFormat format;
  format.setFont(QFont(QStringLiteral("DejaVu Sans")));
  format.setSize(size_pt);
  format.setColor(QColor(20, 20, 20));
  QgsTextBufferSettings halo;
  halo.setEnabled(true);
  halo.setSize(0.8);
  format.setBuffer(halo);
  settings.setFormat(format);
  layer.setLabeling(new QgsVectorLayerSimpleLabeling(settings));
  layer.setLabelsEnabled(true);
}

}  // namespace

void dress(QgsVectorLayer& layer) {
  static const std::map<QString, std::function<QgsFeatureRenderer*()>> k_renderers{
      {QStringLiteral("Umgebung"), districts}, {QStringLiteral("Baublöcke"), blocks},     {QStringLiteral("Flurstücke"), parcels},
      {QStringLiteral("Straßen"), streets},    {QStringLiteral("Kronen"), crowns},        {QStringLiteral("Haltestellen"), stops},
      {QStringLiteral("Bäume"), trees},        {QStringLiteral("Stadtgrenze"), town_edge}};
  if (const auto found = k_renderers.find(layer.name()); found != k_renderers.end()) layer.setRenderer(found->second());
  if (layer.name() == QStringLiteral("Straßen")) label(layer, "name", 8, skizze::qgis_helper::k_label_curved);
  if (layer.name() == QStringLiteral("Stadtgrenze")) label(layer, "name", 12, skizze::qgis_helper::k_label_horizontal);
  if (layer.name() == QStringLiteral("Haltestellen")) label(layer, "name", 7, skizze::qgis_helper::k_label_around_point);
}

}  // namespace maker
