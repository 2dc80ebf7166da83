// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Against real QGIS: qgis_project_maker edits what we wrote as a person would, and it is taken back.
#include "project/qgis_return.h"

#include <QProcess>
#include <QTest>

#include <algorithm>

#include "document_fixture.h"
#include "geo/same.h"
#include "project/qgis_write.h"
#include "qgis/helper.h"

using namespace skizze;
using namespace skizze::project;

class TestQgisReturn : public DocumentFixture {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (qgis::find_helper().empty()) QSKIP("skizze-qgis is not built here: libqgis-dev is absent");
  }
  void init() { fresh_folder(); }
  void what_nobody_touched_is_no_change();
  void attributes_and_shapes_come_back_as_one_step_that_can_be_undone();
  void new_and_deleted_lanes_come_back();
  void what_both_sides_changed_is_a_conflict_and_the_rest_is_merged();
  void a_value_that_is_no_word_of_ours_is_told_and_left();
  void another_file_is_refused();

 private:
  QString name(int i) const { return QStringLiteral("Weg %1").arg(i); }
  bool plan(Document& document, int count = 3) {
    if (!make(document)) return false;
    for (int i = 0; i < count; ++i) {
      auto measure = lane(500000 + 200 * i);
      measure.name = name(i).toStdString();
      m_ids.push_back(document.add_measure(measure));
    }
    sketch::Measure area;
    area.kind = sketch::MeasureKind::solar_area;
    area.name = "Dach";
    area.geometry = geo::make_area({{{501000, 5600000}, {501040.123, 5600000}, {501040.123, 5600030.456}, {501000, 5600030}}});
    document.add_measure(area);
    return document.wait_settled() && export_now(document);
  }
  bool export_now(Document& document) {
    const auto written = write_for_qgis(qgis_input(document, Theme::light, Language::de), file("Plan.qgz").toStdString(), file("p.gpkg").toStdString(), {},
                                        [](double, const base::Message&) {});
    if (written) m_gpkg = written->gpkg;
    return written.has_value();
  }
  bool in_qgis(const char* layer, const QStringList& steps) {
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(QStringLiteral(STADTSKIZZE_BIN_DIR "/../tests/qgis_project_maker"), QStringList{QStringLiteral("edit"), file("Plan.qgz"), QString::fromUtf8(layer)} + steps);
    return process.waitForFinished(120000) && process.exitCode() == 0;
  }
  base::Result<QgisReturn> read(const Document& document) {
    QgisHere here{document.measures(), {}, document.crs_epsg()};
    for (const auto& scenario : document.scenarios()) here.scenarios.push_back(scenario.id);
    return read_qgis_changes(m_gpkg, here, {}, [](double, const base::Message&) {});
  }
  static bool take(Document& document, const QgisReturn& found, QgisChoice choice = QgisChoice::merge) {
    document.execute(take_from_qgis(found.changes, std::vector<QgisChoice>(found.changes.size(), choice), 5));
    return document.wait_settled();
  }

  std::vector<base::Uuid> m_ids;
  std::filesystem::path m_gpkg;
};

void TestQgisReturn::what_nobody_touched_is_no_change() {
  Document document(options());
  m_ids.clear();
  QVERIFY(plan(document));
  const auto found = read(document);
  QVERIFY2(found, found ? "" : found.error().message.id.c_str());
  QCOMPARE(found->changes.size(), std::size_t{0});
  QCOMPARE(found->problems.size(), std::size_t{0});
  // What changes here alone is none either.
  auto ours = *document.measure(m_ids[0]);
  ours.lane.width_m = 4;
  document.update_measure(ours);
  QVERIFY(document.wait_settled());
  QCOMPARE(read(document)->changes.size(), std::size_t{0});
}

void TestQgisReturn::attributes_and_shapes_come_back_as_one_step_that_can_be_undone() {
  Document document(options());
  m_ids.clear();
  QVERIFY(plan(document));
  QVERIFY(in_qgis("Radwege", {QStringLiteral("set|Weg 0|breite|2.75"), QStringLiteral("set|Weg 0|fuehrungsart|schutzstreifen"), QStringLiteral("shift|Weg 1|3.5|-2.25")}));
  QVERIFY(in_qgis("Solarflächen", {QStringLiteral("set|Dach|nutzbarer_anteil|0.5")}));
  const auto found = read(document);
  QVERIFY(found);
  QCOMPARE(found->changes.size(), std::size_t{3});
  const auto before = document.measures();
  const auto steps = document.history().size();
  QVERIFY(take(document, *found));
  QCOMPARE(document.history().size(), steps + 1);
  const auto& first = *document.measure(m_ids[0]);
  QCOMPARE(*first.lane.width_m, 2.75);
  QVERIFY(first.lane.facility == sketch::FacilityType::schutzstreifen);
  QVERIFY(geo::same_in_plane(first.geometry, before[0].geometry));  // to the last bit: only what changed is taken
  const auto& moved = document.measure(m_ids[1])->geometry.parts[0].points;
  QVERIFY(std::hypot(moved[0].x - (500200 + 3.5), moved[0].y - (5600000 - 2.25)) < 0.002);
  QVERIFY(std::any_of(document.measures().begin(), document.measures().end(), [](const auto& m) { return m.name == "Dach" && m.solar.usable_share == 0.5; }));
  QCOMPARE(read(document)->changes.size(), std::size_t{0});  // a second reading finds nothing new
  document.undo();
  QVERIFY(document.wait_settled());
  for (const auto& measure : before) QVERIFY2(document.measure(measure.id) != nullptr && *document.measure(measure.id) == measure, measure.name.c_str());
}

void TestQgisReturn::new_and_deleted_lanes_come_back() {
  Document document(options());
  m_ids.clear();
  QVERIFY(plan(document));
  QVERIFY(in_qgis("Radwege", {QStringLiteral("delete|Weg 2"), QStringLiteral("add|Neu|MultiLineString((500010 5600100, 500090 5600100))")}));
  const auto found = read(document);
  QVERIFY(found);
  QCOMPARE(found->changes.size(), std::size_t{2});
  QVERIFY(std::none_of(found->changes.begin(), found->changes.end(), [](const auto& c) { return c.has_conflict(); }));
  QVERIFY(take(document, *found));
  QVERIFY(document.measure(m_ids[2]) == nullptr);
  QVERIFY(std::any_of(document.measures().begin(), document.measures().end(), [](const auto& m) { return m.name == "Neu"; }));
}

void TestQgisReturn::what_both_sides_changed_is_a_conflict_and_the_rest_is_merged() {
  Document document(options());
  m_ids.clear();
  QVERIFY(plan(document));
  QVERIFY(in_qgis("Radwege", {QStringLiteral("set|Weg 0|breite|2.75"), QStringLiteral("set|Weg 0|note|aus QGIS"), QStringLiteral("delete|Weg 1"), QStringLiteral("set|Weg 2|note|weg?")}));
  auto ours = *document.measure(m_ids[0]);
  ours.lane.width_m = 3.25;
  document.update_measure(ours);
  auto second = *document.measure(m_ids[1]);
  second.note = "hier geändert";
  document.update_measure(second);
  document.remove_measures({m_ids[2]});
  QVERIFY(document.wait_settled());
  const auto found = read(document);
  QVERIFY(found);
  QCOMPARE(found->changes.size(), std::size_t{3});
  QVERIFY(std::all_of(found->changes.begin(), found->changes.end(), [](const auto& c) { return c.has_conflict(); }));
  QCOMPARE(found->changes[0].conflicts, std::vector<std::string>{"breite"});
  QCOMPARE(*found->changes[0].merged->lane.width_m, 3.25);
  QCOMPARE(found->changes[0].merged->note, std::string("aus QGIS"));
  QCOMPARE(*found->changes[0].theirs->lane.width_m, 2.75);
  QVERIFY(take(document, *found, QgisChoice::theirs));
  QCOMPARE(*document.measure(m_ids[0])->lane.width_m, 2.75);
  QVERIFY(document.measure(m_ids[1]) == nullptr);
  QCOMPARE(document.measure(m_ids[2])->note, std::string("weg?"));
}

void TestQgisReturn::a_value_that_is_no_word_of_ours_is_told_and_left() {
  Document document(options());
  m_ids.clear();
  QVERIFY(plan(document));
  QVERIFY(in_qgis("Radwege", {QStringLiteral("set|Weg 0|fuehrungsart|Hochbahn"), QStringLiteral("set|Weg 1|breite|5000")}));
  const auto found = read(document);
  QVERIFY(found);
  QCOMPARE(found->changes.size(), std::size_t{0});
  QCOMPARE(found->problems.size(), std::size_t{2});
  QCOMPARE(found->problems[0].id, std::string("project.qgis_not_understood"));
  QCOMPARE(found->problems[1].id, std::string("project.qgis_invalid"));
}

void TestQgisReturn::another_file_is_refused() {
  Document document(options());
  QVERIFY(make(document));
  m_gpkg = write_streets().toStdString();
  const auto found = read(document);
  QVERIFY(!found);
  QCOMPARE(found.error().message.id, std::string("project.qgis_not_ours"));
}

QTEST_GUILESS_MAIN(TestQgisReturn)
#include "test_qgis_return.moc"
