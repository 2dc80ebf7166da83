// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "readers/citymodel/city_object.h"
#include "readers/citymodel/city_sink.h"
#include "readers/citymodel/number_stream.h"

namespace skizze::readers {

/// What an element means here; elements of the same name in CityGML 1, 2 and 3 mean the same.
enum class Tag : std::uint8_t {
  other,
  skipped,
  member,
  boundary,
  envelope,
  part,
  surface,
  opening_surface,
  polygon,
  exterior,
  interior,
  ring,
  line,
  pos_list,
  surface_member,
  orientable,
  reference_point,
  address,
  address_text,
  generic_1,
  generic_3,
  generic_value,
  generic_name,
  height,
};

/// Turns the events of an XML parser into city objects. Knows nothing of expat: start, text and end come in document order
/// with local names (no prefix, no namespace). States: outside every object; in an object (the innermost of m_objects); in one of its
/// surfaces (innermost of m_surfaces); in a polygon; in a ring; and, across these, in an address or a skipped subtree.
class CityGmlParser {
 public:
  /// One attribute of an element, local name and value; views live for the call.
  struct Attribute {
    std::string_view name;
    std::string_view value;
  };

  CityGmlParser(CitySink& sink, const Limits& limits) : m_sink(sink), m_limits(limits) {}

  base::Status start(std::string_view name, const std::vector<Attribute>& attributes);
  void text(std::string_view text);
  base::Status end();

  bool root_is_city_model() const { return m_root_is_city_model; }

 private:
  struct Frame {
    Tag tag = Tag::other;
    bool is_object = false;
    bool is_surface = false;
    bool has_children = false;
    std::string name;
    // what the element changed and its end restores
    int lod = 2;
    int dimension = 0;
    bool flipped = false;
  };
  struct AddressParts {
    std::string street, number, postcode, locality;
  };
  struct Generic {
    std::string name, value;
    char type = 's';  // s text, i integer, d real
  };

  Tag meaning(std::string_view name) const;
  void read_attributes(Frame& frame, const std::vector<Attribute>& attributes, std::string& id, std::string& href);
  void open_object(std::string_view name, std::string id);
  void open_surface(std::string_view name, std::string id);
  void open_generic(std::string_view name, const std::vector<Attribute>& attributes);
  void start_geometry(Tag tag, std::string id);
  base::Status end_geometry(const Frame& frame);
  base::Status end_object();
  void end_polygon();
  base::Status end_positions(const Frame& frame);
  void end_address_text(const std::string& name);
  void end_address();
  void end_generic();
  void end_simple(const Frame& frame);
  std::vector<geo::Point3> points_of_numbers(int dimension);
  CityObject& object() { return m_objects.back(); }

  CitySink& m_sink;
  Limits m_limits;
  std::vector<Frame> m_frames;
  std::size_t m_skipping = 0;  // depth inside a skipped subtree
  bool m_root_is_city_model = false;
  std::vector<CityObject> m_objects;
  std::vector<std::vector<std::size_t>> m_surfaces;  // open surfaces of each open object, by place
  std::uint64_t m_vertices = 0;                      // of the outermost open object
  std::string m_text;
  bool m_collect = false;  // text of this element matters
  bool m_numeric = false;  // ... as numbers
  NumberStream m_numbers;
  std::optional<CityPolygon> m_polygon;
  bool m_polygon_broken = false;
  int m_polygon_surface_lod = 2;
  std::optional<std::vector<geo::Point3>> m_ring;
  bool m_ring_is_hole = false;
  std::optional<std::vector<geo::Point3>> m_line;
  int m_in_address = 0;
  int m_in_reference_point = 0;
  AddressParts m_address;
  std::optional<Generic> m_generic;
};

}  // namespace skizze::readers
