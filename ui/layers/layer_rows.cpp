// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_rows.h"

namespace skizze::ui {

LayerRows::LayerRows(project::LayerOrder order, const std::vector<std::size_t>& legend_lines) : m_order(std::move(order)) {
  add(-1, 0, m_order.size(), 0, legend_lines);
}

int LayerRows::add_row(Kind kind, int parent, const project::LayerBlock& block) {
  const int number = static_cast<int>(m_rows.size());
  auto& beside = parent < 0 ? m_top : m_rows[static_cast<std::size_t>(parent)].below;
  const int place = static_cast<int>(beside.size());
  beside.push_back(number);
  m_rows.push_back({kind, parent, place, block, {}});
  return number;
}

void LayerRows::add(int parent, std::size_t begin, std::size_t end, std::size_t depth, const std::vector<std::size_t>& legend_lines) {
  while (begin < end) {
    if (m_order[begin].groups.size() == depth) {
      const auto block = project::layer_block(m_order, begin);
      const int layer = add_row(Kind::layer, parent, block);
      for (std::size_t line = 0; line < legend_lines[begin]; ++line) add_row(Kind::legend, layer, block);
      ++begin;
    } else {
      const auto block = project::group_block(m_order, begin, depth + 1);
      add(add_row(Kind::group, parent, block), block.first, block.end(), depth + 1, legend_lines);
      begin = block.end();
    }
  }
}

int LayerRows::layer_row(const base::Uuid& id) const {
  for (int number = 0; number < static_cast<int>(m_rows.size()); ++number)
    if (row(number).kind == Kind::layer && layer_id(number) == id) return number;
  return -1;
}

int LayerRows::group_row(const base::Uuid& layer, std::size_t depth) const {
  const int found = layer_row(layer);
  if (found < 0 || depth == 0 || depth > row(found).block.parents) return found;
  int number = found;
  for (auto steps = row(found).block.parents + 1 - depth; steps > 0; --steps) number = row(number).parent;
  return number;
}

project::GroupPath LayerRows::path(int number) const {
  const auto& r = row(number);
  auto groups = m_order[r.block.first].groups;
  groups.resize(r.block.parents + (r.kind == Kind::group ? 1 : 0));
  return groups;
}

LayerRows::Target LayerRows::target(int parent, int place) const {
  if (parent >= 0 && row(parent).kind != Kind::group) return {row(parent).block.first, path(parent)};
  const auto& beside = below(parent);
  const auto into = parent < 0 ? project::GroupPath{} : path(parent);
  if (place >= 0 && place < static_cast<int>(beside.size())) return {row(beside[static_cast<std::size_t>(place)]).block.first, into};
  if (parent < 0) return {m_order.size(), into};
  return {place < 0 ? row(parent).block.first : row(parent).block.end(), into};
}

}  // namespace skizze::ui
