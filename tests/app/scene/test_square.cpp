// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "scene/square.h"

#include "app/scene/scene_fixture.h"

using namespace skizze;
using namespace skizze::scene;

/// Squares made apart must look as if drawn in one piece.
class TestSquare : public QObject {
  Q_OBJECT

 private:
  /// A view drawn as one picture, and the same put together from squares.
  struct Pair {
    QImage whole;
    QImage squares;
  };

  static Pair both(const MapSnapshot& snapshot, double zoom, double dpr) {
    const auto map = bind(snapshot);
    const PixelGrid grid{zoom, dpr};
    const int side = square_side(dpr);
    const QPointF middle = grid.at(fixture::k_middle);
    const auto column = static_cast<std::int64_t>(std::floor(middle.x() / side)) - 1;
    const auto row = static_cast<std::int64_t>(std::floor(middle.y() / side)) - 1;
    constexpr int k_count = 3;
    DrawSources sources;
    Pair pair;
    pair.whole = draw_pixels(
        *map, {grid, static_cast<double>(column * side), static_cast<double>(row * side), k_count * side, k_count * side}, sources, {});
    pair.squares = QImage(k_count * side, k_count * side, QImage::Format_RGB32);
    QPainter painter(&pair.squares);
    for (int y = 0; y < k_count; ++y) {
      for (int x = 0; x < k_count; ++x) painter.drawImage(x * side, y * side, draw_square(*map, {grid, column + x, row + y}, sources, {}));
    }
    painter.end();
    if (const QByteArray folder = qgetenv("STADTSKIZZE_KEEP_PICTURES"); !folder.isEmpty()) {
      const QString name = QString::fromLocal8Bit(folder) + QStringLiteral("/seam-%1-%2").arg(zoom).arg(dpr);
      pair.whole.save(name + QStringLiteral("-whole.png"));
      pair.squares.save(name + QStringLiteral("-squares.png"));
    }
    return pair;
  }

 private Q_SLOTS:
  void squares_join_without_a_seam_data() {
    QTest::addColumn<double>("zoom");
    QTest::addColumn<double>("dpr");
    QTest::newRow("whole zoom") << 16.0 << 1.0;
    QTest::newRow("between zooms") << 15.37 << 1.0;
    QTest::newRow("fine screen") << 15.0 << 2.0;
    QTest::newRow("odd screen, between zooms") << 14.81 << 1.25;
  }
  void squares_join_without_a_seam() {
    QFETCH(double, zoom);
    QFETCH(double, dpr);
    const Pair pair = both(fixture::town(), zoom, dpr);
    QVERIFY(!pair.whole.isNull());
    const auto d = fixture::difference(pair.whole, pair.squares, 40);
    // Antialiasing may round differently where a picture is cut; nobody sees a handful of pixels off by a sixth.
    QVERIFY2(d.pixels <= 20, qPrintable(QStringLiteral("%1 pixels differ, at most by %2").arg(d.pixels).arg(d.largest)));
  }

  void a_picture_is_not_one_colour() {
    const Pair pair = both(fixture::town(), 16, 1);
    QSet<QRgb> colors;
    for (int x = 0; x < pair.whole.width(); x += 7) colors.insert(pair.whole.pixel(x, pair.whole.height() / 2));
    QVERIFY(colors.size() > 5);
  }

  void an_area_over_many_tiles_has_no_hairline_inside() {
    MapSnapshot snapshot;
    snapshot.layers = {
        fixture::layer("a", fixture::pack_of("a", {{fixture::box_area(-3000, -3000, 6000, 6000), "", 0}}), fixture::k_blue_style)};
    for (const double zoom : {16.0, 16.4}) {
      const Pair pair = both(snapshot, zoom, 1);
      for (int y = 0; y < pair.squares.height(); ++y) {
        for (int x = 0; x < pair.squares.width(); ++x) {
          if (pair.squares.pixel(x, y) != qRgb(0x33, 0x66, 0x99))
            QFAIL(qPrintable(QStringLiteral("at %1, %2 zoom %3").arg(x).arg(y).arg(zoom)));
        }
      }
    }
  }

  void a_faded_layer_is_faded_as_a_whole() {
    MapSnapshot snapshot;
    snapshot.layers = {fixture::layer(
        "a",
        fixture::pack_of("a", {{fixture::box_area(-900, -900, 1800, 1800), "", 0}, {fixture::box_area(-800, -800, 1600, 1600), "", 0}}),
        fixture::k_black_style)};
    snapshot.layers.front().opacity = 0.5;
    const auto map = bind(snapshot);
    DrawSources sources;
    const PixelGrid grid{16, 1};
    const QPointF middle = grid.at(fixture::k_middle);
    const QImage image = draw_pixels(*map, {grid, std::round(middle.x()), std::round(middle.y()), 4, 4}, sources, {});
    const style::Color ground = ground_color(snapshot);
    QVERIFY(std::abs(qRed(image.pixel(1, 1)) - static_cast<int>(ground.r * 127.5F)) <= 2);  // not a quarter, where two overlap
  }

  void hidden_rows_are_not_drawn() {
    MapSnapshot snapshot;
    snapshot.layers = {fixture::layer("a", fixture::pack_of("a", {{fixture::box_area(-50, -50, 100, 100), "", 0}}), fixture::k_red_style)};
    snapshot.layers.front().hidden_rows = {0};
    DrawSources sources;
    const PixelGrid grid{16, 1};
    const QPointF middle = grid.at(fixture::k_middle);
    const QImage image = draw_pixels(*bind(snapshot), {grid, std::round(middle.x()), std::round(middle.y()), 2, 2}, sources, {});
    QVERIFY(qRed(image.pixel(0, 0)) < 250 && qGreen(image.pixel(0, 0)) > 200);
  }

  void a_cancelled_square_is_null() {
    base::CancelSource cancel;
    cancel.cancel();
    DrawSources sources;
    const auto map = bind(fixture::town());
    QVERIFY(draw_square(*map, {{16, 1}, 10, 10}, sources, cancel.token()).isNull());
  }
};

QTEST_MAIN(TestSquare)
#include "test_square.moc"
