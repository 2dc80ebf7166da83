// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Strips along motorways and railways where open-field photovoltaics are looked at favourably: a screening of areas, never a permit.
#pragma once

#include <cstddef>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/layer_pack.h"
#include "geo/geometry.h"
#include "solar/area.h"

namespace skizze::solar {

/// Lines along which the rules hold. Railways whose number of tracks no column tells are left out and counted: whether they have two main
/// tracks is not assessable.
struct FieldLines {
  std::vector<geo::Geometry> lines;  ///< Web Mercator
  std::size_t motorways = 0;
  std::size_t railways = 0;  ///< with two tracks or more
  std::size_t unknown_tracks = 0;
};
/// Adds the motorways (highway motorway or motorway_link; class "Bundesautobahn") and railways with two tracks (columns tracks or gleise; a
/// single line drawn beside another within 12 m counts as its second track) of a pack of lines.
void add_field_lines(const feature::LayerPack& pack, FieldLines& found);

struct FieldStrip {
  const FieldRule* rule = nullptr;
  geo::Geometry shape;  ///< as the lines: Web Mercator
  double area_m2 = 0;   ///< on the ground
};
/// One strip per rule, the widest last, without the carriageway itself and without the excluded areas. half_width_m: from the drawn line to
/// the edge from which the law counts (assumption). Errors: invalid, cancelled.
base::Result<std::vector<FieldStrip>> field_strips(const FieldLines& found, const std::vector<geo::Geometry>& exclusions,
                                                   double half_width_m = 15, base::CancelToken token = {});

}  // namespace skizze::solar
