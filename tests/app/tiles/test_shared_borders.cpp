// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Neighbours that share a border share it at every zoom. The same for 100,000 parcels: bench_borders.
#include <QtTest>

#include "parcel_mesh.h"
#include "tile_samples.h"
#include "tiles/cutter.h"
#include "tiles/tile_archive.h"
#include "tiles/tile_plan.h"

using namespace skizze;
using namespace skizze::tiles;

namespace {

const geo::Point2 k_corner{1110000, 7080000};

std::uint32_t row_of(const feature::LayerPack& pack, std::int64_t id) {
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (pack.id(row) == id) return row;
  }
  return UINT32_MAX;
}

}  // namespace

class TestSharedBorders : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void parcels_never_gap_or_overlap_data() {
    QTest::addColumn<int>("zoom");
    for (int z = 9; z <= 17; ++z) QTest::addRow("zoom %d", z) << z;
  }
  void parcels_never_gap_or_overlap() {
    QFETCH(int, zoom);
    static const auto pack = samples::pack_of(samples::parcel_mesh(50, k_corner, 1));
    const auto land = row_of(*pack, 50 * 50 + 1);
    CutOptions options;
    options.all_rows = true;  // also those that are too small to be drawn: what is tested is their shape
    std::uint64_t squares = 0;
    std::uint64_t covered = 0;
    for (const auto id : plan_tiles({pack}, zoom, true, 1'000'000, {}).ids) {
      CutStats stats;
      const auto tile = cut(pack, *tile_of_pmtiles_id(id), options, &stats);
      samples::Misfit misfit;
      misfit.add(*tile, land);
      squares += misfit.squares();
      covered += tile->features.size();
    }
    QVERIFY(covered > 0);
    QCOMPARE(squares, std::uint64_t{0});
  }

  void the_count_sees_a_gap_and_an_overlap() {
    const geo::TileId id{14, 8650, 5300};
    const auto square = [&](double x, double y, double side) {
      return geo::make_area({samples::ring_at(id, {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}})});
    };
    CutOptions options;
    options.all_rows = true;
    options.tolerance = 0;
    const auto pack = samples::pack_of({square(100, 100, 100), square(199, 100, 100), square(301, 100, 100)});
    samples::Misfit misfit;
    misfit.add(*cut(pack, id, options), UINT32_MAX);
    QCOMPARE(misfit.squares(), std::uint64_t{3 * 100 * 100 - 100});  // no land below: all of it counts, the overlap once
  }

  void simplifying_leaves_out_bends_but_no_corner() {
    const auto pack = samples::pack_of(samples::parcel_mesh(20, k_corner, 2));
    std::size_t all = 0;
    std::size_t kept = 0;
    const auto threshold = feature::rank_of_tolerance(8);
    for (std::uint32_t row = 0; row < pack->size(); ++row) {
      const auto part = pack->part(row, 0);
      all += part.rank.size();
      const auto stays =
          static_cast<std::size_t>(std::count_if(part.rank.begin(), part.rank.end(), [&](auto r) { return r >= threshold; }));
      kept += stays;
      if (pack->id(row) <= 400) QVERIFY(stays >= 4);
    }
    QVERIFY(kept * 3 < all);
  }
};

QTEST_GUILESS_MAIN(TestSharedBorders)
#include "test_shared_borders.moc"
