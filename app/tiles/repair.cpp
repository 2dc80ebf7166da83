// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/repair.h"

#include <geos_c.h>

#include <cmath>
#include <memory>
#include <vector>

#include "tiles/touching_rings.h"

namespace skizze::tiles {
namespace {

/// GEOS contexts serve one thread at a time; one lives as long as its thread.
class Context {
 public:
  Context() : m_handle(GEOS_init_r()) {}
  ~Context() { GEOS_finish_r(m_handle); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  GEOSContextHandle_t get() const { return m_handle; }

 private:
  GEOSContextHandle_t m_handle;
};

GEOSContextHandle_t context() {
  static thread_local Context context;
  return context.get();
}

struct Destroy {
  void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(context(), g); }
};
using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

template <class Point>
Geometry linear_ring(std::span<const Point> ring) {
  GEOSCoordSequence* coordinates = GEOSCoordSeq_create_r(context(), static_cast<unsigned>(ring.size() + 1), 2);
  for (unsigned i = 0; i <= ring.size(); ++i) {
    const Point p = ring[i == ring.size() ? 0 : i];
    GEOSCoordSeq_setXY_r(context(), coordinates, i, p.x, p.y);
  }
  return Geometry(GEOSGeom_createLinearRing_r(context(), coordinates));
}

std::span<const TilePoint> ring_of(const Rings& rings, std::size_t i) { return rings.ring(rings.parts[i]); }
std::span<const MvtPoint> ring_of(const std::span<const MvtPart>& rings, std::size_t i) { return rings[i].points; }
std::span<const TilePart> parts_of(const Rings& rings) { return rings.parts; }
std::span<const MvtPart> parts_of(const std::span<const MvtPart>& rings) { return rings; }

template <class AnyRings>
Geometry polygon_of(const AnyRings& rings, std::size_t outer, std::size_t end) {
  Geometry shell = linear_ring(ring_of(rings, outer));
  std::vector<GEOSGeometry*> holes;
  for (std::size_t i = outer + 1; i < end; ++i) holes.push_back(linear_ring(ring_of(rings, i)).release());
  return Geometry(GEOSGeom_createPolygon_r(context(), shell.release(), holes.data(), static_cast<unsigned>(holes.size())));
}

template <class AnyRings>
Geometry to_geos(const AnyRings& rings) {
  const auto parts = parts_of(rings);
  std::vector<GEOSGeometry*> polygons;
  for (std::size_t i = 0; i < parts.size();) {
    std::size_t end = i + 1;
    while (end < parts.size() && parts[end].hole) ++end;
    polygons.push_back(polygon_of(rings, i, end).release());
    i = end;
  }
  if (polygons.size() == 1) return Geometry(polygons.front());
  return Geometry(GEOSGeom_createCollection_r(context(), GEOS_MULTIPOLYGON, polygons.data(), static_cast<unsigned>(polygons.size())));
}

bool add_ring(const GEOSGeometry* ring, bool hole, Rings& out) {
  const GEOSCoordSequence* coordinates = GEOSGeom_getCoordSeq_r(context(), ring);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(context(), coordinates, &size);
  const auto begin = static_cast<std::uint32_t>(out.points.size());
  for (unsigned i = 0; i + 1 < size; ++i) {
    double x = 0;
    double y = 0;
    GEOSCoordSeq_getXY_r(context(), coordinates, i, &x, &y);
    out.points.push_back({static_cast<std::int16_t>(std::lround(x)), static_cast<std::int16_t>(std::lround(y))});
  }
  return out.close_ring(begin, hole);
}

void add_polygons(const GEOSGeometry* geometry, Rings& out) {
  const int type = GEOSGeomTypeId_r(context(), geometry);
  if (type == GEOS_POLYGON) {
    if (GEOSisEmpty_r(context(), geometry) != 0) return;
    if (!add_ring(GEOSGetExteriorRing_r(context(), geometry), false, out)) return;
    const int holes = GEOSGetNumInteriorRings_r(context(), geometry);
    for (int i = 0; i < holes; ++i) add_ring(GEOSGetInteriorRingN_r(context(), geometry, i), true, out);
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    const int size = GEOSGetNumGeometries_r(context(), geometry);
    for (int i = 0; i < size; ++i) add_polygons(GEOSGetGeometryN_r(context(), geometry, i), out);
  }
}

/// MakeValid by structure: rings are made simple, shells merged, holes subtracted; lines and points that remain are left out.
Geometry make_valid(const GEOSGeometry* geometry) {
  GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(context());
  GEOSMakeValidParams_setMethod_r(context(), params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(context(), params, 0);
  Geometry valid(GEOSMakeValidWithParams_r(context(), geometry, params));
  GEOSMakeValidParams_destroy_r(context(), params);
  return valid;
}

}  // namespace

bool valid_by_geos(const Rings& rings) {
  const Geometry geometry = to_geos(rings);
  return geometry && GEOSisValid_r(context(), geometry.get()) == 1;
}

bool valid_by_geos(std::span<const MvtPart> rings) {
  for (const MvtPart& ring : rings) {
    if (ring.points.size() < 3) return false;
  }
  const Geometry geometry = to_geos(rings);
  return geometry && GEOSisValid_r(context(), geometry.get()) == 1;
}

Repair repair(Rings& rings) {
  if (rings.empty()) return Repair::empty;
  if (part_touching_rings(rings)) return rings.empty() ? Repair::empty : Repair::repaired;
  if (valid_by_geos(rings)) return Repair::already_valid;
  Rings current = rings;
  for (int round = 0; round < 3; ++round) {
    const Geometry broken = to_geos(current);
    const Geometry valid = broken ? make_valid(broken.get()) : nullptr;
    // Snap rounding (OverlayNG) keeps a valid shape valid on the grid of whole units.
    const Geometry snapped(valid ? GEOSGeom_setPrecision_r(context(), valid.get(), 1.0, 0) : nullptr);
    if (!valid) return Repair::failed;
    current.clear();
    add_polygons(snapped ? snapped.get() : valid.get(), current);
    if (current.empty()) {
      rings.clear();
      return Repair::empty;
    }
    if (clearly_valid(current) || valid_by_geos(current)) {
      rings = std::move(current);
      return Repair::repaired;
    }
  }
  return Repair::failed;
}

}  // namespace skizze::tiles
