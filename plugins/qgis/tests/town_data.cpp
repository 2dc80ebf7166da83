// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <qgsfeature.h>
#include <qgsgeometry.h>
#include <qgsproject.h>
#include <qgsvectorfilewriter.h>
#include <qgsvectorlayer.h>
#include <QFile>
#include <QTextStream>
#include <cmath>
#include <functional>

#include "town.h"

namespace maker {

namespace {

constexpr double k_west = 690000;
constexpr double k_south = 5335000;

/// The same numbers on every machine.
class Dice {
 public:
  double next() {
    m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(m_state >> 33U) / 2147483648.0;
  }

 private:
  unsigned long long m_state = 42;
};

QgsGeometry rectangle(double x, double y, double w, double h) {
  return QgsGeometry::fromRect(QgsRectangle(k_west + x, k_south + y, k_west + x + w, k_south + y + h));
}

QgsGeometry point(double x, double y) { return QgsGeometry::fromPointXY(QgsPointXY(k_west + x, k_south + y)); }

using Add = std::function<void(const QgsGeometry&, const QVector<QVariant>&)>;

bool write_layer(const QString& file, const QString& name, const QString& definition, const std::function<void(const Add&)>& fill) {
  QgsVectorLayer layer(definition, name, QStringLiteral("memory"));
  QgsFeatureList features;
  fill([&](const QgsGeometry& geometry, const QVector<QVariant>& attributes) {
    QgsFeature feature(layer.fields());
    feature.setGeometry(geometry);
    feature.setAttributes(QgsAttributes(attributes));
    features << feature;
  });
  layer.dataProvider()->addFeatures(features);
  QgsVectorFileWriter::SaveVectorOptions options;
  options.driverName = QStringLiteral("GPKG");
  options.layerName = name;
  options.actionOnExistingFile =
      QFile::exists(file) ? QgsVectorFileWriter::CreateOrOverwriteLayer : QgsVectorFileWriter::CreateOrOverwriteFile;
  QString error;
  return QgsVectorFileWriter::writeAsVectorFormatV3(&layer, file, QgsProject::instance()->transformContext(), options, &error) ==
         QgsVectorFileWriter::NoError;
}

void districts(const Add& add) {
  for (int i = 0; i < 4; ++i)
    add(rectangle(i % 2 * 1500, i / 2 * 1000, 1500, 1000),
        {i + 1, QStringLiteral("Bezirk %1").arg(QStringLiteral("ABCD").at(i)), 1200 * (i + 1)});
}

void blocks(const Add& add) {
  const QStringList uses{QStringLiteral("WA"), QStringLiteral("MI"), QStringLiteral("GE"), QStringLiteral("Park")};
  for (int i = 0; i < 60; ++i) add(rectangle(60 + i % 10 * 290, 60 + i / 10 * 320, 230, 240), {uses[i * 7 % 4], 1 + i * 13 % 6});
}

void parcels(const Add& add) {
  for (int i = 0; i < 120; ++i) add(rectangle(80 + i % 20 * 145, 90 + i / 20 * 320, 90, 150), {i * 37 % 100 / 100.0});
}

void streets(const Add& add) {
  for (int i = 0; i < 10; ++i) {
    QgsPolylineXY along;
    for (int k = 0; k <= 20; ++k) along << QgsPointXY(k_west + k * 150, k_south + 30 + i * 210 + 12 * std::sin(k * 0.6 + i));
    add(QgsGeometry::fromPolylineXY(along), {i % 3, QStringLiteral("Straße %1").arg(i + 1), i % 4 == 0 ? 50 : 30});
  }
}

void trees(const Add& add) {
  Dice dice;
  for (int i = 0; i < 300; ++i) {
    const double x = dice.next() * 3000;
    const double y = dice.next() * 2000;
    add(point(x, y), {i % 5 == 0 ? QStringLiteral("Linde") : QStringLiteral("Ahorn"), 3 + dice.next() * 8});
  }
}

void stops(const Add& add) {
  for (int i = 0; i < 24; ++i) add(point(200 + i % 6 * 500 + i % 2 * 4, 200 + i / 6 * 480), {QStringLiteral("Halt %1").arg(i + 1)});
}

}  // namespace

bool write_data(const QString& folder) {
  const QString file = folder + QStringLiteral("/town.gpkg");
  QFile csv(folder + QStringLiteral("/people.csv"));
  if (!csv.open(QIODevice::WriteOnly)) return false;
  QTextStream(&csv) << "number;people\n1;5100\n2;7300\n3;2400\n4;9900\n";
  const QString area = QStringLiteral("Polygon?crs=EPSG:25832&");
  const QString at = QStringLiteral("Point?crs=EPSG:25832&");
  return write_layer(file, QStringLiteral("districts"), area + QStringLiteral("field=number:integer&field=name:string&field=votes:integer"),
                     districts) &&
         write_layer(file, QStringLiteral("blocks"), area + QStringLiteral("field=use:string&field=floors:integer"), blocks) &&
         write_layer(file, QStringLiteral("parcels"), area + QStringLiteral("field=share:double"), parcels) &&
         write_layer(file, QStringLiteral("streets"),
                     QStringLiteral("LineString?crs=EPSG:25832&field=class:integer&field=name:string&field=speed:integer"), streets) &&
         write_layer(file, QStringLiteral("trees"), at + QStringLiteral("field=kind:string&field=crown:double"), trees) &&
         write_layer(file, QStringLiteral("stops"), at + QStringLiteral("field=name:string"), stops);
}

}  // namespace maker
