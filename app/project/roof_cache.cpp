// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/roof_cache.h"

#include <algorithm>

#include "solar/roofs.h"

namespace skizze::project {

std::shared_ptr<const std::vector<RoofSummary>> RoofCache::faces(const std::shared_ptr<const feature::LayerPack>& pack,
                                                                 base::CancelToken cancel) {
  if (!pack || pack->info().role != feature::PackRole::city_surfaces) return nullptr;
  {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_slots, [](const auto& slot) { return slot.second.pack.expired(); });
    if (const auto it = m_slots.find(pack.get()); it != m_slots.end()) return it->second.faces;
  }
  const auto roofs = solar::roof_faces(*pack, cancel);
  if (!roofs) return nullptr;
  auto summaries = std::make_shared<std::vector<RoofSummary>>();
  summaries->reserve(roofs->size());
  for (const auto& roof : *roofs) summaries->push_back({roof.row, roof.shape.bounds().center(), roof.area_m2});
  std::stable_sort(summaries->begin(), summaries->end(), [](const auto& a, const auto& b) { return a.row < b.row; });
  const std::lock_guard lock(m_mutex);
  m_slots[pack.get()] = {pack, summaries};
  return summaries;
}

}  // namespace skizze::project
