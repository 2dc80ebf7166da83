// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <set>
#include <thread>

#include <QtTest>

#include "feature/pack_builder.h"
#include "style/evaluate.h"
#include "style/stylesheet.h"

using namespace skizze;
using namespace skizze::style;

namespace {

/// Lines with class, width and name; the pack orders rows as it likes, so rows are found by id.
std::shared_ptr<const feature::LayerPack> street_pack(int count) {
  feature::PackInfo info;
  info.name = "streets";
  info.kind = geo::GeometryKind::line;
  info.columns = {{"class", feature::ColumnType::text},
                  {"width", feature::ColumnType::real},
                  {"lanes", feature::ColumnType::integer},
                  {"oneway", feature::ColumnType::boolean},
                  {"name", feature::ColumnType::text}};
  feature::PackBuilder builder(info);
  const std::vector<std::string> classes{"primary", "secondary", "path"};
  for (int i = 0; i < count; ++i) {
    const double x = 1e6 + 10.0 * i;
    const std::vector<feature::Value> values{i % 4 == 3 ? feature::Value() : feature::Value(classes[static_cast<std::size_t>(i % 4)]),
                                             2.0 + i % 5, std::int64_t{i % 3}, i % 2 == 0, "Straße " + std::to_string(i)};
    builder.add(i, geo::make_line({{x, 6e6}, {x + 50, 6e6 + 80}}), values);
  }
  return feature::LayerPack::from_bytes(builder.finish()).value();
}

std::uint32_t row_of(const feature::LayerPack& pack, std::int64_t id) {
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (pack.id(row) == id) return row;
  }
  return UINT32_MAX;
}

std::shared_ptr<const Stylesheet> sheet_of(const std::string& json) {
  auto sheet = parse(json);
  if (!sheet) qFatal("%s", check(json).front().detail.c_str());
  return *sheet;
}

const std::string k_streets = R"([{"id":"streets","type":"line","filter":["!=",["get","class"],"path"],
  "layout":{"line-cap":"round"},
  "paint":{"line-color":["match",["get","class"],"primary","#ff0000","secondary","#00ff00","#0000ff"],
           "line-width":["interpolate",["linear"],["zoom"],10,["get","width"],20,["*",10,["get","width"]]],
           "line-opacity":["step",["zoom"],0.5,15,1],
           "line-dasharray":[2,1]}}])";

}  // namespace

class TestEvaluate : public QObject {
  Q_OBJECT
 private slots:
  void a_constant_is_resolved_without_any_feature();
  void properties_of_a_row_decide_colour_and_width();
  void a_filter_takes_and_leaves_rows();
  void a_pass_gives_what_single_evaluation_gives();
  void rows_with_equal_paint_share_a_bucket();
  void selection_and_hover_are_seen_by_expressions();
  void labels_are_transformed_and_split_into_sections();
  void a_free_row_needs_no_pack();
  void a_column_that_is_missing_is_no_value();
  void an_empty_pack_and_a_pack_without_columns_are_fine();
  void several_threads_may_evaluate_one_layer();
  void a_dash_of_zeros_is_a_continuous_line();
};

void TestEvaluate::a_constant_is_resolved_without_any_feature() {
  const auto sheet = sheet_of(
      R"([{"id":"b","type":"background","paint":{"background-color":"#102030","background-opacity":["interpolate",["linear"],["zoom"],0,0,10,1]}}])");
  const LayerEvaluator evaluator(sheet, 0, nullptr);
  const auto paint = evaluator.background(5);
  QCOMPARE(QString::fromStdString(to_hex(paint.color)), QString("#102030"));
  QCOMPARE(paint.opacity, 0.5F);
}

void TestEvaluate::properties_of_a_row_decide_colour_and_width() {
  const auto pack = street_pack(8);
  const LayerEvaluator evaluator(sheet_of(k_streets), 0, pack);
  const auto first = evaluator.line(row_of(*pack, 0), 10);
  QCOMPARE(QString::fromStdString(to_hex(first.color)), QString("#ff0000"));
  QCOMPARE(first.width, 2.0F);
  QCOMPARE(first.opacity, 0.5F);
  QCOMPARE(first.cap, LineCap::round);
  QCOMPARE(first.join, LineJoin::miter);
  QCOMPARE(first.dash, (std::vector<float>{2, 1}));
  QCOMPARE(evaluator.line(row_of(*pack, 1), 15).width, 16.5F);                                               // half way from 3 to 30
  QCOMPARE(QString::fromStdString(to_hex(evaluator.line(row_of(*pack, 3), 10).color)), QString("#0000ff"));  // no class
}

void TestEvaluate::a_filter_takes_and_leaves_rows() {
  const auto pack = street_pack(8);
  const LayerEvaluator evaluator(sheet_of(k_streets), 0, pack);
  QVERIFY(evaluator.matches(row_of(*pack, 0), 10));
  QVERIFY(!evaluator.matches(row_of(*pack, 2), 10));
  QVERIFY(evaluator.matches(row_of(*pack, 3), 10));
}

void TestEvaluate::a_pass_gives_what_single_evaluation_gives() {
  const auto pack = street_pack(200);
  const LayerEvaluator evaluator(sheet_of(k_streets), 0, pack);
  for (const double zoom : {3.0, 10.0, 14.5, 22.0}) {
    ZoomPass pass(evaluator, zoom);
    for (std::uint32_t row = 0; row < pack->size(); ++row) {
      QCOMPARE(pass.matches(row), evaluator.matches(row, zoom));
      QVERIFY(pass.line(row) == evaluator.line(row, zoom));
      QCOMPARE(pass.sort_key(row), 0.0);
    }
  }
}

void TestEvaluate::rows_with_equal_paint_share_a_bucket() {
  const auto pack = street_pack(400);
  const LayerEvaluator evaluator(sheet_of(k_streets), 0, pack);
  ZoomPass pass(evaluator, 12);
  std::set<std::uint32_t> buckets;
  for (std::uint32_t row = 0; row < pack->size(); ++row) buckets.insert(pass.bucket(row));
  QCOMPARE(buckets.size(), std::size_t{15});  // 3 colours (path and "no class" are blue) times 5 widths
  QCOMPARE(*buckets.rbegin(), 14U);
}

void TestEvaluate::selection_and_hover_are_seen_by_expressions() {
  const auto sheet =
      sheet_of(R"([{"id":"a","type":"fill","paint":{"fill-color":["case",["boolean",["feature-state","selected"],false],"#ff0000",
    ["boolean",["feature-state","hover"],false],"#ffff00","#cccccc"]}}])");
  const auto pack = street_pack(2);
  const LayerEvaluator evaluator(sheet, 0, pack);
  ZoomPass pass(evaluator, 10);
  QCOMPARE(QString::fromStdString(to_hex(pass.fill(0).color)), QString("#cccccc"));
  QCOMPARE(QString::fromStdString(to_hex(pass.fill(0, {true, true}).color)), QString("#ff0000"));
  QCOMPARE(QString::fromStdString(to_hex(pass.fill(0, {false, true}).color)), QString("#ffff00"));
  QCOMPARE(QString::fromStdString(to_hex(evaluator.fill(0, 10, {false, true}).color)), QString("#ffff00"));
}

void TestEvaluate::labels_are_transformed_and_split_into_sections() {
  const auto sheet =
      sheet_of(R"([{"id":"l","type":"symbol","layout":{"text-transform":"uppercase","text-size":14,"text-anchor":"bottom-left",
    "text-variable-anchor":["top","left"],"text-font":["Sans Bold"],"icon-image":"dot",
    "text-field":["format",["get","name"],{},"\n",{},["get","class"],{"font-scale":0.8,"text-color":"#ff0000"}],"symbol-sort-key":["get","lanes"]}}])");
  const auto pack = street_pack(3);
  const LayerEvaluator evaluator(sheet, 0, pack);
  const auto sections = evaluator.text(row_of(*pack, 1), 10);
  QCOMPARE(QString::fromStdString(plain_text(sections)), QString("STRASSE 1\nSECONDARY"));
  QCOMPARE(sections.back().scale, 0.8);
  QVERIFY(sections.back().color.has_value());
  QCOMPARE(QString::fromStdString(evaluator.icon(0, 10)), QString("dot"));
  QCOMPARE(evaluator.sort_key(row_of(*pack, 2), 10), 2.0);
  const auto style = evaluator.symbol(0, 10);
  QCOMPARE(style.text_size, 14.0F);
  QCOMPARE(style.text_anchor, Anchor::bottom_left);
  QCOMPARE(style.text_variable_anchor, (std::vector<Anchor>{Anchor::top, Anchor::left}));
  QCOMPARE(style.fonts, std::vector<std::string>{"Sans Bold"});
}

void TestEvaluate::a_free_row_needs_no_pack() {
  const LayerEvaluator evaluator(sheet_of(k_streets), 0, nullptr);
  PropertyRow row;
  row.kind = geo::GeometryKind::line;
  row.properties = {{"class", std::string("secondary")}, {"width", 4.0}};
  QVERIFY(evaluator.matches(row, 10));
  QCOMPARE(QString::fromStdString(to_hex(evaluator.line(row, 10).color)), QString("#00ff00"));
  row.properties.front().second = std::string("path");
  QVERIFY(!evaluator.matches(row, 10));
}

void TestEvaluate::a_column_that_is_missing_is_no_value() {
  const auto sheet = sheet_of(
      R"([{"id":"l","type":"line","paint":{"line-width":["get","nowhere"],"line-color":["case",["has","nowhere"],"#ff0000","#00ff00"]}}])");
  const auto pack = street_pack(1);
  const LayerEvaluator evaluator(sheet, 0, pack);
  ZoomPass pass(evaluator, 10);
  QCOMPARE(pass.line(0).width, 1.0F);  // the default of the specification
  QCOMPARE(QString::fromStdString(to_hex(pass.line(0).color)), QString("#00ff00"));
}

void TestEvaluate::an_empty_pack_and_a_pack_without_columns_are_fine() {
  feature::PackInfo info;
  info.kind = geo::GeometryKind::line;
  feature::PackBuilder builder(info);
  builder.add(1, geo::make_line({{0, 0}, {10, 10}}), {});
  const std::shared_ptr<const feature::LayerPack> pack = feature::LayerPack::from_bytes(builder.finish()).value();
  const LayerEvaluator evaluator(sheet_of(k_streets), 0, pack);
  ZoomPass pass(evaluator, 10);
  QVERIFY(pass.matches(0));
  QCOMPARE(QString::fromStdString(to_hex(pass.line(0).color)), QString("#0000ff"));
  QCOMPARE(feature::LayerPack::from_bytes(feature::PackBuilder(info).finish()).value()->size(), 0U);
}

void TestEvaluate::several_threads_may_evaluate_one_layer() {
  const auto pack = street_pack(500);
  const LayerEvaluator evaluator(sheet_of(k_streets), 0, pack);
  std::vector<std::thread> threads;
  std::array<std::size_t, 4> buckets{};
  for (std::size_t t = 0; t < buckets.size(); ++t) {
    threads.emplace_back([&, t] {
      ZoomPass pass(evaluator, 13);
      std::set<std::uint32_t> seen;
      for (std::uint32_t row = 0; row < pack->size(); ++row) {
        if (pass.matches(row)) seen.insert(pass.bucket(row));
      }
      buckets[t] = seen.size();
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto count : buckets) QCOMPARE(count, std::size_t{15});
}

void TestEvaluate::a_dash_of_zeros_is_a_continuous_line() {
  const auto sheet = sheet_of(R"([{"id":"l","type":"line","paint":{"line-dasharray":["literal",[0,0]]}}])");
  QVERIFY(LayerEvaluator(sheet, 0, nullptr).line(PropertyRow{}, 10).dash.empty());
}

QTEST_GUILESS_MAIN(TestEvaluate)
#include "test_evaluate.moc"
