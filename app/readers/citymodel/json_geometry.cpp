// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/json_geometry.h"

#include <limits>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace skizze::readers {
namespace {

using geo::Point3;
using nlohmann::json;

constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();

const json& null_json() {
  static const json null;
  return null;
}

/// Member or null, for anything that may not even be an object.
const json& member(const json& value, const char* key) {
  if (!value.is_object()) return null_json();
  const auto found = value.find(key);
  return found == value.end() ? null_json() : *found;
}

const json& element(const json& value, std::size_t i) { return value.is_array() && i < value.size() ? value[i] : null_json(); }

double number(const json& value, double otherwise) { return value.is_number() ? value.get<double>() : otherwise; }

/// How many lists lie around one polygon's list of rings.
std::optional<int> depth_of(std::string_view type) {
  if (type == "MultiSurface" || type == "CompositeSurface") return 1;
  if (type == "Solid") return 2;
  if (type == "MultiSolid" || type == "CompositeSolid") return 3;
  return std::nullopt;
}

int lod_of(const json& value) {
  if (value.is_string() && !value.get_ref<const std::string&>().empty()) {
    const char first = value.get_ref<const std::string&>().front();
    if (first >= '0' && first <= '4') return first - '0';
  }
  if (value.is_number()) {
    const double lod = value.get<double>();
    if (lod >= 0 && lod < 5) return static_cast<int>(lod);
  }
  return 2;
}

/// Reads nested boundaries and semantics in step.
class Boundaries {
 public:
  Boundaries(const JsonVertices& vertices, CityObject& object, JsonLosses& losses, int lod, std::vector<std::size_t> surfaces)
      : m_vertices(vertices), m_object(object), m_losses(losses), m_lod(lod), m_surfaces(std::move(surfaces)) {}

  void walk(const json& boundaries, const json& values, int depth) {
    if (!boundaries.is_array()) return;
    for (std::size_t i = 0; i < boundaries.size(); ++i) {
      // A null anywhere in the values stands for everything below it.
      if (depth > 1)
        walk(boundaries[i], element(values, i), depth - 1);
      else
        polygon(boundaries[i], element(values, i));
    }
  }

  std::optional<std::vector<Point3>> ring(const json& indices) const {
    if (!indices.is_array()) return std::nullopt;
    std::vector<Point3> points;
    points.reserve(indices.size());
    for (const auto& index : indices) {
      if (!index.is_number_unsigned() || index.get<std::uint64_t>() >= m_vertices.points.size()) return std::nullopt;
      points.push_back(m_vertices.points[index.get<std::uint64_t>()]);
    }
    return points;
  }

 private:
  void polygon(const json& rings, const json& semantic) {
    CityPolygon next;
    next.lod = m_lod;
    if (!rings.is_array()) {
      ++m_losses.bad_index;
      return;
    }
    for (const auto& indices : rings) {
      auto points = ring(indices);
      if (!points) {
        ++m_losses.bad_index;
        return;
      }
      next.rings.push_back(std::move(*points));
    }
    if (next.rings.empty()) return;
    const std::size_t place = m_object.polygons.size();
    m_object.polygons.push_back(std::move(next));
    if (semantic.is_number_unsigned() && semantic.get<std::uint64_t>() < m_surfaces.size()) {
      m_object.surfaces[m_surfaces[semantic.get<std::uint64_t>()]].polygons.push_back(place);
    }
  }

  const JsonVertices& m_vertices;
  CityObject& m_object;
  JsonLosses& m_losses;
  int m_lod;
  std::vector<std::size_t> m_surfaces;  // semantic surface of this geometry -> surface of the object
};

/// The semantic surfaces of a geometry as surfaces of the object; their places.
std::vector<std::size_t> add_surfaces(const json& semantics, CityObject& object) {
  std::vector<std::size_t> places;
  for (const auto& surface : member(semantics, "surfaces")) {
    CitySurface next;
    const json& type = member(surface, "type");
    const json& id = member(surface, "id");
    next.class_name = type.is_string() ? type.get<std::string>() : "Surface";
    if (id.is_string()) next.id = id.get<std::string>();
    places.push_back(object.surfaces.size());
    object.surfaces.push_back(std::move(next));
  }
  return places;
}

void read_instance(const json& geometry, const JsonVertices& vertices, CityObject& object, JsonLosses& losses) {
  ++losses.templates;
  const json& anchor = element(member(geometry, "boundaries"), 0);
  if (anchor.is_number_unsigned() && anchor.get<std::uint64_t>() < vertices.points.size()) {
    object.reference_point = vertices.points[anchor.get<std::uint64_t>()];
  }
}

}  // namespace

JsonVertices read_vertices(const json& vertices, const json& transform) {
  double scale[3] = {1, 1, 1};
  double translate[3] = {0, 0, 0};
  for (std::size_t i = 0; i < 3; ++i) {
    scale[i] = number(element(member(transform, "scale"), i), 1);
    translate[i] = number(element(member(transform, "translate"), i), 0);
  }
  JsonVertices out;
  if (!vertices.is_array()) return out;
  out.points.reserve(vertices.size());
  for (const auto& v : vertices) {
    out.points.push_back({number(element(v, 0), k_nan) * scale[0] + translate[0], number(element(v, 1), k_nan) * scale[1] + translate[1],
                          number(element(v, 2), k_nan) * scale[2] + translate[2]});
  }
  return out;
}

void read_geometry(const json& geometry, const JsonVertices& vertices, CityObject& object, JsonLosses& losses) {
  const json& type_value = member(geometry, "type");
  const std::string type = type_value.is_string() ? type_value.get<std::string>() : "";
  if (type == "GeometryInstance") return read_instance(geometry, vertices, object, losses);
  const json& boundaries = member(geometry, "boundaries");
  if (const auto depth = depth_of(type)) {
    const json& semantics = member(geometry, "semantics");
    Boundaries reader(vertices, object, losses, lod_of(member(geometry, "lod")), add_surfaces(semantics, object));
    return reader.walk(boundaries, member(semantics, "values"), *depth);
  }
  Boundaries reader(vertices, object, losses, 0, {});
  if (type == "MultiLineString") {
    for (const auto& line : boundaries) {
      auto points = reader.ring(line);
      if (points)
        object.lines.push_back(std::move(*points));
      else
        ++losses.bad_index;
    }
  } else if (type == "MultiPoint") {
    const auto points = reader.ring(boundaries);
    if (points && !points->empty()) object.reference_point = points->front();
  } else {
    ++losses.unknown_type;
  }
}

}  // namespace skizze::readers
