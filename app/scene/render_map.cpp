// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/map_renderer.h"

#include <algorithm>
#include <cmath>

#include "geo/mercator.h"
#include "scene/draw_list.h"
#include "scene/label_sheet.h"
#include "scene/labels.h"
#include "scene/painter.h"
#include "scene/picture_tiles.h"
#include "scene/square.h"

namespace skizze::scene {

namespace {

std::shared_ptr<const LabelSet> labels_for(const std::shared_ptr<const BoundSnapshot>& map, const Camera& camera, base::CancelToken token) {
  LabelEngine engine;
  return engine.place(map, camera, token, 0);
}

/// Those that are there.
Overprints overprints_of(const MapSnapshot& snapshot, const GridRect& pixels) {
  Overprints found;
  for (const MapLayer& layer : snapshot.layers) {
    LabelPicture picture;
    if (has_view_labels(layer) && find_label_picture(layer, pixels, picture) && !picture.image.isNull())
      found.emplace(layer.id, fitted(picture, pixels));
  }
  return found;
}

}  // namespace

QImage render_map(const MapSnapshot& snapshot, const Camera& camera, base::CancelToken token, bool labels) {
  const auto map = bind(snapshot);
  const GridRect pixels = pixels_of(camera);
  DrawSources sources;
  QImage image = draw_pixels(*map, pixels, sources, token, labels ? overprints_of(snapshot, pixels) : Overprints());
  if (image.isNull()) return {};
  image.setDevicePixelRatio(camera.dpr);
  if (!labels) return image;
  const auto placed = labels_for(map, camera, token);
  if (!placed) return {};
  QPainter painter(&image);
  paint_labels(painter, *placed, camera);
  return image;
}

namespace {

/// A view being drawn as vectors.
struct Page {
  QPainter& painter;
  const BoundSnapshot& map;
  const Camera& camera;
  double units_per_px;
  base::CancelToken token;
  bool labels;

  Projection projection() const { return {camera.to_mercator({0, 0}), units_per_px / camera.m_per_px()}; }
  QRectF rect() const { return {0, 0, camera.width_px * units_per_px, camera.height_px * units_per_px}; }
};

void paint_layer_as_vectors(const Page& page, const BoundLayer& layer, ShadeSource& shades);

/// A picture, since nobody but their maker knows their letters.
void paint_layer_labels(const Page& page, const MapLayer& layer) {
  LabelPicture picture;
  if (!has_view_labels(layer) || !find_label_picture(layer, paper_pixels(page.camera), picture) || picture.image.isNull()) return;
  const Projection projection = page.projection();
  const auto& box = picture.view.box;
  page.painter.save();
  page.painter.setRenderHint(QPainter::SmoothPixmapTransform);
  page.painter.drawImage(QRectF(projection({box.min_x, box.max_y}), projection({box.max_x, box.min_y})), picture.image);
  page.painter.restore();
}

/// Tile by tile, each clipped to its square.
void paint_foreign_as_vectors(const Page& page, const BoundLayer& layer, ShadeSource& shades) {
  const int z = static_cast<int>(std::clamp(std::floor(page.camera.zoom), k_min_zoom, k_max_zoom));
  const geo::Box view = page.camera.bounds();
  const auto first = geo::tile_at({view.min_x, view.max_y}, z);
  const auto last = geo::tile_at({view.max_x, view.min_y}, z);
  const Projection projection = page.projection();
  for (std::uint32_t y = first.y; y <= last.y; ++y) {
    for (std::uint32_t x = first.x; x <= last.x && !page.token.cancelled(); ++x) {
      const geo::TileId id{static_cast<std::uint8_t>(z), x, y};
      const auto parts = layer.foreign->parts(id);
      if (!parts) continue;
      const geo::Box square = geo::tile_bounds(id);
      page.painter.save();
      page.painter.setClipRect(QRectF(projection({square.min_x, square.max_y}), projection({square.max_x, square.min_y})),
                               Qt::IntersectClip);
      for (const auto& part : *parts) paint_layer_as_vectors(page, *part, shades);
      page.painter.restore();
    }
  }
}

void paint_layer_as_vectors(const Page& page, const BoundLayer& layer, ShadeSource& shades) {
  const Projection projection = page.projection();
  if (layer.layer.raster) {
    const bool dark = page.map.snapshot.palette && page.map.snapshot.palette->dark;
    page.painter.setOpacity(layer.layer.opacity);
    paint_hillshade(page.painter, layer.layer.raster, projection, page.rect(), page.camera.zoom + 1, dark, shades, page.token);
    page.painter.setOpacity(1);
    return;
  }
  if (layer.layer.foreign && layer.layer.foreign->info().pictures) {
    PictureSource pictures;
    const double zoom = page.camera.zoom + std::log2(k_paper_picture_ratio);
    page.painter.setOpacity(layer.layer.opacity);
    paint_pictures(page.painter, *layer.layer.foreign, projection, page.rect(), zoom, pictures, page.token);
    if (page.labels) paint_layer_labels(page, layer.layer);
    page.painter.setOpacity(1);
    return;
  }
  ShapeStore shapes;
  PaintContext context;
  context.tolerance_m = page.camera.m_per_px() / 8;
  if (layer.layer.pack) {
    const auto zoom = static_cast<std::uint8_t>(std::clamp(page.camera.zoom, 0.0, 250.0));
    const geo::Box box = page.camera.bounds().grown(32 * page.camera.m_per_px());
    shapes = shapes_of(*layer.layer.pack, box, zoom, context.tolerance_m, projection);
  }
  context.px = page.units_per_px;
  context.opacity = layer.layer.opacity;
  context.projection = projection;
  context.clip = page.rect();
  context.pack = layer.layer.pack.get();
  context.sprites = layer.layer.sprites.get();
  context.world_origin = projection({-geo::k_mercator_half_m, geo::k_mercator_half_m});
  context.as_vectors = true;
  paint_backgrounds(page.painter, backgrounds_of(layer, page.camera.zoom), context);
  paint_draw_list(page.painter, make_draw_list(layer, shapes.features, page.camera.zoom, page.token), shapes.view(), context, page.token);
  if (layer.foreign) paint_foreign_as_vectors(page, layer, shades);
}

}  // namespace

bool paint_map(QPainter& painter, double units_per_px, const MapSnapshot& snapshot, const Camera& camera, base::CancelToken token,
               bool labels) {
  const auto map = bind(snapshot);
  const Page page{painter, *map, camera, units_per_px, token, labels};
  ShadeSource shades;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(page.rect());
  painter.fillRect(page.rect(), to_qcolor(ground_color(snapshot)));
  for (const auto& layer : map->layers) {
    if (!token.cancelled()) paint_layer_as_vectors(page, *layer, shades);
  }
  if (labels && !token.cancelled()) {
    if (const auto placed = labels_for(map, camera, token)) paint_labels_as_text(painter, *placed, units_per_px);
  }
  painter.restore();
  return !token.cancelled();
}

}  // namespace skizze::scene
