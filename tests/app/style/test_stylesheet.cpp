// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "style/default_style.h"
#include "style/stylesheet.h"

using namespace skizze;
using namespace skizze::style;

namespace {

const char* k_folder = STADTSKIZZE_SOURCE_DIR "/resources/styles";

std::string first_detail(const std::string& json) {
  const auto issues = check(json);
  return issues.empty() ? "" : issues.front().detail;
}

}  // namespace

class TestStylesheet : public QObject {
  Q_OBJECT
 private slots:
  void a_list_of_layers_is_a_style();
  void layers_keep_zoom_range_visibility_and_metadata();
  void an_unknown_operator_names_its_layer();
  void wrong_values_name_layer_and_property();
  void what_is_not_drawn_is_a_warning();
  void three_dimensional_buildings_are_drawn_flat();
  void ids_must_be_there_and_differ();
  void text_that_is_no_style_is_refused();
  void a_zoom_expression_in_the_wrong_place_is_refused();
  void functions_of_older_styles_are_understood();
  void reach_covers_the_widest_branch();
  void every_truncation_of_a_style_is_refused_without_harm();
};

void TestStylesheet::a_list_of_layers_is_a_style() {
  const auto sheet = parse(R"([{"id":"a","type":"fill","paint":{"fill-color":"red"}}])");
  QVERIFY(sheet.has_value());
  QCOMPARE((*sheet)->layers().size(), std::size_t{1});
  QCOMPARE((*sheet)->layers()[0].type, LayerType::fill);
  QVERIFY(parse("[]").has_value());
  QVERIFY(parse(R"({"version":8,"layers":[]})").has_value());
}

void TestStylesheet::layers_keep_zoom_range_visibility_and_metadata() {
  const auto sheet = parse(R"({"version":8,"name":"x","layers":[{"id":"a","type":"line","source-layer":"roads","minzoom":5,"maxzoom":12.5,
    "metadata":{"skizze:group":"traffic","skizze:legend":"style.legend_street"},"layout":{"visibility":"none"}}]})");
  QVERIFY(sheet.has_value());
  const StyleLayer& layer = (*sheet)->layers()[0];
  QCOMPARE(layer.source_layer, std::string("roads"));
  QCOMPARE(layer.group, std::string("traffic"));
  QCOMPARE(layer.legend, std::string("style.legend_street"));
  QVERIFY(!layer.visible && !layer.shows_at(7));
  StyleLayer shown = layer;
  shown.visible = true;
  QVERIFY(shown.shows_at(5) && shown.shows_at(12.4) && !shown.shows_at(12.5) && !shown.shows_at(4.9));
}

void TestStylesheet::an_unknown_operator_names_its_layer() {
  const auto sheet = parse(R"([{"id":"fine","type":"line"},{"id":"streets","type":"line","paint":{"line-width":["frobnicate",1]}}])");
  QVERIFY(!sheet.has_value());
  QCOMPARE(sheet.error().where.layer, std::string("streets"));
  QCOMPARE(sheet.error().code, base::ErrorCode::invalid);
  QCOMPARE(sheet.error().message.id, std::string("style.expression_invalid"));
  const auto issues = check(R"([{"id":"streets","type":"line","paint":{"line-width":["frobnicate",1]}}])");
  QCOMPARE(issues[0].property, std::string("paint.line-width"));
  QVERIFY(issues[0].detail.find("Unknown expression \"frobnicate\"") != std::string::npos);
}

void TestStylesheet::wrong_values_name_layer_and_property() {
  for (const char* paint :
       {R"("line-width":"thick")", R"("line-color":"no-colour")", R"("line-color":7)", R"("line-dasharray":["a"])", R"("line-dasharray":3)",
        R"("line-translate":[1])", R"("line-opacity":{"a":1})", R"("line-width":["get"])", R"("line-width":["literal",["a"]])"}) {
    const auto issues = check(std::string(R"([{"id":"x","type":"line","paint":{)") + paint + "}}]");
    QVERIFY2(!issues.empty() && issues[0].is_error, paint);
    QCOMPARE(issues[0].layer, std::string("x"));
  }
  QVERIFY(!check(R"([{"id":"x","type":"line","layout":{"line-cap":"pointy"}}])").empty());
  QVERIFY(!check(R"([{"id":"x","type":"line","minzoom":-1}])").empty());
  QVERIFY(!check(R"([{"id":"x","type":"line","filter":["==",["get","a"]]}])").empty());
  QVERIFY(!check(R"([{"id":"x","type":"line","paint":7}])").empty());
}

void TestStylesheet::what_is_not_drawn_is_a_warning() {
  const auto sheet =
      parse(R"([{"id":"r","type":"raster"},{"id":"a","type":"fill","paint":{"fill-colour":"red","fill-translate-anchor":"map"}}])");
  QVERIFY(sheet.has_value());
  QCOMPARE((*sheet)->layers().size(), std::size_t{1});
  QStringList ids;
  for (const auto& warning : (*sheet)->warnings()) ids << QString::fromStdString(warning.message.id);
  ids.sort();
  QCOMPARE(ids, QStringList({"style.layer_type_ignored", "style.property_ignored", "style.property_unknown"}));
}

void TestStylesheet::three_dimensional_buildings_are_drawn_flat() {
  const auto sheet =
      parse(R"([{"id":"b","type":"fill-extrusion","paint":{"fill-extrusion-color":"#112233","fill-extrusion-height":["get","h"]}}])");
  QVERIFY(sheet.has_value());
  QCOMPARE((*sheet)->layers()[0].type, LayerType::fill);
  QCOMPARE((*sheet)->warnings()[0].message.id, std::string("style.extrusion_flat"));
}

void TestStylesheet::ids_must_be_there_and_differ() {
  QVERIFY(!parse(R"([{"type":"line"}])").has_value());
  QVERIFY(!parse(R"([{"id":"a","type":"line"},{"id":"a","type":"fill"}])").has_value());
  QVERIFY(!parse(R"([{"id":"a"}])").has_value());
  QVERIFY(!parse(R"([{"id":"a","type":"hologram"}])").has_value());
}

void TestStylesheet::text_that_is_no_style_is_refused() {
  for (const char* text : {"", "nonsense", "7", "null", "{}", R"({"layers":{}})", R"({"version":7,"layers":[]})", "[7]", "\xFF\xFE"}) {
    const auto sheet = parse(text);
    QVERIFY2(!sheet.has_value(), text);
    QCOMPARE(sheet.error().code, base::ErrorCode::invalid);
  }
}

void TestStylesheet::a_zoom_expression_in_the_wrong_place_is_refused() {
  QVERIFY(first_detail(R"([{"id":"a","type":"line","paint":{"line-width":["+",["zoom"],1]}}])").find("top-level") != std::string::npos);
  QVERIFY(first_detail(R"([{"id":"a","type":"fill","paint":{"fill-antialias":["get","x"]}}])").find("data expressions") !=
          std::string::npos);
  QVERIFY(check(R"([{"id":"a","type":"line","filter":[">",["zoom"],12]}])").empty());  // filters may
}

void TestStylesheet::functions_of_older_styles_are_understood() {
  QVERIFY(check(R"([{"id":"a","type":"line","paint":{"line-width":{"base":1.5,"stops":[[5,1],[15,10]]},
    "line-color":{"property":"k","type":"categorical","stops":[["a","red"],["b","blue"]],"default":"grey"}}}])")
              .empty());
  QVERIFY(!check(R"([{"id":"a","type":"line","paint":{"line-width":{"stops":[]}}}])").empty());
  QVERIFY(!check(R"([{"id":"a","type":"line","paint":{"line-width":{"stops":[[{"zoom":1},2]]}}}])").empty());
}

void TestStylesheet::reach_covers_the_widest_branch() {
  const auto sheet = parse(R"([{"id":"a","type":"line","paint":{"line-width":["match",["get","k"],"a",4,"b",30,2],"line-gap-width":6}},
    {"id":"c","type":"circle","paint":{"circle-radius":9,"circle-stroke-width":2}}])");
  QVERIFY(sheet.has_value());
  QVERIFY((*sheet)->reach_px(10) >= 30 + 3);
  QCOMPARE(parse(R"([{"id":"c","type":"circle","paint":{"circle-radius":9,"circle-stroke-width":2}}])").value()->reach_px(10), 11.0);
}

void TestStylesheet::every_truncation_of_a_style_is_refused_without_harm() {
  const auto json = template_json("measures", style_files_in(k_folder));
  QVERIFY(json.has_value());
  for (std::size_t length = 0; length < json->size(); length += 7) QVERIFY(!parse(std::string_view(*json).substr(0, length)).has_value());
}

QTEST_GUILESS_MAIN(TestStylesheet)
#include "test_stylesheet.moc"
