// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// bench_borders [--side N] [--json]: N x N parcels (316 x 316 = 99,856) that share every border, cut at every zoom from 0 to 17. Counts
/// unit squares that no parcel or two parcels cover; fails when there is one.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../app/tiles/parcel_mesh.h"
#include "../app/tiles/tile_samples.h"
#include "json_lines.h"
#include "tiles/cutter.h"
#include "tiles/tile_archive.h"
#include "tiles/tile_plan.h"

using namespace skizze;

int main(int argc, char** argv) {
  int side = 316;
  bool json = false;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--json")
      json = true;
    else if (name == "--side" && i + 1 < argc)
      side = std::atoi(argv[++i]);
    else
      return std::fprintf(stderr, "unknown option %s\n", argv[i]), 2;
  }
  const auto pack = tiles::samples::pack_of(tiles::samples::parcel_mesh(side, {1110000, 7080000}, 1));
  std::uint32_t land = 0;
  while (pack->id(land) != side * side + 1) ++land;
  std::uint64_t all = 0;
  bool good = true;
  for (int zoom = 0; zoom <= 17; ++zoom) {
    tiles::CutOptions options;
    options.all_rows = true;
    tiles::CutStats stats;
    std::uint64_t squares = 0;
    std::uint64_t tiles = 0;
    for (const auto id : tiles::plan_tiles({pack}, zoom, true, 10'000'000, {}).ids) {
      const auto tile = tiles::cut(pack, *tiles::tile_of_pmtiles_id(id), options, &stats);
      tiles::samples::Misfit misfit;
      misfit.add(*tile, land);
      squares += misfit.squares();
      ++tiles;
    }
    all += squares;
    good = good && squares <= stats.repaired;
    if (!json) {
      std::printf("zoom %2d: %llu tiles, %llu repaired, %llu dropped, %llu unit squares misfit\n", zoom,
                  static_cast<unsigned long long>(tiles), static_cast<unsigned long long>(stats.repaired),
                  static_cast<unsigned long long>(stats.dropped), static_cast<unsigned long long>(squares));
    }
  }
  bench::JsonLines().line(json, "shared borders, " + std::to_string(side * side) + " parcels, z0-17", static_cast<double>(all), "squares");
  return good ? 0 : 1;
}
