// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// QGIS styles as foreign bytes: every truncation and many damages of every fixture are an error or a tree, never a crash.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "readers/qml.h"

using namespace skizze;
using namespace skizze::readers;

class TestQml : public QObject {
  Q_OBJECT

  QTemporaryDir m_dir;
  base::Result<std::string> read(const QByteArray& bytes) {
    const QString path = m_dir.filePath(QStringLiteral("s.qml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("file");
    file.close();
    return read_qml(path.toStdString(), {});
  }
  static QDir fixtures() { return QDir(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/tests/data/qml")); }

 private Q_SLOTS:
  void every_truncation_is_an_error_data() {
    QTest::addColumn<QString>("name");
    for (const auto& name : fixtures().entryList({QStringLiteral("*.qml")}, QDir::Files)) QTest::newRow(qPrintable(name)) << name;
  }

  void every_truncation_is_an_error() {
    QFETCH(QString, name);
    QFile file(fixtures().filePath(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll().trimmed();
    for (qsizetype n = 0; n < whole.size(); ++n) {
      const auto tree = read(whole.left(n));
      QVERIFY2(!tree.has_value(), qPrintable(QString::number(n)));  // an unclosed document is none
    }
  }

  void every_damage_is_an_error_or_a_tree_data() { every_truncation_is_an_error_data(); }

  void every_damage_is_an_error_or_a_tree() {
    QFETCH(QString, name);
    QFile file(fixtures().filePath(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    for (qsizetype n = 0; n < whole.size(); n += 3) {
      QByteArray bad = whole;
      bad[n] = static_cast<char>("<>&\"\0\xff=a"[n % 8]);
      const auto tree = read(bad);
      QVERIFY(!tree || nlohmann::json::accept(*tree));
    }
  }
};

QTEST_GUILESS_MAIN(TestQml)
#include "test_qml.moc"
