// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What the archive formats share: temporary places, metadata text, sizes that protect the machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "tiles/tile_archive.h"

namespace skizze::tiles {

inline constexpr std::size_t k_max_tile_bytes = 32U << 20;      ///< of one tile, unpacked
inline constexpr std::size_t k_max_metadata_bytes = 16U << 20;  ///< of the metadata, unpacked

/// A name beside the target that nobody else uses; what lies there at the end is removed unless it was renamed into place.
class TemporaryPlace {
 public:
  explicit TemporaryPlace(std::filesystem::path target);
  ~TemporaryPlace();
  TemporaryPlace(const TemporaryPlace&) = delete;
  TemporaryPlace& operator=(const TemporaryPlace&) = delete;

  const std::filesystem::path& path() const { return m_path; }
  /// Puts it in the target's place. An earlier folder is moved aside first and removed afterwards.
  base::Status commit();

 private:
  std::filesystem::path m_target;
  std::filesystem::path m_path;
};

inline constexpr geo::Box k_world_lon_lat{-180, -85.05112877980659, 180, 85.05112877980659};

inline base::Where at_file(const std::filesystem::path& path) { return {path.string(), {}, {}, -1}; }
/// errno as the error of writing a file: no_space for a full or read-only medium, else unreadable.
tl::unexpected<base::Error> write_error(const std::filesystem::path& path);

/// {"vector_layers": [...]}, the "json" row of MBTiles 1.3 and the JSON metadata of PMTiles.
std::string vector_layers_json(const ArchiveInfo& info);
/// All of it as one object with texts and numbers as PMTiles wants it.
std::string metadata_json(const ArchiveInfo& info);
/// TileJSON 3.0 for a folder.
std::string tilejson(const ArchiveInfo& info);
/// "w,s,e,n" and "lon,lat,zoom" in degrees.
std::string bounds_text(const ArchiveInfo& info);
std::string center_text(const ArchiveInfo& info);

/// The box that "w,s,e,n" means; the whole world where it means none.
geo::Box bounds_of_text(std::string_view text);

// The formats behind create_archive() and open_archive().
base::Result<std::unique_ptr<TileArchiveWriter>> create_mbtiles(const std::filesystem::path& target);
base::Result<std::unique_ptr<TileArchiveWriter>> create_pmtiles(const std::filesystem::path& target);
base::Result<std::unique_ptr<TileArchiveWriter>> create_folder(const std::filesystem::path& target);
base::Result<std::unique_ptr<TileArchiveReader>> open_mbtiles(const std::filesystem::path& path, Accept accept);
base::Result<std::unique_ptr<TileArchiveReader>> open_pmtiles(const std::filesystem::path& path, Accept accept);
base::Result<std::unique_ptr<TileArchiveReader>> open_folder(const std::filesystem::path& path);

}  // namespace skizze::tiles
