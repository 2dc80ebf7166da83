// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <archive.h>
#include <archive_entry.h>
#include <QTest>

#include "app/readers/fixtures.h"
#include "app/readers/reading.h"

using namespace skizze;
using test::argument;
using test::find_notice;
using test::Reading;

namespace {

struct Entry {
  std::string name;
  QByteArray bytes;
  std::string link_to;
};

/// A ZIP as libarchive writes it, which asks no questions about names.
std::filesystem::path write_zip(const Reading& r, const std::string& name, const std::vector<Entry>& entries) {
  const auto path = r.folder() / name;
  archive* a = archive_write_new();
  archive_write_set_format_zip(a);
  archive_write_open_filename(a, path.c_str());
  for (const auto& e : entries) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, e.name.c_str());
    archive_entry_set_perm(entry, 0644);
    if (e.link_to.empty()) {
      archive_entry_set_filetype(entry, AE_IFREG);
      archive_entry_set_size(entry, e.bytes.size());
    } else {
      archive_entry_set_filetype(entry, AE_IFLNK);
      archive_entry_set_symlink(entry, e.link_to.c_str());
    }
    archive_write_header(a, entry);
    archive_write_data(a, e.bytes.constData(), static_cast<std::size_t>(e.bytes.size()));
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  return path;
}

const QByteArray k_point = "{\"type\":\"Point\",\"coordinates\":[12,51]}";

}  // namespace

class TestArchive : public QObject {
  Q_OBJECT

 private slots:
  void a_zip_with_one_map_is_that_map() {
    const Reading r;
    const auto report = r.read(write_zip(r, "a.zip", {{"folder/karte.geojson", k_point, {}}, {"folder/LIESMICH.txt", "Hallo", {}}}));
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("GeoJSON"));
    QCOMPARE(report->layers.size(), std::size_t{1});
    QVERIFY(!std::filesystem::exists(r.out() / ".work"));
    QVERIFY(QString::fromStdString(r.pack(report->layers[0])->info().provenance.source_path).endsWith("a.zip"));
  }

  void several_maps_become_several_layers() {
    const Reading r;
    const auto report = r.read(write_zip(r, "a.zip", {{"a.geojson", k_point, {}}, {"b.csv", "lon,lat\n12,51\n", {}}}));
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("ZIP"));
    QCOMPARE(report->layers.size(), std::size_t{2});
    QCOMPARE(report->layers[0].path, std::string("0_a.pack"));
    QCOMPARE(report->layers[1].path, std::string("1_b.pack"));
    QVERIFY(r.pack(report->layers[0]) && r.pack(report->layers[1]));
  }

  void a_broken_member_does_not_spoil_the_others() {
    const Reading r;
    const auto report =
        r.read(write_zip(r, "a.zip", {{"a.geojson", k_point, {}}, {"b.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{]", {}}}));
    QVERIFY(report);
    QCOMPARE(report->layers.size(), std::size_t{1});
    QCOMPARE(argument(find_notice(report->notices, "readers.member_left_out")->message, "name"), std::string("b.geojson"));
  }

  void a_kmz_is_a_kml() {
    const Reading r;
    const auto report =
        r.read(write_zip(r, "a.kmz",
                         {{"doc.kml",
                           "<kml xmlns=\"http:"
                           "//www.opengis.net/kml/2.2\"><Placemark><Point><coordinates>12,51</coordinates></Point></Placemark></kml>",
                           {}}}));
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("KML"));
  }

  void a_zipped_shapefile_brings_its_parts_along() {
    const Reading r;
    QVERIFY(test::write_vector("ESRI Shapefile", r.folder() / "wege.shp", {{"LINESTRING (356000 5699000,356050 5699050)", "Müllerweg", 1}},
                               25832, wkbLineString));
    std::vector<Entry> entries;
    for (const char* part : {"wege.shp", "wege.shx", "wege.dbf", "wege.prj", "wege.cpg"}) {
      QFile file(QString::fromStdString((r.folder() / part).string()));
      if (file.open(QIODevice::ReadOnly)) entries.push_back({std::string("daten/") + part, file.readAll(), {}});
    }
    QVERIFY(entries.size() >= 4);
    const auto report = r.read(write_zip(r, "wege.zip", entries));
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("ESRI Shapefile"));
    QCOMPARE(report->layers.size(), std::size_t{1});
    QCOMPARE(report->layers[0].crs, std::string("EPSG:25832"));
    QCOMPARE(test::text_at(*r.pack(report->layers[0]), 0, "name"), std::string("Müllerweg"));
  }

  void a_bomb_is_stopped_by_its_ratio() {
    const Reading r;
    const auto file = write_zip(r, "bombe.zip", {{"a.geojson", QByteArray(100 << 20, ' '), {}}});
    QVERIFY(std::filesystem::file_size(file) < (1U << 20));
    const auto report = r.read(file);
    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::too_large);
    QCOMPARE(report.error().message.id, std::string("readers.archive_ratio"));
    QVERIFY(std::filesystem::is_empty(r.out()));
  }

  void an_archive_over_the_limit_names_it() {
    const Reading r;
    readers::Limits limits;
    limits.unpacked_bytes = 1000;
    const auto report = r.read(write_zip(r, "a.zip", {{"a.geojson", QByteArray(2000, ' '), {}}}), "", limits);
    QVERIFY(!report);
    QCOMPARE(report.error().message.id, std::string("readers.archive_bytes"));
  }

  void too_many_entries_are_refused() {
    const Reading r;
    readers::Limits limits;
    limits.archive_entries = 3;
    const auto report = r.read(write_zip(r, "a.zip", {{"a", "1", {}}, {"b", "1", {}}, {"c", "1", {}}, {"d", "1", {}}}), "", limits);
    QVERIFY(!report);
    QCOMPARE(report.error().message.id, std::string("readers.archive_entries"));
  }

  void entries_that_lead_out_are_refused_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("link");
    QTest::newRow("parent") << "../boese.geojson"
                            << "";
    QTest::newRow("hidden parent") << "a/../../boese.geojson"
                                   << "";
    QTest::newRow("absolute") << "/tmp/boese.geojson"
                              << "";
    QTest::newRow("backslash") << "..\\boese.geojson"
                               << "";
    QTest::newRow("link") << "a.geojson"
                          << "/etc/passwd";
  }
  void entries_that_lead_out_are_refused() {
    QFETCH(QString, name);
    QFETCH(QString, link);
    const Reading r;
    const auto report = r.read(write_zip(r, "a.zip", {{name.toStdString(), link.isEmpty() ? k_point : QByteArray(), link.toStdString()}}));
    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::refused);
    QVERIFY(std::filesystem::is_empty(r.out()));
  }

  void a_truncated_zip_is_damaged() {
    const Reading r;
    const auto file = write_zip(r, "a.zip", {{"a.geojson", k_point.repeated(50), {}}});
    std::filesystem::resize_file(file, 60);
    const auto report = r.read(file);
    QVERIFY(!report);
    QVERIFY(report.error().code == base::ErrorCode::damaged || report.error().code == base::ErrorCode::unsupported);
  }

  void an_archive_without_maps_says_so() {
    const Reading r;
    const auto report = r.read(write_zip(r, "a.zip", {{"brief.txt", "Sehr geehrte Damen und Herren", {}}}));
    QVERIFY(!report);
    QCOMPARE(report.error().message.id, std::string("readers.archive_nothing"));
  }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "test_archive.moc"
