// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/result.h"
#include "geo/crs.h"
#include "sample/plane.h"
#include "sample/text_file.h"

namespace skizze::sample {

using Property = std::variant<std::monostate, bool, std::int64_t, double, std::string_view>;
using Properties = std::initializer_list<std::pair<const char*, Property>>;

/// Writes a GeoJSON FeatureCollection (RFC 7946: WGS 84, outer rings counter-clockwise) from shapes in the town's CRS. One thread.
class GeoJsonWriter {
 public:
  GeoJsonWriter(const std::filesystem::path& path, std::string_view name, std::string_view licence, const geo::Transform& to_lon_lat);

  void point(Vec p, const Properties& properties);
  void line(const Polyline& line, const Properties& properties);
  void area(const std::vector<Polygon>& rings, const Properties& properties);
  std::uint64_t count() const { return m_count; }
  base::Status close();

 private:
  void begin(const char* type);
  void end(const Properties& properties);
  void position(Vec p);
  void positions(const Polyline& line, bool closed, bool reversed);

  TextFile m_file;
  const geo::Transform& m_to_lon_lat;
  std::uint64_t m_count = 0;
};

}  // namespace skizze::sample
