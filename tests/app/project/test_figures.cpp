// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/figures.h"

#include <cmath>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "feature/pack_builder.h"
#include "geo/mercator.h"
#include "sources/prepare_client.h"

using namespace skizze;

class TestFigures : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void an_empty_shape_has_no_figures();
  void a_line_on_the_ground_is_as_long_as_in_the_plane_up_to_the_scale_of_utm();
  void a_hole_is_taken_off_the_area();
  void the_street_with_more_touched_length_comes_first();
  void a_street_further_than_the_reach_is_not_touched();
  void a_street_inside_an_area_is_touched();
  void lines_that_are_no_streets_are_not_named();
  void a_cancelled_question_ends_at_once();
  void the_roofs_of_the_nrw_tile_are_counted_inside_an_area();

 private:
  geo::Transform m_to_mercator = geo::Transform::make("EPSG:25832", "EPSG:3857").value();
  project::RoofCache m_roofs;
};

namespace {

using Packs = std::vector<std::shared_ptr<const feature::LayerPack>>;

struct Street {
  const char* name;
  const char* highway;
  double y;  ///< northing of a line from x = 500000 to 501000, EPSG:25832
};

std::shared_ptr<const feature::LayerPack> streets(const std::vector<Street>& rows, const geo::Transform& to_mercator) {
  feature::PackInfo info;
  info.name = "streets";
  info.kind = geo::GeometryKind::line;
  info.columns = {{"name", feature::ColumnType::text}, {"highway", feature::ColumnType::text}};
  feature::PackBuilder builder(info);
  for (const auto& row : rows) {
    const auto text = [](const char* value) { return *value ? feature::Value(std::string(value)) : feature::Value(); };
    const std::vector<feature::Value> values{text(row.name), text(row.highway)};
    builder.add(static_cast<std::int64_t>(builder.size()),
                geo::transformed(geo::make_line({{500000, row.y}, {501000, row.y}}), to_mercator), values);
  }
  return feature::LayerPack::from_bytes(builder.finish()).value();
}

}  // namespace

void TestFigures::an_empty_shape_has_no_figures() {
  const auto figures = project::figures_of({}, m_to_mercator, {}, m_roofs, {});
  QCOMPARE(figures.length_m, 0.0);
  QVERIFY(!figures.streets_known && !figures.roofs_known);
}

void TestFigures::a_line_on_the_ground_is_as_long_as_in_the_plane_up_to_the_scale_of_utm() {
  const auto figures = project::measure_shape(geo::make_line({{500000, 5600000}, {501000, 5600000}}), m_to_mercator);
  QCOMPARE(figures.length_m, 1000.0);
  QVERIFY(std::abs(figures.geodesic_length_m - 1000.0 / 0.9996) < 0.01);  // scale of UTM on its central meridian
}

void TestFigures::a_hole_is_taken_off_the_area() {
  const auto figures =
      project::measure_shape(geo::make_area({{{500000, 5600000}, {500100, 5600000}, {500100, 5600100}, {500000, 5600100}},
                                             {{500040, 5600040}, {500060, 5600040}, {500060, 5600060}, {500040, 5600060}}}),
                             m_to_mercator);
  QCOMPARE(figures.area_m2, 9600.0);
  QVERIFY(std::abs(figures.geodesic_area_m2 - 9600.0 / (0.9996 * 0.9996)) < 0.5);
}

void TestFigures::the_street_with_more_touched_length_comes_first() {
  const auto pack = streets({{"A-Straße", "primary", 5600000}, {"B-Straße", "residential", 5600200}}, m_to_mercator);
  const auto lane = geo::make_line({{500000, 5600005}, {500100, 5600005}, {500100, 5600195}, {500700, 5600195}});
  const auto figures = project::figures_of(lane, m_to_mercator, {pack}, m_roofs, {});
  QVERIFY(figures.streets_known);
  QCOMPARE(figures.streets, (std::vector<std::string>{"B-Straße", "A-Straße"}));
}

void TestFigures::a_street_further_than_the_reach_is_not_touched() {
  const auto pack = streets({{"A-Straße", "primary", 5600000}}, m_to_mercator);
  QVERIFY(project::figures_of(geo::make_line({{500000, 5600014}, {500100, 5600014}}), m_to_mercator, {pack}, m_roofs, {}).streets.size() ==
          1);
  QVERIFY(project::figures_of(geo::make_line({{500000, 5600016}, {500100, 5600016}}), m_to_mercator, {pack}, m_roofs, {}).streets.empty());
}

void TestFigures::a_street_inside_an_area_is_touched() {
  const auto pack = streets({{"A-Straße", "primary", 5600000}, {"B-Straße", "primary", 5700000}}, m_to_mercator);
  const auto area = geo::make_area({{{499000, 5599000}, {502000, 5599000}, {502000, 5601000}, {499000, 5601000}}});
  QCOMPARE(project::figures_of(area, m_to_mercator, {pack}, m_roofs, {}).streets, std::vector<std::string>{"A-Straße"});
}

void TestFigures::lines_that_are_no_streets_are_not_named() {
  const auto pack = streets({{"Dorfbach", "", 5600000}, {"", "primary", 5600000}}, m_to_mercator);
  const auto figures = project::figures_of(geo::make_line({{500000, 5600000}, {500100, 5600000}}), m_to_mercator, {pack}, m_roofs, {});
  QVERIFY(figures.streets.empty());
}

void TestFigures::a_cancelled_question_ends_at_once() {
  const auto pack = streets({{"A-Straße", "primary", 5600000}}, m_to_mercator);
  base::CancelSource cancel;
  cancel.cancel();
  QVERIFY(project::figures_of(geo::make_line({{500000, 5600000}, {500100, 5600000}}), m_to_mercator, {pack}, m_roofs, cancel.token())
              .streets.empty());
}

void TestFigures::the_roofs_of_the_nrw_tile_are_counted_inside_an_area() {
  const std::filesystem::path tile = STADTSKIZZE_TEST_DATA "/citygml-lod2-nrw-selfkant/LoD2_32_280_5657_1_NW.gml";
  if (!std::filesystem::exists(tile)) QSKIP("the data folder citygml-lod2-nrw-selfkant is not here");
  const QTemporaryDir cache;
  const sources::PrepareClient client(cache.path().toStdString());
  const auto source = client.prepare(tile, {}, {});
  QVERIFY(source);
  Packs packs;
  for (const auto& layer : source->layers) packs.push_back(feature::LayerPack::open(layer.pack).value());
  const auto all = geo::make_area({{{279000, 5656000}, {282000, 5656000}, {282000, 5660000}, {279000, 5660000}}});
  const auto figures = project::figures_of(all, m_to_mercator, packs, m_roofs, {});
  QVERIFY(figures.roofs_known);
  QCOMPARE(figures.roofs, std::uint64_t{181});             // polygons of RoofSurface, counted in the file
  QVERIFY(std::abs(figures.roof_area_m2 - 5689.2) < 5.7);  // 0.1 %
  const auto nowhere = geo::make_area({{{100, 100}, {200, 100}, {200, 200}}});
  QCOMPARE(project::figures_of(nowhere, m_to_mercator, packs, m_roofs, {}).roofs, std::uint64_t{0});
}

QTEST_GUILESS_MAIN(TestFigures)
#include "test_figures.moc"
