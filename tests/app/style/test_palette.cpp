// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "style/color.h"
#include "style/palette.h"

using namespace skizze;
using namespace skizze::style;

class TestPalette : public QObject {
  Q_OBJECT
 private slots:
  void css_colours_are_read_in_all_their_forms();
  void what_is_no_colour_is_refused();
  void contrast_is_that_of_the_guideline();
  void tokens_become_colours();
  void a_token_may_carry_an_opacity();
  void a_token_may_stand_for_another();
  void unknown_tokens_and_circles_are_named();
  void damaged_palettes_are_refused();
};

void TestPalette::css_colours_are_read_in_all_their_forms() {
  const std::vector<std::pair<const char*, const char*>> pairs{{"red", "#ff0000"},
                                                               {"RebeccaPurple", "#663399"},
                                                               {"#abc", "#aabbcc"},
                                                               {"#12345678", "#12345678"},
                                                               {"rgb(0, 128, 255)", "#0080ff"},
                                                               {"rgb(0 128 255 / 50%)", "#0080ff80"},
                                                               {"rgba(100%,0%,0%,0.5)", "#ff000080"},
                                                               {"hsl(120, 100%, 25%)", "#008000"},  // CSS Color 4: the named "green"
                                                               {"hsl(-240deg 100% 50%)", "#00ff00"},
                                                               {" transparent ", "#00000000"}};
  for (const auto& [css, hex] : pairs) {
    const auto color = parse_color(css);
    QVERIFY2(color.has_value(), css);
    QCOMPARE(QString::fromStdString(to_hex(*color)), QString(hex));
  }
}

void TestPalette::what_is_no_colour_is_refused() {
  for (const char* css : {"", "#", "#12", "#12345", "#ggg", "rgb(1,2)", "rgb(1,2,3", "rgb(a,b,c)", "rgb(10%,2,3)", "hsl(1,2,3)", "reddish",
                          "rgb(nan,0,0)", "rgb(1e999,0,0)"}) {
    QVERIFY2(!parse_color(css).has_value(), css);
  }
}

void TestPalette::contrast_is_that_of_the_guideline() {
  QCOMPARE(contrast_ratio({0, 0, 0, 1}, {1, 1, 1, 1}), 21.0);
  QCOMPARE(contrast_ratio({1, 1, 1, 1}, {1, 1, 1, 1}), 1.0);
  // #767676 on white is the lightest grey that passes (WCAG, technique G18): 4.54.
  QVERIFY(std::abs(contrast_ratio(*parse_color("#767676"), {1, 1, 1, 1}) - 4.54) < 0.01);
}

void TestPalette::tokens_become_colours() {
  const auto palette = parse_palette(R"({"name":"t","dark":true,"colors":{"water":"#102030"}})");
  QVERIFY(palette.has_value());
  QVERIFY(palette->dark);
  QVERIFY(palette->color("@water") == palette->color("water"));
  const auto json = apply_palette(R"({"layers":[{"paint":{"fill-color":["match",["get","k"],"a","@water","red"]}}]})", *palette);
  QVERIFY(json.has_value());
  QVERIFY(json->find("rgba(16,32,48,1)") != std::string::npos);
  QVERIFY(json->find('@') == std::string::npos);
}

void TestPalette::a_token_may_carry_an_opacity() {
  const auto palette = parse_palette(R"j({"colors":{"water":"rgba(16,32,48,0.5)"}})j");
  QVERIFY(palette.has_value());
  QCOMPARE(QString::fromStdString(apply_palette(R"(["@water/0.4"])", *palette).value()), QString(R"j(["rgba(16,32,48,0.2)"])j"));
  for (const char* bad : {R"(["@water/"])", R"(["@water/2"])", R"(["@water/-1"])", R"(["@water/x"])"}) {
    QVERIFY2(!apply_palette(bad, *palette).has_value(), bad);
  }
}

void TestPalette::a_token_may_stand_for_another() {
  const auto palette = parse_palette(R"({"colors":{"a":"@b","b":"@c","c":"#ffffff"}})");
  QVERIFY(palette.has_value());
  QCOMPARE(QString::fromStdString(to_hex(*palette->color("a"))), QString("#ffffff"));
}

void TestPalette::unknown_tokens_and_circles_are_named() {
  const auto palette = parse_palette(R"({"colors":{}})");
  const auto result = apply_palette(R"(["@nowhere"])", *palette);
  QVERIFY(!result.has_value());
  QCOMPARE(result.error().message.id, std::string("style.token_unknown"));
  QCOMPARE(result.error().message.arguments.front().value, std::string("nowhere"));
  QCOMPARE(parse_palette(R"({"colors":{"a":"@b","b":"@a"}})").error().message.id, std::string("style.token_circle"));
}

void TestPalette::damaged_palettes_are_refused() {
  for (const char* text : {"", "[]", "{}", R"({"colors":[]})", R"({"colors":{"a":7}})", R"({"colors":{"a":"no"}})"}) {
    QVERIFY2(!parse_palette(text).has_value(), text);
  }
}

QTEST_GUILESS_MAIN(TestPalette)
#include "test_palette.moc"
