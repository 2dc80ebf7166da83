// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/tile_archive.h"

#include <array>
#include <fstream>

#include "tiles/archive_files.h"

namespace skizze::tiles {
namespace fs = std::filesystem;

ArchiveKind archive_kind(const fs::path& path) {
  const auto extension = path.extension();
  if (extension == ".mbtiles") return ArchiveKind::mbtiles;
  if (extension == ".pmtiles") return ArchiveKind::pmtiles;
  return ArchiveKind::folder;
}

base::Result<std::unique_ptr<TileArchiveWriter>> create_archive(const fs::path& target) {
  switch (archive_kind(target)) {
    case ArchiveKind::mbtiles: return create_mbtiles(target);
    case ArchiveKind::pmtiles: return create_pmtiles(target);
    case ArchiveKind::folder: break;
  }
  return create_folder(target);
}

base::Result<std::unique_ptr<TileArchiveReader>> open_archive(const fs::path& path, Accept accept) {
  std::error_code error;
  if (fs::is_directory(path, error)) return open_folder(path);
  if (!fs::exists(path, error)) return base::fail(base::ErrorCode::not_found, "tiles.not_found", {{"file", path.string()}});
  std::array<char, 16> start{};
  std::ifstream(path, std::ios::binary).read(start.data(), start.size());
  const std::string_view head(start.data(), start.size());
  if (head.starts_with("SQLite format 3")) return open_mbtiles(path, accept);
  if (head.starts_with("PMTiles")) return open_pmtiles(path, accept);
  return base::fail(base::ErrorCode::unsupported, "tiles.not_an_archive", {{"file", path.string()}}, at_file(path));
}

std::uint64_t pmtiles_id(geo::TileId id) {
  std::uint64_t first = 0;
  for (unsigned z = 0; z < id.z; ++z) first += std::uint64_t{1} << (2 * z);
  std::uint64_t x = id.x;
  std::uint64_t y = id.y;
  std::uint64_t d = 0;
  for (std::uint64_t side = id.z == 0 ? 0 : std::uint64_t{1} << (id.z - 1); side > 0; side >>= 1) {
    const std::uint64_t rx = (x & side) != 0 ? 1 : 0;
    const std::uint64_t ry = (y & side) != 0 ? 1 : 0;
    d += side * side * ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = side - 1 - (x & (side - 1));
        y = side - 1 - (y & (side - 1));
      }
      std::swap(x, y);
    }
  }
  return first + d;
}

std::optional<geo::TileId> tile_of_pmtiles_id(std::uint64_t id) {
  unsigned z = 0;
  for (std::uint64_t count = 1; id >= count; count <<= 2) {
    id -= count;
    if (++z > 31) return std::nullopt;
  }
  std::uint64_t x = 0;
  std::uint64_t y = 0;
  for (std::uint64_t side = 1; side < std::uint64_t{1} << z; side <<= 1) {
    const std::uint64_t rx = 1 & (id / 2);
    const std::uint64_t ry = 1 & (id ^ rx);
    if (ry == 0) {
      if (rx == 1) {
        x = side - 1 - x;
        y = side - 1 - y;
      }
      std::swap(x, y);
    }
    x += side * rx;
    y += side * ry;
    id /= 4;
  }
  return geo::TileId{static_cast<std::uint8_t>(z), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)};
}

}  // namespace skizze::tiles
