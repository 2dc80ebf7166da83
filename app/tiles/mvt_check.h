// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Asserts every rule of MVT 2.1 on finished bytes, independently of the writer; polygons are judged by GEOS.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skizze::tiles {

enum class MvtRule : std::uint8_t {
  readable,           ///< protobuf as the schema says
  layer_present,      ///< at least one layer, each with at least one feature (4.1)
  layer_fields,       ///< version 2, a name, an extent (4.1)
  layer_name_unique,  ///< byte-wise (4.1)
  keys_unique,        ///< (4.1)
  value_one_field,    ///< exactly one of the seven (4.1)
  tags_in_range,      ///< even in number, keys and values exist, no key twice (4.2, 4.4)
  id_unique,          ///< (4.2)
  geometry_type,      ///< point, line or polygon (4.3.4.1)
  commands,           ///< MoveTo, LineTo, ClosePath in the order and count of the type (4.3.4)
  no_zero_delta,      ///< no LineTo of (0, 0) (4.3.3.2)
  ring_open,          ///< the start point is not repeated before ClosePath (4.3.3.3)
  winding,            ///< first ring outer; area not zero (4.3.4.4)
  polygon_valid,      ///< no self-intersection, holes inside and disjoint (4.3.4.4), by GEOS
  parameter_range,    ///< within +-(2^31 - 1) (4.3.2)
};
std::string_view name_of(MvtRule rule);

struct MvtViolation {
  MvtRule rule;
  std::string layer;
  std::int64_t feature = -1;  ///< index in the layer
  std::string detail;         ///< for developers, English
};

/// All violations in the bytes of one uncompressed tile; empty means the tile is as the standard wants it.
std::vector<MvtViolation> check_mvt(std::span<const std::byte> bytes);

}  // namespace skizze::tiles
