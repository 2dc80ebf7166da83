// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <tuple>

#include <QImage>
#include <QPainter>

#include "base/cancel.h"
#include "feature/raster_pack.h"
#include "scene/shapes.h"

namespace skizze::scene {

/// Brightness of a slope lit from the north-west (azimuth 315 degrees, altitude 45 degrees), 0 in shadow to 1 facing the sun; level ground
/// has sin 45 degrees. heights: the 3 x 3 neighbours, row by row from the north-west; cell_m: distance between them in metres of ground.
/// Source: Horn 1981, "Hill shading and the reflectance map", Proc. IEEE 69(1). NaN when any height is missing.
float horn_shade(const float (&heights)[9], float cell_m, float exaggeration = 1);

/// Shading of one raster tile as a transparent picture: shadow and light laid over whatever lies below (a soft multiply that also
/// works on paper). 514 x 514 pixels: the tile and one pixel of its neighbours on every side. Null where there is no such tile.
QImage shade_tile(const feature::RasterPack& raster, geo::TileId id, bool dark_ground, base::CancelToken token = {});

/// Shaded tiles of height rasters, limited to 64 MB; any thread.
class ShadeSource {
 public:
  QImage tile(const std::shared_ptr<const feature::RasterPack>& raster, geo::TileId id, bool dark_ground, base::CancelToken token);

 private:
  struct Entry {
    std::shared_ptr<const feature::RasterPack> raster;  // keeps the address that is the key
    QImage image;
  };
  using Key = std::tuple<const feature::RasterPack*, geo::TileId, bool>;
  std::mutex m_mutex;  // guards everything below
  std::map<Key, Entry> m_entries;
  std::list<Key> m_order;  // oldest first
};

/// Draws a raster's shading over what the painter shows. zoom: of the view, with device pixels counted (zoom + log2(dpr)).
void paint_hillshade(QPainter& painter, const std::shared_ptr<const feature::RasterPack>& raster, const Projection& projection,
                     const QRectF& clip, double zoom, bool dark_ground, ShadeSource& source, base::CancelToken token);

}  // namespace skizze::scene
