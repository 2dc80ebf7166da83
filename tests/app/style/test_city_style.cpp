// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QtTest>

#include "style/default_style.h"
#include "style/evaluate.h"
#include "style/hatch.h"
#include "style/stylesheet.h"

using namespace skizze;
using namespace skizze::style;

namespace {

const StyleFiles& files() {
  static const StyleFiles s_files = style_files_in(STADTSKIZZE_SOURCE_DIR "/resources/styles");
  return s_files;
}

Palette palette(const char* name) { return load_palette(name, files()).value(); }

feature::PackInfo info(std::string name, geo::GeometryKind kind, std::vector<std::string> columns = {}) {
  feature::PackInfo out;
  out.name = std::move(name);
  out.kind = kind;
  for (auto& column : columns) out.columns.push_back({std::move(column), feature::ColumnType::text});
  return out;
}

constexpr auto k_area = geo::GeometryKind::area;
constexpr auto k_line = geo::GeometryKind::line;
constexpr auto k_point = geo::GeometryKind::point;

}  // namespace

class TestCityStyle : public QObject {
  Q_OBJECT
 private slots:
  void every_template_compiles_without_a_warning_in_every_palette_data();
  void every_template_compiles_without_a_warning_in_every_palette();
  void palettes_name_the_same_colours();
  void words_on_the_map_have_a_contrast_of_at_least_4_5();
  void facility_types_differ_in_hue_and_in_dash_or_width();
  void measures_stand_out_from_the_city();
  void layers_find_their_template_by_role_columns_and_name();
  void labels_use_the_column_that_is_there();
  void a_layer_without_names_gets_no_labels();
  void generic_layers_differ_in_hue();
  void hatches_of_the_templates_exist();
  void a_missing_template_is_named();
  void ground_lies_below_measures_and_comments();
};

void TestCityStyle::every_template_compiles_without_a_warning_in_every_palette_data() {
  QTest::addColumn<QString>("id");
  QTest::addColumn<QString>("palette_name");
  const QDir folder(STADTSKIZZE_SOURCE_DIR "/resources/styles/city");
  for (const auto& file : folder.entryInfoList({"*.json"}, QDir::Files)) {
    for (const char* name : {"light", "dark", "contrast"})
      QTest::addRow("%s %s", qPrintable(file.baseName()), name) << file.baseName() << QString(name);
  }
}

void TestCityStyle::every_template_compiles_without_a_warning_in_every_palette() {
  QFETCH(QString, id);
  QFETCH(QString, palette_name);
  const auto ids = template_ids();
  QVERIFY2(std::find(ids.begin(), ids.end(), id.toStdString()) != ids.end(), "the template is in no list");
  const auto json = template_json(id.toStdString(), files());
  QVERIFY(json.has_value());
  const auto coloured = apply_palette(*json, palette(qPrintable(palette_name)));
  QVERIFY2(coloured.has_value(), coloured ? "" : coloured.error().message.arguments.front().value.c_str());
  for (const auto& issue : check(*coloured)) QFAIL((issue.layer + " " + issue.property + ": " + issue.detail).c_str());
}

void TestCityStyle::palettes_name_the_same_colours() {
  const Palette light = palette("light");
  for (const char* name : {"dark", "contrast"}) {
    const Palette other = palette(name);
    QCOMPARE(other.colors.size(), light.colors.size());
    for (const auto& entry : light.colors) QVERIFY2(other.color(entry.first).has_value(), entry.first.c_str());
  }
  QVERIFY(palette("dark").dark && !light.dark);
}

/// WCAG 2.2, 1.4.3: 4.5 : 1 for text, on every surface it may come to lie on, halo or not.
void TestCityStyle::words_on_the_map_have_a_contrast_of_at_least_4_5() {
  const std::vector<std::string> words{"label",       "label-quiet", "street-label", "place-label",    "poi-label",     "building-label",
                                       "water-label", "green-label", "parcel-label", "district-label", "measure-label", "bike-label"};
  const std::vector<std::string> surfaces{"ground",  "water",    "park",          "forest",     "grass",      "farm",
                                          "sport",   "cemetery", "residential",   "commercial", "industrial", "civic",
                                          "parking", "building", "building-high", "motorway",   "primary",    "secondary",
                                          "street",  "service",  "pedestrian",    "roof",       "roof-light"};
  for (const char* name : {"light", "dark", "contrast"}) {
    const Palette p = palette(name);
    Color halo = *p.color("halo");
    halo.a = 0.7F;
    for (const auto& word : words) {
      for (const auto& surface : surfaces) {
        const Color text = *p.color(word);
        const Color ground = *p.color(surface);
        const std::string what = std::string(name) + ": " + word + " on " + surface;
        QVERIFY2(contrast_ratio(text, ground) >= 4.5, what.c_str());
        QVERIFY2(contrast_ratio(text, blend(halo, ground)) >= 4.5, (what + " with halo").c_str());
      }
    }
  }
}

void TestCityStyle::facility_types_differ_in_hue_and_in_dash_or_width() {
  const std::vector<std::string> types{
      "schutzstreifen",         "radfahrstreifen",       "protected_bike_lane", "einrichtungsradweg", "zweirichtungsradweg",
      "gemeinsamer_geh_radweg", "getrennter_geh_radweg", "fahrradstrasse",      "radschnellweg",      "mischverkehr"};
  const auto sheet = parse(apply_palette(template_json("measures", files()).value(), palette("light")).value()).value();
  std::vector<LinePaint> paints;
  for (const auto& type : types) {
    PropertyRow row;
    row.kind = k_line;
    row.properties = {{"kind", std::string("bike_lane")}, {"fuehrungsart", type}};
    for (std::size_t i = 0; i < sheet->layers().size(); ++i) {
      const LayerEvaluator evaluator(sheet, i, nullptr);
      const bool is_lane = evaluator.layer().type == LayerType::line && evaluator.layer().id != "lanes-casing";
      if (is_lane && evaluator.matches(row, 16)) paints.push_back(evaluator.line(row, 16));
    }
  }
  QCOMPARE(paints.size(), types.size());  // exactly one layer draws each
  for (std::size_t i = 0; i < paints.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const std::string both = types[i] + " and " + types[j];
      QVERIFY2(!(paints[i].color == paints[j].color), both.c_str());
      QVERIFY2(paints[i].dash != paints[j].dash || std::abs(paints[i].width - paints[j].width) > 0.3F, both.c_str());
    }
  }
}

void TestCityStyle::measures_stand_out_from_the_city() {
  // WCAG 2.2, 1.4.11 asks 3 : 1 of graphics; the orange of Okabe and Ito does not have it on paper, its casing and width make up for it.
  const Palette p = palette("light");
  for (const char* token : {"lane-radfahrstreifen", "lane-protected", "lane-einrichtung", "lane-zweirichtung", "lane-getrennt",
                            "lane-fahrradstrasse", "lane-schnellweg", "lane-misch", "solar-outline"}) {
    QVERIFY2(contrast_ratio(*p.color(token), *p.color("ground")) >= 3, token);
  }
  for (const char* token : {"street", "street-casing", "building", "building-outline", "water", "park"}) {
    QVERIFY2(contrast_ratio(*p.color(token), *p.color("ground")) < 2, token);  // the city does not shout
  }
}

void TestCityStyle::layers_find_their_template_by_role_columns_and_name() {
  auto objects = info("LoD2_32_280", k_area, {"gml_id", "class"});
  objects.role = feature::PackRole::city_objects;
  QCOMPARE(choose_template(objects), std::string("city_objects"));
  objects.role = feature::PackRole::city_surfaces;
  QCOMPARE(choose_template(objects), std::string("roofs"));
  QCOMPARE(choose_template(info("multipolygons", k_area, {"osm_id", "building", "landuse"})), std::string("osm_areas"));
  QCOMPARE(choose_template(info("lines", k_line, {"osm_id", "highway"})), std::string("osm_lines"));
  QCOMPARE(choose_template(info("measures", k_line, {"id", "kind", "fuehrungsart", "seite"})), std::string("measures"));
  QCOMPARE(choose_template(info("contributions", k_point, {"category", "state", "text"})), std::string("comments"));
  QCOMPARE(choose_template(info("Berlin_Radvorrangsnetz", k_line, {"ist_radvorrangnetz", "existenz"})), std::string("bike_network"));
  QCOMPARE(choose_template(info("Berlin_Bezirke", k_area, {"name"})), std::string("districts"));
  QCOMPARE(choose_template(info("ortsteile", k_area, {"Name"})), std::string("districts"));
  QCOMPARE(choose_template(info("Flurstücke", k_area)), std::string("parcels"));
  QCOMPARE(choose_template(info("Straßen", k_line, {"class"})), std::string("streets"));
  QCOMPARE(choose_template(info("Straßenbäume", k_point)), std::string("trees"));
  QCOMPARE(choose_template(info("Parkplätze", k_area)), std::string("parking"));
  QCOMPARE(choose_template(info("Stadtpark", k_area)), std::string("green"));
  QCOMPARE(choose_template(info("Gebäude", k_area)), std::string("buildings"));
  QCOMPARE(choose_template(info("Bahnstrecken", k_line)), std::string("railway"));
  QCOMPARE(choose_template(info("Autobahnen", k_line)), std::string("streets"));
  QCOMPARE(choose_template(info("irgendwas", k_point)), std::string("generic_point"));
  QCOMPARE(choose_template(info("irgendwas", geo::GeometryKind::none)), std::string("generic_mixed"));
}

void TestCityStyle::labels_use_the_column_that_is_there() {
  const auto json = default_style(info("Straßen", k_line, {"Strassenname", "Klasse"}), files());
  QVERIFY(json.has_value());
  QVERIFY(json->find("\"Strassenname\"") != std::string::npos);
  QVERIFY(json->find("\"Klasse\"") != std::string::npos);
  QVERIFY(json->find("$label") == std::string::npos && json->find("$class") == std::string::npos);
  const auto sheet = parse(apply_palette(*json, palette("light")).value());
  QVERIFY(sheet.has_value());
}

void TestCityStyle::a_layer_without_names_gets_no_labels() {
  const auto json = default_style(info("Straßen", k_line, {"class"}), files()).value();
  const auto sheet = parse(apply_palette(json, palette("light")).value()).value();
  for (const auto& layer : sheet->layers()) QVERIFY(layer.type != LayerType::symbol);
}

void TestCityStyle::generic_layers_differ_in_hue() {
  QVERIFY(default_style(info("x", k_area), files(), 0).value() != default_style(info("x", k_area), files(), 1).value());
  QCOMPARE(default_style(info("x", k_area), files(), 0).value(), default_style(info("x", k_area), files(), 7).value());
  QVERIFY(default_style(info("x", k_area), files(), -3).has_value());
}

void TestCityStyle::hatches_of_the_templates_exist() {
  for (const auto& id : template_ids()) {
    const auto sheet = parse(apply_palette(template_json(id, files()).value(), palette("light")).value()).value();
    for (std::size_t i = 0; i < sheet->layers().size(); ++i) {
      if (sheet->layers()[i].type != LayerType::fill) continue;
      const auto paint = LayerEvaluator(sheet, i, nullptr).fill(PropertyRow{}, 16);
      QVERIFY2(paint.pattern.empty() || find_hatch(paint.pattern).has_value(), paint.pattern.c_str());
    }
  }
}

void TestCityStyle::a_missing_template_is_named() {
  const auto missing = template_json("nowhere", files());
  QVERIFY(!missing.has_value());
  QCOMPARE(missing.error().code, base::ErrorCode::not_found);
  QCOMPARE(missing.error().message.arguments.front().value, std::string("city/nowhere.json"));
  QVERIFY(!load_palette("nowhere", files()).has_value());
}

void TestCityStyle::ground_lies_below_measures_and_comments() {
  QVERIFY(stacking_order("background") < stacking_order("landuse"));
  QVERIFY(stacking_order("streets") < stacking_order("buildings"));
  QVERIFY(stacking_order("generic_point") < stacking_order("measures"));
  QVERIFY(stacking_order("measures") < stacking_order("comments"));
}

QTEST_GUILESS_MAIN(TestCityStyle)
#include "test_city_style.moc"
