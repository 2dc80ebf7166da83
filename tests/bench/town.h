// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A deterministic plain town for benchmarks: per 100,000 buildings also 25,000 trees and 12,500 streets, about a million vertices.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "feature/layer_pack.h"
#include "feature/pack_builder.h"
#include "geo/mercator.h"

namespace skizze::bench {

struct TownLayer {
  std::string name;
  std::vector<feature::Column> columns;
  std::vector<geo::Geometry> rows;  ///< Web Mercator metres
  std::vector<std::vector<feature::Value>> values;
};

class TownMaker {
 public:
  explicit TownMaker(std::size_t buildings) : m_count(buildings), m_side(std::sqrt(static_cast<double>(buildings)) * 45) {}

  std::vector<TownLayer> make() {
    std::vector<TownLayer> layers;
    visit([&](const TownLayer& head) { layers.push_back(head); },
          [&](geo::Geometry&& row, std::vector<feature::Value>&& values) {
            layers.back().rows.push_back(std::move(row));
            layers.back().values.push_back(std::move(values));
          });
    return layers;
  }

  /// The same row by row, for towns that are not to be held in memory: begin(layer without rows), then add(geometry, values) for each row.
  template <class Begin, class Add>
  void visit(Begin&& begin, Add&& add) {
    buildings(begin, add);
    trees(begin, add);
    streets(begin, add);
  }

 private:
  double unit() { return std::uniform_real_distribution<double>(0, 1)(m_random); }
  geo::Point2 place() { return {m_west + unit() * m_side, m_south + unit() * m_side}; }
  static geo::Point2 turned(geo::Point2 c, double x, double y, double angle) {
    return {c.x + x * std::cos(angle) - y * std::sin(angle), c.y + x * std::sin(angle) + y * std::cos(angle)};
  }

  template <class Begin, class Add>
  void buildings(Begin&& begin, Add&& add) {
    begin(TownLayer{"buildings",
                    {{"kind", feature::ColumnType::text}, {"height", feature::ColumnType::real}, {"year", feature::ColumnType::integer}},
                    {},
                    {}});
    const char* const kinds[] = {"house", "apartments", "garage", "office", "school"};
    for (std::size_t i = 0; i < m_count; ++i) {
      const geo::Point2 c = place();
      const double angle = std::floor(unit() * 8) * 0.19;
      const double w = 8 + unit() * 30;
      const double d = 8 + unit() * 18;
      std::vector<geo::Point2> ring{turned(c, 0, 0, angle), turned(c, w, 0, angle), turned(c, w, d, angle)};
      if (i % 2 == 0) {  // an L with an oriel
        for (const auto& [x, y] :
             {std::pair{w * 0.6, d}, {w * 0.6, d * 1.5}, {w * 0.4, d * 1.5}, {w * 0.4, d * 1.6}, {w * 0.3, d * 1.6}, {w * 0.3, d * 1.5}}) {
          ring.push_back(turned(c, x, y, angle));
        }
        ring.push_back(turned(c, 0, d * 1.5, angle));
      } else {
        ring.push_back(turned(c, 0, d, angle));
      }
      add(geo::make_area({ring}),
          {std::string(kinds[m_random() % 5]), std::round(unit() * 300) / 10, static_cast<std::int64_t>(1880 + m_random() % 145)});
    }
  }

  template <class Begin, class Add>
  void trees(Begin&& begin, Add&& add) {
    begin(TownLayer{"trees", {{"species", feature::ColumnType::text}}, {}, {}});
    for (std::size_t i = 0; i < m_count / 4; ++i) {
      geo::Geometry tree = geo::make_point(place());
      add(std::move(tree), {"species " + std::to_string(m_random() % 60)});
    }
  }

  template <class Begin, class Add>
  void streets(Begin&& begin, Add&& add) {
    begin(TownLayer{"streets", {{"name", feature::ColumnType::text}, {"lanes", feature::ColumnType::integer}}, {}, {}});
    for (std::size_t i = 0; i < m_count / 8; ++i) {
      geo::Point2 p = place();
      double angle = unit() * 6.28;
      std::vector<geo::Point2> line{p};
      for (std::uint64_t k = 3 + m_random() % 28; k > 0; --k) {
        angle += (unit() - 0.5) * 0.5;
        p = {p.x + 25 * std::cos(angle), p.y + 25 * std::sin(angle)};
        line.push_back(p);
      }
      add(geo::make_line(line), {"Street " + std::to_string(i / 3), static_cast<std::int64_t>(1 + m_random() % 4)});
    }
  }

  std::mt19937_64 m_random{20261121};
  std::size_t m_count;
  double m_side;
  double m_west = 1110000;  // Hamburg
  double m_south = 7080000;
};

inline std::shared_ptr<const feature::LayerPack> pack_of(const TownLayer& layer) {
  feature::PackInfo info;
  info.name = layer.name;
  info.columns = layer.columns;
  feature::PackBuilder builder(info);
  for (std::size_t i = 0; i < layer.rows.size(); ++i) builder.add(static_cast<std::int64_t>(i + 1), layer.rows[i], layer.values[i]);
  auto pack = feature::LayerPack::from_bytes(builder.finish());
  return pack ? *pack : nullptr;
}

}  // namespace skizze::bench
