// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What is looked at and from where: values that every other file of this room takes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "geo/geometry.h"
#include "style/palette.h"
#include "style/stylesheet.h"
#include "tiles/foreign_tiles.h"

namespace skizze::scene {

class Sprites;

inline constexpr double k_min_zoom = 0;
inline constexpr double k_max_zoom = 22;

/// A view straight down. Screen points are css pixels from the top left corner of the canvas, y downwards.
struct Camera {
  geo::Point2 center;  ///< Web Mercator metres
  double zoom = 12;    ///< MapLibre zoom: the world is 512 * 2^zoom css pixels wide
  int width_px = 800;  ///< css pixels
  int height_px = 600;
  double dpr = 1;  ///< device pixels per css pixel

  double m_per_px() const;  ///< Mercator metres per css pixel
  geo::Box bounds() const;  ///< Mercator metres
  geo::Point2 to_screen(geo::Point2 mercator) const;
  geo::Point2 to_mercator(geo::Point2 screen) const;

  /// Moves what is under the pointer by a number of pixels (the map follows the hand).
  Camera panned(double dx_px, double dy_px) const;
  /// Zooms to `new_zoom` (clamped to the permitted range) so that the place under `screen` stays there.
  Camera zoomed_around(geo::Point2 screen, double new_zoom) const;
  bool operator==(const Camera&) const = default;
};

/// The camera that shows a box (Mercator metres) with a margin on every side; a point-like box is shown at max_zoom.
Camera camera_for(const geo::Box& box, int width_px, int height_px, double margin_px = 24, double dpr = 1, double max_zoom = 18);
/// Ground metres per css pixel in the middle of the view: what a scale bar shows.
double ground_m_per_px(const Camera& camera);

/// One layer of the map: a pack with a style, tiles of somebody else with a style, or a height raster drawn as hillshade.
struct MapLayer {
  std::string id;  ///< stable through edits and style changes
  std::shared_ptr<const feature::LayerPack> pack;
  std::shared_ptr<const feature::RasterPack> raster;
  std::shared_ptr<tiles::ForeignTiles> foreign;    ///< layers of its tiles are found by the style's "source-layer"
  std::shared_ptr<const style::Stylesheet> style;  ///< colours already put in; null draws nothing of a pack
  std::shared_ptr<const Sprites> sprites;          ///< pictures that the style may name beside the built-in ones; may be null
  double opacity = 1;                              ///< 0..1, of the layer as a whole
  bool visible = true;
  std::vector<std::uint32_t> hidden_rows;  ///< ascending; not drawn and not labelled (checked out for editing)
  bool operator==(const MapLayer&) const = default;
  geo::Box bounds() const;  ///< Mercator metres; empty without data
};

/// Everything that is to be drawn, frozen. Copies are cheap; any thread may read one.
struct MapSnapshot {
  std::vector<MapLayer> layers;                   ///< bottom first
  std::shared_ptr<const style::Palette> palette;  ///< null: plain light ground
  std::uint64_t version = 0;                      ///< the maker's own count; not looked at here
  geo::Box bounds() const;                        ///< of all visible layers, Mercator metres
  const MapLayer* find(const std::string& id) const;
};

/// Where two snapshots differ, in Mercator metres; empty when they draw the same. A layer whose pack was exchanged counts with the
/// whole extent of both packs; hidden rows count with their own boxes.
geo::Box changed_box(const MapSnapshot& before, const MapSnapshot& after);

}  // namespace skizze::scene
