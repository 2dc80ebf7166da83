// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// bench_growth [--from N] [--to N] [--program SKIZZE_PREPARE] [--json] [--keep DIR] | --write FILE.gpkg BUILDINGS
/// How import time, memory, pack size, opening and one view grow with the number of features: 10^4 .. 10^6 (--to 10000000 for the long
/// form). With --write it only makes the town as a GeoPackage.
#include <fcntl.h>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <vector>

#include "feature/layer_pack.h"
#include "json_lines.h"
#include "tiles/cutter.h"
#include "town_gpkg.h"

using namespace skizze;
namespace fs = std::filesystem;

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

struct Run {
  int code = -1;
  double wall_s = 0;
  double cpu_s = 0;
  double peak_mb = 0;
};

Run run(const std::vector<std::string>& command) {
  Run out;
  const double start = now();
  const pid_t child = fork();
  if (child == 0) {
    std::vector<char*> arguments;
    for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, 1);
    dup2(nothing, 2);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
  out = {WIFEXITED(status) ? WEXITSTATUS(status) : -1, now() - start, seconds(usage.ru_utime) + seconds(usage.ru_stime),
         static_cast<double>(usage.ru_maxrss) / 1024};
  return out;
}

struct Row {
  std::size_t features = 0;
  Run import;
  double source_mb = 0, pack_mb = 0, open_ms = 0, view_ms = 0, overview_ms = 0, resident_mb = 0;
};

/// The least of several times, in milliseconds of this thread's processor time.
double least_ms(int rounds, const std::function<void()>& work) {
  double best = 1e9;
  for (int i = 0; i < rounds; ++i) {
    const double start = bench::thread_seconds();
    work();
    best = std::min(best, bench::thread_seconds() - start);
  }
  return best * 1e3;
}

class Growth {
 public:
  Growth(fs::path dir, fs::path program, bool json) : m_dir(std::move(dir)), m_program(std::move(program)), m_json(json) {}

  int measure(std::size_t features) {
    const fs::path gpkg = m_dir / "town.gpkg";
    const fs::path packs = m_dir / "packs";
    fs::remove_all(packs);
    fs::create_directories(packs);
    Row row;
    row.features = bench::write_gpkg(features * 8 / 11, gpkg);  // with trees and streets that many
    malloc_trim(0);                                             // what a child inherits would count as its own peak
    row.source_mb = static_cast<double>(fs::file_size(gpkg)) / 1e6;
    row.import = run({m_program.string(), gpkg.string(), packs.string()});
    if (row.import.code != 0) return std::fprintf(stderr, "import failed with %d\n", row.import.code), 1;
    const double before = bench::resident_mb();
    std::vector<std::shared_ptr<const feature::LayerPack>> open;
    const double start = bench::thread_seconds();
    for (const auto& entry : fs::directory_iterator(packs)) {
      if (entry.path().extension() != ".pack") continue;
      row.pack_mb += static_cast<double>(fs::file_size(entry.path())) / 1e6;
      auto pack = feature::LayerPack::open(entry.path());
      if (!pack) return std::fprintf(stderr, "pack does not open\n"), 1;
      open.push_back(std::move(*pack));
    }
    row.open_ms = (bench::thread_seconds() - start) * 1e3;
    row.resident_mb = bench::resident_mb() - before;
    row.view_ms = cut_view(open, 16);
    row.overview_ms = cut_view(open, 9);
    tell(features, row);
    m_rows.push_back(row);
    fs::remove(gpkg);
    return 0;
  }

  void table() const {
    if (m_json) return;
    std::printf(
        "\n| features | GeoPackage MB | import s | import cpu s | import peak MB | pack MB | open ms | resident MB | tile z16 ms | tile z9 "
        "ms |\n"
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for (const auto& r : m_rows) {
      std::printf("| %zu | %.1f | %.2f | %.2f | %.0f | %.1f | %.1f | %.0f | %.2f | %.2f |\n", r.features, r.source_mb, r.import.wall_s,
                  r.import.cpu_s, r.import.peak_mb, r.pack_mb, r.open_ms, r.resident_mb, r.view_ms, r.overview_ms);
    }
  }

 private:
  /// The middle tile of all layers.
  static double cut_view(const std::vector<std::shared_ptr<const feature::LayerPack>>& packs, int zoom) {
    geo::Box all;
    for (const auto& pack : packs) all.add(pack->info().bounds);
    const auto id = geo::tile_at(all.center(), zoom);
    return least_ms(5, [&] {
      for (const auto& pack : packs) (void)tiles::cut(pack, id);
    });
  }

  void tell(std::size_t features, const Row& row) const {
    if (!m_json) return;
    char what[32];
    std::snprintf(what, sizeof what, "%.0e features, ", static_cast<double>(features));
    const auto line = [&](const char* name, double value, const char* unit, const std::string& note = {}) {
      m_out.line(true, what + std::string(name), value, unit, "", 0, 0, note);
    };
    char note[64];
    std::snprintf(note, sizeof note, "processor %.2f s; GeoPackage of %.0f MB", row.import.cpu_s, row.source_mb);
    line("import", row.import.wall_s, "s", note);
    line("import peak memory", row.import.peak_mb, "MB");
    line("pack", row.pack_mb, "MB");
    line("open pack", row.open_ms, "ms", "every checksum looked at");
    line("pack resident", row.resident_mb, "MB");
    line("cut one tile z16", row.view_ms, "ms");
    line("cut one tile z9", row.overview_ms, "ms");
  }

  fs::path m_dir;
  fs::path m_program;
  bool m_json;
  std::vector<Row> m_rows;
  bench::JsonLines m_out;
};

}  // namespace

int main(int argc, char** argv) {
  std::size_t from = 10'000;
  std::size_t to = 1'000'000;
  bool json = false;
  fs::path program = fs::path(STADTSKIZZE_BIN_DIR) / "skizze-prepare";
  fs::path keep;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto value = [&] { return i + 1 < argc ? argv[++i] : ""; };
    if (name == "--from")
      from = std::strtoull(value(), nullptr, 10);
    else if (name == "--to")
      to = std::strtoull(value(), nullptr, 10);
    else if (name == "--program")
      program = value();
    else if (name == "--keep")
      keep = value();
    else if (name == "--json")
      json = true;
    else if (name == "--write") {
      const fs::path file = value();
      bench::write_gpkg(std::strtoull(value(), nullptr, 10), file);
      return 0;
    } else
      return std::fprintf(stderr, "unknown option %s\n", argv[i]), 2;
  }
  const fs::path dir = keep.empty() ? fs::temp_directory_path() / ("bench_growth." + std::to_string(getpid())) : keep;
  fs::create_directories(dir);
  Growth growth(dir, program, json);
  int code = 0;
  for (std::size_t n = from; n <= to && code == 0; n *= 10) code = growth.measure(n);
  growth.table();
  if (keep.empty()) fs::remove_all(dir);
  return code;
}
