// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Drags a vertex of a bike lane of 2 km through a town of 100,000 buildings in the real window and prints how long it takes from the
/// movement of the mouse until its findings are painted: on the map, at the pointer and in the list.
///   bench_live [--json] [--project TOWN.gpkg] [--buildings N] [--moves N]
/// A movement counts as painted when the window has been painted after an answer to it, or to a later one, has arrived (LaneWatch numbers
/// its questions); an answer to an earlier one does not count. Twice: one movement after the other, where processor time (of all threads)
/// belongs to one movement; and 60 movements a second, as a hand makes them. Then the check of the network with 200,000 edges on release:
/// bench_bike.
#include <QApplication>
#include <QCommandLineParser>
#include <QListWidget>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cmath>
#include <cstdio>
#include <numbers>

#include "bike/follow.h"
#include "canvas/canvas.h"
#include "geo/geometry.h"
#include "live_town.h"
#include "planning/findings_list.h"
#include "planning/lane_watch.h"
#include "project/document.h"
#include "report.h"
#include "shell/main_window.h"
#include "widgets/theme.h"

using namespace skizze;
using namespace skizze::bench;

namespace {

constexpr double k_lane_m = 2000;
constexpr double k_lost_ms = 10000;

/// Tells when the map and the list have been painted, and with the answer to which question.
class Watcher : public QApplication {
 public:
  using QApplication::QApplication;
  void watch(const ui::LaneWatch* lane, const QWidget* map, const QWidget* list) {
    m_lane = lane;
    m_map = map;
    m_list = list;
  }
  bool notify(QObject* receiver, QEvent* event) override {
    const bool taken = QApplication::notify(receiver, event);
    if (event->type() == QEvent::Paint && m_lane != nullptr) {
      if (receiver == m_map) map_painted = m_lane->answered();
      if (receiver == m_list) list_painted = m_lane->answered();
    }
    return taken;
  }
  quint64 map_painted = 0, list_painted = 0;

 private:
  const ui::LaneWatch* m_lane = nullptr;
  const QWidget* m_map = nullptr;
  const QWidget* m_list = nullptr;
};

/// 2 km along the streets of the middle of the town, a vertex where they have one.
geo::Geometry lane_of(const bike::City& city, geo::Point2 center) {
  for (const double away : {950.0, 800.0, 650.0}) {
    for (double turn = 0; turn < std::numbers::pi; turn += 0.2) {
      const geo::Point2 step{away * std::cos(turn), away * std::sin(turn)};
      auto points = bike::follow_streets(*city.graph(), {center.x - step.x, center.y - step.y}, {center.x + step.x, center.y + step.y});
      double sum = 0;
      for (std::size_t i = 1; i < points.size(); ++i) {
        const double length = std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
        if (sum + length >= k_lane_m) {
          const double part = (k_lane_m - sum) / length;
          points[i] = {points[i - 1].x + part * (points[i].x - points[i - 1].x), points[i - 1].y + part * (points[i].y - points[i - 1].y)};
          points.resize(i + 1);
          return geo::make_line(points);
        }
        sum += length;
      }
    }
  }
  return {};
}

struct Latency {
  std::vector<double> wall_ms, processor_ms, thread_ms, map_ms;
  int merged = 0;  ///< movements that a later one's answer served
};

class Drag {
 public:
  Drag(Watcher& watcher, ui::MainWindow& window, ui::LaneWatch& lane, QListWidget& list, base::Uuid id)
      : m_watcher(watcher), m_canvas(window.canvas()), m_lane(lane), m_list(list) {
    const auto& points = window.document().measure(id)->geometry.parts.front().points;
    const auto p = m_canvas.camera().to_screen(window.document().to_mercator(points[points.size() / 2].xy()));
    m_start = {p.x, p.y};
    send(QEvent::MouseMove, m_start, Qt::NoButton, Qt::NoButton);
    send(QEvent::MouseButtonPress, m_start, Qt::LeftButton, Qt::LeftButton);
    // The list paints itself only where a word changed; here always, so that its painting counts. The map paints itself only where
    // something looks other than before; where an answer changes nothing a pixel tells that the frame of this answer is through.
    QObject::connect(&lane, &ui::LaneWatch::changed, &list, [this] {
      m_list.viewport()->update();
      m_canvas.update(QRegion(0, 0, 1, 1));
    });
  }
  ~Drag() { send(QEvent::MouseButtonRelease, m_start, Qt::LeftButton, Qt::NoButton); }

  /// per_second 0: the next movement when this one is painted.
  Latency run(int moves, double per_second) {
    Latency result;
    struct Open {
      quint64 question;
      double wall, processor, thread;
      bool map = false;
    };
    std::vector<Open> open;
    QTimer wake;
    wake.setTimerType(Qt::PreciseTimer);
    wake.setSingleShot(true);
    const double begin = bench::Clock::wall_ms();
    int sent = 0;
    quint64 last = m_lane.asked();
    while (sent < moves || !open.empty()) {
      if (!open.empty() && bench::Clock::wall_ms() - open.front().wall > k_lost_ms) {
        std::fprintf(stderr, "movement %d is not painted: asked %llu, answered %llu, map %llu, list %llu\n", sent,
                     static_cast<unsigned long long>(m_lane.asked()), static_cast<unsigned long long>(m_lane.answered()),
                     static_cast<unsigned long long>(m_watcher.map_painted), static_cast<unsigned long long>(m_watcher.list_painted));
        return {};
      }
      const bool due = per_second > 0 ? bench::Clock::wall_ms() >= begin + sent * 1000 / per_second : open.empty();
      if (sent < moves && due) {
        const double turn = 2 * std::numbers::pi * ++m_count / 90;
        const Open next{0, bench::Clock::wall_ms(), bench::Clock::process_ms(), bench::Clock::thread_ms()};
        send(QEvent::MouseMove, m_start + QPointF(60 * std::sin(turn), 45 * (1 - std::cos(turn))), Qt::NoButton, Qt::LeftButton);
        ++sent;
        if (m_lane.asked() == last) continue;  // the vertex stayed where it was: caught by the same street
        last = m_lane.asked();
        open.push_back(next);
        open.back().question = last;
      }
      // Sleeps until something comes, as the program does: a loop that asks and asks would count as the window's work.
      wake.start(per_second > 0 && sent < moves
                     ? std::max(0, static_cast<int>(std::ceil(begin + sent * 1000 / per_second - bench::Clock::wall_ms())))
                     : static_cast<int>(k_lost_ms));
      QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
      int painted = 0;
      for (auto& one : open) {
        if (!one.map && m_watcher.map_painted >= one.question) {
          one.map = true;
          result.map_ms.push_back(bench::Clock::wall_ms() - one.wall);
        }
        if (!one.map || m_watcher.list_painted < one.question) break;
        result.wall_ms.push_back(bench::Clock::wall_ms() - one.wall);
        result.processor_ms.push_back(bench::Clock::process_ms() - one.processor);
        result.thread_ms.push_back(bench::Clock::thread_ms() - one.thread);
        ++painted;
      }
      open.erase(open.begin(), open.begin() + painted);
      result.merged += std::max(painted - 1, 0);
    }
    return result;
  }

 private:
  void send(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) {
    QMouseEvent event(type, at, m_canvas.mapToGlobal(at), button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_canvas, &event);
  }

  Watcher& m_watcher;
  ui::Canvas& m_canvas;
  ui::LaneWatch& m_lane;
  QListWidget& m_list;
  QPointF m_start;
  int m_count = 0;
};

void tell(bench::Report& report, const std::string& how, const Latency& latency, bool processor) {
  const auto row = [&](const char* what, double share, std::optional<double> limit) {
    std::string note = "on the map " + bench::text("%.1f ms", bench::share_of(latency.map_ms, share));
    if (processor)
      note += ", processor " + bench::text("%.1f ms", bench::share_of(latency.processor_ms, share)) + ", of it the window's thread " +
              bench::text("%.1f ms", bench::share_of(latency.thread_ms, share));
    report.add({"drag a vertex of 2 km, event to painted findings, " + how + ", " + what, bench::share_of(latency.wall_ms, share), "ms",
                limit, note});
  };
  row("median", 0.5, 16);
  row("99 %", 0.99, 50);
  row("longest", 1, {});
  if (latency.merged > 0)
    report.add({"movements that a later one's findings served, " + how,
                static_cast<double>(latency.merged),
                "of " + std::to_string(latency.wall_ms.size()),
                {},
                ""});
}

}  // namespace

int main(int argc, char** argv) {
  Watcher application(argc, argv);
  QCommandLineParser parser;
  const QCommandLineOption project("project", "", "FILE");
  const QCommandLineOption buildings("buildings", "", "N", "100000");
  const QCommandLineOption moves("moves", "", "N", "400");
  const QCommandLineOption json("json");
  parser.addOptions({project, buildings, moves, json});
  parser.process(application);
  bench::Report report(parser.isSet(json));
  ui::Look::instance().set_reduced_motion(true);
  const QTemporaryDir folder;
  ui::Settings settings;
  settings.reduced_motion = true;
  ui::MainWindow window(settings);
  window.set_remember(false);
  window.resize(k_window);
  window.show();
  if (!open_town(window, town(parser, folder))) {
    std::fprintf(stderr, "the town could not be opened\n");
    return 1;
  }
  window.workspace().set_mode(ui::Mode::plan);
  auto* lane = window.workspace().findChild<ui::LaneWatch*>();
  if (lane == nullptr || !QTest::qWaitFor([&] { return lane->desk().city() != nullptr && lane->desk().city()->graph(); }, k_wait_ms)) {
    std::fprintf(stderr, "the layers were not read\n");
    return 1;
  }
  const auto& city = *lane->desk().city();
  sketch::Measure measure;
  measure.geometry = lane_of(city, window.document().to_project(window.document().extent().center()));
  measure.lane.width_m = 2.0;
  measure.lane.side = sketch::Side::both;
  if (measure.geometry.empty()) {
    std::fprintf(stderr, "no streets of 2 km in the middle of the town\n");
    return 1;
  }
  const auto id = window.document().add_measure(measure);
  window.document().wait_settled(k_wait_ms);
  window.workspace().select(ui::Selection::of_measure(id));
  const auto& points = measure.geometry.parts.front().points;
  window.canvas().set_camera(window.document().to_mercator(points[points.size() / 2].xy()), 16, false);
  window.canvas().wait_until_drawn(k_wait_ms);
  auto* findings = window.findChild<ui::FindingsList*>();
  auto* list = findings != nullptr ? findings->findChild<QListWidget*>() : nullptr;
  if (list == nullptr || !QTest::qWaitFor([&] { return lane->result() != nullptr && lane->answered() == lane->asked(); }, k_wait_ms)) {
    std::fprintf(stderr, "no findings\n");
    return 1;
  }
  QTest::qWait(500);
  std::uint64_t rows = 0;
  for (const auto& layer : window.document().layers()) rows += layer.feature_count();
  report.heading("A vertex of a lane of " + bench::text("%.0f m", geo::planar_length(measure.geometry)) + ", " +
                 std::to_string(points.size()) + " vertices, " + std::to_string(lane->findings().size()) + " findings, in a town of " +
                 std::to_string(rows) + " rows and " + std::to_string(city.graph()->edges().size()) + " edges; " + hardware());
  application.watch(lane, &window.canvas(), list->viewport());
  {
    Drag drag(application, window, *lane, *list, id);
    drag.run(20, 0);  // the first ones read what stands around
    const auto single = drag.run(parser.value(moves).toInt(), 0);
    const auto steady = drag.run(parser.value(moves).toInt(), 60);
    if (single.wall_ms.empty() || steady.wall_ms.empty()) {
      std::fprintf(stderr, "nothing was dragged\n");
      return 1;
    }
    tell(report, "one after the other", single, true);
    tell(report, "60 a second", steady, false);
  }
  window.document().wait_settled(k_wait_ms);
  return 0;
}
