// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Draws one square of the map: the step between tiles and the canvas, and the one-shot picture too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include <QImage>
#include <QRect>

#include "base/cancel.h"
#include "scene/bound_snapshot.h"
#include "scene/hillshade.h"
#include "scene/picture_tiles.h"
#include "scene/shapes.h"
#include "scene/tile_source.h"

namespace skizze::scene {

/// Pixels of the whole world at one scale: the grid on which every square and every exact picture lies, so that pictures made apart
/// fit together to the pixel.
struct PixelGrid {
  double zoom = 0;
  double dpr = 1;
  double world_px() const;  ///< device pixels around the world
  double px_per_m() const;
  QPointF at(geo::Point2 mercator) const;  ///< device pixels from the world's north-west corner
  geo::Point2 mercator(QPointF world_px) const;
  bool operator==(const PixelGrid&) const = default;
};

/// Side of a square in device pixels.
int square_side(double dpr);

struct SquareId {
  PixelGrid grid;
  std::int64_t column = 0;
  std::int64_t row = 0;
  bool operator==(const SquareId&) const = default;
};
struct SquareIdHash {
  std::size_t operator()(const SquareId& id) const noexcept;
};
/// World pixels that a square covers.
QRectF world_rect(const SquareId& id);
/// Mercator metres that a square covers.
geo::Box mercator_box(const SquareId& id);

/// What drawing needs beside the snapshot; shared by workers.
struct DrawSources {
  explicit DrawSources(std::size_t tile_bytes = 192U << 20) : tiles(tile_bytes) {}
  TileSource tiles;
  ShadeSource shades;
  PictureSource pictures;
};

/// Whole device pixels of a grid.
struct GridRect {
  PixelGrid grid;
  double left = 0;  ///< world pixels
  double top = 0;
  int width = 0;
  int height = 0;
  bool operator==(const GridRect&) const = default;
};
/// The pixels that a view shows.
GridRect pixels_of(const Camera& camera);

/// What is laid over layers, by their ids: pictures of the size of what is drawn.
using Overprints = std::map<std::string, QImage>;

/// The map without its labels, RGB32. Null when cancelled.
QImage draw_pixels(const BoundSnapshot& map, const GridRect& pixels, DrawSources& sources, base::CancelToken token,
                   const Overprints& overprints = {});

/// One layer of it alone, opaque as it is without its own opacity, on transparent ground. Null when cancelled.
QImage draw_layer(const BoundSnapshot& map, const BoundLayer& layer, const GridRect& pixels, DrawSources& sources, base::CancelToken token);

/// draw_pixels of one square, or of a part of it (its own pixels).
QImage draw_square(const BoundSnapshot& map, const SquareId& id, DrawSources& sources, base::CancelToken token, const QRect& part = {});

}  // namespace skizze::scene
