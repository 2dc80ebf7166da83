// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <cmath>
#include <random>

#include "scene/frame.h"

using namespace skizze::scene;

namespace {

QImage noise(int width, int height, unsigned seed) {
  std::mt19937 random{seed};
  QImage image(width, height, QImage::Format_RGB32);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) image.setPixel(x, y, 0xFF000000U | (random() & 0xFFFFFFU));
  }
  return image;
}

/// A channel of a picture stretched to a size, by the formula.
double linear(const QImage& image, QSize size, int x, int y, int shift) {
  const auto place = [](int i, int length, int stretched) { return std::clamp((i + 0.5) * length / stretched - 0.5, 0.0, length - 1.0); };
  const double u = place(x, image.width(), size.width());
  const double v = place(y, image.height(), size.height());
  const auto at = [&](double px, double py) {
    const int column = std::min(static_cast<int>(px), image.width() - 1);
    const int row = std::min(static_cast<int>(py), image.height() - 1);
    return static_cast<double>(image.pixel(column, row) >> shift & 0xFFU);
  };
  const double du = u - std::floor(u);
  const double dv = v - std::floor(v);
  const double upper = at(u, v) * (1 - du) + at(u + 1, v) * du;
  const double lower = at(u, v + 1) * (1 - du) + at(u + 1, v + 1) * du;
  return upper * (1 - dv) + lower * dv;
}

QImage painted(QSize size, std::vector<Stretched> pieces) {
  QImage frame(size, QImage::Format_RGB32);
  frame.fill(Qt::blue);
  QPainter painter(&frame);
  paint_frame(painter, size, pieces);
  return frame;
}

}  // namespace

class TestFrame : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_picture_is_stretched_linearly_data() {
    QTest::addColumn<QSize>("size");
    QTest::addRow("larger") << QSize(91, 77);
    QTest::addRow("smaller") << QSize(37, 41);
    QTest::addRow("one way only") << QSize(64, 100);
    QTest::addRow("much larger") << QSize(700, 500);
  }
  void a_picture_is_stretched_linearly() {
    QFETCH(QSize, size);
    const QImage picture = noise(64, 56, 1);
    const QImage frame = painted(size, {{picture, QRect(QPoint(), size), QRect(QPoint(), size)}});
    for (int y = 0; y < size.height(); ++y) {
      for (int x = 0; x < size.width(); ++x) {
        for (const int shift : {0, 8, 16}) {
          const double wanted = linear(picture, size, x, y, shift);
          const double found = frame.pixel(x, y) >> shift & 0xFFU;
          QVERIFY2(std::abs(found - wanted) < 3, qPrintable(QStringLiteral("%1, %2: %3 for %4").arg(x).arg(y).arg(found).arg(wanted)));
        }
      }
    }
  }

  void one_colour_stays_exactly_that() {
    QImage picture(50, 50, QImage::Format_RGB32);
    picture.fill(QColor(246, 1, 255));
    const QRect all(0, 0, 73, 61);
    const QImage frame = painted(all.size(), {{picture, all, all}});
    for (int y = 0; y < frame.height(); ++y) {
      for (int x = 0; x < frame.width(); ++x) QCOMPARE(frame.pixel(x, y), qRgb(246, 1, 255));
    }
  }

  void a_part_is_the_same_as_in_the_whole() {
    const QImage picture = noise(64, 64, 2);
    const QRect target(-20, -13, 150, 139);
    const QRect screen(0, 0, 100, 100);
    const QImage whole = painted(screen.size(), {{picture, target, screen}});
    const QImage parts = painted(
        screen.size(),
        {{picture, target, QRect(0, 0, 33, 100)}, {picture, target, QRect(33, 0, 67, 51)}, {picture, target, QRect(33, 51, 67, 49)}});
    QCOMPARE(parts, whole);
  }

  void at_its_own_size_it_is_copied() {
    const QImage picture = noise(64, 64, 3);
    const QImage frame = painted({100, 100}, {{picture, QRect(-7, 50, 64, 64), QRect(0, 0, 100, 100)}});
    QCOMPARE(frame.pixel(0, 50), picture.pixel(7, 0));
    QCOMPARE(frame.pixel(56, 99), picture.pixel(63, 49));
  }

  void later_pieces_lie_above() {
    QImage red(10, 10, QImage::Format_RGB32);
    red.fill(Qt::red);
    QImage green(20, 20, QImage::Format_RGB32);
    green.fill(Qt::green);
    const QRect screen(0, 0, 60, 120);
    const QImage frame = painted(screen.size(), {{red, screen, screen}, {green, QRect(10, 30, 40, 60), screen}});
    QCOMPARE(frame.pixel(5, 60), QColor(Qt::red).rgb());
    QCOMPARE(frame.pixel(30, 40), QColor(Qt::green).rgb());
    QCOMPARE(frame.pixel(30, 89), QColor(Qt::green).rgb());
    QCOMPARE(frame.pixel(30, 90), QColor(Qt::red).rgb());
  }

  void a_line_of_pixels_is_not_stretched() {
    const QImage line = noise(64, 1, 4);
    QVERIFY(Stretched(line, QRect(0, 0, 30, 30), QRect(0, 0, 30, 30)).shown().isEmpty());
    QCOMPARE(Stretched(line, QRect(3, 4, 64, 1), QRect(0, 0, 30, 30)).shown(), QRect(3, 4, 27, 1));
  }
};

QTEST_APPLESS_MAIN(TestFrame)
#include "test_frame.moc"
