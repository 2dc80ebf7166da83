// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/cancel.h"
#include "feature/layer_pack.h"

namespace skizze::project {

/// One roof face as the figures need it.
struct RoofSummary {
  std::uint32_t row = 0;
  geo::Point2 center;  ///< Web Mercator: middle of its box
  double area_m2 = 0;  ///< true area
};

/// Roof faces of packs of city surfaces by row, worked out once per pack (a second or so per 100,000 faces) and kept while the
/// pack lives. Any thread.
class RoofCache {
 public:
  /// Sorted by row. Null when cancelled or when the pack has no surfaces.
  std::shared_ptr<const std::vector<RoofSummary>> faces(const std::shared_ptr<const feature::LayerPack>& pack, base::CancelToken cancel);

 private:
  struct Slot {
    std::weak_ptr<const feature::LayerPack> pack;
    std::shared_ptr<const std::vector<RoofSummary>> faces;
  };
  std::mutex m_mutex;  // guards m_slots; work is done outside
  std::map<const feature::LayerPack*, Slot> m_slots;
};

}  // namespace skizze::project
