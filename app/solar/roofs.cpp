// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/roofs.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "geo/crs.h"
#include "geo/mercator.h"

namespace skizze::solar {
namespace {

using base::ErrorCode;
using base::fail;
using geo::Point3;

constexpr double k_deg = 180.0 / std::numbers::pi;
constexpr double k_level_deg = 1e-6;  // below this slope a direction has no meaning

double length(const Point3& v) { return std::sqrt(v.x * v.x + v.y * v.y + v.z * v.z); }

/// A ring back in the metric CRS; unknown heights count as level.
std::vector<Point3> metric_ring(const geo::Part& part, const geo::Transform& to_mercator) {
  std::vector<Point3> ring = part.points;
  to_mercator.inverse(std::span<Point3>(ring));
  for (auto& p : ring) {
    if (std::isnan(p.z)) p.z = 0;
  }
  return ring;
}

/// One polygon: parts[begin, end), the outer ring first.
RoofFace face_of(const geo::Geometry& geometry, std::size_t begin, std::size_t end, const geo::Transform& to_mercator) {
  RoofFace face;
  face.shape.kind = geo::GeometryKind::area;
  Point3 normal{0, 0, 0};
  for (std::size_t i = begin; i < end; ++i) {
    const Point3 n = geo::newell_normal(metric_ring(geometry.parts[i], to_mercator));
    face.area_m2 += (geometry.parts[i].hole ? -0.5 : 0.5) * length(n);
    if (i == begin) normal = n;
    face.shape.parts.push_back(geometry.parts[i]);
  }
  face.area_m2 = std::max(face.area_m2, 0.0);
  if (normal.z < 0) normal = {-normal.x, -normal.y, -normal.z};
  const double size = length(normal);
  if (size > 0) face.slope_deg = std::acos(std::min(1.0, normal.z / size)) * k_deg;
  if (face.slope_deg > k_level_deg) face.aspect_deg = std::fmod(std::atan2(normal.x, normal.y) * k_deg + 360.0, 360.0);
  face.upright = face.slope_deg > k_upright_deg;
  return face;
}

std::string text(const feature::LayerPack& pack, std::uint32_t row, std::size_t column) {
  return feature::to_text(pack.value(row, column));
}

/// The CRS that the import assumed and said so, where the source stated none.
std::optional<std::string> assumed_crs(const feature::PackInfo& info) {
  for (const auto& notice : info.notices) {
    if (!notice.message.id.starts_with("citymodel.crs_")) continue;
    for (const auto& argument : notice.message.arguments) {
      if (argument.name == "crs" && argument.value.starts_with("EPSG:")) return argument.value;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string direction_class(const RoofFace& face) {
  if (face.slope_deg <= k_flat_deg) return "flat";
  if (face.aspect_deg < 45 || face.aspect_deg >= 315) return "N";
  if (face.aspect_deg < 135) return "E";
  return face.aspect_deg < 225 ? "S" : "W";
}

std::string metric_crs(const feature::PackInfo& info) {
  for (const auto& candidate : {std::optional(info.crs), assumed_crs(info)}) {
    if (!candidate || candidate->empty()) continue;
    if (const auto known = geo::describe_crs(*candidate); known && !known->geographic) return *candidate;
  }
  const double longitude = info.bounds.empty() ? 10 : geo::to_lon_lat(info.bounds.center()).x;
  return "EPSG:" + std::to_string(geo::german_utm_epsg(longitude));
}

base::Result<std::vector<RoofFace>> roof_faces(const feature::LayerPack& pack, base::CancelToken token) {
  const auto id = pack.column_index("gml_id");
  const auto kind = pack.column_index("class");
  const auto owner = pack.column_index("object");
  if (pack.info().role != feature::PackRole::city_surfaces || !id || !kind || !owner) return fail(ErrorCode::invalid, "solar.no_surfaces");
  const auto to_mercator = geo::Transform::make(metric_crs(pack.info()), "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());

  std::vector<RoofFace> faces;
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (row % 4096 == 0 && token.cancelled()) return fail(ErrorCode::cancelled, "solar.cancelled");
    const auto class_name = pack.value(row, *kind);
    const auto* class_text = std::get_if<std::string_view>(&class_name);
    if (!class_text || *class_text != "RoofSurface") continue;
    const geo::Geometry geometry = pack.geometry(row);
    for (std::size_t begin = 0, n = 1; begin < geometry.parts.size(); ++n) {
      std::size_t end = begin + 1;
      while (end < geometry.parts.size() && geometry.parts[end].hole) ++end;
      RoofFace face = face_of(geometry, begin, end, *to_mercator);
      face.id = text(pack, row, *id) + (n > 1 ? "#" + std::to_string(n) : "");
      face.building = text(pack, row, *owner);
      face.row = row;
      faces.push_back(std::move(face));
      begin = end;
    }
  }
  return faces;
}

double total_area_m2(const std::vector<RoofFace>& faces) {
  double sum = 0;
  for (const auto& face : faces) sum += face.area_m2;
  return sum;
}

}  // namespace skizze::solar
