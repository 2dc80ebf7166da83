// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/ogr_geometry.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <vector>

namespace skizze::readers {
namespace {

constexpr double k_tolerance_deg = 1e-7;
constexpr double k_degrees_per_radian = 180 / std::numbers::pi;

/// Radius of the circle through three points (R = abc / 4A); 0 for points in a line.
double radius_through(const OGRPoint& p, const OGRPoint& q, const OGRPoint& r) {
  const double a = std::hypot(q.getX() - p.getX(), q.getY() - p.getY());
  const double b = std::hypot(r.getX() - q.getX(), r.getY() - q.getY());
  const double c = std::hypot(p.getX() - r.getX(), p.getY() - r.getY());
  const double twice_area = std::abs((q.getX() - p.getX()) * (r.getY() - p.getY()) - (r.getX() - p.getX()) * (q.getY() - p.getY()));
  // Full circles have equal ends: the diameter is the chord to the middle point.
  if (c == 0) return a / 2;
  return twice_area <= a * b * 1e-12 ? 0 : a * b * c / (2 * twice_area);
}

class RadiusFinder : public OGRDefaultConstGeometryVisitor {
 public:
  using OGRDefaultConstGeometryVisitor::visit;
  void visit(const OGRCircularString* arcs) override {
    for (int i = 0; i + 2 < arcs->getNumPoints(); i += 2) {
      OGRPoint p, q, r;
      arcs->getPoint(i, &p);
      arcs->getPoint(i + 1, &q);
      arcs->getPoint(i + 2, &r);
      largest = std::max(largest, radius_through(p, q, r));
    }
  }
  double largest = 0;
};

/// The angle step at which no chord strays farther than the tolerance from its arc: sagitta = r (1 - cos(step / 2)).
double angle_step_deg(const OGRGeometry& shape, bool degrees) {
  RadiusFinder finder;
  shape.accept(&finder);
  const double tolerance = degrees ? k_tolerance_deg : k_curve_tolerance_m;
  if (!(finder.largest > tolerance) || !std::isfinite(finder.largest)) return 4;
  const double step = 2 * std::acos(1 - tolerance / finder.largest) * k_degrees_per_radian;
  return std::clamp(step, 0.01, 10.0);
}

void add_points(const OGRSimpleCurve& curve, geo::Geometry& out, bool hole) {
  const bool has_z = curve.Is3D() != 0;
  geo::Part part;
  part.hole = hole;
  part.points.reserve(static_cast<std::size_t>(curve.getNumPoints()));
  for (int i = 0; i < curve.getNumPoints(); ++i) {
    geo::Point3 p{curve.getX(i), curve.getY(i)};
    if (has_z) p.z = curve.getZ(i);
    part.points.push_back(p);
  }
  if (out.kind == geo::GeometryKind::area && part.points.size() > 1 && part.points.front().xy() == part.points.back().xy())
    part.points.pop_back();
  if (!part.points.empty()) out.parts.push_back(std::move(part));
}

void add_polygon(const OGRPolygon& polygon, geo::Geometry& out) {
  if (!polygon.getExteriorRing() || polygon.getExteriorRing()->IsEmpty()) return;
  add_points(*polygon.getExteriorRing(), out, false);
  for (int i = 0; i < polygon.getNumInteriorRings(); ++i) add_points(*polygon.getInteriorRing(i), out, true);
}

/// Shapes of one collection (or one shape alone), sorted by kind.
struct Pieces {
  geo::Geometry points{geo::GeometryKind::point, {}};
  geo::Geometry lines{geo::GeometryKind::line, {}};
  geo::Geometry areas{geo::GeometryKind::area, {}};

  void add(const OGRGeometry& shape) {
    if (shape.IsEmpty()) return;
    switch (wkbFlatten(shape.getGeometryType())) {
      case wkbPoint: add_point(*shape.toPoint()); break;
      case wkbLineString: add_points(*shape.toLineString(), lines, false); break;
      case wkbPolygon:
      case wkbTriangle: add_polygon(*shape.toPolygon(), areas); break;
      case wkbMultiPoint:
      case wkbMultiLineString:
      case wkbMultiPolygon:
      case wkbGeometryCollection:
        for (const auto* member : *shape.toGeometryCollection()) add(*member);
        break;
      case wkbPolyhedralSurface:
      case wkbTIN:
        for (const auto* member : *shape.toPolyhedralSurface()) add_polygon(*member, areas);
        break;
      default: break;
    }
  }
  void add_point(const OGRPoint& point) {
    geo::Point3 p{point.getX(), point.getY()};
    if (point.Is3D()) p.z = point.getZ();
    if (points.parts.empty()) points.parts.emplace_back();
    points.parts.front().points.push_back(p);
  }
  int kinds() const { return int{!points.parts.empty()} + int{!lines.parts.empty()} + int{!areas.parts.empty()}; }
  geo::Geometry highest() {
    if (!areas.parts.empty()) return std::move(areas);
    if (!lines.parts.empty()) return std::move(lines);
    if (!points.parts.empty()) return std::move(points);
    return {};
  }
};

}  // namespace

FromOgr from_ogr(const OGRGeometry& shape, bool degrees) {
  FromOgr out;
  std::unique_ptr<OGRGeometry> linear;
  const OGRGeometry* flat = &shape;
  if (shape.hasCurveGeometry(FALSE)) {
    out.curves = shape.hasCurveGeometry(TRUE) != 0;
    linear.reset(shape.getLinearGeometry(angle_step_deg(shape, degrees)));
    flat = linear.get();
  }
  if (!flat) return out;
  out.has_z = flat->Is3D() != 0;
  Pieces pieces;
  pieces.add(*flat);
  out.reduced = pieces.kinds() > 1;
  out.geometry = pieces.highest();
  return out;
}

}  // namespace skizze::readers
