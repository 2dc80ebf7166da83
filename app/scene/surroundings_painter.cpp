// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainterPath>

#include "scene/painter_parts.h"

namespace skizze::scene {

namespace {

QPainterPath path_of(const ShapeView& shapes, std::span<const std::uint32_t> features) {
  QPainterPath path;
  path.setFillRule(Qt::WindingFill);
  for (const auto i : features) {
    const tiles::TileFeature& f = shapes.features[i];
    for (std::uint32_t p = f.part_begin; p < f.part_end; ++p) {
      const auto ring = shapes.points_of(shapes.parts[p]);
      path.addPolygon(QPolygonF(QList<QPointF>(ring.begin(), ring.end())));
      path.closeSubpath();
    }
  }
  return features.size() > 1 ? path.simplified() : path;  // areas may overlap
}

/// On paper: all but the areas is what may be painted on.
void fill_around_path(const Stroke& s, const QColor& color, const std::string& pattern, std::span<const std::uint32_t> features) {
  QPainterPath around = path_of(s.shapes, features);
  around.setFillRule(Qt::OddEvenFill);
  around.addRect(s.context.clip.united(around.boundingRect()).adjusted(-1, -1, 1, 1));
  s.painter.save();
  s.painter.setClipPath(around, Qt::IntersectClip);
  fill_clip(s.painter, s.context, color, pattern);
  s.painter.restore();
}

/// On a picture: what the areas cover, summed as one shape so that no seam stays between them, is taken out of a filled picture.
void fill_around(const Stroke& s, const QColor& color, const std::string& pattern, std::span<const std::uint32_t> features) {
  const QRect pixels = s.context.clip.toAlignedRect();
  QImage covered(pixels.size(), QImage::Format_ARGB32_Premultiplied);
  QImage ground(pixels.size(), QImage::Format_ARGB32_Premultiplied);
  if (covered.isNull() || ground.isNull()) return;
  covered.fill(Qt::transparent);
  ground.fill(Qt::transparent);
  CoverageRaster raster(covered, covered.rect());
  raster.move_by(-pixels.topLeft());
  raster.begin(QRectF(pixels));
  for (const auto i : features) {
    const tiles::TileFeature& f = s.shapes.features[i];
    for (std::uint32_t p = f.part_begin; p < f.part_end; ++p) raster.add_ring(s.shapes.points_of(s.shapes.parts[p]));
  }
  raster.fill(Qt::black);
  QPainter painter(&ground);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(-pixels.topLeft());
  fill_clip(painter, s.context, color, pattern);
  painter.setCompositionMode(QPainter::CompositionMode_DestinationOut);
  painter.drawImage(pixels.topLeft(), covered);
  painter.end();
  s.painter.drawImage(pixels.topLeft(), ground);
}

}  // namespace

void paint_surroundings(const Stroke& s, const style::FillPaint& paint, std::span<const std::uint32_t> features) {
  const QColor color = to_qcolor(paint.color, static_cast<double>(paint.opacity) * s.context.opacity);
  if (color.alpha() == 0) return;
  s.raster != nullptr ? fill_around(s, color, paint.pattern, features) : fill_around_path(s, color, paint.pattern, features);
}

}  // namespace skizze::scene
