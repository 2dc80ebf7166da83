// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Light and shade at a moment over shapes whose shadows are known.
#include "solar/daylight.h"

#include <cmath>
#include <numeric>

#include <QTest>

#include "app/solar/town.h"
#include "solar/angles.h"
#include "solar/horizon.h"

using namespace skizze;
using namespace skizze::solar;
using namespace skizze::solar::town;

namespace {

/// A tower of 3 x 3 pixels in the middle, 20 m high.
HeightGrid tower() {
  auto grid = level(201);
  for (int r = 99; r <= 101; ++r)
    for (int c = 99; c <= 101; ++c) at(grid, c, r) = 20;
  return grid;
}

std::size_t lit_at(const HeightGrid& grid, const std::vector<std::uint8_t>& mask, int column, int row) {
  return mask[static_cast<std::size_t>(row * grid.width + column)];
}

}  // namespace

class TestDaylight : public QObject {
  Q_OBJECT

 private slots:
  void a_shadow_is_as_long_as_the_tower_is_high_at_45_degrees() {
    const auto grid = tower();
    const auto mask = *light_mask(grid, 180, 45);  // the sun in the south: the shadow points north
    QCOMPARE(lit_at(grid, mask, 100, 98 - 18), 0U);
    QCOMPARE(lit_at(grid, mask, 100, 98 - 20), 1U);
    QCOMPARE(lit_at(grid, mask, 100, 110), 1U);
    QCOMPARE(lit_at(grid, mask, 96, 90), 1U);
    QCOMPARE(lit_at(grid, mask, 100, 100), 1U);  // its own top
  }

  void shadows_of_all_directions_point_away_from_the_sun() {
    const auto grid = tower();
    for (int azimuth = 0; azimuth < 360; azimuth += 15) {
      const auto mask = *light_mask(grid, azimuth, 30);
      const int dx = static_cast<int>(std::lround(15 * sin_deg(azimuth)));
      const int dy = static_cast<int>(std::lround(-15 * cos_deg(azimuth)));
      QCOMPARE(lit_at(grid, mask, 100 + dx, 100 + dy), 1U);
      QCOMPARE(lit_at(grid, mask, 100 - dx, 100 - dy), 0U);
    }
  }

  void below_the_horizon_everything_is_dark_and_holes_stay_unknown() {
    auto grid = level(20);
    at(grid, 5, 5) = std::numeric_limits<float>::quiet_NaN();
    for (const double elevation : {-3.0, 30.0}) {
      const auto mask = *light_mask(grid, 100, elevation);
      QCOMPARE(lit_at(grid, mask, 5, 5), 255U);
      QCOMPARE(lit_at(grid, mask, 10, 10), elevation > 0 ? 1U : 0U);
    }
    base::CancelSource cancel;
    cancel.cancel();
    QVERIFY(!light_mask(grid, 100, 30, cancel.token()));
  }

  void marched_and_swept_horizons_agree() {
    const auto grid = tower();
    const auto swept = *sample_horizons(grid, {static_cast<std::uint32_t>(130 * grid.width + 100)});
    const auto marched = march_horizon(grid, {100.5, -130.5, 0});
    for (std::size_t d = 0; d < marched.size(); ++d) {
      // Bilinear edges of the tower are a pixel softer than the lines of the sweep.
      QVERIFY(std::abs(marched[d] - swept.of(0)[d]) < 0.08F);
    }
    QVERIFY(marched[0] > 0.65F && marched[18] < 0.01F);
    QVERIFY(march_horizon(grid, {100.5, -130.5, 30})[0] < 0.01F);  // over the roof nothing stands in the way
  }

  void the_sun_shines_as_long_as_the_almanac_says() {
    // Leipzig: 16 h 34 min of daylight at midsummer, 7 h 54 min at midwinter, both between sunrise and sunset; the middle of the sun is
    // above the level horizon some minutes less.
    QVERIFY(std::abs(sun_hours(2025, 6, 21, 12.3731, 51.3397) - 16.5) < 0.25);
    QVERIFY(std::abs(sun_hours(2025, 12, 21, 12.3731, 51.3397) - 7.85) < 0.25);
    std::vector<float> wall(36, 0);
    for (int d = 9; d <= 27; ++d) wall[static_cast<std::size_t>(d)] = 10;  // the whole south, up to 84 degrees
    QCOMPARE(sun_hours(2025, 12, 21, 12.3731, 51.3397, wall), 0.0);
    QVERIFY(sun_hours(2025, 6, 21, 12.3731, 51.3397, wall) > 4);  // the morning and the evening come from the north
  }

  void the_way_of_the_sun_is_highest_at_noon_in_the_south() {
    const auto marks = sun_path(2025, 6, 21, 12.3731, 51.3397, 10);
    QCOMPARE(marks.size(), 144U);
    const auto noon =
        *std::max_element(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.elevation_deg < b.elevation_deg; });
    QVERIFY(std::abs(noon.elevation_deg - (90 - 51.34 + 23.44)) < 0.1);
    QVERIFY(std::abs(noon.azimuth_deg - 180) < 4);
    QVERIFY(marks.front().hidden && !noon.hidden);
  }

  void twelve_months_are_the_year() {
    const auto tables = monthly_tables(essen_year());
    const auto year = make_sun_table(essen_year());
    std::vector<float> horizon(36, 0.3F);
    for (const Plane plane : {Plane{35, 180}, Plane{0, 0}, Plane{90, 90}}) {
      for (const bool shaded : {false, true}) {
        const std::vector<std::span<const float>> horizons =
            shaded ? std::vector<std::span<const float>>{horizon} : std::vector<std::span<const float>>{};
        const auto months = monthly_kwh(tables, plane, horizons);
        const double sum = std::accumulate(months.begin(), months.end(), 0.0);
        const PlaneLight light(year, normal_of(plane));
        const double whole = shaded ? light.kwh(horizon) : light.kwh({});
        // A direction's light is cut off at zero for the year's sum, not for each month's.
        QVERIFY2(std::abs(sum / whole - 1) < 0.01, qPrintable(QString::number(sum / whole)));
        QVERIFY(months[5] > 3 * months[11] || plane.tilt_deg == 90);
      }
    }
  }
};

QTEST_APPLESS_MAIN(TestDaylight)
#include "test_daylight.moc"
