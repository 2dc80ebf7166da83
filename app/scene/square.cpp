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

constexpr double k_reach_px = 32;  // how far a stroke or a disc may reach from its feature, css px

/// One picture being drawn.
struct Canvas {
  const BoundSnapshot& map;
  const PixelGrid& grid;
  QRect pixels;    // of the picture, from (0, 0)
  QPointF corner;  // world pixels of the picture's corner
  DrawSources& sources;
  base::CancelToken token;
  QImage* picture;
  const Overprints* overprints = nullptr;

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

/// The features of a tile that reach into a part of it, for squares that show only a corner.
std::vector<tiles::TileFeature> features_in(const tiles::Tile& tile, const geo::Box& box) {
  std::vector<tiles::TileFeature> near;
  for (const tiles::TileFeature& f : tile.features) {
    if (tile.pack->bounds(f.row).intersects(box)) near.push_back(f);
  }
  return near;
}

std::vector<Speck> specks_in(const DrawTile& tile, const TilePlace& place, const QRect& pixels) {
  const auto unit = [&](int pixel, double corner) { return static_cast<float>((pixel - corner) / place.scale); };
  return tile.specks_in(unit(pixels.left() - 1, place.corner.x()), unit(pixels.top() - 1, place.corner.y()),
                        unit(pixels.right() + 2, place.corner.x()), unit(pixels.bottom() + 2, place.corner.y()));
}

void paint_tile(QPainter& painter, const Canvas& canvas, const BoundLayer& layer, geo::TileId id, const QRect& pixels) {
  const auto tile = canvas.sources.tiles.tile(layer.layer.pack, id, canvas.token, layer.part_of.has_value());
  if (!tile) return;
  const tiles::Tile& shapes_of_tile = *tile->shapes;
  const Projection projection = canvas.projection();
  const double tile_px = geo::tile_size_m(id.z) * canvas.grid.px_per_m();
  const bool corner_only = pixels.width() < tile_px * 0.8 || pixels.height() < tile_px * 0.8;
  std::vector<tiles::TileFeature> near;
  if (corner_only)
    near = features_in(shapes_of_tile, projection.inverse(QRectF(pixels)).grown(k_reach_px * canvas.grid.dpr / canvas.grid.px_per_m()));
  const TilePlace place = place_of(id, projection);
  std::vector<Speck> near_specks;
  if (corner_only) near_specks = specks_in(*tile, place, pixels);
  ShapeView shapes;
  shapes.features = corner_only ? near : shapes_of_tile.features;
  shapes.specks = corner_only ? near_specks : tile->specks;
  const DrawList list = make_draw_list(layer, shapes.features, canvas.grid.zoom, canvas.token, shapes.specks);
  if (list.buckets.empty()) return;
  const auto points = project(shapes_of_tile, place);
  shapes.parts = shapes_of_tile.parts;
  shapes.points = points;
  shapes.cut_edge = &shapes_of_tile.cut_edge;
  shapes.tile_corner = place.corner;
  shapes.units_per_tile_unit = place.scale;
  PaintContext context;
  context.px = canvas.grid.dpr;
  context.projection = projection;
  context.clip = pixels;
  context.pack = layer.layer.pack.get();
  context.sprites = layer.layer.sprites.get();
  context.tolerance_m = geo::tile_size_m(id.z) / tiles::k_extent * 2;
  context.world_origin = -canvas.corner;
  context.picture = canvas.picture;
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
  const bool everywhere =
      std::any_of(layer.evaluators.begin(), layer.evaluators.end(), [](const auto& e) { return e->layer().fills_surroundings(); });
  for (std::uint32_t y = from_y; y <= to_y; ++y) {
    for (std::uint32_t x = from_x; x <= to_x; ++x) {
      if (canvas.token.cancelled()) return;
      const geo::TileId id{static_cast<std::uint8_t>(z), x, y};
      const QRect pixels = pixels_of(canvas, id, tile_px);
      const double buffer_m = geo::tile_size_m(z) * tiles::k_buffer / tiles::k_extent;
      if (pixels.isEmpty() || (!everywhere && !data.intersects(geo::tile_bounds(id).grown(buffer_m)))) continue;
      paint_parts(painter, canvas, layer, id, pixels);
    }
  }
  painter.setClipping(false);
}

void paint_content(QPainter& painter, const Canvas& canvas, const BoundLayer& layer) {
  if (layer.layer.raster) {
    const double zoom = canvas.grid.zoom + std::log2(canvas.grid.dpr);
    paint_hillshade(painter, layer.layer.raster, canvas.projection(), canvas.pixels, zoom, canvas.dark(), canvas.sources.shades,
                    canvas.token);
    return;
  }
  if (layer.layer.foreign && layer.layer.foreign->info().pictures) {
    const double zoom = canvas.grid.zoom + std::log2(canvas.grid.dpr);
    return paint_pictures(painter, *layer.layer.foreign, canvas.projection(), canvas.pixels, zoom, canvas.sources.pictures, canvas.token);
  }
  PaintContext ground;
  ground.px = canvas.grid.dpr;
  ground.sprites = layer.layer.sprites.get();
  ground.world_origin = -canvas.corner;
  ground.clip = canvas.pixels;
  paint_backgrounds(painter, backgrounds_of(layer, canvas.grid.zoom), ground);
  if (layer.layer.pack || layer.foreign) paint_tiles(painter, canvas, layer);
}

void paint_layer(QPainter& painter, const Canvas& canvas, const BoundLayer& layer) {
  paint_content(painter, canvas, layer);
  if (canvas.overprints == nullptr) return;
  if (const auto over = canvas.overprints->find(layer.layer.id); over != canvas.overprints->end()) painter.drawImage(0, 0, over->second);
}

/// A half-transparent layer is drawn apart and laid over as a whole, so that its own overlaps do not show.
void paint_faded(QPainter& painter, const Canvas& canvas, const BoundLayer& layer) {
  QImage apart(canvas.pixels.size(), QImage::Format_ARGB32_Premultiplied);
  apart.fill(Qt::transparent);
  QPainter inner(&apart);
  inner.setRenderHint(QPainter::Antialiasing);
  Canvas beside = canvas;
  beside.picture = &apart;
  paint_layer(inner, beside, layer);
  inner.end();
  painter.setOpacity(layer.layer.opacity);
  painter.drawImage(0, 0, apart);
  painter.setOpacity(1);
}

}  // namespace

GridRect pixels_of(const Camera& camera) {
  const PixelGrid grid{camera.zoom, camera.dpr};
  const QPointF center = grid.at(camera.center);
  return {grid, std::round(center.x() - camera.width_px * camera.dpr / 2), std::round(center.y() - camera.height_px * camera.dpr / 2),
          static_cast<int>(std::lround(camera.width_px * camera.dpr)), static_cast<int>(std::lround(camera.height_px * camera.dpr))};
}

QImage draw_pixels(const BoundSnapshot& map, const GridRect& pixels, DrawSources& sources, base::CancelToken token,
                   const Overprints& overprints) {
  QImage image(pixels.width, pixels.height, QImage::Format_RGB32);
  if (image.isNull()) return {};
  image.fill(to_qcolor(ground_color(map.snapshot)));
  const Canvas canvas{map,    pixels.grid, QRect(0, 0, pixels.width, pixels.height), QPointF(pixels.left, pixels.top), sources, token,
                      &image, &overprints};
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

QImage draw_layer(const BoundSnapshot& map, const BoundLayer& layer, const GridRect& pixels, DrawSources& sources,
                  base::CancelToken token) {
  QImage image(pixels.width, pixels.height, QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return {};
  image.fill(Qt::transparent);
  const Canvas canvas{map, pixels.grid, QRect(0, 0, pixels.width, pixels.height), QPointF(pixels.left, pixels.top), sources, token, &image};
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_layer(painter, canvas, layer);
  painter.end();
  return token.cancelled() ? QImage() : image;
}

QImage draw_square(const BoundSnapshot& map, const SquareId& id, DrawSources& sources, base::CancelToken token, const QRect& part) {
  const int side = square_side(id.grid.dpr);
  const QRect pixels = part.isNull() ? QRect(0, 0, side, side) : part;
  const QPointF corner = world_rect(id).topLeft() + pixels.topLeft();
  return draw_pixels(map, {id.grid, corner.x(), corner.y(), pixels.width(), pixels.height()}, sources, token);
}

}  // namespace skizze::scene
