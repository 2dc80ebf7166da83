// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/map_view.h"

#include <algorithm>
#include <cmath>

#include "geo/mercator.h"

namespace skizze::scene {

double Camera::m_per_px() const { return geo::mercator_m_per_px(zoom); }

geo::Box Camera::bounds() const {
  const double half_w = width_px * m_per_px() / 2;
  const double half_h = height_px * m_per_px() / 2;
  return {center.x - half_w, center.y - half_h, center.x + half_w, center.y + half_h};
}

geo::Point2 Camera::to_screen(geo::Point2 mercator) const {
  const double m = m_per_px();
  return {width_px / 2.0 + (mercator.x - center.x) / m, height_px / 2.0 - (mercator.y - center.y) / m};
}

geo::Point2 Camera::to_mercator(geo::Point2 screen) const {
  const double m = m_per_px();
  return {center.x + (screen.x - width_px / 2.0) * m, center.y - (screen.y - height_px / 2.0) * m};
}

Camera Camera::panned(double dx_px, double dy_px) const {
  Camera moved = *this;
  moved.center.x -= dx_px * m_per_px();
  moved.center.y += dy_px * m_per_px();
  return moved;
}

Camera Camera::zoomed_around(geo::Point2 screen, double new_zoom) const {
  Camera zoomed = *this;
  zoomed.zoom = std::clamp(new_zoom, k_min_zoom, k_max_zoom);
  const geo::Point2 place = to_mercator(screen);
  const double m = zoomed.m_per_px();
  zoomed.center = {place.x - (screen.x - width_px / 2.0) * m, place.y + (screen.y - height_px / 2.0) * m};
  return zoomed;
}

Camera camera_for(const geo::Box& box, int width_px, int height_px, double margin_px, double dpr, double max_zoom) {
  Camera camera;
  camera.width_px = width_px;
  camera.height_px = height_px;
  camera.dpr = dpr;
  if (box.empty()) return camera;
  camera.center = box.center();
  const double room_w = std::max(1.0, width_px - 2 * margin_px);
  const double room_h = std::max(1.0, height_px - 2 * margin_px);
  const double m_per_px = std::max(box.width() / room_w, box.height() / room_h);
  const double zoom = m_per_px > 0 ? std::log2(geo::mercator_m_per_px(0) / m_per_px) : max_zoom;
  camera.zoom = std::clamp(zoom, k_min_zoom, max_zoom);
  return camera;
}

double ground_m_per_px(const Camera& camera) { return camera.m_per_px() * geo::ground_scale(camera.center.y); }

geo::Box MapLayer::bounds() const {
  if (pack) return pack->info().bounds;
  if (raster) return raster->info().bounds;
  if (foreign) return foreign->info().bounds;
  return {};
}

geo::Box MapSnapshot::bounds() const {
  geo::Box box;
  for (const MapLayer& layer : layers) {
    if (layer.visible) box.add(layer.bounds());
  }
  return box;
}

const MapLayer* MapSnapshot::find(const std::string& id) const {
  const auto it = std::find_if(layers.begin(), layers.end(), [&](const MapLayer& layer) { return layer.id == id; });
  return it == layers.end() ? nullptr : &*it;
}

namespace {

constexpr geo::Box k_world{-geo::k_mercator_half_m, -geo::k_mercator_half_m, geo::k_mercator_half_m, geo::k_mercator_half_m};

/// Whether it paints also where it has no features.
bool paints_everywhere(const MapLayer& layer) {
  if (!layer.style) return false;
  const auto& layers = layer.style->layers();
  return std::any_of(layers.begin(), layers.end(),
                     [](const auto& l) { return l.type == style::LayerType::background || l.fills_surroundings(); });
}

/// What a layer can paint on.
geo::Box painted_box(const MapLayer& layer) {
  if (!layer.visible) return {};
  return paints_everywhere(layer) ? k_world : layer.bounds();
}

/// Boxes of the rows that only one of two equal packs hides.
geo::Box changed_rows_box(const MapLayer& a, const MapLayer& b) {
  std::vector<std::uint32_t> rows;
  std::set_symmetric_difference(a.hidden_rows.begin(), a.hidden_rows.end(), b.hidden_rows.begin(), b.hidden_rows.end(),
                                std::back_inserter(rows));
  geo::Box box;
  for (const auto row : rows) {
    if (a.pack && row < a.pack->size()) box.add(a.pack->bounds(row));
  }
  return box;
}

geo::Box changed_box(const MapLayer& a, const MapLayer& b) {
  if (a == b || (!a.visible && !b.visible)) return {};
  MapLayer same_rows = b;
  same_rows.hidden_rows = a.hidden_rows;
  if (same_rows == a) return changed_rows_box(a, b);
  geo::Box box = painted_box(a);
  box.add(painted_box(b));
  return box;
}

}  // namespace

geo::Box changed_box(const MapSnapshot& before, const MapSnapshot& after) {
  const bool same_ground = before.palette == after.palette || (before.palette && after.palette && *before.palette == *after.palette);
  if (!same_ground) return k_world;
  geo::Box box;
  std::size_t last_place = 0;
  for (const MapLayer& layer : after.layers) {
    const MapLayer* old = before.find(layer.id);
    if (old == nullptr) {
      box.add(painted_box(layer));
      continue;
    }
    box.add(changed_box(*old, layer));
    const auto place = static_cast<std::size_t>(old - before.layers.data());
    if (place < last_place) box.add(painted_box(layer));  // it went below something it was above
    last_place = std::max(last_place, place);
  }
  for (const MapLayer& layer : before.layers) {
    if (after.find(layer.id) == nullptr) box.add(painted_box(layer));
  }
  return box;
}

}  // namespace skizze::scene
