// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "symbols.h"

#include <qgsexpression.h>
#include <qgsexpressioncontext.h>
#include <qgsfillsymbol.h>
#include <qgsfillsymbollayer.h>
#include <qgslinesymbol.h>
#include <qgslinesymbollayer.h>
#include <qgsmarkersymbol.h>
#include <qgsmarkersymbollayer.h>
#include <qgsproperty.h>
#include <qgssymbollayerutils.h>
#include <QJsonArray>
#include <QRegularExpression>

#include "qgis_names.h"

namespace skizze::qgis_helper {
namespace {

constexpr double k_hairline_mm = 0.26;

constexpr double k_usual_scale = 5000;

/// What an expression gives at a usual scale for a feature without values: what a reader sees who does not understand it.
QVariant usual_value(const QJsonValue& value) {
  QgsExpression expression(expression_of(value));
  if (!expression.isValid()) return {};
  auto* scope = new QgsExpressionContextScope();  // the context's
  scope->setVariable(QStringLiteral("map_scale"), k_usual_scale);
  QgsExpressionContext context;
  context << scope;
  const QVariant result = expression.evaluate(&context);
  return expression.hasEvalError() ? QVariant() : result;
}

/// The last colour that an expression names: that of everything else.
QString last_color(const QString& expression) {
  static const QRegularExpression k_color(QStringLiteral("'([0-9]+,[0-9]+,[0-9]+,[0-9]+)'"));
  QString color;
  for (auto found = k_color.globalMatch(expression); found.hasNext();) color = found.next().captured(1);
  return color;
}

/// A value, or the usual one of its expression.
double number_of(const QJsonValue& value, double otherwise) {
  bool known = value.isDouble();
  const double number = known ? value.toDouble() : usual_value(value).toDouble(&known);
  return known ? number : otherwise;
}

void override_by(QgsSymbolLayer& layer, QgsSymbolLayer::Property property, const QJsonValue& value) {
  const auto text = expression_of(value);
  if (!text.isEmpty()) layer.setDataDefinedProperty(property, QgsProperty::fromExpression(text));
}

std::unique_ptr<QgsSymbolLayer> line_layer(const QJsonObject& spec) {
  const double width = number_of(spec[QLatin1String("width_mm")], k_hairline_mm);
  auto line = std::make_unique<QgsSimpleLineSymbolLayer>(color_of(spec[QLatin1String("color")]), width);
  line->setWidthUnit(k_unit_mm);
  const bool round = spec[QLatin1String("cap")].toString() == QLatin1String("round");
  line->setPenCapStyle(round ? Qt::RoundCap : Qt::FlatCap);
  line->setPenJoinStyle(Qt::RoundJoin);
  override_by(*line, k_by_stroke_color, spec[QLatin1String("color")]);
  override_by(*line, k_by_stroke_width, spec[QLatin1String("width_mm")]);
  const auto dash = spec[QLatin1String("dash_mm")];
  if (dash.isUndefined()) return line;
  QVector<qreal> parts;
  for (const auto& part : dash.toArray()) parts << part.toDouble();
  if (parts.size() % 2 != 0) parts += parts;  // QGIS wants pairs; an odd list is meant to go round twice
  line->setUseCustomDashPattern(true);
  if (!parts.isEmpty()) line->setCustomDashVector(parts);
  line->setCustomDashPatternUnit(k_unit_mm);
  override_by(*line, k_by_dashes, dash);
  return line;
}

std::unique_ptr<QgsSymbolLayer> stripes(const QJsonObject& pattern, const QColor& color, double angle) {
  auto lines = std::make_unique<QgsLinePatternFillSymbolLayer>();
  lines->setLineAngle(angle);
  lines->setDistance(number_of(pattern[QLatin1String("spacing_mm")], 2));
  lines->setDistanceUnit(k_unit_mm);
  auto stroke = std::make_unique<QgsSimpleLineSymbolLayer>(color, number_of(pattern[QLatin1String("width_mm")], 0.3));
  stroke->setWidthUnit(k_unit_mm);
  lines->setSubSymbol(new QgsLineSymbol({stroke.release()}));
  return lines;
}

std::unique_ptr<QgsSymbolLayer> dots(const QJsonObject& pattern, const QColor& color) {
  auto points = std::make_unique<QgsPointPatternFillSymbolLayer>();
  const double spacing = number_of(pattern[QLatin1String("spacing_mm")], 2);
  points->setDistanceX(spacing);
  points->setDistanceY(spacing);
  points->setDistanceXUnit(k_unit_mm);
  points->setDistanceYUnit(k_unit_mm);
  auto dot = std::make_unique<QgsSimpleMarkerSymbolLayer>();
  dot->setSize(number_of(pattern[QLatin1String("width_mm")], 0.4));
  dot->setColor(color);
  dot->setStrokeStyle(Qt::NoPen);
  points->setSubSymbol(new QgsMarkerSymbol({dot.release()}));
  return points;
}

void add_fill(const QJsonObject& spec, QgsSymbolLayerList& to) {
  const auto color = color_of(spec[QLatin1String("color")]);
  const auto pattern = spec[QLatin1String("pattern")].toObject();
  if (!pattern.isEmpty()) {
    const auto kind = pattern[QLatin1String("kind")].toString();
    const double angle = number_of(pattern[QLatin1String("angle")], 45);
    if (kind == QLatin1String("dots")) {
      to << dots(pattern, color).release();
      return;
    }
    to << stripes(pattern, color, angle).release();
    if (kind == QLatin1String("cross")) to << stripes(pattern, color, angle + 90).release();
    return;
  }
  auto fill = std::make_unique<QgsSimpleFillSymbolLayer>(color, Qt::SolidPattern, Qt::black, Qt::NoPen);
  override_by(*fill, k_by_fill_color, spec[QLatin1String("color")]);
  to << fill.release();
}

std::unique_ptr<QgsSymbolLayer> marker_layer(const QJsonObject& spec) {
  auto marker = std::make_unique<QgsSimpleMarkerSymbolLayer>();
  bool known = false;
  const auto shape = QgsSimpleMarkerSymbolLayerBase::decodeShape(spec[QLatin1String("shape")].toString(), &known);
  marker->setShape(known ? shape : k_circle);
  marker->setSize(number_of(spec[QLatin1String("size_mm")], 2));
  marker->setSizeUnit(k_unit_mm);
  marker->setColor(color_of(spec[QLatin1String("color")]));
  marker->setStrokeColor(color_of(spec[QLatin1String("outline")], Qt::transparent));
  marker->setStrokeWidth(number_of(spec[QLatin1String("outline_mm")], 0));
  marker->setStrokeWidthUnit(k_unit_mm);
  if (spec[QLatin1String("outline_mm")].isDouble() && marker->strokeWidth() <= 0) marker->setStrokeStyle(Qt::NoPen);
  override_by(*marker, k_by_fill_color, spec[QLatin1String("color")]);
  override_by(*marker, k_by_size, spec[QLatin1String("size_mm")]);
  override_by(*marker, k_by_stroke_color, spec[QLatin1String("outline")]);
  override_by(*marker, k_by_stroke_width, spec[QLatin1String("outline_mm")]);
  return marker;
}

/// Opacity is the symbol's in QGIS: of several layers the first that states one counts.
void put_opacity(QgsSymbol& symbol, const QJsonArray& layers) {
  for (const auto& layer : layers) {
    const auto opacity = layer.toObject().value(QLatin1String("opacity"));
    if (opacity.isUndefined()) continue;
    symbol.setOpacity(number_of(opacity, 1));
    const auto text = expression_of(opacity);
    if (!text.isEmpty()) symbol.setDataDefinedProperty(k_by_opacity, QgsProperty::fromExpression(QStringLiteral("100 * (%1)").arg(text)));
    return;
  }
}

}  // namespace

QColor color_of(const QJsonValue& value, const QColor& otherwise) {
  QString text = value.isString() ? value.toString() : usual_value(value).toString();
  if (text.isEmpty()) text = last_color(expression_of(value));
  return text.isEmpty() ? otherwise : QgsSymbolLayerUtils::decodeColor(text);
}

QString expression_of(const QJsonValue& value) {
  return value.isObject() ? value.toObject()[QLatin1String("expression")].toString() : QString();
}

std::unique_ptr<QgsSymbol> symbol_of(const QJsonObject& spec) {
  const auto layers = spec[QLatin1String("layers")].toArray();
  QgsSymbolLayerList made;
  for (const auto& value : layers) {
    const auto layer = value.toObject();
    const auto type = layer[QLatin1String("type")].toString();
    const auto before = made.size();
    if (type == QLatin1String("fill")) add_fill(layer, made);
    if (type == QLatin1String("line")) made << line_layer(layer).release();
    if (type == QLatin1String("marker")) made << marker_layer(layer).release();
    for (auto i = before; i < made.size(); ++i) made[i]->setRenderingPass(layer[QLatin1String("pass")].toInt());
  }
  if (made.isEmpty()) return nullptr;
  const auto kind = spec[QLatin1String("kind")].toString();
  std::unique_ptr<QgsSymbol> symbol;
  if (kind == QLatin1String("point"))
    symbol = std::make_unique<QgsMarkerSymbol>(made);
  else if (kind == QLatin1String("line"))
    symbol = std::make_unique<QgsLineSymbol>(made);
  else
    symbol = std::make_unique<QgsFillSymbol>(made);
  put_opacity(*symbol, layers);
  return symbol;
}

}  // namespace skizze::qgis_helper
