// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A Mapbox Vector Tile 2.1 as plain values, as read from any producer.
/// Source of all rules: Mapbox Vector Tile Specification 2.1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

namespace skizze::tiles {

/// sint_value and uint_value both have a place, so that reading and writing lose nothing.
struct MvtSint {
  std::int64_t value = 0;
  bool operator==(const MvtSint&) const = default;
};
using MvtValue = std::variant<std::string, float, double, std::int64_t, std::uint64_t, MvtSint, bool>;

struct MvtPoint {
  std::int32_t x = 0;
  std::int32_t y = 0;
  bool operator==(const MvtPoint&) const = default;
};

enum class MvtGeometryType : std::uint8_t { unknown = 0, point = 1, line = 2, polygon = 3 };

/// All points of a point feature, one line, or one open ring (the first point is not repeated).
struct MvtPart {
  std::vector<MvtPoint> points;
  bool hole = false;  ///< of a polygon: inner by its winding
  bool operator==(const MvtPart&) const = default;
};

struct MvtFeature {
  std::optional<std::uint64_t> id;
  MvtGeometryType type = MvtGeometryType::unknown;
  std::vector<std::uint32_t> tags;  ///< pairs of key index, value index; all in range
  std::vector<MvtPart> parts;
  bool operator==(const MvtFeature&) const = default;
};

struct MvtLayer {
  std::string name;
  std::uint32_t version = 2;
  std::uint32_t extent = 4096;
  std::vector<std::string> keys;
  std::vector<MvtValue> values;
  std::vector<MvtFeature> features;
  bool operator==(const MvtLayer&) const = default;
};

struct MvtTile {
  std::vector<MvtLayer> layers;
  bool operator==(const MvtTile&) const = default;
};

/// Twice the signed area by the surveyor's formula in tile coordinates; positive for outer rings (MVT 2.1, 4.3.3.3).
/// Coordinates are 32 bit, so the sum is kept in long double and exact up to 2^63.
long double surveyor_area_x2(const std::vector<MvtPoint>& ring);

}  // namespace skizze::tiles
