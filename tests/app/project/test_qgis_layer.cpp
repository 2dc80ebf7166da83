// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A QGIS project as a layer of a document, drawn by our canvas, beside QGIS's own picture of it (qgis_project_maker).
#include "project/qgis_layer.h"

#include <signal.h>

#include <atomic>
#include <cmath>

#include <QImage>
#include <QSignalSpy>
#include <QTest>

#include "app/qgis/qgis_town.h"
#include "app/qgis/ssim.h"
#include "app/qgis/town_views.h"
#include "geo/mercator.h"
#include "project/document.h"
#include "project/file_preview.h"
#include "project/service_layer.h"
#include "scene/label_sheet.h"
#include "scene/map_renderer.h"

using namespace skizze;
using namespace skizze::project;

namespace {

scene::MapSnapshot map_of(std::shared_ptr<qgis::QgisTiles> tiles) {
  scene::MapSnapshot snapshot;
  StyleCache styles;
  snapshot.palette = styles.palette(Theme::light);
  scene::MapLayer drawn;
  drawn.id = "town";
  drawn.foreign = std::move(tiles);
  snapshot.layers.push_back(drawn);
  return snapshot;
}

}  // namespace

class TestQgisLayer : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    QVERIFY(m_town.make());
  }

  void six_views_look_as_qgis_draws_them_data() { views(); }
  void six_views_look_as_qgis_draws_them() {
    const double found = similarity(false);
    QVERIFY2(found >= 0.98, qPrintable(QString::number(found)));
  }

  /// Where QGIS puts a label depends on what else is in view: labels are placed for the view as a whole.
  void six_views_have_the_labels_of_qgis_data() { views(); }
  void six_views_have_the_labels_of_qgis() {
    const double found = similarity(true);
    QVERIFY2(found >= 0.98, qPrintable(QString::number(found)));
  }

  /// Around a view whose middle is the corner of four tiles, and of four blocks of them.
  void labels_lie_whole_across_the_borders_of_tiles() {
    const Web web = make_web(m_town.folder.filePath("borders").toStdString());
    const auto project = qgis::QgisProject::open(m_town.file().toStdString(), {});
    QVERIFY(project);
    auto camera = test::camera_at((*project)->info().bounds, 15, 0, 0, 1);
    const auto middle = geo::tile_at(camera.center, 17);
    constexpr std::uint32_t k = qgis::QgisTiles::k_block;
    const auto corner = geo::tile_bounds({17, (middle.x + k / 2) / k * k, (middle.y + k / 2) / k * k});
    camera.center = {corner.min_x, corner.max_y};
    const QImage ours = render_settled(map_of(std::make_shared<qgis::QgisTiles>(*project, web.drawn)), camera, {}, true);
    const auto theirs = [&](bool labels) { return m_town.picture(camera.bounds(), 800, 600, 96, test::canvas_ground(), labels); };
    const QImage with = theirs(true);
    const QImage without = theirs(false);
    int crossing = 0;
    for (const QRect& strip : {QRect(0, 270, 800, 60), QRect(370, 0, 60, 600)}) {
      const QPoint along = strip.width() > strip.height() ? QPoint(1, 0) : QPoint(0, 1);
      const QPoint across(along.y(), along.x());
      for (QPoint at(along.x() ? 0 : 400, along.x() ? 300 : 0); strip.contains(at); at += along)
        crossing += with.pixel(at) != without.pixel(at) && with.pixel(at - across) != without.pixel(at - across) ? 1 : 0;
      const double found = test::structural_similarity(ours.copy(strip), with.copy(strip));
      QVERIFY2(found >= 0.98, qPrintable(QString::number(found)));
    }
    QVERIFY2(crossing > 10, qPrintable(QString::number(crossing)));
  }

  void labels_come_to_the_canvas_also_after_the_helper_was_killed() {
    const Web web = make_web(m_town.folder.filePath("killed").toStdString());
    const auto project = qgis::QgisProject::open(m_town.file().toStdString(), {});
    QVERIFY(project);
    const auto tiles = std::make_shared<qgis::QgisTiles>(*project, web.drawn);
    const auto map = map_of(tiles);
    scene::MapRenderer renderer;
    renderer.set_snapshot(map);
    tiles->set_listener([&](const geo::Box& box) {  // as the document does
      QMetaObject::invokeMethod(
          &renderer, [&renderer, box] { renderer.invalidate("town", box); }, Qt::QueuedConnection);
    });
    auto camera = test::camera_at((*project)->info().bounds, 15, 0, 0, 1);
    for (int kills = 0; kills < 5; ++kills) {
      camera = camera.panned(60, 0);
      renderer.set_camera(camera);
      QTRY_VERIFY_WITH_TIMEOUT(tiles->view_labels()->request_count() == static_cast<std::size_t>(kills) + 1, 30000);
      if (const auto id = (*project)->helper().process_id(); id > 0) ::kill(static_cast<pid_t>(id), SIGKILL);
      const auto view = scene::label_view(scene::pixels_of(camera));
      QTRY_VERIFY_WITH_TIMEOUT(tiles->view_labels()->find(view), 60000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!tiles->is_busy(), 60000);
    QVERIFY(renderer.wait_idle());
    QImage shown(800, 600, QImage::Format_RGB32);
    QPainter painter(&shown);
    renderer.paint(painter);
    painter.end();
    QVERIFY(test::structural_similarity(shown, render_settled(map, camera, {}, true)) > 0.999);
    tiles->set_listener(nullptr);
  }

  void labels_that_were_made_are_kept_on_disk() {
    const auto folder = m_town.folder.filePath("kept").toStdString();
    const auto project = qgis::QgisProject::open(m_town.file().toStdString(), {});
    QVERIFY(project);
    const auto camera = test::camera_at((*project)->info().bounds, 15, 0, 0, 2);
    const auto view = scene::label_view(scene::pixels_of(camera));
    QCOMPARE(view.width_px, 1600);
    QByteArray made;
    {
      qgis::QgisTiles tiles(*project, make_web(folder).drawn, 2);
      QVERIFY(!tiles.view_labels()->find(view));
      std::atomic<int> answered = 0;
      const auto wish = tiles.view_labels()->wish(view, [&](const base::Status& status) { answered = status ? 1 : 2; });
      QTRY_COMPARE_WITH_TIMEOUT(answered.load(), 1, 60000);
      made = QByteArray::fromStdString(*tiles.view_labels()->find(view));
      QCOMPARE(QImage::fromData(made).size(), QSize(1600, 1200));
    }
    (*project)->helper().run({QStringLiteral("version"), {}, 60, false}, {});  // after that the answer before was kept
    qgis::QgisTiles again(*project, make_web(folder).drawn, 2);
    const auto kept = again.view_labels()->find(view);
    QVERIFY(kept);
    QCOMPARE(QByteArray::fromStdString(*kept), made);
    QCOMPARE(again.view_labels()->request_count(), std::size_t{0});
  }

  void a_wish_that_is_taken_back_is_not_answered_and_the_next_one_is() {
    const Web web = make_web(m_town.folder.filePath("newest").toStdString());
    const auto project = qgis::QgisProject::open(m_town.file().toStdString(), {});
    QVERIFY(project);
    qgis::QgisTiles tiles(*project, web.drawn);
    const auto camera = test::camera_at((*project)->info().bounds, 15, 0, 0, 1);
    std::atomic<int> stale = 0;
    std::atomic<int> answered = 0;
    for (int i = 0; i < 20; ++i)
      (void)tiles.view_labels()->wish(scene::label_view(scene::pixels_of(camera.panned(i * 10, 0))), [&](const base::Status&) { ++stale; });
    const auto view = scene::label_view(scene::pixels_of(camera));
    const auto wish = tiles.view_labels()->wish(view, [&](const base::Status& status) { answered = status ? 1 : 2; });
    QTRY_COMPARE_WITH_TIMEOUT(answered.load(), 1, 60000);
    QCOMPARE(stale.load(), 0);
    QVERIFY(!tiles.problem());
  }

  void a_project_without_labels_has_none_to_ask_for() {
    const Web web = make_web(m_town.folder.filePath("bare").toStdString());
    const auto project = qgis::QgisProject::open(m_town.folder.filePath("bare.qgz").toStdString(), {});
    QVERIFY(project);
    QVERIFY(qgis::QgisTiles(*project, web.drawn).view_labels() == nullptr);
  }

  void a_dropped_project_becomes_a_layer_with_its_notices() {
    DocumentOptions options;
    options.cache_dir = m_town.folder.filePath("packs").toStdString();
    options.backups = false;
    Document document(options);
    QSignalSpy opened(&document, &Document::opened);
    document.create(m_town.folder.filePath("p.gpkg"), QStringLiteral("P"));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 20000);
    std::vector<FilePreview> files;
    connect(&document, &Document::previewed, this, [&](quint64, const std::vector<FilePreview>& found) { files = found; });
    const auto batch = document.prepare_files({m_town.file()});
    QTRY_COMPARE_WITH_TIMEOUT(files.size(), std::size_t{1}, 60000);
    QVERIFY(files[0].status);
    QCOMPARE(files[0].driver, std::string("QGIS"));
    QCOMPARE(files[0].layers.size(), std::size_t{1});
    const auto& notices = files[0].layers[0].notices;
    const auto told = [&](const char* id) {
      return std::any_of(notices.begin(), notices.end(), [&](const auto& n) { return n.message.id == id; });
    };
    QVERIFY(told("qgis.removed_macro"));
    QVERIFY(told("qgis.removed_action"));
    document.confirm_files(batch);
    QVERIFY(document.wait_settled());
    QTRY_COMPARE_WITH_TIMEOUT(document.layers().size(), std::size_t{1}, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(document.layers()[0].state, LayerState::ready, 60000);
    QCOMPARE(document.layers()[0].name, std::string("Probestadt"));
    QVERIFY(document.layers()[0].is_qgis());
    QCOMPARE(document.crs_epsg(), 25832);
    // a tile that was drawn is announced, so that the canvas asks for it again
    QSignalSpy changed(&document, &Document::region_changed);
    const auto camera = test::camera_at(document.extent(), 14, 0, 0, 1);
    scene::render_map(document.map_snapshot(Theme::light), camera);
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), 60000);
    const QImage image = render_settled(document.map_snapshot(Theme::light), camera, {}, true);
    QVERIFY(image.pixelColor(400, 300) != test::canvas_ground());
  }

  void after_a_failure_the_view_is_asked_for_again() {
    const Web web = make_web(m_town.folder.filePath("fresh").toStdString());
    const auto project = qgis::QgisProject::open(m_town.file().toStdString(), {});
    QVERIFY(project);
    qgis::QgisTiles tiles(*project, web.drawn);
    std::atomic<int> announced = 0;
    tiles.set_listener([&](const geo::Box&) { ++announced; });
    const auto id = geo::tile_at((*project)->info().bounds.center(), 14);
    qputenv("STADTSKIZZE_QGIS", "/nowhere");
    ::kill(static_cast<pid_t>((*project)->helper().process_id()), SIGKILL);
    QTRY_COMPARE((*project)->helper().process_id(), 0);
    QVERIFY(!tiles.covering(id));
    QTRY_VERIFY(tiles.problem());
    QCOMPARE(tiles.problem()->message.id, std::string("qgis.no_helper"));
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    QTRY_VERIFY_WITH_TIMEOUT(announced > 0, 20000);
    QVERIFY(!tiles.covering(id));  // on its way now
    QTRY_VERIFY_WITH_TIMEOUT(announced > 1, 60000);
    QVERIFY(tiles.covering(id));
    QVERIFY(!tiles.problem());
  }

  void a_project_that_is_no_project_is_told_and_others_go_on() {
    QFile file(m_town.folder.filePath("broken.qgz"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("PK\x03\x04 this is no archive") > 0);
    file.close();
    const Web web = make_web(m_town.folder.filePath("cache").toStdString());
    const auto broken = preview_of_tiles(file.fileName().toStdString(), web, {});
    QVERIFY(!broken.status);
    QCOMPARE(broken.status.error().message.id, std::string("qgis.archive_damaged"));
    QVERIFY(preview_of_tiles(m_town.file().toStdString(), web, {}).status);
  }

 private:
  static void views() {
    QTest::addColumn<double>("zoom");
    QTest::addColumn<double>("right");
    QTest::addColumn<double>("up");
    QTest::addColumn<double>("dpr");
    QTest::newRow("all of the town") << 13.0 << 0.0 << 0.0 << 1.0;
    QTest::newRow("a district") << 14.0 << -0.1 << 0.1 << 1.0;
    QTest::newRow("some blocks") << 15.0 << 0.2 << -0.2 << 1.0;
    QTest::newRow("a block") << 16.0 << -0.22 << 0.21 << 1.0;
    QTest::newRow("a street") << 17.0 << 0.05 << 0.02 << 1.0;
    QTest::newRow("some blocks on a fine screen") << 15.0 << -0.2 << 0.0 << 2.0;
  }

  /// Of our canvas and QGIS's own picture of the same view. SKIZZE_QGIS_PICTURES=FOLDER keeps both.
  double similarity(bool labels) const {
    QFETCH(double, zoom);
    QFETCH(double, right);
    QFETCH(double, up);
    QFETCH(double, dpr);
    Web web = make_web(m_town.folder.filePath("cache").toStdString());
    const auto project = qgis::QgisProject::open(m_town.file().toStdString(), {});
    if (!project) return 0;
    const auto camera = test::camera_at((*project)->info().bounds, zoom, right, up, dpr);
    const auto snapshot = map_of(std::make_shared<qgis::QgisTiles>(*project, web.drawn, static_cast<int>(dpr), labels));
    QImage ours = render_settled(snapshot, camera, {}, true);
    ours.setDevicePixelRatio(1);
    const QImage theirs = m_town.picture(camera.bounds(), ours.width(), ours.height(), 96 * dpr, test::canvas_ground(), labels);
    if (qEnvironmentVariableIsSet("SKIZZE_QGIS_PICTURES")) {
      const QString name = QStringLiteral("%1/%2%3 ")
                               .arg(qEnvironmentVariable("SKIZZE_QGIS_PICTURES"), QString::fromUtf8(QTest::currentDataTag()),
                                    labels ? QStringLiteral(" labels") : QString());
      ours.save(name + QStringLiteral("ours.png"));
      theirs.save(name + QStringLiteral("theirs.png"));
    }
    const double found = test::structural_similarity(ours, theirs);
    qInfo("structural similarity %.4f", found);
    return found;
  }

  test::QgisTown m_town;
};

QTEST_MAIN(TestQgisLayer)
#include "test_qgis_layer.moc"
