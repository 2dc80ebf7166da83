// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style_tree.h"

#include <qgsfeature.h>
#include <qgsmarkersymbol.h>
#include <qgsmarkersymbollayer.h>
#include <qgsreadwritecontext.h>
#include <qgsrendercontext.h>
#include <qgssymbollayerutils.h>
#include <QBuffer>
#include <QImage>
#include <QJsonArray>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <memory>

#include "qgis_names.h"

namespace skizze::qgis_helper {

namespace {

constexpr int k_most_depth = 64;
constexpr int k_most_text = 10000;
constexpr double k_px_per_css_px = 4;
constexpr double k_most_px = 256;  // of a side

bool is_plain_disc(const QgsMarkerSymbol& symbol) {
  const auto* simple = dynamic_cast<const QgsSimpleMarkerSymbolLayer*>(symbol.symbolLayer(0));
  return symbol.symbolLayerCount() == 1 && simple != nullptr && simple->shape() == k_circle;
}

QgsRenderContext context_at(double scale, QPainter* painter) {
  QgsRenderContext context;
  context.setScaleFactor(96 / 25.4 * scale);
  context.setPainter(painter);
  context.setFlag(Qgis::RenderContextFlag::Antialiasing, true);
  return context;
}

/// How far a marker reaches from its place, in pixels, to the wider side in each direction.
QSizeF reach_of(QgsMarkerSymbol& symbol, double scale) {
  QImage nothing(1, 1, QImage::Format_ARGB32_Premultiplied);
  QPainter painter(&nothing);
  QgsRenderContext context = context_at(scale, &painter);
  symbol.startRender(context);
  const QRectF box = symbol.bounds(QPointF(0, 0), context);
  symbol.stopRender(context);
  return {std::max(std::abs(box.left()), std::abs(box.right())) + 1, std::max(std::abs(box.top()), std::abs(box.bottom())) + 1};
}

/// Null where it cannot be drawn at a size that makes sense.
QImage picture_of(QgsMarkerSymbol& symbol) {
  const QSizeF reach = reach_of(symbol, k_px_per_css_px);
  if (!(reach.width() > 1) || !(reach.height() > 1) || 2 * std::max(reach.width(), reach.height()) > k_most_px) return {};
  QImage image(static_cast<int>(std::ceil(reach.width())) * 2, static_cast<int>(std::ceil(reach.height())) * 2,
               QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  QgsRenderContext context = context_at(k_px_per_css_px, &painter);
  symbol.startRender(context);
  symbol.renderPoint(QPointF(image.width() / 2.0, image.height() / 2.0), nullptr, context);
  symbol.stopRender(context);
  return image;
}

void add_picture(const QDomElement& element, QJsonObject& attributes) {
  const std::unique_ptr<QgsMarkerSymbol> symbol(QgsSymbolLayerUtils::loadSymbol<QgsMarkerSymbol>(element, QgsReadWriteContext()));
  if (!symbol || symbol->symbolLayerCount() == 0 || is_plain_disc(*symbol)) return;
  symbol->setOpacity(1);  // is told beside it
  const QImage image = picture_of(*symbol);
  QByteArray png;
  QBuffer buffer(&png);
  if (image.isNull() || !buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG")) return;
  attributes.insert(QStringLiteral("picture"), QString::fromLatin1(png.toBase64()));
}

QJsonObject tree_of(const QDomElement& element, int depth) {
  QJsonObject attributes;
  const QDomNamedNodeMap all = element.attributes();
  for (int i = 0; i < all.count(); ++i) {
    const QDomAttr attribute = all.item(i).toAttr();
    if (attribute.value().size() <= k_most_text) attributes.insert(attribute.name(), attribute.value());
  }
  const bool is_marker = element.tagName() == QLatin1String("symbol") && attributes[QLatin1String("type")] == QLatin1String("marker");
  if (is_marker && element.parentNode().nodeName() == QLatin1String("symbols")) add_picture(element, attributes);
  QJsonObject object{{QStringLiteral("tag"), element.tagName()}, {QStringLiteral("attributes"), attributes}};
  QJsonArray children;
  for (QDomElement child = element.firstChildElement(); !child.isNull() && depth < k_most_depth; child = child.nextSiblingElement())
    children.append(tree_of(child, depth + 1));
  if (!children.isEmpty()) object.insert(QStringLiteral("children"), children);
  if (children.isEmpty() && !element.text().isEmpty()) object.insert(QStringLiteral("text"), element.text().left(k_most_text));
  return object;
}

}  // namespace

QJsonObject style_tree(const QDomElement& root) { return tree_of(root, 0); }

}  // namespace skizze::qgis_helper
