// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/made_valid.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace skizze::readers {
namespace {

struct FinishContext {
  void operator()(GEOSContextHandle_HS* context) const { GEOS_finish_r(context); }
};

struct DestroyGeometry {
  GEOSContextHandle_t context = nullptr;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Handle = std::unique_ptr<GEOSGeometry, DestroyGeometry>;

/// Where one point of a shape has a height, all have: 0 for those without.
bool has_heights(const geo::Geometry& area) {
  return std::ranges::any_of(area.parts, [](const geo::Part& part) {
    return std::ranges::any_of(part.points, [](const geo::Point3& p) { return std::isfinite(p.z); });
  });
}

GEOSGeometry* ring_of(GEOSContextHandle_t context, const geo::Part& part, bool heights) {
  const auto& points = part.points;
  const auto count = static_cast<unsigned>(points.size());
  const bool closed = points.front().xy() == points.back().xy();
  GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context, count + (closed ? 0 : 1), heights ? 3 : 2);
  for (unsigned i = 0; i < count + (closed ? 0 : 1); ++i) {
    const geo::Point3& p = points[i % count];
    GEOSCoordSeq_setXY_r(context, sequence, i, p.x, p.y);
    if (heights) GEOSCoordSeq_setZ_r(context, sequence, i, std::isfinite(p.z) ? p.z : 0);
  }
  return GEOSGeom_createLinearRing_r(context, sequence);
}

Handle areas_of(GEOSContextHandle_t context, const geo::Geometry& area) {
  const bool heights = has_heights(area);
  std::vector<GEOSGeometry*> polygons;
  for (std::size_t i = 0; i < area.parts.size();) {
    GEOSGeometry* outer = nullptr;
    std::vector<GEOSGeometry*> holes;
    for (; i < area.parts.size() && (!outer || area.parts[i].hole); ++i) {
      if (area.parts[i].points.size() < 3) continue;
      GEOSGeometry* ring = ring_of(context, area.parts[i], heights);
      if (!ring) continue;
      if (outer) {
        holes.push_back(ring);
      } else {
        outer = ring;
      }
    }
    if (outer) polygons.push_back(GEOSGeom_createPolygon_r(context, outer, holes.data(), static_cast<unsigned>(holes.size())));
  }
  return Handle(GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, polygons.data(), static_cast<unsigned>(polygons.size())),
                DestroyGeometry{context});
}

void add_ring(GEOSContextHandle_t context, const GEOSGeometry* ring, bool hole, geo::Geometry& out) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context, ring);
  const bool heights = GEOSHasZ_r(context, ring) == 1;
  unsigned count = 0;
  GEOSCoordSeq_getSize_r(context, sequence, &count);
  geo::Part part;
  part.hole = hole;
  for (unsigned i = 0; i + 1 < count; ++i) {
    geo::Point3 p;
    GEOSCoordSeq_getXY_r(context, sequence, i, &p.x, &p.y);
    if (heights) GEOSCoordSeq_getZ_r(context, sequence, i, &p.z);
    part.points.push_back(p);
  }
  if ((geo::signed_area_x2(part.points) > 0) == hole) std::ranges::reverse(part.points);
  if (!part.points.empty()) out.parts.push_back(std::move(part));
}

/// The polygons of whatever collection came out; lines and points are dropped.
void add_polygons(GEOSContextHandle_t context, const GEOSGeometry* shape, geo::Geometry& out) {
  const int type = GEOSGeomTypeId_r(context, shape);
  if (GEOSisEmpty_r(context, shape) != 0) return;
  if (type == GEOS_POLYGON) {
    add_ring(context, GEOSGetExteriorRing_r(context, shape), false, out);
    const int holes = GEOSGetNumInteriorRings_r(context, shape);
    for (int i = 0; i < holes; ++i) add_ring(context, GEOSGetInteriorRingN_r(context, shape, i), true, out);
    return;
  }
  if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION) return;
  const int count = GEOSGetNumGeometries_r(context, shape);
  for (int i = 0; i < count; ++i) add_polygons(context, GEOSGetGeometryN_r(context, shape, i), out);
}

}  // namespace

std::optional<geo::Geometry> made_valid(const geo::Geometry& area) {
  const std::unique_ptr<GEOSContextHandle_HS, FinishContext> context(GEOS_init_r());
  const Handle shape = areas_of(context.get(), area);
  if (!shape) return std::nullopt;
  const Handle repaired(GEOSMakeValid_r(context.get(), shape.get()), DestroyGeometry{context.get()});
  if (!repaired) return std::nullopt;
  geo::Geometry out{geo::GeometryKind::area, {}};
  add_polygons(context.get(), repaired.get(), out);
  if (out.parts.empty()) return std::nullopt;
  return out;
}

}  // namespace skizze::readers
