// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A folder of its own with a project and two streets for each test of the document.
#pragma once

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "project/document.h"

namespace skizze::project {

inline sketch::Measure lane(double x = 500000, double length = 100) {
  sketch::Measure measure;
  measure.kind = sketch::MeasureKind::bike_lane;
  measure.name = "Lane";
  measure.geometry = geo::make_line({{x, 5600000}, {x + length, 5600000}});
  measure.lane.width_m = 2.0;
  return measure;
}

inline participation::Contribution comment(const char* text) {
  participation::Contribution contribution;
  contribution.geometry = geo::make_point({500050, 5600010});
  contribution.category = "cycling";
  contribution.text = text;
  return contribution;
}

class DocumentFixture : public QObject {
 protected:
  void fresh_folder() { m_dir = std::make_unique<QTemporaryDir>(); }
  const QTemporaryDir& folder() const { return *m_dir; }
  QString file(const char* name) const { return m_dir->filePath(QString::fromUtf8(name)); }

  DocumentOptions options() const {
    DocumentOptions options;
    options.cache_dir = m_dir->filePath(QStringLiteral("cache")).toStdString();
    options.data_dir = m_dir->filePath(QStringLiteral("data")).toStdString();
    options.backups = false;
    return options;
  }

  bool make(Document& document, int epsg = 25832) {
    document.create(file("p.gpkg"), QStringLiteral("Test"), epsg);
    return document.wait_settled() && document.is_open();
  }

  bool reopen(Document& document) {
    document.open(file("p.gpkg"));
    return document.wait_settled() && document.is_open();
  }

  /// Two streets near a longitude, 51 degrees north.
  QString write_streets(const char* name = "streets.geojson", double lon = 9.0) {
    const auto path = file(name);
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly)) return {};
    const auto x = [lon](double d) { return QString::number(lon + d, 'f', 6); };
    out.write(QStringLiteral(R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Hauptstraße","highway":"primary","lanes":4},"geometry":{"type":"LineString","coordinates":[[%1,51.0],[%2,51.0]]}},
{"type":"Feature","properties":{"name":"Gartenweg","highway":"residential","lanes":1},"geometry":{"type":"LineString","coordinates":[[%1,51.01],[%2,51.01]]}}]})")
                  .arg(x(0), x(0.01))
                  .toUtf8());
    return path;
  }

  bool wait_layers(Document& document) {
    return QTest::qWaitFor([&] { return document.jobs().idle(); }, 30000) && document.wait_settled();
  }

  bool add(Document& document, const QString& path) {
    QSignalSpy previewed(&document, &Document::previewed);
    const auto batch = document.prepare_files({path});
    if (!QTest::qWaitFor([&] { return previewed.count() > 0; }, 30000)) return false;
    document.confirm_files(batch);
    return document.wait_settled() && wait_layers(document);
  }

 private:
  std::unique_ptr<QTemporaryDir> m_dir;
};

}  // namespace skizze::project
