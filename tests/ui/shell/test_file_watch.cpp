// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/file_watch.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

#include "ui/window_fixture.h"

namespace skizze::ui {

class TestFileWatch : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_dir = std::make_unique<QTemporaryDir>(); }
  void what_is_there_and_what_is_not_is_told();
  void what_is_written_comes_and_goes_is_told();
  void a_file_that_is_replaced_is_followed();
  void only_the_latest_list_counts();
  void it_can_go_while_it_looks();

 private:
  QString file(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
  static FileWatch::Stamps last_of(const QSignalSpy& looked) {
    return looked.isEmpty() ? FileWatch::Stamps() : looked.last()[1].value<FileWatch::Stamps>();
  }
  static qint64 size_in(const QSignalSpy& looked, const QString& file) { return last_of(looked).value(file).size; }

  std::unique_ptr<QTemporaryDir> m_dir;
};

void TestFileWatch::what_is_there_and_what_is_not_is_told() {
  QVERIFY(write_file(file("a"), "12345"));
  FileWatch watch;
  QSignalSpy looked(&watch, &FileWatch::looked);
  const auto number = watch.watch({file("a"), file("b"), QStringLiteral("/nowhere/at/all")});
  QCOMPARE(looked.count(), 0);  // by the event loop only
  QTRY_COMPARE(looked.count(), 1);
  QCOMPARE(looked[0][0].toULongLong(), number);
  const auto now = last_of(looked);
  QCOMPARE(now.size(), 3);
  QCOMPARE(now[file("a")].size, 5);
  QCOMPARE(now[file("a")].changed_ms, QFileInfo(file("a")).lastModified().toMSecsSinceEpoch());
  QVERIFY(!now[file("b")].exists());
  QVERIFY(!now[QStringLiteral("/nowhere/at/all")].exists());
}

void TestFileWatch::what_is_written_comes_and_goes_is_told() {
  QVERIFY(write_file(file("a"), "1"));
  FileWatch watch;
  QSignalSpy looked(&watch, &FileWatch::looked);
  watch.watch({file("a"), file("b")});
  QTRY_COMPARE(size_in(looked, file("a")), 1);
  QVERIFY(write_file(file("a"), "12"));
  QTRY_COMPARE_WITH_TIMEOUT(size_in(looked, file("a")), 2, 20000);
  QVERIFY(write_file(file("b"), "123"));
  QTRY_COMPARE_WITH_TIMEOUT(size_in(looked, file("b")), 3, 20000);
  QVERIFY(QFile::remove(file("b")));
  QTRY_VERIFY_WITH_TIMEOUT(!last_of(looked)[file("b")].exists(), 20000);
}

void TestFileWatch::a_file_that_is_replaced_is_followed() {
  QVERIFY(write_file(file("a"), "1"));
  FileWatch watch;
  QSignalSpy looked(&watch, &FileWatch::looked);
  watch.watch({file("a")});
  QTRY_COMPARE(size_in(looked, file("a")), 1);
  for (const char* text : {"12", "123"}) {
    QVERIFY(write_file(file("new"), text));
    QVERIFY(QFile::remove(file("a")) && QFile::rename(file("new"), file("a")));
    QTRY_COMPARE_WITH_TIMEOUT(size_in(looked, file("a")), static_cast<qint64>(qstrlen(text)), 20000);
  }
  QVERIFY(write_file(file("a"), "1234"));
  QTRY_COMPARE_WITH_TIMEOUT(size_in(looked, file("a")), 4, 20000);
}

void TestFileWatch::only_the_latest_list_counts() {
  QVERIFY(write_file(file("a"), "1"));
  QVERIFY(write_file(file("b"), "12"));
  FileWatch watch;
  QSignalSpy looked(&watch, &FileWatch::looked);
  watch.watch({file("a")});
  const auto latest = watch.watch({file("b")});
  QVERIFY(latest > 1);
  QTRY_VERIFY(!looked.isEmpty() && looked.last()[0].toULongLong() == latest);
  QCOMPARE(last_of(looked).keys(), QStringList{file("b")});
  watch.watch({});
  QTRY_VERIFY(last_of(looked).isEmpty());
}

void TestFileWatch::it_can_go_while_it_looks() {
  QStringList many;
  for (int i = 0; i < 20000; ++i) many << file("many") + QString::number(i);
  for (int i = 0; i < 5; ++i) {
    FileWatch watch;
    QSignalSpy looked(&watch, &FileWatch::looked);
    watch.watch(many);
    QTest::qWait(i);
    QVERIFY(looked.count() <= 1);
  }
}

}  // namespace skizze::ui

QTEST_GUILESS_MAIN(skizze::ui::TestFileWatch)
#include "test_file_watch.moc"
