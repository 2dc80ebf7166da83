// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/citygml_parser.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <unordered_map>

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::Severity;
using geo::Point3;

const std::unordered_map<std::string_view, Tag>& tags() {
  static const std::unordered_map<std::string_view, Tag> table{
      // Not of the building: textures, terrain intersection lines, prototypes in local coordinates, terrain itself, groups' links.
      {"appearance", Tag::skipped},
      {"appearanceMember", Tag::skipped},
      {"relativeGMLGeometry", Tag::skipped},
      {"relativeGeometry", Tag::skipped},
      {"tin", Tag::skipped},
      {"reliefPoints", Tag::skipped},
      {"grid", Tag::skipped},
      {"ridgeOrValleyLines", Tag::skipped},
      {"breaklines", Tag::skipped},
      {"groupMember", Tag::skipped},
      {"generalizesTo", Tag::skipped},
      {"pointCloud", Tag::skipped},
      {"dynamizer", Tag::skipped},
      {"versionMember", Tag::skipped},
      {"versionTransitionMember", Tag::skipped},
      {"externalReference", Tag::skipped},
      {"multiPoint", Tag::skipped},
      {"cityObjectMember", Tag::member},
      {"featureMember", Tag::member},
      {"featureMembers", Tag::member},
      {"member", Tag::member},
      {"boundedBy", Tag::boundary},
      {"boundary", Tag::boundary},
      {"Envelope", Tag::envelope},
      {"Null", Tag::envelope},
      {"Box", Tag::envelope},
      {"BuildingPart", Tag::part},
      {"BuildingInstallation", Tag::part},
      {"IntBuildingInstallation", Tag::part},
      {"Room", Tag::part},
      {"BuildingRoom", Tag::part},
      {"BuildingUnit", Tag::part},
      {"Storey", Tag::part},
      {"BuildingFurniture", Tag::part},
      {"BuildingConstructiveElement", Tag::part},
      {"BridgePart", Tag::part},
      {"BridgeInstallation", Tag::part},
      {"BridgeConstructionElement", Tag::part},
      {"BridgeConstructiveElement", Tag::part},
      {"BridgeRoom", Tag::part},
      {"TunnelPart", Tag::part},
      {"TunnelInstallation", Tag::part},
      {"TunnelConstructiveElement", Tag::part},
      {"HollowSpace", Tag::part},
      {"TINRelief", Tag::part},
      {"MassPointRelief", Tag::part},
      {"BreaklineRelief", Tag::part},
      {"RasterRelief", Tag::part},
      {"Section", Tag::part},
      {"Intersection", Tag::part},
      {"TrafficSpace", Tag::part},
      {"AuxiliaryTrafficSpace", Tag::part},
      {"TrafficArea", Tag::surface},
      {"AuxiliaryTrafficArea", Tag::surface},
      {"Door", Tag::opening_surface},
      {"Window", Tag::opening_surface},
      {"DoorSurface", Tag::opening_surface},
      {"WindowSurface", Tag::opening_surface},
      {"Polygon", Tag::polygon},
      {"Triangle", Tag::polygon},
      {"Rectangle", Tag::polygon},
      {"PolygonPatch", Tag::polygon},
      {"exterior", Tag::exterior},
      {"outerBoundaryIs", Tag::exterior},
      {"interior", Tag::interior},
      {"innerBoundaryIs", Tag::interior},
      {"LinearRing", Tag::ring},
      {"Ring", Tag::ring},
      {"LineString", Tag::line},
      {"LineStringSegment", Tag::line},
      {"posList", Tag::pos_list},
      {"pos", Tag::pos_list},
      {"coordinates", Tag::pos_list},
      {"surfaceMember", Tag::surface_member},
      {"baseSurface", Tag::surface_member},
      {"OrientableSurface", Tag::orientable},
      {"referencePoint", Tag::reference_point},
      {"address", Tag::address},
      {"stringAttribute", Tag::generic_1},
      {"intAttribute", Tag::generic_1},
      {"doubleAttribute", Tag::generic_1},
      {"dateAttribute", Tag::generic_1},
      {"uriAttribute", Tag::generic_1},
      {"measureAttribute", Tag::generic_1},
      {"StringAttribute", Tag::generic_3},
      {"IntAttribute", Tag::generic_3},
      {"DoubleAttribute", Tag::generic_3},
      {"DateAttribute", Tag::generic_3},
      {"UriAttribute", Tag::generic_3},
      {"MeasureAttribute", Tag::generic_3},
      {"CodeAttribute", Tag::generic_3},
      {"Height", Tag::height},
  };
  return table;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view k_space = " \t\r\n";
  const auto first = text.find_first_not_of(k_space);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(k_space) - first + 1));
}

std::optional<int> lod_of(std::string_view name) {
  if (name.size() < 4 || !name.starts_with("lod") || name[3] < '0' || name[3] > '4') return std::nullopt;
  return name[3] - '0';
}

/// Numbers as numbers where the whole text is one, of the kind asked for.
feature::Value value_of(const std::string& text, char type) {
  const char* end = text.data() + text.size();
  if (type == 'i') {
    std::int64_t whole = 0;
    if (const auto r = std::from_chars(text.data(), end, whole); r.ec == std::errc{} && r.ptr == end) return whole;
  }
  if (type == 'd') {
    double real = 0;
    if (const auto r = std::from_chars(text.data(), end, real); r.ec == std::errc{} && r.ptr == end) return real;
  }
  return text;
}

std::string in_one_line(const std::string& street, const std::string& number, const std::string& postcode, const std::string& locality) {
  std::string first = street;
  if (!number.empty()) first += (first.empty() ? "" : " ") + number;
  std::string second = postcode;
  if (!locality.empty()) second += (second.empty() ? "" : " ") + locality;
  return first.empty() || second.empty() ? first + second : first + ", " + second;
}

}  // namespace

Tag CityGmlParser::meaning(std::string_view name) const {
  const auto found = tags().find(name);
  if (found != tags().end()) return found->second;
  return name.ends_with("TerrainIntersection") || name.ends_with("terrainIntersection") ? Tag::skipped : Tag::other;
}

void CityGmlParser::read_attributes(Frame& frame, const std::vector<Attribute>& attributes, std::string& id, std::string& href) {
  for (const auto& [name, value] : attributes) {
    if (name == "id")
      id = value;
    else if (name == "href")
      href = value;
    else if (name == "srsDimension")
      frame.dimension = value == "2" ? 2 : value == "3" ? 3 : frame.dimension;
    else if (name == "orientation" && value == "-" && frame.tag == Tag::orientable)
      frame.flipped = !frame.flipped;
    else if (name == "srsName" && m_in_address == 0) {
      if (m_objects.empty())
        m_sink.set_crs(std::string(value));
      else if (object().crs.empty())
        object().crs = value;
    }
  }
}

base::Status CityGmlParser::start(std::string_view name, const std::vector<Attribute>& attributes) {
  if (m_frames.size() + m_skipping >= m_limits.nesting) {
    return fail(ErrorCode::refused, "citymodel.too_deep", {{"limit", std::to_string(m_limits.nesting)}});
  }
  if (m_skipping > 0) {
    ++m_skipping;
    return {};
  }
  m_text.clear();
  m_collect = m_numeric = false;
  Frame frame;
  if (m_frames.empty()) {
    m_root_is_city_model = name == "CityModel";
  } else {
    auto& parent = m_frames.back();
    parent.has_children = true;
    frame.lod = parent.lod;
    frame.dimension = parent.dimension;
    frame.flipped = parent.flipped;
  }
  frame.tag = meaning(name);
  if (frame.tag == Tag::skipped) {
    m_skipping = 1;
    if (name == "tin" || name == "grid" || name == "reliefPoints") m_sink.note(Severity::lost, "citymodel.terrain_left_out");
    return {};
  }
  std::string id;
  std::string href;
  read_attributes(frame, attributes, id, href);
  if (const auto lod = lod_of(name)) frame.lod = *lod;
  const Tag parent_tag = m_frames.empty() ? Tag::other : m_frames.back().tag;
  const bool parent_is_object = !m_frames.empty() && m_frames.back().is_object;

  const bool member = parent_tag == Tag::member && frame.tag != Tag::envelope && name != "Appearance";
  if (member || (frame.tag == Tag::part && !m_objects.empty())) {
    frame.is_object = true;
    open_object(name, std::move(id));
  } else if (!m_objects.empty() && (frame.tag == Tag::surface || frame.tag == Tag::opening_surface ||
                                    (parent_tag == Tag::boundary && frame.tag != Tag::envelope && frame.tag != Tag::part))) {
    frame.is_surface = true;
    open_surface(name, std::move(id));
  } else if (frame.tag == Tag::surface_member && !href.empty() && !m_objects.empty() && !m_surfaces.back().empty()) {
    object().surfaces[m_surfaces.back().back()].links.push_back(href.starts_with('#') ? href.substr(1) : href);
  } else if (frame.tag == Tag::address) {
    ++m_in_address;
    m_address = {};
  } else if (frame.tag == Tag::reference_point) {
    ++m_in_reference_point;
  } else if ((frame.tag == Tag::generic_1 || frame.tag == Tag::generic_3) && !m_objects.empty() && m_surfaces.back().empty()) {
    open_generic(name, attributes);
  } else if (m_in_address == 0) {
    start_geometry(frame.tag, std::move(id));
  }
  m_collect = m_numeric || m_in_address > 0 || m_generic.has_value() || parent_is_object || parent_tag == Tag::height;
  if (m_collect || frame.is_object || frame.is_surface) frame.name = name;
  m_frames.push_back(std::move(frame));
  return {};
}

void CityGmlParser::open_object(std::string_view name, std::string id) {
  CityObject next;
  next.id = std::move(id);
  next.class_name = name;
  if (!m_objects.empty()) {
    next.parent = object().id;
    next.crs = object().crs;
  } else {
    m_vertices = 0;
  }
  m_objects.push_back(std::move(next));
  m_surfaces.emplace_back();
}

void CityGmlParser::open_surface(std::string_view name, std::string id) {
  m_surfaces.back().push_back(object().surfaces.size());
  object().surfaces.push_back({std::move(id), std::string(name), {}, {}});
}

void CityGmlParser::open_generic(std::string_view name, const std::vector<Attribute>& attributes) {
  m_generic = Generic();
  if (name.starts_with("int") || name.starts_with("Int")) m_generic->type = 'i';
  if (name.starts_with("double") || name.starts_with("Double") || name.starts_with("measure") || name.starts_with("Measure"))
    m_generic->type = 'd';
  for (const auto& attribute : attributes) {
    if (attribute.name == "name") m_generic->name = attribute.value;
  }
}

void CityGmlParser::start_geometry(Tag tag, std::string id) {
  if (m_objects.empty()) return;
  switch (tag) {
    case Tag::polygon:
      m_polygon.emplace();
      m_polygon->id = std::move(id);
      m_polygon_broken = false;
      m_ring_is_hole = false;
      break;
    case Tag::exterior:
    case Tag::interior:
      if (m_polygon) m_ring_is_hole = tag == Tag::interior;
      break;
    case Tag::ring:
      if (m_polygon) m_ring.emplace();
      break;
    case Tag::line:
      if (!m_polygon) m_line.emplace();
      break;
    case Tag::pos_list:
      m_numeric = m_ring || m_line || m_in_reference_point > 0;
      m_numbers.reset();
      break;
    default: break;
  }
}

void CityGmlParser::text(std::string_view piece) {
  if (m_skipping > 0 || !m_collect) return;
  if (m_numeric) {
    m_numbers.feed(piece);
  } else if (m_text.size() < m_limits.text_bytes) {
    m_text.append(piece.substr(0, m_limits.text_bytes - m_text.size()));
  }
}

base::Status CityGmlParser::end() {
  if (m_skipping > 0) {
    --m_skipping;
    return {};
  }
  const Frame frame = std::move(m_frames.back());
  m_frames.pop_back();
  base::Status status;
  if (frame.is_object) {
    status = end_object();
  } else if (frame.is_surface) {
    m_surfaces.back().pop_back();
  } else if (frame.tag == Tag::address) {
    end_address();
  } else if (frame.tag == Tag::reference_point) {
    --m_in_reference_point;
  } else if (m_in_address > 0) {
    end_address_text(frame.name);
  } else if (m_generic) {
    if (frame.tag == Tag::generic_1 || frame.tag == Tag::generic_3)
      end_generic();
    else if (frame.name == "value")
      m_generic->value = trimmed(m_text);
    else if (frame.name == "name")
      m_generic->name = trimmed(m_text);
  } else if (m_collect && !m_numeric && !frame.has_children && !m_objects.empty()) {
    end_simple(frame);
  } else {
    status = end_geometry(frame);
  }
  m_text.clear();
  m_collect = m_numeric = false;
  return status;
}

base::Status CityGmlParser::end_geometry(const Frame& frame) {
  switch (frame.tag) {
    case Tag::polygon:
      if (m_polygon) {
        m_polygon->lod = frame.lod;
        if (frame.flipped) {
          for (auto& ring : m_polygon->rings) std::reverse(ring.begin(), ring.end());
        }
        end_polygon();
      }
      break;
    case Tag::ring:
      if (m_polygon && m_ring) {
        auto& ring = *m_ring;
        const auto same = [](const Point3& a, const Point3& b) { return a.x == b.x && a.y == b.y && (a.z == b.z || a.z != a.z); };
        while (ring.size() > 1 && same(ring.front(), ring.back())) ring.pop_back();
        if (m_ring_is_hole)
          m_polygon->rings.push_back(std::move(ring));
        else
          m_polygon->rings.insert(m_polygon->rings.begin(), std::move(ring));
      }
      m_ring.reset();
      break;
    case Tag::line:
      if (m_line && m_line->size() > 1) object().lines.push_back(std::move(*m_line));
      m_line.reset();
      break;
    case Tag::pos_list:
      if (m_numeric) return end_positions(frame);
      break;
    default: break;
  }
  return {};
}

void CityGmlParser::end_polygon() {
  CityPolygon polygon = std::move(*m_polygon);
  m_polygon.reset();
  auto& owner = object();
  if (m_polygon_broken) {
    m_sink.note(Severity::lost, "citymodel.broken_ring", {}, polygon.id.empty() ? owner.id : polygon.id);
    return;
  }
  if (polygon.rings.empty()) return;
  const std::size_t place = owner.polygons.size();
  owner.polygons.push_back(std::move(polygon));
  if (!m_surfaces.back().empty()) owner.surfaces[m_surfaces.back().back()].polygons.push_back(place);
}

std::vector<Point3> CityGmlParser::points_of_numbers(int dimension) {
  const auto& numbers = m_numbers.numbers();
  auto size = m_numbers.tuple_size() > 0 ? m_numbers.tuple_size() : static_cast<std::size_t>(dimension);
  if (size == 0) size = numbers.size() % 3 == 0 ? 3 : 2;  // CityGML is three-dimensional unless it says otherwise
  if (numbers.size() == 2) size = 2;                      // a gml:pos in the plane
  if (m_numbers.bad() || size < 2 || size > 3 || numbers.size() % size != 0) {
    m_polygon_broken = true;
    return {};
  }
  std::vector<Point3> points;
  points.reserve(numbers.size() / size);
  for (std::size_t i = 0; i < numbers.size(); i += size) {
    points.push_back({numbers[i], numbers[i + 1], size == 3 ? numbers[i + 2] : std::numeric_limits<double>::quiet_NaN()});
  }
  return points;
}

base::Status CityGmlParser::end_positions(const Frame& frame) {
  m_numbers.finish();
  const auto points = points_of_numbers(frame.dimension);
  m_vertices += points.size();
  if (m_vertices > m_limits.vertices_per_feature) {
    return fail(ErrorCode::too_large, "citymodel.too_many_vertices",
                {{"id", m_objects.front().id}, {"limit", std::to_string(m_limits.vertices_per_feature)}});
  }
  if (m_ring)
    m_ring->insert(m_ring->end(), points.begin(), points.end());
  else if (m_line)
    m_line->insert(m_line->end(), points.begin(), points.end());
  else if (m_in_reference_point > 0 && !points.empty())
    object().reference_point = points.front();
  return {};
}

base::Status CityGmlParser::end_object() {
  CityObject done = std::move(m_objects.back());
  m_objects.pop_back();
  m_surfaces.pop_back();
  if (!m_objects.empty() && (!done.polygons.empty() || done.has_parts)) object().has_parts = true;
  return m_sink.add(std::move(done));
}

void CityGmlParser::end_address_text(const std::string& name) {
  const std::string text = trimmed(m_text);
  if (text.empty()) return;
  // xAL 2.0 (CityGML 1, 2) names what it holds; xAL 3 (CityGML 3) has NameElement, Number and Identifier inside the thing.
  const auto inside = [&](std::string_view outer) {
    return std::any_of(m_frames.begin(), m_frames.end(), [&](const Frame& f) { return f.name == outer; });
  };
  if (name == "ThoroughfareName" || (name == "NameElement" && inside("Thoroughfare")))
    m_address.street = text;
  else if (name == "ThoroughfareNumber" || ((name == "Number" || name == "Identifier") && inside("Thoroughfare")))
    m_address.number = text;
  else if (name == "LocalityName" || (name == "NameElement" && inside("Locality")))
    m_address.locality = text;
  else if (name == "PostalCodeNumber" || (name == "Identifier" && inside("PostCode")))
    m_address.postcode = text;
}

void CityGmlParser::end_address() {
  if (--m_in_address > 0 || m_objects.empty()) return;
  const std::string line = in_one_line(m_address.street, m_address.number, m_address.postcode, m_address.locality);
  auto& all = object().address;
  if (line.empty() || all.size() > 1000) return;
  all += (all.empty() ? "" : "; ") + line;
}

void CityGmlParser::end_generic() {
  if (!m_generic->name.empty() && !m_generic->value.empty()) {
    object().attributes.emplace_back(m_generic->name, value_of(m_generic->value, m_generic->type));
  }
  m_generic.reset();
}

void CityGmlParser::end_simple(const Frame& frame) {
  std::string text = trimmed(m_text);
  if (text.empty() || frame.name.empty()) return;
  auto& attributes = object().attributes;
  const bool in_height = !m_frames.empty() && m_frames.back().tag == Tag::height;
  if (in_height && frame.name != "value") return;
  const std::string name = in_height ? "measuredHeight" : frame.name;
  const auto before = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.first == name; });
  if (before != attributes.end()) {
    if (auto* first = std::get_if<std::string>(&before->second); first && !in_height && first->size() < 1000) *first += "; " + text;
    return;
  }
  attributes.emplace_back(name, value_of(text, name == "measuredHeight"                                      ? 'd'
                                               : name.starts_with("storeys") || name == "yearOfConstruction" ? 'i'
                                                                                                             : 's'));
}

}  // namespace skizze::readers
