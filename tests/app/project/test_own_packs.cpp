// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/own_packs.h"

#include <cmath>
#include <limits>

#include <QTest>

#include "geo/mercator.h"

using namespace skizze;

class TestOwnPacks : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void no_rows_make_an_empty_pack();
  void a_lane_carries_the_field_words_of_the_project_file();
  void an_area_has_no_words_of_a_lane();
  void rows_lead_back_to_their_ids();
  void a_contribution_without_a_name_has_no_author();
  void a_shape_that_cannot_be_transformed_is_left_out();
  void an_unknown_crs_is_an_error();
};

namespace {

sketch::Measure lane(double x) {
  sketch::Measure measure;
  measure.id = base::new_uuid();
  measure.name = "Lane " + std::to_string(static_cast<int>(x));
  measure.geometry = geo::make_line({{x, 5600000}, {x + 100, 5600000}});
  measure.lane.width_m = 2.5;
  return measure;
}

std::string text(const feature::LayerPack& pack, std::uint32_t row, const char* column) {
  return feature::to_text(pack.value(row, pack.column_index(column).value()));
}

}  // namespace

void TestOwnPacks::no_rows_make_an_empty_pack() {
  const auto own = project::measures_pack({}, 25832);
  QVERIFY(own);
  QCOMPARE(own->pack->size(), 0U);
  QVERIFY(own->id_of(0).is_null());
}

void TestOwnPacks::a_lane_carries_the_field_words_of_the_project_file() {
  const auto own = project::measures_pack({lane(500000)}, 25832);
  QVERIFY(own);
  const auto& pack = *own->pack;
  QCOMPARE(text(pack, 0, "kind"), std::string("bike_lane"));
  QCOMPARE(text(pack, 0, "fuehrungsart"), std::string(sketch::word_of(sketch::FacilityType::radfahrstreifen)));
  QCOMPARE(text(pack, 0, "breite"), std::string("2.5"));
  QCOMPARE(text(pack, 0, "laenge_m"), std::string("100"));
  QCOMPARE(text(pack, 0, "lage"), std::string());
  QVERIFY(std::abs(geo::to_lon_lat({pack.bounds(0).min_x, pack.bounds(0).min_y}).x - 9.0) < 1e-7);  // central meridian of zone 32
}

void TestOwnPacks::an_area_has_no_words_of_a_lane() {
  sketch::Measure area;
  area.id = base::new_uuid();
  area.kind = sketch::MeasureKind::solar_area;
  area.geometry = geo::make_area({{{500000, 5600000}, {500010, 5600000}, {500010, 5600020}, {500000, 5600020}}});
  const auto own = project::measures_pack({area}, 25832);
  QVERIFY(own);
  QCOMPARE(text(*own->pack, 0, "fuehrungsart"), std::string());
  QCOMPARE(text(*own->pack, 0, "lage"), std::string(sketch::word_of(sketch::SolarPlace::roof)));
  QCOMPARE(text(*own->pack, 0, "flaeche_m2"), std::string("200"));
}

void TestOwnPacks::rows_lead_back_to_their_ids() {
  std::vector<sketch::Measure> measures;
  for (int i = 0; i < 50; ++i) measures.push_back(lane(500000 + (i * 7919) % 5000));
  const auto own = project::measures_pack(measures, 25832);
  QVERIFY(own);
  for (std::uint32_t row = 0; row < own->pack->size(); ++row) QCOMPARE(text(*own->pack, row, "id"), base::to_string(own->id_of(row)));
  const auto rows = own->rows_of({measures[3].id, measures[40].id, base::new_uuid()});
  QCOMPARE(rows.size(), std::size_t{2});
  QVERIFY(rows[0] < rows[1]);
}

void TestOwnPacks::a_contribution_without_a_name_has_no_author() {
  participation::Contribution contribution;
  contribution.id = base::new_uuid();
  contribution.geometry = geo::make_point({500000, 5600000});
  contribution.text = "Hier";
  contribution.created_at_ms = 1763766000000;  // 2025-11-21T23:00:00Z
  const auto own = project::contributions_pack({contribution}, 25832);
  QVERIFY(own);
  QCOMPARE(text(*own->pack, 0, "author"), std::string());
  QCOMPARE(text(*own->pack, 0, "state"), std::string("new"));
  QCOMPARE(text(*own->pack, 0, "created"), std::string("2025-11-21T23:00:00Z"));
}

void TestOwnPacks::a_shape_that_cannot_be_transformed_is_left_out() {
  auto broken = lane(500000);
  broken.geometry.parts[0].points[0].x = std::numeric_limits<double>::infinity();
  const auto good = lane(500000);
  const auto own = project::measures_pack({broken, good}, 25832);
  QVERIFY(own);
  QCOMPARE(own->pack->size(), 1U);
  QVERIFY(own->id_of(0) == good.id);
}

void TestOwnPacks::an_unknown_crs_is_an_error() { QVERIFY(!project::measures_pack({lane(0)}, 1)); }

QTEST_GUILESS_MAIN(TestOwnPacks)
#include "test_own_packs.moc"
