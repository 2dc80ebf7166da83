// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "sample/quarter_content.h"
#include "sample/random.h"

namespace skizze::sample {

/// Ways to build up a block. Each takes the block on the land and adds parcels, buildings, trees and areas to the content.
class Plots {
 public:
  Plots(QuarterContent& content, Random& random) : m_content(content), m_random(random) {}

  void old_town(const Polygon& block);
  void perimeter(const Polygon& block);
  void terraced(const Polygon& block);
  void detached(const Polygon& block);
  void slabs(const Polygon& block);
  void industrial(const Polygon& block);
  void allotments(const Polygon& block);
  void market(const Polygon& block);
  void church(const Polygon& block, bool large);
  void school(const Polygon& block);
  void kindergarten(const Polygon& block);
  void supermarket(const Polygon& block);
  void square(const Polygon& block);
  void playground(const Polygon& block);
  void park(const Polygon& ring, const std::string& name);
  void cemetery(const Polygon& ring);
  void green(const Polygon& ring, const char* kind, const std::string& name);

 private:
  /// A parcel along a street: front edge a-b, sides inwards.
  struct Lot {
    Vec a, b;
    Polygon ring;
    double width = 0, depth = 0;
    std::size_t number = 0;  // along its side of the block
  };
  struct LotRule {
    double narrow, wide, depth, gap_every, gap;
  };
  std::vector<Lot> lots_along(const Polygon& block, const LotRule& rule);
  void add_parcel(const Polygon& ring) { m_content.parcels.push_back({ring}); }
  void add(Building building) { m_content.buildings.push_back(std::move(building)); }
  Building house(const Body& body, const char* function, int storeys, int year) const;
  void garage(const Lot& lot, double setback, bool right);
  void tree(Vec point, const char* place, double size, int species = -1);
  void trees_in(const Polygon& ring, double per_m2, const char* place, double keep_from_edge);
  /// grace_m: houses of one row may touch and, where their street bends, overlap a little.
  bool free_of_buildings(const Polygon& ring, std::size_t first, double grace_m = 0.05) const;
  bool within(const Polygon& block, const Polygon& ring) const;
  /// A rectangle in the frame of the block; u, v from its middle.
  Body body_in(const Frame& frame, double u, double v, double width, double depth, double eaves) const;
  void place(const Polygon& block, const char* kind, const std::string& name);

  QuarterContent& m_content;
  Random& m_random;
};

}  // namespace skizze::sample
