// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The trees that skizze-prepare makes of QGIS styles: what becomes of label rules and pictures, and what damaged trees do.
#include <QtTest>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "style/color.h"
#include "style/evaluate.h"
#include "style/import.h"
#include "style/look.h"
#include "style/stylesheet.h"

using namespace skizze;
using namespace skizze::style;
using Json = nlohmann::json;

namespace {

Json element(const char* tag, Json attributes, Json children = Json::array()) {
  return {{"tag", tag}, {"attributes", std::move(attributes)}, {"children", std::move(children)}};
}

Json option(const char* name, const char* value) { return element("Option", {{"name", name}, {"value", value}, {"type", "QString"}}); }

Json symbol_layer(const char* kind, Json options) {
  return element("layer", {{"class", kind}, {"enabled", "1"}}, Json::array({element("Option", {{"type", "Map"}}, std::move(options))}));
}

Json style_of_points(Json layer, Json labeling = nullptr) {
  Json symbols =
      element("symbols", Json::object(),
              Json::array({element("symbol", {{"name", "0"}, {"type", "marker"}, {"alpha", "1"}}, Json::array({std::move(layer)}))}));
  Json children = Json::array({element("renderer-v2", {{"type", "singleSymbol"}}, Json::array({std::move(symbols)}))});
  if (!labeling.is_null()) children.push_back(std::move(labeling));
  return element("qgis", {{"labelsEnabled", "1"}}, std::move(children));
}

Json label_rule(Json attributes, const char* field, const char* size, Json children = Json::array()) {
  Json all =
      Json::array({element("settings", Json::object(),
                           Json::array({element("text-style", {{"fieldName", field}, {"fontSize", size}, {"fontSizeUnit", "Point"}})}))});
  for (auto& child : children) all.push_back(std::move(child));
  return element("rule", std::move(attributes), std::move(all));
}

Json label_rules(Json rules) {
  return element("labeling", {{"type", "rule-based"}}, Json::array({element("rules", Json::object(), std::move(rules))}));
}

std::set<std::string> lost_of(const ImportedStyle& style) {
  std::set<std::string> out;
  for (const auto& message : style.lost) out.insert(message.id);
  return out;
}

Look look_in(const ImportedStyle& style) {
  auto look = look_of(style.style_json, style.kind);
  if (!look) qFatal("no look");
  return *look;
}

/// As parse(), the theme's colours put in.
auto parsed(std::string style_json) {
  for (const std::string token : {"\"@label\"", "\"@halo/0.85\""})
    for (auto at = style_json.find(token); at != std::string::npos; at = style_json.find(token))
      style_json.replace(at, token.size(), "\"#000000\"");
  return parse(style_json);
}

/// What the label of a feature says.
std::string words_for(const ImportedStyle& style, const std::vector<std::pair<std::string, feature::Value>>& properties) {
  const auto sheet = parsed(style.style_json);
  if (!sheet) qFatal("style");
  PropertyRow row{0, geo::GeometryKind::point, {}};
  row.properties.assign(properties.begin(), properties.end());
  for (std::size_t i = 0; i < (*sheet)->layers().size(); ++i) {
    if ((*sheet)->layers()[i].id != "labels") continue;
    return plain_text(LayerEvaluator(*sheet, i, nullptr).text(row, 16));
  }
  return "no labels";
}

}  // namespace

class TestQmlImport : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void a_heat_map_becomes_soft_discs() {
    const Json ramp = element("colorramp", {{"type", "gradient"}},
                              Json::array({element("Option", {{"type", "Map"}}, Json::array({option("color2", "0,110,60,200")}))}));
    const Json renderer =
        element("renderer-v2", {{"type", "heatmapRenderer"}, {"radius", "10"}, {"radius_unit", "2"}}, Json::array({ramp}));
    const auto style = import_qml(element("qgis", Json::object(), Json::array({renderer})).dump());
    QVERIFY(style.has_value());
    QCOMPARE(lost_of(*style), std::set<std::string>{"style.lost_heatmap"});
    const Json layer = Json::parse(style->style_json)["layers"][0];
    QCOMPARE(layer["paint"]["circle-blur"].get<double>(), 1.0);
    QVERIFY(parsed(style->style_json).has_value());
  }

  void a_renderer_around_another_one_draws_with_it_and_says_so() {
    const Json fill = symbol_layer("SimpleFill", Json::array({option("color", "200,0,0,255"), option("outline_color", "1,2,3,255")}));
    const Json symbols =
        element("symbols", Json::object(), Json::array({element("symbol", {{"name", "0"}, {"type", "fill"}}, Json::array({fill}))}));
    const Json inner = element("renderer-v2", {{"type", "singleSymbol"}}, Json::array({symbols}));
    using Lost = std::set<std::string>;
    for (const auto& [type, lost, areas] : {std::tuple("invertedPolygonRenderer", Lost{}, AreaScope::surroundings),
                                            std::tuple("mergedFeatureRenderer", Lost{"style.lost_merged"}, AreaScope::merged)}) {
      const Json outer = element("renderer-v2", {{"type", type}}, Json::array({inner}));
      const auto style = import_qml(element("qgis", Json::object(), Json::array({outer})).dump());
      QVERIFY(style.has_value());
      QCOMPARE(lost_of(*style), lost);
      QCOMPARE(look_in(*style).areas, areas);
      QVERIFY(look_in(*style).symbol.color.a > 0);
    }
  }

  void a_hatch_keeps_its_angle_distance_and_width() {
    const Json stroke =
        element("symbol", {{"name", "@0@0"}, {"type", "line"}},
                Json::array({symbol_layer("SimpleLine", Json::array({option("line_color", "34,136,51,255"), option("line_width", "2"),
                                                                     option("line_width_unit", "Pixel")}))}));
    Json pattern =
        symbol_layer("LinePatternFill", Json::array({option("angle", "30"), option("distance", "12"), option("distance_unit", "Pixel")}));
    pattern["children"].push_back(stroke);
    const Json symbols =
        element("symbols", Json::object(), Json::array({element("symbol", {{"name", "0"}, {"type", "fill"}}, Json::array({pattern}))}));
    const auto style = import_qml(
        element("qgis", Json::object(), Json::array({element("renderer-v2", {{"type", "singleSymbol"}}, Json::array({symbols}))})).dump());
    QVERIFY(style.has_value());
    QVERIFY(lost_of(*style).empty());
    const auto look = look_in(*style);
    QCOMPARE(look.symbol.pattern, std::string("hatch:30:12:2"));
    QCOMPARE(look.symbol.color, *parse_color("#228833"));
    QCOMPARE(look.symbol.width_px, 0.0);  // no outline
  }

  void scale_limits_hold_at_the_latitude_that_is_asked_for() {
    Json tree = style_of_points(symbol_layer("SimpleMarker", Json::array()));
    tree["attributes"].update({{"hasScaleBasedVisibilityFlag", "1"}, {"minScale", "50000"}, {"maxScale", "0"}});
    const auto here = look_in(*import_qml(tree.dump())).min_zoom;
    const auto mercator = look_in(*import_qml(tree.dump(), {{}, 0, false})).min_zoom;
    QVERIFY(std::abs(mercator - here + std::log2(std::cos(51 * 3.14159265358979 / 180))) < 0.02);
  }

  void every_label_rule_says_its_words() {
    const auto rules = label_rules(
        Json::array({label_rule({{"filter", "\"kind\" = 'school'"}}, "name", "10",
                                Json::array({label_rule({{"filter", "\"size\" > 5"}}, "long_name", "10")})),
                     label_rule({{"filter", "\"kind\" = 'bus'"}}, "line", "10"), label_rule({{"filter", "ELSE"}}, "other", "10"),
                     label_rule({{"filter", "\"kind\" = 'off'"}, {"active", "0"}}, "never", "10")}));
    const auto style = import_qml(style_of_points(symbol_layer("SimpleMarker", Json::array()), rules).dump(), {});
    QVERIFY(style.has_value());
    QVERIFY(!lost_of(*style).contains("style.lost_label_rules"));
    QCOMPARE(words_for(*style, {{"kind", std::string("school")}, {"name", std::string("Grundschule")}, {"size", 9.0}}),
             std::string("Grundschule"));
    QCOMPARE(words_for(*style, {{"kind", std::string("bus")}, {"line", std::string("12")}}), std::string("12"));
    QCOMPARE(words_for(*style, {{"kind", std::string("tree")}, {"other", std::string("Linde")}}), std::string("Linde"));
  }

  void rules_that_look_different_are_named() {
    const auto rules =
        label_rules(Json::array({label_rule({{"filter", "\"a\" = 1"}}, "x", "10"), label_rule({{"filter", "\"a\" = 2"}}, "y", "20")}));
    const auto style = import_qml(style_of_points(symbol_layer("SimpleMarker", Json::array()), rules).dump(), {});
    QVERIFY(style.has_value());
    QVERIFY(lost_of(*style).contains("style.lost_label_rules"));
    QCOMPARE(words_for(*style, {{"a", 2.0}, {"y", std::string("Y")}}), std::string("Y"));
  }

  void a_rule_without_a_filter_is_a_plain_label() {
    const auto style = import_qml(
        style_of_points(symbol_layer("SimpleMarker", Json::array()), label_rules(Json::array({label_rule(Json::object(), "name", "10")})))
            .dump(),
        {});
    QVERIFY(style.has_value());
    QCOMPARE(look_in(*style).label.attribute, std::string("name"));
    QVERIFY(look_in(*style).label.expression_json.empty());
  }

  void pictures_become_our_signs_shapes_or_discs_data() {
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("icon");
    QTest::addColumn<QString>("lost");
    QTest::newRow("sign") << "transport/transport_bus_stop.svg"
                          << "plan:bus"
                          << "style.lost_marker_sign";
    QTest::newRow("German") << "C:\\zeichen\\Spielplatz_neu.svg"
                            << "plan:playground"
                            << "style.lost_marker_sign";
    QTest::newRow("shape") << "arrows/Arrow_01.svg"
                           << "arrow"
                           << "style.lost_marker_shape";
    QTest::newRow("disc") << "gpsicons/anchor.svg"
                          << ""
                          << "style.lost_marker_picture";
    QTest::newRow("within the style") << "base64:PHN2Zz48L3N2Zz4="
                                      << ""
                                      << "style.lost_marker_picture";
  }

  void pictures_become_our_signs_shapes_or_discs() {
    QFETCH(QString, picture);
    QFETCH(QString, icon);
    QFETCH(QString, lost);
    const auto tree = style_of_points(symbol_layer("SvgMarker", Json::array({option("name", qPrintable(picture)), option("size", "6")})));
    const auto style = import_qml(tree.dump(), {});
    QVERIFY(style.has_value());
    QCOMPARE(QString::fromStdString(look_in(*style).symbol.icon), icon);
    QVERIFY(lost_of(*style).contains(lost.toStdString()));
    for (const auto& message : style->lost)
      for (const auto& argument : message.arguments) QVERIFY(argument.value.size() < 60);
  }

  void damaged_trees_are_errors_or_partial_styles() {
    const auto rules =
        label_rules(Json::array({label_rule({{"filter", "\"a\" = 1"}}, "x", "10"), label_rule({{"filter", "ELSE"}}, "y", "20")}));
    const std::string whole = style_of_points(symbol_layer("SvgMarker", Json::array({option("name", "tree.svg")})), rules).dump();
    for (std::size_t n = 0; n < whole.size(); ++n) QVERIFY(!import_qml(whole.substr(0, n), {}).has_value());  // no prefix is a tree
    int taken = 0;
    for (std::size_t n = 0; n < whole.size(); ++n) {
      for (const char c : {'0', '"', '{', ' ', '\x80', '9'}) {
        std::string bad = whole;
        bad[n] = c;
        const auto style = import_qml(bad, {});
        if (!style) continue;
        ++taken;
        QVERIFY(parsed(style->style_json).has_value());
      }
    }
    QVERIFY(taken > 100);
    // Anything may stand where another kind of value is expected.
    for (const char* value : {"null", "17", "[]", "{}", "\"x\"", "true"}) {
      for (const char* key : {"tag", "attributes", "children"}) {
        Json tree = Json::parse(whole);
        tree["children"][0][key] = Json::parse(value);
        const auto style = import_qml(tree.dump(), {});
        QVERIFY(!style || parsed(style->style_json).has_value());
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestQmlImport)
#include "test_qml_import.moc"
