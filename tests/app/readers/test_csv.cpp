// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/readers/reading.h"
#include "geo/mercator.h"
#include "readers/csv_columns.h"
#include "readers/csv_records.h"

using namespace skizze;
using test::argument;
using test::find_notice;
using test::Reading;

class TestCsv : public QObject {
  Q_OBJECT

 private slots:
  void lon_and_lat_make_points() {
    const Reading r;
    const auto report = r.read_text("a.csv", "name,lon,lat\nA,13.4,52.5\nB,13.5,52.6\n");
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("CSV"));
    QCOMPARE(report->layers[0].count, std::uint64_t{2});
    QVERIFY(report->layers[0].bounds.contains(geo::to_mercator({13.45, 52.55})));
    QVERIFY(report->layers[0].notices.empty());
  }

  void a_dipas_table_with_mark_semicolons_and_line_breaks_is_read() {
    const Reading r;
    const auto report = r.read_text("a.csv",
                                    "\xef\xbb\xbf"
                                    "id;text;lng;lat;rubric\r\n1;\"Zeile eins\r\nZeile zwei; mit Semikolon\";9,93;53,55;none\r\n");
    QVERIFY(report);
    const auto pack = r.pack(report->layers[0]);
    QCOMPARE(test::text_at(*pack, 0, "id"), std::string("1"));
    QCOMPARE(test::text_at(*pack, 0, "text"), std::string("Zeile eins\r\nZeile zwei; mit Semikolon"));
    QCOMPARE(test::text_at(*pack, 0, "rubric"), std::string("none"));
    const auto p = geo::to_lon_lat(report->layers[0].bounds.center());
    QVERIFY(std::abs(p.x - 9.93) < 1e-6 && std::abs(p.y - 53.55) < 1e-6);
  }

  void latin_text_is_recoded_and_said() {
    const Reading r;
    const auto report = r.read_text("a.csv",
                                    "stra\xdf"
                                    "e;lon;lat\nM\xfchlweg;10;50\n");
    QVERIFY(report);
    QVERIFY(find_notice(report->layers[0].notices, "readers.text_recoded"));
    QCOMPARE(test::text_at(*r.pack(report->layers[0]), 0, "straße"), std::string("Mühlweg"));
  }

  void gauss_krueger_shows_by_its_zone_digit() {
    const Reading r;
    const auto report = r.read_text("a.csv", "nr;Rechtswert;Hochwert\n1;3530082,72;6074377,33\n");
    QVERIFY(report);
    QCOMPARE(report->layers[0].crs, std::string("EPSG:31467"));
    QVERIFY(find_notice(report->layers[0].notices, "readers.metre_coordinates_guessed"));
    const auto p = geo::to_lon_lat(report->layers[0].bounds.center());
    QVERIFY(std::abs(p.x - 9.46) < 0.02 && std::abs(p.y - 54.79) < 0.02);  // Flensburg
  }

  void a_code_in_the_column_name_settles_the_zone() {
    const Reading r;
    const auto report = r.read_text("a.csv", "x_25833,y_25833\n392000,5820000\n");
    QVERIFY(report);
    QCOMPARE(report->layers[0].crs, std::string("EPSG:25833"));
  }

  void metres_without_zone_are_asked_about() {
    const Reading r;
    const auto report = r.read_text("a.csv", "x,y\n392000,5820000\n");
    QVERIFY(!report);
    QCOMPARE(report.error().message.id, std::string("readers.crs_ambiguous"));
  }

  void swapped_rechtswert_and_hochwert_are_turned() {
    const Reading r;
    const auto report = r.read_text("a.csv", "Rechtswert,Hochwert\n6074377,3530082\n");
    QVERIFY(report);
    QVERIFY(find_notice(report->layers[0].notices, "readers.axes_swapped"));
    QCOMPARE(report->layers[0].crs, std::string("EPSG:31467"));
  }

  void leading_zeros_stay_text() {
    const Reading r;
    const auto report = r.read_text("a.csv", "plz,lon,lat,n,w\n01067,13.7,51,5,\"2,5\"\n");
    QVERIFY(report);
    const auto pack = r.pack(report->layers[0]);
    QCOMPARE(test::text_at(*pack, 0, "plz"), std::string("01067"));
    QVERIFY(std::holds_alternative<std::int64_t>(pack->value(0, *pack->column_index("n"))));
    QCOMPARE(std::get<double>(pack->value(0, *pack->column_index("w"))), 2.5);
  }

  void rows_without_coordinates_stay_in_the_table() {
    const Reading r;
    const auto report = r.read_text("a.csv", "name,lon,lat\nA,13.4,52.5\nB,,\nC,nirgends,51\n");
    QVERIFY(report);
    QCOMPARE(report->layers[0].count, std::uint64_t{3});
    QCOMPARE(find_notice(report->layers[0].notices, "readers.no_shape")->count, std::uint64_t{2});
  }

  void ragged_rows_are_counted() {
    const Reading r;
    const auto report = r.read_text("a.csv", "name,lon,lat\nA,13.4,52.5,zuviel\nB,13.4,52.5\n");
    QVERIFY(report);
    QCOMPARE(find_notice(report->layers[0].notices, "readers.csv_ragged")->count, std::uint64_t{1});
  }

  void a_table_without_coordinates_names_its_columns() {
    const Reading r;
    const auto report = r.read_text("a.csv", "id,text\n1,hallo\n");
    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::unsupported);
    QCOMPARE(argument(report.error().message, "columns"), std::string("id, text"));
  }

  void geometry_as_text_is_understood() {
    const Reading r;
    const auto report = r.read_text("a.csv", "id;wkt\n1;LINESTRING (13 52, 13.1 52.1)\n2;kein WKT\n");
    QVERIFY(report);
    QCOMPARE(report->layers[0].kind, geo::GeometryKind::line);
    QCOMPARE(find_notice(report->layers[0].notices, "readers.no_shape")->count, std::uint64_t{1});
  }

  void numbers_of_both_worlds_are_parsed_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("point") << "12.5" << 12.5;
    QTest::newRow("comma") << "12,5" << 12.5;
    QTest::newRow("german thousands") << "3.530.082,72" << 3530082.72;
    QTest::newRow("english thousands") << "3,530,082.72" << 3530082.72;
    QTest::newRow("several points only") << "3.530.082" << 3530082.0;
    QTest::newRow("sign and space") << " -7 " << -7.0;
  }
  void numbers_of_both_worlds_are_parsed() {
    QFETCH(QString, text);
    QFETCH(double, value);
    QCOMPARE(readers::parse_number(text.toStdString()).value(), value);
  }

  void what_is_no_number_is_none() {
    for (const char* text : {"", " ", "abc", "12a", "1..", "nan", "--1"}) QVERIFY2(!readers::parse_number(text), text);
  }

  void the_separator_is_the_one_outside_quotes() {
    const Reading r;
    QCOMPARE(readers::separator_of(r.write("a.csv", "\"hochwert,N,19,11\";\"b\"\n")), ';');
    QCOMPARE(readers::separator_of(r.write("b.csv", "a\tb,c\td\n")), '\t');
  }

  void doubled_quotes_are_one_quote() {
    const Reading r;
    readers::CsvRecords records(r.write("a.csv", "\"sagt \"\"ja\"\"\",2\n"), ',');
    std::vector<std::string> fields;
    QVERIFY(records.next(fields));
    QCOMPARE(fields.at(0), std::string("sagt \"ja\""));
    QVERIFY(!records.next(fields));
  }

  void an_unclosed_quote_ends_with_the_file() {
    const Reading r;
    readers::CsvRecords records(r.write("a.csv", "a,\"b\nc,d\n"), ',');
    std::vector<std::string> fields;
    QVERIFY(records.next(fields));
    QCOMPARE(fields.size(), std::size_t{2});
    QVERIFY(!records.next(fields));
  }

  void the_trees_of_flensburg_stand_in_flensburg() {
    NEED_DATA(file, "trees-flensburg/lebende-baeume.csv");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(report->layers[0].count, std::uint64_t{18697});
    QCOMPARE(report->layers[0].crs, std::string("EPSG:31467"));
    const auto p = geo::to_lon_lat(report->layers[0].bounds.center());
    QVERIFY(p.x > 9.3 && p.x < 9.55 && p.y > 54.7 && p.y < 54.9);
    QVERIFY(r.pack(report->layers[0])->column_index("baumnummer"));
  }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "test_csv.moc"
