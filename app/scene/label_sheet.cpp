// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/label_sheet.h"

#include <algorithm>
#include <cmath>

#include "scene/picture_tiles.h"

namespace skizze::scene {

namespace {

constexpr int k_most_px = 8192;
constexpr int k_cell_px = 32;
constexpr double k_most_scaled = 4;

bool is_written(const QImage& picture, const QRect& cell) {
  for (int y = cell.top(); y <= cell.bottom(); ++y) {
    const auto* row = reinterpret_cast<const QRgb*>(picture.constScanLine(y)) + cell.left();
    if (std::any_of(row, row + cell.width(), [](QRgb pixel) { return pixel != 0; })) return true;
  }
  return false;
}

/// Cells with something in them, those beside each other as one.
std::vector<QRect> written_parts(const QImage& picture) {
  std::vector<QRect> parts;
  for (int y = 0; y < picture.height(); y += k_cell_px) {
    bool open = false;
    for (int x = 0; x < picture.width(); x += k_cell_px) {
      const QRect cell = QRect(x, y, k_cell_px, k_cell_px).intersected(picture.rect());
      const bool found = is_written(picture, cell);
      if (found && open) parts.back().setRight(cell.right());
      if (found && !open) parts.push_back(cell);
      open = found;
    }
  }
  return parts;
}

/// Painting `above` where the sheet has something, as it would lie over map and labels together: with L the sheet, a its alpha and S what
/// the squares show, (L + (1 - a) S) under an upper layer U of alpha u is U + (1 - u) L + (1 - u)(1 - a) S; the squares show
/// U + (1 - u) S already, which leaves a U + (1 - u) L for the sheet: Porter and Duff's "atop".
void cover(QPainter& painter, const QImage& above, double opacity) {
  painter.setCompositionMode(QPainter::CompositionMode_SourceAtop);
  painter.setOpacity(opacity);
  painter.drawImage(0, 0, above);
}

}  // namespace

bool has_view_labels(const MapLayer& layer) { return layer.visible && layer.foreign && layer.foreign->view_labels() != nullptr; }

tiles::LabelView label_view(const GridRect& pixels) {
  const double finer = std::min(1.0, static_cast<double>(k_most_px) / std::max({1, pixels.width, pixels.height}));
  tiles::LabelView view;
  view.box.add(pixels.grid.mercator({pixels.left, pixels.top}));
  view.box.add(pixels.grid.mercator({pixels.left + pixels.width, pixels.top + pixels.height}));
  view.width_px = std::max(1, static_cast<int>(std::lround(pixels.width * finer)));
  view.height_px = std::max(1, static_cast<int>(std::lround(pixels.height * finer)));
  view.ratio = pixels.grid.dpr * finer;
  return view;
}

GridRect paper_pixels(Camera camera) {
  camera.dpr = k_paper_label_ratio;
  return pixels_of(camera);
}

bool find_label_picture(const MapLayer& layer, const GridRect& pixels, LabelPicture& picture) {
  const auto view = label_view(pixels);
  if (picture.view == view && picture.maker.lock() == layer.foreign) return true;
  const auto bytes = layer.foreign->view_labels()->find(view);
  if (!bytes) return false;
  picture = {view, layer.foreign, bytes->empty() ? QImage() : decode_picture(*bytes, k_most_px)};
  return true;
}

QImage fitted(const LabelPicture& picture, const GridRect& pixels) {
  if (picture.image.isNull()) return {};
  if (picture.view == label_view(pixels) && picture.image.size() == QSize(pixels.width, pixels.height)) return picture.image;
  QImage image(pixels.width, pixels.height, QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return {};
  image.fill(Qt::transparent);
  const QPointF zero(pixels.left, pixels.top);
  const auto& box = picture.view.box;
  QPainter painter(&image);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(QRectF(pixels.grid.at({box.min_x, box.max_y}) - zero, pixels.grid.at({box.max_x, box.min_y}) - zero), picture.image);
  return image;
}

std::shared_ptr<const LabelSheet> draw_label_sheet(const BoundSnapshot& map, const GridRect& pixels, const LabelPictures& pictures,
                                                   DrawSources& sources, const base::CancelToken& token) {
  auto sheet = std::make_shared<LabelSheet>();
  sheet->pixels = pixels;
  QImage& image = sheet->picture;
  image = QImage(pixels.width, pixels.height, QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return nullptr;
  image.fill(Qt::transparent);
  QPainter painter(&image);
  bool any = false;
  for (const auto& layer : map.layers) {
    if (any) cover(painter, draw_layer(map, *layer, pixels, sources, token), layer->layer.opacity);
    if (token.cancelled()) return nullptr;
    const auto picture = pictures.find(layer->layer.id);
    if (picture == pictures.end() || !has_view_labels(layer->layer) || picture->second.image.isNull()) continue;
    any = true;
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.setOpacity(layer->layer.opacity);
    painter.drawImage(0, 0, fitted(picture->second, pixels));
  }
  painter.end();
  if (any) sheet->written = written_parts(image);
  return sheet;
}

void paint_label_sheet(QPainter& painter, const LabelSheet& sheet, const Camera& camera) {
  const auto& grid = sheet.pixels.grid;
  const double scale = std::exp2(camera.zoom - grid.zoom) * camera.dpr / grid.dpr;
  if (sheet.written.empty() || scale > k_most_scaled || scale < 1 / k_most_scaled) return;
  const QSizeF screen(camera.width_px * camera.dpr, camera.height_px * camera.dpr);
  const QPointF corner =
      grid.at(camera.center) - QPointF(screen.width(), screen.height()) / scale / 2;  // world pixels, as squares round it
  painter.save();
  painter.scale(1 / camera.dpr, 1 / camera.dpr);
  const QRectF seen(QPointF(), screen);
  if (scale == 1) {
    const QPoint at(static_cast<int>(sheet.pixels.left - std::round(corner.x())),
                    static_cast<int>(sheet.pixels.top - std::round(corner.y())));
    for (const QRect& part : sheet.written)
      if (seen.intersects(part.translated(at))) painter.drawImage(part.topLeft() + at, sheet.picture, part);
  } else {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QPointF at = QPointF(sheet.pixels.left, sheet.pixels.top) - corner;
    const auto place = [&](const QPoint& p) { return QPoint(qRound((p.x() + at.x()) * scale), qRound((p.y() + at.y()) * scale)); };
    for (const QRect& part : sheet.written) {
      const QRect target(place(part.topLeft()), place(part.bottomRight() + QPoint(1, 1)) - QPoint(1, 1));
      if (seen.intersects(target)) painter.drawImage(target, sheet.picture, part);
    }
  }
  painter.restore();
}

}  // namespace skizze::scene
