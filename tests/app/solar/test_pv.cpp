// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Expected values: the tests of pvlib-python, commit 6382338a (BSD-3).
#include "solar/pv.h"

#include <cmath>

#include <QTest>

using namespace skizze::solar;

namespace {
bool close(double found, double expected, double tolerance) {
  if (std::abs(found - expected) <= tolerance) return true;
  qWarning("found %.10g, expected %.10g", found, expected);
  return false;
}
}  // namespace

class TestPv : public QObject {
  Q_OBJECT

 private slots:
  void cells_warm_up_as_the_models_say() {
    QVERIFY(close(cell_temperature_faiman(900, 20, 5), 35.203, 5e-4));
    QVERIFY(close(cell_temperature_sapm(900, 20, 5), 43.509, 5e-4));
    QVERIFY(close(cell_temperature_pvsyst(900, 20, 5), 45.137, 1e-3));
  }

  void pvwatts_gives_direct_current() {
    QVERIFY(close(pvwatts_dc(900, 30, 100, -0.003), 88.65, 1e-9));
    QVERIFY(close(pvwatts_dc(100, 30, 100, -0.003, 0.01), 8.9125, 1e-9));
    QVERIFY(close(pvwatts_dc(1000, 25, 100, -0.003, 0.01), 100, 1e-9));
    QVERIFY(close(pvwatts_dc(200, 25, 100, -0.003, 0.01), 19, 1e-9));
  }

  void pvwatts_losses_multiply() {
    QVERIFY(close(Losses{}.total_percent(), 14.075660688264469, 1e-9));
    Losses aged;
    aged.age = 1;
    QVERIFY(close(aged.total_percent(), 14.934904, 1e-6));
    QVERIFY(close(losses_without_shading().total_percent(), 11.42, 5e-3));
  }

  void pvwatts_gives_alternating_current() {
    QVERIFY(close(pvwatts_inverter(90, 100, 0.95), 85.58556604752516, 1e-9));
    QVERIFY(close(pvwatts_inverter(50, 100, 0.95), 47.60843624, 1e-8));
    QVERIFY(close(pvwatts_inverter(100, 100, 0.95), 95.0, 1e-9));
    QCOMPARE(pvwatts_inverter(0, 100), 0.0);
    QVERIFY(close(pvwatts_inverter(150, 100, 0.95), 95.0, 1e-9));
  }
};

QTEST_APPLESS_MAIN(TestPv)
#include "test_pv.moc"
