// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainter>
#include <QPainterPath>
#include <QTest>

#include <cmath>
#include <random>
#include <vector>

#include "scene/coverage.h"
#include "scene/thin_lines.h"

using namespace skizze::scene;

namespace {

constexpr int k_side = 64;
using Points = std::vector<QPointF>;

QImage paper() {
  QImage image(k_side, k_side, QImage::Format_RGB32);
  image.fill(Qt::white);
  return image;
}

/// Covered square pixels of a black drawing on white.
double ink(const QImage& image) {
  double sum = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) sum += 1 - qRed(image.pixel(x, y)) / 255.0;
  }
  return sum;
}

/// The largest difference of a pixel, 0..1.
double worst(const QImage& a, const QImage& b) {
  int most = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) most = std::max(most, std::abs(qRed(a.pixel(x, y)) - qRed(b.pixel(x, y))));
  }
  return most / 255.0;
}

double surveyed(const Points& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const QPointF a = ring[i];
    const QPointF b = ring[(i + 1) % ring.size()];
    sum += a.x() * b.y() - b.x() * a.y();
  }
  return std::abs(sum) / 2;
}

/// A star-shaped ring around a point: any number of corners, never crossing itself.
Points star(std::mt19937& random, QPointF middle, double reach, int corners) {
  std::uniform_real_distribution<double> part(0.3, 1);
  Points ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * M_PI * i / corners;
    ring.push_back(middle + QPointF(std::cos(angle), std::sin(angle)) * (reach * part(random)));
  }
  return ring;
}

QImage filled(const Points& ring, const QRect& clip = QRect(0, 0, k_side, k_side)) {
  QImage image = paper();
  CoverageRaster raster(image, clip);
  if (raster.begin(CoverageRaster::box_of(ring))) {
    raster.add_ring(ring);
    raster.fill(Qt::black);
  }
  return image;
}

QImage stroked(const Points& line, const StrokeShape& shape, bool closed = false, const QColor& color = Qt::black) {
  QImage image = paper();
  CoverageRaster raster(image, image.rect());
  if (raster.begin(CoverageRaster::box_of(line, shape.width * shape.miter_limit))) {
    raster.add_stroke(line, shape, closed);
    raster.fill(color);
  }
  return image;
}

/// What Qt's own stroker and rasteriser make of it.
QImage by_qt(const Points& line, const StrokeShape& shape, bool closed = false, const QColor& color = Qt::black) {
  QImage image = paper();
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  QPen pen(color, shape.width);
  pen.setJoinStyle(shape.join == Join::round ? Qt::RoundJoin : shape.join == Join::bevel ? Qt::BevelJoin : Qt::SvgMiterJoin);
  pen.setCapStyle(shape.cap == Cap::round ? Qt::RoundCap : shape.cap == Cap::square ? Qt::SquareCap : Qt::FlatCap);
  painter.setPen(pen);
  QPainterPath path;
  path.addPolygon(QPolygonF(QList<QPointF>(line.begin(), line.end())));
  if (closed) path.closeSubpath();
  painter.drawPath(path);
  return image;
}

QImage thin(const Points& line, double width, bool closed = false, const QRect& clip = QRect(0, 0, k_side, k_side)) {
  QImage image = paper();
  ThinLines(image, clip, {}).draw(line, width, Cap::flat, closed, Qt::black);
  return image;
}

Points wandering(std::mt19937& random, int vertices, double step) {
  std::uniform_real_distribution<double> turn(-0.5, 0.5);
  double angle = std::uniform_real_distribution<double>(0, 2 * M_PI)(random);
  Points line{{k_side / 2.0 - std::cos(angle) * 20, k_side / 2.0 - std::sin(angle) * 20}};
  for (int i = 0; i < vertices; ++i) {
    angle += turn(random);
    line.push_back(line.back() + QPointF(std::cos(angle), std::sin(angle)) * step);
  }
  return line;
}

}  // namespace

/// Areas and strokes by coverage, beside the surveyor's formula and Qt's own rasteriser.
class TestCoverage : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_box_covers_what_it_covers() {
    const QImage image = filled({{10.25, 20.5}, {30, 20.5}, {30, 40}, {10.25, 40}});
    QCOMPARE(qRed(image.pixel(20, 30)), 0);
    QCOMPARE(qRed(image.pixel(10, 30)), qRound(255 * 0.25));
    QVERIFY(std::abs(qRed(image.pixel(20, 20)) - 127.5) < 1);
    QCOMPARE(qRed(image.pixel(30, 30)), 255);
  }

  void any_ring_has_the_ink_of_its_area() {
    std::mt19937 random{3};
    for (int i = 0; i < 200; ++i) {
      const Points ring = star(random, {32.3, 31.7}, 2 + i % 28, 3 + i % 17);
      const double area = surveyed(ring);
      const double found = ink(filled(ring));
      QVERIFY2(std::abs(found - area) < 0.02 * area + 0.3, qPrintable(QStringLiteral("%1: %2 of %3").arg(i).arg(found).arg(area)));
    }
  }

  void a_clip_cuts_and_changes_nothing_inside() {
    std::mt19937 random{4};
    const QRect clip(17, 9, 30, 41);
    for (int i = 0; i < 200; ++i) {
      const Points ring = star(random, {20.0 + i % 30, 50.0 - i % 45}, 60, 3 + i % 9);
      const QImage whole = filled(ring);
      const QImage part = filled(ring, clip);
      for (int y = 0; y < k_side; ++y) {
        for (int x = 0; x < k_side; ++x) {
          const int wanted = clip.contains(x, y) ? qRed(whole.pixel(x, y)) : 255;
          QVERIFY(std::abs(qRed(part.pixel(x, y)) - wanted) <= 1);
        }
      }
    }
  }

  void what_lies_beside_the_picture_is_not_begun() {
    QImage image = paper();
    CoverageRaster raster(image, image.rect());
    QVERIFY(!raster.begin(QRectF(-20, 5, 10, 10)));
    QVERIFY(!raster.begin(QRectF(5, k_side, 10, 10)));
    QVERIFY(!raster.begin(QRectF()));
    QVERIFY(raster.begin(QRectF(-20, 5, 30, 10)));
  }

  void a_hole_is_left_free() {
    QImage image = paper();
    CoverageRaster raster(image, image.rect());
    const Points outer{{5, 5}, {60, 5}, {60, 60}, {5, 60}};
    const Points hole{{20, 20}, {20, 40}, {40, 40}, {40, 20}};
    QVERIFY(raster.begin(CoverageRaster::box_of(outer)));
    raster.add_ring(outer);
    raster.add_ring(hole);
    raster.fill(Qt::black);
    QVERIFY(std::abs(ink(image) - (55 * 55 - 20 * 20)) < 0.1);
  }

  void nothing_is_left_over_for_the_next_shape() {
    QImage image = paper();
    CoverageRaster raster(image, image.rect());
    const Points wide{{-50, 3.3}, {90, 7.7}, {70, 90}, {-10, 50}};
    QVERIFY(raster.begin(CoverageRaster::box_of(wide)));
    raster.add_ring(wide);
    raster.fill(Qt::black);
    image.fill(Qt::white);
    const Points small{{30, 30}, {34, 30}, {34, 34}, {30, 34}};
    QVERIFY(raster.begin(CoverageRaster::box_of(small)));
    raster.add_ring(small);
    raster.fill(Qt::black);
    QVERIFY(std::abs(ink(image) - 16) < 0.05);
  }

  void strokes_look_like_qts_data() {
    QTest::addColumn<int>("join");
    QTest::addColumn<int>("cap");
    QTest::addColumn<double>("width");
    for (const double width : {3.0, 7.0}) {
      for (int join = 0; join < 3; ++join) {
        for (int cap = 0; cap < 3; ++cap) QTest::addRow("join %d cap %d width %g", join, cap, width) << join << cap << width;
      }
    }
  }
  void strokes_look_like_qts() {
    QFETCH(int, join);
    QFETCH(int, cap);
    QFETCH(double, width);
    const StrokeShape shape{width, static_cast<Join>(join), static_cast<Cap>(cap), 2};
    const std::vector<Points> lines{{{12, 14}, {40, 18}, {50, 44}},             // gentle, then less so
                                    {{12, 50}, {30, 12}, {48, 50}},             // sharp
                                    {{14, 20}, {50, 20}, {50, 46}, {14, 46}}};  // square corners
    for (const Points& line : lines) {
      for (const bool closed : {false, true}) {
        // Qt's round corners bulge a little where they begin.
        const double off = worst(stroked(line, shape, closed), by_qt(line, shape, closed));
        QVERIFY2(off < 0.45, qPrintable(QStringLiteral("off by %1, closed %2").arg(off).arg(closed)));
      }
    }
  }

  void a_stroke_does_not_darken_where_it_crosses_itself() {
    const Points loop{{8, 32}, {56, 32}, {56, 10}, {32, 10}, {32, 56}};
    const QImage image = stroked(loop, {6, Join::round, Cap::flat}, false, QColor(0, 0, 0, 128));
    QCOMPARE(image.pixel(32, 32), image.pixel(20, 32));
  }

  void a_premultiplied_picture_keeps_its_transparency() {
    QImage image(k_side, k_side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    CoverageRaster raster(image, image.rect());
    const Points box{{10.5, 10}, {20, 10}, {20, 20}, {10.5, 20}};
    QVERIFY(raster.begin(CoverageRaster::box_of(box)));
    raster.add_ring(box);
    raster.fill(QColor(255, 0, 0));
    QCOMPARE(qAlpha(image.pixel(15, 15)), 255);
    QVERIFY(std::abs(qAlpha(image.pixel(10, 15)) - 128) <= 1);
    QCOMPARE(qAlpha(image.pixel(30, 15)), 0);
  }

  void a_thin_line_has_the_ink_of_its_length() {
    std::mt19937 random{6};
    for (int i = 0; i < 100; ++i) {
      const double width = 0.6 + (i % 4) * 0.6;
      const Points line = wandering(random, 12, 3);
      const double found = ink(thin(line, width));
      QVERIFY2(std::abs(found - 36 * width) < 0.12 * 36 * width,
               qPrintable(QStringLiteral("%1: %2 of %3").arg(i).arg(found).arg(36 * width)));
    }
  }

  void a_thin_line_lies_where_a_pen_draws_it() {
    std::mt19937 random{8};
    double mean = 0;
    for (int i = 0; i < 60; ++i) {
      const double width = 1.2 + (i % 3) * 0.6;
      const Points line = wandering(random, 14, 2.5);
      const QImage pen = by_qt(line, {width, Join::round, Cap::flat});
      const QImage ours = thin(line, width);
      for (int y = 0; y < k_side; ++y) {
        for (int x = 0; x < k_side; ++x) mean += std::abs(qRed(pen.pixel(x, y)) - qRed(ours.pixel(x, y))) / 255.0;
      }
    }
    mean /= 60 * 35.0;  // per pixel of length
    QVERIFY2(mean < 0.2, qPrintable(QString::number(mean)));
  }

  void thin_lines_cut_apart_join() {
    std::mt19937 random{9};
    for (int i = 0; i < 100; ++i) {
      const Points line = wandering(random, 14, 4);
      const QImage whole = thin(line, 1.7, i % 2 == 1);
      const QImage left = thin(line, 1.7, i % 2 == 1, QRect(0, 0, 31, k_side));
      const QImage right = thin(line, 1.7, i % 2 == 1, QRect(31, 0, k_side - 31, k_side));
      for (int y = 0; y < k_side; ++y) {
        for (int x = 0; x < k_side; ++x) {
          QVERIFY(std::abs(qRed((x < 31 ? left : right).pixel(x, y)) - qRed(whole.pixel(x, y))) <= 6);
          QCOMPARE(qRed((x < 31 ? right : left).pixel(x, y)), 255);
        }
      }
    }
  }

  void far_away_ends_do_no_harm() {
    for (const double far : {1e4, 1e6}) {
      const QImage image = thin({{-far, -far}, {far, far}}, 2);
      QVERIFY(qRed(image.pixel(32, 32)) < 100);
      QCOMPARE(qRed(image.pixel(60, 4)), 255);
      const QImage level = thin({{-far, 10.5}, {far, 10.5}}, 1);
      QVERIFY(std::abs(ink(level) - k_side) < 2);
      QCOMPARE(ink(thin({{-far, -10}, {far, -10}}, 1)), 0.0);
    }
  }

  void the_outline_of_a_small_house_is_closed() {
    const QImage image = thin({{20, 20}, {28, 20}, {28, 26}, {20, 26}}, 1, true);
    for (const QPoint corner : {QPoint(19, 19), QPoint(28, 19), QPoint(28, 26), QPoint(19, 26)}) QVERIFY(qRed(image.pixel(corner)) < 255);
    for (int x = 20; x < 28; ++x) QVERIFY(qRed(image.pixel(x, 19)) < 160 && qRed(image.pixel(x, 20)) < 160);
    QCOMPARE(qRed(image.pixel(24, 23)), 255);
  }
};

QTEST_APPLESS_MAIN(TestCoverage)
#include "test_coverage.moc"
