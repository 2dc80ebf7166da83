// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// styles: how the layers of the open project look and where their data lie, for a conversion to layers of ours.
///   {} -> {styles: [{id, path, layer_name?, subset?, computed: [columns], diagrams, bytes}, ...]}, body: the styles one after the other,
///   each as the tree of style_tree.h; 0 bytes where a layer has none that can be told.
#include <qgsexpressioncontext.h>
#include <qgsfields.h>
#include <qgslayertree.h>
#include <qgsproject.h>
#include <qgsproviderregistry.h>
#include <qgsvectorlayer.h>
#include <QJsonArray>
#include <QJsonDocument>

#include "qgis_names.h"
#include "style_tree.h"
#include "verb.h"

namespace skizze::qgis_helper {

namespace {

constexpr int k_most_bytes = 48 << 20;  // of all styles, below what a frame can hold

void add_source(QJsonObject& object, const QgsMapLayer& layer) {
  const QVariantMap parts = QgsProviderRegistry::instance()->decodeUri(layer.providerType(), layer.source());
  object.insert(QStringLiteral("path"), parts.value(QStringLiteral("path")).toString());
  if (const QString name = parts.value(QStringLiteral("layerName")).toString(); !name.isEmpty())
    object.insert(QStringLiteral("layer_name"), name);
  const auto* vector = dynamic_cast<const QgsVectorLayer*>(&layer);
  if (vector != nullptr && !vector->subsetString().isEmpty()) object.insert(QStringLiteral("subset"), vector->subsetString());
}

/// Columns that QGIS computes for itself.
QJsonArray computed_fields(const QgsVectorLayer& layer) {
  QJsonArray names;
  const QgsFields fields = layer.fields();
  for (int i = 0; i < fields.count(); ++i)
    if (fields.fieldOrigin(i) == k_computed_field) names.append(fields.at(i).name());
  return names;
}

QByteArray style_of(const QgsVectorLayer& layer) {
  QDomDocument document;
  QString error;
  layer.exportNamedStyle(document, error, {}, QgsMapLayer::Symbology | QgsMapLayer::Labeling | QgsMapLayer::Rendering);
  if (!error.isEmpty()) return {};
  return QJsonDocument(style_tree(document.documentElement())).toJson(QJsonDocument::Compact);
}

}  // namespace

base::Result<Reply> styles(Session& session, const QJsonObject& /*request*/, Talk& talk) {
  if (session.file.isEmpty()) return base::fail(base::ErrorCode::invalid, "qgis.no_project");
  Reply reply;
  QJsonArray all;
  const QMap<QString, QgsMapLayer*> layers = QgsProject::instance()->mapLayers();
  for (const QgsMapLayer* layer : layers) {
    if (talk.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    talk.progress(static_cast<double>(all.size()) / layers.size(), {"qgis.reading_style", {{"name", layer->name().toStdString()}}});
    QJsonObject object{{QStringLiteral("id"), layer->id()}};
    add_source(object, *layer);
    QByteArray style;
    if (const auto* vector = dynamic_cast<const QgsVectorLayer*>(layer)) {
      object.insert(QStringLiteral("computed"), computed_fields(*vector));
      object.insert(QStringLiteral("diagrams"), vector->diagramsEnabled());
      style = style_of(*vector);
    }
    if (reply.body.size() + style.size() > k_most_bytes) style.clear();
    object.insert(QStringLiteral("bytes"), style.size());
    reply.body += style;
    all.append(object);
  }
  reply.report.insert(QStringLiteral("styles"), all);
  return reply;
}

}  // namespace skizze::qgis_helper
