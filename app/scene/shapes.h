// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Geometry on its way to a painter: flat arrays of points in painter units.
#pragma once

#include <span>
#include <vector>

#include <QPointF>
#include <QRectF>

#include "scene/map_view.h"
#include "scene/tile_source.h"
#include "tiles/tile.h"

namespace skizze::scene {

class InnerBorders;

/// From Web Mercator metres to painter units (device pixels for pictures), y downwards.
struct Projection {
  geo::Point2 origin;  ///< Mercator metres of the painter's (0, 0)
  double units_per_m = 1;
  QPointF operator()(geo::Point2 p) const { return {(p.x - origin.x) * units_per_m, (origin.y - p.y) * units_per_m}; }
  geo::Point2 inverse(QPointF p) const { return {origin.x + p.x() / units_per_m, origin.y - p.y() / units_per_m}; }
  geo::Box inverse(const QRectF& rect) const;
};

/// Views into a tile's or a ShapeStore's arrays, with the points projected.
struct ShapeView {
  std::span<const tiles::TileFeature> features;
  std::span<const tiles::TilePart> parts;
  std::span<const QPointF> points;
  const std::vector<bool>* cut_edge = nullptr;  ///< null: no segment was cut
  std::span<const Speck> specks;                ///< tile units: see speck_box()
  QPointF tile_corner;                          ///< of the tile that specks lie in, painter units
  double units_per_tile_unit = 1;               ///< painter units

  std::span<const QPointF> points_of(const tiles::TilePart& part) const { return points.subspan(part.begin, part.end - part.begin); }
  bool is_cut(std::size_t point) const { return cut_edge != nullptr && (*cut_edge)[point]; }
  bool any_cut(const tiles::TilePart& part) const;
  /// In painter units.
  QRectF speck_box(const Speck& speck) const {
    const double k = units_per_tile_unit;
    return {tile_corner.x() + static_cast<double>(speck.x) * k, tile_corner.y() + static_cast<double>(speck.y) * k,
            static_cast<double>(speck.width) * k, static_cast<double>(speck.height) * k};
  }
};

/// Where a tile's units lie: the corner, and painter units per tile unit.
struct TilePlace {
  QPointF corner;
  double scale = 1;
};
TilePlace place_of(geo::TileId id, const Projection& projection);
/// A tile's points in painter units.
std::vector<QPointF> project(const tiles::Tile& tile, const TilePlace& place);

/// Geometry straight from a pack, for vector output: every row that meets the box, simplified to tolerance_m.
struct ShapeStore {
  std::vector<tiles::TileFeature> features;
  std::vector<tiles::TilePart> parts;
  std::vector<QPointF> points;
  ShapeView view() const { return {features, parts, points, nullptr, {}, {}, 1}; }
};
ShapeStore shapes_of(const feature::LayerPack& pack, const geo::Box& box, std::uint8_t max_min_zoom, double tolerance_m,
                     const Projection& projection);

/// The lines or open rings of a row, whole.
std::vector<std::vector<QPointF>> lines_of(const feature::LayerPack& pack, std::uint32_t row, double tolerance_m,
                                           const Projection& projection);

/// One piece of a line near the clip rectangle, and how long the line already was where it starts (painter units): dashes that begin
/// at the line's own start look the same in every tile. `side`: the line is moved sideways first (offset_line).
/// `without`: these segments of it are left out (before it is moved).
struct LineRun {
  std::vector<QPointF> points;
  double start = 0;
};
std::vector<LineRun> runs_of(const feature::LayerPack& pack, std::uint32_t row, double tolerance_m, const Projection& projection,
                             const QRectF& clip, double side = 0, const InnerBorders* without = nullptr);

/// The line moved sideways by d painter units, to the right of its direction (y downwards); mitres are cut at three times d.
std::vector<QPointF> offset_line(std::span<const QPointF> line, double d, bool closed);

}  // namespace skizze::scene
