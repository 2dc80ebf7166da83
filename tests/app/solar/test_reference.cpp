// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/reference.h"

#include <set>

#include <QTest>

using namespace skizze::solar;

class TestReference : public QObject {
  Q_OBJECT

 private slots:
  void every_published_value_is_met() {
    std::set<std::string> ids;
    for (const auto& row : reference_rows()) {
      QVERIFY2(row.matches(), row.id.c_str());
      QVERIFY2(ids.insert(row.id).second, row.id.c_str());
      QVERIFY(!row.source.empty() && row.tolerance > 0);
    }
    QVERIFY(ids.size() > 40);
  }

  void a_wrong_value_is_told() {
    QVERIFY((!ReferenceRow{"x", 1.1, 1.0, 0.05, "", ""}.matches()));
    QVERIFY((!ReferenceRow{"x", 0.0 / 0.0, 1.0, 0.05, "", ""}.matches()));
  }
};

QTEST_APPLESS_MAIN(TestReference)
#include "test_reference.moc"
