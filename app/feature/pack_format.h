// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The bytes of a layer pack, shared by builder and reader. Little-endian; every section starts on an 8-byte boundary.
///   header: magic "SKZPACK1" | u32 version | u32 section count | u64 file size | u64 checksum of the directory
///   directory: per section u32 kind | u32 column | u64 offset | u64 size | u64 checksum
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "feature/layer_pack.h"
#include "feature/pack_info.h"

namespace skizze::feature::format {

inline constexpr std::array<char, 8> k_magic{'S', 'K', 'Z', 'P', 'A', 'C', 'K', '1'};
inline constexpr std::uint32_t k_version = 2;
inline constexpr std::size_t k_header_bytes = 32;
inline constexpr std::size_t k_entry_bytes = 32;
inline constexpr std::uint32_t k_node_size = 16;       ///< children per index node
inline constexpr std::uint32_t k_no_string = 0xFFFFFFFF;
inline constexpr double k_finest_step_m = 1.0 / 1024;  ///< Mercator metres; 0.6 mm on the ground in Germany
inline constexpr double k_rank_unit_m = 0.01;          ///< tolerance of rank 0
inline constexpr double k_ranks_per_octave = 8;
inline constexpr std::uint8_t k_pinned = 255;          ///< never left out

enum class Section : std::uint32_t {
  meta = 1,        ///< MetaWriter
  id,              ///< i64 per row
  kind,            ///< u8 per row
  box,             ///< StepBox per row
  min_zoom,        ///< u8 per row
  part_begin,      ///< u32 per row + 1
  vertex_begin,    ///< u32 per part + 1
  hole,            ///< u8 per part
  x,               ///< i32 per vertex
  y,
  z,               ///< i32 per vertex, millimetres; absent in flat packs
  rank,            ///< u8 per vertex
  nodes,           ///< Node, levels from the lowest (above the rows) to the root
  column_values,   ///< per row: i64, double, u8 or u32 index into the dictionary
  column_missing,  ///< u8 per row, 1 = no value (integer, real)
  text_offsets,    ///< u32 per distinct string + 1
  text_bytes,      ///< UTF-8
  density,         ///< DensityCell, sorted by key; absent where nothing is ever too small
};

struct Node {
  StepBox box;
  std::uint32_t min_zoom;  ///< the least of all rows below
};
static_assert(sizeof(Node) == 20 && sizeof(StepBox) == 16);

/// Rows or nodes on each level above `rows`, from lowest to root; empty for no rows.
inline std::vector<std::uint32_t> level_sizes(std::uint32_t rows) {
  std::vector<std::uint32_t> sizes;
  std::uint32_t count = rows;
  while (count > 0) {
    count = (count + k_node_size - 1) / k_node_size;
    sizes.push_back(count);
    if (count == 1) break;
  }
  return sizes;
}

std::vector<std::byte> write_meta(const PackInfo& info, geo::Point2 origin, double step_m);
struct Meta {
  PackInfo info;
  geo::Point2 origin;
  double step_m = 0;
};
/// Total: any bytes give a Meta or "feature.pack_damaged".
base::Result<Meta> read_meta(std::span<const std::byte> bytes);

}  // namespace skizze::feature::format
