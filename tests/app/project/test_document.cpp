// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/document.h"

#include <cmath>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "geo/mercator.h"

using namespace skizze;
using project::Document;
using project::LayerState;

class TestDocument : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
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
  void files_are_previewed_then_added_as_one_step();
  void a_new_layer_goes_where_it_belongs_in_the_stack();
  void the_first_layer_chooses_the_crs();
  void a_file_that_cannot_be_read_is_in_the_preview_with_its_reason();
  void a_layer_whose_file_is_gone_is_missing_and_the_rest_works();
  void a_path_below_the_project_is_kept_relative();
  void a_filter_reaches_the_snapshot_and_a_wrong_one_changes_nothing();
  void layers_are_moved_hidden_and_removed_with_undo();
  void the_snapshot_holds_layers_then_measures_then_contributions();
  void a_checked_out_measure_is_hidden();
  void a_changed_measure_stays_hidden_until_its_new_shape_is_drawn();
  void a_changed_measure_names_the_region_that_changed();
  void figures_come_for_the_last_request_only();
  void searching_finds_layers_and_contributions();
  void identifying_a_row_gives_attributes_and_origin();
  void closing_while_work_is_under_way_is_safe();

 private:
  QString file(const char* name) const { return m_dir->filePath(QString::fromUtf8(name)); }
  project::DocumentOptions options() const;
  bool make(Document& document, int epsg = 25832);
  bool reopen(Document& document);
  QString write_streets(const char* name = "streets.geojson", double lon = 9.0);
  bool add(Document& document, const QString& path);
  bool wait_layers(Document& document);
  std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

sketch::Measure lane(double x = 500000, double length = 100) {
  sketch::Measure measure;
  measure.kind = sketch::MeasureKind::bike_lane;
  measure.name = "Lane";
  measure.geometry = geo::make_line({{x, 5600000}, {x + length, 5600000}});
  measure.lane.width_m = 2.0;
  return measure;
}

participation::Contribution comment(const char* text) {
  participation::Contribution contribution;
  contribution.geometry = geo::make_point({500050, 5600010});
  contribution.category = "cycling";
  contribution.text = text;
  return contribution;
}

}  // namespace

void TestDocument::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  QVERIFY(m_dir->isValid());
}

project::DocumentOptions TestDocument::options() const {
  project::DocumentOptions options;
  options.cache_dir = m_dir->filePath(QStringLiteral("cache")).toStdString();
  options.data_dir = m_dir->filePath(QStringLiteral("data")).toStdString();
  options.backups = false;
  return options;
}

bool TestDocument::make(Document& document, int epsg) {
  document.create(file("p.gpkg"), QStringLiteral("Test"), epsg);
  return document.wait_settled() && document.is_open();
}

bool TestDocument::reopen(Document& document) {
  document.open(file("p.gpkg"));
  return document.wait_settled() && document.is_open();
}

/// Two streets near a longitude, 51 degrees north.
QString TestDocument::write_streets(const char* name, double lon) {
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

bool TestDocument::wait_layers(Document& document) {
  return QTest::qWaitFor([&] { return document.jobs().idle(); }, 30000) && document.wait_settled();
}

bool TestDocument::add(Document& document, const QString& path) {
  QSignalSpy previewed(&document, &Document::previewed);
  const auto batch = document.prepare_files({path});
  if (!QTest::qWaitFor([&] { return previewed.count() > 0; }, 30000)) return false;
  document.confirm_files(batch);
  return document.wait_settled() && wait_layers(document);
}

// --- the file -----------------------------------------------------------------------------------------------------------

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

// --- commands -----------------------------------------------------------------------------------------------------------

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

// --- the view -----------------------------------------------------------------------------------------------------------

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

// --- layers -------------------------------------------------------------------------------------------------------------

void TestDocument::files_are_previewed_then_added_as_one_step() {
  Document document(options());
  QVERIFY(make(document));
  QSignalSpy previewed(&document, &Document::previewed);
  const auto batch = document.prepare_files({write_streets(), write_streets("more.geojson", 9.1)});
  QTRY_COMPARE_WITH_TIMEOUT(previewed.count(), 1, 30000);
  const auto files = previewed[0][1].value<std::vector<project::FilePreview>>();
  QCOMPARE(files.size(), std::size_t{2});
  QVERIFY2(files[0].status, qPrintable(files[0].status ? QString() : project::text_of(files[0].status.error(), project::Language::en)));
  QCOMPARE(files[0].layers.size(), std::size_t{1});
  QCOMPARE(files[0].layers[0].rows, std::uint64_t{2});
  QVERIFY(std::abs(files[0].layers[0].lon_lat.min_x - 9.0) < 1e-6);
  QVERIFY(document.layers().empty());
  document.confirm_files(batch);
  QVERIFY(wait_layers(document));
  QCOMPARE(document.layers().size(), std::size_t{2});
  QCOMPARE(document.layers()[0].state, LayerState::ready);
  QCOMPARE(document.layers()[0].feature_count(), std::uint64_t{2});
  document.undo();
  QVERIFY(document.wait_settled());
  QVERIFY(document.layers().empty());
}

void TestDocument::a_new_layer_goes_where_it_belongs_in_the_stack() {
  QFile areas(file("parks.geojson"));
  QVERIFY(areas.open(QIODevice::WriteOnly));
  areas.write(
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"leisure":"park"},"geometry":{"type":"Polygon","coordinates":[[[9,51],[9.1,51],[9.1,51.1],[9,51]]]}}]})");
  areas.close();
  Document document(options());
  QVERIFY(make(document));
  QVERIFY(add(document, write_streets()));
  QVERIFY(add(document, areas.fileName()));  // comes later, lies below
  QCOMPARE(document.layers()[0].name, std::string("parks"));
  QCOMPARE(document.layers()[1].name, std::string("streets"));
}

void TestDocument::the_first_layer_chooses_the_crs() {
  Document document(options());
  QVERIFY(make(document, 0));
  QCOMPARE(document.crs_epsg(), 25832);
  QVERIFY(add(document, write_streets("berlin.geojson", 13.4)));
  QCOMPARE(document.crs_epsg(), 25833);
  QCOMPARE(document.layers().size(), std::size_t{1});
  QVERIFY(add(document, write_streets("west.geojson", 7.0)));  // the choice has been made
  QCOMPARE(document.crs_epsg(), 25833);
}

void TestDocument::a_file_that_cannot_be_read_is_in_the_preview_with_its_reason() {
  QFile broken(file("broken.geojson"));
  QVERIFY(broken.open(QIODevice::WriteOnly));
  broken.write("{\"type\":\"FeatureColl");
  broken.close();
  Document document(options());
  QVERIFY(make(document));
  QSignalSpy previewed(&document, &Document::previewed);
  document.prepare_files({broken.fileName(), write_streets()});
  QTRY_COMPARE_WITH_TIMEOUT(previewed.count(), 1, 30000);
  const auto files = previewed[0][1].value<std::vector<project::FilePreview>>();
  QVERIFY(!files[0].status);
  QVERIFY(project::has_text(QString::fromStdString(files[0].status.error().message.id), project::Language::de));
  QVERIFY(files[1].status);
}

void TestDocument::a_layer_whose_file_is_gone_is_missing_and_the_rest_works() {
  const auto gone = write_streets("gone.geojson");
  {
    Document document(options());
    QVERIFY(make(document));
    QVERIFY(add(document, gone));
    QVERIFY(add(document, write_streets("stays.geojson")));
  }
  QVERIFY(QFile::remove(gone));
  Document document(options());
  QVERIFY(reopen(document));
  QVERIFY(wait_layers(document));
  QCOMPARE(document.layers().size(), std::size_t{2});
  int missing = 0;
  for (const auto& layer : document.layers()) missing += layer.state == LayerState::missing ? 1 : 0;
  QCOMPARE(missing, 1);
  QCOMPARE(document.map_snapshot(project::Theme::light).layers.size(), std::size_t{1});
}

void TestDocument::a_path_below_the_project_is_kept_relative() {
  {
    Document document(options());
    QVERIFY(make(document));
    QVERIFY(add(document, write_streets()));
  }
  QVERIFY(QDir().mkdir(file("moved")));
  QVERIFY(QFile::rename(file("p.gpkg"), file("moved/p.gpkg")));
  QVERIFY(QFile::rename(file("streets.geojson"), file("moved/streets.geojson")));
  Document document(options());
  document.open(file("moved/p.gpkg"));
  QVERIFY(document.wait_settled() && wait_layers(document));
  QCOMPARE(document.layers()[0].path, file("moved/streets.geojson").toStdString());
  QCOMPARE(document.layers()[0].state, LayerState::ready);
}

void TestDocument::a_filter_reaches_the_snapshot_and_a_wrong_one_changes_nothing() {
  Document document(options());
  QVERIFY(make(document));
  QVERIFY(add(document, write_streets()));
  const auto id = document.layers()[0].id;
  const auto before = document.map_snapshot(project::Theme::light).layers[0].style;
  QVERIFY(before);
  QVERIFY(!document.set_layer_filter(id, QStringLiteral("klasse = x")));
  QVERIFY(document.layer(id)->filter.empty());
  QVERIFY(document.set_layer_filter(id, QStringLiteral("highway = primary")));
  QCOMPARE(document.layer(id)->filter, std::string("highway = primary"));
  const auto after = document.map_snapshot(project::Theme::light).layers[0].style;
  QVERIFY(after && after->hash() != before->hash());
  QVERIFY(!document.set_layer_style(id, QStringLiteral("{broken")));
  QVERIFY(document.wait_settled());
}

void TestDocument::layers_are_moved_hidden_and_removed_with_undo() {
  Document document(options());
  QVERIFY(make(document));
  QVERIFY(add(document, write_streets("a.geojson")));
  QVERIFY(add(document, write_streets("b.geojson")));
  const auto lower = document.layers()[0].id;
  const auto upper = document.layers()[1].id;
  document.move_layer(lower, 1);
  QVERIFY(document.layers()[1].id == lower);
  document.set_layer_visible(upper, false);
  document.set_layer_opacity(upper, 0.5);
  QVERIFY(!document.layer(upper)->visible);
  document.remove_layer(upper);
  QCOMPARE(document.layers().size(), std::size_t{1});
  for (int i = 0; i < 4; ++i) document.undo();
  QVERIFY(document.wait_settled() && wait_layers(document));
  QVERIFY(document.layers()[0].id == lower);
  QVERIFY(document.layer(upper)->visible);
  QCOMPARE(document.layer(upper)->opacity, 1.0);
  QCOMPARE(document.layer(upper)->state, LayerState::ready);  // its pack was found again
}

// --- what is drawn ------------------------------------------------------------------------------------------------------

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

// --- questions ----------------------------------------------------------------------------------------------------------

void TestDocument::figures_come_for_the_last_request_only() {
  Document document(options());
  QVERIFY(make(document));
  QVERIFY(add(document, write_streets()));
  QSignalSpy ready(&document, &Document::figures_ready);
  const auto main_street = document.to_project(geo::make_line({geo::to_mercator({9.0, 51.0}), geo::to_mercator({9.01, 51.0})}));
  for (int i = 0; i < 20; ++i) document.request_figures(main_street);
  const auto last = document.request_figures(main_street);
  QTRY_VERIFY(!ready.isEmpty() && ready.last()[0].toULongLong() == last);
  const auto figures = ready.last()[1].value<project::SketchFigures>();
  // 0.01 degrees on the parallel of 51 degrees (GRS80): radius of the prime vertical 6391056.6 m * cos(51 deg) * 0.01 deg = 701.98 m.
  QVERIFY(std::abs(figures.geodesic_length_m - 701.98) < 0.05);
  QVERIFY(figures.streets_known);
  QCOMPARE(figures.streets, std::vector<std::string>{"Hauptstraße"});
  QVERIFY(!figures.roofs_known);
}

void TestDocument::searching_finds_layers_and_contributions() {
  Document document(options());
  QVERIFY(make(document));
  QVERIFY(add(document, write_streets()));
  document.add_contribution(comment("Die Hauptstraße ist zu laut"));
  QVERIFY(document.wait_settled());
  QSignalSpy found(&document, &Document::found);
  const auto request = document.search(QStringLiteral("HAUPTSTRASSE"));
  QTRY_COMPARE(found.count(), 1);
  QCOMPARE(found[0][0].toULongLong(), request);
  const auto hits = found[0][1].value<std::vector<project::SearchHit>>();
  QCOMPARE(hits.size(), std::size_t{2});
  QCOMPARE(hits[0].title, std::string("Hauptstraße"));  // begins with it
  QCOMPARE(hits[1].map_layer_id, std::string(project::k_contributions_layer));
}

void TestDocument::identifying_a_row_gives_attributes_and_origin() {
  Document document(options());
  QVERIFY(make(document));
  QVERIFY(add(document, write_streets()));
  const auto& layer = document.layers()[0];
  const auto identified = document.identify(layer.id, 0);
  QVERIFY(identified.found);
  QVERIFY(std::find(identified.attributes.begin(), identified.attributes.end(),
                    std::pair<std::string, std::string>{"highway", "primary"}) != identified.attributes.end() ||
          std::find(identified.attributes.begin(), identified.attributes.end(),
                    std::pair<std::string, std::string>{"highway", "residential"}) != identified.attributes.end());
  QVERIFY(identified.provenance.source_path.ends_with("streets.geojson"));
  QVERIFY(!document.identify(layer.id, 99).found);
}

void TestDocument::closing_while_work_is_under_way_is_safe() {
  for (int i = 0; i < 5; ++i) {
    Document document(options());
    document.create(file(qPrintable(QStringLiteral("c%1.gpkg").arg(i))), QStringLiteral("x"), 25832);
    if (i > 0) QVERIFY(document.wait_settled());
    document.prepare_files({write_streets()});
    for (int k = 0; k < i * 10; ++k) document.add_measure(lane(500000 + k));
    document.search(QStringLiteral("a"));
    document.request_figures(lane().geometry);
    if (i == 3) document.close();
  }
}

QTEST_GUILESS_MAIN(TestDocument)
#include "test_document.moc"
