// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/id.h"
#include "feature/layer_pack.h"
#include "geo/geometry.h"

namespace skizze::ui {

/// What the inspector shows and the canvas highlights: nothing, or exactly one thing.
struct Selection {
  enum class Kind : std::uint8_t {
    none,
    layer,         ///< `layer`
    feature,       ///< row `row` of `pack`, shown in `layer`
    measure,       ///< `id`
    contribution,  ///< `id`
  };
  Kind kind = Kind::none;
  std::string layer;                                ///< id of the map layer
  std::shared_ptr<const feature::LayerPack> pack;   ///< keeps the row readable while it is shown
  std::uint32_t row = 0;
  base::Uuid id;
  geo::Point2 mercator;                             ///< where it was picked
  std::optional<float> height_m;                    ///< terrain or surface height at that place, where a raster knows it

  bool operator==(const Selection& o) const { return kind == o.kind && layer == o.layer && pack == o.pack && row == o.row && id == o.id; }

  static Selection of_layer(std::string layer_id) { return {Kind::layer, std::move(layer_id), {}, 0, {}, {}, {}}; }
  static Selection of_measure(base::Uuid measure) { return {Kind::measure, {}, {}, 0, measure, {}, {}}; }
  static Selection of_contribution(base::Uuid contribution) { return {Kind::contribution, {}, {}, 0, contribution, {}, {}}; }
};

}  // namespace skizze::ui
