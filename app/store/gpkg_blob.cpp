// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/gpkg_blob.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace skizze::store {
namespace {

using base::ErrorCode;
using base::fail;
using geo::Geometry;
using geo::GeometryKind;
using geo::Part;

static_assert(std::endian::native == std::endian::little, "blobs are written in the machine's own order");

// ISO 19125 WKB codes; Z adds 1000.
enum WkbType : std::uint32_t {
  k_point = 1,
  k_line = 2,
  k_polygon = 3,
  k_multi_point = 4,
  k_multi_line = 5,
  k_multi_polygon = 6,
  k_collection = 7
};

class Writer {
 public:
  explicit Writer(bool with_z) : m_with_z(with_z) {}

  template <class T>
  void put(T value) {
    std::byte bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    m_out.insert(m_out.end(), bytes, bytes + sizeof(T));
  }
  void begin(std::uint32_t type) {
    put(std::uint8_t{1});
    put(type + (m_with_z ? 1000U : 0U));
  }
  void point(const geo::Point3& p) {
    put(p.x);
    put(p.y);
    if (m_with_z) put(std::isfinite(p.z) ? p.z : 0.0);
  }
  void sequence(const std::vector<geo::Point3>& points, bool close) {
    put(static_cast<std::uint32_t>(points.size() + (close ? 1 : 0)));
    for (const auto& p : points) point(p);
    if (close) point(points.front());
  }
  std::vector<std::byte> take() { return std::move(m_out); }

 private:
  bool m_with_z;
  std::vector<std::byte> m_out;
};

void put_points(Writer& out, const Geometry& geometry) {
  const auto count = geometry.vertex_count();
  if (count > 1) {
    out.begin(k_multi_point);
    out.put(static_cast<std::uint32_t>(count));
  }
  for (const auto& part : geometry.parts) {
    for (const auto& p : part.points) {
      out.begin(k_point);
      out.point(p);
    }
  }
}

void put_lines(Writer& out, const Geometry& geometry) {
  out.begin(k_multi_line);
  out.put(static_cast<std::uint32_t>(geometry.parts.size()));
  for (const auto& part : geometry.parts) {
    out.begin(k_line);
    out.sequence(part.points, false);
  }
}

void put_areas(Writer& out, const Geometry& geometry) {
  const auto& parts = geometry.parts;
  std::uint32_t polygons = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) polygons += (i == 0 || !parts[i].hole) ? 1 : 0;
  out.begin(k_multi_polygon);
  out.put(polygons);
  for (std::size_t i = 0; i < parts.size();) {
    std::size_t end = i + 1;
    while (end < parts.size() && parts[end].hole) ++end;
    out.begin(k_polygon);
    out.put(static_cast<std::uint32_t>(end - i));
    for (; i < end; ++i) out.sequence(parts[i].points, true);
  }
}

/// Reads WKB; every length is checked against what is left.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

  template <class T>
  bool get(T& value) {
    if (m_bytes.size() < sizeof(T)) return false;
    std::byte raw[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i) raw[m_little ? i : sizeof(T) - 1 - i] = m_bytes[i];
    std::memcpy(&value, raw, sizeof(T));
    m_bytes = m_bytes.subspan(sizeof(T));
    return true;
  }

  base::Status geometry(Geometry& out, int depth = 0) {
    std::uint8_t order = 0;
    std::uint32_t type = 0;
    if (depth > 4 || !get(order) || order > 1) return damaged();
    m_little = order == 1;
    if (!get(type)) return damaged();
    const bool ewkb_z = (type & 0x80000000U) != 0;
    const bool ewkb_m = (type & 0x40000000U) != 0;
    type &= 0x0FFFFFFFU;
    const std::uint32_t dimension = type / 1000;
    type %= 1000;
    if (dimension > 3) return damaged();
    m_has_z = ewkb_z || dimension == 1 || dimension == 3;
    m_has_m = ewkb_m || dimension == 2 || dimension == 3;
    switch (type) {
      case k_point: return kind(out, GeometryKind::point) ? points_of(out, 1, 1) : mixed();
      case k_line: return kind(out, GeometryKind::line) ? line(out) : mixed();
      case k_polygon: return kind(out, GeometryKind::area) ? polygon(out) : mixed();
      case k_multi_point:
      case k_multi_line:
      case k_multi_polygon:
      case k_collection: return members(out, depth);
      default: return fail(ErrorCode::unsupported, "store.geometry_type", {{"type", std::to_string(type)}});
    }
  }

 private:
  static tl::unexpected<base::Error> damaged() { return fail(ErrorCode::damaged, "store.geometry_damaged"); }
  static tl::unexpected<base::Error> mixed() { return fail(ErrorCode::unsupported, "store.geometry_mixed"); }

  static bool kind(Geometry& out, GeometryKind wanted) {
    if (out.kind == GeometryKind::none) out.kind = wanted;
    return out.kind == wanted;
  }
  std::size_t point_size() const { return sizeof(double) * (2 + (m_has_z ? 1 : 0) + (m_has_m ? 1 : 0)); }

  base::Status points_of(Geometry& out, std::uint32_t count, std::size_t least) {
    if (count > m_bytes.size() / point_size()) return damaged();
    Part part;
    part.points.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      geo::Point3 p;
      double m = 0;
      get(p.x);
      get(p.y);
      if (m_has_z) get(p.z);
      if (m_has_m) get(m);
      part.points.push_back(p);
    }
    const bool empty_point = out.kind == GeometryKind::point && !part.points.empty() && std::isnan(part.points.front().x);
    if (part.points.size() >= least && !empty_point) out.parts.push_back(std::move(part));
    return {};
  }

  base::Status line(Geometry& out) {
    std::uint32_t count = 0;
    return get(count) ? points_of(out, count, 1) : damaged();
  }

  base::Status polygon(Geometry& out) {
    std::uint32_t rings = 0;
    if (!get(rings) || rings > m_bytes.size() / 4) return damaged();
    for (std::uint32_t i = 0; i < rings; ++i) {
      const std::size_t before = out.parts.size();
      if (auto status = line(out); !status) return status;
      if (out.parts.size() == before) continue;
      auto& ring = out.parts.back();
      ring.hole = i > 0;
      if (ring.points.size() > 1 && ring.points.front().xy() == ring.points.back().xy()) ring.points.pop_back();
    }
    return {};
  }

  base::Status members(Geometry& out, int depth) {
    std::uint32_t count = 0;
    if (!get(count) || count > m_bytes.size() / 5) return damaged();
    for (std::uint32_t i = 0; i < count; ++i) {
      if (auto status = geometry(out, depth + 1); !status) return status;
    }
    return {};
  }

  std::span<const std::byte> m_bytes;
  bool m_little = true;
  bool m_has_z = false;
  bool m_has_m = false;
};

constexpr std::size_t k_header_bytes = 8;

}  // namespace

std::vector<std::byte> encode_gpkg(const Geometry& geometry, std::int32_t srs_id, bool with_z) {
  if (geometry.empty() || geometry.vertex_count() == 0) return {};
  Writer out(with_z);
  const bool point = geometry.kind == GeometryKind::point;
  out.put('G');
  out.put('P');
  out.put(std::uint8_t{0});                                       // version 1
  out.put(static_cast<std::uint8_t>(0x01 | (point ? 0 : 0x02)));  // little-endian; envelope [minx, maxx, miny, maxy] except for points
  out.put(srs_id);
  if (!point) {
    const auto box = geometry.bounds();
    for (const double edge : {box.min_x, box.max_x, box.min_y, box.max_y}) out.put(edge);
  }
  switch (geometry.kind) {
    case GeometryKind::point: put_points(out, geometry); break;
    case GeometryKind::line: put_lines(out, geometry); break;
    case GeometryKind::area: put_areas(out, geometry); break;
    case GeometryKind::none: break;
  }
  return out.take();
}

base::Result<Geometry> decode_gpkg(std::span<const std::byte> blob) {
  if (blob.size() < k_header_bytes || blob[0] != std::byte{'G'} || blob[1] != std::byte{'P'} || blob[2] != std::byte{0}) {
    return fail(ErrorCode::damaged, "store.geometry_damaged");
  }
  const auto flags = std::to_integer<unsigned>(blob[3]);
  constexpr std::size_t k_envelope_bytes[] = {0, 32, 48, 48, 64};
  const unsigned envelope = (flags >> 1) & 0x07U;
  if (envelope > 4 || blob.size() < k_header_bytes + k_envelope_bytes[envelope]) return fail(ErrorCode::damaged, "store.geometry_damaged");
  if ((flags & 0x20U) != 0) return fail(ErrorCode::unsupported, "store.geometry_type", {{"type", "ExtendedGeoPackageBinary"}});
  Geometry geometry;
  Reader reader(blob.subspan(k_header_bytes + k_envelope_bytes[envelope]));
  if (auto status = reader.geometry(geometry); !status) return tl::unexpected(std::move(status.error()));
  if (geometry.parts.empty()) geometry.kind = GeometryKind::none;
  return geometry;
}

}  // namespace skizze::store
