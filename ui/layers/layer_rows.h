// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "project/layer_groups.h"

namespace skizze::ui {

/// The list of layers as a tree: groups, in them groups and layers, below layers the lines of their legends. Rows have numbers; -1 is above
/// all of them.
class LayerRows {
 public:
  enum class Kind : std::uint8_t { group, layer, legend };
  struct Row {
    Kind kind = Kind::layer;
    int parent = -1;
    int place = 0;              ///< among what stands beside it
    project::LayerBlock block;  ///< the layers in it; of a line of a legend: its layer
    std::vector<int> below;
    bool operator==(const Row&) const = default;
  };
  /// Where something lands that is dropped: before a layer (or behind the last) and in which groups.
  struct Target {
    std::size_t before = 0;
    project::GroupPath into;
  };

  LayerRows() = default;
  /// legend_lines: of each layer.
  LayerRows(project::LayerOrder order, const std::vector<std::size_t>& legend_lines);
  const project::LayerOrder& order() const { return m_order; }
  const Row& row(int number) const { return m_rows[static_cast<std::size_t>(number)]; }
  const std::vector<int>& below(int number) const { return number < 0 ? m_top : row(number).below; }
  const base::Uuid& layer_id(int number) const { return m_order[row(number).block.first].id; }
  /// -1 where there is none.
  int layer_row(const base::Uuid& id) const;
  /// The group of this depth (1: the outermost) that a layer stands in; the layer itself for 0 or more than it has; -1 without the layer.
  int group_row(const base::Uuid& layer, std::size_t depth) const;
  /// Of a group with its own name, otherwise the groups that the layer stands in.
  project::GroupPath path(int number) const;
  /// As item views say it: place -1 is on the row itself.
  Target target(int parent, int place) const;
  bool operator==(const LayerRows&) const = default;

 private:
  void add(int parent, std::size_t begin, std::size_t end, std::size_t depth, const std::vector<std::size_t>& legend_lines);
  int add_row(Kind kind, int parent, const project::LayerBlock& block);

  project::LayerOrder m_order;
  std::vector<Row> m_rows;
  std::vector<int> m_top;
};

}  // namespace skizze::ui
