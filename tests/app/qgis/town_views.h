// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Views of the town that qgis_project_maker makes, as our canvas and QGIS can both draw them.
#pragma once

#include <cmath>

#include <QColor>

#include "geo/mercator.h"
#include "project/layer_style.h"
#include "scene/map_renderer.h"

namespace skizze::test {

/// What the canvas shows where no layer is.
inline QColor canvas_ground() {
  scene::MapSnapshot empty;
  project::StyleCache styles;
  empty.palette = styles.palette(project::Theme::light);
  return scene::render_map(empty, {{}, 3, 64, 64, 1}).pixelColor(32, 32);
}

/// 800 x 600 css pixels of a town at a zoom, moved by shares of its extent, with the corner on a whole pixel of that zoom: the canvas lays
/// tiles on whole pixels, and half a pixel beside, every edge is another one.
inline scene::Camera camera_at(const geo::Box& town, double zoom, double right, double up, double dpr) {
  scene::Camera camera{town.center(), zoom, 800, 600, dpr};
  const double m = geo::mercator_m_per_px(zoom) / dpr;
  camera.center.x += right * (town.max_x - town.min_x);
  camera.center.y += up * (town.max_y - town.min_y);
  const auto snap = [m](double value) { return std::round((value + geo::k_mercator_half_m) / m) * m - geo::k_mercator_half_m; };
  camera.center = {snap(camera.center.x), snap(camera.center.y)};
  return camera;
}

}  // namespace skizze::test
