// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/overlay.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <algorithm>
#include <memory>

namespace skizze::geo {
namespace {

using base::ErrorCode;

struct ContextDeleter {
  void operator()(GEOSContextHandle_HS* handle) const { GEOS_finish_r(handle); }
};
using Context = std::unique_ptr<GEOSContextHandle_HS, ContextDeleter>;

struct GeometryDeleter {
  GEOSContextHandle_t context = nullptr;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Handle = std::unique_ptr<GEOSGeometry, GeometryDeleter>;

Handle hold(GEOSContextHandle_t context, GEOSGeometry* geometry) { return Handle(geometry, GeometryDeleter{context}); }

GEOSCoordSequence* sequence_of(GEOSContextHandle_t context, const std::vector<Point3>& points, bool close) {
  const auto count = static_cast<unsigned>(points.size() + (close ? 1 : 0));
  GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context, count, 2);
  for (unsigned i = 0; i < count; ++i) {
    const Point3& p = points[i % points.size()];
    GEOSCoordSeq_setXY_r(context, sequence, i, p.x, p.y);
  }
  return sequence;
}

GEOSGeometry* ring_of(GEOSContextHandle_t context, const Part& part) {
  return GEOSGeom_createLinearRing_r(context, sequence_of(context, part.points, true));
}

Handle areas_to_geos(GEOSContextHandle_t context, const Geometry& geometry) {
  std::vector<GEOSGeometry*> polygons;
  for (std::size_t i = 0; i < geometry.parts.size();) {
    GEOSGeometry* outer = ring_of(context, geometry.parts[i]);
    std::vector<GEOSGeometry*> holes;
    for (++i; i < geometry.parts.size() && geometry.parts[i].hole; ++i) holes.push_back(ring_of(context, geometry.parts[i]));
    polygons.push_back(GEOSGeom_createPolygon_r(context, outer, holes.data(), static_cast<unsigned>(holes.size())));
  }
  return hold(context, GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, polygons.data(), static_cast<unsigned>(polygons.size())));
}

Handle lines_to_geos(GEOSContextHandle_t context, const Geometry& geometry) {
  std::vector<GEOSGeometry*> lines;
  for (const auto& part : geometry.parts) lines.push_back(GEOSGeom_createLineString_r(context, sequence_of(context, part.points, false)));
  return hold(context, GEOSGeom_createCollection_r(context, GEOS_MULTILINESTRING, lines.data(), static_cast<unsigned>(lines.size())));
}

/// Whether every part has enough finite points for GEOS to build it.
bool buildable(const Geometry& geometry, GeometryKind kind) {
  if (geometry.kind != kind || geometry.parts.empty() || geometry.parts.front().hole) return false;
  const std::size_t least = kind == GeometryKind::area ? 3 : 2;
  for (const auto& part : geometry.parts) {
    if (part.points.size() < least) return false;
    for (const auto& p : part.points) {
      if (!(p.x - p.x == 0) || !(p.y - p.y == 0)) return false;  // NaN or infinite
    }
  }
  return true;
}

void add_ring(GEOSContextHandle_t context, const GEOSGeometry* ring, bool hole, Geometry& out) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context, ring);
  unsigned count = 0;
  GEOSCoordSeq_getSize_r(context, sequence, &count);
  Part part;
  part.hole = hole;
  for (unsigned i = 0; i + 1 < count; ++i) {
    Point3 p;
    GEOSCoordSeq_getXY_r(context, sequence, i, &p.x, &p.y);
    part.points.push_back(p);
  }
  if ((signed_area_x2(part.points) < 0) != hole) std::ranges::reverse(part.points);
  if (part.points.size() >= 3) out.parts.push_back(std::move(part));
}

/// Polygons of a result, whatever collection they sit in; lines and points that fell out are dropped.
void add_polygons(GEOSContextHandle_t context, const GEOSGeometry* geometry, Geometry& out) {
  if (GEOSGeomTypeId_r(context, geometry) == GEOS_POLYGON) {
    if (GEOSisEmpty_r(context, geometry)) return;
    add_ring(context, GEOSGetExteriorRing_r(context, geometry), false, out);
    const int holes = GEOSGetNumInteriorRings_r(context, geometry);
    for (int i = 0; i < holes; ++i) add_ring(context, GEOSGetInteriorRingN_r(context, geometry, i), true, out);
    return;
  }
  if (GEOSGeomTypeId_r(context, geometry) < GEOS_MULTIPOINT) return;
  const int count = GEOSGetNumGeometries_r(context, geometry);
  for (int i = 0; i < count; ++i) add_polygons(context, GEOSGetGeometryN_r(context, geometry, i), out);
}

Geometry area_from(GEOSContextHandle_t context, const GEOSGeometry* geometry) {
  Geometry out{GeometryKind::area, {}};
  add_polygons(context, geometry, out);
  if (out.parts.empty()) out.kind = GeometryKind::none;
  return out;
}

/// A hand-drawn area may cross itself; GEOS wants it repaired before it is laid over another.
Handle repaired(GEOSContextHandle_t context, Handle area) {
  if (GEOSisValid_r(context, area.get()) == 1) return area;
  return hold(context, GEOSMakeValid_r(context, area.get()));
}

using Operation = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);

base::Result<Geometry> overlay(const Geometry& a, const Geometry& b, Operation operation) {
  if (!buildable(a, GeometryKind::area) || !buildable(b, GeometryKind::area)) return base::fail(ErrorCode::invalid, "geo.not_an_area");
  const Context context(GEOS_init_r());
  const Handle left = repaired(context.get(), areas_to_geos(context.get(), a));
  const Handle right = repaired(context.get(), areas_to_geos(context.get(), b));
  if (!left || !right) return base::fail(ErrorCode::invalid, "geo.not_an_area");
  const Handle result = hold(context.get(), operation(context.get(), left.get(), right.get()));
  if (!result) return base::fail(ErrorCode::invalid, "geo.overlay_failed");
  return area_from(context.get(), result.get());
}

}  // namespace

base::Result<Geometry> united(const Geometry& a, const Geometry& b) { return overlay(a, b, GEOSUnion_r); }

base::Result<Geometry> intersection(const Geometry& a, const Geometry& b) { return overlay(a, b, GEOSIntersection_r); }

base::Result<Geometry> difference(const Geometry& a, const Geometry& b) { return overlay(a, b, GEOSDifference_r); }

base::Result<Geometry> buffered(const Geometry& geometry, double distance) {
  constexpr int k_quarter_segments = 16;
  const bool area = geometry.kind == GeometryKind::area;
  if (!buildable(geometry, area ? GeometryKind::area : GeometryKind::line) || !(distance > 0)) {
    return base::fail(ErrorCode::invalid, "geo.not_a_line");
  }
  const Context context(GEOS_init_r());
  const Handle shape = area ? repaired(context.get(), areas_to_geos(context.get(), geometry)) : lines_to_geos(context.get(), geometry);
  const Handle result = hold(context.get(), shape ? GEOSBuffer_r(context.get(), shape.get(), distance, k_quarter_segments) : nullptr);
  if (!result) return base::fail(ErrorCode::invalid, "geo.overlay_failed");
  return area_from(context.get(), result.get());
}

base::Result<std::vector<Geometry>> split(const Geometry& area, const Geometry& line) {
  if (!buildable(area, GeometryKind::area)) return base::fail(ErrorCode::invalid, "geo.not_an_area");
  if (!buildable(line, GeometryKind::line)) return base::fail(ErrorCode::invalid, "geo.not_a_line");
  const Context holder(GEOS_init_r());
  GEOSContextHandle_t context = holder.get();
  const Handle whole = repaired(context, areas_to_geos(context, area));
  const Handle knife = lines_to_geos(context, line);
  const Handle border = hold(context, whole ? GEOSBoundary_r(context, whole.get()) : nullptr);
  if (!border || !knife) return base::fail(ErrorCode::invalid, "geo.not_an_area");
  // Boundary and line noded together enclose exactly the pieces, and the holes, which the last test throws out.
  const Handle edges = hold(context, GEOSUnion_r(context, border.get(), knife.get()));
  const GEOSGeometry* edge_list[] = {edges.get()};
  const Handle faces = hold(context, edges ? GEOSPolygonize_r(context, edge_list, 1) : nullptr);
  if (!faces) return base::fail(ErrorCode::invalid, "geo.overlay_failed");
  std::vector<Geometry> pieces;
  const int count = GEOSGetNumGeometries_r(context, faces.get());
  for (int i = 0; i < count; ++i) {
    const GEOSGeometry* face = GEOSGetGeometryN_r(context, faces.get(), i);
    const Handle inside = hold(context, GEOSPointOnSurface_r(context, face));
    if (inside && GEOSContains_r(context, whole.get(), inside.get()) == 1) pieces.push_back(area_from(context, face));
  }
  return pieces;
}

bool valid(const Geometry& geometry) {
  if (geometry.kind != GeometryKind::area) return !geometry.empty();
  if (!buildable(geometry, GeometryKind::area)) return false;
  const Context context(GEOS_init_r());
  const Handle area = areas_to_geos(context.get(), geometry);
  return area && GEOSisValid_r(context.get(), area.get()) == 1;
}

}  // namespace skizze::geo
