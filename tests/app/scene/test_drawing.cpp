// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPolygonF>
#include <QTemporaryDir>
#include <QTest>

#include "scene/draw_list.h"
#include "scene/hatch_painter.h"
#include "scene/hillshade.h"
#include "scene/hit_test.h"
#include "scene/icons.h"
#include "scene/map_renderer.h"
#include "scene/shapes.h"

#include "app/scene/scene_fixture.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

const char* const k_two_style = R"([
  {"id":"low","type":"line","paint":{"line-color":"#111111","line-width":5}},
  {"id":"high","type":"line","layout":{"line-sort-key":["get","rank"]},"paint":{"line-color":["match",["get","rank"],0,"#ff0000","#00ff00"],"line-width":2}}])";
const char* const k_unseen_style = R"([{"id":"a","type":"line","paint":{"line-color":"#111111","line-width":0}}])";
const char* const k_other_source_style = R"([{"id":"a","type":"fill","source-layer":"roads","paint":{"fill-color":"#111111"}}])";

const char* const k_mask_style =
    R"([{"id":"f","type":"fill","metadata":{"skizze:areas":"surroundings"},"paint":{"fill-color":"#ff0000"}}])";
const char* const k_hatch_style = R"([{"id":"f","type":"fill","paint":{"fill-pattern":"hatch:45:9.5:1","fill-color":"#000000"}}])";

std::string border_style(const std::string& areas, const std::string& dash = {}) {
  return R"([{"id":"l","type":"line","metadata":{"skizze:areas":")" + areas + R"("},"paint":{"line-color":"#000000","line-width":4)" +
         (dash.empty() ? "" : ",\"line-dasharray\":" + dash) + "}}]";
}

std::vector<tiles::TileFeature> all_rows(const feature::LayerPack& pack) {
  std::vector<tiles::TileFeature> features;
  for (std::uint32_t row = 0; row < pack.size(); ++row) features.push_back({row, pack.kind(row), 0, 0});
  return features;
}

std::shared_ptr<const BoundLayer> bound(const MapLayer& layer) {
  MapSnapshot snapshot;
  snapshot.layers = {layer};
  return bind(std::move(snapshot))->layers.front();
}

/// A raster of one tile around the middle whose heights a function gives (metres east and south of its corner, in pixels).
std::shared_ptr<const feature::RasterPack> raster(const QTemporaryDir& dir, const std::function<float(int, int)>& height) {
  feature::RasterInfo info;
  info.name = "dgm";
  const geo::TileId id = geo::tile_at(fixture::k_middle, 14);
  info.bounds = geo::tile_bounds(id);
  info.min_zoom = info.max_zoom = 14;
  const auto file = std::filesystem::path(dir.filePath(QStringLiteral("d.raster")).toStdString());
  auto writer = feature::RasterPackWriter::create(file, info);
  if (!writer) qFatal("writer");
  std::vector<float> heights(512 * 512);
  for (int y = 0; y < 512; ++y) {
    for (int x = 0; x < 512; ++x) heights[static_cast<std::size_t>(y * 512 + x)] = height(x, y);
  }
  if (!writer->add(id, heights) || !writer->finish(info)) qFatal("raster");
  auto opened = feature::RasterPack::open(file);
  if (!opened) qFatal("open");
  return *opened;
}

/// Two areas, 100 m wide each, that share the border at 0 (and `overlap` metres beside it).
MapSnapshot two_neighbours(const std::string& style, double overlap = 0) {
  MapSnapshot snapshot;
  const auto pack =
      fixture::pack_of("a", {{fixture::box_area(-100, 0, 100 + overlap, 60), "", 0}, {fixture::box_area(0, 0, 100, 60), "", 0}});
  snapshot.layers = {fixture::layer("a", pack, style)};
  return snapshot;
}

/// Of metres from the middle, at the zoom that these tests draw.
QPoint pixel_of(double x, double y) {
  const auto at = fixture::camera(16).to_screen({fixture::k_middle.x + x, fixture::k_middle.y + y});
  return {static_cast<int>(at.x), static_cast<int>(at.y)};
}

}  // namespace

class TestDrawing : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void style_layers_are_drawn_in_their_order() {
    const MapLayer layer = fixture::layer("s", fixture::pack_of("s", fixture::streets()), k_two_style);
    const DrawList list = make_draw_list(*bound(layer), all_rows(*layer.pack), 16);
    QVERIFY(list.buckets.size() >= 3);
    QCOMPARE(list.lines[list.buckets.front().paint].width, 5.0F);
    QCOMPARE(list.buckets.front().end, layer.pack->size());
    QCOMPARE(list.lines[list.buckets.back().paint].width, 2.0F);
  }

  void sort_keys_decide_within_a_style_layer() {
    const MapLayer layer = fixture::layer("s", fixture::pack_of("s", fixture::streets()), k_two_style);
    const DrawList list = make_draw_list(*bound(layer), all_rows(*layer.pack), 16);
    QCOMPARE(list.buckets.size(), std::size_t{3});  // all low, then rank 0, then rank 1
    QVERIFY(list.lines[list.buckets[1].paint].color.r > 0.9F);
    QVERIFY(list.lines[list.buckets[2].paint].color.g > 0.9F);
  }

  void large_areas_lie_below_small_ones() {
    const auto pack = fixture::pack_of("a", {{fixture::box_area(0, 0, 10, 10), "", 0}, {fixture::box_area(-100, -100, 300, 300), "", 0}});
    const DrawList list = make_draw_list(*bound(fixture::layer("a", pack, fixture::k_red_style)), all_rows(*pack), 16);
    QCOMPARE(list.features.size(), std::size_t{2});
    QCOMPARE(pack->id(list.features.front()), std::int64_t{2});
  }

  void merged_areas_lose_the_border_they_share_and_keep_the_others() {
    const auto ink = [](const char* areas) {
      MapSnapshot map = two_neighbours(border_style(areas));
      const QImage image = render_map(map, fixture::camera(16), {}, false);
      const auto dark = [&](double x, double y) { return qGray(image.pixel(pixel_of(x, y))) < 60; };
      return std::array{dark(0, 20), dark(-100, 20), dark(100, 20), dark(-50, 0), dark(50, 60)};
    };
    QCOMPARE(ink("each"), (std::array{true, true, true, true, true}));
    QCOMPARE(ink("merged"), (std::array{false, true, true, true, true}));
  }

  void dashes_of_merged_areas_run_along_the_outer_border_alone() {
    MapSnapshot map = two_neighbours(border_style("merged", "[4,1]"));
    const QImage image = render_map(map, fixture::camera(16), {}, false);
    int inner = 0;
    int outer = 0;
    for (double y = 5; y < 55; y += 1) {
      inner += qGray(image.pixel(pixel_of(0, y))) < 60 ? 1 : 0;
      outer += qGray(image.pixel(pixel_of(-100, y))) < 60 ? 1 : 0;
    }
    QCOMPARE(inner, 0);
    QVERIFY(outer > 25);
  }

  void surroundings_are_filled_wherever_no_area_is_data() {
    QTest::addColumn<QByteArray>("rows");
    QTest::newRow("neighbours") << QByteArray("apart");
    QTest::newRow("overlapping") << QByteArray("over");
  }
  void surroundings_are_filled_wherever_no_area_is() {
    QFETCH(QByteArray, rows);
    MapSnapshot map = two_neighbours(k_mask_style, rows == "over" ? 30 : 0);
    const auto camera = fixture::camera(16);
    const QImage image = render_map(map, camera, {}, false);
    const auto red = [](const QImage& in, QPoint at) { return QColor(in.pixel(at)) == QColor(255, 0, 0); };
    for (const double x : {-99.0, -50.0, -1.0, 0.0, 1.0, 50.0, 99.0})
      QVERIFY2(!red(image, pixel_of(x, 20)), qPrintable(QString::number(x)));
    QVERIFY(red(image, pixel_of(-110, 20)));
    QVERIFY(red(image, pixel_of(0, 70)));
    Camera elsewhere = camera;
    elsewhere.center.x += 1000000;  // no tile of the layer is there
    QVERIFY(red(render_map(map, elsewhere, {}, false), {5, 5}));
    QImage page(camera.width_px, camera.height_px, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    QVERIFY(paint_map(painter, 1, map, camera));
    painter.end();
    QVERIFY(red(page, pixel_of(-110, 20)) && !red(page, pixel_of(-50, 20)) && !red(page, pixel_of(0, 20)));
  }

  void a_layer_of_surroundings_changes_the_map_everywhere() {
    const MapSnapshot with = two_neighbours(k_mask_style);
    QVERIFY(changed_box(MapSnapshot{}, with).contains(geo::Point2{0, 0}));
    QVERIFY(!changed_box(MapSnapshot{}, two_neighbours(fixture::k_red_style)).contains(geo::Point2{0, 0}));
  }

  void what_nobody_would_see_is_left_out() {
    const auto pack = fixture::pack_of("s", fixture::streets());
    QVERIFY(make_draw_list(*bound(fixture::layer("s", pack, k_unseen_style)), all_rows(*pack), 16).buckets.empty());
  }

  void a_style_for_another_data_layer_draws_nothing() {
    const auto pack = fixture::pack_of("houses", fixture::houses());
    QVERIFY(make_draw_list(*bound(fixture::layer("h", pack, k_other_source_style)), all_rows(*pack), 16).buckets.empty());
  }

  void level_ground_is_as_bright_as_the_height_of_the_sun() {
    const float flat[9] = {5, 5, 5, 5, 5, 5, 5, 5, 5};
    QVERIFY(std::abs(horn_shade(flat, 1) - std::sin(45 * M_PI / 180)) < 1e-6);
  }

  void a_slope_that_faces_the_sun_is_brightest() {
    // 45 degrees down to the north-west: the plane z = (x - y) / sqrt 2 with x to the east and y to the north.
    float facing[9];
    float averted[9];
    for (int row = 0; row < 3; ++row) {
      for (int column = 0; column < 3; ++column) {
        const double z = ((column - 1) - (1 - row)) / M_SQRT2;
        facing[row * 3 + column] = static_cast<float>(z);
        averted[row * 3 + column] = static_cast<float>(-z);
      }
    }
    QVERIFY(std::abs(horn_shade(facing, 1) - 1) < 1e-6);
    QVERIFY(std::abs(horn_shade(averted, 1)) < 1e-6);
  }

  void a_hill_has_a_light_and_a_dark_side() {
    const QTemporaryDir dir;
    const auto hill = raster(
        dir, [](int x, int y) { return 300 * std::exp(-static_cast<float>((x - 256) * (x - 256) + (y - 256) * (y - 256)) / 8000.0F); });
    const QImage shade = shade_tile(*hill, geo::tile_at(fixture::k_middle, 14), false);
    QCOMPARE(shade.size(), QSize(514, 514));
    QVERIFY(qRed(shade.pixel(200, 200)) > 0);                                         // white laid over
    QVERIFY(qAlpha(shade.pixel(320, 320)) > 20 && qRed(shade.pixel(320, 320)) < 60);  // shadow laid over
  }

  void missing_heights_stay_transparent() {
    const QTemporaryDir dir;
    const auto half = raster(dir, [](int x, int) { return x < 256 ? std::numeric_limits<float>::quiet_NaN() : 10.0F; });
    const QImage shade = shade_tile(*half, geo::tile_at(fixture::k_middle, 14), false);
    QCOMPARE(qAlpha(shade.pixel(100, 100)), 0);
  }

  void a_raster_layer_shades_what_lies_below() {
    const QTemporaryDir dir;
    MapSnapshot snapshot;
    MapLayer relief;
    relief.id = "relief";
    relief.raster =
        raster(dir, [](int x, int y) { return 40 * std::sin(static_cast<float>(x) / 20.0F) * std::cos(static_cast<float>(y) / 20.0F); });
    snapshot.layers = {relief};
    const QImage image = render_map(snapshot, camera_for(relief.bounds(), 300, 300));
    QSet<QRgb> colors;
    for (int i = 40; i < 260; ++i) colors.insert(image.pixel(i, i));
    QVERIFY(colors.size() > 10);
    QVERIFY(!std::isnan(height_at(snapshot, camera_for(relief.bounds(), 300, 300), {150, 150})));
  }

  void a_hatch_of_its_own_area_goes_through_its_first_corner_as_in_qgis() {
    MapSnapshot map;
    map.layers = {fixture::layer("a", fixture::pack_of("a", {{fixture::box_area(-100, -40, 200, 100), "", 0}}), k_hatch_style)};
    const QImage image = render_map(map, fixture::camera(16), {}, false);
    // QGIS 3.22 repeats a picture of 13 px for 9.5 px across at 45 degrees.
    QVERIFY(std::abs(own_spacing(*style::find_hatch("hatch:45:9.5:1"), 1) - 13 / std::sqrt(2.0)) < 1e-9);
    const QPoint corner = pixel_of(-100, -40);
    int on = 0;
    int between = 0;
    for (int i = 3; i < 13; ++i) {
      on += qGray(image.pixel(corner + QPoint(i, -i))) < 140 ? 1 : 0;
      between += qGray(image.pixel(corner + QPoint(i + 6, -i))) < 140 ? 1 : 0;
    }
    QVERIFY2(on == 10 && between == 0, qPrintable(QStringLiteral("%1 %2").arg(on).arg(between)));
  }

  void every_hatch_repeats_without_a_step() {
    for (const style::Hatch& hatch : style::hatches()) {
      const QBrush brush = hatch_brush(std::string(hatch.name), Qt::black, 1);
      const QImage tile = brush.textureImage();
      QVERIFY2(!tile.isNull(), hatch.name.data());
      QCOMPARE(tile.width(), static_cast<int>(hatch_period(hatch, 1)));
      QImage field(tile.width() * 4, tile.width() * 4, QImage::Format_ARGB32_Premultiplied);
      field.fill(Qt::transparent);
      QPainter painter(&field);
      painter.setRenderHint(QPainter::Antialiasing);
      draw_hatch(painter, hatch, Qt::black, 1, field.rect(), QPointF(tile.width() / 4.0, tile.width() / 4.0));
      painter.end();
      const QImage middle = field.copy(tile.width(), tile.width(), tile.width(), tile.width());
      QVERIFY2(
          fixture::difference(middle.convertToFormat(QImage::Format_RGB32), tile.convertToFormat(QImage::Format_RGB32), 60).pixels == 0,
          hatch.name.data());
    }
  }

  void a_line_moved_aside_keeps_its_distance() {
    const std::vector<QPointF> line{{0, 0}, {100, 0}, {100, 100}};
    const auto right = offset_line(line, 10, false);
    QCOMPARE(right.size(), line.size());
    QCOMPARE(right[0], QPointF(0, 10));
    QCOMPARE(right[1], QPointF(90, 10));
    QCOMPARE(right[2], QPointF(90, 100));
  }

  void dashes_know_how_far_the_line_has_come() {
    const auto pack = fixture::pack_of("l", {{fixture::line({{0, 0}, {100, 0}, {200, 0}, {300, 0}}), "", 0}});
    const Projection projection{fixture::k_middle, 1};
    const auto runs = runs_of(*pack, 0, 0, projection, QRectF(210, -5, 20, 10));
    QCOMPARE(runs.size(), std::size_t{1});
    QVERIFY(std::abs(runs.front().start - (runs.front().points.front().x())) < 0.01);
  }

  void every_named_icon_has_a_shape() {
    for (const char* name : {"pin", "dot", "square", "diamond", "triangle", "pentagon", "hexagon", "star", "cross", "tick", "arrow"})
      QVERIFY(!icon_shape(name).isEmpty());
    QVERIFY(icon_shape("nothing").isEmpty());
  }
};

QTEST_MAIN(TestDrawing)
#include "test_drawing.moc"
