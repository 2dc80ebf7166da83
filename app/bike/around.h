// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands near a lane, read from the city's layers where the lane is and nowhere else.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "bike/city.h"
#include "bike/conflicts.h"
#include "geo/crs.h"

namespace skizze::bike {

/// Cells of 128 m, read on first use from the packs' indexes and kept: dragging a vertex reads at most the cells that are new under its two
/// segments. One thread at a time.
class Around {
 public:
  static base::Result<Around> make(std::shared_ptr<const City> city);

  /// One row of a layer in the lane's CRS.
  struct Item {
    LayerRole role = LayerRole::trees;
    geo::Box box;
    geo::Geometry shape;
    std::string name;
    std::optional<double> trunk_m, crown_m;
  };
  /// Each item once that comes within a distance of any segment of a line.
  std::vector<const Item*> near(const geo::Geometry& line, double within_m);
  /// Sorted into what the checks ask for; crossings come from the streets and are not in it.
  Surroundings surroundings(const geo::Geometry& lane);

  /// Cells read so far, for tests and benchmarks.
  std::size_t cells_read() const { return m_cells_read; }

 private:
  Around(std::shared_ptr<const City> city, geo::Transform from_mercator)
      : m_city(std::move(city)), m_from_mercator(std::move(from_mercator)) {}
  const std::vector<const Item*>& cell(std::int32_t x, std::int32_t y);
  void read(std::size_t layer, const geo::Box& mercator, std::vector<const Item*>& to);
  Item item_of(std::size_t layer, std::uint32_t row, LayerRole role);

  std::shared_ptr<const City> m_city;
  geo::Transform m_from_mercator;
  std::unordered_map<std::uint64_t, std::vector<const Item*>> m_cells;
  std::unordered_map<std::uint64_t, std::unique_ptr<Item>> m_items;  ///< by layer and row; null: nothing that matters
  std::size_t m_cells_read = 0;
};

}  // namespace skizze::bike
