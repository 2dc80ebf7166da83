// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Projects that nobody should have sent: each a clear message, and the next one opens all the same.
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>
#include <algorithm>

#include "app/qgis/qgis_town.h"
#include "qgis/project_notices.h"
#include "qgis/qgis_project.h"

using namespace skizze;

namespace {

/// python3 with a script and arguments; the way to archives that no honest writer makes.
bool python(const char* script, const QStringList& arguments) {
  QProcess process;
  process.start(QStringLiteral("python3"), QStringList{QStringLiteral("-c"), QString::fromLatin1(script)} + arguments);
  return process.waitForFinished(120000) && process.exitCode() == 0;
}

constexpr const char* k_one_entry =
    "import sys, zipfile\n"
    "with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:\n"
    "  z.writestr(sys.argv[2], b'<qgis>' + b' ' * int(sys.argv[3]) + b'</qgis>')\n";

/// The town with one text of its project replaced by another; a count of 0 says that the text was not there.
constexpr const char* k_replace =
    "import sys, zipfile\n"
    "z = zipfile.ZipFile(sys.argv[1])\n"
    "name = [n for n in z.namelist() if n.endswith('.qgs')][0]\n"
    "text = z.read(name).decode()\n"
    "assert sys.argv[3] in text\n"
    "open(sys.argv[2], 'w').write(text.replace(sys.argv[3], sys.argv[4]))\n";

base::Result<std::shared_ptr<qgis::QgisProject>> open(const QString& file) { return qgis::QgisProject::open(file.toStdString(), {}); }

bool told(const qgis::ProjectInfo& info, const char* id) {
  const auto notices = qgis::notices_of(info);
  return std::any_of(notices.begin(), notices.end(), [&](const auto& n) { return n.message.id == id; });
}

/// Each entity sixteen times the one before.
QByteArray laughs() {
  QByteArray text = "<!DOCTYPE qgis [<!ENTITY e0 'aaaaaaaaaaaaaaaa'>";
  for (int i = 1; i < 8; ++i) {
    const QByteArray before = "&e" + QByteArray::number(i - 1) + ";";
    text += "<!ENTITY e" + QByteArray::number(i) + " '" + before.repeated(16) + "'>";
  }
  return text + "]><qgis><title>&e7;</title></qgis>";
}

}  // namespace

class TestQgisSafety : public QObject {
  Q_OBJECT

  QString in(const char* name) const { return m_town.folder.filePath(QString::fromLatin1(name)); }
  void write(const char* name, const QByteArray& bytes) const {
    QFile file(in(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
  }
  /// The town under another name with one text replaced.
  QString changed(const char* name, const QString& before, const QString& after) const {
    return python(k_replace, {m_town.file(), in(name), before, after}) ? in(name) : QString();
  }

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    if (QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty()) QSKIP("python3 is not installed");
    QVERIFY(m_town.make());
  }

  void a_zip_bomb_is_too_large() {
    QVERIFY(python(k_one_entry, {in("bomb.qgz"), QStringLiteral("a.qgs"), QStringLiteral("400000000")}));
    QVERIFY(QFileInfo(in("bomb.qgz")).size() < 1000000);
    const auto project = open(in("bomb.qgz"));
    QVERIFY(!project);
    QCOMPARE(project.error().message.id, std::string("qgis.archive_bytes"));
    QCOMPARE(project.error().code, base::ErrorCode::too_large);
  }

  void an_entry_that_leads_out_is_refused_data() {
    QTest::addColumn<QString>("entry");
    QTest::newRow("up") << "../evil.qgs";
    QTest::newRow("up in the middle") << "a/../../evil.qgs";
    QTest::newRow("absolute") << "/tmp/evil.qgs";
    QTest::newRow("windows") << "..\\evil.qgs";
    QTest::newRow("drive") << "C:/evil.qgs";
  }
  void an_entry_that_leads_out_is_refused() {
    QFETCH(QString, entry);
    QVERIFY(python(k_one_entry, {in("up.qgz"), entry, QStringLiteral("10")}));
    const auto project = open(in("up.qgz"));
    QVERIFY(!project);
    QCOMPARE(project.error().message.id, std::string("qgis.archive_unsafe"));
  }

  void what_is_no_project_is_said_to_be_none_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("id");
    QTest::newRow("empty") << QByteArray() << "qgis.project_damaged";
    QTest::newRow("no XML") << QByteArray("hello") << "qgis.project_damaged";
    QTest::newRow("another root") << QByteArray("<html><body/></html>") << "qgis.project_damaged";
    QTest::newRow("cut off") << QByteArray("<qgis><title>a") << "qgis.project_damaged";
    QTest::newRow("nested too deep") << "<qgis><title>" + QByteArray("<a>").repeated(5000) << "qgis.project_damaged";
    QTest::newRow("a billion laughs") << laughs() << "qgis.project_damaged";
    QTest::newRow("a torn archive") << QByteArray("PK\x03\x04torn") << "qgis.archive_damaged";
  }
  void what_is_no_project_is_said_to_be_none() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, id);
    write("odd.qgs", bytes);
    const auto project = open(in("odd.qgs"));
    QVERIFY(!project);
    QCOMPARE(QString::fromStdString(project.error().message.id), id);
  }

  void a_file_of_this_machine_is_not_read_through_an_entity() {
    write("entity.qgs", "<!DOCTYPE qgis [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><qgis><title>&x;</title></qgis>");
    const auto project = open(in("entity.qgs"));
    if (project) QCOMPARE((*project)->info().title, std::string());
  }

  void missing_layers_are_listed_and_the_rest_is_drawn() {
    const QString file = changed("missing.qgs", QStringLiteral("layername=trees"), QStringLiteral("layername=gone"));
    QVERIFY(!file.isEmpty());
    const auto project = open(file);
    QVERIFY(project);
    const auto& layers = (*project)->info().layers;
    QCOMPARE(std::count_if(layers.begin(), layers.end(), [](const auto& l) { return l.state == qgis::LayerState::missing; }), 2);
    QCOMPARE(layers.size(), std::size_t{10});
    QVERIFY(told((*project)->info(), "qgis.layers_missing"));
    const auto& box = (*project)->info().bounds;
    const auto answer = (*project)->helper().run({QStringLiteral("render"),
                                                  {{QStringLiteral("box"), QJsonArray{box.min_x, box.min_y, box.max_x, box.max_y}},
                                                   {QStringLiteral("width"), 100},
                                                   {QStringLiteral("height"), 100}},
                                                  60,
                                                  false},
                                                 {});
    QVERIFY(answer && !answer->body.empty());
  }

  void an_unknown_renderer_is_told_and_a_plain_symbol_drawn() {
    const QString file = changed("renderer.qgs", QStringLiteral("type=\"graduatedSymbol\""), QStringLiteral("type=\"kaleidoscope\""));
    QVERIFY(!file.isEmpty());
    const auto project = open(file);
    QVERIFY(project);
    QVERIFY(told((*project)->info(), "qgis.unknown_renderer"));
    const auto& layers = (*project)->info().layers;
    QVERIFY(
        std::any_of(layers.begin(), layers.end(), [](const auto& l) { return l.name == "Flurstücke" && l.renderer == "singleSymbol"; }));
  }

  void pictures_from_the_web_do_not_get_through() {
    const QString file = changed("svg.qgs", QStringLiteral("v=\"transport"), QStringLiteral("v=\"http://192.0.2.1/transport"));
    QVERIFY(!file.isEmpty());
    const auto project = open(file);
    QVERIFY(project);
    QVERIFY(told((*project)->info(), "qgis.removed_remote_picture"));
  }

  void layers_on_other_machines_stay_in_the_tree_and_are_not_asked_data() {
    QTest::addColumn<QString>("source");
    QTest::newRow("service") << "url=https://192.0.2.1/wms&amp;layers=a";
    QTest::newRow("GDAL") << "/vsicurl/http://192.0.2.1/a.gpkg";
    QTest::newRow("database") << "dbname='town' host='192.0.2.1' port=5432";
    QTest::newRow("GDAL's database") << "PG:dbname=town host=192.0.2.1";
  }
  void layers_on_other_machines_stay_in_the_tree_and_are_not_asked() {
    QFETCH(QString, source);
    const QString file =
        changed("far.qgs", QStringLiteral("<datasource>./town.gpkg|layername=blocks"), QStringLiteral("<datasource>") + source);
    QVERIFY(!file.isEmpty());
    const auto project = open(file);
    QVERIFY(project);
    const auto& layers = (*project)->info().layers;
    const auto far = std::find_if(layers.begin(), layers.end(), [](const auto& l) { return l.name == "Baublöcke"; });
    QVERIFY(far != layers.end());
    QCOMPARE(far->state, qgis::LayerState::network);
    QVERIFY(told((*project)->info(), "qgis.layers_elsewhere"));
  }

  void afterwards_an_honest_project_opens() { QVERIFY(open(m_town.file())); }

  void nothing_is_written_beside_the_project() {
    const QStringList before = QDir(m_town.folder.path()).entryList(QDir::Files);
    QVERIFY(open(m_town.file()));
    QCOMPARE(QDir(m_town.folder.path()).entryList(QDir::Files), before);
  }

 private:
  test::QgisTown m_town;
};

QTEST_GUILESS_MAIN(TestQgisSafety)
#include "test_qgis_safety.moc"
