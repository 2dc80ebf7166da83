// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "features.h"

#include <qgsapplication.h>
#include <qgsnativealgorithms.h>
#include <qgsprocessingalgorithm.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>
#include <qgsprocessingparameters.h>
#include <qgsprocessingregistry.h>
#include <qgsprocessingutils.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>
#include <qgsvectorlayer.h>
#include <QTextStream>

namespace maker {

namespace {

/// Row numbers are the file's business, not the algorithm's.
bool is_row_number(const QString& field) { return field == QLatin1String("fid") || field == QLatin1String("ogc_fid"); }

/// A table of a GeoPackage that is declared as multi-part holds no single parts; the shapes are the same.
QString geometry_text(QgsGeometry geometry) {
  if (geometry.isEmpty()) return {};
  geometry.convertToMultiType();
  return geometry.asWkt(6);
}

/// Fields with a number of decimals are rounded when they are stored, which may move the last bit.
QString value_text(const QVariant& value) {
  if (value.isNull()) return QStringLiteral("NULL");
  return value.type() == QVariant::Double ? QString::number(value.toDouble(), 'g', 10) : value.toString();
}

void print_layer(const QgsVectorLayer& layer) {
  QTextStream out(stdout);
  out.setCodec("UTF-8");
  const QgsFields fields = layer.fields();
  out << layer.crs().authid();
  for (const QgsField& field : fields)
    if (!is_row_number(field.name())) out << '\t' << field.name();
  out << '\n';
  QStringList lines;
  QgsFeatureIterator features = layer.getFeatures();
  for (QgsFeature feature; features.nextFeature(feature);) {
    QStringList parts{geometry_text(feature.geometry())};
    for (int i = 0; i < fields.size(); ++i)
      if (!is_row_number(fields.at(i).name())) parts << value_text(feature.attribute(i));
    lines << parts.join(QLatin1Char('\t'));
  }
  lines.sort();
  for (const QString& line : qAsConst(lines)) out << line << '\n';
}

}  // namespace

bool print_features(const QString& file) {
  const QgsVectorLayer layer(file, QStringLiteral("result"), QStringLiteral("ogr"));
  if (layer.isValid()) print_layer(layer);
  return layer.isValid();
}

bool print_result(const QStringList& arguments) {
  QgsApplication::processingRegistry()->addProvider(new QgsNativeAlgorithms(QgsApplication::processingRegistry()));
  const auto* algorithm = QgsApplication::processingRegistry()->algorithmById(arguments.value(0));
  if (algorithm == nullptr) return false;
  QVariantMap values;
  for (const QString& argument : arguments.mid(1)) values[argument.section(QLatin1Char('='), 0, 0)] = argument.section(QLatin1Char('='), 1);
  for (const auto* destination : algorithm->destinationParameterDefinitions())
    values[destination->name()] =
        destination->type() == QLatin1String("sink") ? QStringLiteral("memory:") : QgsProcessing::TEMPORARY_OUTPUT;
  QgsProject project;
  project.setCrs(QgsCoordinateReferenceSystem(QStringLiteral("EPSG:25832")), true);
  QgsProcessingContext context;
  QgsProcessingFeedback feedback(false);
  context.setProject(&project);
  context.setFeedback(&feedback);
  bool ok = false;
  const QVariantMap results = algorithm->run(values, context, &feedback, &ok);
  const QString made = results.value(QStringLiteral("OUTPUT")).toString();
  const auto* layer = qobject_cast<QgsVectorLayer*>(QgsProcessingUtils::mapLayerFromString(made, context));
  if (ok && layer != nullptr) print_layer(*layer);
  return ok && layer != nullptr;
}

}  // namespace maker
