// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/readers/reading.h"
#include "geo/mercator.h"

using namespace skizze;
using test::find_notice;
using test::Reading;

namespace {

QByteArray node(int id, double lon, double lat, const QByteArray& tags = {}) {
  return "<node id='" + QByteArray::number(id) + "' lon='" + QByteArray::number(lon, 'f', 7) + "' lat='" + QByteArray::number(lat, 'f', 7) +
         "' version='1'>" + tags + "</node>";
}
QByteArray tag(const QByteArray& key, const QByteArray& value) { return "<tag k='" + key + "' v='" + value + "'/>"; }
QByteArray way(int id, const QList<int>& nodes, const QByteArray& tags) {
  QByteArray out = "<way id='" + QByteArray::number(id) + "' version='1'>";
  for (const int n : nodes) out += "<nd ref='" + QByteArray::number(n) + "'/>";
  return out + tags + "</way>";
}
QByteArray osm(const QByteArray& body) {
  return "<?xml version='1.0'?><osm version='0.6' timestamp='2024-03-02T10:00:00Z'>" + body + "</osm>";
}

QByteArray corner_nodes() { return node(1, 14.42, 51.18) + node(2, 14.43, 51.18) + node(3, 14.43, 51.19) + node(4, 14.42, 51.19); }

const readers::ReportLayer* layer_named(const readers::ReadReport& report, const std::string& name) {
  for (const auto& layer : report.layers) {
    if (layer.name == name) return &layer;
  }
  return nullptr;
}

}  // namespace

class TestOsm : public QObject {
  Q_OBJECT

 private slots:
  void nodes_ways_and_closed_ways_become_points_lines_and_areas() {
    const Reading r;
    const auto report =
        r.read_text("a.osm", osm(corner_nodes() + node(9, 14.425, 51.185, tag("amenity", "bench")) +
                                 way(20, {1, 2, 3}, tag("highway", "residential")) + way(21, {1, 2, 3, 4, 1}, tag("building", "yes"))));
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("OSM"));
    QCOMPARE(layer_named(*report, "points")->count, std::uint64_t{1});
    QCOMPARE(layer_named(*report, "lines")->count, std::uint64_t{1});
    QCOMPARE(layer_named(*report, "areas")->count, std::uint64_t{1});
    QCOMPARE(layer_named(*report, "areas")->kind, geo::GeometryKind::area);
  }

  void tags_keep_their_keys_and_values() {
    const Reading r;
    const auto report =
        r.read_text("a.osm", osm(corner_nodes() + way(20, {1, 2, 3},
                                                      tag("highway", "residential") + tag("name", "Mühl&quot;weg") +
                                                          tag("parking:lane:right", "parallel") + tag("cycleway:right", "track"))));
    QVERIFY(report);
    const auto pack = r.pack(*layer_named(*report, "lines"));
    QCOMPARE(test::text_at(*pack, 0, "name"), std::string("Mühl\"weg"));
    QCOMPARE(test::text_at(*pack, 0, "highway"), std::string("residential"));
    QCOMPARE(test::text_at(*pack, 0, "parking:lane:right"), std::string("parallel"));
    QCOMPARE(test::text_at(*pack, 0, "cycleway:right"), std::string("track"));
    QCOMPARE(test::text_at(*pack, 0, "osm_id"), std::string("20"));
    QCOMPARE(test::text_at(*pack, 0, "osm_type"), std::string("way"));
    QVERIFY(pack->column_index("maxspeed"));  // asked for by rules even where no way has it
  }

  void rare_tags_go_to_other_tags() {
    QByteArray body = corner_nodes();
    for (int i = 0; i < 300; ++i)
      body += way(100 + i, {1, 2}, tag("highway", "path") + (i == 0 ? tag("sac_scale", "hiking") : QByteArray()));
    const Reading r;
    const auto report = r.read_text("a.osm", osm(body));
    QVERIFY(report);
    const auto pack = r.pack(*layer_named(*report, "lines"));
    QVERIFY(!pack->column_index("sac_scale"));
    int found = 0;
    for (std::uint32_t row = 0; row < pack->size(); ++row)
      found += test::text_at(*pack, row, "other_tags") == "{\"sac_scale\":\"hiking\"}" ? 1 : 0;
    QCOMPARE(found, 1);
  }

  void licence_credit_and_date_are_openstreetmaps() {
    const Reading r;
    const auto report = r.read_text("a.osm", osm(corner_nodes() + way(20, {1, 2}, tag("highway", "path"))));
    QVERIFY(report);
    const auto pack = r.pack(report->layers[0]);
    QCOMPARE(pack->info().provenance.licence, std::string("ODbL 1.0"));
    QCOMPARE(pack->info().provenance.attribution, std::string("© OpenStreetMap contributors"));
    QCOMPARE(pack->info().provenance.data_date, std::string("2024-03-02"));
  }

  void routes_are_counted_as_left_out() {
    const Reading r;
    const auto report = r.read_text("a.osm", osm(corner_nodes() + way(20, {1, 2}, tag("highway", "path")) +
                                                 "<relation id='5' version='1'><member type='way' ref='20' role=''/>" +
                                                 tag("type", "route") + tag("route", "bicycle") + "</relation>"));
    QVERIFY(report);
    QCOMPARE(find_notice(report->notices, "readers.osm_relations")->count, std::uint64_t{1});
  }

  void an_extract_that_breaks_off_is_refused() {
    const Reading r;
    const QByteArray whole = osm(corner_nodes() + way(20, {1, 2}, tag("highway", "path")));
    const auto report = r.read_text("a.osm", whole.left(whole.size() - 30));
    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::damaged);
  }

  void an_extract_without_objects_says_so() {
    const Reading r;
    const auto report = r.read_text("a.osm", osm(""));
    QVERIFY(!report);
    QCOMPARE(report.error().message.id, std::string("readers.osm_empty"));
  }

  void bautzen_has_its_roads() {
    NEED_DATA(file, "osm-extracts-de/bautzen.osm");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    const auto pack = r.pack(*layer_named(*report, "lines"));
    int roads = 0;
    for (std::uint32_t row = 0; row < pack->size(); ++row) roads += test::text_at(*pack, row, "highway").empty() ? 0 : 1;
    // 69 ways carry highway (grep -c on the file); closed ones that are areas are not among the lines.
    QVERIFY2(roads > 50 && roads <= 69, qPrintable(QString::number(roads)));
  }

  void liechtenstein_has_as_many_objects_as_ogrinfo_counts() {
    NEED_DATA(file, "osm-liechtenstein/liechtenstein.osm.pbf");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(layer_named(*report, "points")->count, std::uint64_t{4714});
    QCOMPARE(layer_named(*report, "lines")->count, std::uint64_t{5235});
    QCOMPARE(layer_named(*report, "areas")->count, std::uint64_t{9902});
  }

  void a_gzipped_extract_is_unpacked() {
    NEED_DATA(file, "osm-bayreuth-srtm/north-bayreuth.osm.gz");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("OSM"));
    const auto centre = geo::to_lon_lat(report->layers[0].bounds.center());
    QVERIFY(centre.x > 11.39 && centre.x < 11.7 && centre.y > 49.88 && centre.y < 50.1);
  }
};

QTEST_GUILESS_MAIN(TestOsm)
#include "test_osm.moc"
