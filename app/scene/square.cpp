// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/square.h"

#include <algorithm>
#include <cmath>

#include "geo/mercator.h"
#include "scene/draw_list.h"
#include "scene/painter.h"

namespace skizze::scene {

double PixelGrid::world_px() const { return geo::k_tile_px * std::exp2(zoom) * dpr; }

double PixelGrid::px_per_m() const { return world_px() / (2 * geo::k_mercator_half_m); }

QPointF PixelGrid::at(geo::Point2 mercator) const {
  return {(mercator.x + geo::k_mercator_half_m) * px_per_m(), (geo::k_mercator_half_m - mercator.y) * px_per_m()};
}

geo::Point2 PixelGrid::mercator(QPointF world) const {
  return {world.x() / px_per_m() - geo::k_mercator_half_m, geo::k_mercator_half_m - world.y() / px_per_m()};
}

int square_side(double dpr) { return static_cast<int>(std::lround(geo::k_tile_px * dpr)); }

std::size_t SquareIdHash::operator()(const SquareId& id) const noexcept {
  std::size_t h = std::hash<double>()(id.grid.zoom) * 31 + std::hash<double>()(id.grid.dpr);
  h = h * 1000003 + static_cast<std::size_t>(id.column);
  return h * 1000003 + static_cast<std::size_t>(id.row);
}

QRectF world_rect(const SquareId& id) {
  const int side = square_side(id.grid.dpr);
  return {static_cast<double>(id.column * side), static_cast<double>(id.row * side), static_cast<double>(side), static_cast<double>(side)};
}

geo::Box mercator_box(const SquareId& id) {
  const QRectF rect = world_rect(id);
  geo::Box box;
  box.add(id.grid.mercator(rect.topLeft()));
  box.add(id.grid.mercator(rect.bottomRight()));
  return box;
}

namespace {

/// One picture being drawn.
struct Canvas {
  const BoundSnapshot& map;
  const PixelGrid& grid;
  QRect pixels;    // of the picture, from (0, 0)
  QPointF corner;  // world pixels of the picture's corner
  DrawSources& sources;
  base::CancelToken token;

  Projection projection() const { return {grid.mercator(corner), grid.px_per_m()}; }
  bool dark() const { return map.snapshot.palette && map.snapshot.palette->dark; }
};

/// The whole pixels that belong to a tile. Neighbours round the same border, so every pixel has exactly one owner.
QRect pixels_of(const Canvas& canvas, geo::TileId id, double tile_px) {
  const auto edge = [tile_px](std::uint32_t n, double corner) { return static_cast<int>(std::round(n * tile_px - corner)); };
  const int left = edge(id.x, canvas.corner.x());
  const int top = edge(id.y, canvas.corner.y());
  const int right = edge(id.x + 1, canvas.corner.x());
  const int bottom = edge(id.y + 1, canvas.corner.y());
  return QRect(left, top, right - left, bottom - top).intersected(canvas.pixels);
}

void paint_tile(QPainter& painter, const Canvas& canvas, const BoundLayer& layer, geo::TileId id, const QRect& pixels) {
  const auto tile = canvas.sources.tiles.tile(layer.layer.pack, id, canvas.token, layer.part_of.has_value());
  if (!tile || tile->features.empty()) return;
  const DrawList list = make_draw_list(layer, tile->features, canvas.grid.zoom, canvas.token);
  if (list.buckets.empty()) return;
  const Projection projection = canvas.projection();
  const auto points = project(*tile, projection);
  ShapeView shapes{tile->features, tile->parts, points, &tile->cut_edge};
  PaintContext context;
  context.px = canvas.grid.dpr;
  context.projection = projection;
  context.clip = pixels;
  context.pack = layer.layer.pack.get();
  context.tolerance_m = geo::tile_size_m(id.z) / tiles::k_extent * 2;
  context.world_origin = -canvas.corner;
  painter.setClipRect(pixels);
  paint_draw_list(painter, list, shapes, context, canvas.token);
}

/// All that a layer draws in one tile.
void paint_parts(QPainter& painter, const Canvas& canvas, const BoundLayer& layer, geo::TileId id, const QRect& pixels) {
  if (!layer.foreign) return paint_tile(painter, canvas, layer, id, pixels);
  const auto parts = layer.foreign->parts(id);
  if (!parts) return;
  for (const auto& part : *parts) {
    if (canvas.token.cancelled()) return;
    paint_tile(painter, canvas, *part, id, pixels);
  }
}

void paint_tiles(QPainter& painter, const Canvas& canvas, const BoundLayer& layer) {
  const int z = static_cast<int>(std::clamp(std::floor(canvas.grid.zoom), k_min_zoom, k_max_zoom));
  const double tile_px = geo::k_tile_px * std::exp2(canvas.grid.zoom - z) * canvas.grid.dpr;
  const std::int64_t count = std::int64_t{1} << z;
  const auto clamp_tile = [count](double v) {
    return static_cast<std::uint32_t>(std::clamp(static_cast<std::int64_t>(v), std::int64_t{0}, count - 1));
  };
  const std::uint32_t from_x = clamp_tile(std::floor(canvas.corner.x() / tile_px));
  const std::uint32_t from_y = clamp_tile(std::floor(canvas.corner.y() / tile_px));
  const std::uint32_t to_x = clamp_tile(std::floor((canvas.corner.x() + canvas.pixels.width()) / tile_px));
  const std::uint32_t to_y = clamp_tile(std::floor((canvas.corner.y() + canvas.pixels.height()) / tile_px));
  const geo::Box data = layer.layer.bounds();
  for (std::uint32_t y = from_y; y <= to_y; ++y) {
    for (std::uint32_t x = from_x; x <= to_x; ++x) {
      if (canvas.token.cancelled()) return;
      const geo::TileId id{static_cast<std::uint8_t>(z), x, y};
      const QRect pixels = pixels_of(canvas, id, tile_px);
      const double buffer_m = geo::tile_size_m(z) * tiles::k_buffer / tiles::k_extent;
      if (pixels.isEmpty() || !data.intersects(geo::tile_bounds(id).grown(buffer_m))) continue;
      paint_parts(painter, canvas, layer, id, pixels);
    }
  }
  painter.setClipping(false);
}

void paint_layer(QPainter& painter, const Canvas& canvas, const BoundLayer& layer) {
  if (layer.layer.raster) {
    const double zoom = canvas.grid.zoom + std::log2(canvas.grid.dpr);
    paint_hillshade(painter, layer.layer.raster, canvas.projection(), canvas.pixels, zoom, canvas.dark(), canvas.sources.shades,
                    canvas.token);
    return;
  }
  PaintContext ground;
  ground.px = canvas.grid.dpr;
  ground.clip = canvas.pixels;
  paint_draw_list(painter, make_draw_list(layer, {}, canvas.grid.zoom), {}, ground, canvas.token);  // backgrounds
  if (layer.layer.pack || layer.foreign) paint_tiles(painter, canvas, layer);
}

/// A half-transparent layer is drawn apart and laid over as a whole, so that its own overlaps do not show.
void paint_faded(QPainter& painter, const Canvas& canvas, const BoundLayer& layer) {
  QImage apart(canvas.pixels.size(), QImage::Format_ARGB32_Premultiplied);
  apart.fill(Qt::transparent);
  QPainter inner(&apart);
  inner.setRenderHint(QPainter::Antialiasing);
  paint_layer(inner, canvas, layer);
  inner.end();
  painter.setOpacity(layer.layer.opacity);
  painter.drawImage(0, 0, apart);
  painter.setOpacity(1);
}

}  // namespace

QImage draw_pixels(const BoundSnapshot& map, const PixelGrid& grid, double left, double top, int width, int height, DrawSources& sources,
                   base::CancelToken token) {
  QImage image(width, height, QImage::Format_RGB32);
  if (image.isNull()) return {};
  image.fill(to_qcolor(ground_color(map.snapshot)));
  const Canvas canvas{map, grid, QRect(0, 0, width, height), QPointF(left, top), sources, token};
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const auto& layer : map.layers) {
    if (token.cancelled()) break;
    if (layer->layer.opacity < 1) {
      paint_faded(painter, canvas, *layer);
    } else {
      paint_layer(painter, canvas, *layer);
    }
  }
  painter.end();
  return token.cancelled() ? QImage() : image;
}

QImage draw_square(const BoundSnapshot& map, const SquareId& id, DrawSources& sources, base::CancelToken token) {
  const QRectF rect = world_rect(id);
  const int side = square_side(id.grid.dpr);
  return draw_pixels(map, id.grid, rect.left(), rect.top(), side, side, sources, token);
}

}  // namespace skizze::scene
