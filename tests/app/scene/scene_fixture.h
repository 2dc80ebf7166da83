// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A quarter of a few streets around a lake, built from nothing: what the tests of this room draw.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <QImage>

#include "feature/layer_pack.h"
#include "feature/pack_builder.h"
#include "geo/mercator.h"
#include "scene/map_view.h"
#include "style/stylesheet.h"

namespace skizze::scene::fixture {

inline const geo::Point2 k_middle = geo::to_mercator({7.1, 50.9});

inline std::shared_ptr<const style::Stylesheet> sheet(const std::string& layers_json) {
  auto parsed = style::parse(layers_json);
  if (!parsed) qFatal("style: %s", parsed.error().message.id.c_str());
  return *parsed;
}

inline geo::Geometry box_area(double x, double y, double w, double h) {
  const geo::Point2 o{k_middle.x + x, k_middle.y + y};
  return geo::make_area({{{o.x, o.y}, {o.x + w, o.y}, {o.x + w, o.y + h}, {o.x, o.y + h}}});
}

inline geo::Geometry line(std::vector<geo::Point2> points) {
  for (geo::Point2& p : points) p = {p.x + k_middle.x, p.y + k_middle.y};
  return geo::make_line(points);
}

inline geo::Geometry point(double x, double y) { return geo::make_point({k_middle.x + x, k_middle.y + y}); }

struct Row {
  geo::Geometry geometry;
  std::string name;
  std::int64_t rank = 0;
};

/// Columns: name (text), rank (integer). Ids count from 1.
inline std::shared_ptr<const feature::LayerPack> pack_of(const std::string& layer_name, const std::vector<Row>& rows) {
  feature::PackInfo info;
  info.name = layer_name;
  info.crs = "EPSG:3857";
  info.columns = {{"name", feature::ColumnType::text}, {"rank", feature::ColumnType::integer}};
  if (!rows.empty()) info.kind = rows.front().geometry.kind;
  feature::PackBuilder builder(info);
  std::int64_t id = 0;
  for (const Row& row : rows) {
    const std::vector<feature::Value> values{row.name.empty() ? feature::Value() : feature::Value(row.name), row.rank};
    builder.add(++id, row.geometry, values);
  }
  auto pack = feature::LayerPack::from_bytes(builder.finish());
  if (!pack) qFatal("pack: %s", pack.error().message.id.c_str());
  return *pack;
}

/// The row with a feature id (packs order their rows along a curve).
inline std::uint32_t row_of(const feature::LayerPack& pack, std::int64_t id) {
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (pack.id(row) == id) return row;
  }
  qFatal("no such id");
  return 0;
}

inline MapLayer layer(const std::string& id, std::shared_ptr<const feature::LayerPack> pack, const std::string& style_json) {
  MapLayer layer;
  layer.id = id;
  layer.pack = std::move(pack);
  layer.style = sheet(style_json);
  return layer;
}

/// 40 x 40 houses of changing size, every fifth turned.
inline std::vector<Row> houses() {
  std::vector<Row> rows;
  for (int i = 0; i < 1600; ++i) {
    const double x = (i % 40 - 20) * 30.0;
    const double y = (i / 40 - 20) * 30.0;
    const double w = 8 + i * 7 % 13;
    const double h = 8 + i * 5 % 11;
    geo::Geometry house = box_area(x, y, w, h);
    if (i % 5 == 0) {
      for (auto& p : house.parts.front().points) {
        const double dx = p.x - k_middle.x - x;
        const double dy = p.y - k_middle.y - y;
        p.x = k_middle.x + x + dx * 0.8 - dy * 0.6;
        p.y = k_middle.y + y + dx * 0.6 + dy * 0.8;
      }
    }
    rows.push_back({house, i % 50 == 0 ? "Haus " + std::to_string(i) : "", i % 3});
  }
  return rows;
}

inline std::vector<Row> streets() {
  std::vector<Row> rows;
  for (int i = -10; i <= 10; ++i) {
    const double at = i * 60.0 - 6;
    std::vector<geo::Point2> along;
    for (int k = 0; k <= 40; ++k) along.push_back({-650 + k * 32.5, at + 10 * std::sin(k * 0.25 + i)});
    rows.push_back({line(along), "Querstraße " + std::to_string(i + 11), i % 4 == 0 ? 1 : 0});
    rows.push_back({line({{at, -650}, {at + 15, 0}, {at, 650}}), "Längsweg " + std::to_string(i + 11), i % 5 == 0 ? 1 : 0});
  }
  return rows;
}

/// A lake with two islands, and a wood beside it.
inline std::vector<Row> ground() {
  std::vector<geo::Point2> shore;
  std::vector<geo::Point2> island;
  for (int i = 0; i < 90; ++i) {
    const double a = i * 2 * M_PI / 90;
    const double r = 260 + 30 * std::sin(a * 5);
    shore.push_back({k_middle.x - 100 + r * std::cos(a), k_middle.y - 60 + r * std::sin(a)});
    island.push_back({k_middle.x - 60 + 60 * std::cos(-a), k_middle.y - 40 + 40 * std::sin(-a)});
  }
  return {{geo::make_area({shore, island}), "Mühlensee", 0}, {box_area(150, 100, 400, 350), "Stadtwald", 1}};
}

inline const char* k_ground_style = R"([
  {"id":"ground","type":"background","paint":{"background-color":"#f4f1ea"}},
  {"id":"water","type":"fill","filter":["==",["get","rank"],0],"paint":{"fill-color":"#c5dae6","fill-outline-color":"#8fb3c9"}},
  {"id":"wood","type":"fill","filter":["==",["get","rank"],1],"paint":{"fill-color":"#7aa572","fill-pattern":"hatch-45"}},
  {"id":"edge","type":"line","paint":{"line-color":"#b0452f","line-width":1.5,"line-dasharray":[6,3]}}])";
inline const char* k_house_style = R"([
  {"id":"houses","type":"fill","paint":{"fill-color":["match",["get","rank"],0,"#e0d6c8",1,"#d8cbb8","#cfc0aa"],"fill-outline-color":"#a8967c"}}])";
inline const char* k_street_style = R"([
  {"id":"casing","type":"line","layout":{"line-join":"round","line-cap":"round"},"paint":{"line-color":"#a9a294","line-width":7}},
  {"id":"street","type":"line","layout":{"line-join":"round","line-cap":"round"},"paint":{"line-color":"#ffffff","line-width":5}},
  {"id":"lane","type":"line","filter":["==",["get","rank"],1],"paint":{"line-color":"#0072b2","line-width":2,"line-dasharray":[4,2],"line-offset":3}},
  {"id":"name","type":"symbol","layout":{"symbol-placement":"line","text-field":["get","name"],"text-size":12},
   "paint":{"text-color":"#333333","text-halo-color":"#ffffff","text-halo-width":1.5}}])";
inline const char* k_tree_style = R"([
  {"id":"tree","type":"circle","paint":{"circle-color":"#5b8c51","circle-radius":4,"circle-stroke-color":"#ffffff","circle-stroke-width":1}},
  {"id":"name","type":"symbol","layout":{"text-field":["get","name"],"text-size":11,"text-anchor":"top","text-offset":[0,0.6]},
   "paint":{"text-color":"#2d4a27","text-halo-color":"#ffffff","text-halo-width":1.2}}])";

inline const char* k_blue_style = R"([{"id":"f","type":"fill","paint":{"fill-color":"#336699","fill-outline-color":"#000000"}}])";
inline const char* k_black_style = R"([{"id":"f","type":"fill","paint":{"fill-color":"#000000"}}])";
inline const char* k_red_style = R"([{"id":"f","type":"fill","paint":{"fill-color":"#ff0000"}}])";

inline std::vector<Row> trees() {
  std::vector<Row> rows;
  for (int i = 0; i < 300; ++i) {
    const double a = i * 2.399963;
    rows.push_back({point(i * 2.0 * std::cos(a), i * 2.0 * std::sin(a)), i % 3 == 0 ? "Baum " + std::to_string(i) : "", i});
  }
  return rows;
}

inline MapSnapshot town() {
  MapSnapshot snapshot;
  snapshot.layers = {
      layer("ground", pack_of("ground", ground()), k_ground_style), layer("houses", pack_of("houses", houses()), k_house_style),
      layer("streets", pack_of("streets", streets()), k_street_style), layer("trees", pack_of("trees", trees()), k_tree_style)};
  return snapshot;
}

inline Camera camera(double zoom, int width = 900, int height = 700, double dpr = 1) { return {k_middle, zoom, width, height, dpr}; }

/// How two pictures differ: pixels with a channel off by more than `tolerance`, and the largest difference.
struct Difference {
  int pixels = 0;
  int largest = 0;
};
inline Difference difference(const QImage& a, const QImage& b, int tolerance) {
  Difference d;
  if (a.size() != b.size()) return {a.width() * a.height(), 255};
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y);
      const QRgb q = b.pixel(x, y);
      const int off = std::max({std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
      d.largest = std::max(d.largest, off);
      if (off > tolerance) ++d.pixels;
    }
  }
  return d;
}

}  // namespace skizze::scene::fixture
