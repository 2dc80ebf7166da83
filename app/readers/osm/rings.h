// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Rings from the ways of a relation, without asking what its members call themselves: extracts name roles wrongly too often. Rings are
/// nodes by place, the first one repeated at the end.
#pragma once

#include <cstdint>
#include <vector>

#include "base/cancel.h"
#include "readers/osm/places.h"

namespace skizze::readers::osm {

using Nodes = std::vector<std::uint32_t>;

/// Joins open lines where they end in one spot, each with the first that fits. What does not close is left out; the ring with the largest
/// box comes first.
std::vector<Nodes> joined(std::vector<Nodes> lines, const Places& places);

struct NestedRing {
  Nodes nodes;
  bool hole = false;
};

/// Outer rings in their order, each followed by its holes: a ring in an outer one is a hole, a ring in a hole is outer again. A ring lies
/// in another when its first corner that is not on the other's side does.
std::vector<NestedRing> nested(std::vector<Nodes> rings, const Places& places, const base::CancelToken& token);

}  // namespace skizze::readers::osm
