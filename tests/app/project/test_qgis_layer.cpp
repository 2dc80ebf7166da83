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
#include "geo/mercator.h"
#include "project/document.h"
#include "project/file_preview.h"
#include "project/service_layer.h"
#include "scene/map_renderer.h"

using namespace skizze;
using namespace skizze::project;

namespace {

/// What the canvas shows where no layer is.
QColor ground() {
  scene::MapSnapshot empty;
  StyleCache styles;
  empty.palette = styles.palette(Theme::light);
  return scene::render_map(empty, {{}, 3, 64, 64, 1}).pixelColor(32, 32);
}

/// A view of the town at a zoom, with its corner on a whole pixel of that zoom: the canvas lays tiles on whole pixels.
scene::Camera camera_at(const geo::Box& town, double zoom, double right, double up, double dpr) {
  scene::Camera camera{town.center(), zoom, 800, 600, dpr};
  const double m = geo::mercator_m_per_px(zoom) / dpr;
  camera.center.x += right * (town.max_x - town.min_x);
  camera.center.y += up * (town.max_y - town.min_y);
  const auto snap = [m](double value) { return std::round((value + geo::k_mercator_half_m) / m) * m - geo::k_mercator_half_m; };
  camera.center = {snap(camera.center.x), snap(camera.center.y)};
  return camera;
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
    const auto camera = camera_at(document.extent(), 14, 0, 0, 1);
    scene::render_map(document.map_snapshot(Theme::light), camera);
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), 60000);
    const QImage image = render_settled(document.map_snapshot(Theme::light), camera, {}, true);
    QVERIFY(image.pixelColor(400, 300) != ground());
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
    const auto camera = camera_at((*project)->info().bounds, zoom, right, up, dpr);
    scene::MapSnapshot snapshot;
    StyleCache styles;
    snapshot.palette = styles.palette(Theme::light);
    scene::MapLayer drawn;
    drawn.id = "town";
    drawn.foreign = std::make_shared<qgis::QgisTiles>(*project, web.drawn, static_cast<int>(dpr), labels);
    snapshot.layers.push_back(drawn);
    QImage ours = render_settled(snapshot, camera, {}, true);
    ours.setDevicePixelRatio(1);
    const QImage theirs = m_town.picture(camera.bounds(), ours.width(), ours.height(), 96 * dpr, ground(), labels);
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
