// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// bench_scene [--buildings N] [--only buildings|trees|streets]: milliseconds to draw a square, to compose a frame, to place labels and to
/// ask what lies under the pointer, on a dense town with the city style's shapes. Times are processor time of the calling thread: other
/// work on the machine does not count.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <functional>

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include "scene/hit_test.h"
#include "scene/labels.h"
#include "scene/map_renderer.h"
#include "scene/square.h"
#include "town.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

const char* const k_buildings = R"([
  {"id":"ground","type":"background","paint":{"background-color":"#f6f4ef"}},
  {"id":"house","type":"fill","paint":{"fill-color":["match",["get","kind"],"school","#e6d9c0","office","#dcd6dd","#e2dbd0"],"fill-outline-color":"#b9ad99"}}])";
const char* const k_trees =
    R"([{"id":"tree","type":"circle","paint":{"circle-color":"#88b07e","circle-radius":["interpolate",["linear"],["zoom"],12,1,16,4]}}])";
const char* const k_streets = R"([
  {"id":"casing","type":"line","layout":{"line-cap":"round","line-join":"round"},"paint":{"line-color":"#c9c2b4","line-width":["interpolate",["exponential",1.5],["zoom"],12,1,17,12]}},
  {"id":"street","type":"line","layout":{"line-cap":"round","line-join":"round"},"paint":{"line-color":"#ffffff","line-width":["interpolate",["exponential",1.5],["zoom"],12,0.6,17,10]}},
  {"id":"name","type":"symbol","layout":{"symbol-placement":"line","text-field":["get","name"],"text-size":12},"paint":{"text-color":"#444444","text-halo-color":"#ffffff","text-halo-width":1.5}}])";

double thread_ms() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

/// Median of several runs.
double ms_of(int runs, const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const double start = thread_ms();
    work();
    times.push_back(thread_ms() - start);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

MapSnapshot town(std::size_t buildings) {
  MapSnapshot snapshot;
  for (const bench::TownLayer& made : bench::TownMaker(buildings).make()) {
    MapLayer layer;
    layer.id = made.name;
    layer.pack = bench::pack_of(made);
    const char* json = made.name == "buildings" ? k_buildings : made.name == "trees" ? k_trees : k_streets;
    layer.style = style::parse(json).value();
    snapshot.layers.push_back(std::move(layer));
  }
  return snapshot;
}

void bench_zoom(const MapSnapshot& snapshot, double zoom) {
  const auto map = bind(snapshot);
  const PixelGrid grid{zoom, 1};
  const QPointF middle = grid.at(snapshot.bounds().center());
  const SquareId id{grid, static_cast<std::int64_t>(middle.x() / 512), static_cast<std::int64_t>(middle.y() / 512)};
  const double cold = ms_of(5, [&] {
    DrawSources sources;
    draw_square(*map, id, sources, {});
  });
  DrawSources sources;
  draw_square(*map, id, sources, {});
  const double warm = ms_of(9, [&] { draw_square(*map, id, sources, {}); });
  const Camera camera{snapshot.bounds().center(), zoom, 1920, 1080, 1};
  LabelEngine engine;
  const double first_labels = ms_of(1, [&] { engine.place(map, camera); });
  const double more_labels = ms_of(5, [&] { engine.place(map, camera.panned(1, 0)); });
  const double hit = ms_of(9, [&] { hit_test(snapshot, camera, {960, 540}); });
  std::printf("| %4.1f | %8.2f | %8.2f | %8.2f | %8.2f | %8.3f |\n", zoom, cold, warm, first_labels, more_labels, hit);
}

void bench_compose(const MapSnapshot& snapshot) {
  MapRenderer renderer;
  renderer.set_snapshot(snapshot);
  const Camera camera{snapshot.bounds().center(), 15, 1920, 1080, 1};
  renderer.set_camera(camera);
  renderer.wait_idle(120000);
  QImage screen(1920, 1080, QImage::Format_RGB32);
  const auto frame = [&](const Camera& view) {
    QPainter painter(&screen);
    renderer.paint(painter, view);
  };
  std::printf("compose 1920 x 1080 at rest      %6.2f ms\n", ms_of(31, [&] { frame(camera); }));
  std::printf("compose 1920 x 1080 while panning %5.2f ms\n", ms_of(31, [&] { frame(camera.panned(37, 21)); }));
  Camera zooming = camera;
  zooming.zoom = 15.3;
  std::printf("compose 1920 x 1080 scaled       %6.2f ms\n", ms_of(31, [&] { frame(zooming); }));
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication app(argc, argv);
  std::size_t buildings = 100'000;
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::strcmp(argv[i], "--buildings") == 0) buildings = std::strtoull(argv[i + 1], nullptr, 10);
  }
  MapSnapshot snapshot = town(buildings);
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::strcmp(argv[i], "--only") != 0) continue;
    std::erase_if(snapshot.layers, [&](const MapLayer& layer) { return layer.id != argv[i + 1]; });
  }
  std::printf("%zu buildings, a quarter as many trees, an eighth as many streets; processor ms, medians\n", buildings);
  std::printf("| zoom | square cold | square warm | labels first | labels after 1 px | hit test |\n|--:|--:|--:|--:|--:|--:|\n");
  for (const double zoom : {11.0, 12.0, 13.0, 14.0, 15.0, 16.0}) bench_zoom(snapshot, zoom);
  bench_compose(snapshot);
  return 0;
}
