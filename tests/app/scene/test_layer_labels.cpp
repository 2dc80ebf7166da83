// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Labels of somebody else (tiles/view_labels.h): a maker that answers when the test wants it to.
#include <QBuffer>
#include <QTest>

#include <mutex>
#include <vector>

#include "app/scene/scene_fixture.h"
#include "scene/label_sheet.h"
#include "scene/map_renderer.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

std::string png_of(const QImage& image) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  image.save(&buffer, "PNG");
  return bytes.toStdString();
}

/// Letters, as it were: a red bar of 40 x 10 css px whose middle lies on the fixture's middle, at the size of the view.
std::string bar(const tiles::LabelView& view, const QColor& color = Qt::red) {
  QImage image(view.width_px, view.height_px, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  const double px_per_m = view.width_px / view.box.width();
  const QPointF at((fixture::k_middle.x - view.box.min_x) * px_per_m, (view.box.max_y - fixture::k_middle.y) * px_per_m);
  const QRectF place(at - QPointF(20, 5) * view.ratio, QSizeF(40, 10) * view.ratio);
  QPainter(&image).fillRect(QRect(place.topLeft().toPoint(), place.bottomRight().toPoint() - QPoint(1, 1)), color);
  return png_of(image);
}

struct Asked {
  tiles::LabelView view;
  std::function<void(base::Status)> done;  // empty once it was answered or taken back
  bool taken_back = false;
};

class Maker final : public tiles::ViewLabels {
 public:
  std::shared_ptr<const std::string> find(const tiles::LabelView& view) override {
    const std::lock_guard lock(m_mutex);
    for (const auto& [made, bytes] : m_made)
      if (made == view) return bytes;
    return nullptr;
  }

  std::shared_ptr<tiles::LabelWish> wish(const tiles::LabelView& view, std::function<void(base::Status)> done) override {
    asked.push_back(std::make_shared<Asked>(Asked{view, std::move(done), false}));
    class Wish final : public tiles::LabelWish {
     public:
      explicit Wish(std::shared_ptr<Asked> of) : m_of(std::move(of)) {}
      ~Wish() override {
        m_of->taken_back = m_of->done != nullptr;
        m_of->done = nullptr;
      }

     private:
      std::shared_ptr<Asked> m_of;
    };
    return std::make_shared<Wish>(asked.back());
  }

  void make(const tiles::LabelView& view, const std::string& bytes) {
    const std::lock_guard lock(m_mutex);
    m_made.emplace_back(view, std::make_shared<const std::string>(bytes));
  }
  void answer() {
    make(asked.back()->view, bar(asked.back()->view));
    std::exchange(asked.back()->done, nullptr)({});
  }
  void fail() { std::exchange(asked.back()->done, nullptr)(base::fail(base::ErrorCode::crashed, "qgis.helper_died")); }

  std::vector<std::shared_ptr<Asked>> asked;

 private:
  std::mutex m_mutex;  // guards the list
  std::vector<std::pair<tiles::LabelView, std::shared_ptr<const std::string>>> m_made;
};

class Plain final : public tiles::ForeignTiles {
 public:
  explicit Plain(bool has_labels = true) : ForeignTiles(everywhere()), m_has_labels(has_labels) {}
  tiles::ViewLabels* view_labels() override { return m_has_labels ? &maker : nullptr; }
  Maker maker;

 private:
  static tiles::ForeignInfo everywhere() {
    tiles::ForeignInfo info;
    info.pictures = true;
    info.bounds = {-geo::k_mercator_half_m, -geo::k_mercator_half_m, geo::k_mercator_half_m, geo::k_mercator_half_m};
    return info;
  }
  Answer fetch(geo::TileId) override { return {}; }
  bool m_has_labels;
};

struct Map {
  explicit Map(bool has_labels = true) : tiles(std::make_shared<Plain>(has_labels)) {
    MapLayer layer;
    layer.id = "foreign";
    layer.foreign = tiles;
    snapshot.layers = {layer};
  }
  /// The right half of the bar lies under it.
  void add_cover(double opacity = 1) {
    snapshot.layers.push_back(fixture::layer("cover", fixture::pack_of("cover", {{fixture::box_area(0, -500, 500, 1000), "", 0}}),
                                             R"([{"id":"a","type":"fill","paint":{"fill-color":"#0000ff","fill-antialias":false}}])"));
    snapshot.layers.back().opacity = opacity;
  }
  std::shared_ptr<Plain> tiles;
  Maker& maker = tiles->maker;
  MapSnapshot snapshot;
};

QImage painted(MapRenderer& renderer, const Camera& camera) {
  QImage image(static_cast<int>(camera.width_px * camera.dpr), static_cast<int>(camera.height_px * camera.dpr), QImage::Format_RGB32);
  image.setDevicePixelRatio(camera.dpr);
  QPainter painter(&image);
  renderer.paint(painter, camera);
  return image;
}

QRect red_part(const QImage& image) {
  QRect part;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (QColor(image.pixel(x, y)) == QColor(Qt::red)) part |= QRect(x, y, 1, 1);
  return part;
}

}  // namespace

class TestLayerLabels : public QObject {
  Q_OBJECT

 private:
  /// Rests there until the labels are shown.
  static void rest(MapRenderer& renderer, Map& map, const Camera& camera) {
    const auto before = map.maker.asked.size();
    renderer.set_camera(camera);
    QTRY_COMPARE(map.maker.asked.size(), before + 1);
    map.maker.answer();
    QVERIFY(renderer.wait_idle());
  }

 private Q_SLOTS:
  void labels_are_made_for_just_the_view_that_rests_data() {
    QTest::addColumn<double>("zoom");
    QTest::addColumn<double>("dpr");
    QTest::newRow("whole zoom") << 16.0 << 1.0;
    QTest::newRow("between zooms") << 16.37 << 1.0;
    QTest::newRow("fine screen") << 15.8 << 2.0;
    QTest::newRow("finer than one, coarser than two") << 16.0 << 1.5;
  }
  void labels_are_made_for_just_the_view_that_rests() {
    QFETCH(double, zoom);
    QFETCH(double, dpr);
    Map map;
    MapRenderer renderer;
    renderer.set_snapshot(map.snapshot);
    const Camera camera = fixture::camera(zoom, 300, 200, dpr);
    rest(renderer, map, camera);
    const auto& view = map.maker.asked.back()->view;
    QCOMPARE(view.width_px, static_cast<int>(300 * dpr));
    QCOMPARE(view.height_px, static_cast<int>(200 * dpr));
    QCOMPARE(view.ratio, dpr);
    QVERIFY(std::abs(view.box.width() - camera.bounds().width()) < camera.m_per_px() * 1e-6);
    // The same pixels as they were made: not scaled, not blurred.
    const QImage shown = painted(renderer, camera);
    QCOMPARE(red_part(shown).size(), QSize(static_cast<int>(40 * dpr), static_cast<int>(10 * dpr)));
    QVERIFY((red_part(shown).center() - QPoint(shown.width(), shown.height()) / 2).manhattanLength() <= 3);
    QCOMPARE(shown, render_map(map.snapshot, camera));
  }

  void the_newest_wish_wins() {
    Map map;
    MapRenderer renderer;
    renderer.set_snapshot(map.snapshot);
    renderer.set_camera(fixture::camera(16, 300, 200));
    QTRY_COMPARE(map.maker.asked.size(), std::size_t{1});
    const Camera second = fixture::camera(16, 300, 200).panned(10, 0);
    renderer.set_camera(second);
    QTRY_COMPARE(map.maker.asked.size(), std::size_t{2});
    QVERIFY(map.maker.asked[0]->taken_back);
    QCOMPARE(red_part(painted(renderer, second)), QRect());
    map.maker.answer();
    QVERIFY(renderer.wait_idle());
    QCOMPARE(red_part(painted(renderer, second)).size(), QSize(40, 10));
    QCOMPARE(map.maker.asked.size(), std::size_t{2});
  }

  void until_then_the_labels_before_move_with_the_map() {
    Map map;
    MapRenderer renderer;
    renderer.set_snapshot(map.snapshot);
    const Camera camera = fixture::camera(16, 300, 200);
    rest(renderer, map, camera);
    const QRect before = red_part(painted(renderer, camera));
    renderer.set_camera(camera.panned(50, -20));
    QCOMPARE(red_part(painted(renderer, camera.panned(50, -20))), before.translated(50, -20));
    Camera nearer = camera;
    nearer.zoom += 1;
    const QRect larger = red_part(painted(renderer, nearer));
    QVERIFY(std::abs(larger.width() - 80) <= 4 && std::abs(larger.height() - 20) <= 4);
    nearer.zoom += 2;
    QCOMPARE(red_part(painted(renderer, nearer)), QRect());  // eight times: nobody reads that
    map.maker.asked.clear();
    renderer.set_camera(camera);
    QVERIFY(renderer.wait_idle());
    QCOMPARE(map.maker.asked.size(), std::size_t{0});  // back again nothing has to be made
  }

  void a_long_way_does_not_wait_for_the_end_of_the_movement() {
    Map map;
    RendererOptions options;
    options.rest_ms = 60000;
    MapRenderer renderer(nullptr, options);
    renderer.set_snapshot(map.snapshot);
    const Camera camera = fixture::camera(16, 300, 200);
    renderer.set_camera(camera);
    for (int i = 1; i <= 5; ++i) renderer.set_camera(camera.panned(i * 10.0, 0));
    QTRY_COMPARE(map.maker.asked.size(), std::size_t{1});
    renderer.set_camera(camera.panned(200, 0));
    QCoreApplication::processEvents();
    QCOMPARE(map.maker.asked.size(), std::size_t{1});  // one after the other
    map.maker.answer();
    QTRY_VERIFY(red_part(painted(renderer, camera)) != QRect());
    renderer.set_camera(camera.panned(201, 0));
    QTRY_COMPARE(map.maker.asked.size(), std::size_t{2});
  }

  void a_layer_above_covers_the_labels_data() {
    QTest::addColumn<double>("opacity");
    QTest::newRow("opaque") << 1.0;
    QTest::newRow("half transparent") << 0.5;
  }
  void a_layer_above_covers_the_labels() {
    QFETCH(double, opacity);
    Map map;
    map.add_cover(opacity);
    MapRenderer renderer;
    renderer.set_snapshot(map.snapshot);
    const Camera camera = fixture::camera(16, 300, 200);
    rest(renderer, map, camera);
    const QImage shown = painted(renderer, camera);
    const QImage once = render_map(map.snapshot, camera);
    QVERIFY(fixture::difference(shown, once, 2).pixels == 0);
    const QRect left = red_part(shown);
    QVERIFY(std::abs(left.width() - 20) <= 1);
    const QColor under = shown.pixelColor(left.right() + 8, left.center().y());
    QVERIFY(opacity == 1 ? under == QColor(Qt::blue) : std::abs(under.red() - 128) <= 2 && std::abs(under.blue() - 128) <= 2);
    // Hidden, it covers nothing any more, and nobody has to make labels anew.
    map.snapshot.layers.back().visible = false;
    renderer.set_snapshot(map.snapshot);
    QVERIFY(renderer.wait_idle());
    QCOMPARE(red_part(painted(renderer, camera)).size(), QSize(40, 10));
    QCOMPARE(map.maker.asked.size(), std::size_t{1});
  }

  void labels_have_the_opacity_of_their_layer_and_go_with_it() {
    Map map;
    map.snapshot.layers[0].opacity = 0.5;
    MapRenderer renderer;
    renderer.set_snapshot(map.snapshot);
    const Camera camera = fixture::camera(16, 300, 200);
    rest(renderer, map, camera);
    const QColor ground = painted(renderer, camera).pixelColor(5, 5);
    const QColor bar_color = painted(renderer, camera).pixelColor(150, 100);
    QVERIFY(std::abs(bar_color.green() - ground.green() / 2) <= 2);
    map.snapshot.layers[0].visible = false;
    renderer.set_snapshot(map.snapshot);
    QCOMPARE(painted(renderer, camera).pixelColor(150, 100), ground);
  }

  void a_wish_that_failed_is_made_again_when_the_region_is_announced() {
    Map map;
    MapRenderer renderer;
    renderer.set_snapshot(map.snapshot);
    const Camera camera = fixture::camera(16, 300, 200);
    renderer.set_camera(camera);
    QTRY_COMPARE(map.maker.asked.size(), std::size_t{1});
    map.maker.fail();
    QVERIFY(renderer.wait_idle());
    QCOMPARE(map.maker.asked.size(), std::size_t{1});  // not by itself
    renderer.set_snapshot(map.snapshot, camera.bounds());
    QTRY_COMPARE(map.maker.asked.size(), std::size_t{2});
    map.maker.answer();
    QVERIFY(renderer.wait_idle());
    QCOMPARE(red_part(painted(renderer, camera)).size(), QSize(40, 10));
  }

  void a_map_without_such_labels_asks_for_nothing() {
    Map map(false);
    MapRenderer renderer;
    renderer.set_snapshot(map.snapshot);
    renderer.set_camera(fixture::camera(16, 300, 200));
    QVERIFY(renderer.wait_idle());
    QCOMPARE(map.maker.asked.size(), std::size_t{0});
  }

  void a_renderer_that_goes_takes_its_wish_back() {
    Map map;
    {
      MapRenderer renderer;
      renderer.set_snapshot(map.snapshot);
      renderer.set_camera(fixture::camera(16, 300, 200));
      QTRY_COMPARE(map.maker.asked.size(), std::size_t{1});
    }
    QVERIFY(map.maker.asked[0]->taken_back);
  }

  void a_picture_larger_than_its_maker_can_is_made_coarser() {
    const auto view = label_view({{16, 4}, 0, 0, 16384, 4096});
    QCOMPARE(view.width_px, 8192);
    QCOMPARE(view.height_px, 2048);
    QCOMPARE(view.ratio, 2.0);
  }

  void vectors_have_the_labels_as_a_fine_picture() {
    Map map;
    const Camera camera = fixture::camera(16, 300, 200);
    const auto view = label_view(paper_pixels(camera));
    map.maker.make(view, bar(view));
    QImage page(900, 600, QImage::Format_RGB32);
    QPainter painter(&page);
    QVERIFY(paint_map(painter, 3, map.snapshot, camera));
    painter.end();
    const QRect found = red_part(page);
    QVERIFY(std::abs(found.width() - 120) <= 2 && std::abs(found.height() - 30) <= 2);
    QVERIFY((found.center() - QPoint(450, 300)).manhattanLength() <= 4);
  }
};

QTEST_MAIN(TestLayerLabels)
#include "test_layer_labels.moc"
