// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include <QTest>
#include <map>

#include "readers/osm/places.h"

using namespace skizze::readers::osm;

namespace {

void fill_and_find(const std::vector<std::int64_t>& ids) {
  Places places;
  std::map<std::int64_t, Spot> expected;
  std::int32_t n = 0;
  for (const auto id : ids) {
    const Spot spot{n, -n};
    ++n;
    places.add(id, spot);
    expected[id] = spot;
  }
  places.finish();
  for (const auto id : ids) {
    const auto place = places.find(id);
    RC_ASSERT(place.has_value());
    RC_ASSERT(places.at(*place) == expected.at(id));
    for (const std::int64_t beside : {id - 1, id + 1}) RC_ASSERT(places.find(beside).has_value() == expected.contains(beside));
  }
}

}  // namespace

class TestOsmPlaces : public QObject {
  Q_OBJECT

 private slots:
  void every_node_is_found_whatever_the_order_and_nothing_else() {
    QVERIFY(rc::check([] { fill_and_find(*rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(-300, 300))); }));
  }
  void ids_may_lie_any_distance_apart() {
    QVERIFY(rc::check([] {
      auto ids = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(INT64_MIN + 1, INT64_MAX - 1));
      std::sort(ids.begin(), ids.end());
      fill_and_find(ids);
    }));
  }
  void long_runs_fill_many_groups() {
    std::vector<std::int64_t> ids;
    for (std::int64_t i = 0; i < 1000; ++i) ids.push_back(10'000'000'000 + i * i * 100'000);
    QVERIFY(rc::check([&] { fill_and_find(ids); }));
  }
  void nothing_is_found_among_no_nodes() {
    Places places;
    places.finish();
    QVERIFY(!places.find(0));
  }
  void places_stay_when_ids_are_forgotten() {
    Places places;
    places.add(7, {1, 2});
    places.finish();
    const auto place = *places.find(7);
    places.forget_ids();
    QCOMPARE(places.at(place).lat, 2);
    QVERIFY(!places.find(7));
  }
};

QTEST_GUILESS_MAIN(TestOsmPlaces)
#include "test_osm_places.moc"
