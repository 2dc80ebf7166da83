// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <cmath>
#include <random>
#include <set>

#include "feature/density.h"
#include "feature/layer_pack.h"
#include "feature/pack_builder.h"

using namespace skizze;
using feature::density_cells;
using feature::SmallArea;

namespace {

constexpr double k_side_m = 20;

double cell_side(int zoom) { return geo::tile_size_m(zoom) / (1 << feature::k_density_bits); }

std::vector<SmallArea> houses(int count, double spread_m) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> place(0, spread_m);
  std::vector<SmallArea> areas;
  for (int i = 0; i < count; ++i) {
    areas.push_back({{1110000 + place(random), 7080000 + place(random)},
                     k_side_m * k_side_m,
                     static_cast<std::uint32_t>(i),
                     static_cast<std::uint32_t>(i % 2),
                     12});
  }
  return areas;
}

}  // namespace

class TestDensity : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void a_cell_comes_back_from_its_key() {
    for (const auto& [zoom, x, y] : {std::tuple{0, 0U, 127U}, {7, 16383U, 1U}, {21, (1U << 28) - 1, 123456789U}}) {
      const auto place = feature::place_of_key(feature::density_key(zoom, x, y));
      QCOMPARE(place.zoom, zoom);
      QCOMPARE(place.x, x);
      QCOMPARE(place.y, y);
    }
  }

  void what_is_covered_is_the_same_at_every_zoom() {
    const auto areas = houses(3000, 9000);
    const auto cells = density_cells(areas);
    std::map<int, double> sum_m2;
    for (const auto& cell : cells) {
      const int zoom = feature::place_of_key(cell.key).zoom;
      sum_m2[zoom] += cell.cover * cell_side(zoom) * cell_side(zoom);
    }
    QCOMPARE(sum_m2.rbegin()->first, 11);     // drawn by themselves from 12 on
    for (int zoom = 8; zoom <= 11; ++zoom) {  // from further off, what touches a cell only at its rim is too little to be written
      QVERIFY2(std::abs(sum_m2[zoom] / (3000 * k_side_m * k_side_m) - 1) < 0.01,
               qPrintable(QString("zoom %1: %2").arg(zoom).arg(sum_m2[zoom])));
    }
  }

  void classes_are_kept_apart_and_stand_for_their_largest() {
    std::vector<SmallArea> areas = houses(2, 1);
    areas.push_back({areas[0].centre, 1000, 7, areas[0].class_index, 12});
    std::set<std::uint32_t> rows;
    for (const auto& cell : density_cells(areas)) {
      if (feature::place_of_key(cell.key).zoom == 11) rows.insert(cell.row);
    }
    QVERIFY((rows == std::set<std::uint32_t>{1, 7}));
  }

  void nothing_small_has_no_cells() {
    auto areas = houses(5, 100);
    for (auto& area : areas) area.min_zoom = 0;
    QVERIFY(density_cells(areas).empty());
    for (auto& area : areas) area = {area.centre, 0, area.row, 0, 9};
    QVERIFY(density_cells(areas).empty());
    QVERIFY(density_cells({}).empty());
  }

  void a_pack_knows_its_cells_by_tile() {
    feature::PackInfo info;
    info.columns = {{"name", feature::ColumnType::text}, {"kind", feature::ColumnType::text}};
    feature::PackBuilder builder(info);
    std::int64_t id = 0;
    for (const auto& house : houses(400, 3000)) {
      const auto p = house.centre;
      builder.add(++id, geo::make_area({{p, {p.x + k_side_m, p.y}, {p.x + k_side_m, p.y + k_side_m}, {p.x, p.y + k_side_m}}}),
                  std::vector<feature::Value>{"house " + std::to_string(id), std::string(id % 3 == 0 ? "garage" : "house")});
    }
    const auto pack = *feature::LayerPack::from_bytes(builder.finish());
    QCOMPARE(pack->density_class().value(), std::size_t{1});  // names differ from row to row
    const auto all = pack->density(9);
    QVERIFY(!all.empty());
    std::size_t found = 0;
    const auto centre = geo::tile_at({1111500, 7081500}, 9);
    for (std::uint32_t x = centre.x - 1; x <= centre.x + 1; ++x) {
      for (std::uint32_t y = centre.y - 1; y <= centre.y + 1; ++y) found += pack->density(geo::TileId{9, x, y}).size();
    }
    QCOMPARE(found, all.size());
    QVERIFY(pack->density(geo::TileId{9, 0, 0}).empty());
    QVERIFY(pack->density(20).empty());
  }
};

QTEST_GUILESS_MAIN(TestDensity)
#include "test_density.moc"
