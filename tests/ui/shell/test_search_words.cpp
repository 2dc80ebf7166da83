// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <cmath>

#include "geo/mercator.h"
#include "shell/command_palette.h"
#include "shell/coordinates.h"
#include "shell/fuzzy.h"
#include "shell/language.h"
#include "shell/status_bar.h"

namespace skizze::ui {

class TestSearchWords : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothing_typed_fits_nothing();
  void umlauts_and_case_are_folded();
  void a_word_may_skip_letters();
  void all_words_must_occur();
  void the_start_of_a_name_wins();
  void degrees_are_a_place_in_either_order();
  void utm_metres_are_a_place();
  void other_words_are_no_place();
  void a_scale_is_read_as_people_write_it();
  void lengths_and_areas_are_rounded_to_what_is_known();
};

void TestSearchWords::nothing_typed_fits_nothing() {
  QCOMPARE(fuzzy_score(QString(), QStringLiteral("Zoom in")), 0);
  QCOMPARE(fuzzy_score(QStringLiteral("x"), QString()), 0);
}

void TestSearchWords::umlauts_and_case_are_folded() {
  QVERIFY(fuzzy_score(QStringLiteral("STRASSE"), QStringLiteral("Hauptstraße")) > 0);
  QVERIFY(fuzzy_score(QStringLiteral("loschen"), QStringLiteral("Auswahl löschen")) > 0);
  QVERIFY(fuzzy_score(QStringLiteral("für"), QStringLiteral("fur")) > 0);
}

void TestSearchWords::a_word_may_skip_letters() {
  QVERIFY(fuzzy_score(QStringLiteral("zmall"), QStringLiteral("Zoom to all")) > 0);
  QCOMPARE(fuzzy_score(QStringLiteral("qqq"), QStringLiteral("Zoom to all")), 0);
}

void TestSearchWords::all_words_must_occur() {
  QVERIFY(fuzzy_score(QStringLiteral("panel left"), QStringLiteral("Left panel")) > 0);
  QCOMPARE(fuzzy_score(QStringLiteral("left bicycle"), QStringLiteral("Left panel")), 0);
}

void TestSearchWords::the_start_of_a_name_wins() {
  QVERIFY(fuzzy_score(QStringLiteral("mess"), QStringLiteral("Messen")) > fuzzy_score(QStringLiteral("mess"), QStringLiteral("Fläche vermessen")));
}

void TestSearchWords::degrees_are_a_place_in_either_order() {
  for (const QString& text : {QStringLiteral("52.52, 13.40"), QStringLiteral("13.40 52.52")}) {
    const auto place = place_from_text(text, 25833);
    QVERIFY(place);
    const auto lon_lat = geo::to_lon_lat(*place);
    QVERIFY(std::abs(lon_lat.x - 13.40) < 1e-9);
    QVERIFY(std::abs(lon_lat.y - 52.52) < 1e-9);
  }
}

void TestSearchWords::utm_metres_are_a_place() {
  // Easting 500,000 is the central meridian of the zone: 9 degrees east in zone 32, 15 in zone 33 (definition of UTM).
  const auto in_32 = place_from_text(QStringLiteral("32 500000 5800000"), 25833);
  const auto in_project_zone = place_from_text(QStringLiteral("500000 5800000"), 25833);
  QVERIFY(in_32 && in_project_zone);
  QVERIFY(std::abs(geo::to_lon_lat(*in_32).x - 9) < 1e-7);
  QVERIFY(std::abs(geo::to_lon_lat(*in_project_zone).x - 15) < 1e-7);
}

void TestSearchWords::other_words_are_no_place() {
  for (const char* text : {"", "Hauptstraße 5", "12", "100000", "1, 2, 3"}) QVERIFY2(!place_from_text(QString::fromUtf8(text), 25832), text);
}

void TestSearchWords::a_scale_is_read_as_people_write_it() {
  QCOMPARE(scale_from_text(QStringLiteral("1:5.000")), 5000.0);
  QCOMPARE(scale_from_text(QStringLiteral("1 : 25 000")), 25000.0);
  QCOMPARE(scale_from_text(QStringLiteral("5000")), 5000.0);
  QCOMPARE(scale_from_text(QStringLiteral("abc")), 0.0);
  QCOMPARE(scale_from_text(QStringLiteral("1:0")), 0.0);
}

void TestSearchWords::lengths_and_areas_are_rounded_to_what_is_known() {
  set_language(project::Language::de);
  QCOMPARE(length_text(3.14), QStringLiteral("3,1 m"));
  QCOMPARE(length_text(842.4), QStringLiteral("842 m"));
  QCOMPARE(length_text(1240), QStringLiteral("1,24 km"));
  QCOMPARE(area_text(86.25), QStringLiteral("86,3 m²"));
  QCOMPARE(area_text(12'000), QStringLiteral("1,20 ha"));
  set_language(project::Language::en);
  QCOMPARE(length_text(1240), QStringLiteral("1.24 km"));
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestSearchWords)
#include "test_search_words.moc"
