// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "seeds.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "app/readers/osm_pbf.h"
#include "feature/layer_pack.h"
#include "feature/pack_builder.h"
#include "tiles/compression.h"
#include "tiles/cutter.h"
#include "tiles/export.h"
#include "tiles/mvt_writer.h"

namespace skizze::fuzz {
namespace {

namespace fs = std::filesystem;
using feature::ColumnType;
using feature::Value;

const geo::Point2 k_place{1110000, 7080000};

std::vector<std::byte> small_pack(bool heights) {
  feature::PackInfo info;
  info.name = "Häuser";
  info.has_z = heights;
  info.columns = {
      {"kind", ColumnType::text}, {"storeys", ColumnType::integer}, {"height", ColumnType::real}, {"listed", ColumnType::boolean}};
  info.notices.push_back({feature::Severity::lost, {"readers.no_shape", {{"count", "1"}}}, 1, "7"});
  feature::PackBuilder builder(info);
  for (int i = 0; i < 12; ++i) {
    const double x = k_place.x + 30 * i;
    const double y = k_place.y + 17 * (i % 5);
    geo::Geometry shape = geo::make_area(
        {{{x, y}, {x + 12, y}, {x + 12, y + 9}, {x + 5, y + 9.5}, {x, y + 9}}, {{x + 2, y + 2}, {x + 2, y + 4}, {x + 4, y + 4}}});
    if (i % 4 == 1) shape = geo::make_line({{x, y}, {x + 20, y + 3}, {x + 60, y - 9}});
    if (i % 4 == 2) shape = geo::make_point({x, y});
    if (i == 7) shape = {};
    builder.add(i, shape, std::vector<Value>{std::string(i % 3 == 0 ? "house" : "garage"), std::int64_t{i % 4}, i * 1.5, i % 2 == 0});
  }
  return builder.finish();
}

std::shared_ptr<const feature::LayerPack> opened(bool heights) {
  return feature::LayerPack::from_bytes(small_pack(heights)).value_or(nullptr);
}

std::string text_of(const std::vector<std::byte>& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string exported(const char* ending) {
  const fs::path file = fs::temp_directory_path() / ("seed." + std::to_string(getpid()) + ending);
  tiles::ExportOptions options;
  options.target = file;
  options.min_zoom = 0;
  options.max_zoom = 14;
  options.threads = 1;
  (void)tiles::export_tiles({{"houses", opened(false)}}, options);
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  fs::remove(file);
  return bytes;
}

}  // namespace

std::vector<std::string> mvt_seeds() {
  const auto pack = opened(false);
  tiles::CutOptions options;
  options.all_rows = options.keep_collapsed = true;
  std::vector<std::string> seeds;
  for (const int zoom : {10, 14, 16}) {
    const auto id = geo::tile_at({k_place.x + 100, k_place.y + 30}, zoom);
    seeds.push_back(tiles::encode_mvt(std::vector<tiles::LayerToEncode>{{"houses", tiles::cut(pack, id, options), nullptr}}));
  }
  tiles::MvtTile tile;
  tile.layers.push_back(
      {"all", 2, 4096, {"a", "b"}, {std::string("ß"), 1.5F, -2.25, std::int64_t{-7}, UINT64_MAX, tiles::MvtSint{-9}, true}, {}});
  tile.layers[0].features.push_back({std::nullopt, tiles::MvtGeometryType::point, {0, 0, 1, 5}, {{{{1, 2}, {3, 4}}}}});
  tile.layers[0].features.push_back({UINT64_MAX, tiles::MvtGeometryType::line, {1, 4}, {{{{0, 0}, {INT32_MAX, -5}, {100, 7000}}}}});
  seeds.push_back(tiles::encode_mvt(tile));
  seeds.push_back(tiles::gzip(seeds.back()));
  return seeds;
}

std::vector<std::string> pmtiles_seeds() { return {exported(".pmtiles")}; }

std::vector<std::string> mbtiles_seeds() {
  std::vector<std::string> seeds;
  for (const auto& tile : mvt_seeds()) seeds.push_back("\x02" + tile);
  seeds.push_back("\x02" + tiles::gzip(mvt_seeds().front()));
  seeds.push_back(std::string("\0{\"vector_layers\":[{\"id\":\"a\",\"fields\":{}}]}", 44));
  seeds.push_back(std::string("\0", 1) + "14");
  seeds.push_back("\x01" + exported(".mbtiles"));
  return seeds;
}

std::vector<std::string> pack_seeds() { return {text_of(small_pack(false)), text_of(small_pack(true))}; }

std::vector<std::string> style_seeds() {
  return {R"j({"version":8,"name":"a","sources":{},"layers":[]})j",
          R"j({"version":8,"sources":{"s":{"type":"vector"}},"layers":[{"id":"ground","type":"background","paint":)j"
          R"j({"background-color":"#eee"}},{"id":"h","type":"fill","source":"s","source-layer":"houses","minzoom":3,)j"
          R"j("filter":["all",["==",["get","kind"],"house"],[">",["to-number",["get","height"]],3]],"paint":)j"
          R"j({"fill-color":["match",["get","kind"],"house","red","garage",["rgb",1,2,3],"hsl(20,30%,40%)"],)j"
          R"j("fill-opacity":["interpolate",["exponential",1.5],["zoom"],5,0.2,15,1]}}]})j",
          R"j({"version":8,"sources":{"s":{"type":"vector"}},"layers":[{"id":"l","type":"line","source":"s","source-layer":"x",)j"
          R"j("layout":{"line-cap":"round"},"paint":{"line-width":["step",["zoom"],1,10,2,12,["case",["has","a"],3,4]],)j"
          R"j("line-dasharray":[2,1]}},{"id":"t","type":"symbol","source":"s","source-layer":"x","layout":{"text-field":)j"
          R"j(["concat",["upcase",["get","name"]]," ",["number-format",["get","n"],{"locale":"de","max-fraction-digits":1}]],)j"
          R"j("text-size":{"stops":[[1,10],[10,20]]}}},{"id":"c","type":"circle","source":"s","source-layer":"x","paint":)j"
          R"j({"circle-radius":["let","r",3,["*",["var","r"],2]],"circle-color":["coalesce",["get","c"],"#123456"]}}]})j"};
}

/// A square of nine nodes with a street, a house, a wood with a clearing and a route; raw, packed, and in the wrong order.
std::vector<std::string> osm_pbf_seeds() {
  std::vector<test::PbfNode> nodes;
  for (int i = 0; i < 9; ++i) nodes.push_back({i + 1, 144'200'000 + i % 3 * 1000, 511'800'000 + i / 3 * 1000, {}});
  nodes[4].tags = {{"amenity", "bench"}, {"name", "Bank"}};
  const auto dense = test::PbfBlock().dense(nodes);
  const auto single = test::PbfBlock().node(nodes[4]).node(nodes[0]);
  const auto ways = test::PbfBlock()
                        .way({20, {1, 2, 3}, {{"highway", "path"}}})
                        .way({21, {1, 2, 5, 4, 1}, {{"building", "yes"}, {"area", "yes"}}})
                        .way({22, {1, 3, 9}, {}})
                        .way({23, {9, 7, 1}, {}});
  const auto relations =
      test::PbfBlock()
          .relation(30, {{1, 22, "outer"}, {1, 23, "outer"}, {1, 21, "inner"}}, {{"type", "multipolygon"}, {"landuse", "forest"}})
          .relation(31, {{1, 21, "outer"}}, {{"type", "multipolygon"}})
          .relation(32, {{0, 5, "stop"}, {1, 20, ""}, {2, 30, "subarea"}}, {{"type", "route"}});
  const auto header = test::pbf_header();
  return {header + test::pbf_data(dense) + test::pbf_data(ways) + test::pbf_data(relations),
          header + test::pbf_data(dense, 3) + test::pbf_data(ways, 3) + test::pbf_data(relations, 3),
          header + test::pbf_data(relations) + test::pbf_data(single),
          header + test::pbf_data(test::PbfBlock().grid(1000, -7, 7).node(nodes[0]))};
}

}  // namespace skizze::fuzz
