// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A QGIS project as a layer: how long the first tile takes when no helper runs, and frames of the canvas over tiles that are there.
///   bench_qgis [--json] [--starts N]
/// The project is the one of the tests (plugins/qgis/tests), made by QGIS.
#include <QApplication>
#include <QCommandLineParser>
#include <QTest>

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include "app/qgis/qgis_town.h"
#include "canvas/canvas.h"
#include "geo/mercator.h"
#include "pan_script.h"
#include "project/service_layer.h"
#include "qgis/qgis_tiles.h"
#include "report.h"
#include "scene/label_sheet.h"
#include "widgets/theme.h"

using namespace skizze;

namespace {

constexpr QSize k_canvas(1920, 1080);
constexpr double k_zoom = 15.5;
constexpr int k_wait_ms = 300000;

/// Processor time of a process and all below it, which live still.
double tree_ms(std::int64_t process) {
  const auto folder = "/proc/" + std::to_string(process);
  std::ifstream stat(folder + "/stat");
  std::string line;
  std::getline(stat, line);
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::vector<std::string> values{std::istream_iterator<std::string>(fields), {}};
  if (values.size() < 13) return 0;
  double ms = (std::stod(values[11]) + std::stod(values[12])) * 1e3 / static_cast<double>(sysconf(_SC_CLK_TCK));
  std::ifstream children(folder + "/task/" + std::to_string(process) + "/children");
  for (std::int64_t child = 0; children >> child;) ms += tree_ms(child);
  return ms;
}

struct First {
  double wall_ms = 0;
  double helper_ms = 0;  ///< processor time of the helper, with its start
};

/// Nothing runs, nothing is cached: a new process, the project read, a block of tiles drawn and packed.
std::optional<First> first_tile(const test::QgisTown& town, const QString& folder) {
  const auto web = project::make_web(town.folder.filePath(folder).toStdString());
  const double start = bench::Clock::wall_ms();
  const auto opened = qgis::QgisProject::open(town.file().toStdString(), {});
  if (!opened) return {};
  qgis::QgisTiles tiles(*opened, web.drawn);
  std::atomic<bool> came = false;
  tiles.set_listener([&](const geo::Box&) { came = true; });
  while (!tiles.covering(geo::tile_at((*opened)->info().bounds.center(), 15))) {
    if (!QTest::qWaitFor([&] { return came.load(); }, k_wait_ms)) return {};
  }
  return First{bench::Clock::wall_ms() - start, tree_ms((*opened)->helper().process_id())};
}

void first_tiles(bench::Report& report, const test::QgisTown& town, int starts) {
  std::vector<double> wall_ms;
  std::vector<double> helper_ms;
  for (int i = 0; i < starts; ++i) {
    const auto first = first_tile(town, QStringLiteral("cold%1").arg(i));
    if (!first) return;
    wall_ms.push_back(first->wall_ms);
    helper_ms.push_back(first->helper_ms);
  }
  const auto note = "processor " + bench::text("%.0f ms", bench::median(helper_ms));
  report.add({"first tile of a QGIS project, cold helper, median", bench::median(wall_ms), "ms", 1500, note});
  report.add({"first tile of a QGIS project, cold helper, max", bench::share_of(wall_ms, 1), "ms", 1500, ""});
}

/// From the wish to the picture, the helper being awake.
void labels_of_views(bench::Report& report, const test::QgisTown& town) {
  const auto web = project::make_web(town.folder.filePath("views").toStdString());
  const auto opened = qgis::QgisProject::open(town.file().toStdString(), {});
  if (!opened) return;
  qgis::QgisTiles tiles(*opened, web.drawn);
  std::vector<double> ms;
  for (int i = 0; i < 10; ++i) {
    scene::Camera camera{(*opened)->info().bounds.center(), k_zoom, k_canvas.width(), k_canvas.height(), 1};
    camera = camera.panned(i * 40, 0);
    std::atomic<bool> came = false;
    const double start = bench::Clock::wall_ms();
    const auto wish = tiles.view_labels()->wish(scene::label_view(scene::pixels_of(camera)), [&](const base::Status&) { came = true; });
    if (!QTest::qWaitFor([&] { return came.load(); }, k_wait_ms)) return;
    ms.push_back(bench::Clock::wall_ms() - start);
  }
  report.add({"labels of a view of 1920 x 1080, QGIS project, median", bench::median(ms), "ms", {}, ""});
}

scene::MapSnapshot map_of(const std::shared_ptr<qgis::QgisTiles>& tiles) {
  scene::MapLayer layer;
  layer.id = "town";
  layer.foreign = tiles;
  scene::MapSnapshot map;
  map.layers = {layer};
  return map;
}

/// Ten seconds of looking round; the second time all tiles are there. Labels are asked for on the way, as ever.
void pan_and_zoom(bench::Report& report, const test::QgisTown& town, bool labels) {
  const auto web = project::make_web(town.folder.filePath(labels ? "labels" : "bare").toStdString());
  const auto opened = qgis::QgisProject::open(town.file().toStdString(), {});
  if (!opened) return;
  const auto tiles = std::make_shared<qgis::QgisTiles>(*opened, web.drawn, 1, labels);
  ui::Canvas canvas;
  canvas.resize(k_canvas);
  canvas.show();
  canvas.set_snapshot(map_of(tiles));
  const scene::Camera from{(*opened)->info().bounds.center(), k_zoom, k_canvas.width(), k_canvas.height(), 1};
  for (double second = 0; second <= 10; second += 0.25)
    project::render_settled(canvas.snapshot(), bench::script_camera(from, second), {}, false);
  canvas.set_camera(from.center, from.zoom, false);
  canvas.wait_until_drawn(k_wait_ms);
  const auto before = tiles->request_count();
  const auto frames = bench::play_script(canvas.camera(), [&](const scene::Camera& camera) {
    canvas.set_camera(camera.center, camera.zoom, false);
    canvas.repaint();
  });
  bench::report_frames(report, labels ? "pan and zoom, QGIS project, canvas" : "pan and zoom, QGIS project, no labels, canvas", frames);
  if (!labels) return;
  report.add({"pan and zoom, QGIS project, pictures of labels",
              static_cast<double>(tiles->view_labels()->request_count()),
              "",
              {},
              std::to_string(tiles->request_count() - before) + " blocks of tiles were still missing"});
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QCommandLineParser parser;
  const QCommandLineOption json("json");
  const QCommandLineOption starts("starts", "", "N", "10");
  parser.addOptions({json, starts});
  parser.process(application);
  qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
  if (!test::QgisTown::available()) {
    std::fprintf(stderr, "%s\n", test::QgisTown::k_absent);
    return 77;
  }
  test::QgisTown made;
  if (!made.make()) return 1;
  ui::Look::instance().set_reduced_motion(true);
  bench::Report report(parser.isSet(json));
  report.heading("A QGIS project, drawn by QGIS");
  first_tiles(report, made, parser.value(starts).toInt());
  labels_of_views(report, made);
  pan_and_zoom(report, made, true);
  pan_and_zoom(report, made, false);
  return 0;
}
