// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Expected sums on planes: computed independently (pvlib's SPA and Hay-Davies) from the same DWD files.
#include "solar/climate.h"

#include <cmath>
#include <fstream>
#include <sstream>

#include <QFile>
#include <QProcess>
#include <QTest>

#include "solar/sun_table.h"
#include "solar/yield.h"

using namespace skizze;
using namespace skizze::solar;

namespace {

/// A packed file of the data folder; empty where it or gzip is missing.
std::string unpacked(const char* place) {
  const QString file = QStringLiteral(STADTSKIZZE_TEST_DATA "/try-dwd-2015/TRY2015_%1_Jahr.dat.gz").arg(QString::fromLatin1(place));
  if (!QFile::exists(file)) return {};
  QProcess gzip;
  gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), file});
  return gzip.waitForFinished() && gzip.exitCode() == 0 ? gzip.readAllStandardOutput().toStdString() : std::string();
}

std::string table_text() {
  std::ifstream in(STADTSKIZZE_SOURCE_DIR "/resources/climate/regions.csv");
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool near_percent(double found, double expected, double percent) {
  if (std::abs(found / expected - 1) * 100 <= percent) return true;
  qWarning("found %.4f, expected %.4f", found, expected);
  return false;
}

struct Reference {
  const char* place;
  double flat, south30, south35, east30, west30, east10, west10, north30, south90;
  double flat_roof, flat_free, south30_roof, south30_free;  // kWh/kWp
};
constexpr std::array k_reference{
    Reference{"hamburg", 953.1, 1086.0, 1088.9, 920.5, 881.8, 952.2, 937.8, 680.1, 771.2, 755, 786, 848, 891},
    Reference{"essen", 1010.8, 1157.9, 1161.6, 955.1, 953.8, 1001.4, 1003.1, 715.7, 825.0, 798, 830, 901, 946},
    Reference{"potsdam", 1059.2, 1213.1, 1216.8, 1034.3, 963.7, 1063.6, 1036.6, 746.0, 855.7, 831, 866, 939, 986},
    Reference{"chemnitz", 1024.8, 1170.6, 1173.8, 978.1, 956.8, 1019.9, 1012.5, 723.6, 823.4, 807, 841, 909, 955}};

}  // namespace

class TestClimate : public QObject {
  Q_OBJECT

 private slots:
  void planes_get_what_an_independent_computation_gives_within_half_a_percent() {
    for (const auto& row : k_reference) {
      const auto text = unpacked(row.place);
      if (text.empty()) QSKIP("no test reference years (data folder) or no gzip");
      const auto year = read_try(text, row.place);
      QVERIFY(year.has_value());
      QCOMPARE(year->hours.size(), 8760U);
      const auto sum = [&](double tilt, double azimuth) { return yearly_on_plane_kwh(*year, {tilt, azimuth}); };
      QVERIFY(near_percent(sum(0, 180), row.flat, 0.01));
      QVERIFY(near_percent(sum(0, 180), yearly_global_kwh(*year), 1e-9));
      QVERIFY(near_percent(sum(30, 180), row.south30, 0.5));
      QVERIFY(near_percent(sum(35, 180), row.south35, 0.5));
      QVERIFY(near_percent(sum(30, 90), row.east30, 0.5));
      QVERIFY(near_percent(sum(30, 270), row.west30, 0.5));
      QVERIFY(near_percent(sum(10, 90), row.east10, 0.5));
      QVERIFY(near_percent(sum(10, 270), row.west10, 0.5));
      QVERIFY(near_percent(sum(30, 0), row.north30, 0.5));
      QVERIFY(near_percent(sum(90, 180), row.south90, 0.5));
    }
  }

  void yields_are_those_of_pvwatts_with_its_usual_losses() {
    SystemAssumptions system;
    system.losses = Losses{};
    system.inverter_part_load = false;  // as the reference was computed
    for (const auto& row : k_reference) {
      const auto text = unpacked(row.place);
      if (text.empty()) QSKIP("no test reference years (data folder) or no gzip");
      const auto year = *read_try(text, row.place);
      QVERIFY(near_percent(specific_yield_kwh(year, {0, 180}, Mounting::roof, system), row.flat_roof, 0.2));
      QVERIFY(near_percent(specific_yield_kwh(year, {0, 180}, Mounting::free, system), row.flat_free, 0.2));
      QVERIFY(near_percent(specific_yield_kwh(year, {30, 180}, Mounting::roof, system), row.south30_roof, 0.2));
      QVERIFY(near_percent(specific_yield_kwh(year, {30, 180}, Mounting::free, system), row.south30_free, 0.2));
    }
  }

  void the_sun_table_sums_up_to_the_hours() {
    const auto regions = read_regions(table_text());
    const auto year = year_from_months(*region_named(*regions, "Essen"));
    const auto table = make_sun_table(year);
    for (const Plane plane : {Plane{0, 180}, Plane{30, 180}, Plane{45, 90}, Plane{45, 270}, Plane{60, 30}}) {
      QVERIFY(near_percent(irradiation_kwh(table, normal_of(plane), {}), yearly_on_plane_kwh(year, plane), 0.5));
    }
    double months = 0;
    for (unsigned m = 0; m < 12; ++m) months += irradiation_kwh(make_sun_table(year, k_directions, 1U << m), normal_of({30, 180}), {});
    QVERIFY(near_percent(months, irradiation_kwh(table, normal_of({30, 180}), {}), 0.001));
  }

  void the_shipped_table_is_whole_and_keeps_its_sums() {
    const auto regions = read_regions(table_text());
    QVERIFY(regions.has_value());
    QCOMPARE(regions->size(), 15U);
    for (const auto& region : *regions) {
      QVERIFY2(!region.period.empty() && !region.source.empty(), region.name.c_str());
      const auto year = year_from_months(region);
      QCOMPARE(year.hours.size(), 8760U);
      QVERIFY(!year.hourly_data);
      QVERIFY2(near_percent(yearly_global_kwh(year), region.global_year_kwh(), 0.1), region.name.c_str());
      const Plane best = best_plane(year);
      QVERIFY2(best.tilt_deg >= 25 && best.tilt_deg <= 45, region.name.c_str());
    }
    QCOMPARE(region_named(*regions, "hamburg")->try_number, 3);
    QVERIFY(!region_named(*regions, "Atlantis"));
    double km = 0;
    QCOMPARE(region_near(*regions, 7.46, 51.51, &km)->name, std::string("Essen"));
    QVERIFY(km > 20 && km < 35);
  }

  void hours_made_from_months_come_close_to_measured_ones() {
    const auto regions = read_regions(table_text());
    for (const auto& row : k_reference) {
      const auto year = year_from_months(*region_named(*regions, row.place));
      QVERIFY(near_percent(yearly_on_plane_kwh(year, {30, 180}), row.south30, 2));
      QVERIFY(near_percent(yearly_on_plane_kwh(year, {30, 90}) + yearly_on_plane_kwh(year, {30, 270}), row.east30 + row.west30, 2));
      QVERIFY(near_percent(yearly_on_plane_kwh(year, {30, 0}), row.north30, 4));
    }
  }

  void a_damaged_year_is_refused_with_its_line() {
    QCOMPARE(read_try("", "x").error().code, base::ErrorCode::unsupported);
    QCOMPARE(read_try("Rechtswert : 1\n*** \n", "x").error().code, base::ErrorCode::unsupported);
    const std::string head =
        "Rechtswert        : 3802500 Meter\nHochwert          : 2745500 Meter\nHoehenlage        : 102 Meter\nBezugszeitraum    : "
        "1995-2012\n*** \n";
    const auto short_one = read_try(head + "3802500 2745500  1  1  1   0.3  997 106  5.5 7  3.0  78    0    0 272 -300  1\n", "x");
    QCOMPARE(short_one.error().code, base::ErrorCode::damaged);
    for (const char* row : {"3802500 2745500  1  1  2   0.3  997 106  5.5 7  3.0  78    0    0 272 -300  1",  // wrong hour
                            "3802500 2745500  1  1  1   0.3  997 106  5.5 7  3.0  78 9999    0 272 -300  1",  // impossible light
                            "3802500 2745500  1  1  1   nan  997 106  5.5 7  3.0  78    0    0 272 -300  1",  // no number
                            "3802500 2745500  1  1  1   0.3  997 106  5.5 7  3.0  78    0    0 272 -300"}) {  // a column short
      const auto read = read_try(head + row + "\n", "x");
      QVERIFY2(!read, row);
      QCOMPARE(read.error().message.arguments.front().value, std::string("6"));
    }
  }

  void a_damaged_table_is_refused_with_its_line() {
    const auto bad = read_regions("head\nEssen;5;7;51\n");
    QCOMPARE(bad.error().code, base::ErrorCode::damaged);
    QCOMPARE(bad.error().message.arguments.front().value, std::string("2"));
  }
};

QTEST_APPLESS_MAIN(TestClimate)
#include "test_climate.moc"
