// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/swatch.h"

#include <QPainter>

#include <algorithm>

#include "project/condition_text.h"
#include "project/layer_style.h"
#include "scene/legend_painter.h"
#include "shell/language.h"

namespace skizze::ui {

QColor to_qcolor(const style::Color& color, double opacity) {
  return QColor::fromRgbF(color.r, color.g, color.b, std::clamp(static_cast<float>(color.a * opacity), 0.0F, 1.0F));
}

style::Color from_qcolor(const QColor& color) { return {color.redF(), color.greenF(), color.blueF(), color.alphaF()}; }

QString range_text(double from, double to) { return project::range_text(from, to, current_language()); }

QString label_of(const style::LegendEntry& entry) {
  if (entry.range) return range_text(entry.range->first, entry.range->second);
  if (entry.is_filter) return project::filter_words(entry.label, current_language());
  return entry.is_message ? text_of(base::Message{entry.label, {}}) : QString::fromStdString(entry.label);
}

void paint_swatch(QPainter& painter, const QRectF& area, const style::LegendEntry& entry, const scene::Sprites* sprites) {
  static const std::shared_ptr<const scene::Sprites> s_own = project::StyleCache().sprites();
  scene::paint_swatch(painter, area, entry, sprites != nullptr ? sprites : s_own.get());
}

QSize swatch_size(int height_px) { return {height_px * 3 / 2, height_px}; }

QPixmap symbol_pixmap(const style::SimpleSymbol& symbol, geo::GeometryKind kind, QSize size_px, double device_pixel_ratio) {
  constexpr double k_zoom = 16;
  const auto sheet = style::parse(style::single_style(kind == geo::GeometryKind::none ? geo::GeometryKind::area : kind, symbol));
  const auto entries = sheet ? style::legend(**sheet, k_zoom) : std::vector<style::LegendEntry>{};
  return swatch_pixmap(entries.empty() ? style::LegendEntry{} : entries.front(), size_px, device_pixel_ratio);
}

QPixmap swatch_pixmap(const style::LegendEntry& entry, QSize size_px, double device_pixel_ratio, const scene::Sprites* sprites) {
  QPixmap pixmap(size_px * device_pixel_ratio);
  pixmap.setDevicePixelRatio(device_pixel_ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  ui::paint_swatch(painter, QRectF(QPointF(0, 0), QSizeF(size_px)), entry, sprites);
  return pixmap;
}

}  // namespace skizze::ui
