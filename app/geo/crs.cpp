// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/crs.h"

#include <geodesic.h>
#include <proj.h>

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace skizze::geo {
namespace {

using base::ErrorCode;
using base::fail;

struct AdvName {
  std::string_view name;
  int epsg;
};

// Names of the AdV's CRS register that stand in official LoD2 and NAS files; the height part after '*' is dropped first.
constexpr std::array k_adv_names{
    AdvName{"ETRS89_UTM31", 25831},   AdvName{"ETRS89_UTM32", 25832},   AdvName{"ETRS89_UTM33", 25833},
    AdvName{"ETRS89_LAT-LON", 4258},  AdvName{"ETRS89_LON-LAT", 4258},  AdvName{"DE_DHDN_3GK2", 31466},
    AdvName{"DE_DHDN_3GK3", 31467},   AdvName{"DE_DHDN_3GK4", 31468},   AdvName{"DE_DHDN_3GK5", 31469},
    AdvName{"DE_42-83_3GK4", 5675},   AdvName{"DE_42-83_3GK5", 5676},   AdvName{"DE_SOLDNER_BERLIN", 3068},
};

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return std::nullopt;
  return value;
}

std::optional<int> adv_code(std::string_view name) {
  name = name.substr(0, name.find('*'));
  for (const auto& known : k_adv_names) {
    if (name == known.name) return known.epsg;
  }
  return std::nullopt;
}

/// The digits after the last ':' or '/' of "...EPSG::25832", "...EPSG:6.12:3068", "...EPSG/0/7415".
std::optional<int> last_number(std::string_view text) {
  const auto cut = text.find_last_of(":/");
  return whole_number(cut == std::string_view::npos ? text : text.substr(cut + 1));
}

PJ_CONTEXT* new_context() {
  PJ_CONTEXT* context = proj_context_create();
  proj_context_set_enable_network(context, 0);
  proj_log_level(context, PJ_LOG_NONE);
  return context;
}

struct ContextHolder {
  PJ_CONTEXT* context = new_context();
  ContextHolder() = default;
  ContextHolder(const ContextHolder&) = delete;
  ContextHolder& operator=(const ContextHolder&) = delete;
  ~ContextHolder() { proj_context_destroy(context); }
};

/// The horizontal part of a compound CRS; takes ownership and gives it back.
PJ* horizontal_part(PJ_CONTEXT* context, PJ* crs) {
  if (!crs || proj_get_type(crs) != PJ_TYPE_COMPOUND_CRS) return crs;
  PJ* horizontal = proj_crs_get_sub_crs(context, crs, 0);
  proj_destroy(crs);
  return horizontal;
}

}  // namespace

std::optional<int> epsg_from_name(std::string_view raw) {
  while (!raw.empty() && std::isspace(static_cast<unsigned char>(raw.front()))) raw.remove_prefix(1);
  while (!raw.empty() && std::isspace(static_cast<unsigned char>(raw.back()))) raw.remove_suffix(1);
  const std::string name = upper(raw);
  if (name.find("CRS84") != std::string::npos) return 4326;
  constexpr std::string_view k_adv = "URN:ADV:CRS:";
  if (name.starts_with(k_adv)) return adv_code(std::string_view(name).substr(k_adv.size()));
  constexpr std::string_view k_compound = "URN:OGC:DEF:CRS,";
  if (name.starts_with(k_compound)) {
    const auto rest = std::string_view(name).substr(k_compound.size());
    const auto first = rest.substr(0, rest.find(','));
    return first.find("EPSG") == std::string_view::npos ? std::nullopt : last_number(first);
  }
  if (name.find("EPSG") != std::string::npos) {
    const auto first = std::string_view(name).substr(0, name.find('+'));
    const auto hash = first.find_last_of('#');  // http://www.opengis.net/gml/srs/epsg.xml#25832
    return hash == std::string_view::npos ? last_number(first) : whole_number(first.substr(hash + 1));
  }
  if (const auto adv = adv_code(name)) return adv;
  return whole_number(name);
}

base::Result<CrsInfo> describe_crs(std::string_view definition) {
  const ContextHolder holder;
  PJ* crs = horizontal_part(holder.context, proj_create(holder.context, std::string(definition).c_str()));
  if (!crs || !proj_is_crs(crs)) {
    proj_destroy(crs);
    return fail(ErrorCode::unsupported, "geo.unknown_crs", {{"crs", std::string(definition)}});
  }
  CrsInfo info;
  info.name = proj_get_name(crs);
  if (const char* wkt = proj_as_wkt(holder.context, crs, PJ_WKT1_GDAL, nullptr)) info.wkt = wkt;
  const PJ_TYPE type = proj_get_type(crs);
  info.geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
  const char* authority = proj_get_id_auth_name(crs, 0);
  const char* code = proj_get_id_code(crs, 0);
  if (authority && code && std::string_view(authority) == "EPSG") info.epsg = whole_number(code).value_or(0);
  double west = 0;
  double south = 0;
  double east = 0;
  double north = 0;
  if (proj_get_area_of_use(holder.context, crs, &west, &south, &east, &north, nullptr) && west > -1000) {
    info.area_lon_lat = {west, south, east, north};
  }
  proj_destroy(crs);
  return info;
}

struct Transform::Impl {
  ContextHolder holder;
  PJ* pj = nullptr;
  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { proj_destroy(pj); }

  std::size_t run(PJ_DIRECTION direction, std::span<Point3> points) const {
    std::size_t bad = 0;
    for (auto& p : points) {
      const PJ_COORD out = proj_trans(pj, direction, proj_coord(p.x, p.y, 0, 0));
      p.x = out.xyzt.x;
      p.y = out.xyzt.y;
      if (!std::isfinite(p.x) || !std::isfinite(p.y)) ++bad;
    }
    return bad;
  }
};

Transform::Transform(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;
Transform::~Transform() = default;

base::Result<Transform> Transform::make(std::string_view from, std::string_view to) {
  auto impl = std::make_unique<Impl>();
  PJ_CONTEXT* context = impl->holder.context;
  PJ* source = horizontal_part(context, proj_create(context, std::string(from).c_str()));
  PJ* target = horizontal_part(context, proj_create(context, std::string(to).c_str()));
  if (source && target) {
    if (PJ* raw = proj_create_crs_to_crs_from_pj(context, source, target, nullptr, nullptr)) {
      impl->pj = proj_normalize_for_visualization(context, raw);
      proj_destroy(raw);
    }
  }
  const bool source_known = source != nullptr;
  proj_destroy(source);
  proj_destroy(target);
  if (!impl->pj) return fail(ErrorCode::unsupported, "geo.unknown_crs", {{"crs", std::string(source_known ? to : from)}});
  return Transform(std::move(impl));
}

Point2 Transform::forward(Point2 p) const {
  const PJ_COORD out = proj_trans(m_impl->pj, PJ_FWD, proj_coord(p.x, p.y, 0, 0));
  return {out.xy.x, out.xy.y};
}

Point2 Transform::inverse(Point2 p) const {
  const PJ_COORD out = proj_trans(m_impl->pj, PJ_INV, proj_coord(p.x, p.y, 0, 0));
  return {out.xy.x, out.xy.y};
}

std::size_t Transform::forward(std::span<Point3> points) const { return m_impl->run(PJ_FWD, points); }
std::size_t Transform::inverse(std::span<Point3> points) const { return m_impl->run(PJ_INV, points); }

Geometry transformed(const Geometry& geometry, const Transform& transform) {
  Geometry out = geometry;
  for (auto& part : out.parts) transform.forward(std::span(part.points));
  return out;
}

namespace {
geod_geodesic grs80() {
  geod_geodesic g;
  geod_init(&g, 6378137.0, 1 / 298.257222101);
  return g;
}
}  // namespace

double geodesic_length_m(std::span<const Point2> lon_lat) {
  static const geod_geodesic k_ellipsoid = grs80();
  double sum = 0;
  for (std::size_t i = 1; i < lon_lat.size(); ++i) {
    double s12 = 0;
    geod_inverse(&k_ellipsoid, lon_lat[i - 1].y, lon_lat[i - 1].x, lon_lat[i].y, lon_lat[i].x, &s12, nullptr, nullptr);
    sum += s12;
  }
  return sum;
}

double geodesic_area_m2(std::span<const Point2> lon_lat) {
  static const geod_geodesic k_ellipsoid = grs80();
  geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  for (const auto& p : lon_lat) geod_polygon_addpoint(&k_ellipsoid, &polygon, p.y, p.x);
  double area = 0;
  geod_polygon_compute(&k_ellipsoid, &polygon, 0, 1, &area, nullptr);
  return std::abs(area);
}

int german_utm_epsg(double longitude_deg) {
  if (longitude_deg < 6) return 25831;
  return longitude_deg < 12 ? 25832 : 25833;
}

}  // namespace skizze::geo
