// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/readers/fixtures.h"
#include "app/readers/reading.h"
#include "geo/crs.h"
#include "geo/mercator.h"

using namespace skizze;
using test::argument;
using test::find_notice;
using test::Reading;
using test::write_vector;

namespace {

/// Names of files in a folder, to see that reading leaves it alone.
QStringList listing(const std::filesystem::path& folder) {
  QStringList names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names << QString::fromStdString(entry.path().filename().string());
  names.sort();
  return names;
}

constexpr const char* k_point = "POINT (356000 5699000)";  // Essen in UTM 32
constexpr const char* k_same_spot = "412586.89 5656986.95";
constexpr const char* k_square = "POLYGON ((356000 5699000,356100 5699000,356100 5699100,356000 5699100,356000 5699000))";

}  // namespace

class TestVector : public QObject {
  Q_OBJECT

 private slots:
  void every_format_of_the_list_gives_the_same_rows_data() {
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("name");
    QTest::newRow("GeoPackage") << "GPKG"
                                << "a.gpkg";
    QTest::newRow("Shapefile") << "ESRI Shapefile"
                               << "a.shp";
    QTest::newRow("FlatGeobuf") << "FlatGeobuf"
                                << "a.fgb";
    QTest::newRow("GML") << "GML"
                         << "a.gml";
  }
  void every_format_of_the_list_gives_the_same_rows() {
    QFETCH(QString, driver);
    QFETCH(QString, name);
    const Reading r;
    const auto file = r.folder() / name.toStdString();
    QVERIFY(write_vector(driver.toStdString(), file, {{k_point, "Größe", 7}, {"POINT (356100 5699100)", "b", 8}}, 25832, wkbPoint, "a"));
    const auto before = listing(r.folder());
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(report->driver, driver.toStdString());
    QCOMPARE(report->layers.size(), std::size_t{1});
    QCOMPARE(report->layers[0].count, std::uint64_t{2});
    QCOMPARE(report->layers[0].crs, std::string("EPSG:25832"));
    const auto pack = r.pack(report->layers[0]);
    QStringList names;
    for (std::uint32_t row = 0; row < 2; ++row) names << QString::fromStdString(test::text_at(*pack, row, "name"));
    names.sort();
    QCOMPARE(names, QStringList({"Größe", "b"}));
    const auto p = geo::to_lon_lat(report->layers[0].bounds.center());
    QVERIFY(std::abs(p.x - 6.929) < 0.01 && std::abs(p.y - 51.424) < 0.01);
    QCOMPARE(listing(r.folder()), before);
  }

  void kml_is_degrees() {
    const Reading r;
    const auto report = r.read_text("a.kml",
                                    "<?xml version=\"1.0\"?><kml "
                                    "xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>Dom</"
                                    "name><Point><coordinates>6.958,50.941,0</coordinates></Point></Placemark></Document></kml>");
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("KML"));
    const auto p = geo::to_lon_lat(report->layers.at(0).bounds.center());
    QVERIFY(std::abs(p.x - 6.958) < 1e-6 && std::abs(p.y - 50.941) < 1e-6);
  }

  void a_shapefile_without_prj_asks_or_takes_the_persons_word() {
    const Reading r;
    const auto file = r.folder() / "a.shp";
    QVERIFY(write_vector("ESRI Shapefile", file, {{k_point, "a", 1}}, 0, wkbPoint));
    const auto asked = r.read(file);
    QVERIFY(!asked);
    QCOMPARE(asked.error().code, base::ErrorCode::unsupported);
    QCOMPARE(asked.error().where.layer, std::string("a"));
    const auto told = r.read(file, "EPSG:25832");
    QVERIFY(told);
    QVERIFY(find_notice(told->layers[0].notices, "readers.crs_assumed"));
  }

  void a_shapefile_without_index_names_what_is_missing() {
    const Reading r;
    const auto file = r.folder() / "a.shp";
    QVERIFY(write_vector("ESRI Shapefile", file, {{k_point, "a", 1}}, 25832, wkbPoint));
    std::filesystem::remove(r.folder() / "a.shx");
    const auto report = r.read(file);
    QVERIFY(!report);
    QCOMPARE(argument(report.error().message, "missing"), std::string("a.shx"));
    QVERIFY(!std::filesystem::exists(r.folder() / "a.shx"));
  }

  void areas_lines_and_points_of_one_layer_share_a_pack() {
    const Reading r;
    const auto file = r.folder() / "a.gpkg";
    QVERIFY(write_vector("GPKG", file,
                         {{k_point, "p", 1}, {k_square, "q", 2}, {"LINESTRING (356000 5699000,356050 5699050)", "l", 3}, {"", "none", 4}}));
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(report->layers[0].count, std::uint64_t{4});
    QCOMPARE(find_notice(report->layers[0].notices, "readers.no_shape")->count, std::uint64_t{1});
  }

  void holes_and_heights_survive() {
    const Reading r;
    const auto file = r.folder() / "a.gpkg";
    QVERIFY(write_vector("GPKG", file,
                         {{"POLYGON Z ((356000 5699000 80,356100 5699000 80,356100 5699100 81,356000 5699100 82,356000 5699000 80),(356040 "
                           "5699040 80,356040 5699060 80,356060 5699060 80,356060 5699040 80,356040 5699040 80))",
                           "q", 1}}));
    const auto report = r.read(file);
    QVERIFY(report);
    const auto pack = r.pack(report->layers[0]);
    QCOMPARE(pack->part_count(0), 2U);
    QVERIFY(!pack->part(0, 0).hole && pack->part(0, 1).hole);
    QVERIFY(pack->info().has_z);
    QCOMPARE(*std::max_element(pack->part(0, 0).z.begin(), pack->part(0, 0).z.end()), 82000);
  }

  void arcs_become_lines_within_a_centimetre() {
    const Reading r;
    const auto file = r.folder() / "a.gpkg";
    // A half circle of 100 m around (356100, 5699000).
    QVERIFY(write_vector("GPKG", file, {{"CIRCULARSTRING (356000 5699000,356100 5699100,356200 5699000)", "arc", 1}}));
    const auto report = r.read(file);
    QVERIFY(report);
    QVERIFY(find_notice(report->layers[0].notices, "readers.curves_linearised"));
    auto geometry = r.pack(report->layers[0])->geometry(0);
    const auto back = geo::Transform::make("EPSG:3857", "EPSG:25832");
    QVERIFY(back);
    const auto& points = geometry.parts.at(0).points;
    for (std::size_t i = 1; i < points.size(); ++i) {
      const auto a = back->forward(points[i - 1].xy());
      const auto b = back->forward(points[i].xy());
      const double middle = std::hypot((a.x + b.x) / 2 - 356100, (a.y + b.y) / 2 - 5699000);
      QVERIFY2(100 - middle < 0.0115, qPrintable(QString::number(100 - middle)));
    }
  }

  void a_geopackage_in_wal_mode_is_read_without_a_trace() {
    const Reading r;
    const auto file = r.folder() / "a.gpkg";
    QVERIFY(write_vector("GPKG", file, {{k_point, "p", 1}}));
    {
      const readers::Dataset dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
      QVERIFY(dataset);
      dataset->ExecuteSQL("PRAGMA journal_mode=WAL", nullptr, nullptr);
    }
    QFile raw(QString::fromStdString(file.string()));
    QVERIFY(raw.open(QIODevice::ReadOnly));
    QCOMPARE(raw.read(19).at(18), '\x02');
    const auto before = listing(r.folder());
    QVERIFY(r.read(file));
    QCOMPARE(listing(r.folder()), before);
    QVERIFY(!std::filesystem::exists(r.out() / ".work"));
  }

  void several_layers_give_several_packs() {
    const Reading r;
    const auto file = r.folder() / "a.gpkg";
    QVERIFY(write_vector("GPKG", file, {{k_point, "p", 1}}, 25832, wkbUnknown, "Straßen & Wege"));
    {
      const readers::Dataset dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
      OGRSpatialReference srs;
      srs.importFromEPSG(25832);
      OGRLayer* layer = dataset->CreateLayer("zwei", &srs, wkbPoint, nullptr);
      const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
      OGRPoint point(356000, 5699000);
      feature->SetGeometry(&point);
      QCOMPARE(layer->CreateFeature(feature.get()), OGRERR_NONE);
      QVERIFY(dataset->CreateLayer("tabelle", nullptr, wkbNone, nullptr));
    }
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(report->layers.size(), std::size_t{2});
    QCOMPARE(report->layers[0].name, std::string("Straßen & Wege"));
    QCOMPARE(report->layers[0].path, std::string("0_Stra__en___Wege.pack"));
    QCOMPARE(report->layers[1].path, std::string("1_zwei.pack"));
    QCOMPARE(argument(find_notice(report->notices, "readers.table_without_geometry")->message, "layer"), std::string("tabelle"));
  }

  void two_crs_in_one_layer_are_each_honoured() {
    const Reading r;
    // The same spot in Dresden, once in each zone: the second position is what cs2cs makes of the first.
    const auto point = [](const char* crs, const char* position) {
      return QByteArray("<gml:featureMember><f:p><f:g><gml:Point srsName='") + crs + "'><gml:pos>" + position +
             "</gml:pos></gml:Point></f:g></f:p></gml:featureMember>";
    };
    const auto report = r.read_text("a.gml",
                                    "<f:C xmlns:f='urn:f' xmlns:gml='http:"
                                    "//www.opengis.net/gml'>" +
                                        point("EPSG:25832", "833000 5667000") + point("EPSG:25833", k_same_spot) + "</f:C>");
    QVERIFY(report);
    QVERIFY(find_notice(report->layers.at(0).notices, "readers.several_crs"));
    QVERIFY(report->layers[0].bounds.width() < 3 && report->layers[0].bounds.height() < 3);
  }

  void columns_with_personal_details_are_named() {
    const Reading r;
    const auto report = r.read_text("a.csv", "lon,lat,participant_email,text\n12,51,a@example.org,hallo\n");
    QVERIFY(report);
    QCOMPARE(argument(find_notice(report->layers[0].notices, "readers.personal_columns")->message, "columns"),
             std::string("participant_email"));
  }

  void the_name_may_lie_the_content_counts() {
    const Reading r;
    QVERIFY(write_vector("GPKG", r.folder() / "a.gpkg", {{k_point, "p", 1}}));
    std::filesystem::rename(r.folder() / "a.gpkg", r.folder() / "bild.png");
    const auto report = r.read(r.folder() / "bild.png");
    QVERIFY(report);
    QCOMPARE(argument(find_notice(report->notices, "readers.name_does_not_fit")->message, "format"), std::string("GPKG"));
  }

  void the_districts_of_berlin_are_geopackage_1_4() {
    NEED_DATA(file, "bike-network-berlin/Berlin_Bezirke.gpkg");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(report->layers.at(0).count, std::uint64_t{12});
    QCOMPARE(report->layers[0].crs, std::string("EPSG:25833"));
    QCOMPARE(argument(find_notice(report->notices, "readers.gpkg_newer")->message, "version"), std::string("1.4"));
  }

  void the_bike_network_of_berlin_is_whole() {
    NEED_DATA(file, "bike-network-berlin/Berlin_Radvorrangsnetz.fgb");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(report->layers.at(0).count, std::uint64_t{5333});
    QCOMPARE(report->layers[0].kind, geo::GeometryKind::line);
  }

  void plans_with_arcs_and_labels_are_read_beside_which_nothing_is_written() {
    NEED_DATA(file, "xplangml-samples/Blankenese29.gml");
    const auto before = listing(file.parent_path());
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(listing(file.parent_path()), before);
    QVERIFY(find_notice(report->notices, "readers.labels_as_points"));
    bool curves = false;
    for (const auto& layer : report->layers) {
      curves = curves || find_notice(layer.notices, "readers.curves_linearised");
      QCOMPARE(layer.crs, std::string("EPSG:25832"));
    }
    QVERIFY(curves);
  }
};

QTEST_GUILESS_MAIN(TestVector)
#include "test_vector.moc"
