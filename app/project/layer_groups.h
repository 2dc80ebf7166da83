// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Groups of layers. A group is nothing of its own: layers that follow one another and name the same group stand in it, so the order of
/// drawing always counts, and a group without layers is not there.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/id.h"
#include "store/layer_entry.h"

namespace skizze::project {

using GroupPath = std::vector<std::string>;  ///< names, outermost first

struct LayerPlace {
  base::Uuid id;
  GroupPath groups;
  bool operator==(const LayerPlace&) const = default;
};

/// As people see them: topmost first. Rows are places in it.
using LayerOrder = std::vector<LayerPlace>;

/// A layer, or a group with all that is in it.
struct LayerBlock {
  std::size_t first = 0;    ///< row
  std::size_t count = 1;    ///< of rows
  std::size_t parents = 0;  ///< how many groups the block stands in: the first ones of each of its layers
  std::size_t end() const { return first + count; }
  bool operator==(const LayerBlock&) const = default;
};

bool starts_with(const GroupPath& path, const GroupPath& start);

/// drawn: the lowest first.
template <class Entries>
LayerOrder order_of(const Entries& drawn) {
  LayerOrder order;
  for (auto layer = drawn.rbegin(); layer != drawn.rend(); ++layer) order.push_back({layer->id, layer->groups});
  return order;
}

LayerBlock layer_block(const LayerOrder& order, std::size_t row);
/// The group that the layer of this row stands in at this depth (1: the outermost); depth is at most the number of its groups.
LayerBlock group_block(const LayerOrder& order, std::size_t row, std::size_t depth);

/// The block before another row (or the end) and in other groups. Within the block's own rows the row says nothing.
LayerOrder moved(const LayerOrder& order, const LayerBlock& block, std::size_t before, const GroupPath& into);
/// One step up or down: past what lies beside the block in its group; from the group's end out of it. A layer beside a group goes into it,
/// a group goes past it.
LayerOrder stepped(const LayerOrder& order, const LayerBlock& block, bool up);
/// Into the group, above all that is in it.
LayerOrder put_into(const LayerOrder& order, std::size_t row, const LayerBlock& group);
/// Out of the innermost group, above all that stays in it.
LayerOrder taken_out(const LayerOrder& order, std::size_t row);
/// A new group around one layer, in its place.
LayerOrder grouped(const LayerOrder& order, std::size_t row, const std::string& name);
LayerOrder renamed(const LayerOrder& order, const LayerBlock& group, const std::string& name);
/// What was in the group stands where the group stood.
LayerOrder ungrouped(const LayerOrder& order, const LayerBlock& group);

}  // namespace skizze::project
