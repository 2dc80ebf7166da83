// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "sketch/measure.h"

using namespace skizze;
using namespace skizze::sketch;

namespace {

Measure lane() {
  Measure measure;
  measure.id = base::make_uuid(1, 1, 1);
  measure.scenario = base::make_uuid(1, 1, 2);
  measure.geometry = geo::make_line({{0, 0}, {3, 4}});
  return measure;
}

Measure solar() {
  Measure measure = lane();
  measure.kind = MeasureKind::solar_area;
  measure.geometry = geo::make_area({{{0, 0}, {10, 0}, {10, 5}, {0, 5}}, {{1, 1}, {2, 1}, {2, 2}, {1, 2}}});
  return measure;
}

QString refusal(const Measure& measure) {
  const auto status = validate(measure);
  return status ? QString() : QString::fromStdString(status.error().message.id);
}

}  // namespace

class TestMeasure : public QObject {
  Q_OBJECT

 private slots:
  void a_lane_is_as_long_as_its_line() {
    QCOMPARE(length_m(lane()), 5.0);
    QCOMPARE(area_m2(lane()), 0.0);
  }
  void a_lane_with_a_width_covers_width_times_length() {
    auto measure = lane();
    measure.lane.width_m = 2.5;
    QCOMPARE(area_m2(measure), 12.5);
  }
  void a_solar_area_counts_without_its_holes() {
    QCOMPARE(area_m2(solar()), 49.0);
    QCOMPARE(length_m(solar()), 0.0);
  }
  void sound_measures_are_accepted() {
    QCOMPARE(refusal(lane()), QString());
    QCOMPARE(refusal(solar()), QString());
  }
  void a_lane_that_is_an_area_is_refused() {
    auto measure = lane();
    measure.geometry = solar().geometry;
    QCOMPARE(refusal(measure), QString("sketch.lane_needs_line"));
  }
  void a_solar_area_that_is_a_line_is_refused() {
    auto measure = solar();
    measure.geometry = lane().geometry;
    QCOMPARE(refusal(measure), QString("sketch.solar_needs_area"));
  }
  void a_line_of_one_place_is_refused() {
    auto measure = lane();
    measure.geometry = geo::make_line({{1, 1}, {1, 1}});
    QCOMPARE(refusal(measure), QString("sketch.line_without_length"));
  }
  void a_flat_area_is_refused() {
    auto measure = solar();
    measure.geometry = geo::make_area({{{0, 0}, {5, 5}, {10, 10}}});
    QCOMPARE(refusal(measure), QString("sketch.area_without_size"));
  }
  void coordinates_that_are_no_numbers_are_refused() {
    auto measure = lane();
    measure.geometry.parts[0].points[1].x = std::nan("");
    QCOMPARE(refusal(measure), QString("sketch.coordinates_not_finite"));
    measure.geometry.parts[0].points[1].x = 1e308;
    QCOMPARE(refusal(measure), QString("sketch.coordinates_not_finite"));
  }
  void figures_out_of_reason_are_refused() {
    auto measure = lane();
    measure.lane.width_m = -1;
    QCOMPARE(refusal(measure), QString("sketch.width_out_of_range"));
    measure.lane.width_m = std::nan("");
    QCOMPARE(refusal(measure), QString("sketch.width_out_of_range"));
    auto area = solar();
    area.solar.tilt_deg = 91;
    QCOMPARE(refusal(area), QString("sketch.tilt_out_of_range"));
    area.solar.tilt_deg = 30;
    area.solar.usable_share = 1.1;
    QCOMPARE(refusal(area), QString("sketch.share_out_of_range"));
    area.solar.usable_share = 1;
    area.solar.row_pitch_m = 51;
    QCOMPARE(refusal(area), QString("sketch.rows_out_of_range"));
    area.solar.row_pitch_m = 6;
    area.solar.density_kwp_ha = 3001;
    QCOMPARE(refusal(area), QString("sketch.density_out_of_range"));
    area.solar.density_kwp_ha = 1200;
    QCOMPARE(refusal(area), QString());
  }
  void a_name_is_counted_in_letters_not_bytes() {
    auto measure = lane();
    for (int i = 0; i < 200; ++i) measure.name += "ß";
    QCOMPARE(refusal(measure), QString());
    measure.name += "ß";
    QCOMPARE(refusal(measure), QString("sketch.name_too_long"));
  }
  void every_word_is_read_back_as_it_was_written() {
    for (const auto value : all_facilities()) QVERIFY(facility_from(word_of(value)) == value);
    for (const auto value : all_sides()) QVERIFY(side_from(word_of(value)) == value);
    for (const auto value : all_directions()) QVERIFY(direction_from(word_of(value)) == value);
    for (const auto value : all_surfaces()) QVERIFY(surface_from(word_of(value)) == value);
    QVERIFY(!facility_from("Autobahn"));
  }
  void the_words_are_those_of_the_hamburg_data() {
    QCOMPARE(QString::fromStdString(std::string(word_of(Direction::forward))), QString("in Geometrie-Richtung"));
    QCOMPARE(QString::fromStdString(std::string(word_of(Direction::both))), QString("in beide Richtungen"));
    QCOMPARE(all_facilities().size(), std::size_t{10});
  }
  void heights_do_not_tell_measures_apart() {
    auto a = lane();
    auto b = lane();
    b.geometry.parts[0].points[0].z = 12;
    QVERIFY(a == b);
    b.geometry.parts[0].points[0].x = 0.001;
    QVERIFY(!(a == b));
  }
};

QTEST_GUILESS_MAIN(TestMeasure)
#include "test_measure.moc"
