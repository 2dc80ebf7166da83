// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// lane_cases.csv, written for traffic planners, against the checks.
#include <cmath>
#include <map>
#include <set>

#include <QtTest>

#include "app/bike/rule_fixture.h"
#include "bike/csv_table.h"
#include "bike/lane_check.h"

using namespace skizze;
using bike::Finding;
using bike::Verdict;

namespace {

using Case = std::map<std::string, std::string>;

std::vector<Case> cases() {
  const auto rows = bike::csv_rows(test::text_of_file(STADTSKIZZE_SOURCE_DIR "/tests/app/bike/lane_cases.csv"));
  std::vector<Case> result;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Case one;
    for (std::size_t k = 0; k < rows[0].cells.size(); ++k) one[rows[0].cells[k]] = rows[i].cells.at(k);
    result.push_back(std::move(one));
  }
  return result;
}

std::optional<double> number(const std::string& text) { return text == "-" || text == "?" ? std::nullopt : std::optional(std::stod(text)); }

bike::Parking parking(const std::string& text) {
  if (text == "keins") return bike::Parking::none;
  if (text == "längs") return bike::Parking::parallel;
  if (text == "schräg") return bike::Parking::diagonal;
  if (text == "senkrecht") return bike::Parking::perpendicular;
  return bike::Parking::unknown;
}

sketch::BikeLane lane_of(Case& c) {
  sketch::BikeLane lane;
  lane.facility = *sketch::facility_from(c["fuehrungsform"]);
  lane.side = c["seite"] == "beidseitig" ? sketch::Side::both : c["seite"] == "links" ? sketch::Side::left : sketch::Side::right;
  lane.width_m = number(c["breite"]);
  lane.buffer_m = number(c["abstand"]);
  return lane;
}

bike::StreetStretch street_of(Case& c) {
  bike::StreetFacts street;
  street.inside_town = true;
  street.street_class = c["fahrbahn"] == "?" ? bike::StreetClass::residential : bike::StreetClass::unknown;
  if (const auto width = number(c["fahrbahn"])) street.carriageway = bike::Width{*width, bike::WidthSource::tagged};
  street.lanes = static_cast<int>(*number(c["fahrstreifen"]));
  street.oneway = c["einbahn"] == "ja";
  street.left.parking = parking(c["parken_links"]);
  street.right.parking = parking(c["parken_rechts"]);
  street.speed_kmh = number(c["tempo"]);
  street.cars_per_hour = number(c["kfz_h"]);
  street.truck_percent = number(c["sv_prozent"]);
  street.left.footway_m = street.right.footway_m = number(c["seitenraum"]);
  return {{0, 100, {0, 0}}, street, true};
}

std::vector<Finding> with_rule(const std::vector<Finding>& findings, std::initializer_list<const char*> starts) {
  std::vector<Finding> result;
  for (const auto& finding : findings) {
    for (const char* start : starts) {
      if (QString::fromStdString(finding.rule).startsWith(QLatin1String(start))) {
        result.push_back(finding);
        break;
      }
    }
  }
  return result;
}

/// A verdict in the words of the table.
std::string word_of(Verdict verdict) {
  static const std::map<Verdict, std::string> k_words{
      {Verdict::standard, "Regelmaß"}, {Verdict::minimum, "Mindestmaß"}, {Verdict::below, "unterschritten"},
      {Verdict::fits, "passt"},        {Verdict::limited, "bedingt"},    {Verdict::unsuitable, "ungeeignet"},
      {Verdict::conflict, "Konflikt"}, {Verdict::hint, "Hinweis"},       {Verdict::not_assessable, "nicht bewertbar"}};
  return k_words.at(verdict);
}

/// "Regelmaß"; "passt"; "vermutlich passt" where an assumed width carries it; "-" where nothing was said.
std::string word(const std::vector<Finding>& findings, bool with_likely) {
  if (findings.empty()) return "-";
  const auto& first = findings.front();
  return (with_likely && first.likely ? "vermutlich " : "") + word_of(first.verdict);
}

std::string choice_word(const std::vector<Finding>& findings) {
  const auto hints = std::count_if(findings.begin(), findings.end(), [](const auto& f) { return f.verdict == Verdict::hint; });
  return hints == 4 ? "alle vier" : word(findings, false);
}

}  // namespace

class TestLaneCases : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void every_case_of_the_table_is_met_data() {
    QTest::addColumn<int>("index");
    const auto all = cases();
    QVERIFY(all.size() >= 40);
    for (const char* column : {"fuehrungsform", "fahrbahn", "kfz_h", "tempo", "parken_rechts", "soll_platz", "soll_wahl"}) {
      std::set<std::string> words;  // not forty times the same
      for (const auto& one : all) words.insert(one.at(column));
      QVERIFY2(words.size() >= (std::string(column) == "tempo" ? 3U : 5U), column);
    }
    for (std::size_t i = 0; i < all.size(); ++i) QTest::newRow(("case " + all[i].at("fall")).c_str()) << static_cast<int>(i);
  }

  void every_case_of_the_table_is_met() {
    QFETCH(int, index);
    auto c = cases()[static_cast<std::size_t>(index)];
    const auto rules = test::shipped_rules();
    const auto findings = bike::check_stretch(rules, lane_of(c), street_of(c));
    auto widths = with_rule(findings, {"width."});
    std::erase_if(widths,
                  [](const auto& f) { return f.rule.starts_with("width.gehweg") || f.rule.starts_with("width.radfahrstreifen_new"); });
    QCOMPARE(word(widths, false), c["soll_breite"]);
    QCOMPARE(choice_word(with_rule(findings, {"facility."})), c["soll_wahl"]);
    const auto doors = with_rule(findings, {"space.buffer"});
    QCOMPARE(word(doors, false), c["soll_tuerbereich"]);
    const auto fits = with_rule(findings, {"space.core", "space.lane", "space.danger"});
    const bool schutz_one_side = c["fuehrungsform"] == "schutzstreifen" && c["seite"] != "both";
    QCOMPARE(word(fits, !schutz_one_side || c["fahrbahn"] == "?"), c["soll_platz"]);
    if (c["soll_rest"] != "-")
      QVERIFY2(std::abs(*fits.front().value - std::stod(c["soll_rest"])) < 0.0051, qPrintable(QString::number(*fits.front().value)));
    QCOMPARE(word(with_rule(findings, {"width.gehweg"}), false), c["soll_gehweg"]);
  }

  void no_case_with_everything_unknown_has_a_defect() {
    const auto rules = test::shipped_rules();
    for (const auto facility : sketch::all_facilities()) {
      for (const auto side : sketch::all_sides()) {
        sketch::BikeLane lane;
        lane.facility = facility;
        lane.side = side;
        for (const auto& finding : bike::check_stretch(rules, lane, {{0, 10, {}}, {}, true})) {
          QVERIFY2(!bike::is_defect(finding.verdict), finding.message.id.c_str());
        }
      }
    }
  }

  void taking_one_figure_away_never_makes_a_defect() {
    const auto rules = test::shipped_rules();
    for (auto& c : cases()) {
      for (const char* field :
           {"breite", "abstand", "fahrbahn", "kfz_h", "sv_prozent", "seitenraum", "parken_links", "parken_rechts", "tempo"}) {
        const auto defects = [&](Case one) {
          std::map<std::string, int> count;
          for (const auto& finding : bike::check_stretch(rules, lane_of(one), street_of(one)))
            count[finding.rule] += bike::is_defect(finding.verdict);
          return count;
        };
        auto less = c;
        less[field] = std::string(field).starts_with("parken") ? "unbekannt" : "-";
        const auto before = defects(c);
        for (const auto& [rule, count] : defects(less)) {
          const auto found = before.find(rule);
          // A missing buffer leaves more room, never less.
          QVERIFY2(count <= (found == before.end() ? 0 : found->second), (c["fall"] + " without " + field + ": " + rule).c_str());
        }
      }
    }
  }

  void a_defect_never_rests_on_an_unverified_figure() {
    const auto rules = test::shipped_rules();
    for (auto& c : cases()) {
      for (const auto& finding : bike::check_stretch(rules, lane_of(c), street_of(c))) {
        const bool decides =
            bike::is_defect(finding.verdict) || finding.verdict == Verdict::standard || finding.verdict == Verdict::minimum;
        if (decides) QVERIFY2(finding.status != bike::RuleStatus::unverified && !finding.source.empty(), finding.rule.c_str());
      }
    }
  }

  void a_figure_of_the_city_changes_the_verdict() {
    auto rules = test::shipped_rules();
    const std::string head = "id,value,unit,source,year,status,note\n";
    QVERIFY(rules.add_city(head + "width.radfahrstreifen.standard,2.30,m,Stadtrat,2024,V1,\n", "stadt.csv").has_value());
    sketch::BikeLane lane;
    lane.width_m = 2.0;
    const auto findings = bike::check_stretch(rules, lane, {{0, 10, {}}, {}, true});
    QVERIFY(findings.front().verdict == Verdict::below);
    QCOMPARE(findings.front().source, std::string("Stadtrat"));
  }

  void a_narrow_street_says_by_how_much_and_what_could_go() {
    const auto rules = test::shipped_rules();
    Case c = cases()[21];  // case 22: 5.40 left, 5.50 needed
    const auto fits = with_rule(bike::check_stretch(rules, lane_of(c), street_of(c)), {"space.lane"});
    QCOMPARE(fits.front().suggestion->id, std::string("bike.suggest_drop_parking_one"));
    QCOMPARE(fits.front().suggestion->arguments.front().value, std::string("0.10"));
  }
};

QTEST_GUILESS_MAIN(TestLaneCases)
#include "test_lane_cases.moc"
