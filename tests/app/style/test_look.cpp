// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "feature/pack_builder.h"
#include "style/evaluate.h"
#include "style/legend.h"
#include "style/look.h"
#include "style/palette.h"
#include "style/ramps.h"
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

std::shared_ptr<const Stylesheet> compiled(const Look& look, geo::GeometryKind kind) {
  Palette palette;
  palette.colors = {{"label", {0, 0, 0, 1}}, {"halo", {1, 1, 1, 1}}};
  const auto text = apply_palette(style_of(look, kind), palette).value();
  auto sheet = parse(text);
  if (!sheet) qFatal("%s", check(text).front().detail.c_str());
  return *sheet;
}

/// Hex colours of the fill layers that draw an area with this value, in drawing order.
QStringList fills_of(const Look& look, feature::Value value, double zoom = 12) {
  const auto sheet = compiled(look, geo::GeometryKind::area);
  PropertyRow row;
  row.kind = geo::GeometryKind::area;
  row.properties = {{"v", std::move(value)}};
  QStringList out;
  for (std::size_t i = 0; i < sheet->layers().size(); ++i) {
    const LayerEvaluator evaluator(sheet, i, nullptr);
    if (evaluator.layer().type == LayerType::fill && evaluator.layer().shows_at(zoom) && evaluator.matches(row, zoom))
      out << QString::fromStdString(to_hex(evaluator.fill(row, zoom).color));
  }
  return out;
}

LookClass category(feature::Value value, const char* color) {
  LookClass c;
  c.values = {std::move(value)};
  c.symbol.color = *parse_color(color);
  return c;
}

Look three_uses() {
  Look look;
  look.kind = LookKind::categorised;
  look.attribute = "v";
  look.symbol.color = *parse_color("#999999");
  look.classes = {category(std::string("Wohnen"), "#ff0000"), category(std::string("Gewerbe"), "#00ff00"),
                  category(feature::Value(), "#0000ff")};
  return look;
}

LookClass rule(const char* filter, const char* color) {
  LookClass c;
  c.filter_json = filter;
  c.label = color;
  c.symbol.color = *parse_color(color);
  return c;
}

}  // namespace

class TestLook : public QObject {
  Q_OBJECT
 private slots:
  void a_look_survives_the_way_through_style_json();
  void a_style_changed_by_hand_is_no_look_any_more();
  void a_hidden_class_is_not_drawn_and_the_others_stay();
  void no_value_can_be_a_class();
  void classes_with_different_dashes_get_layers_of_their_own();
  void rules_overlap_and_else_takes_the_rest();
  void classes_become_rules_that_draw_the_same();
  void a_rule_keeps_to_its_zoom_range();
  void every_kind_compiles_for_every_geometry();
  void labels_say_what_they_are_asked_to();
  void limits_of_a_legend_are_short_and_true();
  void pretty_limits_are_those_of_r();
  void classes_are_counted();
  void ramps_grow_darker_evenly();
  void anything_else_is_no_look();
};

void TestLook::a_look_survives_the_way_through_style_json() {
  Look look = three_uses();
  look.classes[0].symbol.dash = {3, 1.5};
  look.classes[0].symbol.pattern = "hatch-45";
  look.classes[0].symbol.pattern_color = *parse_color("#12345678");
  look.classes[1].label = "Gewerbe „Süd“";
  look.classes[1].visible = false;
  look.classes[1].values.push_back(std::int64_t{7});
  look.label.attribute = "name";
  look.label.place = LabelPlace::above;
  look.label.color = *parse_color("#222222");
  look.label.priority_attribute = "v";
  look.min_zoom = 10.5;
  look.max_zoom = 18;
  look.areas = AreaScope::surroundings;
  for (const auto kind : {geo::GeometryKind::point, geo::GeometryKind::line, geo::GeometryKind::area, geo::GeometryKind::none}) {
    const auto back = look_of(style_of(look, kind), kind);
    QVERIFY(back.has_value());
    QVERIFY(*back == look);
  }
}

void TestLook::a_style_changed_by_hand_is_no_look_any_more() {
  std::string text = style_of(three_uses(), geo::GeometryKind::area);
  QVERIFY(look_of(text, geo::GeometryKind::area).has_value());
  QVERIFY(!look_of(text, geo::GeometryKind::line).has_value());
  text.replace(text.find("\"line-width\":"), 14, "\"line-width\":9");
  QVERIFY(!look_of(text, geo::GeometryKind::area).has_value());
  QVERIFY(!look_of(R"({"version":8,"layers":[]})", geo::GeometryKind::area).has_value());
}

void TestLook::a_hidden_class_is_not_drawn_and_the_others_stay() {
  Look look = three_uses();
  QCOMPARE(fills_of(look, std::string("Gewerbe")), QStringList{"#00ff00"});
  look.classes[1].visible = false;
  QCOMPARE(fills_of(look, std::string("Gewerbe")), QStringList{});
  QCOMPARE(fills_of(look, std::string("Wohnen")), QStringList{"#ff0000"});
  QCOMPARE(fills_of(look, std::string("anders")), QStringList{"#999999"});
  look.others = false;
  QCOMPARE(fills_of(look, std::string("anders")), QStringList{});
}

void TestLook::no_value_can_be_a_class() {
  QCOMPARE(fills_of(three_uses(), feature::Value()), QStringList{"#0000ff"});
  QCOMPARE(fills_of(three_uses(), std::string("anders")), QStringList{"#999999"});
}

void TestLook::classes_with_different_dashes_get_layers_of_their_own() {
  Look look = three_uses();
  look.classes[0].symbol.dash = {4, 2};
  const auto sheet = compiled(look, geo::GeometryKind::line);
  QCOMPARE(sheet->layers().size(), std::size_t{4});
  const auto entries = legend(*sheet, 12);
  QCOMPARE(entries.size(), std::size_t{4});
  QCOMPARE(entries[0].label, std::string("style.legend_other"));
  QCOMPARE(entries[1].label, std::string("Wohnen"));
  QCOMPARE(entries[1].line->dash.size(), std::size_t{2});
}

void TestLook::rules_overlap_and_else_takes_the_rest() {
  Look look;
  look.kind = LookKind::rules;
  look.classes = {rule(R"([">",["get","v"],10])", "#ff0000"), rule(R"([">",["get","v"],20])", "#00ff00"), rule("", "#0000ff")};
  look.classes[2].is_else = true;
  QCOMPARE(fills_of(look, 30.0), (QStringList{"#ff0000", "#00ff00"}));
  QCOMPARE(fills_of(look, 15.0), QStringList{"#ff0000"});
  QCOMPARE(fills_of(look, 5.0), QStringList{"#0000ff"});
}

void TestLook::classes_become_rules_that_draw_the_same() {
  const Look before = three_uses();
  const Look after = as_rules(before);
  QCOMPARE(after.classes.size(), std::size_t{4});
  for (const feature::Value& value : {feature::Value(std::string("Wohnen")), feature::Value(std::string("x")), feature::Value()})
    QCOMPARE(fills_of(after, value), fills_of(before, value));
  QCOMPARE(as_rules(Look{}).classes.size(), std::size_t{1});
}

void TestLook::a_rule_keeps_to_its_zoom_range() {
  Look look;
  look.kind = LookKind::rules;
  look.classes = {rule("", "#ff0000")};
  look.classes[0].min_zoom = 10;
  look.classes[0].max_zoom = 14;
  look.max_zoom = 12;
  QCOMPARE(fills_of(look, 1.0, 9), QStringList{});
  QCOMPARE(fills_of(look, 1.0, 11), QStringList{"#ff0000"});
  QCOMPARE(fills_of(look, 1.0, 13), QStringList{});
}

void TestLook::every_kind_compiles_for_every_geometry() {
  for (const auto look_kind : {LookKind::single, LookKind::categorised, LookKind::graduated, LookKind::rules}) {
    for (const auto kind : {geo::GeometryKind::point, geo::GeometryKind::line, geo::GeometryKind::area, geo::GeometryKind::none}) {
      Look look = three_uses();
      look.kind = look_kind;
      for (auto& c : look.classes) c.filter_json = R"(["has","v"])";
      QVERIFY(compiled(look, kind)->warnings().empty());
      look.symbol.icon = "star";
      look.symbol.line_pattern = "zug";
      look.symbol.pattern = "dots";
      QVERIFY(compiled(look, kind)->warnings().empty());
      look.classes.clear();
      QVERIFY(compiled(look, kind)->warnings().empty());
    }
  }
}

void TestLook::labels_say_what_they_are_asked_to() {
  Look look;
  look.label.expression_json = R"(["concat",["get","v"]," m²"])";
  look.label.size_px = 15;
  look.label.bold = true;
  look.label.priority_attribute = "v";
  const auto sheet = compiled(look, geo::GeometryKind::area);
  const LayerEvaluator labels(sheet, sheet->layers().size() - 1, nullptr);
  PropertyRow row;
  row.kind = geo::GeometryKind::area;
  row.properties = {{"v", std::int64_t{42}}};
  QCOMPARE(plain_text(labels.text(row, 12)), std::string("42 m²"));
  QCOMPARE(labels.symbol(row, 12).text_size, 15.0F);
  QCOMPARE(labels.sort_key(row, 12), -42.0);  // larger numbers are placed first
}

void TestLook::limits_of_a_legend_are_short_and_true() {
  QCOMPARE(rounded_limits({0.1234, 3.4567, 7.8912, 12.3456}), (std::vector<double>{0.1, 3.4, 7.8, 12.4}));
  QCOMPARE(rounded_limits({1234.5, 56789.1, 99999.9}), (std::vector<double>{1000, 56000, 100000}));
  QCOMPARE(rounded_limits({1, 2, 3}), (std::vector<double>{1, 2, 3}));
  QCOMPARE(rounded_limits({0.3, 0.6, 0.9}), (std::vector<double>{0.3, 0.6, 0.9}));
  QCOMPARE(rounded_limits({5, 5}), (std::vector<double>{5, 5}));
  QVERIFY(rounded_limits({}).empty());
}

void TestLook::pretty_limits_are_those_of_r() {
  const auto limits = [](std::vector<double> values, int classes) { return class_limits(values, classes, ClassMethod::pretty); };
  // R: pretty(c(1, 97), 5) gives 0 20 40 60 80 100; pretty(c(0.13, 0.42), 3) gives 0.1 0.2 0.3 0.4 0.5
  QCOMPARE(limits({1, 20, 50, 80, 97}, 5), (std::vector<double>{0, 20, 40, 60, 80, 100}));
  QCOMPARE(limits({0.13, 0.2, 0.42}, 3), (std::vector<double>{0.1, 0.2, 0.3, 0.4, 0.5}));
  QCOMPARE(limits({-5, 5, 10}, 3), (std::vector<double>{-5, 0, 5, 10}));
  QVERIFY(limits({}, 5).empty());
}

void TestLook::classes_are_counted() {
  const auto words = pack_of({std::string("Wohnen"), std::string("Gewerbe"), std::string("Wohnen"), feature::Value(), std::string("x")},
                             feature::ColumnType::text);
  QCOMPARE(class_counts(three_uses(), *words), (std::vector<std::uint64_t>{2, 1, 1, 1}));
  const auto numbers = pack_of({1.0, 5.0, 9.0, feature::Value(), 30.0}, feature::ColumnType::real);
  Look look;
  look.kind = LookKind::graduated;
  look.attribute = "v";
  look.method = ClassMethod::equal_interval;
  look.class_count = 2;
  classify(look, *numbers);
  QCOMPARE(look.classes.size(), std::size_t{2});
  QCOMPARE(look.classes[1].from, 15.0);
  QCOMPARE(class_counts(look, *numbers), (std::vector<std::uint64_t>{3, 1, 1}));
  look.kind = LookKind::rules;
  look.classes = {rule(R"([">=",["get","v"],5])", "#ff0000"), rule(R"([">=",["get","v"],9])", "#00ff00")};
  QCOMPARE(class_counts(look, *numbers), (std::vector<std::uint64_t>{3, 2, 2}));
  look.classes[0].filter_json = R"(["nonsense"])";
  QVERIFY(class_counts(look, *numbers).empty());
  base::CancelSource cancel;
  cancel.cancel();
  look.classes[0].filter_json.clear();
  QVERIFY(class_counts(look, *numbers, cancel.token()).empty());
}

void TestLook::ramps_grow_darker_evenly() {
  const Color white{1, 1, 1, 1};
  for (const auto name : ramp_names()) {
    const bool diverges = name == "blue-orange" || name == "purple-green";
    for (int i = diverges ? 51 : 1; i <= 100; ++i)
      QVERIFY2(contrast_ratio(ramp_color(name, i / 100.0), white) > contrast_ratio(ramp_color(name, (i - 1) / 100.0), white), name.data());
  }
  for (const auto name : palette_names()) QVERIFY(palette_color(name, 0) != palette_color(name, 1));
}

void TestLook::anything_else_is_no_look() {
  for (const char* text : {"", "7", "[]", "{}", "{\"kind\":", "null"}) QVERIFY2(!look_from_json(text).has_value(), text);
  const auto odd =
      look_from_json(R"({"kind":"no","classes":[7,{"symbol":3,"values":5,"dash":["x"]}],"label":[],"symbol":{"width":1e9,"opacity":-3}})");
  QVERIFY(odd.has_value());
  QCOMPARE(odd->kind, LookKind::single);
  QCOMPARE(odd->classes.size(), std::size_t{1});
  QCOMPARE(odd->symbol.width_px, 100.0);
  QCOMPARE(odd->symbol.opacity, 0.0);
}

QTEST_GUILESS_MAIN(TestLook)
#include "test_look.moc"
