// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Expected values: NREL's SPA (Reda and Andreas 2004 and runs of pvlib's spa.py, commit 6382338a) and pvlib's own tests.
#include "solar/sun.h"

#include <array>
#include <cmath>

#include <QTest>

#include "solar/angles.h"

using namespace skizze::solar;

namespace {

/// Angle between two places in the sky.
double apart_deg(double zenith_a, double azimuth_a, double zenith_b, double azimuth_b) {
  const double c = cos_deg(zenith_a) * cos_deg(zenith_b) + sin_deg(zenith_a) * sin_deg(zenith_b) * cos_deg(azimuth_a - azimuth_b);
  return std::acos(std::min(1.0, c)) / k_rad_per_deg;
}

double seconds_off(std::optional<Instant> found, const char* expected) {
  return found ? std::abs(found->unix_s - parse_iso_time(expected)->unix_s) : 1e9;
}

}  // namespace

class TestSun : public QObject {
  Q_OBJECT

 private slots:
  void a_time_is_read_with_and_without_an_offset() {
    QCOMPARE(parse_iso_time("1970-01-02T00:00:00Z")->unix_s, 86400.0);
    QCOMPARE(parse_iso_time("2003-10-17T12:30:30-07:00")->unix_s, 1066419030.0);
    QCOMPARE(parse_iso_time("2025-06-21T13:00+02:00")->unix_s, parse_iso_time("2025-06-21 11:00")->unix_s);
    QCOMPARE(parse_iso_time("2025-06-21T11:00:00.25Z")->unix_s - parse_iso_time("2025-06-21T11:00Z")->unix_s, 0.25);
  }

  void what_is_no_time_is_refused() {
    for (const char* bad : {"", "2025", "2025-06-21", "2025-02-29T10:00Z", "2025-13-01T10:00Z", "2025-06-31T10:00Z", "2025-06-21T24:00Z",
                            "2025-06-21T10:60Z", "2025-06-21T10:00X", "2025-06-21T10:00+2", "21.06.2025 10:00", "2025-06-21T10:00:00.Z"}) {
      QVERIFY2(!parse_iso_time(bad), bad);
    }
  }

  void the_day_of_the_year_counts_leap_days() {
    QCOMPARE(day_of_year(instant_at(2024, 12, 31, 23)), 366);
    QCOMPARE(day_of_year(instant_at(2023, 12, 31)), 365);
    QCOMPARE(day_of_year(instant_at(1969, 1, 1, 0.5)), 1);
  }

  void the_position_is_that_of_spa_within_a_hundredth_of_a_degree() {
    struct Row {
      const char* time;
      double zenith, apparent, azimuth;
    };
    constexpr std::array rows{Row{"2025-03-20T11:00Z", 51.4486, 51.4278, 174.2804}, Row{"2025-06-21T05:00Z", 73.7511, 73.6955, 72.6109},
                              Row{"2025-06-21T11:00Z", 28.0046, 27.9958, 173.9556}, Row{"2025-09-23T15:00Z", 71.6872, 71.6380, 244.9358},
                              Row{"2025-12-21T08:00Z", 85.4607, 85.2905, 137.5622}, Row{"2025-12-21T11:00Z", 74.8046, 74.7451, 177.9391}};
    for (const auto& row : rows) {
      const auto sun = sun_position_at_height(*parse_iso_time(row.time), 12.3731, 51.3397, 113);
      QVERIFY2(apart_deg(sun.zenith_deg, sun.azimuth_deg, row.zenith, row.azimuth) < 0.01, row.time);
      QVERIFY2(apart_deg(sun.apparent_zenith_deg, sun.azimuth_deg, row.apparent, row.azimuth) < 0.01, row.time);
      QVERIFY2(std::abs((sun.zenith_deg - sun.apparent_zenith_deg) - (row.zenith - row.apparent)) < 0.0003, row.time);
    }
  }

  void the_example_of_nrel_is_met_twenty_years_before_the_coefficients() {
    const Air air{82000, 11};
    const auto first = sun_position(*parse_iso_time("2003-10-17T12:30:30-07:00"), -105.1786, 39.742476, air);
    QVERIFY(apart_deg(first.apparent_zenith_deg, first.azimuth_deg, 50.111622, 194.340241) < 0.01);
    QVERIFY(std::abs(first.zenith_deg - 50.127954) < 0.01);
    QVERIFY(std::abs(first.apparent_elevation_deg() - 39.888378) < 0.01);
    QVERIFY(std::abs(first.elevation_deg() - 39.872046) < 0.01);
    const auto next = sun_position(*parse_iso_time("2003-10-18T12:30:30-07:00"), -105.1786, 39.742476, air);
    QVERIFY(apart_deg(next.apparent_zenith_deg, next.azimuth_deg, 50.478260, 194.311132) < 0.01);
    QVERIFY(std::abs(equation_of_time_min(*parse_iso_time("2003-10-17T12:30:30-07:00")) - 14.6415) < 0.02);
  }

  void rise_transit_and_set_are_those_of_the_almanac_within_five_seconds() {
    struct Row {
      double lon, lat;
      const char *rise, *transit, *set;
    };
    constexpr std::array rows{
        Row{0, -35, "1996-07-05T07:08:15Z", "1996-07-05T12:04:36Z", "1996-07-05T17:01:04Z"},
        Row{0, -35, "2004-12-04T04:38:57Z", "2004-12-04T11:50:22Z", "2004-12-04T19:02:03Z"},
        Row{-105.1786, 39.742476, "2015-01-02T07:21:55-07:00", "2015-01-02T12:04:45-07:00", "2015-01-02T16:47:43-07:00"},
        Row{-105.1786, 39.742476, "2015-08-02T05:00:27-07:00", "2015-08-02T12:06:58-07:00", "2015-08-02T19:12:58-07:00"}};
    for (const auto& row : rows) {
      const auto day = sun_day(*parse_iso_time(row.transit), row.lon, row.lat);
      // 0.01 degrees of the sun's path are 2.4 s overhead and about twice that where it rises at a slant.
      QVERIFY2(seconds_off(day.rise, row.rise) < 5, qPrintable(QString::number(seconds_off(day.rise, row.rise))));
      QVERIFY2(seconds_off(day.transit, row.transit) < 5, qPrintable(QString::number(seconds_off(day.transit, row.transit))));
      QVERIFY2(seconds_off(day.set, row.set) < 5, qPrintable(QString::number(seconds_off(day.set, row.set))));
    }
  }

  void where_the_sun_does_not_set_there_is_no_sunset() {
    QVERIFY(!sun_day(instant_at(2025, 6, 21, 12), 20, 70).set);
    QVERIFY(!sun_day(instant_at(2025, 12, 21, 12), 20, 70).rise);
  }

  void below_the_horizon_nothing_is_refracted() {
    QCOMPARE(refraction_deg(-1, {}), 0.0);
    QVERIFY(refraction_deg(0, {}) > 0.4);
    QVERIFY(refraction_deg(80, {}) < 0.01);
  }
};

QTEST_APPLESS_MAIN(TestSun)
#include "test_sun.moc"
