// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <QtTest>

#include "feature/pack_builder.h"
#include "style/classify.h"
#include "style/evaluate.h"
#include "style/legend.h"
#include "style/palette.h"
#include "style/stylesheet.h"

using namespace skizze;
using namespace skizze::style;

namespace {

std::shared_ptr<const feature::LayerPack> pack_of(const std::vector<feature::Value>& values, feature::ColumnType type) {
  feature::PackInfo info;
  info.kind = geo::GeometryKind::point;
  info.columns = {{"v", type}};
  feature::PackBuilder builder(info);
  for (std::size_t i = 0; i < values.size(); ++i) {
    builder.add(static_cast<std::int64_t>(i), geo::make_point({1e6 + 10.0 * static_cast<double>(i), 6e6}),
                std::vector<feature::Value>{values[i]});
  }
  return feature::LayerPack::from_bytes(builder.finish()).value();
}

double squared_deviation(const std::vector<double>& values) {
  double mean = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  double sum = 0;
  for (const double v : values) sum += (v - mean) * (v - mean);
  return sum;
}

/// Brute force over all ways to cut sorted values into three classes.
double best_of_three(const std::vector<double>& v) {
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t a = 1; a + 1 < v.size(); ++a) {
    for (std::size_t b = a + 1; b < v.size(); ++b) {
      const auto at = [&](std::size_t i) { return v.begin() + static_cast<std::ptrdiff_t>(i); };
      best =
          std::min(best, squared_deviation({v.begin(), at(a)}) + squared_deviation({at(a), at(b)}) + squared_deviation({at(b), v.end()}));
    }
  }
  return best;
}

Label no_label() { return {}; }

std::shared_ptr<const Stylesheet> coloured(const std::string& json) {
  Palette palette;
  palette.colors = {{"label", {0, 0, 0, 1}}, {"halo", {1, 1, 1, 1}}};
  auto sheet = parse(apply_palette(json, palette).value());
  if (!sheet) qFatal("%s", check(json).front().detail.c_str());
  return *sheet;
}

QString color_at(const Stylesheet& sheet, feature::Value value) {
  const std::shared_ptr<const Stylesheet> borrowed(std::shared_ptr<const Stylesheet>(), &sheet);
  PropertyRow row;
  row.kind = geo::GeometryKind::area;
  row.properties = {{"v", std::move(value)}};
  return QString::fromStdString(to_hex(LayerEvaluator(borrowed, 0, nullptr).fill(row, 12).color));
}

SimpleSymbol in_color(const char* css) {
  SimpleSymbol symbol;
  symbol.color = *parse_color(css);
  return symbol;
}

}  // namespace

class TestClassify : public QObject {
  Q_OBJECT
 private slots:
  void equal_intervals_are_equally_wide();
  void quantiles_are_those_of_r();
  void jenks_finds_the_optimum_that_trying_all_finds();
  void jenks_takes_many_values();
  void standard_deviations_lie_around_the_mean();
  void few_or_no_values_give_few_or_no_classes();
  void distinct_values_come_with_the_most_frequent_first();
  void texts_that_are_numbers_count_as_numbers();
  void cividis_grows_lighter_all_the_way();
  void a_categorised_style_colours_by_value();
  void categories_of_real_numbers_and_truth_values_work_too();
  void a_graduated_style_colours_by_class();
  void a_single_style_draws_every_geometry();
  void the_legend_repeats_the_classes();
  void the_legend_of_a_foreign_style_is_read_from_its_branches();
};

void TestClassify::equal_intervals_are_equally_wide() {
  const std::vector<double> values{0, 1, 2, 10};
  QCOMPARE(class_limits(values, 5, ClassMethod::equal_interval).size(), std::size_t{5});  // no more classes than distinct values
  QCOMPARE(class_limits(values, 4, ClassMethod::equal_interval), (std::vector<double>{0, 2.5, 5, 7.5, 10}));
}

void TestClassify::quantiles_are_those_of_r() {
  std::vector<double> values;
  for (int i = 1; i <= 10; ++i) values.push_back(i);
  // R: quantile(1:10, c(0, .25, .5, .75, 1)) gives 1.00 3.25 5.50 7.75 10.00
  QCOMPARE(class_limits(values, 4, ClassMethod::quantile), (std::vector<double>{1, 3.25, 5.5, 7.75, 10}));
}

void TestClassify::jenks_finds_the_optimum_that_trying_all_finds() {
  unsigned state = 7;
  for (int round = 0; round < 30; ++round) {
    std::vector<double> values;
    for (int i = 0; i < 25; ++i) {
      state = state * 1664525U + 1013904223U;
      values.push_back(static_cast<double>(state >> 8) / 1e5);
    }
    std::sort(values.begin(), values.end());
    const auto limits = class_limits(values, 3, ClassMethod::jenks);
    QCOMPARE(limits.size(), std::size_t{4});
    std::vector<std::vector<double>> classes(3);
    for (const double v : values) classes[v < limits[1] ? 0 : v < limits[2] ? 1 : 2].push_back(v);
    double total = 0;
    for (const auto& c : classes) total += squared_deviation(c);
    QVERIFY(std::abs(total - best_of_three(values)) <= 1e-6 * total);
  }
}

void TestClassify::jenks_takes_many_values() {
  std::vector<double> values;
  for (int i = 0; i < 200000; ++i) values.push_back(i % 3 == 0 ? i * 1e-6 : i % 3 == 1 ? 100 + i * 1e-6 : 500 + i * 1e-6);
  const auto limits = class_limits(values, 3, ClassMethod::jenks);
  QCOMPARE(limits.size(), std::size_t{4});
  QVERIFY(limits[1] > 1 && limits[1] < 101 && limits[2] > 101 && limits[2] < 501);
}

void TestClassify::standard_deviations_lie_around_the_mean() {
  const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};  // mean 5, standard deviation 2
  QCOMPARE(class_limits(values, 4, ClassMethod::standard_deviation), (std::vector<double>{2, 3, 5, 7, 9}));
}

void TestClassify::few_or_no_values_give_few_or_no_classes() {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const auto method : {ClassMethod::equal_interval, ClassMethod::quantile, ClassMethod::jenks, ClassMethod::standard_deviation}) {
    QVERIFY(class_limits({}, 5, method).empty());
    QVERIFY(class_limits(std::vector<double>{nan, HUGE_VAL}, 5, method).empty());
    QVERIFY(class_limits(std::vector<double>{1, 2}, 0, method).empty());
    QCOMPARE(class_limits(std::vector<double>{3, 3, 3}, 5, method), (std::vector<double>{3, 3}));
    const auto two = class_limits(std::vector<double>{1, 2}, 5, method);
    QVERIFY(two.front() == 1 && two.back() == 2 && std::is_sorted(two.begin(), two.end()));
  }
}

void TestClassify::distinct_values_come_with_the_most_frequent_first() {
  const auto pack =
      pack_of({std::string("b"), std::string("a"), std::string("b"), feature::Value(), std::string("c")}, feature::ColumnType::text);
  const auto values = distinct_values(*pack, 0);
  QCOMPARE(values.size(), std::size_t{4});
  QCOMPARE(std::get<std::string>(values[0].value), std::string("b"));
  QCOMPARE(values[0].count, std::uint64_t{2});
  QCOMPARE(distinct_values(*pack, 0, 2).size(), std::size_t{2});
  QCOMPARE(propose_categories(*pack, 0).size(), std::size_t{3});  // "no value" is the rest
  QVERIFY(distinct_values(*pack, 9).empty());
}

void TestClassify::texts_that_are_numbers_count_as_numbers() {
  const auto pack =
      pack_of({std::string("3"), std::string("2,5"), std::string("1e3"), std::string("x"), feature::Value()}, feature::ColumnType::text);
  auto numbers = numbers_of(*pack, 0);
  std::sort(numbers.begin(), numbers.end());
  QCOMPARE(numbers, (std::vector<double>{3, 1000}));
}

void TestClassify::cividis_grows_lighter_all_the_way() {
  const Color white{1, 1, 1, 1};
  for (int i = 1; i <= 100; ++i) QVERIFY(contrast_ratio(cividis(i / 100.0), white) < contrast_ratio(cividis((i - 1) / 100.0), white));
  QCOMPARE(QString::fromStdString(to_hex(cividis(-1))), QString("#00224e"));
  QCOMPARE(QString::fromStdString(to_hex(cividis(std::nan("")))), QString("#00224e"));
}

void TestClassify::a_categorised_style_colours_by_value() {
  const std::vector<Category> categories{{std::string("Wohnen"), in_color("#ff0000"), ""},
                                         {std::string("Gewerbe \"Süd\""), in_color("#00ff00"), "Gewerbe"}};
  const auto sheet = coloured(categorised_style(geo::GeometryKind::area, "v", categories, in_color("#cccccc"), {"v", 12, 10}));
  QCOMPARE(color_at(*sheet, std::string("Wohnen")), QString("#ff0000"));
  QCOMPARE(color_at(*sheet, std::string("Gewerbe \"Süd\"")), QString("#00ff00"));
  QCOMPARE(color_at(*sheet, std::string("anders")), QString("#cccccc"));
  QCOMPARE(color_at(*sheet, feature::Value()), QString("#cccccc"));
}

void TestClassify::categories_of_real_numbers_and_truth_values_work_too() {
  const auto reals = coloured(categorised_style(geo::GeometryKind::area, "v",
                                                {{2.5, in_color("#ff0000"), ""}, {3.5, in_color("#00ff00"), ""}}, in_color("#cccccc")));
  QCOMPARE(color_at(*reals, 3.5), QString("#00ff00"));
  const auto truths = coloured(categorised_style(geo::GeometryKind::area, "v",
                                                 {{true, in_color("#ff0000"), ""}, {false, in_color("#00ff00"), ""}}, in_color("#cccccc")));
  QCOMPARE(color_at(*truths, false), QString("#00ff00"));
  const auto wholes =
      coloured(categorised_style(geo::GeometryKind::area, "v", {{std::int64_t{7}, in_color("#ff0000"), ""}}, in_color("#cccccc")));
  QCOMPARE(color_at(*wholes, std::int64_t{7}), QString("#ff0000"));
  QVERIFY(coloured(categorised_style(geo::GeometryKind::line, "v", {}, in_color("#cccccc"))) != nullptr);
}

void TestClassify::a_graduated_style_colours_by_class() {
  const std::vector<Grade> grades{{0, 10, in_color("#ff0000"), ""}, {10, 20, in_color("#00ff00"), ""}, {20, 30, in_color("#0000ff"), ""}};
  const auto sheet = coloured(graduated_style(geo::GeometryKind::area, "v", grades, in_color("#cccccc")));
  QCOMPARE(color_at(*sheet, 0.0), QString("#ff0000"));
  QCOMPARE(color_at(*sheet, 9.99), QString("#ff0000"));
  QCOMPARE(color_at(*sheet, std::int64_t{10}), QString("#00ff00"));
  QCOMPARE(color_at(*sheet, 30.0), QString("#0000ff"));
  QCOMPARE(color_at(*sheet, std::string("25")), QString("#0000ff"));
  QCOMPARE(color_at(*sheet, std::string("viele")), QString("#cccccc"));
  QCOMPARE(color_at(*sheet, feature::Value()), QString("#cccccc"));
  QVERIFY(coloured(graduated_style(geo::GeometryKind::point, "v", {grades[0]}, in_color("#cccccc"))) != nullptr);
  QVERIFY(coloured(graduated_style(geo::GeometryKind::point, "v", {}, in_color("#cccccc"))) != nullptr);
}

void TestClassify::a_single_style_draws_every_geometry() {
  SimpleSymbol symbol = in_color("#336699");
  symbol.dash = {2, 1};
  symbol.pattern = "hatch-45";
  for (const auto kind : {geo::GeometryKind::point, geo::GeometryKind::line, geo::GeometryKind::area, geo::GeometryKind::none}) {
    const auto sheet = coloured(single_style(kind, symbol, {"name", 11, 12}));
    QVERIFY(sheet->warnings().empty());
    QVERIFY(sheet->layers().back().type == LayerType::symbol);
    QVERIFY(!legend(*sheet, 14).empty());
  }
  QCOMPARE(coloured(single_style(geo::GeometryKind::point, symbol, no_label()))->layers().size(), std::size_t{1});
}

void TestClassify::the_legend_repeats_the_classes() {
  const auto pack = pack_of({1.0, 2.0, 3.0, 10.0, 11.0, 12.0}, feature::ColumnType::real);
  const auto grades = propose_grades(*pack, 0, 2, ClassMethod::jenks);
  QCOMPARE(grades.size(), std::size_t{2});
  QCOMPARE(grades[0].to, 10.0);
  const auto sheet = coloured(graduated_style(geo::GeometryKind::area, "v", grades, in_color("#cccccc")));
  const auto entries = legend(*sheet, 12);
  QCOMPARE(entries.size(), std::size_t{3});
  QCOMPARE(QString::fromStdString(entries[0].label), QString("1 – 10"));
  QVERIFY(entries[0].fill.has_value() && entries[0].line.has_value());
  QVERIFY(entries[0].fill->color == grades[0].symbol.color || contrast_ratio(entries[0].fill->color, grades[0].symbol.color) < 1.02);
  QVERIFY(entries[2].is_message);
  QCOMPARE(entries[2].label, std::string("style.legend_no_value"));
}

void TestClassify::the_legend_of_a_foreign_style_is_read_from_its_branches() {
  const auto match = legend(
      *coloured(
          R"([{"id":"l","type":"line","paint":{"line-color":["match",["get","k"],["a","b"],"#ff0000","c","#00ff00","#cccccc"],"line-width":3}}])"),
      10);
  QCOMPARE(match.size(), std::size_t{2});
  QCOMPARE(match[1].label, std::string("c"));
  QCOMPARE(QString::fromStdString(to_hex(match[1].line->color)), QString("#00ff00"));
  const auto step =
      legend(*coloured(R"([{"id":"f","type":"fill","paint":{"fill-color":["step",["get","v"],"#ff0000",5,"#00ff00",9,"#0000ff"]}}])"), 10);
  QCOMPARE(step.size(), std::size_t{3});
  QCOMPARE(QString::fromStdString(step[1].label), QString("5 – 9"));
  QCOMPARE(QString::fromStdString(to_hex(step[2].fill->color)), QString("#0000ff"));
  const auto plain = legend(*coloured(R"([{"id":"Wege","type":"line"},{"id":"hidden","type":"line","minzoom":15}])"), 10);
  QCOMPARE(plain.size(), std::size_t{1});
  QCOMPARE(plain[0].label, std::string("Wege"));
}

QTEST_GUILESS_MAIN(TestClassify)
#include "test_classify.moc"
