// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "sample/town_plan.h"

namespace skizze::sample {

/// A street inside a quarter, between two crossings or from a crossing to its end; plan coordinates.
struct SideStreet {
  Vec from, to;
  StreetClass street_class = StreetClass::residential;
  std::uint32_t line = 0;  ///< streets of one line share a name
};

/// Land between streets.
struct Block {
  Polygon plan;  ///< to the middle of the streets around it
  Polygon land;  ///< to the edge of their pavements, EPSG:25833; empty where too little is left
};

/// Where a side street meets a main street, plan coordinates.
struct QuarterLayout {
  std::vector<SideStreet> streets;
  std::vector<Block> blocks;
  std::vector<Vec> gates;
  std::uint32_t line_count = 0;
};

/// Cuts a quarter into blocks of the size its use wants, by streets that meet at T-junctions, as towns do that grew field by field.
QuarterLayout lay_out(const TownPlan& plan, const Quarter& quarter);

}  // namespace skizze::sample
