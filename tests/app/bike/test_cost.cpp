// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/cost.h"

#include <map>

#include <QFile>
#include <QTextStream>
#include <QtTest>

#include "app/bike/rule_fixture.h"

using namespace skizze;

namespace {

sketch::BikeLane lane(sketch::FacilityType facility, std::optional<double> width, sketch::Side side = sketch::Side::right) {
  sketch::BikeLane result;
  result.facility = facility;
  result.width_m = width;
  result.side = side;
  return result;
}

}  // namespace

class TestCost : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_marked_lane_costs_from_the_line_to_the_line_and_colour() {
    // 1,000 m x 10 EUR/m; with colour + 1,000 m x 2 m x 50 EUR/m2.
    const auto rules = test::shipped_rules();
    const auto cost = bike::cost_of(rules, lane(sketch::FacilityType::radfahrstreifen, 2.0), 1000);
    QCOMPARE(cost->low_eur, 10000.0);
    QCOMPARE(cost->high_eur, 110000.0);
    QCOMPARE(*cost->oldest_year, 2017);
    QCOMPARE(cost->items.size(), 2U);
    const auto both = bike::cost_of(rules, lane(sketch::FacilityType::radfahrstreifen, 2.0, sketch::Side::both), 1000);
    QCOMPARE(both->high_eur, 220000.0);
  }

  void a_built_track_costs_by_area() {
    const auto rules = test::shipped_rules();
    const auto cost = bike::cost_of(rules, lane(sketch::FacilityType::einrichtungsradweg, 2.0), 100);
    QCOMPARE(cost->low_eur, 20000.0);   // 200 m2 x 100
    QCOMPARE(cost->high_eur, 34000.0);  // 200 m2 x (100 + 50 + 20)
    QVERIFY(!cost->oldest_year);        // the source states no year
  }

  void a_cycle_highway_has_the_range_of_the_ministry() {
    const auto rules = test::shipped_rules();
    const auto cost = bike::cost_of(rules, lane(sketch::FacilityType::radschnellweg, 4.0), 2000);
    QCOMPARE(cost->low_eur, 1000000.0);
    QCOMPARE(cost->high_eur, 2000000.0);
  }

  void what_has_no_price_has_no_cost() {
    const auto rules = test::shipped_rules();
    QVERIFY(!bike::cost_of(rules, lane(sketch::FacilityType::protected_bike_lane, 2.3), 100));
    QVERIFY(!bike::cost_of(rules, lane(sketch::FacilityType::mischverkehr, {}), 100));
    QVERIFY(!bike::cost_of(rules, lane(sketch::FacilityType::einrichtungsradweg, {}), 100));
    QVERIFY(!bike::cost_of(bike::RuleBook(), lane(sketch::FacilityType::radfahrstreifen, 2.0), 100));
  }

  void a_price_of_the_city_wins() {
    auto rules = test::shipped_rules();
    QVERIFY(rules.add_city("id,value,unit,source,year,status,note\ncost.radfahrstreifen.marking,25,EUR/m,Tiefbauamt,2025,V1,\n", "s.csv")
                .has_value());
    QCOMPARE(bike::cost_of(rules, lane(sketch::FacilityType::radfahrstreifen, {}), 1000)->low_eur, 25000.0);
  }

  void people_feel_safer_on_wider_and_on_protected_lanes() {
    const auto rules = test::shipped_rules();
    const auto percent = [&](sketch::FacilityType facility, std::optional<double> width) {
      return bike::perceived_safety(rules, lane(facility, width))->low_percent;
    };
    QCOMPARE(percent(sketch::FacilityType::mischverkehr, {}), 15.0);
    QCOMPARE(percent(sketch::FacilityType::radfahrstreifen, 2.0), 51.0);
    QCOMPARE(percent(sketch::FacilityType::radfahrstreifen, 3.25), 78.0);
    QCOMPARE(percent(sketch::FacilityType::protected_bike_lane, 2.3), 87.0);
    QCOMPARE(bike::perceived_safety(rules, lane(sketch::FacilityType::einrichtungsradweg, 2.0))->high_percent, 69.0);
    QVERIFY(!bike::perceived_safety(rules, lane(sketch::FacilityType::radfahrstreifen, {})));
    QVERIFY(!bike::perceived_safety(rules, lane(sketch::FacilityType::fahrradstrasse, 4.0)));
  }

  /// Counted here from the published table: rows by place, width and protection; votes are written as in "62,00".
  void every_share_says_how_many_people_rated_such_scenes() {
    QFile file(QStringLiteral(STADTSKIZZE_TEST_DATA "/strassencheck/scenes_primary.csv"));
    if (!file.open(QIODevice::ReadOnly)) QSKIP("the survey's table is not there");
    const auto cells = [](const QString& line) {
      QStringList out{QString()};
      bool quoted = false;
      for (const QChar c : line) {
        if (c == QLatin1Char('"'))
          quoted = !quoted;
        else if (c == QLatin1Char(',') && !quoted)
          out << QString();
        else
          out.back() += c;
      }
      return out;
    };
    QTextStream text(&file);
    text.setEncoding(QStringConverter::Utf8);
    const auto heads = cells(text.readLine());
    std::map<QString, double> votes;
    while (!text.atEnd()) {
      const auto row = cells(text.readLine());
      const auto of = [&](const char* name) { return row.value(static_cast<int>(heads.indexOf(QLatin1String(name)))); };
      const bool road = of("location") == QLatin1String("primary_road");
      const auto width = of("bicycleLaneWidthNumber").replace(QLatin1Char(','), QLatin1Char('_'));
      const QString wide = width == QLatin1String("2") ? QStringLiteral("2_0") : width;
      const bool guarded = road && of("bufferHasPhysicalProtection") == QLatin1String("true");
      const QString kind = width == QLatin1String("0") ? QStringLiteral("road.none")
                           : !road                     ? QStringLiteral("side.track_") + wide
                           : guarded                   ? QStringLiteral("road.protected_") + wide
                                                       : QStringLiteral("road.lane_") + wide;
      votes[kind] += of("voteCount").replace(QLatin1Char(','), QLatin1Char('.')).toDouble();
    }
    const auto rules = test::shipped_rules();
    QCOMPARE(votes.size(), 7U);
    for (const auto& [kind, count] : votes) {
      const auto* rule = rules.deciding("safety." + kind.toStdString() + ".ratings");
      QVERIFY2(rule != nullptr, qPrintable(kind));
      QCOMPARE(rule->value, count);
    }
    QCOMPARE(bike::perceived_safety(rules, lane(sketch::FacilityType::radfahrstreifen, 2.0))->ratings->value,
             votes.at(QStringLiteral("road.lane_2_0")));
    QCOMPARE(bike::perceived_safety(rules, lane(sketch::FacilityType::einrichtungsradweg, 3.0))->ratings->value,
             votes.at(QStringLiteral("side.track_3_5")));
  }
};

QTEST_GUILESS_MAIN(TestCost)
#include "test_cost.moc"
