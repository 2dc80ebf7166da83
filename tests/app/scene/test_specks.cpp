// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <random>

#include "scene/map_renderer.h"
#include "scene/specks.h"
#include "scene/tile_source.h"

#include "app/scene/scene_fixture.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

constexpr double k_side_m = 3000;

/// Houses of 14 x 14 m, strewn over a square of 3 km.
std::vector<fixture::Row> strewn(int count) {
  std::mt19937 random{5};
  std::uniform_real_distribution<double> place(-k_side_m / 2, k_side_m / 2);
  std::vector<fixture::Row> rows;
  for (int i = 0; i < count; ++i) {
    const double x = place(random);
    rows.push_back({fixture::box_area(x, place(random), 14, 14), "", 0});
  }
  return rows;
}

MapSnapshot houses(int count) {
  MapSnapshot map;
  map.layers = {fixture::layer("h", fixture::pack_of("h", strewn(count)), R"([
    {"id":"ground","type":"background","paint":{"background-color":"#ffffff"}},
    {"id":"f","type":"fill","paint":{"fill-color":"#000000"}}])")};
  return map;
}

/// Mean darkness (0..1) of the middle of the town.
double darkness(const MapSnapshot& map, double zoom) {
  const auto px = static_cast<int>(k_side_m * 0.8 / geo::mercator_m_per_px(zoom));
  const QImage image = render_map(map, fixture::camera(zoom, px, px));
  double sum = 0;
  for (int y = 0; y < px; ++y) {
    for (int x = 0; x < px; ++x) sum += 255 - qRed(image.pixel(x, y));
  }
  return sum / 255 / px / px;
}

}  // namespace

class TestSpecks : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void the_specks_of_a_part_are_those_that_touch_it() {
    DrawTile tile;
    std::mt19937 random{11};
    std::uniform_real_distribution<float> place(-100, 4200);
    for (std::uint32_t i = 0; i < 1000; ++i) tile.specks.push_back({i, place(random), place(random), 8, 5, 30});
    tile.index_specks();
    for (const float side : {0.0F, 300.0F, 5000.0F}) {
      const auto found = tile.specks_in(900, 1000, 900 + side, 1000 + side);
      std::vector<std::uint32_t> wanted;
      for (const Speck& s : tile.specks) {
        if (s.x <= 900 + side && s.x + 8 >= 900 && s.y <= 1000 + side && s.y + 5 >= 1000) wanted.push_back(s.row);
      }
      QCOMPARE(found.size(), wanted.size());
      for (std::size_t i = 0; i < wanted.size(); ++i) QCOMPARE(found[i].row, wanted[i]);
    }
    QVERIFY(DrawTile().specks_in(0, 0, 4096, 4096).empty());
  }

  void a_speck_darkens_its_pixel_by_what_it_covers() {
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::white);
    SpeckPainter painter(image, image.rect(), Qt::black);
    painter.add(QRectF(1, 1, 1, 1), 0.5, 0);
    QVERIFY(std::abs(qRed(image.pixel(1, 1)) - 127) <= 1);
    QCOMPARE(image.pixel(2, 1), qRgb(255, 255, 255));
    QCOMPARE(image.pixel(1, 2), qRgb(255, 255, 255));
  }

  void a_speck_between_pixels_shares_itself_out() {
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::white);
    SpeckPainter painter(image, image.rect(), Qt::black);
    painter.add(QRectF(1.5, 1.5, 1, 1), 1, 0);
    for (const QPoint p : {QPoint(1, 1), QPoint(2, 1), QPoint(1, 2), QPoint(2, 2)}) QVERIFY(std::abs(qRed(image.pixel(p)) - 191) <= 1);
  }

  void a_thousand_faint_specks_add_up() {
    QImage image(1, 1, QImage::Format_RGB32);
    image.fill(Qt::white);
    SpeckPainter painter(image, image.rect(), Qt::black);
    for (std::uint32_t i = 0; i < 1000; ++i) painter.add(QRectF(0, 0, 1, 1), 0.001, i);
    QVERIFY(std::abs(qRed(image.pixel(0, 0)) / 255.0 - std::exp(-1)) < 0.06);  // (1 - 0.001)^1000
  }

  void transparent_pictures_gather_opacity() {
    QImage image(1, 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    SpeckPainter painter(image, image.rect(), QColor(255, 0, 0));
    painter.add(QRectF(0, 0, 1, 1), 0.5, 0);
    QVERIFY(std::abs(qAlpha(image.pixel(0, 0)) - 128) <= 1);
    QCOMPARE(image.pixelColor(0, 0).red(), 255);
  }

  void specks_stay_within_the_clip() {
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::white);
    SpeckPainter painter(image, QRect(0, 0, 2, 4), Qt::black);
    painter.add(QRectF(-5, -5, 20, 20), 400, 0);
    QCOMPARE(image.pixel(1, 1), qRgb(0, 0, 0));
    QCOMPARE(image.pixel(2, 1), qRgb(255, 255, 255));
  }

  void every_row_of_a_tile_is_a_shape_or_a_speck() {
    const auto pack = fixture::pack_of("h", strewn(3000));
    const auto near = make_draw_tile(pack, geo::tile_at(fixture::k_middle, 16), {});
    QVERIFY(near->specks.empty());
    const auto far = make_draw_tile(pack, geo::tile_at(fixture::k_middle, 8), {});
    QCOMPARE(far->specks.size() + far->shapes->features.size(), std::size_t{3000});
    QVERIFY(far->shapes->features.empty());
  }

  void of_too_many_specks_an_even_part_stands_for_all() {
    constexpr int k_count = 300'000;
    feature::PackInfo info;
    info.name = "many";
    feature::PackBuilder builder(info);
    std::int64_t id = 0;
    for (const auto& row : strewn(k_count)) builder.add(++id, row.geometry, {});
    const auto pack = feature::LayerPack::from_bytes(builder.finish()).value();
    const auto tile = make_draw_tile(pack, geo::tile_at(fixture::k_middle, 7), {});
    QVERIFY(tile->specks.size() <= k_most_specks);
    QVERIFY(tile->specks.size() > k_most_specks / 4);
    const double unit = geo::tile_size_m(7) / tiles::k_extent;
    double area = 0;
    for (const Speck& speck : tile->specks) area += static_cast<double>(speck.area) * unit * unit;
    const double expected = k_count * 14.0 * 14 * 0.7;
    QVERIFY(std::abs(area / expected - 1) < 0.02);
  }

  void a_town_from_afar_is_as_grey_as_from_near() {
    const MapSnapshot map = houses(4000);
    const double near = darkness(map, 16);
    QVERIFY(near > 0.05);
    for (const double zoom : {13.0, 12.0, 11.0, 10.0}) {
      const double far = darkness(map, zoom);
      QVERIFY2(far > near * 0.55 && far < near * 1.25, qPrintable(QStringLiteral("zoom %1: %2, near %3").arg(zoom).arg(far).arg(near)));
    }
  }

  void hidden_rows_are_no_specks() {
    MapSnapshot map = houses(1);
    map.layers[0].hidden_rows = {0};
    QCOMPARE(darkness(map, 11), 0.0);
  }
};

QTEST_MAIN(TestSpecks)
#include "test_specks.moc"
