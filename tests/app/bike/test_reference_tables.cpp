// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The reference's own tables A1 to A3 (the Markdown text beside the test data) read row by row: every figure with two sources or one has
/// to stand among the shipped rules, with that value. What figures never decide: those that nobody has checked.
#include <QRegularExpression>
#include <QtTest>

#include <cmath>
#include <map>
#include <set>

#include "app/bike/rule_fixture.h"
#include "bike/csv_table.h"
#include "bike/lane_check.h"

using namespace skizze;

namespace {

constexpr const char* k_reference = STADTSKIZZE_TEST_DATA "/../reference/bike-solar.md";

struct Row {
  QString table, first;
  QStringList cells;
};

QStringList cells_of(const QString& line) {
  auto cells = line.mid(1, line.lastIndexOf(QLatin1Char('|')) - 1).split(QLatin1Char('|'));
  for (auto& cell : cells) cell = cell.trimmed();
  return cells;
}

std::vector<Row> rows_of_reference() {
  std::vector<Row> rows;
  QString table;
  for (const auto& line : QString::fromStdString(test::text_of_file(k_reference)).split(QLatin1Char('\n'))) {
    if (line.startsWith(QLatin1String("## "))) table = line.mid(3, 2);
    const bool wanted = table == QLatin1String("A1") || table == QLatin1String("A2") || table == QLatin1String("A3");
    if (!wanted || !line.startsWith(QLatin1Char('|')) || line.startsWith(QLatin1String("|--")) ||
        line.contains(QLatin1String("| status |")))
      continue;
    const auto cells = cells_of(line);
    rows.push_back({table, cells.front(), cells});
  }
  return rows;
}

/// The figures of a row, without numbers of signs, paragraphs, sources and years.
std::set<double> figures_of(const Row& row) {
  auto text = row.cells.join(QStringLiteral(" | "));
  if (row.table == QLatin1String("A1")) text = row.cells.mid(2).join(QStringLiteral(" | "));  // the second names the sign
  static const QRegularExpression k_names(QStringLiteral(
      R"(ERA Tab\. \d|\b(ERA|RASt|Klima|ECF|EFA|Bern)\s?(20)?\d\d(\.\d)*|ERA \d\.\d\.\d|§\d+|\b[SVZ] ?\d+(\.\d+)?\b|VwV-StVO|/24 h)"));
  text.replace(QStringLiteral("5-10,000"), QStringLiteral("5,000-10,000")).remove(k_names);
  static const QRegularExpression k_number(QStringLiteral(R"(\d{1,3}(,\d{3})+|\d+(\.\d+)?)"));
  std::set<double> figures;
  for (auto it = k_number.globalMatch(text); it.hasNext();) figures.insert(it.next().captured().remove(QLatin1Char(',')).toDouble());
  return figures;
}

/// Which rules a row of the reference has become: beginnings of ids.
const std::map<QString, QStringList>& rules_of_rows() {
  static const std::map<QString, QStringList> k_rules{
      {"schutzstreifen", {"width.schutzstreifen."}},
      {"radfahrstreifen", {"width.radfahrstreifen."}},
      {"radfahrstreifen, new build", {"width.radfahrstreifen_new."}},
      {"protected bike lane", {"width.protected_bike_lane."}},
      {"einrichtungsradweg", {"width.einrichtungsradweg."}},
      {"zweirichtungsradweg both sides", {"width.zweirichtungsradweg_both."}},
      {"zweirichtungsradweg one side", {"width.zweirichtungsradweg_one."}},
      {"gemeinsamer Geh-/Radweg", {"width.gemeinsamer_geh_radweg."}},
      {"getrennter Geh-/Radweg (total)", {"width.getrennter_geh_radweg."}},
      {"Fahrradstraße carriageway", {"width.fahrradstrasse."}},
      {"Radschnellweg two-way", {"width.radschnellweg."}},
      {"Radschnellweg, one-way part", {"width.radschnellweg_oneway."}},
      {"Gehweg (must remain)", {"width.gehweg."}},
      {"buffer Radfahr-/Schutzstreifen to parallel parking", {"space.buffer.parallel"}},
      {"buffer to angled/perpendicular parking", {"space.buffer.angled_"}},
      {"built track to carriageway, inside, high kerb", {"space.buffer.track_kerb", "space.buffer.track_no_kerb"}},
      {"built track to carriageway, outside towns", {"space.buffer.track_outside"}},
      {"usable width for speed/quality models", {"space.usable."}},
      {"door length of wide vehicles", {"space.door."}},
      {"Kernfahrbahn between two Schutzstreifen", {"space.core."}},
      {"remaining lane beside Radfahrstreifen", {"space.lane.minimum", "space.lane.standard"}},
      {"bus lane", {"space.lane.bus"}},
      {"dangerous in-between widths: mixed lane 6-7 m two-way, bus lane 3.5-4.75 m", {"space.danger."}},
      {"parking parallel / angled / perpendicular depth", {"space.parking."}},
      {"overtaking distance car-bike (StVO §5)", {"space.overtake."}},
      {"default carriageway kerb-kerb when OSM is silent", {"space.default.", "space.survey."}},
      {"I: < 400 Kfz/h", {"facility.range1."}},
      {"II: 400-1,000 Kfz/h", {"facility.range1.", "facility.range2."}},
      {"III: 1,000-1,800 Kfz/h", {"facility.range2.", "facility.range3."}},
      {"IV: > 1,800 Kfz/h or 4 lanes", {"facility.range3.", "facility.range4."}},
      {"trucks", {"facility.trucks."}},
      {"divided carriageways", {"facility.divided."}},
      {"outside towns, 70 km/h", {"facility.outside."}},
      {"crossings", {"facility.crossing."}},
      {"30 / 60 / 70 km/h border lines; DTV -> peak hour = 8-12 % (use 10 %)", {"facility.peak."}},
      {"comparison Bern 2025: mix < 2,000 DTV and <= 30 km/h; lane to 5,000 / 50 km/h; lane or track 5-10,000; track > 10,000 or >= 50",
       {"facility.bern."}},
      {"Radschnellweg", {"facility.radschnellweg."}}};
  return k_rules;
}

/// Verdicts that a figure has decided; hints and what is not assessable are none.
using Decided = std::multiset<std::tuple<std::string, int, std::string>>;
Decided decided(const bike::RuleBook& rules) {
  using K = bike::Parking;
  Decided all;
  for (const auto facility : sketch::all_facilities()) {
    for (const auto& [width, buffer, kerbs, load, speed, parking] :
         {std::tuple(1.2, 0.0, 6.5, 300.0, 30.0, K::none), std::tuple(1.85, 0.5, 9.5, 900.0, 50.0, K::parallel),
          std::tuple(3.0, 1.0, 14.0, 2500.0, 70.0, K::diagonal)}) {
      bike::LaneInput input;
      input.line = geo::make_line({{0, 0}, {200, 0}});
      input.lane.facility = facility;
      input.lane.width_m = width;
      input.lane.buffer_m = buffer;
      bike::StreetFacts street;
      street.inside_town = true;
      street.carriageway = bike::Width{kerbs, bike::WidthSource::tagged};
      street.lanes = 2;
      street.speed_kmh = speed;
      street.cars_per_hour = load;
      street.left.parking = street.right.parking = parking;
      street.left.footway_m = street.right.footway_m = 3;
      input.stretches = {{{0, 200, {0, 0}}, street, true}};
      input.around.known = {true, true, true, true, true, true, true};
      input.around.trees = {{{30, 0.5}, 0.4, 6.0}, {{60, 3}, 0.4, 6.0}};
      input.around.parking = {geo::make_area({{{20, -1}, {46, -1}, {46, 2.5}, {20, 2.5}}})};
      input.around.rails = {geo::make_line({{40, -10}, {70, 10}})};
      input.around.stops = {{{10, 0.5}, "Markt"}};
      input.around.crossings = {{{100, 0}, 6000, false}, {{120, 0}, 900, false}};
      input.gradient = bike::gradient_of({{0, 0}, {200, 0}}, [](geo::Point2 p) { return std::optional(0.04 * p.x); });
      input.cell_m = 1;
      for (const auto& finding : bike::check_lane(rules, input)) {
        if (finding.verdict == bike::Verdict::hint || finding.verdict == bike::Verdict::not_assessable) continue;
        all.emplace(finding.rule + " " + std::to_string(finding.from_m), static_cast<int>(finding.verdict),
                    std::to_string(finding.required.value_or(-1)));
      }
    }
  }
  return all;
}

}  // namespace

class TestReferenceTables : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void every_row_of_the_reference_is_among_the_rules() {
    if (!QFile::exists(QLatin1String(k_reference))) QSKIP("the reference text is not there");
    const auto book = test::shipped_rules();
    std::map<QString, int> rows;
    int figures = 0;
    for (const auto& row : rows_of_reference()) {
      ++rows[row.table];
      const auto found = rules_of_rows().find(row.first);
      QVERIFY2(found != rules_of_rows().end(), qPrintable("no rules named for the row " + row.first));
      std::set<double> shipped;
      QStringList ids;
      for (const auto& rule : book.all()) {
        for (const auto& begin : found->second) {
          if (!QString::fromStdString(rule.id).startsWith(begin)) continue;
          shipped.insert(rule.value);
          ids << QString::fromStdString(rule.id);
          QVERIFY2(!rule.source.empty(), rule.id.c_str());
        }
      }
      for (const double figure : figures_of(row)) {
        if (row.table == QLatin1String("A3") && row.first.startsWith(QLatin1String("30 / 60")))
          continue;  // from memory: named as such, not shipped
        ++figures;
        QVERIFY2(shipped.count(figure),
                 qPrintable(
                     QStringLiteral("%1, %2: %3 is missing in %4").arg(row.table, row.first).arg(figure).arg(ids.join(QLatin1Char(' ')))));
      }
      qInfo().noquote() << row.table << row.cells.last() << row.first.left(60) << "->" << ids.join(QLatin1Char(' '));
    }
    QCOMPARE(rows["A1"], 13);
    QCOMPARE(rows["A2"], 13);
    QCOMPARE(rows["A3"], 11);
    QVERIFY(figures > 80);
    // What A3 says outside its table.
    for (const auto& [id, value] :
         {std::pair("facility.base.lanes", 2.0), std::pair("facility.base.speed", 50.0), std::pair("gradient.comfort.percent", 3.0),
          std::pair("gradient.comfort.length", 100.0), std::pair("gradient.downhill.curve_speed", 40.0),
          std::pair("gradient.grade.up", 3.0), std::pair("gradient.grade.down", 3.0), std::pair("gradient.grade.loss", 1.0)}) {
      QVERIFY2(book.deciding(id) && book.deciding(id)->value == value, id);
    }
  }

  void the_status_of_a_row_is_that_of_its_rules() {
    if (!QFile::exists(QLatin1String(k_reference))) QSKIP("the reference text is not there");
    const auto book = test::shipped_rules();
    for (const auto& row : rows_of_reference()) {
      const bool unverified = row.cells.last().contains(QLatin1String("**U**")) || row.cells.last() == QLatin1String("U");
      for (const auto& rule : book.all()) {
        for (const auto& begin : rules_of_rows().at(row.first)) {
          const auto id = QString::fromStdString(rule.id);
          if (!id.startsWith(begin) || id.startsWith(QLatin1String("space.parking.stall")))
            continue;  // the stalls' length is of A6, and U there
          QVERIFY2(unverified == (rule.status == bike::RuleStatus::unverified), rule.id.c_str());
          // Doubt goes down, never up: a row with one source is none with two.
          if (row.cells.last().startsWith(QLatin1String("V1")))
            QVERIFY2(rule.status != bike::RuleStatus::two_sources || row.first.startsWith(QLatin1String("I")), rule.id.c_str());
        }
      }
    }
  }

  void no_unverified_figure_decides_whatever_its_value_is() {
    const auto shipped = test::shipped_rules();
    const auto before = decided(shipped);
    QVERIFY(before.size() > 100);
    int tried = 0;
    for (const auto& rule : shipped.all()) {
      if (rule.status != bike::RuleStatus::unverified) continue;
      for (const double factor : {0.0, 0.01, 100.0}) {
        auto book = shipped;
        const auto csv = "id,value,unit,source,year,status,note\n" + rule.id + "," + std::to_string(rule.value * factor) + "," + rule.unit +
                         ",Test,,U,\n";
        QVERIFY2(book.add_city(csv, "test.csv").has_value(), rule.id.c_str());
        QVERIFY2(decided(book) == before, rule.id.c_str());
        ++tried;
      }
    }
    QVERIFY(tried >= 36);
    // The other way round: a figure that decides does change what is decided.
    auto book = shipped;
    QVERIFY(book.add_city("id,value,unit,source,year,status,note\nspace.lane.minimum,3.5,m,Test,,V1,\n", "test.csv").has_value());
    QVERIFY(decided(book) != before);
  }
};

QTEST_GUILESS_MAIN(TestReferenceTables)
#include "test_reference_tables.moc"
