// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/shapes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "geo/mercator.h"

namespace skizze::style {
namespace {

using geo::Box;
using geo::Geometry;
using geo::GeometryKind;
using geo::Part;
using geo::Point2;
using Json = nlohmann::json;

constexpr std::size_t k_most_vertices = 100000;

class GeoJsonReader {
 public:
  bool read(const Json& json, int depth = 0);
  std::vector<Geometry> shapes;

 private:
  bool read_geometry(const Json& json, const std::string& type);
  bool add_point(const Json& position, Part& part);
  bool add_part(const Json& positions, Geometry& geometry, bool hole);
  bool add_polygon(const Json& rings, Geometry& geometry);
  std::size_t m_vertices = 0;
};

bool GeoJsonReader::add_point(const Json& position, Part& part) {
  if (!position.is_array() || position.size() < 2 || !position[0].is_number() || !position[1].is_number()) return false;
  const Point2 at = geo::to_mercator({position[0].get<double>(), position[1].get<double>()});
  part.points.push_back({at.x, at.y, 0});
  return ++m_vertices <= k_most_vertices && std::isfinite(at.x) && std::isfinite(at.y);
}

bool GeoJsonReader::add_part(const Json& positions, Geometry& geometry, bool hole) {
  if (!positions.is_array() || positions.empty()) return false;
  Part part;
  part.hole = hole;
  for (const auto& position : positions) {
    if (!add_point(position, part)) return false;
  }
  if (geometry.kind == GeometryKind::area) {
    if (part.points.size() < 4) return false;
    part.points.pop_back();  // rings of GeoJSON repeat their first point
  }
  geometry.parts.push_back(std::move(part));
  return true;
}

bool GeoJsonReader::add_polygon(const Json& rings, Geometry& geometry) {
  if (!rings.is_array() || rings.empty()) return false;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (!add_part(rings[i], geometry, i > 0)) return false;
  }
  return true;
}

bool GeoJsonReader::read_geometry(const Json& json, const std::string& type) {
  const auto at = json.find("coordinates");
  if (at == json.end() || !at->is_array()) return false;
  Geometry geometry;
  geometry.kind = type.ends_with("Point")        ? GeometryKind::point
                  : type.ends_with("LineString") ? GeometryKind::line
                  : type.ends_with("Polygon")    ? GeometryKind::area
                                                 : GeometryKind::none;
  bool good = false;
  if (type == "Point") good = add_part(Json::array({*at}), geometry, false);
  if (type == "LineString" || type == "MultiPoint") good = add_part(*at, geometry, false);
  if (type == "Polygon") good = add_polygon(*at, geometry);
  if (type == "MultiLineString" || type == "MultiPolygon") {
    good = std::all_of(at->begin(), at->end(), [&](const Json& part) {
      return type == "MultiPolygon" ? add_polygon(part, geometry) : add_part(part, geometry, false);
    });
  }
  if (good) shapes.push_back(std::move(geometry));
  return good;
}

bool GeoJsonReader::read(const Json& json, int depth) {
  if (!json.is_object() || depth > 2 || !json.contains("type") || !json["type"].is_string()) return false;
  const auto& type = json["type"].get_ref<const std::string&>();
  if (type == "FeatureCollection") {
    if (!json.contains("features") || !json["features"].is_array()) return false;
    return std::all_of(json["features"].begin(), json["features"].end(), [&](const Json& feature) { return read(feature, depth + 1); });
  }
  if (type == "Feature") return json.contains("geometry") && read(json["geometry"], depth + 1);
  return read_geometry(json, type);
}

/// Calls with both ends of every edge of a part; rings are closed.
template <class Visit>
bool any_edge(const Part& part, bool closed, const Visit& visit) {
  for (std::size_t i = 0; i + 1 < part.points.size(); ++i) {
    if (visit(part.points[i].xy(), part.points[i + 1].xy())) return true;
  }
  return closed && part.points.size() > 2 && visit(part.points.back().xy(), part.points.front().xy());
}

double cross(Point2 o, Point2 a, Point2 b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }

bool on_edge(Point2 p, Point2 a, Point2 b) {
  const bool between = p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) && p.y <= std::max(a.y, b.y);
  return between && cross(a, b, p) == 0;
}

/// Both edges have the ends of the other on different sides.
bool cross_properly(Point2 a, Point2 b, Point2 c, Point2 d) {
  const double c_side = cross(a, b, c);
  const double d_side = cross(a, b, d);
  const double a_side = cross(c, d, a);
  const double b_side = cross(c, d, b);
  return ((c_side > 0 && d_side < 0) || (c_side < 0 && d_side > 0)) && ((a_side > 0 && b_side < 0) || (a_side < 0 && b_side > 0));
}

bool touch(Point2 a, Point2 b, Point2 c, Point2 d) {
  return cross_properly(a, b, c, d) || on_edge(a, c, d) || on_edge(b, c, d) || on_edge(c, a, b) || on_edge(d, a, b);
}

/// A polygon: outer ring and holes, as areas of their own.
std::vector<Geometry> polygons_of(const std::vector<Geometry>& areas) {
  std::vector<Geometry> out;
  for (const auto& area : areas) {
    if (area.kind != GeometryKind::area) continue;
    for (const auto& part : area.parts) {
      if (!part.hole || out.empty()) out.push_back({GeometryKind::area, {}});
      out.back().parts.push_back(part);
    }
  }
  return out;
}

bool strictly_inside(Point2 p, const Geometry& polygon) {
  const bool on_boundary = std::any_of(polygon.parts.begin(), polygon.parts.end(), [&](const Part& ring) {
    return any_edge(ring, true, [&](Point2 a, Point2 b) { return on_edge(p, a, b); });
  });
  return !on_boundary && geo::contains(polygon, p);
}

bool line_inside(const Part& line, const Geometry& polygon) {
  if (!std::all_of(line.points.begin(), line.points.end(), [&](const auto& p) { return strictly_inside(p.xy(), polygon); })) return false;
  return !any_edge(line, false, [&](Point2 a, Point2 b) {
    return std::any_of(polygon.parts.begin(), polygon.parts.end(), [&](const Part& ring) {
      return any_edge(ring, true, [&](Point2 c, Point2 d) { return cross_properly(a, b, c, d); });
    });
  });
}

constexpr double k_world_m = 2 * geo::k_mercator_half_m;

/// How far to move x so that it comes near the box; a world or nothing.
double shift_for(double x, const Box& box) {
  if (x >= box.min_x && x <= box.max_x) return 0;
  for (const double side : {box.min_x, box.max_x}) {
    if (x - side > k_world_m / 2) return -k_world_m;
    if (side - x > k_world_m / 2) return k_world_m;
  }
  return 0;
}

Part moved(Part part, const Box& box, GeometryKind kind) {
  Box own;
  for (const auto& p : part.points) own.add(p.xy());
  if (kind == GeometryKind::line && own.width() > k_world_m / 2) return part;
  for (auto& p : part.points) p.x += shift_for(p.x, box);
  return part;
}

/// Metres east and north of a point, on the plane that touches the ellipsoid (WGS 84) there.
class GroundPlane {
 public:
  explicit GroundPlane(Point2 lon_lat) {
    constexpr double k_a = 6378137.0;
    constexpr double k_f = 1 / 298.257223563;
    constexpr double k_e2 = k_f * (2 - k_f);
    constexpr double k_rad = std::numbers::pi / 180;
    const double c = std::cos(lon_lat.y * k_rad);
    const double w2 = 1 / (1 - k_e2 * (1 - c * c));
    const double w = std::sqrt(w2);
    m_x = k_rad * k_a * w * c;
    m_y = k_rad * k_a * w * w2 * (1 - k_e2);
  }
  Geometry flat(const Geometry& mercator) const {
    Geometry out = mercator;
    for (auto& part : out.parts) {
      for (auto& p : part.points) {
        const Point2 at = geo::to_lon_lat(p.xy());
        p = {at.x * m_x, at.y * m_y, 0};
      }
    }
    return out;
  }

 private:
  double m_x = 1;
  double m_y = 1;
};

double distance_to_edge(Point2 p, Point2 a, Point2 b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/// A point set counts as edges without length.
template <class Visit>
void each_edge(const Geometry& geometry, const Visit& visit) {
  for (const auto& part : geometry.parts) {
    if (geometry.kind == GeometryKind::point || part.points.size() == 1) {
      for (const auto& p : part.points) visit(p.xy(), p.xy());
    } else {
      any_edge(part, geometry.kind == GeometryKind::area, [&](Point2 a, Point2 b) {
        visit(a, b);
        return false;
      });
    }
  }
}

double planar_distance(const Geometry& a, const Geometry& b) {
  const auto holds_any = [](const Geometry& area, const Geometry& other) {
    if (area.kind != GeometryKind::area) return false;
    return std::any_of(other.parts.begin(), other.parts.end(), [&](const Part& part) {
      const std::size_t tried = other.kind == GeometryKind::point ? part.points.size() : 1;  // crossings are found below
      return std::any_of(part.points.begin(), part.points.begin() + static_cast<std::ptrdiff_t>(tried),
                         [&](const auto& p) { return geo::contains(area, p.xy()); });
    });
  };
  if (holds_any(a, b) || holds_any(b, a)) return 0;
  double best = std::numeric_limits<double>::infinity();
  each_edge(a, [&](Point2 p, Point2 q) {
    const double min_x = std::min(p.x, q.x);
    const double max_x = std::max(p.x, q.x);
    each_edge(b, [&](Point2 r, Point2 s) {
      if (std::max(r.x, s.x) < min_x - best || std::min(r.x, s.x) > max_x + best) return;
      if (touch(p, q, r, s)) {
        best = 0;
        return;
      }
      best = std::min({best, distance_to_edge(p, r, s), distance_to_edge(q, r, s), distance_to_edge(r, p, q), distance_to_edge(s, p, q)});
    });
  });
  return best;
}

}  // namespace

std::optional<std::vector<Geometry>> shapes_of_geojson(const Json& json) {
  GeoJsonReader reader;
  if (!reader.read(json) || reader.shapes.empty()) return std::nullopt;
  return std::move(reader.shapes);
}

bool lies_within(const Geometry& geometry, const std::vector<Geometry>& areas) {
  if (geometry.empty() || geometry.kind == GeometryKind::area) return false;
  const auto polygons = polygons_of(areas);
  Box box;
  for (const auto& polygon : polygons) box.add(polygon.bounds());
  return std::all_of(geometry.parts.begin(), geometry.parts.end(), [&](const Part& original) {
    const Part part = moved(original, box, geometry.kind);
    if (!std::all_of(part.points.begin(), part.points.end(), [&](const auto& p) { return box.contains(p.xy()); })) return false;
    const auto in_any = [&](const auto& test) { return std::any_of(polygons.begin(), polygons.end(), test); };
    if (geometry.kind == GeometryKind::line) return in_any([&](const Geometry& polygon) { return line_inside(part, polygon); });
    return std::all_of(part.points.begin(), part.points.end(),
                       [&](const auto& p) { return in_any([&](const Geometry& polygon) { return strictly_inside(p.xy(), polygon); }); });
  });
}

double ground_distance_m(const Geometry& geometry, const std::vector<Geometry>& others) {
  double best = std::numeric_limits<double>::quiet_NaN();
  if (geometry.empty() || geometry.parts.front().points.empty()) return best;
  const GroundPlane plane(geo::to_lon_lat(geometry.parts.front().points.front().xy()));
  const Geometry flat = plane.flat(geometry);
  for (const auto& other : others) {
    const double distance = planar_distance(flat, plane.flat(other));
    if (!(best <= distance)) best = distance;
  }
  return best;
}

}  // namespace skizze::style
