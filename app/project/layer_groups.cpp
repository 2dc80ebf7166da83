// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/layer_groups.h"

#include <algorithm>

namespace skizze::project {
namespace {

GroupPath parents_of(const LayerOrder& order, const LayerBlock& block) {
  const auto& groups = order[block.first].groups;
  return {groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(block.parents)};
}

LayerOrder out_of_its_group(const LayerOrder& order, const LayerBlock& block) {
  if (block.parents == 0) return order;
  auto into = parents_of(order, block);
  into.pop_back();
  return moved(order, block, block.first, into);
}

}  // namespace

bool starts_with(const GroupPath& path, const GroupPath& start) {
  return path.size() >= start.size() && std::equal(start.begin(), start.end(), path.begin());
}

LayerBlock layer_block(const LayerOrder& order, std::size_t row) { return {row, 1, order[row].groups.size()}; }

LayerBlock group_block(const LayerOrder& order, std::size_t row, std::size_t depth) {
  const auto& groups = order[row].groups;
  const GroupPath path(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(depth));
  std::size_t first = row;
  std::size_t end = row + 1;
  while (first > 0 && starts_with(order[first - 1].groups, path)) --first;
  while (end < order.size() && starts_with(order[end].groups, path)) ++end;
  return {first, end - first, depth - 1};
}

LayerOrder moved(const LayerOrder& order, const LayerBlock& block, std::size_t before, const GroupPath& into) {
  const auto at = [](std::size_t row) { return static_cast<std::ptrdiff_t>(row); };
  LayerOrder block_rows(order.begin() + at(block.first), order.begin() + at(block.end()));
  for (auto& place : block_rows) {
    GroupPath groups = into;
    groups.insert(groups.end(), place.groups.begin() + at(block.parents), place.groups.end());
    place.groups = std::move(groups);
  }
  LayerOrder result = order;
  result.erase(result.begin() + at(block.first), result.begin() + at(block.end()));
  if (before > block.first) before = before < block.end() ? block.first : before - block.count;
  result.insert(result.begin() + at(std::min(before, result.size())), block_rows.begin(), block_rows.end());
  return result;
}

LayerOrder stepped(const LayerOrder& order, const LayerBlock& block, bool up) {
  const bool at_edge = up ? block.first == 0 : block.end() == order.size();
  if (at_edge) return out_of_its_group(order, block);
  const auto into = parents_of(order, block);
  const std::size_t beside = up ? block.first - 1 : block.end();
  const auto& others = order[beside].groups;
  if (!starts_with(others, into)) return out_of_its_group(order, block);
  if (others.size() == into.size()) return moved(order, block, up ? beside : beside + 1, into);
  const bool is_layer = order[block.first].groups.size() == block.parents;
  if (is_layer) return moved(order, block, block.first, {others.begin(), others.begin() + static_cast<std::ptrdiff_t>(block.parents) + 1});
  const auto past = group_block(order, beside, block.parents + 1);
  return moved(order, block, up ? past.first : past.end(), into);
}

LayerOrder put_into(const LayerOrder& order, std::size_t row, const LayerBlock& group) {
  auto into = parents_of(order, group);
  into.push_back(order[group.first].groups[group.parents]);
  return moved(order, layer_block(order, row), group.first, into);
}

LayerOrder taken_out(const LayerOrder& order, std::size_t row) {
  auto into = order[row].groups;
  if (into.empty()) return order;
  const auto group = group_block(order, row, into.size());
  into.pop_back();
  return moved(order, layer_block(order, row), group.first, into);
}

LayerOrder grouped(const LayerOrder& order, std::size_t row, const std::string& name) {
  LayerOrder result = order;
  result[row].groups.push_back(name);
  return result;
}

LayerOrder renamed(const LayerOrder& order, const LayerBlock& group, const std::string& name) {
  LayerOrder result = order;
  for (std::size_t row = group.first; row < group.end(); ++row) result[row].groups[group.parents] = name;
  return result;
}

LayerOrder ungrouped(const LayerOrder& order, const LayerBlock& group) {
  LayerOrder result = order;
  for (std::size_t row = group.first; row < group.end(); ++row) {
    auto& groups = result[row].groups;
    groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(group.parents));
  }
  return result;
}

}  // namespace skizze::project
