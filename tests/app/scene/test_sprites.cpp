// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
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
