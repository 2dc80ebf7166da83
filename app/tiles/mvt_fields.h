// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Field numbers and commands of the schema (MVT 2.1, vector_tile.proto and 4.3).
#pragma once

#include <cstdint>

namespace skizze::tiles::mvt {

enum TileField : std::uint32_t { k_tile_layer = 3 };
enum LayerField : std::uint32_t {
  k_layer_name = 1,
  k_layer_feature = 2,
  k_layer_key = 3,
  k_layer_value = 4,
  k_layer_extent = 5,
  k_layer_version = 15,
};
enum FeatureField : std::uint32_t { k_feature_id = 1, k_feature_tags = 2, k_feature_type = 3, k_feature_geometry = 4 };
enum ValueField : std::uint32_t {
  k_value_string = 1,
  k_value_float = 2,
  k_value_double = 3,
  k_value_int = 4,
  k_value_uint = 5,
  k_value_sint = 6,
  k_value_bool = 7,
};

enum Command : std::uint32_t { k_move_to = 1, k_line_to = 2, k_close_path = 7 };
constexpr std::uint32_t command(Command id, std::uint32_t count) { return id | count << 3; }
constexpr std::uint32_t zigzag(std::int32_t v) { return static_cast<std::uint32_t>(v) << 1 ^ static_cast<std::uint32_t>(v >> 31); }
constexpr std::int32_t unzigzag(std::uint32_t v) { return static_cast<std::int32_t>(v >> 1) ^ -static_cast<std::int32_t>(v & 1); }

}  // namespace skizze::tiles::mvt
