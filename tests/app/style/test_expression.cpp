// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <sstream>

#include <QtTest>

#include "geo/mercator.h"
#include "style/collator.h"
#include "style/evaluate.h"
#include "style/number_format.h"
#include "style/shapes.h"
#include "style/stylesheet.h"
#include "style/test_cases.h"
#include "style/utf8.h"
#include "style/value.h"

using namespace skizze;
using namespace skizze::style;

namespace {

/// The value of an expression as text: the label of a symbol layer.
QString shown(const std::string& expression, const PropertyRow& row = {}, double zoom = 0) {
  const std::string json = R"([{"id":"l","type":"symbol","layout":{"text-field":["to-string",)" + expression + "]}}]";
  const auto sheet = parse(json);
  if (!sheet) return QString::fromStdString("error: " + check(json).front().detail);
  return QString::fromStdString(plain_text(LayerEvaluator(*sheet, 0, nullptr).text(row, zoom)));
}

bool takes(const std::string& filter, const PropertyRow& row) {
  const auto sheet = parse(R"([{"id":"l","type":"line","filter":)" + filter + "}]");
  return sheet && LayerEvaluator(*sheet, 0, nullptr).matches(row, 10);
}

PropertyRow row_with(std::vector<std::pair<std::string, feature::Value>> properties) {
  PropertyRow row;
  row.kind = geo::GeometryKind::line;
  row.id = 7;
  row.properties = std::move(properties);
  return row;
}

}  // namespace

class TestExpression : public QObject {
  Q_OBJECT
 private slots:
  void all_published_cases_of_our_operators_pass();
  void a_list_that_holds_no_cases_is_refused();
  void arithmetic_follows_the_specification();
  void a_missing_property_is_null_and_texts_join();
  void umlauts_change_case();
  void numbers_are_written_for_german_readers();
  void numbers_are_written_as_ecmascript_writes_them();
  void a_match_takes_texts_and_whole_numbers_only_of_its_type();
  void old_filters_compare_only_equal_types();
  void old_filters_know_geometry_and_id();
  void expression_filters_fail_softly();
  void nested_variables_end_in_an_error_instead_of_years();
  void deep_nesting_is_refused();
  void infinite_numbers_do_not_reach_the_painter();
  void words_sort_as_their_language_does();
  void a_line_is_within_one_polygon_or_none();
  void distance_is_measured_on_the_ground();
  void shapes_that_are_none_are_refused();
};

void TestExpression::all_published_cases_of_our_operators_pass() {
  const std::string path = STADTSKIZZE_TEST_DATA "/style-expressions/expressions.json";
  std::ifstream file(path);
  if (!file) QSKIP("the data folder with the published expression tests is absent");
  std::stringstream text;
  text << file.rdbuf();
  const auto report = run_cases(text.str());
  QVERIFY(report.has_value());
  for (const auto& result : report->cases) {
    if (!result.passed && result.supported)
      qWarning("%s\n  expected %s\n  actual   %s", result.name.c_str(), result.expected.c_str(), result.actual.c_str());
  }
  qInfo("%zu of %zu published expression tests pass, %zu use operators outside the subset", report->passed, report->cases.size(),
        report->unsupported);
  QCOMPARE(report->failed, std::size_t{0});
  QVERIFY(report->passed * 100 >= report->cases.size() * 85);  // what the subset has to cover
}

void TestExpression::a_list_that_holds_no_cases_is_refused() {
  for (const char* text : {"", "7", "[{}]", "[[]]", R"([{"name":"x","expression":1}])"}) {
    const auto report = run_cases(text);
    QVERIFY2(!report.has_value(), text);
    QCOMPARE(report.error().code, base::ErrorCode::invalid);
  }
}

void TestExpression::arithmetic_follows_the_specification() {
  QCOMPARE(shown(R"(["+",1,2,3])"), QString("6"));
  QCOMPARE(shown(R"(["-",5])"), QString("-5"));
  QCOMPARE(shown(R"(["%",7,4])"), QString("3"));
  QCOMPARE(shown(R"(["round",-2.5])"), QString("-3"));  // away from zero
  QCOMPARE(shown(R"(["^",2,10])"), QString("1024"));
  QCOMPARE(shown(R"(["min",3,1,2])"), QString("1"));
  QCOMPARE(shown(R"(["step",["length","Weg"],"kurz",5,"lang"])"), QString("kurz"));
}

void TestExpression::a_missing_property_is_null_and_texts_join() {
  const auto row = row_with({{"name", std::string("Hauptstraße")}, {"nr", std::int64_t{12}}});
  QCOMPARE(shown(R"(["concat",["get","name"]," ",["get","nr"],["get","suffix"]])", row), QString("Hauptstraße 12"));
  QCOMPARE(shown(R"(["coalesce",["get","suffix"],["get","name"]])", row), QString("Hauptstraße"));
  QCOMPARE(shown(R"(["case",["has","suffix"],"ja","nein"])", row), QString("nein"));
}

void TestExpression::umlauts_change_case() {
  QCOMPARE(QString::fromStdString(upper_case("Grünstraße ÉŽ ß")), QString("GRÜNSTRASSE ÉŽ SS"));
  QCOMPARE(QString::fromStdString(lower_case("ÄÖÜ ŁÓDŹ")), QString("äöü łódź"));
  QCOMPARE(code_points("aä€𝄞").size(), std::size_t{4});
  QCOMPARE(code_points("\xFF\xC3").size(), std::size_t{2});  // broken bytes count one by one
}

void TestExpression::numbers_are_written_for_german_readers() {
  NumberFormat german;
  german.locale = "de-DE";
  QCOMPARE(QString::fromStdString(format_number(1234567.891, german)), QString("1.234.567,891"));
  german.max_fraction_digits = 1;
  QCOMPARE(QString::fromStdString(format_number(-1234.56, german)), QString("-1.234,6"));
  german.currency = "EUR";
  german.max_fraction_digits = -1;
  QCOMPARE(QString::fromStdString(format_number(1999.995, german)), QString::fromUtf8("2.000,00\u00A0€"));
  NumberFormat english;
  english.unit = "meter";
  QCOMPARE(QString::fromStdString(format_number(9.9996, english)), QString("10 m"));
  QCOMPARE(QString::fromStdString(format_number(1e21, english)), QString("1,000,000,000,000,000,000,000 m"));
}

void TestExpression::numbers_are_written_as_ecmascript_writes_them() {
  QCOMPARE(QString::fromStdString(number_text(100000)), QString("100000"));
  QCOMPARE(QString::fromStdString(number_text(0.1)), QString("0.1"));
  QCOMPARE(QString::fromStdString(number_text(1e21)), QString("1e+21"));
  QCOMPARE(QString::fromStdString(number_text(1.5e-7)), QString("1.5e-7"));
  QCOMPARE(QString::fromStdString(number_text(0.000001)), QString("0.000001"));
  QCOMPARE(QString::fromStdString(number_text(-0.0)), QString("0"));
}

void TestExpression::a_match_takes_texts_and_whole_numbers_only_of_its_type() {
  const std::string match = R"(["match",["get","k"],[1,2],"klein",3,"drei","sonst"])";
  QCOMPARE(shown(match, row_with({{"k", std::int64_t{2}}})), QString("klein"));
  QCOMPARE(shown(match, row_with({{"k", 2.5}})), QString("sonst"));
  QCOMPARE(shown(match, row_with({{"k", std::string("2")}})), QString("sonst"));
  QCOMPARE(shown(match, row_with({{"k", 1e300}})), QString("sonst"));
}

void TestExpression::old_filters_compare_only_equal_types() {
  const auto row = row_with({{"class", std::string("path")}, {"lanes", std::int64_t{2}}});
  QVERIFY(takes(R"(["==","class","path"])", row));
  QVERIFY(!takes(R"(["==","lanes","2"])", row));
  QVERIFY(takes(R"([">=","lanes",2])", row));
  QVERIFY(!takes(R"([">","class",1])", row));
  QVERIFY(takes(R"(["in","class","track","path"])", row));
  QVERIFY(takes(R"(["all",["has","class"],["!has","bridge"],["!in","class","a","b"]])", row));
  QVERIFY(takes(R"(["none",["==","class","track"],["==","lanes",1]])", row));
  QVERIFY(!takes(R"(["any"])", row));
}

void TestExpression::old_filters_know_geometry_and_id() {
  const auto row = row_with({});
  QVERIFY(takes(R"(["==","$type","LineString"])", row));
  QVERIFY(!takes(R"(["in","$type","Point","Polygon"])", row));
  QVERIFY(takes(R"(["==","$id",7])", row));
}

void TestExpression::expression_filters_fail_softly() {
  // A comparison of text with number is an error of the data, not of the style: the row is not taken.
  QVERIFY(!takes(R"([">",["get","lanes"],2])", row_with({{"lanes", std::string("zwei")}})));
  QVERIFY(takes(R"([">",["to-number",["get","lanes"],0],2])", row_with({{"lanes", std::string("3")}})));
}

void TestExpression::nested_variables_end_in_an_error_instead_of_years() {
  // Written inside out, so that v1 is bound first and v40 reads 2^40 letters.
  std::string program = R"(["var","v40"])";
  for (int i = 40; i > 0; --i) {
    const std::string inner = i == 1 ? R"(["get","x"])" : R"(["var","v)" + std::to_string(i - 1) + "\"]";
    program = R"(["let","v)" + std::to_string(i) + R"(",["concat",)" + inner + "," + inner + "]," + program + "]";
  }
  QCOMPARE(shown(program, row_with({{"x", std::string("a")}})), QString());
}

void TestExpression::deep_nesting_is_refused() {
  std::string expression = "1";
  for (int i = 0; i < 200; ++i) expression = R"(["-",)" + expression + "]";
  QVERIFY(shown(expression).contains("nested too deeply"));
  const std::string brackets(100000, '[');
  QVERIFY(!parse(brackets).has_value());
}

void TestExpression::infinite_numbers_do_not_reach_the_painter() {
  const auto sheet = parse(R"([{"id":"l","type":"line","paint":{"line-width":["/",1,["get","x"]]}}])");
  QVERIFY(sheet.has_value());
  const LayerEvaluator evaluator(*sheet, 0, nullptr);
  QCOMPARE(evaluator.line(row_with({{"x", 0.0}}), 10).width, 1.0F);  // the property's default
  QCOMPARE(evaluator.line(row_with({{"x", -0.001}}), 10).width, 0.0F);
}

void TestExpression::words_sort_as_their_language_does() {
  const Collator german{false, false, "de"};
  QCOMPARE(german.compare("Müller", "MUELLER"), 0);  // CLDR, de, search: ü like ue
  QCOMPARE(german.compare("Straße", "strasse"), 0);
  QVERIFY(german.compare("Äpfel", "Apfel") < 0);  // "ae" before "ap"
  const Collator swedish{true, true, "sv"};
  QVERIFY(swedish.compare("öl", "zebra") > 0);  // å, ä and ö follow z
  const Collator english{true, true, resolved_locale("en-GB")};
  QVERIFY(english.compare("cote", "coté") < 0);
  QVERIFY(english.compare("coté", "cotf") < 0);  // the base letter decides before the accent
  QVERIFY(english.compare("a", "A") < 0);
  QVERIFY(english.compare("e", "e\u0301") < 0);  // a combining accent counts too
  QCOMPARE(resolved_locale("tlh"), std::string("en"));
}

namespace {
geo::Geometry mercator_line(std::initializer_list<geo::Point2> lon_lat) {
  std::vector<geo::Point2> points;
  for (const auto& p : lon_lat) points.push_back(geo::to_mercator(p));
  return geo::make_line(points);
}
}  // namespace

void TestExpression::a_line_is_within_one_polygon_or_none() {
  const auto areas = shapes_of_geojson(nlohmann::json::parse(
      R"({"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]],[[[4,0],[8,0],[8,4],[4,4],[4,0]]]]})"));
  QVERIFY(areas.has_value());
  QVERIFY(lies_within(mercator_line({{3, 1}, {3, 3}}), *areas));
  QVERIFY(!lies_within(mercator_line({{0.5, 1.5}, {3, 1.5}}), *areas));  // through the hole
  QVERIFY(!lies_within(mercator_line({{3, 1}, {5, 1}}), *areas));        // over a shared boundary
  QVERIFY(!lies_within(mercator_line({{0, 1}, {0.5, 1}}), *areas));      // begins on the boundary
  QVERIFY(lies_within(geo::make_point(geo::to_mercator({3, 3})), *areas));
  QVERIFY(!lies_within(geo::make_point(geo::to_mercator({1.5, 1.5})), *areas));
  QVERIFY(!lies_within(areas->front(), *areas));  // the specification leaves areas out
  QVERIFY(!lies_within(geo::Geometry{}, *areas));
}

void TestExpression::distance_is_measured_on_the_ground() {
  const auto shapes = [](const char* text) { return *shapes_of_geojson(nlohmann::json::parse(text)); };
  const auto origin = geo::make_point(geo::to_mercator({0, 0}));
  // One degree along the equator: 6378137 m * pi / 180. One along the meridian there: a (1 - e^2) pi / 180.
  QVERIFY(std::abs(ground_distance_m(origin, shapes(R"({"type":"Point","coordinates":[1,0]})")) - 111319.491) < 0.01);
  QVERIFY(std::abs(ground_distance_m(origin, shapes(R"({"type":"Point","coordinates":[0,1]})")) - 110574.276) < 0.01);
  const char* square = R"({"type":"Polygon","coordinates":[[[1,-1],[3,-1],[3,1],[1,1],[1,-1]]]})";
  QVERIFY(std::abs(ground_distance_m(origin, shapes(square)) - 111319.491) < 0.01);
  QCOMPARE(ground_distance_m(mercator_line({{0, 0}, {2, 0}}), shapes(square)), 0.0);    // crosses it
  QCOMPARE(ground_distance_m(mercator_line({{1.5, 0}, {2, 0}}), shapes(square)), 0.0);  // lies inside
  QVERIFY(std::isnan(ground_distance_m(geo::Geometry{}, shapes(square))));
}

void TestExpression::shapes_that_are_none_are_refused() {
  for (const char* text : {"7", "{}", R"({"type":"Point"})", R"({"type":"Point","coordinates":["a",1]})",
                           R"({"type":"Polygon","coordinates":[[[0,0],[1,1]]]})", R"({"type":"GeometryCollection","geometries":[]})",
                           R"({"type":"FeatureCollection","features":[7]})"})
    QVERIFY2(!shapes_of_geojson(nlohmann::json::parse(text)).has_value(), text);
  const auto issues = check(R"([{"id":"near","type":"line","filter":["<",["distance",{"type":"Point"}],5]}])");
  QCOMPARE(issues.size(), std::size_t{1});
  QCOMPARE(issues.front().layer, std::string("near"));
}

QTEST_GUILESS_MAIN(TestExpression)
#include "test_expression.moc"
