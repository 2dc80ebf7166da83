// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QBuffer>
#include <QTest>

#include "scene/bound_snapshot.h"
#include "scene/map_renderer.h"
#include "scene/sprites.h"

#include "app/scene/scene_fixture.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

const char* const k_signs =
    "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'>"
    "<g id='red'><rect x='0' y='0' width='10' height='10' fill='#ff0000'/></g>"
    "<g id='half'><rect x='20' y='0' width='20' height='10' fill='none'/>"
    "<rect x='20' y='0' width='10' height='10' fill='#0000ff'/></g></svg>";
const char* const k_masks =
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20' data-mask=\"yes\">"
    "<g id='disc'><rect width='16' height='16' fill='#000000'/></g></svg>";

std::shared_ptr<const Sprites> sprites() {
  auto all = std::make_shared<Sprites>();
  if (!all->add_sheet("s", k_signs) || !all->add_sheet("m", k_masks)) qFatal("sheets");
  return all;
}

std::string png(const QImage& image) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes.toStdString();
}

/// 32 x 16: left a red square, right a distance field whose outline is the upright middle of it (inside on the left).
std::string raster_picture() {
  QImage image(32, 16, QImage::Format_ARGB32);
  image.fill(Qt::red);
  for (int y = 0; y < 16; ++y) {
    for (int x = 0; x < 16; ++x) {
      const double value = 0.75 + (8 - (x + 0.5)) / 8;
      image.setPixel(16 + x, y, qRgba(0, 0, 0, static_cast<int>(255 * std::clamp(value, 0.0, 1.0))));
    }
  }
  return png(image);
}

const char* const k_raster =
    R"({"red":{"x":0,"y":0,"width":16,"height":16,"pixelRatio":2},"edge":{"x":16,"y":0,"width":16,"height":16,"pixelRatio":1,"sdf":true}})";

QImage drawn(const std::vector<fixture::Row>& rows, const char* style) {
  MapSnapshot map;
  map.layers = {fixture::layer("a", fixture::pack_of("a", rows), style)};
  map.layers[0].sprites = sprites();
  return render_map(map, fixture::camera(16, 100, 100));
}

int count(const QImage& image, QRgb color) {
  int n = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) n += image.pixel(x, y) == color ? 1 : 0;
  }
  return n;
}

}  // namespace

class TestSprites : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void pictures_are_found_by_sheet_and_id() {
    const auto all = sprites();
    QVERIFY(all->contains("s:red"));
    QVERIFY(!all->contains("red"));
    QVERIFY(!all->contains("s:green"));
    QVERIFY(!all->contains("s:"));
    QCOMPARE(all->size("s:half"), QSizeF(20, 10));
    QVERIFY(all->picture("s:nothing", 1, Qt::black).isNull());
  }

  void a_picture_has_the_size_that_is_asked_for() {
    const QImage image = sprites()->picture("s:half", 2, Qt::black);
    QCOMPARE(image.size(), QSize(40, 20));
    QCOMPARE(image.pixelColor(5, 10), QColor(0, 0, 255));
    QCOMPARE(image.pixelColor(35, 10).alpha(), 0);
  }

  void a_mask_takes_the_colour_of_the_style() {
    QCOMPARE(sprites()->picture("m:disc", 1, QColor(0, 128, 0)).pixelColor(8, 8), QColor(0, 128, 0));
    QCOMPARE(sprites()->picture("s:red", 1, QColor(0, 128, 0)).pixelColor(5, 5), QColor(255, 0, 0));
  }

  void foreign_sheets_are_bounded() {
    Sprites all;
    QCOMPARE(all.add_sheet("a", "no picture").error().code, base::ErrorCode::invalid);
    QCOMPARE(all.add_sheet("a", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>").error().code,
             base::ErrorCode::invalid);
    QCOMPARE(all.add_sheet("a", QByteArray(2 << 20, ' ')).error().code, base::ErrorCode::too_large);
  }

  void pictures_of_a_raster_sheet_are_as_large_as_their_ratio_says() {
    Sprites all;
    QCOMPARE(*all.add_raster_sheet("r", k_raster, raster_picture()), 0U);
    QCOMPARE(all.size("r:red"), QSizeF(8, 8));
    QCOMPARE(all.picture("r:red", 3, Qt::blue).size(), QSize(24, 24));
    QCOMPARE(all.picture("r:red", 3, Qt::blue).pixelColor(12, 12), QColor(255, 0, 0));
    QVERIFY(!all.contains("r:blue"));
  }

  void a_distance_field_is_a_shape_in_the_colour_of_the_style() {
    Sprites all;
    QVERIFY(all.add_raster_sheet("", k_raster, raster_picture()));
    for (const int scale : {1, 4}) {  // the outline stays sharp where it is drawn larger
      const QImage image = all.picture("edge", scale, QColor(0, 128, 0));
      QCOMPARE(image.size(), QSize(16, 16) * scale);
      QCOMPARE(image.pixelColor(8 * scale - 2, 8), QColor(0, 128, 0));
      QCOMPARE(image.pixelColor(8 * scale + 2, 8).alpha(), 0);
    }
    QCOMPARE(all.picture("edge", 1, QColor(0, 0, 200)).pixelColor(2, 2), QColor(0, 0, 200));
  }

  void joined_sheets_ask_the_first_first() {
    Sprites first;
    QVERIFY(first.add_raster_sheet("s", k_raster, raster_picture()));
    const auto all = Sprites::joined(first, *sprites());
    QCOMPARE(all->size("s:red"), QSizeF(8, 8));
    QCOMPARE(all->size("s:half"), QSizeF(20, 10));
  }

  void a_picture_that_cannot_be_right_is_left_out_data() {
    QTest::addColumn<QByteArray>("entry");
    for (const char* entry :
         {R"({"x":17,"y":0,"width":16,"height":16,"pixelRatio":1})", R"({"x":-1,"y":0,"width":2,"height":2,"pixelRatio":1})",
          R"({"x":0,"y":0,"width":0,"height":2,"pixelRatio":1})", R"({"x":0.5,"y":0,"width":2,"height":2,"pixelRatio":1})",
          R"({"x":"0","y":0,"width":2,"height":2,"pixelRatio":1})", R"({"x":0,"y":0,"width":2,"height":2,"pixelRatio":0})",
          R"({"x":0,"y":0,"width":2,"height":2,"pixelRatio":0.001})", R"({"x":0,"y":0,"width":2,"height":2})",
          R"({"x":1e300,"y":0,"width":2,"height":2,"pixelRatio":1})", R"({"x":0,"y":0,"width":2,"height":2,"pixelRatio":1,"sdf":1})", "[]",
          "7"})
      QTest::newRow(entry) << QByteArray(entry);
  }
  void a_picture_that_cannot_be_right_is_left_out() {
    QFETCH(QByteArray, entry);
    Sprites all;
    const QByteArray json = R"({"good":{"x":0,"y":0,"width":2,"height":2,"pixelRatio":1},"bad":)" + entry + "}";
    QCOMPARE(*all.add_raster_sheet("", json, raster_picture()), 1U);
    QVERIFY(all.contains("good") && !all.contains("bad"));
    QVERIFY(!all.add_raster_sheet("", "{\"bad\":" + entry + "}", raster_picture()));
  }

  void raster_sheets_are_bounded() {
    Sprites all;
    QCOMPARE(all.add_raster_sheet("", QByteArray(3 << 20, ' '), raster_picture()).error().code, base::ErrorCode::too_large);
    QByteArray many = "{";
    for (int i = 0; i <= 10'000; ++i) many += "\"" + QByteArray::number(i) + "\":0,";
    many.back() = '}';
    QCOMPARE(all.add_raster_sheet("", many, raster_picture()).error().code, base::ErrorCode::too_large);
    QImage wide(5000, 1, QImage::Format_ARGB32);
    wide.fill(Qt::red);
    QCOMPARE(all.add_raster_sheet("", k_raster, png(wide)).error().code, base::ErrorCode::invalid);
    QCOMPARE(all.add_raster_sheet("", "[]", raster_picture()).error().code, base::ErrorCode::invalid);
  }

  void every_beginning_of_a_sheet_is_an_error_or_a_part() {
    const QByteArray json = k_raster;
    for (qsizetype n = 0; n < json.size(); ++n) QVERIFY(!Sprites().add_raster_sheet("", json.left(n), raster_picture()));
    const std::string whole = raster_picture();
    for (std::size_t n = 0; n < whole.size(); ++n) {
      Sprites all;
      if (all.add_raster_sheet("", json, whole.substr(0, n))) QCOMPARE(all.picture("red", 1, Qt::blue).size(), QSize(8, 8));
    }
  }

  void a_symbol_layer_draws_the_sprite_it_names() {
    const QImage image =
        drawn({{fixture::point(0, 0), "", 0}}, R"([{"id":"i","type":"symbol","layout":{"icon-image":"s:red","icon-size":2}}])");
    QCOMPARE(count(image, qRgb(255, 0, 0)), 400);
  }

  void a_fill_pattern_repeats_the_sprite() {
    const QImage image =
        drawn({{fixture::box_area(-1000, -1000, 2000, 2000), "", 0}}, R"([{"id":"f","type":"fill","paint":{"fill-pattern":"s:half"}}])");
    QCOMPARE(count(image, qRgb(0, 0, 255)), 5000);  // half of 100 x 100
  }

  void a_line_pattern_runs_along_the_line() {
    const QImage image = drawn({{fixture::line({{-1000, 0}, {1000, 0}}), "", 0}},
                               R"([{"id":"l","type":"line","paint":{"line-pattern":"s:half","line-width":10}}])");
    const int blue = count(image, qRgb(0, 0, 255));
    QVERIFY2(std::abs(blue - 500) <= 60, qPrintable(QString::number(blue)));  // half of 100 x 10, less the edges
  }
};

QTEST_MAIN(TestSprites)
#include "test_sprites.moc"
