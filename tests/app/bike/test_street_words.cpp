// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A street layer of an office, with its own columns and words.
#include "bike/street_words.h"

#include <QtTest>

#include "app/bike/city_fixture.h"

using namespace skizze;
using bike::OneWay;
using bike::StreetClass;
using test::line_at;

class TestStreetWords : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void german_words_of_classes_are_understood() {
    for (const auto& [word, wanted] :
         std::vector<std::pair<const char*, StreetClass>>{{"Hauptverkehrsstraße", StreetClass::primary},
                                                          {"HAUPTVERKEHRSSTRASSE ", StreetClass::primary},
                                                          {"Bundesstraße", StreetClass::primary},
                                                          {"Kreisstraße", StreetClass::tertiary},
                                                          {"K", StreetClass::tertiary},
                                                          {"Anliegerstraße", StreetClass::residential},
                                                          {"Verkehrsberuhigter Bereich", StreetClass::living_street},
                                                          {"Fußgängerzone", StreetClass::pedestrian},
                                                          {"residential", StreetClass::residential},
                                                          {"Residential", StreetClass::residential},
                                                          {"Sackgasse", StreetClass::unknown},
                                                          {"", StreetClass::unknown}})
      QVERIFY2(bike::street_class_of_word(word) == wanted, word);
  }

  void one_way_streets_are_told_in_many_words() {
    for (const auto& [word, wanted] :
         std::vector<std::pair<const char*, std::optional<OneWay>>>{{"ja", OneWay::along},
                                                                    {"Ja", OneWay::along},
                                                                    {"true", OneWay::along},
                                                                    {"-1", OneWay::against},
                                                                    {"Gegenrichtung", OneWay::against},
                                                                    {"nein", OneWay::no},
                                                                    {"in beide Richtungen", OneWay::no},
                                                                    {"F", OneWay::along},  // Geofabrik
                                                                    {"T", OneWay::against},
                                                                    {"f", OneWay::no},  // a database's truth values
                                                                    {"t", OneWay::along},
                                                                    {"vielleicht", std::nullopt},
                                                                    {"", std::nullopt}})
      QVERIFY2(bike::one_way_of_word(word) == wanted, word);
  }

  void figures_are_read_as_germans_write_them() {
    QCOMPARE(bike::speed_of_word("Tempo 30"), std::optional(30.0));
    QCOMPARE(bike::speed_of_word("30er-Zone"), std::optional(30.0));
    QCOMPARE(bike::speed_of_word("T30"), std::optional(30.0));
    QCOMPARE(bike::speed_of_word("Schrittgeschwindigkeit"), std::optional(7.0));
    for (const char* plain : {"30", "30 km/h", "schnell", "Tempo", "Tempo 900", ""}) QVERIFY2(!bike::speed_of_word(plain), plain);
    for (const auto& [text, wanted] : std::vector<std::pair<const char*, const char*>>{{"12.400", "12400"},
                                                                                       {"1.234.567", "1234567"},
                                                                                       {"12400", "12400"},
                                                                                       {"12.4", "12.4"},
                                                                                       {"1.2345", "1.2345"},
                                                                                       {"1234.567", "1234.567"},
                                                                                       {"12.400 Kfz", "12.400 Kfz"},
                                                                                       {"", ""}})
      QCOMPARE(bike::without_groups(text), std::string(wanted));
  }

  void parking_is_told_in_german_too() {
    for (const auto& [word, wanted] : std::vector<std::pair<const char*, bike::Parking>>{{"Längs", bike::Parking::parallel},
                                                                                         {"schräg", bike::Parking::diagonal},
                                                                                         {"senkrecht", bike::Parking::perpendicular},
                                                                                         {"nein", bike::Parking::none},
                                                                                         {"manchmal", bike::Parking::unknown}}) {
      const auto facts = bike::street_from_tags(
          [word = word](std::string_view key) { return key == "parking_left" ? std::string_view(word) : std::string_view(); });
      QVERIFY2(facts.left.parking == wanted && facts.right.parking == bike::Parking::unknown, word);
    }
  }

  void a_layer_with_german_columns_becomes_a_graph() {
    const std::vector<std::string> columns{"Straßenname", "Straßenart", "Tempo", "DTV", "Einbahnstraße", "Fahrbahnbreite"};
    const auto row = [](const std::vector<geo::Point2>& line, const char* name, const char* art, const char* tempo, const char* dtv,
                        const char* einbahn, const char* width) {
      return test::Row{line_at(line),
                       {{"Straßenname", name},
                        {"Straßenart", art},
                        {"Tempo", tempo},
                        {"DTV", dtv},
                        {"Einbahnstraße", einbahn},
                        {"Fahrbahnbreite", width}}};
    };
    const auto city = test::city_of({test::layer_of(
        test::pack_of("Straßennetz", columns,
                      {row({{0, 0}, {500, 0}}, "Ring", "Hauptverkehrsstraße", "50", "12.400", "nein", "9,5"),
                       row({{500, 0}, {500, 300}}, "Am Anger", "Anliegerstraße", "Tempo 30", "", "ja", ""),
                       row({{500, 300}, {800, 300}}, "Hin", "Wohnstraße", "30", "", "ja", ""),
                       row({{800, 300}, {500, 300}}, "Hin", "Wohnstraße", "30", "", "ja", ""),  // against the line before: cannot be
                       row({{800, 300}, {900, 300}}, "", "Prachtallee", "flott", "viele", "mal so, mal so", "-3")}))});
    const auto& graph = *city->graph();
    QCOMPARE(graph.edges().size(), 5U);
    const auto edge_of = [&](const char* name) {  // a pack keeps its rows in an order of its own
      const auto edges = graph.edges();
      return *std::find_if(edges.begin(), edges.end(), [&](const auto& edge) { return graph.streets()[edge.street].facts.name == name; });
    };
    const auto facts_of = [&](const char* name) { return graph.streets()[edge_of(name).street].facts; };
    const auto ring = facts_of("Ring");
    QVERIFY(ring.street_class == StreetClass::primary && !ring.oneway);
    QCOMPARE(*ring.cars_per_day, 12400.0);
    QCOMPARE(*ring.speed_kmh, 50.0);
    QCOMPARE(ring.carriageway->m, 9.5);
    QVERIFY(edge_of("Ring").along == bike::Stress::four);
    const auto anger = facts_of("Am Anger");
    QVERIFY(anger.street_class == StreetClass::residential && anger.oneway && !anger.reversed_oneway);
    QCOMPARE(*anger.speed_kmh, 30.0);
    QVERIFY(edge_of("Am Anger").along == bike::Stress::two && edge_of("Am Anger").open_along && !edge_of("Am Anger").open_against);
    QCOMPARE(graph.notes().contradictory, 1U);
    QVERIFY(edge_of("Hin").open_along && edge_of("Hin").open_against);
    // What nobody can understand is told by its words, and nothing is made up.
    QCOMPARE(city->doubts(), 5U);
    QCOMPARE(city->nameless(), 1U);
    std::vector<std::string> told;
    for (const auto& doubt : city->doubtful()) told.push_back(doubt.key + "=" + doubt.value);
    std::sort(told.begin(), told.end());
    QCOMPARE(told,
             (std::vector<std::string>{"highway=Prachtallee", "kfz_per_day=viele", "maxspeed=flott", "oneway=mal so, mal so", "width=-3"}));
    QVERIFY(!facts_of("").speed_kmh && edge_of("").along == bike::Stress::unknown);
  }

  void equal_doubts_are_told_once_with_how_often() {
    std::vector<test::Row> rows;
    for (int i = 0; i < 40; ++i)
      rows.push_back({line_at({{i * 100.0, 0}, {i * 100.0 + 100, 0}}), {{"highway", i < 30 ? "Gasse" : "Gasse " + std::to_string(i)}}});
    const auto city = test::city_of({test::layer_of(test::pack_of("streets", {"highway"}, rows))});
    QCOMPARE(city->doubts(), 40U);
    QCOMPARE(city->doubtful().size(), 11U);
    QCOMPARE(city->doubtful().front().count, 30U);
  }
};

QTEST_GUILESS_MAIN(TestStreetWords)
#include "test_street_words.moc"
