// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scene/map_view.h"

namespace skizze::scene {

struct Hit {
  std::string layer_id;
  std::size_t layer_index = 0;  ///< in the snapshot
  std::uint32_t row = 0;        ///< in that layer's pack
  std::int64_t feature_id = 0;
  geo::GeometryKind kind = geo::GeometryKind::none;
  double distance_px = 0;                          ///< css pixels; 0 inside an area
  std::shared_ptr<const feature::LayerPack> part;  ///< of foreign tiles: the part of a tile whose row it is; null otherwise
};

/// What is drawn at a screen point (css pixels), topmost first: upper layers before lower ones, within a layer points before lines before
/// areas, nearer before farther, smaller areas before larger ones. Only rows that the style shows at this zoom and that are not
/// hidden. Lines and points may be missed by tolerance_px beyond their drawn size. Of foreign tiles the one that is drawn at this place
/// is asked. Works on the packs; any thread; well under a millisecond for ordinary views.
std::vector<Hit> hit_test(const MapSnapshot& snapshot, const Camera& camera, geo::Point2 screen, double tolerance_px = 6,
                          std::size_t limit = 32);

/// Everything drawn that meets a screen rectangle (css pixels), topmost layer first, in row order.
std::vector<Hit> hits_in_rect(const MapSnapshot& snapshot, const Camera& camera, const geo::Box& screen_rect, std::size_t limit = 10000);

/// Height in metres at a screen point from the topmost visible height raster, NaN where there is none.
double height_at(const MapSnapshot& snapshot, const Camera& camera, geo::Point2 screen);

}  // namespace skizze::scene
