// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <sqlite3.h>

#include "app/store/project_fixture.h"
#include "store/backups.h"

using namespace skizze;
using namespace skizze::store;
using namespace skizze::test;
using base::ErrorCode;

namespace {

/// Runs SQL on a closed project, as another program might.
void run_sql(const std::filesystem::path& file, const char* sql) {
  sqlite3* handle = nullptr;
  QCOMPARE(sqlite3_open(file.string().c_str(), &handle), SQLITE_OK);
  char* message = nullptr;
  const int code = sqlite3_exec(handle, sql, nullptr, nullptr, &message);
  sqlite3_close(handle);
  QVERIFY2(code == SQLITE_OK, message ? message : "");
}

QByteArray bytes_of(const std::filesystem::path& file) {
  QFile in(QString::fromStdString(file.string()));
  return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

void write_file(const std::filesystem::path& file, const QByteArray& bytes) {
  QFile out(QString::fromStdString(file.string()));
  QVERIFY(out.open(QIODevice::WriteOnly));
  out.write(bytes);
}

QString refusal(const std::filesystem::path& file) {
  const auto opened = ProjectStore::open(file);
  return opened ? QString("opened") : QString::fromStdString(opened.error().message.id);
}

}  // namespace

class TestProjectStore : public QObject {
  Q_OBJECT

 private slots:
  void a_new_project_holds_its_first_scenario() {
    const Fixture fixture;
    auto store = fixture.make();
    const auto content = store.load();
    QVERIFY(content.has_value());
    QCOMPARE(content->scenarios.size(), std::size_t{1});
    QCOMPARE(content->scenarios[0].name, std::string("Bestand"));
    QCOMPARE(content->settings.find("project.title")->second, std::string("Musterstadt"));
    QCOMPARE(store.epsg(), 25832);
    QVERIFY(content->revision == Revision{});
  }
  void every_entity_is_read_back_as_it_was_written() {
    const Fixture fixture;
    Transaction all;
    {
      auto store = fixture.make();
      const auto scenario = first_scenario(store);
      auto path = pin("Zu eng");
      path.geometry = geo::make_line({place(), place(3, 4)});
      path.author = "Jörg";
      path.reply = "Kommt";
      path.replied_at_ms = 1'795'000'000'999;
      auto field = pin("Mehr Grün");
      field.geometry = geo::make_area({{place(), place(9), place(9, 9)}});
      all.message = {"t.all", {}};
      all.changes = {base::added(lane(scenario)),
                     base::added(solar(scenario)),
                     base::added(pin()),
                     base::added(path),
                     base::added(field),
                     base::added(layer()),
                     base::added(Setting{"map.theme", "dark"})};
      const auto done = store.apply(all);
      QVERIFY2(done.has_value(), done ? "" : done.error().message.id.c_str());
    }
    auto store = ProjectStore::open(fixture.file());
    const auto content = store->load();
    QVERIFY(content->measures[0] == *std::get<sketch::MeasureChange>(all.changes[0]).after);
    QVERIFY(content->measures[1] == *std::get<sketch::MeasureChange>(all.changes[1]).after);
    for (std::size_t i = 0; i < 3; ++i)
      QVERIFY(content->contributions[i] == *std::get<participation::ContributionChange>(all.changes[2 + i]).after);
    QVERIFY(content->layers[0] == *std::get<LayerChange>(all.changes[5]).after);
    QCOMPARE(content->settings.at("map.theme"), std::string("dark"));
    QCOMPARE(content->history.size(), std::size_t{1});
    QVERIFY(content->history[0].message == all.message);
  }
  void undo_and_redo_survive_closing() {
    const Fixture fixture;
    std::string before;
    std::string after;
    {
      auto store = fixture.make();
      before = state_text(*store.load());
      store.apply(one("t.lane", base::added(lane(first_scenario(store)))));
      after = state_text(*store.load());
    }
    {
      auto store = ProjectStore::open(fixture.file());
      QVERIFY(!store->ended_uncleanly());
      const auto moved = store->undo();
      QVERIFY(moved.has_value());
      QVERIFY(!std::get<sketch::MeasureChange>(moved->transaction.changes[0]).after);
      QCOMPARE(moved->revision.redo_depth, std::size_t{1});
    }
    auto store = ProjectStore::open(fixture.file());
    QCOMPARE(state_text(*store->load()).substr(0, before.find("undo")), before.substr(0, before.find("undo")));
    QVERIFY(store->redo().has_value());
    QCOMPARE(state_text(*store->load()), after);
    QVERIFY(store->redo().error().code == ErrorCode::not_found);
  }
  void a_new_step_forgets_what_could_be_redone() {
    const Fixture fixture;
    auto store = fixture.make();
    const auto scenario = first_scenario(store);
    store.apply(one("t.a", base::added(lane(scenario))));
    store.undo();
    QCOMPARE(store.apply(one("t.b", base::added(lane(scenario))))->redo_depth, std::size_t{0});
    QVERIFY(store.redo().error().message.id == "store.nothing_to_redo");
    QCOMPARE(store.load()->history.size(), std::size_t{1});
  }
  void a_step_that_contradicts_the_file_changes_nothing() {
    const Fixture fixture;
    auto store = fixture.make();
    const auto scenario = first_scenario(store);
    const auto measure = lane(scenario);
    store.apply(one("t.lane", base::added(measure)));
    const auto before = state_text(*store.load());
    auto stale = measure;
    stale.name = "never saved";
    Transaction mixed = one("t.add", base::added(lane(scenario)));
    mixed.changes.emplace_back(base::changed(stale, measure));
    QVERIFY(store.apply(mixed).error().code == ErrorCode::conflict);
    QVERIFY(store.apply(one("t.again", base::added(measure))).error().code == ErrorCode::conflict);
    QVERIFY(store.apply(one("t.gone", base::removed(lane(scenario)))).error().code == ErrorCode::conflict);
    QCOMPARE(state_text(*store.load()), before);
  }
  void entities_that_make_no_sense_are_refused() {
    const Fixture fixture;
    auto store = fixture.make();
    auto nowhere = lane(first_scenario(store));
    nowhere.geometry = {};
    QVERIFY(store.apply(one("t.x", base::added(nowhere))).error().code == ErrorCode::invalid);
    auto dirty = pin("a\x07");
    QCOMPARE(store.apply(one("t.x", base::added(dirty))).error().message.id, std::string("store.contribution_not_clean"));
    QVERIFY(store.apply(one("t.x", base::added(Setting{"session.open", "1"}))).error().code == ErrorCode::invalid);
    QVERIFY(store.apply(one("t.x", base::added(lane(base::new_uuid())))).error().message.id == "store.still_used");
    QCOMPARE(store.load()->revision.undo_depth, std::size_t{0});
  }
  void a_scenario_goes_with_its_measures_and_comes_back_with_them() {
    const Fixture fixture;
    auto store = fixture.make();
    const sketch::Scenario variant{base::new_uuid(), {}, "Variante B", "", 1, 1000};
    const auto measure = lane(variant.id);
    QVERIFY(store.apply(from_command(sketch::add_scenario(variant))).has_value());
    QVERIFY(store.apply(from_command(sketch::add_measure(measure))).has_value());
    QVERIFY(store.apply(from_command(sketch::remove_scenario(variant, {measure}))).has_value());
    QCOMPARE(store.load()->measures.size(), std::size_t{0});
    QVERIFY(store.undo().has_value());
    QVERIFY(store.load()->measures.at(0) == measure);
    QCOMPARE(store.load()->scenarios.size(), std::size_t{2});
  }
  void a_drag_that_is_applied_step_by_step_is_one_line_of_history() {
    const Fixture fixture;
    auto store = fixture.make();
    const auto measure = lane(first_scenario(store));
    store.apply(one("t.lane", base::added(measure)));
    auto last = measure;
    for (int i = 1; i <= 5; ++i) {
      auto next = last;
      next.geometry.parts[0].points[1].y += i;
      auto step = one("t.drag", base::changed(last, next));
      step.merge_key = "drag";
      QCOMPARE(store.apply(step)->undo_depth, std::size_t{2});
      last = next;
    }
    store.undo();
    QVERIFY(store.load()->measures.at(0) == measure);
    store.redo();
    QVERIFY(store.load()->measures.at(0) == last);
  }
  void what_is_remembered_is_not_in_the_history() {
    const Fixture fixture;
    {
      auto store = fixture.make();
      QVERIFY(store.remember("view.camera", "9.9,53.5,14").has_value());
      QVERIFY(store.remember("view.tool", "lane").has_value());
      QVERIFY(store.remember("view.tool", "").has_value());
      QCOMPARE(store.revision().undo_depth, std::size_t{0});
    }
    const auto content = ProjectStore::open(fixture.file())->load();
    QCOMPARE(content->settings.at("view.camera"), std::string("9.9,53.5,14"));
    QVERIFY(!content->settings.contains("view.tool"));
  }

  void a_second_opening_is_refused_and_reading_allowed() {
    const Fixture fixture;
    auto store = fixture.make();
    QCOMPARE(refusal(fixture.file()), QString("store.in_use"));
    auto reader = ProjectStore::open(fixture.file(), OpenMode::read_only);
    QVERIFY(reader.has_value());
    QVERIFY(reader->load().has_value());
    QVERIFY(reader->apply(one("t.x", base::added(pin()))).error().code == ErrorCode::no_space);
    QVERIFY(store.apply(one("t.x", base::added(pin()))).has_value());
  }
  void closing_lets_the_next_one_in() {
    const Fixture fixture;
    { auto store = fixture.make(); }
    QCOMPARE(refusal(fixture.file()), QString("opened"));
    QCOMPARE(refusal(fixture.file()), QString("opened"));
  }
  void creating_does_not_overwrite_unasked() {
    const Fixture fixture;
    { auto store = fixture.make(); }
    const auto again = ProjectStore::create(fixture.file(), {});
    QVERIFY(!again && again.error().code == ErrorCode::conflict);
    auto held = ProjectStore::open(fixture.file());
    const auto under_hands = ProjectStore::create(fixture.file(), {25832, "", "x", true});
    QCOMPARE(under_hands.error().message.id, std::string("store.in_use"));
  }
  void a_project_in_degrees_is_refused() {
    const Fixture fixture;
    QCOMPARE(ProjectStore::create(fixture.file(), {4326, "", "", false}).error().message.id, std::string("store.crs_not_metric"));
    QVERIFY(!std::filesystem::exists(fixture.file()));
  }
  void a_file_from_before_rows_of_modules_is_read_as_it_is_and_grows_when_written() {
    const Fixture fixture;
    auto area = solar({});
    {
      auto store = fixture.make();
      area.scenario = first_scenario(store);
      QVERIFY(store.apply(one("t.add", base::added(area))).has_value());
    }
    run_sql(fixture.file(), "ALTER TABLE measures_solar DROP COLUMN reihenabstand; ALTER TABLE measures_solar DROP COLUMN reihentiefe;"
                            "ALTER TABLE measures_solar DROP COLUMN leistungsdichte");
    const auto before = bytes_of(fixture.file());
    {
      auto reader = ProjectStore::open(fixture.file(), OpenMode::read_only);
      QVERIFY(reader.has_value());
      const auto content = reader->load();
      QVERIFY(content.has_value());
      QCOMPARE(content->measures.size(), std::size_t{1});
      QVERIFY(!content->measures[0].solar.row_pitch_m);
    }
    QCOMPARE(bytes_of(fixture.file()), before);
    {
      auto writer = ProjectStore::open(fixture.file());
      QVERIFY(writer.has_value());
      const auto old = writer->load()->measures[0];
      QVERIFY(writer->apply(one("t.change", base::changed(old, area))).has_value());
    }
    const auto again = ProjectStore::open(fixture.file(), OpenMode::read_only)->load();
    QVERIFY(again->measures[0] == area);
  }
  void layers_from_before_groups_are_read_and_take_groups_when_written() {
    const Fixture fixture;
    const auto whole = layer();
    {
      auto store = fixture.make();
      QVERIFY(store.apply(one("t.add", base::added(whole))).has_value());
      QVERIFY(store.load()->layers[0] == whole);
    }
    run_sql(fixture.file(), "ALTER TABLE layers DROP COLUMN group_path; ALTER TABLE layers DROP COLUMN field_words;"
                            "ALTER TABLE layers DROP COLUMN links");
    auto bare = whole;
    bare.groups.clear();
    bare.fields.clear();
    bare.links.clear();
    QVERIFY(ProjectStore::open(fixture.file(), OpenMode::read_only)->load()->layers[0] == bare);
    QVERIFY(ProjectStore::open(fixture.file())->apply(one("t.change", base::changed(bare, whole))).has_value());
    QVERIFY(ProjectStore::open(fixture.file(), OpenMode::read_only)->load()->layers[0] == whole);
  }
  void creating_in_a_missing_folder_leaves_nothing() {
    const Fixture fixture;
    QVERIFY(ProjectStore::create(fixture.file("no/such/folder.gpkg"), {}).error().code == ErrorCode::unreadable);
  }

  void what_is_no_project_is_named_so_and_left_alone() {
    const Fixture fixture;
    QCOMPARE(refusal(fixture.file("absent.gpkg")), QString("store.not_found"));
    QCOMPARE(refusal(fixture.file(".")), QString("store.not_a_project"));
    write_file(fixture.file("empty.gpkg"), {});
    QCOMPARE(refusal(fixture.file("empty.gpkg")), QString("store.not_a_project"));
    QCOMPARE(std::filesystem::file_size(fixture.file("empty.gpkg")), std::uintmax_t{0});
    write_file(fixture.file("text.gpkg"), QByteArray(5000, 'x'));
    QCOMPARE(refusal(fixture.file("text.gpkg")), QString("store.not_a_project"));
    QCOMPARE(bytes_of(fixture.file("text.gpkg")), QByteArray(5000, 'x'));
    run_sql(fixture.file("other.gpkg"),
            "PRAGMA application_id=1196444487; CREATE TABLE settings (a TEXT); INSERT INTO settings VALUES ('x')");
    const auto before = bytes_of(fixture.file("other.gpkg"));
    QCOMPARE(refusal(fixture.file("other.gpkg")), QString("store.not_a_project"));
    QCOMPARE(bytes_of(fixture.file("other.gpkg")), before);
  }
  void a_newer_version_is_refused_and_left_as_it_is() {
    const Fixture fixture;
    { auto store = fixture.make(); }
    run_sql(fixture.file(), "UPDATE settings SET value = '2' WHERE key = 'format.version'");
    const auto before = bytes_of(fixture.file());
    QCOMPARE(refusal(fixture.file()), QString("store.newer_version"));
    QVERIFY(ProjectStore::open(fixture.file()).error().code == ErrorCode::unsupported);
    QCOMPARE(bytes_of(fixture.file()), before);
  }
  void a_view_in_place_of_a_table_is_refused() {
    const Fixture fixture;
    { auto store = fixture.make(); }
    run_sql(fixture.file(), "DROP TABLE contributions_points; CREATE VIEW contributions_points AS SELECT * FROM contributions_lines");
    QCOMPARE(refusal(fixture.file()), QString("store.table_missing"));
  }
  void a_foreign_trigger_is_refused() {
    const Fixture fixture;
    { auto store = fixture.make(); }
    run_sql(fixture.file(), "CREATE TRIGGER evil AFTER INSERT ON journal BEGIN DELETE FROM measures_bike; END");
    QCOMPARE(refusal(fixture.file()), QString("store.foreign_trigger"));
  }
  void a_truncated_project_is_refused_or_found_by_the_check() {
    const Fixture fixture;
    { auto store = fixture.make(); }
    const auto whole = bytes_of(fixture.file());
    for (const int part : {100, 4096, 5000, static_cast<int>(whole.size()) / 2, static_cast<int>(whole.size()) - 4096}) {
      write_file(fixture.file("cut.gpkg"), whole.left(part));
      auto opened = ProjectStore::open(fixture.file("cut.gpkg"));
      if (!opened) continue;
      const auto report = opened->check();
      QVERIFY(!report || !report->clean());
    }
  }
  void flipped_bytes_never_crash() {
    const Fixture fixture;
    {
      auto store = fixture.make();
      const auto scenario = first_scenario(store);
      for (int i = 0; i < 5; ++i) store.apply(one("t.x", base::added(lane(scenario))));
    }
    const auto whole = bytes_of(fixture.file());
    for (qsizetype at = 24; at < whole.size(); at += 1493) {
      auto broken = whole;
      broken[at] = static_cast<char>(broken[at] ^ 0x5A);
      write_file(fixture.file("flipped.gpkg"), broken);
      auto opened = ProjectStore::open(fixture.file("flipped.gpkg"));
      if (!opened) continue;
      (void)opened->load();
      (void)opened->check();
      (void)opened->undo();
    }
  }

  void a_sound_project_checks_clean() {
    const Fixture fixture;
    auto store = fixture.make();
    const auto scenario = first_scenario(store);
    store.apply(one("t.x", base::added(lane(scenario))));
    store.apply(one("t.x", base::added(pin())));
    store.apply(one("t.x", base::added(pin())));
    store.undo();
    const auto report = store.check();
    QVERIFY(report.has_value() && report->clean());
    QVERIFY(report->findings.empty());
    QCOMPARE(report->measures, std::uint64_t{1});
    QCOMPARE(report->history, std::uint64_t{3});
  }
  void the_check_names_missing_layer_files_and_crossing_rings() {
    const Fixture fixture;
    auto store = fixture.make();
    auto bow = solar(first_scenario(store));
    bow.geometry = geo::make_area({{place(), place(10, 10), place(10, 0), place(0, 11)}});
    store.apply(one("t.x", base::added(layer("/no/such/file.gml"))));
    store.apply(one("t.x", base::added(bow)));
    const auto report = store.check();
    QVERIFY(report->clean());
    QStringList ids;
    for (const auto& finding : report->findings) ids << QString::fromStdString(finding.message.id);
    QVERIFY(ids.contains("store.check_layer_missing"));
    QVERIFY(ids.contains("store.check_crossing_ring"));
  }
  void the_check_finds_a_broken_history() {
    const Fixture fixture;
    {
      auto store = fixture.make();
      store.apply(one("t.x", base::added(pin())));
    }
    run_sql(fixture.file(), "UPDATE journal SET payload = x'0102030405'");
    auto store = ProjectStore::open(fixture.file());
    QVERIFY(!store->check()->clean());
    QVERIFY(store->undo().error().code == ErrorCode::damaged);
    QCOMPARE(store->load()->contributions.size(), std::size_t{1});
  }

  void a_backup_is_a_project_of_its_own() {
    const Fixture fixture;
    auto store = fixture.make();
    store.apply(one("t.x", base::added(lane(first_scenario(store)))));
    const auto content = state_text(*store.load());
    QVERIFY(store.backup(fixture.file("copy.gpkg")).has_value());
    store.apply(one("t.x", base::added(pin())));
    auto copy = ProjectStore::open(fixture.file("copy.gpkg"));
    QVERIFY(copy.has_value() && !copy->ended_uncleanly());
    QCOMPARE(state_text(*copy->load()), content);
    QVERIFY(copy->undo().has_value());
  }
  void backups_rotate_in_a_folder_of_their_own() {
    const Fixture fixture;
    auto store = fixture.make();
    const auto folder = backup_folder(fixture.file("data"), fixture.file());
    QVERIFY(folder.parent_path().parent_path() == fixture.file("data"));
    std::uint64_t seen = store.commits();
    const std::int64_t start = 1'795'000'000'000;
    QVERIFY(!backup_if_due(store, folder, seen, start)->has_value());
    store.apply(one("t.x", base::added(pin())));
    QVERIFY(backup_if_due(store, folder, seen, start)->has_value());
    store.apply(one("t.x", base::added(pin())));
    QVERIFY(!backup_if_due(store, folder, seen, start + 9 * 60'000)->has_value());
    QVERIFY(backup_if_due(store, folder, seen, start + 10 * 60'000)->has_value());
    QCOMPARE(list_backups(folder).size(), std::size_t{2});
    QCOMPARE(list_backups(folder)[0].at_ms, start + 10 * 60'000);
  }
  void old_backups_thin_out() {
    std::vector<std::int64_t> times;
    const std::int64_t now = 1'795'000'000'000;
    for (std::int64_t minutes = 0; minutes < 30 * 24 * 60; minutes += 10) times.push_back(now - minutes * 60'000);
    const auto keep = kept_backups(times, now);
    const auto kept = std::count(keep.begin(), keep.end(), true);
    QVERIFY2(kept >= 6 + 23 + 13 && kept <= 6 + 25 + 15, std::to_string(kept).c_str());
    QVERIFY(keep[0] && keep[5]);
    QVERIFY(!keep[times.size() - 1]);
  }

  void deleted_words_are_gone_from_the_file_when_their_history_is() {
    const Fixture fixture;
    {
      auto store = fixture.make();
      store.apply(one("t.x", base::added(pin("KANARIENVOGEL im Garten"))));
      QVERIFY(bytes_of(fixture.file()).contains("KANARIENVOGEL"));
      store.undo();
      store.apply(one("t.x", base::added(pin("anderes"))));
    }
    QVERIFY(!bytes_of(fixture.file()).contains("KANARIENVOGEL"));
  }
  void the_extent_in_the_catalogue_follows_the_rows() {
    const Fixture fixture;
    {
      auto store = fixture.make();
      const auto scenario = first_scenario(store);
      store.apply(one("t.x", base::added(lane(scenario, 100))));
      const auto far_away = lane(scenario, 5000);
      store.apply(one("t.x", base::added(far_away)));
      store.apply(one("t.x", base::removed(far_away)));
    }
    sqlite3* handle = nullptr;
    sqlite3_open(fixture.file().string().c_str(), &handle);
    sqlite3_stmt* select = nullptr;
    sqlite3_prepare_v2(handle, "SELECT min_x, max_x FROM gpkg_contents WHERE table_name = 'measures_bike'", -1, &select, nullptr);
    QCOMPARE(sqlite3_step(select), SQLITE_ROW);
    QCOMPARE(sqlite3_column_double(select, 0), 565000.0);
    QCOMPARE(sqlite3_column_double(select, 1), 565100.0);
    sqlite3_finalize(select);
    sqlite3_close(handle);
  }
};

QTEST_GUILESS_MAIN(TestProjectStore)
#include "test_project_store.moc"
