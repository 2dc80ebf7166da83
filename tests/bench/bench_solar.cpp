// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// bench_solar [--json]: a year of light on the NRW surface model tile in 36 directions, on ten million pixels made of it by mirroring, and
/// 100,000 faces with sampled horizons; an area whose corner is dragged over a town of as many; beside the bare reading of the same memory,
/// and GRASS (r.horizon, r.sun) where it is installed.
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <semaphore>
#include <sstream>

#include "app/solar/town.h"
#include "base/worker_pool.h"
#include "feature/pack_builder.h"
#include "json_lines.h"
#include "project/solar_study.h"
#include "solar/roof_solar.h"

using namespace skizze;
using namespace skizze::solar;

namespace {

constexpr int k_side = 1000;
const std::string k_tile = STADTSKIZZE_TEST_DATA "/nrw-dom1-essen/dom1_32_356_5699_1_nw_2020.tif";

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Processor time of all threads so far.
double processor_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The tile's heights: an uncompressed TIFF of Float32 in one piece after another; empty where it is something else.
HeightGrid tile() {
  HeightGrid grid;
  const std::string bytes = bytes_of(k_tile);
  const auto u16 = [&](std::size_t at) {
    std::uint16_t v = 0;
    std::memcpy(&v, bytes.data() + at, 2);
    return v;
  };
  const auto u32 = [&](std::size_t at) {
    std::uint32_t v = 0;
    std::memcpy(&v, bytes.data() + at, 4);
    return v;
  };
  if (bytes.size() < 4'000'000) return grid;
  const std::size_t directory = u32(4);
  for (std::size_t i = 0; i < u16(directory); ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (u16(entry) != 273) continue;
    const std::size_t first = u32(u32(entry + 8));
    grid.width = grid.height = k_side;
    grid.z.resize(k_side * k_side);
    std::memcpy(grid.z.data(), bytes.data() + first, 4 * grid.z.size());
  }
  return grid;
}

/// Columns times the tile beside each other and rows times below, every second one mirrored.
HeightGrid mirrored(const HeightGrid& from, int columns, int rows) {
  HeightGrid grid;
  grid.width = from.width * columns;
  grid.height = from.height * rows;
  grid.z.reserve(from.size() * static_cast<std::size_t>(columns * rows));
  for (int y = 0; y < grid.height; ++y) {
    const int row = y / from.height % 2 ? from.height - 1 - y % from.height : y % from.height;
    for (int x = 0; x < grid.width; ++x) {
      const int column = x / from.width % 2 ? from.width - 1 - x % from.width : x % from.width;
      grid.z.push_back(from.z[static_cast<std::size_t>(row * from.width + column)]);
    }
  }
  return grid;
}

/// What memory alone costs: sixteen bytes of each pixel once per direction.
double bare_seconds(std::size_t pixels) {
  struct Sixteen {
    float a[4];
  };
  const std::vector<Sixteen> memory(pixels, Sixteen{{1, 2, 3, 4}});
  double sum = 0;
  const double seconds = seconds_of([&] {
    for (int d = 0; d < k_directions; ++d) {
      float part = 0;
      for (const auto& m : memory) part += m.a[0];
      sum += static_cast<double>(part);
    }
  });
  return sum > 0 ? seconds : 0;
}

/// Seconds of a GRASS module on the tile, in a session of its own; 0 where GRASS is missing.
double grass_seconds(const std::string& module) {
  if (std::system("command -v grass >/dev/null 2>&1") != 0) return 0;
  const std::string script = "d=$(mktemp -d) && grass --tmp-location EPSG:25832 --exec sh -c 'r.in.gdal -o input=" + k_tile +
                             " output=dsm --quiet && g.region raster=dsm && s=$(date +%s.%N) && " + module +
                             " --quiet >/dev/null && e=$(date +%s.%N) && echo $s $e' 2>/dev/null; rm -rf $d";
  FILE* pipe = popen(script.c_str(), "r");
  double start = 0;
  double end = 0;
  const bool read = pipe && std::fscanf(pipe, "%lf %lf", &start, &end) == 2;
  if (pipe) pclose(pipe);
  return read ? end - start : 0;
}

/// A city model of houses with two faces each.
std::shared_ptr<const feature::LayerPack> model_of(const std::vector<town::House>& houses) {
  feature::PackInfo info;
  info.role = feature::PackRole::city_surfaces;
  info.crs = "EPSG:25832";
  info.has_z = true;
  info.columns = {{"gml_id", feature::ColumnType::text}, {"class", feature::ColumnType::text}, {"object", feature::ColumnType::text}};
  feature::PackBuilder builder(info);
  for (const auto& face : town::faces_of(houses)) {
    const std::vector<feature::Value> values{face.id, std::string("RoofSurface"), face.building};
    builder.add(1, face.shape, values);
  }
  return *feature::LayerPack::from_bytes(builder.finish());
}

/// A corner of a star of twelve corners, dragged in steps of half a metre: from the request, handed to a worker, to the sum.
void drag(bool json, const bench::JsonLines& out, const project::SolarStudy& study, double radius_m) {
  constexpr int k_steps = 400;
  constexpr double k_frame_ms = 1000.0 / 60;
  const auto middle = town::k_essen(2000, 1800, 0).xy();
  const double metre = 1 / geo::ground_scale(middle.y);
  base::WorkerPool workers("drag", 1);
  std::vector<double> wall;
  std::vector<double> processor;
  double hectares = 0;
  std::size_t sides = 0;
  for (int step = 0; step < k_steps; ++step) {
    std::vector<geo::Point2> ring;
    for (int i = 0; i < 12; ++i) {
      const double radius = (i % 2 ? 0.7 : 1.0) * radius_m + (i == 0 ? 0.5 * (step - k_steps / 2) : 0);
      const double angle = i * std::numbers::pi / 6 + 0.3;
      ring.push_back({middle.x + radius * metre * std::cos(angle), middle.y + radius * metre * std::sin(angle)});
    }
    const auto area = geo::make_area({ring});
    hectares = geo::planar_area(area) / metre / metre / 10000;
    std::binary_semaphore done{0};
    double used = 0;
    wall.push_back(1000 * seconds_of([&] {
                     workers.submit(base::Priority::edited, {}, [&] {
                       const double before = bench::thread_seconds();
                       const auto found = project::study_area(study, area);
                       if (!found) std::abort();
                       sides = found->units.size();
                       used = 1000 * (bench::thread_seconds() - before);
                       done.release();
                     });
                     done.acquire();
                   }));
    processor.push_back(used);
  }
  const auto quantile = [](std::vector<double> values, double q) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
  };
  char name[96];
  std::snprintf(name, sizeof name, "solar: dragging a corner of %.0f ha, %zu sides: ", hectares, sides);
  out.line(json, std::string(name) + "median", quantile(wall, 0.5), "ms", "", 0, k_frame_ms);
  out.line(json, std::string(name) + "p99", quantile(wall, 0.99), "ms", "", 0, k_frame_ms);
  out.line(json, std::string(name) + "p99, processor time", quantile(processor, 0.99), "ms");
}

/// An area that follows the hand over a town of 100,000 faces.
void draw_over_town(bool json, const bench::JsonLines& out) {
  project::SolarSources sources;
  sources.models = {model_of(town::houses(224, 5))};
  base::Result<std::shared_ptr<const project::SolarStudy>> study;
  const double before = processor_seconds();
  const double seconds = seconds_of([&] { study = project::study_roofs(sources, {}, {}, [](double, const base::Message&) {}); });
  if (!study) std::abort();
  out.line(json, "solar: a town of " + std::to_string((*study)->faces.size()) + " faces, everything", seconds, "s");
  out.line(json, "solar: the same, processor time of all threads", processor_seconds() - before, "s");
  auto grown = town::houses(224, 5);
  grown[224 * 112 + 112].eaves += 6;
  sources.models = {model_of(grown)};
  const double before_again = processor_seconds();
  base::Result<std::shared_ptr<const project::SolarStudy>> again;
  const double again_seconds =
      seconds_of([&] { again = project::study_roofs(sources, {}, {}, [](double, const base::Message&) {}, *study); });
  if (!again) std::abort();
  out.line(json, "solar: after one house has grown", again_seconds, "s", "", 0, 0,
           std::to_string((*again)->report.computed) + " of " + std::to_string((*again)->report.units.size()) + " sides anew");
  out.line(json, "solar: the same, processor time of all threads", processor_seconds() - before_again, "s");
  for (const double radius_m : {150.0, 600.0, 2000.0}) drag(json, out, **study, radius_m);
}

}  // namespace

int main(int argc, char** argv) {
  const bool json = argc > 1 && std::string(argv[1]) == "--json";
  const bench::JsonLines out;
  if (argc > 1 && std::string(argv[argc - 1]) == "drag") return draw_over_town(json, out), 0;
  const HeightGrid one = tile();
  if (one.size() == 0) {
    std::fprintf(stderr, "no surface model tile (data folder nrw-dom1-essen)\n");
    return 1;
  }
  const auto regions = read_regions(bytes_of(STADTSKIZZE_SOURCE_DIR "/resources/climate/regions.csv"));
  if (!regions) return 1;
  const auto year = year_from_months(*region_named(*regions, "Essen"));
  const RoofModel model(year, {});
  const auto sweep = [&](const HeightGrid& grid) {
    return seconds_of([&] {
      const auto field = irradiate(grid, model.table());
      if (!field) std::abort();
    });
  };
  sweep(one);
  const double horizon = grass_seconds("r.horizon elevation=dsm direction=90 maxdistance=200 output=hor") * k_directions;
  const double before_one = processor_seconds();
  out.line(json, "solar: year, 36 directions, 1 M pixels", sweep(one), "s", horizon > 0 ? "r.horizon alone, 36 directions" : "", horizon,
           0.8);
  out.line(json, "solar: the same, processor time of all threads", processor_seconds() - before_one, "s");
  out.line(json, "solar: memory alone, 1 M pixels", bare_seconds(one.size()), "s");
  const double sun = grass_seconds("r.sun elevation=dsm day=172 glob_rad=g nprocs=2") * 12;
  if (sun > 0) out.line(json, "solar: r.sun without horizons, 12 days, 1 M pixels", sun, "s");
  {
    const HeightGrid ten = mirrored(one, 5, 2);
    const double before = bench::resident_mb();
    double peak = 0;
    const double processor = processor_seconds();
    const double seconds = seconds_of([&] {
      const auto field = irradiate(ten, model.table());
      peak = bench::resident_mb();
    });
    out.line(json, "solar: year, 36 directions, 10 M pixels", seconds, "s", "", 0, 5);
    out.line(json, "solar: the same, processor time of all threads", processor_seconds() - processor, "s");
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    out.line(json, "solar: memory per pixel (most, heights included)",
             static_cast<double>(usage.ru_maxrss) * 1024 / static_cast<double>(ten.size()), "bytes", "", 0, 60);
    out.line(json, "solar: memory alone, 10 M pixels", bare_seconds(ten.size()), "s");
    if (peak < before) std::fprintf(stderr, "memory could not be read\n");
  }
  std::vector<std::uint32_t> pixels;
  for (std::uint32_t i = 0; i < 900'000; ++i) pixels.push_back(i);
  HorizonSet horizons;
  out.line(json, "solar: sweep that keeps 900,000 horizons", seconds_of([&] { horizons = *sample_horizons(one, pixels); }), "s");
  double total = 0;
  const double before_faces = bench::thread_seconds();
  const double faces = seconds_of([&] {
    for (std::size_t face = 0; face < 100'000; ++face) {
      std::vector<std::span<const float>> own;
      for (std::size_t i = 0; i < 9; ++i) own.push_back(horizons.of(horizons.index_of(static_cast<std::uint32_t>(face * 9 + i))));
      total += model.result(60, {20 + static_cast<double>(face % 30), static_cast<double>(face % 360)}, own).kwh;
    }
  });
  out.line(json, "solar: 100,000 faces of 9 horizons, one core", total > 0 ? faces : 0, "s", "", 0, 1);
  out.line(json, "solar: the same, processor time", bench::thread_seconds() - before_faces, "s");
  draw_over_town(json, out);
  return 0;
}
