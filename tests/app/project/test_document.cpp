// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include <cmath>

#include "document_fixture.h"
#include "geo/mercator.h"

using namespace skizze;
using namespace skizze::project;

class TestDocument : public DocumentFixture {
  Q_OBJECT

 private Q_SLOTS:
  void init() { fresh_folder(); }
  void a_new_project_is_open_with_one_scenario();
  void a_new_project_does_not_replace_a_file();
  void opening_what_is_no_project_says_why();
  void a_measure_is_acknowledged_and_there_after_reopening();
  void undo_and_redo_survive_a_restart();
  void commands_that_follow_an_undo_at_once_keep_their_order();
  void a_refused_command_leaves_the_model_as_the_file();
  void what_is_not_valid_is_refused_at_once();
  void a_scenario_is_copied_with_its_measures();
  void the_view_comes_back_after_a_restart();
  void the_view_is_no_step_of_the_history();
  void the_snapshot_holds_layers_then_measures_then_contributions();
  void a_checked_out_measure_is_hidden();
  void a_changed_measure_stays_hidden_until_its_new_shape_is_drawn();
  void a_changed_measure_names_the_region_that_changed();
};

// --- the file ----------------------------------------------------------------------------------------------------------

void TestDocument::a_new_project_is_open_with_one_scenario() {
  Document document(options());
  QVERIFY(make(document));
  QCOMPARE(document.title(), QStringLiteral("Test"));
  QCOMPARE(document.crs_epsg(), 25832);
  QCOMPARE(document.scenarios().size(), std::size_t{1});
  QVERIFY(document.active_scenario() == document.scenarios().front().id);
  QVERIFY(!document.can_undo());
}

void TestDocument::a_new_project_does_not_replace_a_file() {
  QFile other(file("p.gpkg"));
  QVERIFY(other.open(QIODevice::WriteOnly));
  other.write("precious");
  other.close();
  Document document(options());
  QSignalSpy failed(&document, &Document::open_failed);
  QVERIFY(!make(document));
  QCOMPARE(failed.count(), 1);
  QVERIFY(other.open(QIODevice::ReadOnly));
  QCOMPARE(other.readAll(), QByteArray("precious"));
}

void TestDocument::opening_what_is_no_project_says_why() {
  QFile other(file("p.gpkg"));
  QVERIFY(other.open(QIODevice::WriteOnly));
  other.write("this is no database at all");
  other.close();
  Document document(options());
  QSignalSpy failed(&document, &Document::open_failed);
  QVERIFY(!reopen(document));
  QCOMPARE(failed.count(), 1);
  QVERIFY(!document.is_opening());
}

// --- commands ----------------------------------------------------------------------------------------------------------

void TestDocument::a_measure_is_acknowledged_and_there_after_reopening() {
  base::Uuid id;
  {
    Document document(options());
    QVERIFY(make(document));
    QSignalSpy acknowledged(&document, &Document::acknowledged);
    id = document.add_measure(lane());
    QVERIFY(document.measure(id));  // at once, before the commit
    QTRY_COMPARE(acknowledged.count(), 1);
    QCOMPARE(document.pending(), std::size_t{0});
  }
  Document document(options());
  QVERIFY(reopen(document));
  const auto* measure = document.measure(id);
  QVERIFY(measure);
  QCOMPARE(measure->lane.width_m.value(), 2.0);
  QCOMPARE(geo::planar_length(measure->geometry), 100.0);
}

void TestDocument::undo_and_redo_survive_a_restart() {
  {
    Document document(options());
    QVERIFY(make(document));
    document.add_measure(lane());
    document.add_contribution(comment("Hier fehlt ein Radweg"));
    document.undo();
    QVERIFY(document.wait_settled());
    QCOMPARE(document.contributions().size(), std::size_t{0});
  }
  Document document(options());
  QVERIFY(reopen(document));
  QVERIFY(document.can_redo());
  document.redo();
  QVERIFY(document.wait_settled());
  QCOMPARE(document.contributions().size(), std::size_t{1});
  document.undo();
  document.undo();
  QVERIFY(document.wait_settled());
  QCOMPARE(document.measures().size(), std::size_t{0});
  QVERIFY(!document.can_undo());
}

void TestDocument::commands_that_follow_an_undo_at_once_keep_their_order() {
  Document document(options());
  QVERIFY(make(document));
  const auto first = document.add_measure(lane());
  document.undo();
  const auto second = document.add_measure(lane(500200));
  document.remove_measures({first});  // gone already: must not disturb anything
  QVERIFY(document.wait_settled());
  QVERIFY(!document.measure(first));
  QVERIFY(document.measure(second));
  QVERIFY(!document.can_redo());
}

void TestDocument::a_refused_command_leaves_the_model_as_the_file() {
  Document document(options());
  QVERIFY(make(document));
  const auto kept = document.add_measure(lane());
  QSignalSpy failed(&document, &Document::failed);
  auto broken = lane();
  broken.id = base::new_uuid();
  broken.scenario = document.active_scenario();
  broken.lane.width_m = -3;  // a tool that did not look; the store does
  const auto refused = broken.id;
  document.execute(sketch::add_measure(broken));
  document.add_contribution(comment("steht auf dem, was abgelehnt wurde"));
  QVERIFY(document.wait_settled());
  QCOMPARE(failed.count(), 1);
  QVERIFY(document.measure(kept));
  QVERIFY(!document.measure(refused));
  const auto contributions = document.contributions().size();
  document.add_contribution(comment("danach geht es weiter"));
  QVERIFY(document.wait_settled());
  QCOMPARE(document.contributions().size(), contributions + 1);
  const auto measures = document.measures();
  Document again(options());
  document.close();
  again.open(file("p.gpkg"));
  QVERIFY(again.wait_settled());
  QVERIFY(again.measures() == measures);
  QCOMPARE(again.contributions().size(), contributions + 1);
}

void TestDocument::what_is_not_valid_is_refused_at_once() {
  Document document(options());
  QVERIFY(make(document));
  QSignalSpy failed(&document, &Document::failed);
  auto broken = lane();
  broken.lane.width_m = -3;
  QVERIFY(document.add_measure(broken).is_null());
  QVERIFY(document.add_contribution(comment(" \n ")).is_null());
  QCOMPARE(failed.count(), 2);
  QCOMPARE(document.pending(), std::size_t{0});
  const auto id = document.add_contribution(comment("  Mehr Licht\r\n"));
  QCOMPARE(document.contribution(id)->text, std::string("Mehr Licht"));
  QVERIFY(document.wait_settled());
  QCOMPARE(failed.count(), 2);
}

void TestDocument::a_scenario_is_copied_with_its_measures() {
  Document document(options());
  QVERIFY(make(document));
  document.add_measure(lane());
  const auto copy = document.duplicate_scenario(document.active_scenario(), QStringLiteral("Variante B"));
  QVERIFY(document.wait_settled());
  QCOMPARE(document.scenarios().size(), std::size_t{2});
  QVERIFY(document.active_scenario() == copy);
  QCOMPARE(document.measures_of(copy).size(), std::size_t{1});
  document.undo();
  QVERIFY(document.wait_settled());
  QCOMPARE(document.scenarios().size(), std::size_t{1});
  QCOMPARE(document.measures().size(), std::size_t{1});
  QVERIFY(document.active_scenario() == document.scenarios().front().id);
}

// --- the view ----------------------------------------------------------------------------------------------------------

void TestDocument::the_view_comes_back_after_a_restart() {
  project::ViewState state;
  {
    Document document(options());
    QVERIFY(make(document));
    state = document.view_state();
    state.center_lon_lat = {9.1, 51.2};
    state.zoom = 16.5;
    state.mode = "plan";
    state.tool = "draw_lane";
    state.selection = {document.add_measure(lane())};
    document.set_view_state(state);
  }
  Document document(options());
  QVERIFY(reopen(document));
  QVERIFY(document.view_state() == state);
}

void TestDocument::the_view_is_no_step_of_the_history() {
  Document document(options());
  QVERIFY(make(document));
  auto state = document.view_state();
  state.zoom = 12;
  document.set_view_state(state);
  QTest::qWait(700);
  QVERIFY(document.wait_settled());
  QVERIFY(!document.can_undo());
  QVERIFY(document.history().empty());
}

// --- what is drawn -----------------------------------------------------------------------------------------------------

void TestDocument::the_snapshot_holds_layers_then_measures_then_contributions() {
  Document document(options());
  QVERIFY(make(document));
  QVERIFY(add(document, write_streets()));
  const auto id = document.add_measure(lane());
  document.add_contribution(comment("Mehr Bäume"));
  QVERIFY(document.wait_settled());
  const auto snapshot = document.map_snapshot(project::Theme::dark);
  QCOMPARE(snapshot.layers.size(), std::size_t{3});
  QCOMPARE(snapshot.layers[1].id, std::string(project::k_measures_layer));
  QCOMPARE(snapshot.layers[2].id, std::string(project::k_contributions_layer));
  QVERIFY(snapshot.palette && snapshot.palette->dark);
  for (const auto& layer : snapshot.layers) QVERIFY2(layer.style, layer.id.c_str());
  QVERIFY(document.id_of_row(project::k_measures_layer, 0) == id);
  // EPSG:25832 (500000, 5600000) lies on the zone's central meridian, 9 degrees east.
  QVERIFY(std::abs(geo::to_lon_lat({snapshot.layers[1].pack->info().bounds.min_x, snapshot.layers[1].pack->info().bounds.min_y}).x - 9.0) <
          1e-7);
}

void TestDocument::a_checked_out_measure_is_hidden() {
  Document document(options());
  QVERIFY(make(document));
  document.add_measure(lane());
  const auto second = document.add_measure(lane(501000));
  QVERIFY(document.wait_settled());
  document.set_checked_out({second});
  const auto hidden = document.map_snapshot(project::Theme::light).layers[0].hidden_rows;
  QCOMPARE(hidden.size(), std::size_t{1});
  QVERIFY(document.id_of_row(project::k_measures_layer, hidden[0]) == second);
}

void TestDocument::a_changed_measure_stays_hidden_until_its_new_shape_is_drawn() {
  Document document(options());
  QVERIFY(make(document));
  const auto id = document.add_measure(lane());
  QVERIFY(document.wait_settled());
  QVERIFY(document.is_settled(id));
  document.set_checked_out({id});
  QVERIFY(!document.is_settled(id));
  auto moved = *document.measure(id);
  moved.geometry = geo::make_line({{500000, 5600000}, {500100, 5600050}});
  document.update_measure(moved);
  document.set_checked_out({});
  const auto old = document.map_snapshot(project::Theme::light).layers[0];
  QCOMPARE(old.hidden_rows.size(), std::size_t{1});  // the pack still has the old shape
  QVERIFY(!document.is_settled(id));
  QVERIFY(document.wait_settled());
  const auto fresh = document.map_snapshot(project::Theme::light).layers[0];
  QVERIFY(fresh.pack != old.pack);
  QVERIFY(fresh.hidden_rows.empty());
  QVERIFY(document.is_settled(id));
}

void TestDocument::a_changed_measure_names_the_region_that_changed() {
  Document document(options());
  QVERIFY(make(document));
  const auto id = document.add_measure(lane());
  document.add_measure(lane(510000));
  QVERIFY(document.wait_settled());
  QSignalSpy changed(&document, &Document::region_changed);
  auto moved = *document.measure(id);
  moved.geometry = geo::make_line({{500000, 5600000}, {500100, 5600050}});
  document.update_measure(moved);
  QVERIFY(document.wait_settled());
  QCOMPARE(changed.count(), 1);
  const auto box = changed[0][1].value<geo::Box>();
  const auto expected = document.to_mercator(geo::make_line({{500000, 5600000}, {500100, 5600050}})).bounds();
  QVERIFY(box.grown(0.01).contains(expected));
  QVERIFY(box.width() < expected.width() * 1.1);
}

QTEST_GUILESS_MAIN(TestDocument)
#include "test_document.moc"
