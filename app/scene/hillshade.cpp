// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/hillshade.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/mercator.h"

namespace skizze::scene {

namespace {

constexpr int k_side = feature::k_raster_tile_px;
constexpr int k_padded = k_side + 2;
constexpr std::size_t k_cached_tiles = 60;  // about 1 MB each

/// Heights of a tile with one row and column of its neighbours; a missing neighbour repeats the edge.
std::vector<float> padded_heights(const feature::RasterPack& raster, geo::TileId id) {
  std::vector<float> out(static_cast<std::size_t>(k_padded) * k_padded, std::numeric_limits<float>::quiet_NaN());
  const std::uint32_t last = (1U << id.z) - 1;
  const auto copy = [&](int dx, int dy, int src_x, int src_y, int dst_x, int dst_y, int w, int h) {
    if ((dx < 0 && id.x == 0) || (dy < 0 && id.y == 0) || (dx > 0 && id.x == last) || (dy > 0 && id.y == last)) return;
    const auto tile = raster.tile({id.z, static_cast<std::uint32_t>(id.x + dx), static_cast<std::uint32_t>(id.y + dy)});
    if (tile.empty()) return;
    for (int y = 0; y < h; ++y) {
      for (int x = 0; x < w; ++x) {
        out[static_cast<std::size_t>((dst_y + y) * k_padded + dst_x + x)] =
            tile[static_cast<std::size_t>((src_y + y) * k_side + src_x + x)];
      }
    }
  };
  const int e = k_side - 1;
  copy(0, 0, 0, 0, 1, 1, k_side, k_side);
  copy(-1, 0, e, 0, 0, 1, 1, k_side);
  copy(1, 0, 0, 0, k_padded - 1, 1, 1, k_side);
  copy(0, -1, 0, e, 1, 0, k_side, 1);
  copy(0, 1, 0, 0, 1, k_padded - 1, k_side, 1);
  copy(-1, -1, e, e, 0, 0, 1, 1);
  copy(1, -1, 0, e, k_padded - 1, 0, 1, 1);
  copy(-1, 1, e, 0, 0, k_padded - 1, 1, 1);
  copy(1, 1, 0, 0, k_padded - 1, k_padded - 1, 1, 1);
  return out;
}

/// Missing neighbours take the height of the middle, so that data can be shaded to its very edge.
float shade_at(const std::vector<float>& heights, int x, int y, float cell_m, float exaggeration) {
  const float middle = heights[static_cast<std::size_t>(y * k_padded + x)];
  if (std::isnan(middle)) return middle;
  float window[9];
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      const int cx = std::clamp(x + dx, 0, k_padded - 1);
      const int cy = std::clamp(y + dy, 0, k_padded - 1);
      const float h = heights[static_cast<std::size_t>(cy * k_padded + cx)];
      window[(dy + 1) * 3 + dx + 1] = std::isnan(h) ? middle : h;
    }
  }
  return horn_shade(window, cell_m, exaggeration);
}

struct Ink {
  QColor shadow;
  float shadow_strength;
  QColor light;
  float light_strength;
};

Ink ink_for(bool dark_ground) {
  if (dark_ground) return {QColor(0, 0, 0), 0.55F, QColor(170, 185, 210), 0.14F};
  return {QColor(52, 56, 78), 0.5F, QColor(255, 255, 255), 0.35F};
}

/// The 256 + 1 colours a shade can have, so that a pixel costs one look-up.
std::array<QRgb, 257> ramp(bool dark_ground) {
  const Ink ink = ink_for(dark_ground);
  const float level = std::sqrt(0.5F);
  std::array<QRgb, 257> colors{};
  for (std::size_t i = 0; i < colors.size(); ++i) {
    const float shade = static_cast<float>(i) / 256;
    const bool shadow = shade < level;
    const float amount = shadow ? (level - shade) / level * ink.shadow_strength : (shade - level) / (1 - level) * ink.light_strength;
    QColor color = shadow ? ink.shadow : ink.light;
    color.setAlphaF(amount);
    colors[i] = qPremultiply(color.rgba());
  }
  return colors;
}

}  // namespace

float horn_shade(const float (&h)[9], float cell_m, float exaggeration) {
  const float k = exaggeration / (8 * cell_m);
  const float dz_dx = ((h[2] + 2 * h[5] + h[8]) - (h[0] + 2 * h[3] + h[6])) * k;  // rising eastwards
  const float dz_dy = ((h[0] + 2 * h[1] + h[2]) - (h[6] + 2 * h[7] + h[8])) * k;  // rising northwards
  // Normal (-dz_dx, -dz_dy, 1) times the direction of the light (-1/2, 1/2, sqrt 1/2).
  const float light = (dz_dx - dz_dy) * 0.5F + std::sqrt(0.5F);
  return std::max(0.0F, light / std::sqrt(1 + dz_dx * dz_dx + dz_dy * dz_dy));
}

QImage shade_tile(const feature::RasterPack& raster, geo::TileId id, bool dark_ground, base::CancelToken token) {
  if (raster.tile(id).empty()) return {};
  const auto heights = padded_heights(raster, id);
  const auto colors = ramp(dark_ground);
  const double cell = geo::tile_size_m(id.z) / k_side * geo::ground_scale(geo::tile_bounds(id).center().y);
  // Averaged slopes of coarse cells are flatter than the hills a person sees.
  const auto exaggeration = static_cast<float>(std::clamp(std::pow(cell / 4, 0.4), 1.0, 5.0));
  QImage image(k_padded, k_padded, QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < k_padded; ++y) {
    if (token.cancelled()) return {};
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < k_padded; ++x) {
      const float shade = shade_at(heights, x, y, static_cast<float>(cell), exaggeration);
      line[x] = std::isnan(shade) ? 0U : colors[static_cast<std::size_t>(std::clamp(shade, 0.0F, 1.0F) * 256)];
    }
  }
  return image;
}

QImage ShadeSource::tile(const std::shared_ptr<const feature::RasterPack>& raster, geo::TileId id, bool dark_ground,
                         base::CancelToken token) {
  const Key key{raster.get(), id, dark_ground};
  {
    const std::lock_guard lock(m_mutex);
    const auto it = m_entries.find(key);
    if (it != m_entries.end()) return it->second.image;
  }
  const QImage image = shade_tile(*raster, id, dark_ground, token);
  if (token.cancelled()) return image;
  const std::lock_guard lock(m_mutex);
  if (!m_entries.emplace(key, Entry{raster, image}).second) return image;
  m_order.push_back(key);
  if (m_order.size() > k_cached_tiles) {
    m_entries.erase(m_order.front());
    m_order.pop_front();
  }
  return image;
}

void paint_hillshade(QPainter& painter, const std::shared_ptr<const feature::RasterPack>& raster, const Projection& projection,
                     const QRectF& clip, double zoom, bool dark_ground, ShadeSource& source, base::CancelToken token) {
  const feature::RasterInfo& info = raster->info();
  const int z = std::clamp(static_cast<int>(std::floor(zoom + 0.3)), info.min_zoom, info.max_zoom);
  const geo::Box box = projection.inverse(clip);
  const geo::TileId from = geo::tile_at({box.min_x, box.max_y}, z);
  const geo::TileId to = geo::tile_at({box.max_x, box.min_y}, z);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  for (std::uint32_t y = from.y; y <= to.y; ++y) {
    for (std::uint32_t x = from.x; x <= to.x; ++x) {
      if (token.cancelled()) return;
      const geo::TileId id{static_cast<std::uint8_t>(z), x, y};
      if (!info.bounds.intersects(geo::tile_bounds(id))) continue;
      const QImage image = source.tile(raster, id, dark_ground, token);
      if (image.isNull()) continue;
      const geo::Box tile = geo::tile_bounds(id);
      const QPointF a = projection({tile.min_x, tile.max_y});
      const QPointF b = projection({tile.max_x, tile.min_y});
      const QRectF target(QPointF(std::round(a.x()), std::round(a.y())), QPointF(std::round(b.x()), std::round(b.y())));
      painter.drawImage(target, image, QRectF(1, 1, k_side, k_side));
    }
  }
}

}  // namespace skizze::scene
