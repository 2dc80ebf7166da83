// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include <cmath>

#include "document_fixture.h"
#include "geo/mercator.h"

using namespace skizze;
using namespace skizze::project;

class TestDocumentLayers : public DocumentFixture {
  Q_OBJECT

 private:
  QString write_park(const char* name = "parks.geojson") {
    QFile areas(file(name));
    if (!areas.open(QIODevice::WriteOnly)) return {};
    areas.write(
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"leisure":"park"},"geometry":{"type":"Polygon","coordinates":[[[9,51],[9.1,51],[9.1,51.1],[9,51]]]}}]})");
    return areas.fileName();
  }

 private Q_SLOTS:
  void init() { fresh_folder(); }
  void files_are_previewed_then_added_as_one_step();
  void a_new_layer_goes_where_it_belongs_in_the_stack();
  void a_new_layer_never_parts_a_group();
  void the_first_layer_chooses_the_crs();
  void a_file_that_cannot_be_read_is_in_the_preview_with_its_reason();
  void a_layer_whose_file_is_gone_is_missing_and_the_rest_works();
  void a_path_below_the_project_is_kept_relative();
  void a_filter_reaches_the_snapshot_and_a_wrong_one_changes_nothing();
  void layers_are_moved_hidden_and_removed_with_undo();
  void figures_come_for_the_last_request_only();
  void searching_finds_layers_and_contributions();
  void identifying_a_row_gives_attributes_and_origin();
  void closing_while_work_is_under_way_is_safe();
};

// --- layers ------------------------------------------------------------------------------------------------------------

void TestDocumentLayers::files_are_previewed_then_added_as_one_step() {
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

void TestDocumentLayers::a_new_layer_goes_where_it_belongs_in_the_stack() {
  Document document(options());
  QVERIFY(make(document));
  QVERIFY(add(document, write_streets()));
  QVERIFY(add(document, write_park()));  // comes later, lies below
  QCOMPARE(document.layers()[0].name, std::string("parks"));
  QCOMPARE(document.layers()[1].name, std::string("streets"));
}

void TestDocumentLayers::a_new_layer_never_parts_a_group() {
  Document document(options());
  QVERIFY(make(document) && add(document, write_streets()) && add(document, write_park()));
  auto order = order_of(document.layers());
  for (auto& place : order) place.groups = {"Grund"};
  document.arrange_layers(order, {"project.did_move_group", {{"name", "Grund"}}});
  QVERIFY(document.wait_settled());
  QVERIFY(add(document, write_park("gardens.geojson")));  // would lie between the park and the streets
  QCOMPARE(document.layers()[2].name, std::string("gardens"));
  QVERIFY(document.layers()[2].groups.empty());
}

void TestDocumentLayers::the_first_layer_chooses_the_crs() {
  Document document(options());
  QVERIFY(make(document, 0));
  QCOMPARE(document.crs_epsg(), 25832);
  QVERIFY(add(document, write_streets("berlin.geojson", 13.4)));
  QCOMPARE(document.crs_epsg(), 25833);
  QCOMPARE(document.layers().size(), std::size_t{1});
  QVERIFY(add(document, write_streets("west.geojson", 7.0)));  // the choice has been made
  QCOMPARE(document.crs_epsg(), 25833);
}

void TestDocumentLayers::a_file_that_cannot_be_read_is_in_the_preview_with_its_reason() {
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

void TestDocumentLayers::a_layer_whose_file_is_gone_is_missing_and_the_rest_works() {
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

void TestDocumentLayers::a_path_below_the_project_is_kept_relative() {
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

void TestDocumentLayers::a_filter_reaches_the_snapshot_and_a_wrong_one_changes_nothing() {
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

void TestDocumentLayers::layers_are_moved_hidden_and_removed_with_undo() {
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

// --- questions ---------------------------------------------------------------------------------------------------------

void TestDocumentLayers::figures_come_for_the_last_request_only() {
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

void TestDocumentLayers::searching_finds_layers_and_contributions() {
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

void TestDocumentLayers::identifying_a_row_gives_attributes_and_origin() {
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

void TestDocumentLayers::closing_while_work_is_under_way_is_safe() {
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

QTEST_GUILESS_MAIN(TestDocumentLayers)
#include "test_document_layers.moc"
