// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "scene/map_renderer.h"

#include "app/scene/scene_fixture.h"

using namespace skizze;
using namespace skizze::scene;

class TestMapRenderer : public QObject {
  Q_OBJECT

 private:
  static void keep(const QImage& image, const char* name) {
    if (const QByteArray folder = qgetenv("STADTSKIZZE_KEEP_PICTURES"); !folder.isEmpty()) {
      image.save(QString::fromLocal8Bit(folder) + QLatin1Char('/') + QLatin1String(name) + QStringLiteral(".png"));
    }
  }

 private Q_SLOTS:
  void without_a_camera_it_is_idle_and_paints_the_ground() {
    MapRenderer renderer;
    QVERIFY(renderer.idle());
    QImage image(20, 20, QImage::Format_RGB32);
    QPainter painter(&image);
    renderer.paint(painter, fixture::camera(16, 20, 20));
    painter.end();
    QCOMPARE(image.pixel(10, 10), QColor::fromRgbF(0.957F, 0.949F, 0.925F).rgb());
  }

  void the_canvas_shows_what_the_one_shot_picture_shows_data() {
    QTest::addColumn<double>("zoom");
    QTest::addColumn<double>("dpr");
    QTest::newRow("whole zoom") << 16.0 << 1.0;
    QTest::newRow("between zooms") << 16.6 << 1.0;
    QTest::newRow("fine screen") << 15.2 << 2.0;
  }
  void the_canvas_shows_what_the_one_shot_picture_shows() {
    QFETCH(double, zoom);
    QFETCH(double, dpr);
    const MapSnapshot town = fixture::town();
    const Camera camera = fixture::camera(zoom, 700, 500, dpr);
    MapRenderer renderer;
    renderer.set_snapshot(town);
    renderer.set_camera(camera);
    QVERIFY(renderer.wait_idle());
    renderer.set_labels_visible(false);
    const QImage canvas = renderer.grab();
    const QImage once = render_map(town, camera, {}, false);
    QCOMPARE(canvas.size(), once.size());
    QVERIFY(fixture::difference(canvas, once, 40).pixels <= 20);
    keep(render_map(town, camera), qPrintable(QStringLiteral("town-%1-%2").arg(zoom).arg(dpr)));
  }

  void updates_come_in_batches_and_idle_comes_once() {
    MapRenderer renderer;
    QSignalSpy updated(&renderer, &MapRenderer::updated);
    QSignalSpy idle(&renderer, &MapRenderer::became_idle);
    renderer.set_snapshot(fixture::town());
    renderer.set_camera(fixture::camera(16));
    QVERIFY(renderer.wait_idle());
    QVERIFY(updated.count() >= 1);
    QVERIFY(updated.count() <= static_cast<int>(renderer.counters().squares_drawn + renderer.counters().label_passes + 2));
    QVERIFY(idle.count() >= 1);
  }

  void an_edit_redraws_only_the_squares_it_touches() {
    MapRenderer renderer;
    MapSnapshot town = fixture::town();
    renderer.set_snapshot(town);
    renderer.set_camera(fixture::camera(16, 1500, 1000));
    QVERIFY(renderer.wait_idle());
    QTest::qWait(100);
    QVERIFY(renderer.wait_idle());
    const auto before = renderer.counters().squares_drawn;
    auto rows = fixture::houses();
    rows.front().geometry = fixture::box_area(-590, -590, 20, 20);
    town.layers[1].pack = fixture::pack_of("houses", rows);
    geo::Box touched = rows.front().geometry.bounds();
    renderer.set_snapshot(town, touched);
    QVERIFY(renderer.wait_idle());
    const auto redrawn = renderer.counters().squares_drawn - before;
    QVERIFY2(redrawn >= 1 && redrawn <= 8, qPrintable(QString::number(redrawn)));
  }

  void a_box_is_current_when_its_squares_show_the_new_snapshot() {
    MapRenderer renderer;
    MapSnapshot town = fixture::town();
    renderer.set_snapshot(town);
    renderer.set_camera(fixture::camera(16, 1500, 1000));
    QVERIFY(renderer.wait_idle());
    auto rows = fixture::houses();
    rows.front().geometry = fixture::box_area(-590, -590, 20, 20);
    town.layers[1].pack = fixture::pack_of("houses", rows);
    const geo::Box touched = rows.front().geometry.bounds();
    const geo::Point2 far{fixture::k_middle.x + 590, fixture::k_middle.y + 590};
    renderer.set_snapshot(town, touched);
    QVERIFY(!renderer.is_current(touched));
    QVERIFY(renderer.is_current({far.x, far.y, far.x + 1, far.y + 1}));
    QVERIFY(renderer.wait_idle());
    QVERIFY(renderer.is_current(touched));
  }

  void labels_that_come_softly_are_there_when_it_is_idle() {
    MapRenderer soft;
    soft.set_fade_ms(100);
    MapRenderer hard;
    for (MapRenderer* renderer : {&soft, &hard}) {
      renderer->set_snapshot(fixture::town());
      renderer->set_camera(fixture::camera(16, 600, 400));
      QVERIFY(renderer->wait_idle());
    }
    // One may show a square drawn as a whole where the other still shows a part: the same but for rounding.
    QCOMPARE(fixture::difference(soft.grab(), hard.grab(), 6).pixels, 0);
  }

  void a_dirty_square_stays_on_screen_until_the_new_one_is_there() {
    MapRenderer renderer;
    MapSnapshot snapshot;
    snapshot.layers = {
        fixture::layer("a", fixture::pack_of("a", {{fixture::box_area(-500, -500, 1000, 1000), "", 0}}), fixture::k_red_style)};
    renderer.set_snapshot(snapshot);
    renderer.set_camera(fixture::camera(16, 200, 200));
    QVERIFY(renderer.wait_idle());
    snapshot.layers.front().style = fixture::sheet(fixture::k_blue_style);
    renderer.set_snapshot(snapshot);
    QVERIFY(!renderer.idle());
    QImage image(200, 200, QImage::Format_RGB32);
    QPainter painter(&image);
    QVERIFY(!renderer.paint(painter));
    painter.end();
    QCOMPARE(image.pixel(100, 100), qRgb(255, 0, 0));
    QVERIFY(renderer.wait_idle());
    QCOMPARE(renderer.grab().pixel(100, 100), qRgb(0x33, 0x66, 0x99));
  }

  void while_zooming_scaled_squares_stand_in() {
    MapRenderer renderer;
    MapSnapshot snapshot;
    snapshot.layers = {
        fixture::layer("a", fixture::pack_of("a", {{fixture::box_area(-5000, -5000, 10000, 10000), "", 0}}), fixture::k_red_style)};
    renderer.set_snapshot(snapshot);
    renderer.set_camera(fixture::camera(14, 300, 200));
    QVERIFY(renderer.wait_idle());
    renderer.set_camera(fixture::camera(15.3, 300, 200));
    QImage image(300, 200, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    QVERIFY(!renderer.paint(painter));
    painter.end();
    for (int y = 0; y < 200; ++y) {
      for (int x = 0; x < 300; ++x) QCOMPARE(image.pixel(x, y), qRgb(255, 0, 0));
    }
    QVERIFY(renderer.wait_idle());
  }

  void a_pan_does_not_keep_the_view_from_getting_sharp() {
    MapRenderer renderer;
    renderer.set_labels_visible(false);
    renderer.set_snapshot(fixture::town());
    Camera camera = fixture::camera(16, 300, 200);
    renderer.set_camera(camera);
    QVERIFY(renderer.wait_idle());
    camera.zoom = 16.4;
    renderer.set_camera(camera);
    QVERIFY(!renderer.idle());
    bool sharp = false;
    for (int step = 0; step < 2000 && !sharp; ++step) {
      camera = camera.panned(step % 2 == 0 ? 1 : -1, 0);
      renderer.set_camera(camera);
      QTest::qWait(5);  // never long enough to rest
      sharp = renderer.idle();
    }
    QVERIFY(sharp);
  }

  void hiding_rows_redraws_only_their_place() {
    MapRenderer renderer;
    MapSnapshot town = fixture::town();
    renderer.set_snapshot(town);
    renderer.set_camera(fixture::camera(16, 1500, 1000));
    QVERIFY(renderer.wait_idle());
    QTest::qWait(100);
    QVERIFY(renderer.wait_idle());
    const auto before = renderer.counters().squares_drawn;
    town.layers[1].hidden_rows = {5};
    renderer.set_snapshot(town);
    QVERIFY(renderer.wait_idle());
    QVERIFY(renderer.counters().squares_drawn - before <= 4);
  }

  void the_cache_keeps_its_limit() {
    RendererOptions options;
    options.raster_bytes = 8U << 20;
    MapRenderer renderer(nullptr, options);
    renderer.set_snapshot(fixture::town());
    for (const double zoom : {14.0, 15.0, 16.0, 17.0}) {
      renderer.set_camera(fixture::camera(zoom, 600, 400));
      QVERIFY(renderer.wait_idle());
      QVERIFY(renderer.counters().raster_bytes <= (8U << 20));
    }
  }

  void it_dies_in_the_middle_of_work() {
    for (int i = 0; i < 10; ++i) {
      auto renderer = std::make_unique<MapRenderer>();
      renderer->set_snapshot(fixture::town());
      renderer->set_camera(fixture::camera(15 + i * 0.1, 1200, 800));
      QTest::qWait(i);
      renderer.reset();
    }
  }

  void a_page_is_drawn_as_vectors_with_text() {
    const QImage image = render_map(fixture::town(), fixture::camera(16, 600, 400));
    QImage page(1200, 800, QImage::Format_RGB32);
    QPainter painter(&page);
    QVERIFY(paint_map(painter, 2, fixture::town(), fixture::camera(16, 600, 400)));
    painter.end();
    keep(page, "page");
    const QImage small = page.scaled(600, 400, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QVERIFY(fixture::difference(small, image, 90).pixels < 600 * 400 / 20);
  }
};

QTEST_MAIN(TestMapRenderer)
#include "test_map_renderer.moc"
