// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tile (or pack) and style to what a painter has to do, in order; knows no painter.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/cancel.h"
#include "scene/bound_snapshot.h"
#include "scene/tile_source.h"
#include "style/evaluate.h"
#include "tiles/tile.h"

namespace skizze::scene {

/// A run of features with equal paint.
struct DrawBucket {
  style::LayerType type = style::LayerType::fill;
  std::uint32_t paint = 0;  ///< index in fills, lines or circles
  std::uint32_t begin = 0;  ///< into DrawList::features
  std::uint32_t end = 0;
  style::AreaScope areas =
      style::AreaScope::each;  ///< surroundings: what lies around the features is filled; merged: without inner borders
  bool specks = false;         ///< fills so small that what they cover is summed instead of drawn (specks.h)
};

/// What one map layer draws with one set of features at one zoom, first bucket first. Symbols are not in it (labels.h).
/// Surroundings have a bucket also where there are no features.
/// Order: style layers as in the style; within one, by sort key; then large areas below small ones; areas of a few pixels by look, so that
/// the painter changes its brush seldom; then by row. The order does not depend on which tile is drawn, so neighbouring tiles agree.
/// Features of foreign tiles keep the order of their tile.
struct DrawList {
  std::vector<style::FillPaint> fills;
  std::vector<style::LinePaint> lines;
  std::vector<style::CirclePaint> circles;
  std::vector<std::uint32_t> features;  ///< indices into the features (or specks) given
  std::vector<DrawBucket> buckets;
};

/// The grounds that a layer's style has, lowest first; drawn below its features.
std::vector<style::BackgroundPaint> backgrounds_of(const BoundLayer& layer, double zoom);

/// Paints that nobody would see (no colour, no width) are left out. Empty when cancelled.
DrawList make_draw_list(const BoundLayer& layer, std::span<const tiles::TileFeature> features, double zoom, base::CancelToken token = {},
                        std::span<const Speck> specks = {});

}  // namespace skizze::scene
