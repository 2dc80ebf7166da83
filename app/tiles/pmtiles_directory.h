// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Directories and header of PMTiles v3 (specification 3.4, sections 3 and 4), without files.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace skizze::tiles::pmtiles {

inline constexpr std::size_t k_header_bytes = 127;
inline constexpr std::size_t k_root_end = 16'384;  ///< header and root directory lie within
inline constexpr std::uint8_t k_none = 1;          ///< compressions
inline constexpr std::uint8_t k_gzip = 2;
inline constexpr std::uint8_t k_mvt = 1;  ///< tile types; 3 is JPEG
inline constexpr std::uint8_t k_png = 2;
inline constexpr std::uint8_t k_webp = 4;

/// run_length 0: a leaf directory lies at offset in the leaf section; else so many tiles share the bytes.
struct Entry {
  std::uint64_t tile_id = 0;
  std::uint64_t offset = 0;
  std::uint32_t length = 0;
  std::uint32_t run_length = 0;
  bool operator==(const Entry&) const = default;
};

struct Header {
  std::uint64_t root_offset = 0, root_length = 0;
  std::uint64_t metadata_offset = 0, metadata_length = 0;
  std::uint64_t leaf_offset = 0, leaf_length = 0;
  std::uint64_t data_offset = 0, data_length = 0;
  std::uint64_t addressed_tiles = 0, entries = 0, contents = 0;
  bool clustered = false;
  std::uint8_t internal_compression = k_gzip;
  std::uint8_t tile_compression = k_gzip;
  std::uint8_t tile_type = k_mvt;
  std::uint8_t min_zoom = 0, max_zoom = 0;
  std::int32_t min_lon_e7 = 0, min_lat_e7 = 0, max_lon_e7 = 0, max_lat_e7 = 0;
  std::uint8_t center_zoom = 0;
  std::int32_t center_lon_e7 = 0, center_lat_e7 = 0;
  bool operator==(const Header&) const = default;
};

std::string encode_header(const Header& header);
/// Errors: damaged (short, no magic), unsupported (another version).
base::Result<Header> decode_header(std::string_view bytes);

/// Columns of deltas, uncompressed.
std::string encode_directory(std::span<const Entry> entries);
/// bytes: uncompressed. Checks that ids rise, runs do not overlap and counts fit the bytes. Errors: damaged.
base::Result<std::vector<Entry>> decode_directory(std::string_view bytes);

/// Root and leaves for entries sorted by id, gzipped; leaves are as large as needed for the root to fit before k_root_end.
struct Directories {
  std::string root;
  std::string leaves;
};
Directories build_directories(std::span<const Entry> entries);

/// The entry that answers for an id: the one whose run holds it, or the leaf to look into; empty where there is none.
std::optional<Entry> find_entry(std::span<const Entry> entries, std::uint64_t tile_id);

}  // namespace skizze::tiles::pmtiles
