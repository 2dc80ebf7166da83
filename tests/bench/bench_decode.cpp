// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// bench_decode [--json] [--buildings N] [ARCHIVE...]: MVT bytes to points and to points with every property, by the scanner, against the
/// limits of memory (a word-wise read and a plain varint loop over the same bytes), on a generated town and on given archives.
#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "json_lines.h"
#include "tiles/compression.h"
#include "tiles/cutter.h"
#include "tiles/mvt_reader.h"
#include "tiles/mvt_scanner.h"
#include "tiles/mvt_writer.h"
#include "tiles/tile_archive.h"
#include "tiles/tile_plan.h"
#include "town.h"

using namespace skizze;

namespace {

struct Sum {
  std::uint64_t features = 0, points = 0, tags = 0, mix = 0;
};

Sum scan(const std::vector<std::string>& tiles, bool properties) {
  static tiles::MvtScanner scanner;
  Sum sum;
  for (const auto& tile : tiles) {
    for (scanner.start(tiles::bytes_of(tile), properties ? tiles::MvtWants::all : tiles::MvtWants::geometry); scanner.next_layer();) {
      const auto& layer = scanner.layer();
      while (scanner.next_feature()) {
        ++sum.features;
        if (const auto* shape = scanner.shape()) {
          sum.points += shape->points().size();
          if (!shape->points().empty()) sum.mix += static_cast<std::uint32_t>(shape->points().back().x);
        }
        if (!properties) continue;
        const auto tags = scanner.tags();
        if (!tags) continue;
        for (std::size_t i = 0; i < tags->size(); i += 2) {
          sum.mix += layer.keys[(*tags)[i]].size() + layer.values[(*tags)[i + 1]].index();
          ++sum.tags;
        }
      }
    }
  }
  return sum;
}

/// What a machine can do at all: all bytes once, eight at a time; and all bytes as varints, without any structure.
std::uint64_t read_words(const std::vector<std::string>& tiles) {
  std::uint64_t sum = 0;
  for (const auto& tile : tiles) {
    for (std::size_t i = 0; i + 8 <= tile.size(); i += 8) {
      std::uint64_t word;
      std::memcpy(&word, tile.data() + i, 8);
      sum += word;
    }
  }
  return sum;
}

std::uint64_t read_varints(const std::vector<std::string>& tiles) {
  std::uint64_t sum = 0;
  for (const auto& tile : tiles) {
    std::uint32_t value = 0;
    unsigned shift = 0;
    for (const char c : tile) {
      const auto byte = static_cast<unsigned char>(c);
      value |= (byte & 0x7FU) << (shift & 31);
      shift += 7;
      if (byte < 0x80) {
        sum += value >> 1 ^ -(value & 1);
        value = shift = 0;
      }
    }
  }
  return sum;
}

class Bench {
 public:
  explicit Bench(bool json) : m_json(json) {}

  void run(const std::string& name, const std::vector<std::string>& tiles) {
    double bytes = 0;
    for (const auto& tile : tiles) bytes += static_cast<double>(tile.size());
    if (bytes == 0) return;
    Sum sum;
    const double words = rate(bytes, [&] { m_sink += read_words(tiles); });
    const double varints = rate(bytes, [&] { m_sink += read_varints(tiles); });
    const double geometry = rate(bytes, [&] { m_sink += (sum = scan(tiles, false)).mix; });
    const double all = rate(bytes, [&] { m_sink += (sum = scan(tiles, true)).mix; });
    const double values = rate(bytes, [&] {
      for (const auto& tile : tiles) m_sink += tiles::decode_mvt(tiles::bytes_of(tile)).has_value();
    });
    m_out.line(m_json, "decode geometry, " + name, geometry, "GB/s", "plain varint loop", varints, 1.5);
    m_out.line(m_json, "decode geometry and properties, " + name, all, "GB/s", "plain varint loop", varints, 1.0);
    m_out.line(m_json, "decode to values, " + name, values, "GB/s", "memory read", words, 0);
    if (!m_json) {
      std::printf("  %zu tiles, %.1f MB, %.1f M features, %.1f M points, %.1f M tags\n", tiles.size(), bytes / 1e6,
                  static_cast<double>(sum.features) / 1e6, static_cast<double>(sum.points) / 1e6, static_cast<double>(sum.tags) / 1e6);
    }
  }

 private:
  /// Best of many short rounds in GB per second of this thread's processor time, so that a busy machine does not count.
  static double rate(double bytes, const std::function<void()>& work) {
    double best = 1e9;
    for (int round = 0; round < 15; ++round) {
      const double start = bench::thread_seconds();
      work();
      best = std::min(best, bench::thread_seconds() - start);
    }
    return bytes / best / 1e9;
  }

  bool m_json;
  std::uint64_t m_sink = 0;
  bench::JsonLines m_out;
};

std::vector<std::string> town_tiles(std::size_t buildings, int zoom) {
  const auto town = bench::TownMaker(buildings).make();
  std::vector<std::shared_ptr<const feature::LayerPack>> packs;
  for (const auto& layer : town) packs.push_back(bench::pack_of(layer));
  tiles::CutOptions options;
  options.tolerance = 0;
  options.all_rows = options.keep_collapsed = true;
  std::vector<std::string> encoded;
  for (const auto id : tiles::plan_tiles(packs, zoom, true, 1'000'000'000, {}).ids) {
    std::vector<tiles::LayerToEncode> layers;
    for (std::size_t l = 0; l < packs.size(); ++l) {
      auto tile = tiles::cut(packs[l], *tiles::tile_of_pmtiles_id(id), options);
      if (!tile->features.empty()) layers.push_back({town[l].name, std::move(tile), nullptr});
    }
    encoded.push_back(tiles::encode_mvt(layers));
  }
  return encoded;
}

}  // namespace

int main(int argc, char** argv) {
  bool json = false;
  std::size_t buildings = 100'000;
  std::vector<std::string> archives;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--json")
      json = true;
    else if (name == "--buildings" && i + 1 < argc)
      buildings = std::strtoull(argv[++i], nullptr, 10);
    else
      archives.push_back(name);
  }
  Bench bench(json);
  bench.run("town z14", town_tiles(buildings, 14));
  bench.run("town z16", town_tiles(buildings, 16));
  for (const auto& path : archives) {
    auto reader = tiles::open_archive(path);
    if (!reader) return std::fprintf(stderr, "cannot open %s\n", path.c_str()), 1;
    std::vector<std::string> tiles;
    (void)(*reader)->for_each([&](geo::TileId, std::string_view bytes) {
      tiles.emplace_back(bytes);
      return base::Status{};
    });
    bench.run(path.substr(path.rfind('/') + 1), tiles);
  }
  return 0;
}
