// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "scene/labels.h"
#include "scene/painter.h"
#include "scene/text_shaper.h"

namespace skizze::scene {
namespace {

QPointF screen_of(const Camera& camera, geo::Point2 mercator) {
  const geo::Point2 p = camera.to_screen(mercator);
  return {p.x, p.y};
}

}  // namespace

void paint_label(QPainter& painter, const PlacedLabel& label, const Camera& camera) {
  const geo::Box screen{0, 0, static_cast<double>(camera.width_px), static_cast<double>(camera.height_px)};
  const QPointF at = screen_of(camera, label.anchor);
  const geo::Box box{label.box.min_x + at.x(), label.box.min_y + at.y(), label.box.max_x + at.x(), label.box.max_y + at.y()};
  if (label.image.isNull() || !screen.intersects(box)) return;
  const QPointF corner = at + label.image_at;
  painter.drawImage(QPointF(std::round(corner.x() * camera.dpr) / camera.dpr, std::round(corner.y() * camera.dpr) / camera.dpr),
                    label.image);
}

void paint_labels(QPainter& painter, const LabelSet& labels, const Camera& camera) {
  for (const PlacedLabel& label : labels.labels) paint_label(painter, label, camera);
}

void paint_labels_as_text(QPainter& painter, const LabelSet& labels, double units_per_px) {
  for (const PlacedLabel& label : labels.labels) {
    const QPointF at = screen_of(labels.camera, label.anchor);
    painter.save();
    painter.scale(units_per_px, units_per_px);
    painter.translate(at);
    if (!label.look) {
      painter.drawImage(label.image_at, label.image);
      painter.restore();
      continue;
    }
    const TextLook& look = *label.look;
    if (look.halo_px > 0 && look.halo_color.a > 0) {
      painter.strokePath(outline_of(label.runs, look.font),
                         QPen(to_qcolor(look.halo_color), 2 * look.halo_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
    painter.setFont(look.font);
    painter.setPen(to_qcolor(look.color));
    for (const TextRun& run : label.runs) {
      painter.save();
      painter.translate(run.baseline);
      painter.rotate(run.angle_deg);
      painter.drawText(QPointF(0, 0), run.text);
      painter.restore();
    }
    painter.restore();
  }
}

}  // namespace skizze::scene
