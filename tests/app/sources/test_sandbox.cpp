// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "sources/prepare_client.h"

using namespace skizze;

/// The helper's own confinement, without bubblewrap around it.
class TestSandbox : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { qputenv("STADTSKIZZE_SANDBOX", "seccomp"); }

  void without_bubblewrap_the_helper_confines_itself() {
    QCOMPARE(sources::sandbox_name(), std::string("seccomp"));
    QTemporaryDir folder;
    QFile file(folder.filePath("a.csv"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("lon,lat\n12,51\n");
    file.close();
    const sources::PrepareClient client(folder.filePath("cache").toStdString());
    const auto source = client.prepare(file.fileName().toStdString(), {}, {});
    QVERIFY(source);
    QCOMPARE(source->layers.at(0).count, std::uint64_t{1});
  }

  void a_geopackage_is_read_without_a_trace_in_its_folder() {
    QTemporaryDir folder;
    const QString name = folder.filePath("a.gpkg");
    const QString sqlite = QStandardPaths::findExecutable(QStringLiteral("ogr2ogr"));
    if (sqlite.isEmpty()) QSKIP("ogr2ogr (gdal-bin) is not installed");
    QFile json(folder.filePath("a.json"));
    QVERIFY(json.open(QIODevice::WriteOnly));
    json.write("{\"type\":\"Point\",\"coordinates\":[12,51]}");
    json.close();
    QCOMPARE(QProcess::execute(sqlite, {QStringLiteral("-f"), QStringLiteral("GPKG"), name, json.fileName()}), 0);
    const QStringList before = QDir(folder.path()).entryList(QDir::Files);
    const sources::PrepareClient client(folder.filePath("cache").toStdString());
    QVERIFY(client.prepare(name.toStdString(), {}, {}));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), before);
  }
};

QTEST_GUILESS_MAIN(TestSandbox)
#include "test_sandbox.moc"
