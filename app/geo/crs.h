// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "geo/geometry.h"

namespace skizze::geo {

/// The EPSG code behind a CRS name of real files, or empty when it cannot be told. Understands "EPSG:25832", "25832",
/// "urn:ogc:def:crs:EPSG::25832", "urn:ogc:def:crs,crs:EPSG:6.12:3068,crs:EPSG:6.12:5783" (horizontal part),
/// "http://www.opengis.net/def/crs/EPSG/0/7415", "urn:ogc:def:crs:OGC:1.3:CRS84", "CRS84" (both as 4326),
/// "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH*GCG2016", "urn:adv:crs:ETRS89_UTM33", "urn:adv:crs:DE_DHDN_3GK3" and their like.
std::optional<int> epsg_from_name(std::string_view name);

/// What PROJ knows of a CRS.
struct CrsInfo {
  int epsg = 0;              ///< 0 where it has no code
  std::string name;          ///< "ETRS89 / UTM zone 32N"
  std::string wkt;           ///< WKT1 as GDAL writes it, for srs tables
  bool geographic = false;   ///< axes in degrees
  Box area_lon_lat;          ///< area of use in degrees; empty where unknown
};
base::Result<CrsInfo> describe_crs(std::string_view definition);

/// Coordinates from one CRS to another, always x/longitude first whatever the authority's axis order.
/// One object serves one thread at a time (make one per thread); making one costs about a millisecond.
class Transform {
 public:
  /// Definitions as PROJ takes them: "EPSG:25832", WKT, PROJJSON. "EPSG:3857" is the pipeline's own.
  static base::Result<Transform> make(std::string_view from, std::string_view to);
  Transform(Transform&&) noexcept;
  Transform& operator=(Transform&&) noexcept;
  ~Transform();

  /// Infinite coordinates where the point cannot be transformed.
  Point2 forward(Point2 p) const;
  Point2 inverse(Point2 p) const;
  /// In place; z is left as it is. Returns how many points could not be transformed (they become infinite).
  std::size_t forward(std::span<Point3> points) const;
  std::size_t inverse(std::span<Point3> points) const;

 private:
  struct Impl;
  explicit Transform(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

/// Whole geometry, forward.
Geometry transformed(const Geometry& geometry, const Transform& transform);

/// Geodesic length in metres on GRS80 of lines given in degrees (Karney 2013, through PROJ).
double geodesic_length_m(std::span<const Point2> lon_lat);
/// Geodesic area in square metres of an open ring given in degrees, never negative.
double geodesic_area_m2(std::span<const Point2> lon_lat);

/// EPSG code of the ETRS89/UTM zone that suits Germany at a longitude: 25831, 25832 or 25833.
int german_utm_epsg(double longitude_deg);

}  // namespace skizze::geo
