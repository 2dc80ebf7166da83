// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Drags a vertex of a bike lane through the real window over a town and prints how long frames took.
///   bench_drag [--project TOWN.gpkg] [--buildings N] [--frames N] [--zoom Z]
/// A frame is one pointer move with all it causes on the UI thread: the tool, waiting results, and painting the whole canvas at 1920 x
/// 1080.
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QMouseEvent>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "canvas/canvas.h"
#include "pan_script.h"
#include "project/document.h"
#include "report.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"
#include "town_map.h"
#include "widgets/theme.h"

using namespace skizze;

namespace {

constexpr QSize k_canvas(1920, 1080);
constexpr int k_wait_ms = 300000;

bool make_town(const QString& folder, const QString& buildings) {
  std::fprintf(stderr, "making a town of %s buildings ...\n", qPrintable(buildings));
  return QProcess::execute(QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze"),
                           {QStringLiteral("sample"), folder, QStringLiteral("--buildings"), buildings}) == 0;
}

bool open_town(ui::MainWindow& window, const QString& project) {
  window.flow().open(project);
  if (!QTest::qWaitFor([&] { return window.document().is_open(); }, k_wait_ms)) return false;
  return QTest::qWaitFor(
      [&] {
        const auto& layers = window.document().layers();
        return std::none_of(layers.begin(), layers.end(), [](const auto& layer) { return layer.state == project::LayerState::loading; });
      },
      k_wait_ms);
}

void fit_canvas(ui::MainWindow& window) {
  window.resize(k_canvas);
  QTest::qWait(50);
  window.resize(k_canvas + (k_canvas - window.canvas().size()));
  QTest::qWait(200);
}

/// A lane of some vertices across the middle of the town.
base::Uuid add_lane(ui::MainWindow& window) {
  const auto center = window.document().to_project(window.canvas().camera().center);
  std::vector<geo::Point2> points;
  for (int i = -10; i <= 10; ++i) points.push_back({center.x + i * 20.0, center.y + 15 * std::sin(i * 0.7)});
  sketch::Measure lane;
  lane.geometry = geo::make_line(points);
  lane.lane.width_m = 2.25;
  return window.document().add_measure(lane);
}

QPointF screen_of(ui::MainWindow& window, geo::Point2 project) {
  const auto p = window.canvas().camera().to_screen(window.document().to_mercator(project));
  return {p.x, p.y};
}

void send(ui::Canvas& canvas, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) {
  QMouseEvent event(type, at, canvas.mapToGlobal(at), button, buttons, Qt::NoModifier);
  QCoreApplication::sendEvent(&canvas, &event);
}

struct Drag {
  bench::Frames frames;
  double commit_ms = 0;  ///< from the release to the last square with the new shape
};

Drag drag(ui::MainWindow& window, const base::Uuid& lane, int frames) {
  ui::Canvas& canvas = window.canvas();
  const auto points = window.document().measure(lane)->geometry.parts.front().points;
  const QPointF start = screen_of(window, points[points.size() / 2].xy());
  send(canvas, QEvent::MouseMove, start, Qt::NoButton, Qt::NoButton);
  send(canvas, QEvent::MouseButtonPress, start, Qt::LeftButton, Qt::LeftButton);
  Drag done;
  QPointF at = start;
  for (int i = 0; i < frames; ++i) {
    const double turn = 2 * std::numbers::pi * i / 120;
    at = start + QPointF(150 * std::sin(turn), 100 * (1 - std::cos(turn)));
    const double wall = bench::Clock::wall_ms();
    const double cpu = bench::Clock::thread_ms();
    send(canvas, QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
    QCoreApplication::processEvents();
    canvas.repaint();
    done.frames.wall_ms.push_back(bench::Clock::wall_ms() - wall);
    done.frames.thread_ms.push_back(bench::Clock::thread_ms() - cpu);
  }
  const double wall = bench::Clock::wall_ms();
  send(canvas, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
  while (!canvas.held().empty() && bench::Clock::wall_ms() - wall < k_wait_ms)
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  done.commit_ms = bench::Clock::wall_ms() - wall;
  return done;
}

void pan_and_zoom(bench::Report& report, const std::filesystem::path& keep) {
  constexpr std::size_t k_city1m = 1'000'000;  // 1.375 million features
  const bench::TownFiles towns(keep);
  towns.ensure(k_city1m);
  const scene::MapSnapshot map = bench::open_map(towns.files(k_city1m));
  ui::Canvas canvas;
  canvas.resize(k_canvas);
  canvas.show();
  canvas.set_snapshot(map);
  canvas.set_camera(map.bounds().center(), 14, false);
  canvas.wait_until_drawn(k_wait_ms);
  report.heading("Ten seconds of panning and zooming, the canvas of the window");
  bench::report_frames(report, "pan and zoom, 1.375 M features, canvas",
                       bench::play_script(canvas.camera(), [&](const scene::Camera& camera) {
                         canvas.set_camera(camera.center, camera.zoom, false);
                         canvas.repaint();
                       }));
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QCommandLineParser parser;
  const QCommandLineOption project("project", "", "FILE");
  const QCommandLineOption buildings("buildings", "", "N", "100000");
  const QCommandLineOption frames("frames", "", "N", "600");
  const QCommandLineOption zoom("zoom", "", "Z", "15.5");
  const QCommandLineOption json("json");
  const QCommandLineOption keep("keep", "", "DIR", QDir::tempPath() + QStringLiteral("/stadtskizze-bench"));
  parser.addOptions({project, buildings, frames, zoom, json, keep});
  parser.process(application);
  bench::Report report(parser.isSet(json));
  ui::Look::instance().set_reduced_motion(true);
  pan_and_zoom(report, parser.value(keep).toStdString());
  QTemporaryDir folder;
  QString town = parser.value(project);
  if (town.isEmpty()) {
    if (!make_town(folder.path(), parser.value(buildings))) return 1;
    town = folder.filePath(QStringLiteral("town.gpkg"));
  }
  ui::Settings settings;
  settings.reduced_motion = true;
  ui::MainWindow window(settings);
  window.set_remember(false);
  window.show();
  if (!open_town(window, town)) {
    std::fprintf(stderr, "%s could not be opened\n", qPrintable(town));
    return 1;
  }
  fit_canvas(window);
  window.workspace().set_mode(ui::Mode::plan);
  window.canvas().set_camera(window.document().extent().center(), parser.value(zoom).toDouble(), false);
  window.canvas().wait_until_drawn(k_wait_ms);
  const auto lane = add_lane(window);
  window.document().wait_settled(k_wait_ms);
  window.workspace().select(ui::Selection::of_measure(lane));
  fit_canvas(window);
  window.canvas().wait_until_drawn(k_wait_ms);
  std::uint64_t rows = 0;
  for (const auto& layer : window.document().layers()) rows += layer.feature_count();
  report.heading("A vertex of a lane over " + std::to_string(rows) + " rows, the whole window");
  const Drag done = drag(window, lane, parser.value(frames).toInt());
  const auto& ms = done.frames.wall_ms;
  report.add({"drag one vertex, input to pixel, p50", bench::share_of(ms, 0.5), "ms", 16.7,
              "processor " + bench::text("%.2f ms", bench::share_of(done.frames.thread_ms, 0.5))});
  report.add({"drag one vertex, input to pixel, p99", bench::share_of(ms, 0.99), "ms", 16.7,
              "processor " + bench::text("%.2f ms", bench::share_of(done.frames.thread_ms, 0.99))});
  report.add({"drag one vertex, commit to all tiles", done.commit_ms, "ms", 50, ""});
  const auto moved = window.document().measure(lane);
  window.document().wait_settled(k_wait_ms);
  return moved != nullptr && window.document().can_undo() ? 0 : 1;
}
