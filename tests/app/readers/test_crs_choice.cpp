// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <limits>

#include "readers/crs_choice.h"

using namespace skizze;
using readers::choose_crs;
using readers::CrsQuestion;
using readers::NoticeBook;

class TestCrsChoice : public QObject {
  Q_OBJECT

 private slots:
  void a_stated_crs_that_fits_is_taken_without_a_word() {
    NoticeBook book;
    const auto answer = choose_crs({"a", "EPSG:25833", false, "", {{392000, 5820000}}}, book);
    QCOMPARE(answer->crs, std::string("EPSG:25833"));
    QVERIFY(!answer->swap_axes);
    QVERIFY(book.empty());
  }

  void national_data_in_one_zone_is_no_error() {
    NoticeBook book;
    // All of Germany in UTM 32, far beyond the zone's six degrees.
    const auto answer = choose_crs({"a", "EPSG:25832", false, "", {{280000, 5235700}, {921000, 6101000}, {600000, 5600000}}}, book);
    QCOMPARE(answer->crs, std::string("EPSG:25832"));
    QVERIFY(book.empty());
  }

  void northing_before_easting_is_turned() {
    NoticeBook book;
    const auto answer = choose_crs({"a", "EPSG:25832", false, "", {{5700000, 356000}}}, book);
    QVERIFY(answer->swap_axes);
    QCOMPARE(book.all().at(0).message.id, std::string("readers.axes_swapped"));
  }

  void degrees_under_a_metric_label_are_recognised() {
    NoticeBook book;
    const auto answer = choose_crs({"a", "EPSG:25832", false, "", {{9.9, 53.5}, {10.1, 53.6}}}, book);
    QCOMPARE(answer->crs, std::string("EPSG:4326"));
    QCOMPARE(book.all().at(0).message.id, std::string("readers.degrees_mislabelled"));
  }

  void metres_under_a_degree_label_are_recognised() {
    NoticeBook book;
    const auto answer = choose_crs({"a", "EPSG:4326", false, "", {{833000, 5667000}}}, book);
    QCOMPARE(answer->crs, std::string("EPSG:25832"));
    QCOMPARE(book.all().at(0).message.id, std::string("readers.metre_coordinates_mislabelled"));
  }

  void zone_prefixed_utm_is_certain() {
    NoticeBook book;
    QCOMPARE(choose_crs({"a", "", false, "", {{32356000, 5699000}}}, book)->crs, std::string("EPSG:4647"));
    QCOMPARE(choose_crs({"a", "", false, "", {{33392000, 5820000}}}, book)->crs, std::string("EPSG:5650"));
  }

  void gauss_krueger_zones_are_certain() {
    NoticeBook book;
    QCOMPARE(choose_crs({"a", "", false, "", {{2570000, 5700000}}}, book)->crs, std::string("EPSG:31466"));
    QCOMPARE(choose_crs({"a", "", false, "", {{4468000, 5334000}}}, book)->crs, std::string("EPSG:31468"));
    QCOMPARE(choose_crs({"a", "", false, "", {{5411000, 5657000}}}, book)->crs, std::string("EPSG:31469"));
  }

  void the_person_decides_where_the_file_is_silent() {
    NoticeBook book;
    QCOMPARE(choose_crs({"a", "", false, "EPSG:25833", {{392000, 5820000}}}, book)->crs, std::string("EPSG:25833"));
    QCOMPARE(book.all().at(0).message.id, std::string("readers.crs_assumed"));
  }

  void coordinates_that_fit_nothing_are_asked_about() {
    NoticeBook book;
    const auto answer = choose_crs({"a", "", false, "", {{1000, 2000}}}, book);
    QVERIFY(!answer);
    QCOMPARE(answer.error().message.id, std::string("readers.crs_unknown"));
  }

  void an_unknown_label_is_said_and_the_coordinates_decide() {
    NoticeBook book;
    const auto answer = choose_crs({"a", "EPSG:99999", false, "", {{13.4, 52.5}}}, book);
    QCOMPARE(answer->crs, std::string("EPSG:4326"));
    QCOMPARE(book.all().at(0).message.id, std::string("readers.crs_not_understood"));
  }

  void an_empty_layer_needs_no_answer() {
    NoticeBook book;
    QVERIFY(choose_crs({"a", "", false, "", {}}, book));
    QVERIFY(book.empty());
  }

  void strays_and_nonsense_do_not_decide() {
    std::vector<geo::Point2> sample(200, geo::Point2{10, 53});
    sample[0] = {1e308, -1e308};
    sample[1] = {std::numeric_limits<double>::quiet_NaN(), 1};
    sample[2] = {0, 0};
    const auto box = readers::core_box(sample);
    QCOMPARE(box.min_x, 10.0);
    QCOMPARE(box.max_y, 53.0);
  }
};

QTEST_GUILESS_MAIN(TestCrsChoice)
#include "test_crs_choice.moc"
