// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "geo/crs.h"
#include "geo/geometry.h"
#include "readers/notices.h"

namespace skizze::readers {

/// The one gate through which shapes of a flat source become Web Mercator: finite numbers only, roughly inside the CRS's area
/// of use, within the vertex limit; outer rings counter-clockwise, holes clockwise, areas that cross themselves repaired.
/// It counts what it turned away and what it changed. One thread.
class GeometryGate {
 public:
  /// crs: "EPSG:25832" or WKT. swap_axes: the source has y before x.
  static base::Result<GeometryGate> make(const std::string& crs, bool swap_axes, std::uint64_t vertices_per_feature);

  /// The shape in Web Mercator metres, or nothing (counted). id: for the first example of a notice.
  std::optional<geo::Geometry> pass(geo::Geometry geometry, const std::string& id);
  /// Adds what was lost or changed.
  void tell(NoticeBook& book, bool rings_should_be_counter_clockwise) const;

 private:
  struct Count {
    std::uint64_t count = 0;
    std::string example;
    void add(const std::string& id) {
      if (count++ == 0) example = id;
    }
  };
  GeometryGate(bool swap_axes, std::uint64_t limit) : m_swap_axes(swap_axes), m_vertex_limit(limit) {}
  bool project(std::vector<geo::Point3>& points);
  bool to_mercator(geo::Geometry& geometry, const std::string& id);
  std::optional<geo::Geometry> sound_area(geo::Geometry geometry, const std::string& id);

  std::optional<geo::Transform> m_transform;  // source CRS to EPSG:3857; of EPSG:4326 only once it is needed
  bool m_swap_axes;
  std::uint64_t m_vertex_limit;
  bool m_geographic = false;
  bool m_lon_lat = false;  // EPSG:4326: spherical Mercator by its formula, without PROJ
  geo::Box m_allowed;      // degrees; empty: everywhere
  Count m_not_finite, m_outside, m_zero, m_too_many, m_degenerate, m_repaired, m_turned;
};

}  // namespace skizze::readers
