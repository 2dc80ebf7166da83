// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Ten seconds of a person looking round a town, sixty frames a second: pans of up to 1,000 px a second, zooms in and out.
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QThread>

#include <cmath>
#include <functional>
#include <vector>

#include "report.h"
#include "scene/map_view.h"

namespace skizze::bench {

/// Where the camera is `second` seconds into the script that starts at `from`.
inline scene::Camera script_camera(const scene::Camera& from, double second) {
  struct Leg {
    double until, dx, dy, zoom;  // css px and zoom levels per second
  };
  constexpr Leg legs[] = {{2, -800, 0, 0}, {3, 0, 0, 1.5},      {5, -600, -500, 0}, {6, 0, 0, -2},
                          {7, 0, 0, 0},    {8.5, 1000, 400, 0}, {9.25, 0, 0, -1},   {10, 300, 0, 0.8}};
  scene::Camera camera = from;
  double start = 0;
  for (const Leg& leg : legs) {
    const double part = std::min(second, leg.until) - start;
    if (part <= 0) break;
    camera = camera.panned(leg.dx * part, leg.dy * part);
    camera.zoom += leg.zoom * part;
    start = leg.until;
  }
  return camera;
}

struct Frames {
  std::vector<double> wall_ms;
  std::vector<double> thread_ms;
};

/// Plays the script in real time. One frame is all the UI thread does for it: `frame(camera)` moves and paints; waiting results are taken
/// in before, and count. Between frames the thread waits for events, as a window does.
inline Frames play_script(const scene::Camera& from, const std::function<void(const scene::Camera&)>& frame, double seconds = 10) {
  constexpr double k_frame_ms = 1000.0 / 60;
  Frames frames;
  const double start = Clock::wall_ms();
  for (int i = 0; i < static_cast<int>(seconds * 60); ++i) {
    while (Clock::wall_ms() < start + i * k_frame_ms) QThread::usleep(200);
    const double wall = Clock::wall_ms();
    const double cpu = Clock::thread_ms();
    QCoreApplication::processEvents();
    frame(script_camera(from, i / 60.0));
    frames.wall_ms.push_back(Clock::wall_ms() - wall);
    frames.thread_ms.push_back(Clock::thread_ms() - cpu);
  }
  return frames;
}

/// p50, p95 and max as rows of a report.
inline void report_frames(Report& report, const std::string& what, const Frames& frames) {
  const auto note = [&](double share) { return "processor " + text("%.2f ms", share_of(frames.thread_ms, share)); };
  report.add({what + ", frame p50", share_of(frames.wall_ms, 0.5), "ms", 4, note(0.5)});
  report.add({what + ", frame p95", share_of(frames.wall_ms, 0.95), "ms", 8, note(0.95)});
  report.add({what + ", frame max", share_of(frames.wall_ms, 1), "ms", 16.7, note(1)});
}

}  // namespace skizze::bench
