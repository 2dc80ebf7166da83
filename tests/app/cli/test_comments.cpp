// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <memory>

#include <QJsonArray>
#include <QTest>

#include "skizze.h"

using skizze::test::Skizze;

class TestComments : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_skizze = std::make_unique<Skizze>(); }
  void what_was_imported_is_listed_and_exported_where_it_was();
  void an_import_is_one_step_and_the_project_stays_clean();
  void rows_without_text_are_counted_as_refused();
  void a_file_without_comments_changes_nothing();

 private:
  QString project() const {
    const auto file = m_skizze->file("p.gpkg");
    if (m_skizze->run({"new", file}).code != 0) qFatal("no project");
    return file;
  }
  QString comments() const {
    return m_skizze->write("c.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"text":"Hier fehlt ein Radweg","category":"cycling","state":"published"},"geometry":{"type":"Point","coordinates":[9.5,51.5]}},
{"type":"Feature","properties":{"text":"Mehr Bäume","category":"green"},"geometry":{"type":"Point","coordinates":[9.6,51.6]}}]})");
  }
  std::unique_ptr<Skizze> m_skizze;
};

void TestComments::what_was_imported_is_listed_and_exported_where_it_was() {
  const auto file = project();
  QCOMPARE(m_skizze->run({"comments", "import", file, comments()}).code, 0);
  const auto list = m_skizze->run({"comments", "list", file, "--json"});
  QCOMPARE(list.code, 0);
  const auto rows = list.json()["contributions"].toArray();
  QCOMPARE(rows.size(), 2);
  const auto first = rows[0].toObject()["text"].toString() == QStringLiteral("Mehr Bäume") ? rows[1].toObject() : rows[0].toObject();
  QCOMPARE(first["state"].toString(), QStringLiteral("published"));
  QCOMPARE(first["category"].toString(), QStringLiteral("cycling"));
  QVERIFY(std::abs(first["lon"].toDouble() - 9.5) < 1e-6 && std::abs(first["lat"].toDouble() - 51.5) < 1e-6);
  QCOMPARE(m_skizze->run({"comments", "export", file, "-o", m_skizze->file("out.geojson")}).code, 0);
  const auto info = m_skizze->run({"info", "--json", m_skizze->file("out.geojson")});
  QCOMPARE(info.json()["features"].toInt(), 2);
}

void TestComments::an_import_is_one_step_and_the_project_stays_clean() {
  const auto file = project();
  QCOMPARE(m_skizze->run({"comments", "import", file, comments()}).code, 0);
  const auto check = m_skizze->run({"check", file, "--json"});
  QCOMPARE(check.code, 0);
  QCOMPARE(check.json()["history"].toInt(), 1);
  QCOMPARE(check.json()["contributions"].toInt(), 2);
}

void TestComments::rows_without_text_are_counted_as_refused() {
  const auto file = project();
  const auto outcome = m_skizze->run({"comments", "import", file, m_skizze->write("c.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"text":"Mehr Licht"},"geometry":{"type":"Point","coordinates":[9.5,51.5]}},
{"type":"Feature","properties":{"text":"  "},"geometry":{"type":"Point","coordinates":[9.6,51.6]}}]})"),
                                      "--json"});
  QCOMPARE(outcome.code, 3);
  QCOMPARE(outcome.json()["imported"].toInt(), 1);
  QCOMPARE(outcome.json()["refused"].toInt(), 1);
}

void TestComments::a_file_without_comments_changes_nothing() {
  const auto file = project();
  const auto outcome = m_skizze->run({"comments", "import", file,
                                      m_skizze->write("c.geojson",
                                                      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"
                                                      "\"n\":1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[9,51]}}]}")});
  QCOMPARE(outcome.code, 1);
  QCOMPARE(m_skizze->run({"comments", "list", file, "--json"}).json()["contributions"].toArray().size(), 0);
}

QTEST_GUILESS_MAIN(TestComments)
#include "test_comments.moc"
