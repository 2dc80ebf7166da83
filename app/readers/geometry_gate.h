// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "feature/pack_info.h"
#include "geo/crs.h"
#include "geo/geometry.h"

namespace skizze::readers {

/// The one gate through which shapes of the source CRS become Web Mercator: finite numbers only, inside the CRS's area of
/// use (+ 100 km), within the vertex limit; polygons are closed, wound and, where they cross themselves, repaired.
/// It counts what it turned away and says so in notices(). One thread.
class GeometryGate {
 public:
  /// crs: "EPSG:25832" or WKT; invalid or unknown: an error.
  static base::Result<GeometryGate> make(const std::string& crs, std::uint64_t vertices_per_feature);
  GeometryGate(GeometryGate&&) noexcept = default;
  GeometryGate& operator=(GeometryGate&&) noexcept = default;

  /// The shape in Web Mercator metres, or nothing (counted). id: for the first example of a notice.
  /// repair: whether areas are made valid in the plane (not for walls and roofs of city models).
  std::optional<geo::Geometry> pass(geo::Geometry geometry, const std::string& id, bool repair);
  /// A row without any shape.
  void note_empty(const std::string& id);
  /// What was lost, corrected or is odd so far.
  std::vector<feature::Notice> notices() const;

 private:
  struct Count {
    std::uint64_t count = 0;
    std::string example;
    void add(const std::string& id) {
      if (count++ == 0) example = id;
    }
  };
  explicit GeometryGate(geo::Transform transform) : m_transform(std::move(transform)) {}
  bool finite(const geo::Geometry& geometry) const;
  bool inside(const geo::Geometry& geometry) const;
  void repair_area(geo::Geometry& geometry, const std::string& id);

  geo::Transform m_transform;      // source CRS to EPSG:3857
  geo::Box m_area;                 // allowed, in the source CRS's own units; empty: anything the transform takes
  std::uint64_t m_vertices_per_feature = 0;
  Count m_not_finite, m_outside, m_empty, m_zero_zero, m_too_many, m_repaired, m_beyond_repair;
};

}  // namespace skizze::readers
