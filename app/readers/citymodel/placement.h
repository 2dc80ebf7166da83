// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "geo/crs.h"
#include "readers/citymodel/city_object.h"

namespace skizze::readers {

/// The way from one CRS, as a city model names it, to Web Mercator.
class Placement {
 public:
  /// name: as in the file. Errors: unsupported (nobody knows this CRS).
  static base::Result<Placement> make(const std::string& name);
  /// For a file without a (known) CRS; definition as PROJ takes it. Errors: unsupported.
  static base::Result<Placement> assume(const std::string& definition);

  const std::string& definition() const { return m_definition; }  ///< "EPSG:25832"
  bool metric() const { return !m_geographic; }

  /// In place; z stays. False when a point has no place on the map.
  bool move(std::span<geo::Point3> points) const;
  bool move(CityObject& object) const;
  bool move(geo::Geometry& geometry) const;
  /// Whether a Mercator point lies in the CRS's area of use (with 1.5 degrees of grace); true where that is unknown.
  bool plausible(geo::Point2 mercator) const;

 private:
  static base::Result<Placement> build(const std::string& definition);
  Placement(std::string definition, geo::Transform transform, const geo::CrsInfo& info);

  std::string m_definition;
  geo::Transform m_transform;
  geo::Box m_area;  // degrees
  bool m_geographic = false;
  bool m_latitude_first = false;  // authorities' order, which URN and URL forms of names promise (GML 3.2, 9.10)
};

/// The CRS that a file without one most likely means, from where its coordinates lie: degrees, UTM 32 (also with the zone in
/// front) or Gauss-Krueger. fits is false where they match nothing in Germany.
struct CrsGuess {
  std::string definition;
  bool fits = true;
};
CrsGuess guess_crs(const std::vector<CityObject>& objects);

}  // namespace skizze::readers
