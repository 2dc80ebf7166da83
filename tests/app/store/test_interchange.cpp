// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The project in the hands of other programs: GDAL's validator, ogrinfo, and edits from outside.
#include <QtTest>

#include <sqlite3.h>

#include "app/store/project_fixture.h"
#include "store/gpkg_blob.h"
#include "store/gpkg_writer.h"

using namespace skizze;
using namespace skizze::store;
using namespace skizze::test;

namespace {

const QString k_validator = "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py";

/// Output and exit code of a program; a code below zero when it could not be run.
struct Ran {
  int code = -1;
  QString output;
};
Ran run(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(program, arguments);
  if (!process.waitForStarted() || !process.waitForFinished(60'000)) return {};
  return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

bool have(const QString& program) { return !QStandardPaths::findExecutable(program).isEmpty(); }
QString name_of(const std::filesystem::path& file) { return QString::fromStdString(file.string()); }

void validate(const std::filesystem::path& file) {
  const auto ran = run("python3", {k_validator, "-k", "--extra", name_of(file)});
  QVERIFY2(ran.code == 0 && !ran.output.contains("rror"), qPrintable(ran.output));
}

void run_sql(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* handle = nullptr;
  QCOMPARE(sqlite3_open(file.string().c_str(), &handle), SQLITE_OK);
  char* message = nullptr;
  const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
  sqlite3_close(handle);
  QVERIFY2(code == SQLITE_OK, message ? message : "");
}

/// Adds one of everything, changes some of it and takes some back.
void edit(ProjectStore& store) {
  const auto scenario = first_scenario(store);
  const auto measure = lane(scenario);
  auto moved = measure;
  moved.geometry.parts[0].points[1].y += 12;
  QVERIFY(store.apply(one("t.a", base::added(measure))).has_value());
  QVERIFY(store.apply(one("t.b", base::changed(measure, moved))).has_value());
  QVERIFY(store.apply(one("t.c", base::added(solar(scenario)))).has_value());
  QVERIFY(store.apply(one("t.d", base::added(pin()))).has_value());
  auto field = pin("Fläche");
  field.geometry = geo::make_area({{place(), place(9), place(9, 9)}});
  QVERIFY(store.apply(one("t.e", base::added(field))).has_value());
  QVERIFY(store.apply(one("t.f", base::added(layer()))).has_value());
  QVERIFY(store.undo().has_value());
}

std::string hex(const geo::Geometry& geometry) {
  std::string text;
  char digits[3];
  for (const auto byte : encode_gpkg(geometry, 25832)) {
    std::snprintf(digits, sizeof digits, "%02x", std::to_integer<unsigned>(byte));
    text += digits;
  }
  return "x'" + text + "'";
}

}  // namespace

class TestInterchange : public QObject {
  Q_OBJECT

 private slots:
  void a_new_project_passes_the_validator_of_gdal() {
    if (!QFile::exists(k_validator)) QSKIP("GDAL's validate_gpkg.py is not installed (python3-gdal)");
    const Fixture fixture;
    auto store = fixture.make();
    validate(fixture.file());
  }
  void an_edited_project_passes_while_it_is_open_and_after() {
    if (!QFile::exists(k_validator)) QSKIP("GDAL's validate_gpkg.py is not installed (python3-gdal)");
    const Fixture fixture;
    {
      auto store = fixture.make();
      edit(store);
      validate(fixture.file());
    }
    validate(fixture.file());
  }
  void an_export_passes_the_validator_of_gdal() {
    if (!QFile::exists(k_validator)) QSKIP("GDAL's validate_gpkg.py is not installed (python3-gdal)");
    const Fixture fixture;
    auto writer = GpkgWriter::create(fixture.file("roofs.gpkg"));
    GpkgLayer roofs{"roofs", "Dachseiten", geo::GeometryKind::area,
                    true,    25833,        {{"roofid", feature::ColumnType::text}, {"area", feature::ColumnType::real}}};
    QVERIFY(writer->add_layer(roofs).has_value());
    const std::vector<feature::Value> values{std::string("R1"), 12.5};
    QVERIFY(writer->add_row(solar({}).geometry, values).has_value());
    QVERIFY(writer->add_row({}, values).has_value());
    QVERIFY(writer->add_layer({"trees", "", geo::GeometryKind::point, false, 4326, {{"n", feature::ColumnType::integer}}}).has_value());
    const std::vector<feature::Value> number{std::int64_t{7}};
    QVERIFY(writer->add_row(geo::make_point({9.9, 53.5}), number).has_value());
    GpkgLayer words;  // without places
    words.name = "basis";
    words.kind = geo::GeometryKind::none;
    words.columns = {{"n", feature::ColumnType::integer}};
    QVERIFY(writer->add_layer(words).has_value());
    QVERIFY(writer->add_row({}, number).has_value());
    QVERIFY(!writer->add_row(geo::make_point({9.9, 53.5}), number).has_value());
    QVERIFY(!std::filesystem::exists(fixture.file("roofs.gpkg")));
    QVERIFY(writer->finish().has_value());
    validate(fixture.file("roofs.gpkg"));
  }
  void an_export_that_is_not_finished_leaves_nothing() {
    const Fixture fixture;
    {
      auto writer = GpkgWriter::create(fixture.file("x.gpkg"));
      QVERIFY(writer->add_layer({"a", "", geo::GeometryKind::point, false, 25832, {}}).has_value());
      QVERIFY(!writer->add_row(lane({}).geometry, {}));
    }
    QVERIFY(std::filesystem::is_empty(fixture.folder.path().toStdString()));
    QVERIFY(!GpkgWriter::create(fixture.file("no/folder.gpkg")));
  }
  void ogrinfo_finds_the_layers_with_their_types_and_crs() {
    if (!have("ogrinfo")) QSKIP("ogrinfo is not installed (gdal-bin)");
    const Fixture fixture;
    auto store = fixture.make();
    edit(store);
    const auto ran = run("ogrinfo", {"-ro", "-so", name_of(fixture.file()), "measures_bike"});
    QVERIFY2(ran.output.contains("Geometry: Multi Line String") && ran.output.contains("Feature Count: 1"), qPrintable(ran.output));
    QVERIFY(ran.output.contains("25832") && ran.output.contains("fuehrungsart: String"));
    QVERIFY(!ran.output.contains("ERROR") && !ran.output.contains("Warning"));
  }

  void rows_that_qgis_added_get_ids_and_a_scenario() {
    const Fixture fixture;
    { auto store = fixture.make(); }
    run_sql(fixture.file(),
            "INSERT INTO measures_bike (geom, name, fuehrungsart) VALUES (" + hex(lane({}).geometry) + ", 'aus QGIS', 'unbekannt')");
    run_sql(fixture.file(), "INSERT INTO contributions_points (geom, id, text) VALUES (" + hex(pin().geometry) +
                                ", '{0190B6C2-0000-7000-8000-000000000000}', 'aus QGIS')");
    run_sql(fixture.file(), "INSERT INTO contributions_points (text) VALUES ('ohne Ort')");
    base::Uuid id;
    {
      auto store = ProjectStore::open(fixture.file());
      std::vector<feature::Notice> notices;
      const auto content = store->load(&notices);
      QVERIFY(content.has_value());
      QCOMPARE(content->measures.size(), std::size_t{1});
      QVERIFY(!content->measures[0].id.is_null() && content->measures[0].scenario == content->scenarios[0].id);
      QCOMPARE(content->contributions.size(), std::size_t{1});
      QVERIFY(!content->contributions[0].id.is_null());
      QCOMPARE(notices.size(), std::size_t{2});
      id = content->measures[0].id;
      auto after = content->measures[0];
      after.lane.width_m = 3;
      QVERIFY(store->apply(one("t.x", base::changed(content->measures[0], after))).has_value());
    }
    QVERIFY(ProjectStore::open(fixture.file())->load()->measures[0].id == id);
  }
  void what_qgis_changed_survives_undo_and_redo() {
    const Fixture fixture;
    sketch::Measure measure;
    {
      auto store = fixture.make();
      measure = lane(first_scenario(store));
      store.apply(one("t.x", base::added(measure)));
    }
    run_sql(fixture.file(), "UPDATE measures_bike SET name = 'in QGIS umbenannt'");
    auto store = ProjectStore::open(fixture.file());
    const auto undone = store->undo();
    QVERIFY(undone.has_value() && undone->changed_outside);
    QVERIFY(store->load()->measures.empty());
    const auto redone = store->redo();
    QVERIFY(redone.has_value() && !redone->changed_outside);
    QCOMPARE(store->load()->measures.at(0).name, std::string("in QGIS umbenannt"));
  }
  void what_qgis_deleted_does_not_block_undo() {
    const Fixture fixture;
    {
      auto store = fixture.make();
      store.apply(one("t.x", base::added(pin())));
      store.apply(one("t.y", base::added(pin())));
    }
    run_sql(fixture.file(), "DELETE FROM contributions_points");
    auto store = ProjectStore::open(fixture.file());
    QVERIFY(store->undo().has_value());
    QVERIFY(store->undo().has_value());
    QVERIFY(store->load()->contributions.empty());
    QVERIFY(store->check()->clean());
  }
  void a_spatial_index_made_by_gdal_is_kept_up() {
    if (!have("ogrinfo")) QSKIP("ogrinfo is not installed (gdal-bin)");
    const Fixture fixture;
    { auto store = fixture.make(); }
    run("ogrinfo", {name_of(fixture.file()), "-sql", "SELECT CreateSpatialIndex('measures_bike', 'geom')"});
    {
      auto store = ProjectStore::open(fixture.file());
      QVERIFY2(store.has_value(), store ? "" : store.error().message.id.c_str());
      const auto content = store->load();
      QVERIFY2(content.has_value(), content ? "" : (content.error().message.id + content.error().message.arguments.back().value).c_str());
      edit(*store);
      QVERIFY(store->undo().has_value());
    }
    const auto ran = run("ogrinfo", {"-ro", name_of(fixture.file()), "-sql", "SELECT count(*) AS n FROM rtree_measures_bike_geom"});
    QVERIFY2(ran.output.contains("n (Integer) = 1"), qPrintable(ran.output));
    if (QFile::exists(k_validator)) validate(fixture.file());
  }
  void a_project_that_qgis_left_in_wal_mode_returns_to_the_rollback_journal() {
    const Fixture fixture;
    { auto store = fixture.make(); }
    run_sql(fixture.file(), "PRAGMA journal_mode=WAL; UPDATE scenarios SET name = 'WAL'");
    auto store = ProjectStore::open(fixture.file());
    QVERIFY(store.has_value());
    QCOMPARE(store->load()->scenarios[0].name, std::string("WAL"));
    store->apply(one("t.x", base::added(pin())));
    QVERIFY(!std::filesystem::exists(fixture.file().string() + "-wal"));
  }
  void a_reader_that_holds_the_file_makes_a_clear_conflict() {
    const Fixture fixture;
    auto store = fixture.make();
    sqlite3* reader = nullptr;
    sqlite3_open(fixture.file().string().c_str(), &reader);
    sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM journal", nullptr, nullptr, nullptr);
    const auto result = store.apply(one("t.x", base::added(pin())));
    QVERIFY(!result && result.error().message.id == "store.busy");
    sqlite3_exec(reader, "COMMIT", nullptr, nullptr, nullptr);
    QVERIFY(store.apply(one("t.x", base::added(pin()))).has_value());
    sqlite3_close(reader);
  }
};

QTEST_GUILESS_MAIN(TestInterchange)
#include "test_interchange.moc"
