// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// bench_tiles [--buildings N] [--threads N] [--min-zoom A] [--max-zoom B] [--budget] [--no-peer] [--json] [--program SKIZZE] [--keep DIR]
/// The tile pipeline by stage, whole, and beside ogr2ogr in the same run, on the same features. Output is checked before a time
/// counts: no violation of MVT 2.1, and every row at the highest zoom.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "json_lines.h"
#include "tiles/compression.h"
#include "tiles/export.h"
#include "tiles/mvt_check.h"
#include "tiles/mvt_reader.h"
#include "tiles/mvt_writer.h"
#include "tiles/tile_archive.h"
#include "tiles/tile_plan.h"
#include "town.h"

using namespace skizze;
namespace fs = std::filesystem;

namespace {

struct Arguments {
  std::size_t buildings = 100'000;
  unsigned threads = 1;
  int min_zoom = 10;
  int max_zoom = 14;
  bool peer = true;
  bool budget = false;  // drop by rank below the highest zoom, as for the web; without it every row stays, as with the peers
  bool json = false;    // one object per row, for collect.py
  fs::path keep;
  fs::path program = fs::path(STADTSKIZZE_BIN_DIR) / "skizze";
};

/// Wall time, and processor time of this process and its children: the latter tells where the machine is busy otherwise.
struct Seconds {
  double wall = 0;
  double cpu = 0;
};

struct Line {
  std::string what;
  Seconds seconds;
  std::string note;
};

/// A rate of one stage, beside what the machine could do.
struct Rate {
  std::string what;
  double value;
  std::string unit;
  double limit;
};

double cpu_now() {
  double sum = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    for (const timeval& t : {usage.ru_utime, usage.ru_stime}) sum += static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  }
  return sum;
}

Seconds time_of(const std::function<void()>& work) {
  const double cpu = cpu_now();
  const auto start = std::chrono::steady_clock::now();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), cpu_now() - cpu};
}

std::string text(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

double rate_of(double count, Seconds seconds) { return seconds.cpu > 0 ? count / seconds.cpu / 1e6 : 0; }

std::string per_second(double count, Seconds seconds, const char* unit) {
  return text("%.2f", count / seconds.cpu / 1e6) + " M " + unit + "/s";
}

void write_geojson(const bench::TownLayer& layer, const fs::path& path) {
  std::ofstream out(path);
  out.precision(10);
  const auto put = [&](const geo::Point3& p) {
    const auto q = geo::to_lon_lat(p.xy());
    out << '[' << q.x << ',' << q.y << ']';
  };
  for (std::size_t i = 0; i < layer.rows.size(); ++i) {
    out << "{\"type\":\"Feature\",\"id\":" << i + 1 << ",\"properties\":{";
    for (std::size_t c = 0; c < layer.columns.size(); ++c) {
      const bool quoted = layer.columns[c].type == feature::ColumnType::text;
      out << (c ? "," : "") << '"' << layer.columns[c].name << "\":" << (quoted ? "\"" : "")
          << feature::to_text(feature::view(layer.values[i][c])) << (quoted ? "\"" : "");
    }
    const auto& points = layer.rows[i].parts[0].points;
    const auto kind = layer.rows[i].kind;
    const bool area = kind == geo::GeometryKind::area;
    out << "},\"geometry\":{\"type\":\""
        << (area                              ? "Polygon"
            : kind == geo::GeometryKind::line ? "LineString"
                                              : "Point")
        << "\",\"coordinates\":";
    if (kind == geo::GeometryKind::point) {
      put(points[0]);
    } else {
      out << (area ? "[[" : "[");
      for (std::size_t k = 0; k < points.size(); ++k) {
        if (k) out << ',';
        put(points[k]);
      }
      if (area) {
        out << ',';
        put(points[0]);
      }
      out << (area ? "]]" : "]");
    }
    out << "}}\n";
  }
}

int run(const std::string& command) {
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string ratios(Seconds theirs, Seconds ours) {
  return text("%.1f x faster", theirs.wall / ours.wall) + text(" (cpu %.1f x)", theirs.cpu / ours.cpu);
}

/// Violations of the standard in an archive, and its tiles.
std::pair<std::uint64_t, std::uint64_t> violations_in(const fs::path& path) {
  std::uint64_t violations = 0;
  std::uint64_t tiles = 0;
  auto reader = tiles::open_archive(path);
  if (!reader) return {UINT64_MAX, 0};
  (void)(*reader)->for_each([&](geo::TileId, std::string_view bytes) {
    violations += tiles::check_mvt(tiles::bytes_of(bytes)).size();
    ++tiles;
    return base::Status{};
  });
  return {violations, tiles};
}

class Bench {
 public:
  explicit Bench(Arguments arguments)
      : m_args(std::move(arguments)),
        m_dir(m_args.keep.empty() ? fs::temp_directory_path() / ("bench_tiles." + std::to_string(getpid())) : m_args.keep) {
    fs::create_directories(m_dir);
  }
  ~Bench() {
    if (m_args.keep.empty()) fs::remove_all(m_dir);
  }

  int run_all() {
    make_town();
    stages();
    ours("mbtiles");
    ours("pmtiles");
    if (m_args.peer && run("command -v ogr2ogr >/dev/null") == 0) peers();
    print();
    return m_failed ? 1 : 0;
  }

 private:
  void add(std::string what, Seconds seconds, std::string note = {}) { m_lines.push_back({std::move(what), seconds, std::move(note)}); }

  void rate(std::string what, double count, Seconds seconds, std::string unit, double limit = 0) {
    m_rates.push_back({std::move(what), rate_of(count, seconds), std::move(unit), limit});
  }

  void make_town() {
    m_town = bench::TownMaker(m_args.buildings).make();
    std::size_t rows = 0;
    const Seconds seconds = time_of([&] {
      for (const auto& layer : m_town) m_packs.push_back(bench::pack_of(layer));
    });
    for (const auto& pack : m_packs) {
      rows += pack->size();
      m_vertices += pack->info().vertex_count;
    }
    m_rows = rows;
    rate("build packs", static_cast<double>(rows), seconds, "M rows/s");
    add("build packs (in memory)", seconds, per_second(static_cast<double>(rows), seconds, "rows"));
  }

  /// One thread, everything of the highest zoom: what each stage costs.
  void stages() {
    tiles::CutOptions options;
    options.tolerance = 0;
    options.all_rows = options.keep_collapsed = true;
    tiles::TilePlan plan;
    const Seconds plan_s = time_of([&] { plan = tiles::plan_tiles(m_packs, m_args.max_zoom, true, 1'000'000'000, {}); });
    add("plan z" + std::to_string(m_args.max_zoom), plan_s, std::to_string(plan.ids.size()) + " tiles");
    std::vector<std::vector<tiles::LayerToEncode>> cuts(plan.ids.size());
    tiles::CutStats stats;
    double features = 0;
    double vertices = 0;
    const Seconds cut_s = time_of([&] {
      for (std::size_t i = 0; i < plan.ids.size(); ++i) {
        for (std::size_t l = 0; l < m_packs.size(); ++l) {
          auto tile = tiles::cut(m_packs[l], *tiles::tile_of_pmtiles_id(plan.ids[i]), options, &stats);
          features += static_cast<double>(tile->features.size());
          vertices += static_cast<double>(tile->points.size());
          if (!tile->features.empty()) cuts[i].push_back({m_town[l].name, std::move(tile), nullptr});
        }
      }
    });
    add("cut z" + std::to_string(m_args.max_zoom), cut_s,
        per_second(features, cut_s, "features") + ", " + per_second(vertices, cut_s, "vertices") + ", repaired " +
            std::to_string(stats.repaired));
    rate("cut, features of a tile", features, cut_s, "M features/s", 4);
    rate("cut, vertices", vertices, cut_s, "M vertices/s", 30);
    std::vector<std::string> encoded(cuts.size());
    double bytes = 0;
    const Seconds encode_s = time_of([&] {
      for (std::size_t i = 0; i < cuts.size(); ++i) encoded[i] = tiles::encode_mvt(cuts[i]);
    });
    for (const auto& tile : encoded) bytes += static_cast<double>(tile.size());
    add("encode", encode_s, per_second(features, encode_s, "features") + ", " + text("%.0f MB/s", bytes / encode_s.cpu / 1e6));
    rate("encode", bytes, encode_s, "MB/s");
    const Seconds gzip_s = time_of([&] {
      for (const auto& tile : encoded) (void)tiles::gzip(tile, tiles::ExportOptions{}.gzip_level);
    });
    rate("gzip", bytes, gzip_s, "MB/s");
    add("gzip as for an export", gzip_s, text("%.0f MB/s", bytes / gzip_s.cpu / 1e6));
    const Seconds decode_s = time_of([&] {
      for (const auto& tile : encoded) (void)tiles::decode_mvt(tiles::bytes_of(tile));
    });
    add("decode to values", decode_s, text("%.0f MB/s", bytes / decode_s.cpu / 1e6));
  }

  void ours(const char* ending) {
    std::vector<tiles::LayerToExport> layers;
    for (std::size_t l = 0; l < m_packs.size(); ++l) layers.push_back({m_town[l].name, m_packs[l]});
    tiles::ExportOptions options;
    options.target = m_dir / (std::string("ours.") + ending);
    options.min_zoom = m_args.min_zoom;
    options.max_zoom = m_args.max_zoom;
    options.threads = m_args.threads;
    options.all_rows = !m_args.budget;
    base::Result<tiles::ExportReport> report = tiles::ExportReport{};
    const Seconds seconds = time_of([&] { report = tiles::export_tiles(layers, options); });
    if (!report) {
      m_failed = true;
      return add(ending, seconds, "failed: " + report.error().message.id);
    }
    const auto [violations, tile_count] = violations_in(options.target);
    std::uint64_t missing = 0;
    for (const auto& layer : report->layers) missing += layer.rows_with_geometry - layer.rows_at_max_zoom;
    m_failed = m_failed || violations != 0 || missing != 0;
    if (m_best.cpu == 0 || seconds.cpu < m_best.cpu) m_best = seconds;
    add(std::string("export ") + ending + ", " + std::to_string(m_args.threads) + " thread(s)", seconds,
        std::to_string(tile_count) + " tiles, " + text("%.1f MB, ", static_cast<double>(report->bytes) / 1e6) + std::to_string(violations) +
            " violations, " + std::to_string(missing) + " rows missing, " + std::to_string(report->cut.repaired) + " repaired");
  }

  void peers() {
    const fs::path gpkg = m_dir / "town.gpkg";
    for (const auto& layer : m_town) {
      const fs::path json = m_dir / (layer.name + ".geojsonl");
      write_geojson(layer, json);
      run("ogr2ogr -q -f GPKG -update -append -nln " + layer.name + " " + gpkg.string() + " GeoJSONSeq:" + json.string());
    }
    whole_way(gpkg);
    const std::string target = (m_dir / "peer.mbtiles").string();
    const Seconds seconds = time_of([&] {
      run("GDAL_NUM_THREADS=" + std::to_string(m_args.threads) + " ogr2ogr -q -f MBTILES " + target + " " + gpkg.string() +
          " -dsco MINZOOM=" + std::to_string(m_args.min_zoom) + " -dsco MAXZOOM=" + std::to_string(m_args.max_zoom) +
          " -dsco MAX_SIZE=50000000 -dsco MAX_FEATURES=5000000");
    });
    const auto [violations, tile_count] = violations_in(target);
    add("peer: ogr2ogr GeoPackage to MBTiles", seconds,
        std::to_string(tile_count) + " tiles, " + std::to_string(violations) + " violations; ours from the pack is " +
            ratios(seconds, m_best) + (m_whole.cpu > 0 ? ", from the GeoPackage " + text("%.1f x", seconds.wall / m_whole.wall) : ""));
  }

  /// From the GeoPackage with an empty cache (wall time only: the helper's processor time is not ours to count), as `skizze tile` does it.
  void whole_way(const fs::path& gpkg) {
    if (!fs::exists(m_args.program)) return;
    const std::string common = "XDG_CACHE_HOME=" + (m_dir / "cache").string() + " " + m_args.program.string() + " tile " + gpkg.string() +
                               " --all-features --threads " + std::to_string(m_args.threads) + " --min-zoom " +
                               std::to_string(m_args.min_zoom) + " --max-zoom " + std::to_string(m_args.max_zoom) + " -o ";
    int code = 0;
    const Seconds first = time_of([&] { code = run(common + (m_dir / "whole.mbtiles").string() + " >/dev/null 2>&1"); });
    if (code != 0) return add("skizze tile from GeoPackage", first, "failed with exit code " + std::to_string(code));
    m_whole = first;
    add("skizze tile from GeoPackage, first time", first);
    add("skizze tile from GeoPackage, again", time_of([&] { run(common + (m_dir / "whole.mbtiles").string() + " >/dev/null 2>&1"); }));
  }

  void print() const {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double peak_mb = static_cast<double>(usage.ru_maxrss) / 1024;
    if (m_args.json) return print_json(peak_mb);
    std::printf("# bench_tiles: %zu rows, %llu vertices, z%d-%d, peak %.0f MB\n\n| what | wall s | cpu s | |\n|---|--:|--:|---|\n", m_rows,
                static_cast<unsigned long long>(m_vertices), m_args.min_zoom, m_args.max_zoom, peak_mb);
    for (const auto& line : m_lines)
      std::printf("| %s | %.3f | %.3f | %s |\n", line.what.c_str(), line.seconds.wall, line.seconds.cpu, line.note.c_str());
  }

  void print_json(double peak_mb) const {
    const bench::JsonLines out;
    const std::string of = " (" + std::to_string(m_rows) + " rows, 1 thread)";
    for (const Rate& rate : m_rates) out.line(true, "tiles: " + rate.what + of, rate.value, rate.unit, "", 0, rate.limit);
    const auto peer = std::find_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return line.what.starts_with("peer"); });
    const bool compared = peer != m_lines.end();
    for (const Line& line : m_lines) {
      if (!line.what.starts_with("export")) continue;
      const std::string note = line.note + text("; processor %.2f s", line.seconds.cpu);
      out.line(true, "tiles: " + line.what + " from prepared layers", line.seconds.wall, "s", compared ? "ogr2ogr" : "",
               compared ? peer->seconds.wall : 0, 0, note);
    }
    out.line(true, "tiles: peak memory of all of it", peak_mb, "MB");
  }

  Arguments m_args;
  fs::path m_dir;
  std::vector<bench::TownLayer> m_town;
  std::vector<std::shared_ptr<const feature::LayerPack>> m_packs;
  std::size_t m_rows = 0;
  std::uint64_t m_vertices = 0;
  Seconds m_best;
  Seconds m_whole;
  bool m_failed = false;
  std::vector<Line> m_lines;
  std::vector<Rate> m_rates;
};

}  // namespace

int main(int argc, char** argv) {
  Arguments args;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&] { return i + 1 < argc ? argv[++i] : ""; };
    if (name == "--buildings")
      args.buildings = std::strtoull(value(), nullptr, 10);
    else if (name == "--threads")
      args.threads = static_cast<unsigned>(std::strtoul(value(), nullptr, 10));
    else if (name == "--min-zoom")
      args.min_zoom = std::atoi(value());
    else if (name == "--max-zoom")
      args.max_zoom = std::atoi(value());
    else if (name == "--budget")
      args.budget = true;
    else if (name == "--no-peer")
      args.peer = false;
    else if (name == "--json")
      args.json = true;
    else if (name == "--keep")
      args.keep = value();
    else if (name == "--program")
      args.program = value();
    else
      return std::fprintf(stderr, "unknown option %s\n", argv[i]), 2;
  }
  return Bench(args).run_all();
}
