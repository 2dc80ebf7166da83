// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/horizon.h"

#include <cmath>
#include <random>

#include <QTest>

#include "app/solar/town.h"
#include "solar/angles.h"

using namespace skizze;
using namespace skizze::solar;
using namespace skizze::solar::town;

namespace {

std::uint32_t pixel(const HeightGrid& grid, int column, int row) { return static_cast<std::uint32_t>(row * grid.width + column); }

/// Houses and trees thrown about; the same for the same seed.
HeightGrid rough(int side, unsigned seed) {
  HeightGrid grid = level(side);
  std::mt19937 random(seed);
  for (int i = 0; i < side; ++i) {
    const int x = static_cast<int>(random() % static_cast<unsigned>(side));
    const int y = static_cast<int>(random() % static_cast<unsigned>(side));
    const float z = 2 + static_cast<float>(random() % 15);
    for (int r = y; r < std::min(side, y + 7); ++r) {
      for (int c = x; c < std::min(side, x + 9); ++c)
        at(grid, c, r) = std::max(at(grid, c, r), z + 0.4F * static_cast<float>(std::min(r - y, y + 7 - r)));
    }
  }
  return grid;
}

const SunTable& essen() {
  static const SunTable table = make_sun_table(essen_year());
  return table;
}

}  // namespace

class TestHorizon : public QObject {
  Q_OBJECT

 private slots:
  void level_ground_sees_the_whole_sky() {
    const auto grid = level(40);
    const auto set = *sample_horizons(grid, {pixel(grid, 20, 20), pixel(grid, 0, 0), pixel(grid, 20, 20)});
    QCOMPARE(set.pixels.size(), 2U);
    for (const float t : set.tangents) QCOMPARE(t, 0.0F);
    QCOMPARE(sky_view(set.of(0)), 1.0);
  }

  void a_wall_in_the_north_stands_in_the_north() {
    auto grid = level(101, 0.5);
    for (int c = 0; c < 101; ++c) at(grid, c, 30) = 10;
    const auto set = *sample_horizons(grid, {pixel(grid, 50, 50)});
    const auto horizon = set.of(0);
    // 20 rows of half a metre to the wall.
    QVERIFY(std::abs(horizon[0] - 1.0F) < 1e-4F);
    const auto slanted = static_cast<float>(cos_deg(40));
    QVERIFY(std::abs(horizon[4] - slanted) < 0.02F);
    QVERIFY(std::abs(horizon[32] - slanted) < 0.02F);
    for (int d = 9; d <= 27; ++d) QCOMPARE(horizon[static_cast<std::size_t>(d)], 0.0F);
  }

  void the_range_has_no_limit() {
    auto grid = level(1500);
    for (int r = 0; r < 1500; ++r) at(grid, 1499, r) = 149.8F;
    const auto set = *sample_horizons(grid, {pixel(grid, 1, 750)});
    QVERIFY(std::abs(set.of(0)[9] - 0.1F) < 1e-4F);
  }

  void a_long_way_from_the_edge_makes_nothing_less_exact() {
    auto grid = level(1);
    grid.width = 5000;
    grid.height = 60;
    grid.z.assign(5000 * 60, 0);
    for (int r = 0; r < 60; ++r) at(grid, 6, r) = at(grid, 4993, r) = 10;
    const auto set = *sample_horizons(grid, {pixel(grid, 4, 30), pixel(grid, 4991, 30)});
    for (std::size_t i = 0; i < 2; ++i) {
      QVERIFY(std::abs(set.of(i)[9] - 5.0F) < 1e-5F);
      QVERIFY(std::abs(static_cast<double>(set.of(i)[7]) - 5 * sin_deg(70)) < 1e-5);
      QVERIFY(std::abs(static_cast<double>(set.of(i)[10]) - 5 * sin_deg(100)) < 1e-5);
    }
  }

  void a_plane_sees_itself_as_the_plane_it_is() {
    auto grid = level(80);
    for (int r = 0; r < 80; ++r) {
      for (int c = 0; c < 80; ++c) at(grid, c, r) = 0.3F * static_cast<float>(c) - 0.45F * static_cast<float>(r);
    }
    const auto set = *sample_horizons(grid, {pixel(grid, 40, 40)});
    for (int d = 0; d < 36; ++d) {
      const double rise = 0.3 * sin_deg(d * 10) + 0.45 * cos_deg(d * 10);
      QVERIFY2(std::abs(static_cast<double>(set.of(0)[static_cast<std::size_t>(d)]) - std::max(0.0, rise)) < 1e-3,
               qPrintable(QString::number(d)));
    }
    const auto field = *irradiate(grid, essen());
    const double tilt = std::atan(std::hypot(0.3, 0.45)) / k_rad_per_deg;
    const double azimuth = std::atan2(-0.3, -0.45) / k_rad_per_deg;
    const double expected = irradiation_kwh(essen(), normal_of({tilt, azimuth}), {});
    QVERIFY(std::abs(static_cast<double>(field[40 * 80 + 40]) / expected - 1) < 0.002);
  }

  void light_on_open_level_ground_is_the_global_one() {
    const auto grid = level(30);
    const auto field = *irradiate(grid, essen());
    for (const float kwh : field) QVERIFY(std::abs(static_cast<double>(kwh) / essen().global_kwh - 1) < 1e-3);
  }

  void shade_never_adds_light() {
    auto grid = level(60);
    const auto open = *irradiate(grid, essen());
    for (int r = 20; r < 30; ++r) at(grid, 30, r) = 12;
    const auto shaded = *irradiate(grid, essen());
    for (int r = 0; r < 60; ++r) {
      for (int c = 0; c < 29; ++c)
        QVERIFY(shaded[static_cast<std::size_t>(r * 60 + c)] <= open[static_cast<std::size_t>(r * 60 + c)] * 1.0001F);
    }
    QVERIFY(shaded[25 * 60 + 27] < 0.8F * open[25 * 60 + 27]);
  }

  void a_mirrored_town_has_mirrored_light_under_a_mirrored_sun() {
    const auto grid = rough(91, 3);
    HeightGrid mirrored = grid;
    for (int r = 0; r < 91; ++r) {
      for (int c = 0; c < 91; ++c) at(mirrored, c, r) = grid.z[static_cast<std::size_t>(r * 91 + 90 - c)];
    }
    SunTable sun = essen();
    for (int d = 0; d < 36; ++d) {
      for (std::size_t k = 0; k <= k_bins; ++k) {
        LightVector v = essen().sector((36 - d) % 36)[k];
        v.x = -v.x;
        sun.light[static_cast<std::size_t>(d) * (k_bins + 1) + k] = v;
      }
    }
    const auto there = *irradiate(grid, essen());
    const auto here = *irradiate(mirrored, sun);
    for (int r = 5; r < 86; ++r) {
      for (int c = 5; c < 86; ++c) {
        QVERIFY(std::abs(here[static_cast<std::size_t>(r * 91 + c)] - there[static_cast<std::size_t>(r * 91 + 90 - c)]) < 0.5F);
      }
    }
  }

  void threads_do_not_change_the_result() {
    const auto grid = rough(120, 7);
    const auto one = *irradiate(grid, essen(), {36, 1, {}});
    const auto four = *irradiate(grid, essen(), {36, 4, {}});
    QCOMPARE(one, four);
  }

  void a_window_gives_exactly_what_the_whole_gives() {
    auto grid = rough(100, 11);
    auto field = *irradiate(grid, essen());
    const PixelWindow window{20, 35, 61, 70};
    auto part = field;
    for (int r = window.top; r < window.bottom; ++r) {
      for (int c = window.left; c < window.right; ++c) part[static_cast<std::size_t>(r * 100 + c)] = -1;
    }
    QVERIFY(irradiate_window(grid, essen(), window, part));
    QCOMPARE(part, field);
    // A new house, and only its reach computed anew.
    for (int r = 50; r < 56; ++r) at(grid, 50, r) = 30;
    geo::Box box;
    box.add(geo::Point2{50, -50});
    box.add(geo::Point2{51, -56});
    const auto reach = reach_of(grid, box, 30);
    QVERIFY(reach.left == 0 && reach.right == 100);
    QVERIFY(irradiate_window(grid, essen(), reach, field));
    QCOMPARE(field, *irradiate(grid, essen()));
  }

  void holes_stay_holes_and_stand_in_nobodys_way() {
    auto grid = level(30);
    at(grid, 15, 10) = std::nanf("");
    QCOMPARE(hole_count(grid), 1U);
    // A wedge at the edge lies outside the raster.
    auto askew = grid;
    for (int r = 0; r < 8; ++r)
      for (int c = 0; c < 8 - r; ++c) at(askew, c, r) = std::nanf("");
    QCOMPARE(hole_count(askew), 1U);
    at(askew, 28, 28) = std::nanf("");
    QCOMPARE(hole_count(askew), 2U);
    const auto field = *irradiate(grid, essen());
    QVERIFY(std::isnan(field[10 * 30 + 15]));
    QVERIFY(std::abs(static_cast<double>(field[12 * 30 + 15]) / essen().global_kwh - 1) < 1e-3);
  }

  void a_cancelled_sweep_says_so() {
    base::CancelSource source;
    source.cancel();
    QCOMPARE(irradiate(level(20), essen(), {36, 2, source.token()}).error().code, base::ErrorCode::cancelled);
    QCOMPARE(irradiate(level(20), essen(), {24, 2, {}}).error().code, base::ErrorCode::invalid);
    QCOMPARE(sample_horizons(level(20), {400}).error().code, base::ErrorCode::invalid);
  }
};

QTEST_APPLESS_MAIN(TestHorizon)
#include "test_horizon.moc"
