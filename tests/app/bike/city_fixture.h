// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Layers in memory, drawn in metres around a corner of EPSG:25832.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/bike/rule_fixture.h"
#include "bike/assess.h"
#include "feature/pack_builder.h"

namespace skizze::test {

inline constexpr geo::Point2 k_corner{600'000, 5'700'000};

inline geo::Point2 at(double x, double y) { return {k_corner.x + x, k_corner.y + y}; }

/// A line from places given in metres east and north of the corner.
inline geo::Geometry line_at(const std::vector<geo::Point2>& places) {
  std::vector<geo::Point2> points;
  for (const auto& p : places) points.push_back(at(p.x, p.y));
  return geo::make_line(points);
}
inline geo::Geometry area_at(double min_x, double min_y, double max_x, double max_y) {
  return geo::make_area({{at(min_x, min_y), at(max_x, min_y), at(max_x, max_y), at(min_x, max_y)}});
}

struct Row {
  geo::Geometry shape;
  std::map<std::string, std::string> values;
};

inline std::shared_ptr<const feature::LayerPack> pack_of(const std::string& name, const std::vector<std::string>& columns,
                                                         const std::vector<Row>& rows) {
  feature::PackInfo info;
  info.name = name;
  info.kind = rows.empty() ? geo::GeometryKind::line : rows.front().shape.kind;
  info.provenance.source_path = name;
  for (const auto& column : columns) info.columns.push_back({column, feature::ColumnType::text});
  feature::PackBuilder builder(std::move(info));
  const auto to_mercator = geo::Transform::make("EPSG:25832", "EPSG:3857");
  std::int64_t id = 0;
  for (const auto& row : rows) {
    std::vector<feature::Value> values;
    for (const auto& column : columns) {
      const auto found = row.values.find(column);
      values.push_back(found == row.values.end() ? feature::Value() : feature::Value(found->second));
    }
    builder.add(++id, geo::transformed(row.shape, *to_mercator), values);
  }
  return *feature::LayerPack::from_bytes(builder.finish());
}

inline bike::CityLayer layer_of(std::shared_ptr<const feature::LayerPack> pack) {
  auto use = bike::guess_use(pack->info(), pack->info().name);
  return {pack->info().name, std::move(pack), std::move(use)};
}

inline std::shared_ptr<const bike::City> city_of(std::vector<bike::CityLayer> layers) {
  static const auto k_rules = std::make_shared<const bike::RuleBook>(shipped_rules());
  bike::CityInput input;
  input.layers = std::move(layers);
  input.crs = "EPSG:25832";
  return *bike::City::build(k_rules, std::move(input));
}

}  // namespace skizze::test
