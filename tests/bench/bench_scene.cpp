// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// bench_scene [--keep DIR] [--json] [--only views,open,script,labels,memory,scale,stages] [--most FEATURES] [--layer NAME]
/// What drawing costs on the bench town (town.h): cold views, opening, ten seconds of panning and zooming, labels, memory, and how all of
/// it grows from ten thousand to ten million features. Packs are kept in DIR. The canvas of the real window is measured by bench_canvas.
/// Zooms in the names of rows are those of 256 px tiles, as with the peers; the camera's own number is one less.
#include <sys/wait.h>

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QString>

#include <cstring>
#include <set>
#include <sstream>

#include "pan_script.h"
#include "report.h"
#include "scene/hit_test.h"
#include "scene/labels.h"
#include "scene/map_renderer.h"
#include "scene/square.h"
#include "town_map.h"

using namespace skizze;
using namespace skizze::scene;
namespace fs = std::filesystem;
using bench::Clock;

namespace {

constexpr std::size_t k_city100k = 100'000;
constexpr std::size_t k_city1m = 1'000'000;  // 1.375 million features
constexpr int k_patience_ms = 600'000;

Camera view_of(const MapSnapshot& map, double tile_zoom) { return {map.bounds().center(), tile_zoom - 1, 1920, 1080, 1}; }

std::string box_of(const Camera& camera) {
  const geo::Box b = camera.bounds();
  char text[120];
  std::snprintf(text, sizeof text, "EPSG:3857 %.0f %.0f %.0f %.0f", b.min_x, b.min_y, b.max_x, b.max_y);
  return text;
}

struct Options {
  fs::path keep = fs::temp_directory_path() / "stadtskizze-bench";
  bool json = false;
  std::set<std::string> only;
  double most = 1e7;
  std::string layer;     // draw this one alone
  std::size_t town = 0;  // only this town's figures, in this process
  bool wants(const char* what) const { return only.empty() ? std::strcmp(what, "stages") != 0 : only.contains(what); }
};

class Bench {
 public:
  Bench(Options options, std::string self)
      : m_options(std::move(options)), m_self(std::move(self)), m_towns(m_options.keep), m_report(m_options.json) {}

  int run() {
    if (m_options.town > 0) return figures_of_town();
    if (m_options.wants("views")) views();
    if (m_options.wants("open")) open_again();
    if (m_options.wants("script")) script();
    if (m_options.wants("labels")) labels();
    if (m_options.wants("memory")) in_own_process(3'636'363, "5 M features, open and idle");
    if (m_options.wants("scale")) scale();
    if (m_options.wants("stages")) stages();
    return 0;
  }

 private:
  MapSnapshot town(std::size_t buildings) {
    m_towns.ensure(buildings);
    MapSnapshot map = bench::open_map(m_towns.files(buildings));
    if (!m_options.layer.empty()) std::erase_if(map.layers, [&](const MapLayer& layer) { return layer.id != m_options.layer; });
    return map;
  }

  // --- views ----------------------------------------------------------------------------------------------------------------

  void view(const MapSnapshot& map, const std::string& what, double tile_zoom, std::optional<double> limit) {
    const Camera camera = view_of(map, tile_zoom);
    std::vector<double> wall;
    std::vector<double> cpu;
    for (int i = 0; i < 5; ++i) {
      RendererOptions options;
      options.labels = false;
      MapRenderer renderer(nullptr, options);
      renderer.set_snapshot(map);
      const double from = Clock::wall_ms();
      const double from_cpu = Clock::process_ms();
      renderer.set_camera(camera);
      renderer.wait_idle(k_patience_ms);
      wall.push_back(Clock::wall_ms() - from);
      cpu.push_back(Clock::process_ms() - from_cpu);
    }
    m_report.add({what, bench::median(wall), "ms", limit, "processor " + bench::text("%.0f ms, ", bench::median(cpu)) + box_of(camera)});
  }

  void views() {
    m_report.heading("1920 x 1080 view, nothing cached, no labels, to the last sharp square");
    const MapSnapshot small = town(k_city100k);
    view(small, "view cold, 100,000 buildings, z14", 14, 130);
    const MapSnapshot large = town(k_city1m);
    for (const double zoom : {10.0, 12.0}) view(large, "view cold, 1.375 M features, z" + bench::text("%.0f", zoom), zoom, 150);
    for (const double zoom : {11.0, 13.0, 14.0, 16.0}) view(large, "view cold, 1.375 M features, z" + bench::text("%.0f", zoom), zoom, {});
  }

  // --- opening --------------------------------------------------------------------------------------------------------------

  void open_again() {
    m_report.heading("Opening prepared layers, to the first complete picture with labels");
    m_towns.ensure(k_city1m);
    std::vector<double> opened;
    std::vector<double> whole;
    for (int i = 0; i < 5; ++i) {
      const double from = Clock::wall_ms();
      const MapSnapshot map = bench::open_map(m_towns.files(k_city1m));
      opened.push_back(Clock::wall_ms() - from);
      MapRenderer renderer;
      renderer.set_snapshot(map);
      renderer.set_camera(camera_for(map.bounds(), 1920, 1080));
      renderer.wait_idle(k_patience_ms);
      whole.push_back(Clock::wall_ms() - from);
    }
    m_report.add({"open 1.375 M features again, first complete picture", bench::median(whole) / 1000, "s", 0.3,
                  "of that opening " + bench::text("%.0f ms", bench::median(opened))});
  }

  // --- a person panning and zooming -------------------------------------------------------------------------------------------

  static bench::Frames frames_of(const MapSnapshot& map) {
    MapRenderer renderer;
    renderer.set_snapshot(map);
    Camera camera{map.bounds().center(), 14, 1920, 1080, 1};
    renderer.set_camera(camera);
    renderer.wait_idle(k_patience_ms);
    QImage screen(1920, 1080, QImage::Format_RGB32);
    return bench::play_script(camera, [&](const Camera& view) {
      renderer.set_camera(view);
      QPainter painter(&screen);
      renderer.paint(painter);
    });
  }

  void script() {
    m_report.heading("Ten seconds of panning and zooming, 1920 x 1080, squares and labels composed");
    bench::report_frames(m_report, "pan and zoom, 1.375 M features, renderer", frames_of(town(k_city1m)));
  }

  // --- labels -----------------------------------------------------------------------------------------------------------------

  /// 20,000 named points within one view.
  static MapSnapshot named_points(const Camera& camera) {
    feature::PackInfo info;
    info.name = "names";
    info.columns = {{"name", feature::ColumnType::text}};
    feature::PackBuilder builder(info);
    std::mt19937_64 random{7};
    const geo::Box box = camera.bounds();
    const auto unit = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
    for (std::int64_t i = 0; i < 20'000; ++i) {
      const std::vector<feature::Value> name{"Place " + std::to_string(i)};
      builder.add(i + 1, geo::make_point({box.min_x + unit() * box.width(), box.min_y + unit() * box.height()}), name);
    }
    MapLayer layer;
    layer.id = "names";
    layer.pack = feature::LayerPack::from_bytes(builder.finish()).value();
    layer.style = style::parse(R"([{"id":"name","type":"symbol","layout":{"text-field":["get","name"],"text-size":12},
      "paint":{"text-color":"#222222","text-halo-color":"#ffffff","text-halo-width":1.5}}])")
                      .value();
    MapSnapshot map;
    map.layers = {layer};
    return map;
  }

  static std::set<std::pair<std::uint64_t, std::pair<double, double>>> seen(const LabelSet& labels, const Camera& camera) {
    std::set<std::pair<std::uint64_t, std::pair<double, double>>> found;
    for (const PlacedLabel& label : labels.labels) {
      const geo::Point2 at = camera.to_screen(label.anchor);
      if (at.x > 20 && at.y > 20 && at.x < camera.width_px - 20 && at.y < camera.height_px - 20)
        found.insert({label.identity, {label.anchor.x, label.anchor.y}});
    }
    return found;
  }

  void labels() {
    m_report.heading("Labels, 20,000 candidates in a 1920 x 1080 view");
    const Camera camera{geo::to_mercator({10, 53.5}), 20, 1920, 1080, 1};
    const auto map = bind(named_points(camera));
    LabelEngine engine;
    const double first = bench::median_of(1, Clock::thread_ms, [&] { engine.place(map, camera); });
    int step = 0;
    std::size_t changed = 0;
    auto last = engine.place(map, camera);
    const double again = bench::median_of(9, Clock::thread_ms, [&] {
      const Camera next = camera.panned(++step, 0);
      auto placed = engine.place(map, next);
      const auto before = seen(*last, next);
      const auto after = seen(*placed, next);
      std::vector<std::pair<std::uint64_t, std::pair<double, double>>> off;
      std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(off));
      changed = std::max(changed, off.size());
      last = std::move(placed);
    });
    Camera zoomed = camera.panned(step, 0);
    const double zoom = bench::median_of(9, Clock::thread_ms, [&] {
      zoomed.zoom -= 0.02;
      engine.place(map, zoomed);
    });
    const double scratch = bench::median_of(9, Clock::thread_ms, [&] {
      engine.forget();
      engine.place(map, zoomed);
    });
    m_report.add({"placement of 20,000 candidates", scratch, "ms", 10, "from scratch, words shaped before; processor time"});
    m_report.add({"placement of 20,000 candidates, after a pan of 1 px", again, "ms", 10, std::to_string(last->labels.size()) + " placed"});
    m_report.add({"placement of 20,000 candidates, after a zoom step", zoom, "ms", {}, "candidates collected anew"});
    m_report.add({"placement of 20,000 candidates, first time", first, "ms", {}, "words shaped and drawn too"});
    m_report.add({"labels that change on a pan of 1 px", static_cast<double>(changed), "labels", 0, "worst of nine steps"});
    const MapSnapshot town_map = town(k_city100k);
    const auto bound = bind(town_map);
    LabelEngine streets;
    const Camera street_view = view_of(town_map, 16);
    const double first_streets = bench::median_of(1, Clock::thread_ms, [&] { streets.place(bound, street_view); });
    int pan = 0;
    const double more = bench::median_of(9, Clock::thread_ms, [&] { streets.place(bound, street_view.panned(++pan, 0)); });
    m_report.add(
        {"street names of a view at z16, after a pan of 1 px", more, "ms", {}, "first time " + bench::text("%.1f ms", first_streets)});
  }

  // --- memory and growth ------------------------------------------------------------------------------------------------------

  /// Runs in a process of its own: opens, draws, idles, plays the script; tells in words that in_own_process() reads.
  int figures_of_town() {
    const bool made_now = m_towns.ensure(m_options.town);
    (void)made_now;
    const double from = Clock::wall_ms();
    const MapSnapshot map = bench::open_map(m_towns.files(m_options.town));
    const double open_ms = Clock::wall_ms() - from;
    {
      MapRenderer renderer;
      renderer.set_snapshot(map);
      renderer.set_camera(view_of(map, 15));
      renderer.wait_idle(k_patience_ms);
      for (int i = 0; i < 20; ++i) QCoreApplication::processEvents(QEventLoop::AllEvents, 20), QThread::msleep(20);
      const auto memory = bench::Memory::now();
      std::printf("open_ms %g\nresident_mb %g\nown_mb %g\nrows %g\n", open_ms, memory.resident_mb, memory.own_mb,
                  static_cast<double>(bench::rows_of(map)));
    }
    const bench::Frames frames = frames_of(map);
    std::printf("p50 %g\np95 %g\ncpu50 %g\ncpu95 %g\n", bench::share_of(frames.wall_ms, 0.5), bench::share_of(frames.wall_ms, 0.95),
                bench::share_of(frames.thread_ms, 0.5), bench::share_of(frames.thread_ms, 0.95));
    return 0;
  }

  std::map<std::string, double> run_town(std::size_t buildings) {
    const std::string command = "'" + m_self + "' --keep '" + m_options.keep.string() + "' --town " + std::to_string(buildings);
    std::map<std::string, double> figures;
    std::FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return figures;
    char name[64];
    double value = 0;
    while (std::fscanf(pipe, "%63s %lf", name, &value) == 2) figures[name] = value;
    pclose(pipe);
    return figures;
  }

  double pack_mb(std::size_t buildings) const {
    double mb = 0;
    for (const auto& file : m_towns.files(buildings)) mb += static_cast<double>(fs::file_size(file)) / 1e6;
    return mb;
  }

  void in_own_process(std::size_t buildings, const std::string& what) {
    m_report.heading("Memory after opening, one 1920 x 1080 view drawn, idle");
    m_towns.ensure(buildings);
    auto f = run_town(buildings);
    m_report.add({what, f["resident_mb"] / 1000, "GB", 1.2,
                  bench::text("%.2f M rows, ", f["rows"] / 1e6) + bench::text("%.2f GB that no file backs, ", f["own_mb"] / 1000) +
                      bench::text("packs %.2f GB", pack_mb(buildings) / 1000)});
  }

  void scale() {
    m_report.heading("Growth with the number of features (each in a process of its own)");
    for (double features = 1e4; features <= m_options.most * 1.01; features *= 10) {
      const auto buildings = static_cast<std::size_t>(features / 1.375);
      m_towns.ensure(buildings);
      auto f = run_town(buildings);
      const std::string what = bench::text("%.0e features", features);
      m_report.add({what + ", frame p50", f["p50"], "ms", {}, "p95 " + bench::text("%.2f ms", f["p95"])});
      m_report.add({what + ", open", f["open_ms"], "ms", {}, ""});
      m_report.add({what + ", pack", pack_mb(buildings), "MB", {}, ""});
      m_report.add({what + ", memory", f["resident_mb"], "MB", {}, bench::text("%.0f MB that no file backs", f["own_mb"])});
    }
  }

  // --- by stage ---------------------------------------------------------------------------------------------------------------

  void stages() {
    const MapSnapshot snapshot = town(k_city100k);
    m_report.heading("By stage, 100,000 buildings, processor ms");
    for (const double zoom : {10.0, 11.0, 12.0, 13.0, 14.0, 15.0}) stage(snapshot, zoom);
    compose(snapshot);
  }

  void stage(const MapSnapshot& snapshot, double zoom) {
    const auto map = bind(snapshot);
    const PixelGrid grid{zoom, 1};
    const QPointF middle = grid.at(snapshot.bounds().center());
    const SquareId id{grid, static_cast<std::int64_t>(middle.x() / 512), static_cast<std::int64_t>(middle.y() / 512)};
    const std::string at = "camera zoom " + bench::text("%.0f", zoom);
    m_report.add({"square cold, " + at,
                  bench::median_of(5, Clock::thread_ms,
                                   [&] {
                                     DrawSources sources;
                                     draw_square(*map, id, sources, {});
                                   }),
                  "ms",
                  {},
                  ""});
    DrawSources sources;
    draw_square(*map, id, sources, {});
    m_report.add({"square warm, " + at, bench::median_of(9, Clock::thread_ms, [&] { draw_square(*map, id, sources, {}); }), "ms", {}, ""});
    const Camera camera{snapshot.bounds().center(), zoom, 1920, 1080, 1};
    m_report.add({"hit test, " + at, bench::median_of(9, Clock::thread_ms, [&] { hit_test(snapshot, camera, {960, 540}); }), "ms", {}, ""});
  }

  void compose(const MapSnapshot& snapshot) {
    MapRenderer renderer;
    renderer.set_snapshot(snapshot);
    const Camera camera{snapshot.bounds().center(), 15, 1920, 1080, 1};
    renderer.set_camera(camera);
    renderer.wait_idle(k_patience_ms);
    QImage screen(1920, 1080, QImage::Format_RGB32);
    const auto frame = [&](const Camera& view) {
      return bench::median_of(31, Clock::thread_ms, [&] {
        QPainter painter(&screen);
        renderer.paint(painter, view);
      });
    };
    Camera zooming = camera;
    zooming.zoom = 15.3;
    m_report.add({"compose at rest", frame(camera), "ms", {}, ""});
    m_report.add({"compose while panning", frame(camera.panned(37, 21)), "ms", {}, ""});
    m_report.add({"compose scaled", frame(zooming), "ms", {}, ""});
  }

  Options m_options;
  std::string m_self;
  bench::TownFiles m_towns;
  bench::Report m_report;
};

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication app(argc, argv);
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&] { return i + 1 < argc ? argv[++i] : ""; };
    if (name == "--keep") {
      options.keep = value();
    } else if (name == "--json") {
      options.json = true;
    } else if (name == "--only") {
      std::istringstream words(value());
      for (std::string word; std::getline(words, word, ',');) options.only.insert(word);
    } else if (name == "--most") {
      options.most = std::atof(value());
    } else if (name == "--layer") {
      options.layer = value();
    } else if (name == "--town") {
      options.town = std::strtoull(value(), nullptr, 10);
    } else {
      return std::fprintf(stderr, "unknown option %s\n", argv[i]), 2;
    }
  }
  return Bench(options, argv[0]).run();
}
