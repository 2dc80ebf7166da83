// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <cmath>
#include <random>

#include "geo/overlay.h"
#include "readers/clear_validity.h"

using namespace skizze;
using readers::clearly_valid;

class TestClearValidity : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void a_house_is_clearly_valid() {
    QVERIFY(clearly_valid(geo::make_area({{{0, 0}, {10, 0}, {10, 8}, {0, 8}}})));
    QVERIFY(clearly_valid(geo::make_area({{{0, 0}, {5, 0}, {10, 0}, {10, 8}, {4, 8}, {4, 12}, {0, 12}}})));
  }

  void what_touches_or_crosses_itself_is_not() {
    QVERIFY(!clearly_valid(geo::make_area({{{0, 0}, {10, 10}, {10, 0}, {0, 10}}})));                    // a bow
    QVERIFY(!clearly_valid(geo::make_area({{{0, 0}, {10, 0}, {10, 10}, {5, 0}, {0, 10}}})));            // a corner on a side
    QVERIFY(!clearly_valid(geo::make_area({{{0, 0}, {10, 0}, {20, 0}, {10, 0}, {10, 10}, {0, 10}}})));  // a spike
    QVERIFY(!clearly_valid(geo::make_area({{{0, 0}, {10, 0}, {20, 0}}})));                              // a line
    QVERIFY(!clearly_valid(geo::make_area({{{0, 0}, {10, 0}}})));
  }

  void holes_and_several_rings_are_left_to_others() {
    QVERIFY(!clearly_valid(geo::make_area({{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{2, 2}, {2, 4}, {4, 4}}})));
  }

  void it_never_says_yes_where_geos_says_no() {
    std::mt19937 random(3);
    std::uniform_int_distribution<int> corner(0, 6);
    std::uniform_real_distribution<double> place(-2e7, 2e7);
    int yes = 0;
    for (int round = 0; round < 20'000; ++round) {
      const geo::Point2 origin{place(random), place(random)};
      const double unit = std::ldexp(1.0, static_cast<int>(random() % 20) - 12);
      std::vector<geo::Point2> ring;
      for (int i = static_cast<int>(3 + random() % 6); i > 0; --i)
        ring.push_back({origin.x + corner(random) * unit, origin.y + corner(random) * unit});
      const auto area = geo::make_area({ring});
      if (!clearly_valid(area)) continue;
      ++yes;
      QVERIFY(geo::valid(area));
    }
    QVERIFY(yes > 1000);
  }
};

QTEST_GUILESS_MAIN(TestClearValidity)
#include "test_clear_validity.moc"
