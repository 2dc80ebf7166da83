// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Draws a solar area over the roofs of a town of 100,000 buildings in the real window and prints how long it takes from the movement of the
/// mouse until the sum of the roofs under it is painted beside the pointer.
///   bench_area [--json] [--project TOWN.gpkg] [--buildings N] [--moves N]
/// A movement counts as painted when the map has been painted after an answer to it, or to a later one, has arrived.
#include <QApplication>
#include <QMouseEvent>

#include <cmath>
#include <numbers>

#include "canvas/canvas.h"
#include "live_town.h"
#include "report.h"
#include "shell/action_table.h"
#include "solar/solar_desk.h"
#include "widgets/theme.h"

using namespace skizze;
using namespace skizze::bench;

namespace {

constexpr double k_zoom = 15.4;
constexpr double k_lost_ms = 10000;

/// Counts answers, and which was the last when the map was painted.
class Watcher : public QApplication {
 public:
  using QApplication::QApplication;
  void watch(const QWidget* map) { m_map = map; }
  bool notify(QObject* receiver, QEvent* event) override {
    const bool taken = QApplication::notify(receiver, event);
    if (event->type() == QEvent::Paint && receiver == m_map) painted = answered;
    return taken;
  }
  int answered = 0, painted = 0;

 private:
  const QWidget* m_map = nullptr;
};

void send(ui::Canvas& canvas, QEvent::Type type, QPointF at, Qt::MouseButton button = Qt::NoButton) {
  QMouseEvent event(type, at, canvas.mapToGlobal(at), button, button, Qt::NoModifier);
  QCoreApplication::sendEvent(&canvas, &event);
}

void click(ui::Canvas& canvas, QPointF at) {
  send(canvas, QEvent::MouseMove, at);
  send(canvas, QEvent::MouseButtonPress, at, Qt::LeftButton);
  send(canvas, QEvent::MouseButtonRelease, at, Qt::LeftButton);
  QTest::qWait(50);
}

/// One movement after the other; empty when an answer never came.
std::vector<double> draw(Watcher& watcher, ui::Canvas& canvas, QPointF around, int moves) {
  std::vector<double> wall_ms;
  for (int i = 0; i < moves; ++i) {
    const double turn = 2 * std::numbers::pi * i / 90;
    const int before = watcher.answered;
    const double begin = Clock::wall_ms();
    send(canvas, QEvent::MouseMove, around + QPointF(90 * std::cos(turn), 60 * std::sin(turn)));
    while (watcher.painted <= before) {
      if (Clock::wall_ms() - begin > k_lost_ms) return {};
      QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    wall_ms.push_back(Clock::wall_ms() - begin);
  }
  return wall_ms;
}

}  // namespace

int main(int argc, char** argv) {
  Watcher application(argc, argv);
  QCommandLineParser parser;
  const QCommandLineOption project("project", "", "FILE");
  const QCommandLineOption buildings("buildings", "", "N", "100000");
  const QCommandLineOption moves("moves", "", "N", "300");
  const QCommandLineOption json("json");
  parser.addOptions({project, buildings, moves, json});
  parser.process(application);
  Report report(parser.isSet(json));
  const QTemporaryDir folder;
  ui::Look::instance().set_reduced_motion(true);
  ui::Settings settings;
  settings.reduced_motion = true;
  ui::MainWindow window(settings);
  window.set_remember(false);
  window.resize(k_window);
  window.show();
  if (!open_town(window, town(parser, folder))) return std::fprintf(stderr, "the town could not be opened\n"), 1;
  window.workspace().set_mode(ui::Mode::plan);
  auto& desk = *window.workspace().findChild<ui::SolarDesk*>();
  window.actions_table().run(QStringLiteral("solar.compute"));
  if (!QTest::qWaitFor([&] { return desk.study() != nullptr; }, k_wait_ms)) return std::fprintf(stderr, "the roofs were not computed\n"), 1;
  auto& canvas = window.canvas();
  canvas.set_camera(window.document().extent().center(), k_zoom, false);
  canvas.wait_until_drawn(k_wait_ms);
  QObject::connect(&desk, &ui::SolarDesk::sketch_changed, &window, [&application] { ++application.answered; });
  application.watch(&canvas);
  window.actions_table().run(QStringLiteral("plan.solar_area"));
  const QPointF middle(canvas.width() / 2.0, canvas.height() / 2.0);
  for (const QPointF corner : {QPointF(-420, -300), QPointF(400, -320), QPointF(440, 250)}) click(canvas, middle + corner);
  const QPointF last = middle + QPointF(-380, 260);
  if (draw(application, canvas, last, 20).empty()) return std::fprintf(stderr, "no sum came\n"), 1;
  const auto wall_ms = draw(application, canvas, last, parser.value(moves).toInt());
  if (wall_ms.empty()) return std::fprintf(stderr, "no sum came\n"), 1;
  report.heading("An area drawn over " + std::to_string(desk.study()->report.units.size()) + " sides of roofs; " + hardware());
  const std::string note = desk.note().section(QLatin1Char('\n'), -1).toStdString();
  report.add({"draw an area over roofs, event to painted sum, median", share_of(wall_ms, 0.5), "ms", 16.7, note});
  report.add({"draw an area over roofs, event to painted sum, 99 %", share_of(wall_ms, 0.99), "ms", {}, note});
  return 0;
}
