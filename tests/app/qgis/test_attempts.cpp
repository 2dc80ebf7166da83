// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/attempts.h"

#include <QtTest>

#include <atomic>

using namespace skizze;

class TestAttempts : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void requests_that_fail_together_are_one_failure() {
    qgis::Helper helper;
    const auto attempts = std::make_shared<qgis::Attempts>(geo::Box{0, 0, 10, 10});
    std::atomic<int> announced = 0;
    int troubles = 0;
    attempts->set_listener([&](const geo::Box& box) { announced += box.max_x == 10 ? 1 : 0; });
    attempts->set_trouble_listener([&](const std::optional<base::Error>& error) { troubles += error ? 1 : 0; });
    for (int i = 0; i < 8; ++i) attempts->failed(helper, m_gone);
    QVERIFY(attempts->resting());
    QCOMPARE(troubles, 1);
    QTRY_COMPARE_WITH_TIMEOUT(announced.load(), 1, 30000);
    QVERIFY(!attempts->resting());  // who is told may ask at once
    attempts->set_listener(nullptr);
  }

  void what_was_taken_back_is_no_failure() {
    qgis::Helper helper;
    const auto attempts = std::make_shared<qgis::Attempts>(geo::Box{0, 0, 10, 10});
    attempts->failed(helper, {base::ErrorCode::cancelled, {"qgis.cancelled", {}}, {}, {}});
    QVERIFY(!attempts->resting());
    QVERIFY(!attempts->problem());
  }

  void what_works_ends_the_trouble() {
    qgis::Helper helper;
    const auto attempts = std::make_shared<qgis::Attempts>(geo::Box{0, 0, 10, 10});
    attempts->failed(helper, m_gone);
    QVERIFY(attempts->problem().has_value());
    bool well = false;
    attempts->set_trouble_listener([&](const std::optional<base::Error>& error) { well = !error; });
    attempts->worked();
    QVERIFY(well && !attempts->problem());
    attempts->set_trouble_listener(nullptr);
  }

 private:
  const base::Error m_gone{base::ErrorCode::crashed, {"qgis.helper_died", {}}, {}, {}};
};

QTEST_GUILESS_MAIN(TestAttempts)
#include "test_attempts.moc"
