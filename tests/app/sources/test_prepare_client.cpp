// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <thread>

#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "sources/cache.h"
#include "sources/prepare_client.h"

using namespace skizze;
using base::ErrorCode;
using sources::PrepareClient;
using sources::PrepareOptions;

namespace {

/// A folder with files of a person, and a cache beside it.
struct Desk {
  QTemporaryDir files;
  QTemporaryDir cache;
  PrepareClient client{std::filesystem::path(cache.path().toStdString())};

  std::filesystem::path write(const QString& name, const QByteArray& bytes) const {
    QFile file(files.filePath(name));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
    return file.fileName().toStdString();
  }
  QStringList cache_entries() const {
    return QDir(cache.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
  }
};

const QByteArray k_points = "name,lon,lat\nA,13.4,52.5\nB,13.5,52.6\n";

/// A table that takes the helper a while.
QByteArray long_table(int rows = 600'000) {
  QByteArray table = "name,lon,lat\n";
  for (int i = 0; i < rows; ++i) table += "name " + QByteArray::number(i) + ",13.4,52.5\n";
  return table;
}

/// Processes whose command line names the cache folder, that is the helper of this test alone.
QList<int> helpers_for(const QString& marker) {
  QList<int> found;
  const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
  for (const QString& name : processes) {
    bool number = false;
    const int pid = name.toInt(&number);
    QFile command(QStringLiteral("/proc/%1/cmdline").arg(name));
    if (number && command.open(QIODevice::ReadOnly) && command.readAll().contains(marker.toUtf8())) found << pid;
  }
  return found;
}

/// Names and contents of everything below a folder.
QByteArray fingerprint(const QString& folder) {
  QCryptographicHash hash(QCryptographicHash::Sha256);
  const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
  for (const QString& name : names) {
    QFile file(QDir(folder).filePath(name));
    if (file.open(QIODevice::ReadOnly)) hash.addData(name.toUtf8() + file.readAll());
  }
  return hash.result();
}

std::filesystem::path real_data(const char* name) {
  const std::filesystem::path path = std::filesystem::path(STADTSKIZZE_TEST_DATA) / name;
  return std::filesystem::exists(path) ? path : std::filesystem::path();
}

}  // namespace

class TestPrepareClient : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { qunsetenv("STADTSKIZZE_PREPARE"); }

  void a_file_becomes_a_pack_that_opens() {
    const Desk desk;
    const auto file = desk.write("a.csv", k_points);
    double last = -1;
    const auto source = desk.client.prepare(file, {}, {}, [&](double fraction, const base::Message& what) {
      QVERIFY(fraction >= last && fraction <= 1);
      QVERIFY(!what.id.empty());
      last = fraction;
    });
    QVERIFY(source);
    QCOMPARE(source->driver, std::string("CSV"));
    QCOMPARE(source->layers.size(), std::size_t{1});
    QCOMPARE(source->layers[0].count, std::uint64_t{2});
    QVERIFY(!source->from_cache);
    const auto pack = feature::LayerPack::open(source->layers[0].pack);
    QVERIFY(pack);
    QCOMPARE((*pack)->size(), 2U);
    QVERIFY(last >= 0);
    QCOMPARE(desk.cache_entries(), QStringList{QString::fromStdString(source->key)});
  }

  void the_second_time_nothing_runs() {
    const Desk desk;
    const auto file = desk.write("a.csv", k_points);
    const auto first = desk.client.prepare(file, {}, {});
    qputenv("STADTSKIZZE_PREPARE", "/nonexistent");
    const auto second = desk.client.prepare(file, {}, {});
    QVERIFY(first && second);
    QVERIFY(second->from_cache);
    QCOMPARE(second->key, first->key);
    QCOMPARE(second->layers[0].count, first->layers[0].count);
    QVERIFY(second->layers[0].bounds == first->layers[0].bounds);
  }

  void a_changed_file_is_prepared_anew() {
    const Desk desk;
    const auto first = desk.client.prepare(desk.write("a.csv", k_points), {}, {});
    const auto second = desk.client.prepare(desk.write("a.csv", k_points + "C,13.6,52.4\n"), {}, {});
    QVERIFY(first && second);
    QVERIFY(first->key != second->key);
    QCOMPARE(second->layers[0].count, std::uint64_t{3});
  }

  void another_assumed_crs_is_another_result() {
    const Desk desk;
    const auto file = desk.write("a.csv", "x,y\n392000,5820000\n");
    const auto asked = desk.client.prepare(file, {}, {});
    QVERIFY(!asked);
    QCOMPARE(asked.error().code, ErrorCode::unsupported);
    QCOMPARE(asked.error().message.id, std::string("readers.crs_ambiguous"));
    PrepareOptions told;
    told.assumed_crs = "EPSG:25833";
    const auto source = desk.client.prepare(file, told, {});
    QVERIFY(source);
    QCOMPARE(source->layers[0].crs, std::string("EPSG:25833"));
    QCOMPARE(desk.cache_entries().size(), 1);
  }

  void a_damaged_pack_in_the_cache_is_rebuilt() {
    const Desk desk;
    const auto file = desk.write("a.csv", k_points);
    const auto first = desk.client.prepare(file, {}, {});
    QVERIFY(first);
    QFile pack(QString::fromStdString(first->layers[0].pack.string()));
    QVERIFY(pack.open(QIODevice::ReadWrite));
    pack.seek(pack.size() - 16);  // of the last section; between directory and sections lie bytes that nobody reads
    pack.write(QByteArray(16, '\x55'));
    pack.close();
    QVERIFY(!desk.client.cached(file, {}));
    const auto second = desk.client.prepare(file, {}, {});
    QVERIFY(second);
    QVERIFY(!second->from_cache);
    QVERIFY(feature::LayerPack::open(second->layers[0].pack));
    QCOMPARE(desk.cache_entries().size(), 1);
  }

  void a_damaged_report_in_the_cache_is_rebuilt() {
    const Desk desk;
    const auto file = desk.write("a.csv", k_points);
    const auto first = desk.client.prepare(file, {}, {});
    QVERIFY(first);
    QFile report(QString::fromStdString((first->layers[0].pack.parent_path() / "source.json").string()));
    QVERIFY(report.open(QIODevice::WriteOnly));
    report.write("{\"verb\":\"report\",\"report\":{\"layers\":[{\"path\":\"../../../etc/passwd\"}]}}");
    report.close();
    const auto second = desk.client.prepare(file, {}, {});
    QVERIFY(second);
    QVERIFY(!second->from_cache);
  }

  void errors_of_the_helper_arrive_whole() {
    const Desk desk;
    const auto file = desk.write("bild.png", "<VRTDataset rasterXSize='1' rasterYSize='1'></VRTDataset>");
    const auto source = desk.client.prepare(file, {}, {});
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::refused);
    QCOMPARE(source.error().message.id, std::string("readers.refused_kind"));
    QVERIFY(QString::fromStdString(source.error().where.file).endsWith("bild.png"));
    QVERIFY(desk.cache_entries().isEmpty());
  }

  void names_that_are_no_files_are_told_apart() {
    const Desk desk;
    QCOMPARE(desk.client.prepare("/nonexistent/a.gpkg", {}, {}).error().code, ErrorCode::not_found);
    QCOMPARE(desk.client
                 .prepare(std::filesystem::path("https:"
                                                "//example.org/a.json"),
                          {}, {})
                 .error()
                 .code,
             ErrorCode::refused);
    QCOMPARE(desk.client.prepare("/vsicurl/x", {}, {}).error().code, ErrorCode::refused);
    QCOMPARE(desk.client.prepare(std::filesystem::path(desk.files.path().toStdString()), {}, {}).error().code, ErrorCode::unsupported);
  }

  void cancelling_stops_the_helper_and_leaves_nothing() {
    const Desk desk;
    const auto file = desk.write("lang.csv", long_table());
    base::CancelSource cancel;
    QElapsedTimer since_cancel;
    const auto source = desk.client.prepare(file, {}, cancel.token(), [&](double, const base::Message&) {
      if (!cancel.cancelled()) since_cancel.start();
      cancel.cancel();
    });
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::cancelled);
    QVERIFY(since_cancel.isValid());
    QVERIFY(desk.cache_entries().isEmpty());
    QTRY_VERIFY(helpers_for(desk.cache.path()).isEmpty());
  }

  void a_helper_killed_in_the_middle_is_an_error_not_a_crash() {
    const Desk desk;
    if (sources::sandbox_name() != "bubblewrap") QSKIP("the helper's command line names its folder under bubblewrap only");
    const auto file = desk.write("lang.csv", long_table());
    bool killed = false;
    const auto source = desk.client.prepare(file, {}, {}, [&](double, const base::Message&) {
      if (killed) return;
      for (const int pid : helpers_for(desk.cache.path())) kill(pid, SIGKILL);
      killed = true;
    });
    QVERIFY(killed);
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::crashed);
    QVERIFY(desk.cache_entries().isEmpty());
    const auto again = desk.client.prepare(desk.write("a.csv", k_points), {}, {});
    QVERIFY(again);
  }

  void a_helper_out_of_memory_is_an_error() {
    const Desk desk;
    PrepareOptions options;
    options.limits.memory_bytes = 160ULL << 20;
    const auto source = desk.client.prepare(desk.write("lang.csv", long_table()), options, {});
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("sanitizers need the address space");
#endif
    QVERIFY(!source);
    QVERIFY(source.error().code == ErrorCode::too_large || source.error().code == ErrorCode::crashed);
    QVERIFY(desk.cache_entries().isEmpty());
  }

  void a_helper_out_of_cpu_time_is_an_error() {
    const Desk desk;
    PrepareOptions options;
    options.limits.cpu_s = 1;
    constexpr int k_rows = 3'000'000;  // several times what a second is enough for
    const auto source = desk.client.prepare(desk.write("lang.csv", long_table(k_rows)), options, {});
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::crashed);
  }

  void something_else_in_the_helpers_place_is_an_error() {
    const Desk desk;
    const auto file = desk.write("a.csv", k_points);
    qputenv("STADTSKIZZE_PREPARE", "/nonexistent");
    QCOMPARE(desk.client.prepare(file, {}, {}).error().code, ErrorCode::not_found);
    qputenv("STADTSKIZZE_PREPARE", "/bin/true");
    QCOMPARE(desk.client.prepare(file, {}, {}).error().code, ErrorCode::crashed);
    qputenv("STADTSKIZZE_PREPARE", "/bin/echo");
    QVERIFY(!desk.client.prepare(file, {}, {}));
    QVERIFY(desk.cache_entries().isEmpty());
  }

  void a_helper_that_falls_before_its_first_word_is_not_run_with_less_around_it() {
    const Desk desk;
    if (sources::sandbox_name() != "bubblewrap") QSKIP("there is only one sandbox here");
    const auto file = desk.write("a.csv", k_points);
    const QString trace = desk.files.filePath("trace");
    QFile script(desk.files.filePath("falls.sh"));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\necho free > " + trace.toUtf8() + "\nexit 1\n");
    script.close();
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    qputenv("STADTSKIZZE_PREPARE", script.fileName().toUtf8());
    const auto source = desk.client.prepare(file, {}, {});
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::crashed);
    QVERIFY(!QFile::exists(trace));
  }

  void a_name_that_promises_openstreetmap_is_not_believed() {
    const Desk desk;
    const auto map = desk.client.prepare(
        desk.write("a.osm", "<osm version='0.6'><node id='1' lat='52.5' lon='13.4'><tag k='amenity' v='cafe'/></node></osm>"), {}, {});
    QVERIFY(map);
    QCOMPARE(map->driver, std::string("OSM"));
    const auto table = desk.client.prepare(desk.write("b.osm", R"({"type":"Point","coordinates":[13.4,52.5]})"), {}, {});
    QVERIFY(table);
    QCOMPARE(table->driver, std::string("GeoJSON"));
  }

  void a_helper_that_falls_silent_is_stopped() {
    const Desk desk;
    const auto file = desk.write("a.csv", k_points);
    const QString sleeper = desk.files.filePath("sleeper.sh");
    QFile script(sleeper);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\nexec sleep 600\n");
    script.close();
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    qputenv("STADTSKIZZE_PREPARE", sleeper.toUtf8());
    PrepareOptions options;
    options.limits.silence_s = 1;
    const auto source = desk.client.prepare(file, options, {});
    QVERIFY(!source);
    QCOMPARE(source.error().message.id, std::string("sources.helper_silent"));
    QTRY_VERIFY(helpers_for(desk.cache.path()).isEmpty());
  }

  void equal_calls_wait_for_each_other() {
    const Desk desk;
    const auto file = desk.write("a.csv", k_points);
    std::atomic<int> fresh{0};
    std::atomic<int> good{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        const auto source = desk.client.prepare(file, {}, {});
        if (!source) return;
        ++good;
        if (!source->from_cache) ++fresh;
      });
    }
    for (auto& thread : threads) thread.join();
    QCOMPARE(good.load(), 4);
    QCOMPARE(fresh.load(), 1);
  }

  void a_cache_that_cannot_be_written_says_so() {
    const Desk desk;
    const auto file = desk.write("a.csv", k_points);
    const PrepareClient client("/proc/no/cache");
    const auto source = client.prepare(file, {}, {});
    QVERIFY(!source);
    QCOMPARE(source.error().message.id, std::string("sources.cache_unwritable"));
  }

  void a_full_disk_is_named() {
    const Desk desk;
    const auto file = desk.write("lang.csv", long_table());
    const QString small = desk.cache.filePath("small");
    QVERIFY(QDir().mkpath(small));
    const auto mount = "mount -t tmpfs -o size=256k none '" + small.toUtf8() + "' 2>/dev/null";
    if (std::system(mount.constData()) != 0) QSKIP("no right to mount a small disk here");
    const PrepareClient client(small.toStdString());
    const auto source = client.prepare(file, {}, {});
    const auto left = QDir(small).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    const auto unmount = "umount '" + small.toUtf8() + "'";
    QCOMPARE(std::system(unmount.constData()), 0);
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::no_space);
    QVERIFY(left.isEmpty());
  }

  void the_preview_adds_up_layers_and_warnings() {
    sources::PreparedSource source;
    source.layers.push_back({"a", {}, false, {}, {}, 5, 0, "EPSG:25832", {0, 0, 1, 1}, {{feature::Severity::warning, {"x", {}}, 2, {}}}});
    source.layers.push_back({"b",
                             {},
                             false,
                             {},
                             {},
                             7,
                             0,
                             "EPSG:25832",
                             {2, 2, 3, 3},
                             {{feature::Severity::warning, {"x", {}}, 3, {}}, {feature::Severity::info, {"y", {}}, 1, {}}}});
    source.layers.push_back({"c", {}, true, {}, {}, 1000, 0, "EPSG:4326", {}, {}});
    const auto summary = sources::summarise(source);
    QCOMPARE(summary.rows, std::uint64_t{12});
    QCOMPARE(summary.crs, (std::vector<std::string>{"EPSG:25832", "EPSG:4326"}));
    QCOMPARE(summary.warnings, std::uint64_t{1});
    QCOMPARE(summary.notices.at(0).count, std::uint64_t{5});
    QVERIFY((summary.bounds == geo::Box{0, 0, 3, 3}));
  }

  void clearing_the_cache_keeps_what_is_named_and_what_is_not_ours() {
    const Desk desk;
    const auto a = desk.client.prepare(desk.write("a.csv", k_points), {}, {});
    const auto b = desk.client.prepare(desk.write("b.csv", k_points), {}, {});
    QVERIFY(a && b);
    QVERIFY(QDir(desk.cache.path()).mkdir("fremd"));
    QVERIFY(sources::clear_cache(desk.client.cache_dir(), {a->key}) > 0);
    QVERIFY(std::filesystem::exists(a->layers[0].pack));
    QVERIFY(!std::filesystem::exists(b->layers[0].pack));
    QVERIFY(QDir(desk.cache.filePath("fremd")).exists());
  }

  void real_files_and_their_folders_stay_as_they_were_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("layers");
    QTest::newRow("plan GML") << "xplangml-samples/BP_6.0.gml" << 6;
    QTest::newRow("GeoPackage 1.4") << "bike-network-berlin/Berlin_Bezirke.gpkg" << 1;
    QTest::newRow("CityGML") << "citygml-lod2-nrw-selfkant/LoD2_32_280_5657_1_NW.gml" << 2;
    QTest::newRow("DSM") << "nrw-dom1-essen/dom1_32_356_5699_1_nw_2020.tif" << 1;
    QTest::newRow("OSM") << "osm-liechtenstein/liechtenstein.osm.pbf" << 3;
    QTest::newRow("zipped SRTM") << "osm-bayreuth-srtm/N49E011.hgt.zip" << 1;
  }
  void real_files_and_their_folders_stay_as_they_were() {
    QFETCH(QString, name);
    QFETCH(int, layers);
    const auto file = real_data(name.toUtf8().constData());
    if (file.empty()) QSKIP("real data absent");
    const QString folder = QString::fromStdString(file.parent_path().string());
    const QByteArray before = fingerprint(folder);
    const Desk desk;
    const auto source = desk.client.prepare(file, {}, {});
    QVERIFY(source);
    QCOMPARE(source->layers.size(), static_cast<std::size_t>(layers));
    QCOMPARE(fingerprint(folder), before);
    for (const auto& layer : source->layers)
      QVERIFY(layer.raster ? feature::RasterPack::open(layer.pack).has_value() : feature::LayerPack::open(layer.pack).has_value());
  }
};

QTEST_GUILESS_MAIN(TestPrepareClient)
#include "test_prepare_client.moc"
