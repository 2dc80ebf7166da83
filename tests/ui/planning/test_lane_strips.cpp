// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Strips to scale with the lines and signs of their kind.
#include "planning/lane_strips.h"

#include <QFile>
#include <QPainter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

#include "planning/findings_overlay.h"
#include "shell/main_window.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestLaneStrips : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    stay_apart();
    QVERIFY(!text_of(base::Message{"bike.today", {}}).isEmpty());  // the resources are there from the first text on
  }
  void every_facility_has_its_sign_and_every_direction_its_mark();
  void an_advisory_lane_has_a_dashed_line_towards_the_traffic_and_a_cycle_lane_an_unbroken_one();
  void a_mark_points_the_way_the_lane_runs();
  void from_zoom_17_all_lanes_lie_where_their_cross_section_puts_them();

 private:
  project::Document& document() { return m_window->document(); }
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

void TestLaneStrips::every_facility_has_its_sign_and_every_direction_its_mark() {
  QSvgRenderer sheet(QStringLiteral(":/symbols/bike.svg"));
  QVERIFY(sheet.isValid());
  QFile style(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/resources/styles/city/measures.json"));
  QVERIFY(style.open(QIODevice::ReadOnly));
  const auto text = style.readAll();
  for (const auto facility : sketch::all_facilities()) {
    const QString sign = sign_picture(facility);
    QCOMPARE(sign.isEmpty(), facility == sketch::FacilityType::mischverkehr);
    if (sign.isEmpty()) continue;
    QVERIFY2(sheet.elementExists(sign), qPrintable(sign));
    QVERIFY2(text.contains("\"bike:" + sign.toUtf8() + '"'), qPrintable(sign));  // the map's style and its legend have it too
  }
  for (const char* mark : {"mark", "mark-against", "mark-both"}) QVERIFY(sheet.elementExists(QLatin1String(mark)));
}

/// White pixels along the upper border of a strip 200 px long, 20 px for a metre.
int white_on_border(sketch::FacilityType facility) {
  QImage image(240, 60, QImage::Format_RGB32);
  image.fill(QColor(0x60, 0x90, 0x60));
  QPainter painter(&image);
  QPainterPath area, left, right;
  area.addRect(20, 10, 200, 40);
  left.moveTo(20, 10);
  left.lineTo(220, 10);
  right.moveTo(20, 50);
  right.lineTo(220, 50);
  paint_facility(painter, area, left, right, facility, true, 20, 1);
  painter.end();
  int white = 0;
  for (int x = 22; x < 218; ++x) white += qGray(image.pixel(x, 10)) > 245 ? 1 : 0;
  for (int x = 22; x < 218; ++x)
    if (qGray(image.pixel(x, 50)) > 245) return -1;  // never at the kerb
  return white;
}

void TestLaneStrips::an_advisory_lane_has_a_dashed_line_towards_the_traffic_and_a_cycle_lane_an_unbroken_one() {
  const int guard = white_on_border(sketch::FacilityType::schutzstreifen);
  QVERIFY2(guard > 80 && guard < 120, qPrintable(QString::number(guard)));  // 1 m line, 1 m gap
  QCOMPARE(white_on_border(sketch::FacilityType::radfahrstreifen), 196);
  QCOMPARE(white_on_border(sketch::FacilityType::einrichtungsradweg), 0);
}

void TestLaneStrips::a_mark_points_the_way_the_lane_runs() {
  const auto drawn = [](const QPolygonF& line, sketch::Direction direction) {
    QImage image(120, 120, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint_marks(painter, line, direction, 14, 1000);
    paint_marks(painter, line, direction, 14, 120);
    painter.end();
    return image;
  };
  const QPolygonF east{{0, 60}, {120, 60}}, west{{120, 60}, {0, 60}};
  const auto forward = drawn(east, sketch::Direction::forward);
  const auto inked = [](const QImage& image) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) count += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
    return count;
  };
  QVERIFY(inked(forward) > 60);
  QVERIFY(forward != drawn(east, sketch::Direction::backward));
  QVERIFY(forward != drawn(west, sketch::Direction::forward));
  QVERIFY(inked(drawn(east, sketch::Direction::both)) > inked(forward));
  QVERIFY(inked(drawn({}, sketch::Direction::forward)) == 0);
}

void TestLaneStrips::from_zoom_17_all_lanes_lie_where_their_cross_section_puts_them() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir, 25832));
  m_window->workspace().set_mode(Mode::plan);
  QFile file(m_dir->filePath(QStringLiteral("streets.geojson")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Hauptstraße","highway":"primary","width":9.0,"lanes":2,"parking_left":"no","parking_right":"no"},
"geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.005,51.0],[9.01,51.0]]}}]})");
  file.close();
  QSignalSpy previewed(&document(), &project::Document::previewed);
  const auto batch = document().prepare_files({file.fileName()});
  QTRY_COMPARE_WITH_TIMEOUT(previewed.size(), 1, 30000);
  document().confirm_files(batch);
  auto& watch = *m_window->workspace().findChild<LaneWatch*>();
  QTRY_VERIFY_WITH_TIMEOUT(watch.desk().city() && watch.desk().city()->graph(), 20000);
  const auto begin = document().to_project(geo::Point2{9.0005 * 111319.49079327358, 6621293.722740});
  sketch::Measure axis;
  axis.name = "Axis";
  axis.geometry = geo::make_line({begin, {begin.x + 200, begin.y}});
  axis.lane.side = sketch::Side::both;
  axis.lane.width_m = 2.0;
  const auto id = document().add_measure(axis);
  sketch::Measure field = axis;
  field.name = "Field";
  field.geometry = geo::make_line({{begin.x, begin.y + 300}, {begin.x + 200, begin.y + 300}});
  document().add_measure(field);
  QVERIFY(document().wait_settled());
  m_window->workspace().clear_selection();
  auto& strips = *m_window->workspace().findChild<LaneStrips*>();
  m_window->canvas().set_camera(document().to_mercator({begin.x + 100, begin.y}), 16, false);
  QTest::qWait(150);
  QVERIFY(strips.places().strips().empty());  // nobody looks
  m_window->canvas().set_camera(document().to_mercator({begin.x + 100, begin.y}), 18, false);
  QTRY_COMPARE_WITH_TIMEOUT(strips.places().strips().size(), 3U, 20000);
  // 9 m of carriageway, 2 m of lane at the kerb: 4.5 - 1 = 3.5 m from the axis on either side.
  int beside = 0;
  for (const auto& strip : strips.places().strips()) {
    if (strip.lane != id) {
      QVERIFY(!strip.beside);
      continue;
    }
    const auto at = document().to_project(strip.middle.parts[0].points[0].xy());
    QVERIFY2(std::abs(std::abs(at.y - begin.y) - 3.5) < 0.1, qPrintable(QString::number(at.y - begin.y)));
    QCOMPARE(strip.traffic_left, at.y < begin.y);  // runs east: right of the axis the traffic is to the left
    beside += strip.beside ? 1 : 0;
  }
  QCOMPARE(beside, 2);
  // To scale: the lane's colour at 3.5 m from the axis, not at 1.5 m.
  const auto colored = [&](double north_m) {
    const auto p = m_window->canvas().screen_of_project({begin.x + 83, begin.y + north_m});
    const QImage image = m_window->canvas().grab(QRect(p.toPoint() - QPoint(1, 1), QSize(3, 3))).toImage();
    const QColor c = image.pixelColor(image.width() / 2, image.height() / 2), want = facility_color(axis.lane.facility);
    return c.red() - c.blue() > (want.red() - want.blue()) / 3;
  };
  QTRY_VERIFY(colored(3.5) && colored(-3.5));
  QVERIFY(!colored(1.7));
  // Only the lane that changed is placed anew, and the strips follow.
  auto wider = *document().measure(id);
  wider.lane.width_m = 3.0;
  document().update_measure(wider);
  QTRY_VERIFY_WITH_TIMEOUT(std::any_of(strips.places().strips().begin(), strips.places().strips().end(), [&](const auto& strip) {
                             return strip.lane == id && std::abs(std::abs(document().to_project(strip.middle.parts[0].points[0].xy()).y - begin.y) - 3.0) < 0.1;
                           }), 20000);
  document().remove_measures({id});
  QTRY_COMPARE_WITH_TIMEOUT(strips.places().strips().size(), 1U, 20000);
  m_window.reset();
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestLaneStrips)
#include "test_lane_strips.moc"
