// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Drags a vertex of a bike lane through the real window over a town and prints how long frames took.
///   bench_drag [--project TOWN.gpkg] [--buildings N] [--frames N] [--zoom Z]
/// A frame is one pointer move with all it causes on the UI thread: the tool, waiting results, and painting the whole canvas at 1920 x 1080.
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "canvas/canvas.h"
#include "project/document.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"

using namespace skizze;

namespace {

constexpr QSize k_canvas(1920, 1080);
constexpr int k_wait_ms = 300000;

bool make_town(const QString& folder, const QString& buildings) {
  std::printf("making a town of %s buildings ...\n", qPrintable(buildings));
  return QProcess::execute(QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze"), {QStringLiteral("sample"), folder, QStringLiteral("--buildings"), buildings}) == 0;
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

double share(const std::vector<double>& sorted, double part) {
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

void print_row(const char* what, std::vector<double> ms) {
  std::sort(ms.begin(), ms.end());
  const auto slow = std::count_if(ms.begin(), ms.end(), [](double m) { return m >= 33; });
  std::printf("| %-28s | %5zu | %7.2f | %7.2f | %7.2f | %7.2f | %6.2f %% |\n", what, ms.size(), share(ms, 0.5), share(ms, 0.95), share(ms, 0.99),
              ms.back(), 100.0 * static_cast<double>(slow) / static_cast<double>(ms.size()));
}

std::vector<double> drag(ui::MainWindow& window, const base::Uuid& lane, int frames) {
  ui::Canvas& canvas = window.canvas();
  const auto points = window.document().measure(lane)->geometry.parts.front().points;
  const QPointF start = screen_of(window, points[points.size() / 2].xy());
  send(canvas, QEvent::MouseMove, start, Qt::NoButton, Qt::NoButton);
  send(canvas, QEvent::MouseButtonPress, start, Qt::LeftButton, Qt::LeftButton);
  std::vector<double> ms;
  QPointF at = start;
  for (int i = 0; i < frames; ++i) {
    const double turn = 2 * std::numbers::pi * i / 120;
    at = start + QPointF(150 * std::sin(turn), 100 * (1 - std::cos(turn)));
    QElapsedTimer clock;
    clock.start();
    send(canvas, QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
    QCoreApplication::processEvents();
    canvas.repaint();
    ms.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
  }
  send(canvas, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
  return ms;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QCommandLineParser parser;
  const QCommandLineOption project("project", "", "FILE");
  const QCommandLineOption buildings("buildings", "", "N", "100000");
  const QCommandLineOption frames("frames", "", "N", "600");
  const QCommandLineOption zoom("zoom", "", "Z", "15.5");
  parser.addOptions({project, buildings, frames, zoom});
  parser.process(application);
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
  std::printf("%s: %llu rows, canvas %d x %d, zoom %s\n\n", qPrintable(town), static_cast<unsigned long long>(rows), window.canvas().width(),
              window.canvas().height(), qPrintable(parser.value(zoom)));
  std::printf("| what                         |     n |  p50 ms |  p95 ms |  p99 ms |  max ms |  >= 33 ms |\n|---|--:|--:|--:|--:|--:|--:|\n");
  window.canvas().frame_log().clear();
  print_row("drag a vertex, whole frame", drag(window, lane, parser.value(frames).toInt()));
  print_row("of that, painting", window.canvas().frame_log().milliseconds());
  const auto moved = window.document().measure(lane);
  window.document().wait_settled(k_wait_ms);
  std::printf("\nthe vertex was %s\n", moved != nullptr && window.document().can_undo() ? "moved and the step can be undone" : "NOT moved");
  return 0;
}
