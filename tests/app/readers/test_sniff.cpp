// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/readers/reading.h"
#include "readers/json_head.h"
#include "readers/sniff.h"

using namespace skizze;
using readers::FileKind;
using readers::sniff;
using test::Reading;

class TestSniff : public QObject {
  Q_OBJECT

 private slots:
  void content_tells_the_kind_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, const QByteArray& bytes, FileKind kind) {
      QTest::newRow(name) << bytes << static_cast<int>(kind);
    };
    row("empty", "", FileKind::empty);
    row("blank", " \n ", FileKind::unknown);
    row("noise", QByteArray("\x01\x02\x03\x04", 4), FileKind::unknown);
    row("geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}", FileKind::geojson);
    row("type last", "{\"features\":[{\"type\":\"Feature\"}],\"type\":\"FeatureCollection\"}", FileKind::geojson);
    row("bare geometry", "{\"type\":\"Point\",\"coordinates\":[1,2]}", FileKind::geojson);
    row("geojson lines", "{\"type\":\"Feature\"}\n{\"type\":\"Feature\"}\n", FileKind::geojson_seq);
    row("record separators", "\x1e{\"type\":\"Feature\"}\n\x1e{\"type\":\"Feature\"}\n", FileKind::geojson_seq);
    row("cityjson", "{\"CityObjects\":{\"type\":{}},\"type\":\"CityJSON\"}", FileKind::cityjson);
    row("cityjson lines", "{\"type\":\"CityJSON\"}\n{\"type\":\"CityJSONFeature\"}\n", FileKind::cityjson_seq);
    row("other json", "{\"meta\":1}", FileKind::other_json);
    row("tilejson", "{\"tilejson\":\"2.2.0\",\"tiles\":[\"http://x/{z}\"]}", FileKind::indirect);
    row("citygml", "<?xml version=\"1.0\"?><!-- x --><core:CityModel xmlns:core=\"http://www.opengis.net/citygml/2.0\">",
        FileKind::citygml);
    row("gml", "<a:FeatureCollection xmlns:a=\"x\" xmlns:gml=\"http://www.opengis.net/gml/3.2\">", FileKind::gml);
    row("kml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\">", FileKind::kml);
    row("osm", "<?xml version='1.0'?><osm version=\"0.6\">", FileKind::osm_xml);
    row("vrt", "<VRTDataset rasterXSize=\"1\">", FileKind::indirect);
    row("ogr vrt", "<OGRVRTDataSource>", FileKind::indirect);
    row("wms", "<GDAL_WMS>", FileKind::indirect);
    row("document type", "<!DOCTYPE x [<!ENTITY a \"<kml>\">]><html>", FileKind::other_xml);
    row("csv", "a;b\n1;2\n", FileKind::csv);
    row("prose", "Guten Tag\nohne Trennzeichen\n", FileKind::unknown);
    row("png", "\x89PNG\r\n\x1a\n", FileKind::picture);
    row("zip", QByteArray("PK\x03\x04zzzz", 8), FileKind::zip);
    row("gzip", QByteArray("\x1f\x8b\x08\x00", 4), FileKind::gzip);
    row("tiff", QByteArray("II*\0\x08\0\0\0", 8), FileKind::geotiff);
    row("flatgeobuf",
        QByteArray("fgb\x03"
                   "fgb\0",
                   8),
        FileKind::flatgeobuf);
    row("other sqlite", QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\0'), FileKind::other_sqlite);
  }
  void content_tells_the_kind() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    const Reading r;
    QCOMPARE(static_cast<int>(sniff(r.write("file.png", bytes)).kind), kind);
  }

  void geopackage_tells_its_version() {
    QByteArray header = QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\0');
    header.replace(60, 4, QByteArray("\x00\x00\x28\xa0", 4));
    header.replace(68, 4, "GPKG");
    const Reading r;
    const auto what = sniff(r.write("a", header));
    QCOMPARE(what.kind, FileKind::geopackage);
    QCOMPARE(what.detail, std::string("10400"));
  }

  void a_type_inside_a_string_or_deeper_does_not_count() {
    const Reading r;
    const auto head = readers::read_json_head(
        r.write("a", "{\"note\":\"\\\"type\\\":\\\"CityJSON\\\"\",\"in\":{\"type\":\"Feature\"},\"list\":[\"type\",\"x\"]}"));
    QCOMPARE(head.type, std::string());
    QVERIFY(head.whole);
  }

  void broken_json_ends_without_a_type() {
    const Reading r;
    const auto head = readers::read_json_head(r.write("a", "{\"type"));
    QCOMPARE(head.type, std::string());
    QVERIFY(!head.whole);
  }

  void a_missing_file_is_empty_not_a_crash() { QCOMPARE(sniff("/nonexistent/file").kind, FileKind::empty); }

  void the_extension_may_contradict() {
    QVERIFY(readers::extension_fits(FileKind::geojson, "a.geojson"));
    QVERIFY(readers::extension_fits(FileKind::geojson, "a.JSON"));
    QVERIFY(readers::extension_fits(FileKind::geojson, "a"));
    QVERIFY(!readers::extension_fits(FileKind::geojson, "a.gpkg"));
  }
};

QTEST_GUILESS_MAIN(TestSniff)
#include "test_sniff.moc"
