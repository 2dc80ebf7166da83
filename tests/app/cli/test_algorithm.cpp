// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze run against real QGIS (qgis_project_maker says what QGIS itself makes of the same call).
#include <QtTest>

#include "app/cli/skizze.h"
#include "app/qgis/qgis_town.h"

using namespace skizze;

class TestAlgorithm : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    QVERIFY(m_town.make());
  }

  void buffers_are_those_of_qgis() {
    const QStringList values{table("INPUT", "streets"), QStringLiteral("DISTANCE=12.5"), QStringLiteral("END_CAP_STYLE=Flat")};
    const auto outcome = run(QStringList{QStringLiteral("native:buffer")} + values +
                             QStringList{QStringLiteral("-o"), m_skizze.file(QStringLiteral("buffer.gpkg")), QStringLiteral("--json")});
    QCOMPARE(outcome.code, 0);
    const auto output = outcome.json()[QLatin1String("outputs")].toArray()[0].toObject();
    QCOMPARE(output[QLatin1String("features")].toInt(), 10);
    QCOMPARE(output[QLatin1String("crs")].toString(), QStringLiteral("EPSG:25832"));
    QCOMPARE(output[QLatin1String("file")].toString(), m_skizze.file(QStringLiteral("buffer.gpkg")));
    const auto expected =
        test::QgisTown::result({QStringLiteral("native:buffer"), values[0], values[1], QStringLiteral("END_CAP_STYLE=1")});
    QVERIFY(!expected.isEmpty());
    QCOMPARE(test::QgisTown::features(m_skizze.file(QStringLiteral("buffer.gpkg"))), expected);
  }

  void relative_files_are_those_of_the_person_and_lists_have_semicolons() {
    const auto shell = QStringLiteral("cd '%1' && exec \"$0\" \"$@\"").arg(m_town.folder.path());
    const auto outcome = m_skizze.run({QStringLiteral("run"), QStringLiteral("native:mergevectorlayers"),
                                       QStringLiteral("LAYERS=town.gpkg|layername=blocks;town.gpkg|layername=parcels"),
                                       QStringLiteral("-o"), m_skizze.file(QStringLiteral("merged.gpkg")), QStringLiteral("--json")},
                                      shell);
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QCOMPARE(outcome.json()[QLatin1String("outputs")].toArray()[0].toObject()[QLatin1String("features")].toInt(), 180);
  }

  void a_wanted_second_result_lies_beside_the_first() {
    const auto outcome =
        run({QStringLiteral("native:extractbyexpression"), table("INPUT", "blocks"), QStringLiteral("EXPRESSION=\"use\"='Park'"),
             QStringLiteral("FAIL_OUTPUT=true"), QStringLiteral("-o"), m_skizze.file(QStringLiteral("park.gpkg"))});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY(QFileInfo::exists(m_skizze.file(QStringLiteral("park.gpkg"))));
    QCOMPARE(QDir(m_skizze.folder()).entryList({QStringLiteral("park_*.gpkg")}).size(), 1);
  }

  void the_list_is_searched_and_one_algorithm_explained() {
    const auto list = run({QStringLiteral("buffer"), QStringLiteral("--list"), QStringLiteral("--json")});
    QCOMPARE(list.code, 0);
    const auto found = list.json()[QLatin1String("algorithms")].toArray();
    QVERIFY(found.size() > 3 && found.size() < 30);
    const auto help = run({QStringLiteral("native:buffer"), QStringLiteral("--help"), QStringLiteral("--lang"), QStringLiteral("de")});
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.contains("DISTANCE"));
    QVERIFY(help.out.contains("0 = Round, 1 = Flat, 2 = Square; sonst 0"));
    QVERIFY(run({QStringLiteral("--help")}).out.contains("--skip-invalid"));
  }

  void wrong_calls_end_with_their_codes_and_leave_nothing() {
    const QString out = m_skizze.file(QStringLiteral("never.gpkg"));
    const auto code = [&](const QStringList& arguments) { return run(arguments + QStringList{QStringLiteral("-o"), out}); };
    QCOMPARE(run({}).code, 2);
    QCOMPARE(run({QStringLiteral("native:buffer"), table("INPUT", "streets")}).code, 2);
    QCOMPARE(code({QStringLiteral("native:bufer")}).code, 1);
    const auto wrong = code({QStringLiteral("native:buffer"), table("INPUT", "streets"), QStringLiteral("DISTANCE=12,5"),
                             QStringLiteral("--lang"), QStringLiteral("de")});
    QCOMPARE(wrong.code, 1);
    QVERIFY(wrong.err.contains("DISTANCE (Distance) kann nicht „12,5“ sein"));
    const auto unknown =
        code({QStringLiteral("native:buffer"), table("INPUT", "streets"), QStringLiteral("WIDTH=3"), QStringLiteral("--json")});
    QCOMPARE(unknown.code, 1);
    QCOMPARE(unknown.json()[QLatin1String("error")].toObject()[QLatin1String("id")].toString(), QStringLiteral("qgis.unknown_parameter"));
    QCOMPARE(
        run({QStringLiteral("native:buffer"), table("INPUT", "streets"), QStringLiteral("-o"), m_skizze.file(QStringLiteral("never.shp"))})
            .code,
        1);
    QVERIFY(!QFileInfo::exists(out));
  }

  void without_qgis_it_says_what_is_missing() {
    const auto outcome = m_skizze.run({QStringLiteral("run"), QStringLiteral("--list"), QStringLiteral("--json")},
                                      QStringLiteral("STADTSKIZZE_QGIS=/nowhere exec \"$0\" \"$@\""));
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.json()[QLatin1String("error")].toObject()[QLatin1String("id")].toString(), QStringLiteral("qgis.no_helper"));
  }

 private:
  QString table(const char* parameter, const char* name) const {
    return QStringLiteral("%1=%2|layername=%3")
        .arg(QLatin1String(parameter), m_town.folder.filePath(QStringLiteral("town.gpkg")), QLatin1String(name));
  }
  test::Outcome run(const QStringList& arguments) const { return m_skizze.run(QStringList{QStringLiteral("run")} + arguments); }

  test::Skizze m_skizze;
  test::QgisTown m_town;
};

QTEST_GUILESS_MAIN(TestAlgorithm)
#include "test_algorithm.moc"
