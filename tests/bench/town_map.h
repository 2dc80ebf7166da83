// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The bench town as a map: packs kept as files between runs, drawn in shapes like those of the city style.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "feature/layer_pack.h"
#include "feature/pack_builder.h"
#include "scene/map_view.h"
#include "town.h"

namespace skizze::bench {

inline const char* const k_buildings_style = R"([
  {"id":"ground","type":"background","paint":{"background-color":"#f6f4ef"}},
  {"id":"house","type":"fill","paint":{"fill-color":["match",["get","kind"],"school","#e6d9c0","office","#dcd6dd","#e2dbd0"],"fill-outline-color":"#b9ad99"}}])";
inline const char* const k_trees_style =
    R"([{"id":"tree","type":"circle","paint":{"circle-color":"#88b07e","circle-radius":["interpolate",["linear"],["zoom"],12,1,16,4]}}])";
inline const char* const k_streets_style = R"([
  {"id":"casing","type":"line","layout":{"line-cap":"round","line-join":"round"},"paint":{"line-color":"#c9c2b4","line-width":["interpolate",["exponential",1.5],["zoom"],12,1,17,12]}},
  {"id":"street","type":"line","layout":{"line-cap":"round","line-join":"round"},"paint":{"line-color":"#ffffff","line-width":["interpolate",["exponential",1.5],["zoom"],12,0.6,17,10]}},
  {"id":"name","type":"symbol","minzoom":13,"layout":{"symbol-placement":"line","text-field":["get","name"],"text-size":12},"paint":{"text-color":"#444444","text-halo-color":"#ffffff","text-halo-width":1.5}}])";

inline const char* style_of(const std::string& layer) {
  return layer == "buildings" ? k_buildings_style : layer == "trees" ? k_trees_style : k_streets_style;
}

/// The pack files of a town of so many buildings, bottom layer first; made where they are missing or of an older format.
class TownFiles {
 public:
  explicit TownFiles(std::filesystem::path folder) : m_folder(std::move(folder)) { std::filesystem::create_directories(m_folder); }

  std::vector<std::filesystem::path> files(std::size_t buildings) const {
    std::vector<std::filesystem::path> files;
    for (const char* name : {"buildings", "trees", "streets"})
      files.push_back(m_folder / ("town-" + std::to_string(buildings) + "-" + name + ".pack"));
    return files;
  }

  /// Whether they were made now (false: they were there).
  bool ensure(std::size_t buildings) const {
    bool there = true;
    for (const auto& file : files(buildings)) there = there && feature::LayerPack::open(file).has_value();
    if (there) return false;
    std::fprintf(stderr, "making a town of %zu buildings ...\n", buildings);
    std::unique_ptr<feature::PackBuilder> builder;
    std::int64_t id = 0;
    std::size_t layer = 0;
    const auto finish = [&] {
      if (builder && !builder->finish_to(files(buildings)[layer++])) std::fprintf(stderr, "a pack could not be written\n");
    };
    TownMaker(buildings).visit(
        [&](const TownLayer& head) {
          finish();
          feature::PackInfo info;
          info.name = head.name;
          info.columns = head.columns;
          builder = std::make_unique<feature::PackBuilder>(info);
          id = 0;
        },
        [&](const geo::Geometry& row, const std::vector<feature::Value>& values) { builder->add(++id, row, values); });
    finish();
    return true;
  }

 private:
  std::filesystem::path m_folder;
};

/// Opens pack files as a map; empty where one cannot be opened.
inline scene::MapSnapshot open_map(const std::vector<std::filesystem::path>& files) {
  scene::MapSnapshot snapshot;
  for (const auto& file : files) {
    auto pack = feature::LayerPack::open(file);
    if (!pack) return {};
    scene::MapLayer layer;
    layer.id = (*pack)->info().name;
    layer.style = style::parse(style_of(layer.id)).value();
    layer.pack = std::move(*pack);
    snapshot.layers.push_back(std::move(layer));
  }
  return snapshot;
}

inline std::uint64_t rows_of(const scene::MapSnapshot& snapshot) {
  std::uint64_t rows = 0;
  for (const auto& layer : snapshot.layers) rows += layer.pack ? layer.pack->size() : 0;
  return rows;
}

}  // namespace skizze::bench
