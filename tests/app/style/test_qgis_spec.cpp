// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/qgis_spec.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include "style/default_style.h"
#include "style/look.h"
#include "style/palette.h"
#include "style/qgis_text.h"

using namespace skizze;
using namespace skizze::style;
using nlohmann::json;

class TestQgisSpec : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void expressions_are_said_in_the_words_of_qgis_data();
  void expressions_are_said_in_the_words_of_qgis();
  void colours_are_results_not_operands();
  void scales_are_those_of_imports();
  void a_style_of_the_panel_keeps_its_kind();
  void lengths_are_millimetres_on_paper();
  void the_city_style_goes_over_but_for_its_pictures();
  void what_is_drawn_of_areas_goes_over();
  void what_is_no_style_is_an_error();
};

namespace {

QString qgis(const char* expression, TextMeans means = TextMeans::text) {
  const auto text = to_qgis_expression(json::parse(expression), means);
  return text ? QString::fromStdString(*text) : QStringLiteral("! ") + QString::fromStdString(text.error());
}

json spec_of(const Look& look, geo::GeometryKind kind) { return qgis_spec(style_of(look, kind), kind)->json; }

Look classes(LookKind kind) {
  Look look;
  look.kind = kind;
  look.attribute = "nutzung";
  LookClass a, b;
  a.label = "Wohnen";
  a.values = {std::string("W")};
  a.from = 0;
  a.to = 10;
  a.filter_json = R"(["==", ["get", "nutzung"], "W"])";
  a.symbol.color = {1, 0, 0, 1};
  a.symbol.opacity = 0.5;
  b.label = "Gewerbe";
  b.values = {std::string("G"), std::string("GE")};
  b.from = 10;
  b.to = 20;
  b.is_else = true;
  b.visible = false;
  look.classes = {a, b};
  return look;
}

}  // namespace

void TestQgisSpec::expressions_are_said_in_the_words_of_qgis_data() {
  QTest::addColumn<QString>("ours");
  QTest::addColumn<QString>("theirs");
  const auto row = [](const char* name, const char* ours, const char* theirs) {
    QTest::newRow(name) << QString::fromUtf8(ours) << QString::fromUtf8(theirs);
  };
  row("column", R"(["get", "höhe \"m\""])", R"("höhe ""m""")");
  row("text", R"("O'Hara\\")", R"('O''Hara\\')");
  row("equal", R"(["==", ["get", "a"], "x"])", R"(("a" IS 'x'))");
  row("not equal", R"(["!=", ["get", "a"], 3])", R"(("a" IS NOT 3))");
  row("missing is no match", R"(["!", ["<", ["get", "a"], 2]])", R"((NOT coalesce(("a" < 2), FALSE)))");
  row("all", R"(["all", ["has", "a"], [">", ["get", "b"], 1]])", R"((coalesce(("a" IS NOT NULL), FALSE) AND coalesce(("b" > 1), FALSE)))");
  row("match as a condition", R"(["match", ["get", "k"], ["a", "b"], true, false])", R"(coalesce("k" IN ('a', 'b'), FALSE))");
  row("match with values", R"(["match", ["get", "k"], "a", 1, ["b", "c"], 2, 3])",
      R"(CASE WHEN "k" IN ('a') THEN 1 WHEN "k" IN ('b', 'c') THEN 2 ELSE 3 END)");
  row("step", R"(["step", ["get", "h"], 1, 10, 2, 20, 3])", R"(CASE WHEN "h" >= 20 THEN 3 WHEN "h" >= 10 THEN 2 ELSE 1 END)");
  row("interpolate", R"(["interpolate", ["linear"], ["get", "h"], 0, 1, 10, 5])",
      R"(CASE WHEN "h" <= 0 THEN 1 WHEN "h" < 10 THEN 1 + (5 - 1) * ("h" - 0) / 10 ELSE 5 END)");
  row("first of a list", R"(["at", 0, ["split", ["get", "r"], ";"]])", R"(array_get(string_to_array("r", ';'), 0))");
  row("let", R"(["let", "x", ["get", "a"], ["+", ["var", "x"], 1]])", R"(with_variable('x', "a", (@x + 1)))");
  row("unknown", R"(["feature-state", "a"])", "! feature-state");
}

void TestQgisSpec::expressions_are_said_in_the_words_of_qgis() {
  QFETCH(QString, ours);
  QFETCH(QString, theirs);
  QCOMPARE(qgis(qUtf8Printable(ours)), theirs);
}

void TestQgisSpec::colours_are_results_not_operands() {
  const char* either = R"x(["case", ["==", ["get", "c"], "red"], "red", "rgba(0,0,255,0.5)"])x";
  QCOMPARE(qgis(either, TextMeans::color), QStringLiteral("CASE WHEN (\"c\" IS 'red') THEN '255,0,0,255' ELSE '0,0,255,128' END"));
  const char* between = R"(["interpolate", ["linear"], ["zoom"], 1, "red", 2, "blue"])";
  QVERIFY(qgis(between, TextMeans::color).contains(QStringLiteral("color_mix_rgb('255,0,0,255', '0,0,255,255', (log(2, ")));
}

void TestQgisSpec::scales_are_those_of_imports() {
  QVERIFY(std::abs(scale_of_zoom(0) - 186'171'000) < 100'000);
  QCOMPARE(scale_of_zoom(3) * 8, scale_of_zoom(0));
}

void TestQgisSpec::a_style_of_the_panel_keeps_its_kind() {
  const auto area = geo::GeometryKind::area;
  Look single;
  single.label.attribute = "name";
  single.label.min_zoom = 14;
  const auto one = spec_of(single, area);
  QCOMPARE(one["renderer"]["type"], json("single"));
  QCOMPARE(one["labels"].size(), 1U);
  QCOMPARE(one["labels"][0]["expression"], json("\"name\""));
  QCOMPARE(one["labels"][0]["scale_to"].get<double>(), std::round(scale_of_zoom(14)));
  const auto categories = spec_of(classes(LookKind::categorised), area)["renderer"];
  QCOMPARE(categories["type"], json("categorised"));
  QCOMPARE(categories["classes"].size(), 2U);
  QCOMPARE(categories["classes"][1]["values"], json::array({"G", "GE"}));
  QVERIFY(!categories["classes"][1]["visible"].get<bool>());
  QCOMPARE(categories["classes"][0]["symbol"]["layers"][0]["color"], json("255,0,0,128"));
  QVERIFY(categories.contains("others"));
  const auto grades = spec_of(classes(LookKind::graduated), area)["renderer"];
  QCOMPARE(grades["classes"][1]["from"], json(10.0));
  const auto rules = spec_of(classes(LookKind::rules), area)["renderer"];
  QCOMPARE(rules["rules"][0]["filter"], json("(\"nutzung\" IS 'W')"));
  QVERIFY(rules["rules"][1]["else"].get<bool>());
}

void TestQgisSpec::lengths_are_millimetres_on_paper() {
  Look look;
  look.symbol.width_px = 96;
  look.symbol.dash = {2, 1};
  look.symbol.casing_px = 48;
  const auto layers = spec_of(look, geo::GeometryKind::line)["renderer"]["symbol"]["layers"];
  QCOMPARE(layers.size(), 2U);
  QCOMPARE(layers[0]["width_mm"].get<double>(), 2 * 25.4);  // the casing below
  QCOMPARE(layers[1]["width_mm"].get<double>(), 25.4);
  QCOMPARE(layers[1]["dash_mm"], json::array({2 * 25.4, 25.4}));
}

/// Every template of the city style is said whole but for pictures.
void TestQgisSpec::the_city_style_goes_over_but_for_its_pictures() {
  const auto files = style_files_in(STADTSKIZZE_SOURCE_DIR "/resources/styles");
  const auto palette = *load_palette("light", files);
  int rules = 0, labels = 0;
  for (const auto& id : template_ids()) {
    const auto text = template_json(id, files);
    QVERIFY2(text, id.c_str());
    const auto colored = apply_palette(*text, palette);
    for (const auto kind : {geo::GeometryKind::point, geo::GeometryKind::line, geo::GeometryKind::area}) {
      const auto spec = qgis_spec(*colored, kind);
      QVERIFY2(spec, id.c_str());
      rules += static_cast<int>(spec->json["renderer"]["rules"].size());
      labels += static_cast<int>(spec->json["labels"].size());
      for (const auto& lost : spec->lost) {
        const bool expected = lost.id == "style.qgis_lost_picture";
        QVERIFY2(expected, (id + ": " + lost.id + " " + (lost.arguments.empty() ? std::string() : lost.arguments[0].value)).c_str());
      }
    }
  }
  QVERIFY(rules > 150 && labels > 60);
}

void TestQgisSpec::what_is_drawn_of_areas_goes_over() {
  Look look;
  QVERIFY(!spec_of(look, geo::GeometryKind::area).contains("areas"));
  look.areas = AreaScope::merged;
  QCOMPARE(spec_of(look, geo::GeometryKind::area)["areas"].get<std::string>(), std::string("merged"));
  QVERIFY(!spec_of(look, geo::GeometryKind::line).contains("areas"));
}

void TestQgisSpec::what_is_no_style_is_an_error() {
  for (const char* text : {"", "[]", "{\"layers\":1}", "{\"layers\":[1,null,{}]}"}) {
    const auto spec = qgis_spec(text, geo::GeometryKind::area);
    QVERIFY2(!spec || spec->json["renderer"]["rules"].empty(), text);
  }
  QCOMPARE(qgis_spec("x", geo::GeometryKind::area).error().message.id, std::string("style.qgis_no_style"));
}

QTEST_GUILESS_MAIN(TestQgisSpec)
#include "test_qgis_spec.moc"
