// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Turns a file into layer packs by running skizze-prepare, the sandboxed helper, and keeps the result in the cache.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/pack_info.h"
#include "geo/geometry.h"
#include "plugin/catalog.h"

namespace skizze::sources {

struct PrepareLimits {
  std::uint64_t file_bytes = 2ULL << 30;       ///< the file as given
  std::uint64_t unpacked_bytes = 10ULL << 30;  ///< what an archive may unpack to
  std::uint64_t memory_bytes = 8ULL << 30;     ///< address space of the helper
  std::uint32_t cpu_s = 1800;                  ///< processor time of the helper
  std::uint32_t silence_s = 120;               ///< without progress for so long, the helper is stopped
};

struct PrepareOptions {
  /// CRS for files that state none ("EPSG:25833"); empty lets the helper guess what is certain, and say so.
  std::string assumed_crs;
  PrepareLimits limits;
  /// Prepare anew even where the cache has a result.
  bool refresh = false;
};

struct PreparedLayer {
  std::string name;
  std::filesystem::path pack;  ///< LayerPack, or RasterPack where raster
  bool raster = false;
  feature::PackRole role = feature::PackRole::features;
  geo::GeometryKind kind = geo::GeometryKind::none;
  std::uint64_t count = 0;  ///< rows; pixels of the source for rasters
  std::uint64_t vertex_count = 0;
  std::string crs;  ///< of the source; empty where unknown
  geo::Box bounds;  ///< Web Mercator metres
  std::vector<feature::Notice> notices;
};

/// Everything the window shows before a file is added, and all it needs to add it.
struct PreparedSource {
  std::string key;     ///< folder name in the cache
  std::string driver;  ///< "GPKG", "CityGML", "OSM", ...
  std::filesystem::path file;
  std::vector<PreparedLayer> layers;
  std::vector<feature::Notice> notices;                             ///< about the file; a layer's own are in the layer
  std::vector<std::pair<std::string, std::uint64_t>> class_counts;  ///< city models, sorted by name
  std::vector<std::string> plugins;                                 ///< ids of those that read it
  std::vector<std::string> plugin_stamps;                           ///< beside plugins (plugin::Offer)
  bool from_cache = false;
};

/// The preview of a file that is not added yet.
struct SourceSummary {
  std::uint64_t rows = 0;                ///< of all vector layers
  std::vector<std::string> crs;          ///< distinct names, in order of appearance
  geo::Box bounds;                       ///< of all layers, Web Mercator metres
  std::uint64_t warnings = 0;            ///< notices that are no mere information
  std::vector<feature::Notice> notices;  ///< of the file and all layers, equal ones added up
};
SourceSummary summarise(const PreparedSource& source);

/// Progress: fraction in [0, 1], and what is being done. Called on the thread that called prepare().
using PrepareProgress = std::function<void(double fraction, const base::Message& what)>;

/// Any thread may call; calls for different files run side by side, equal ones wait for each other. Each call runs its own
/// helper process, kills it within a second when cancelled, and leaves nothing half-written behind.
class PrepareClient {
 public:
  /// Empty: default_cache_dir().
  explicit PrepareClient(std::filesystem::path cache_dir = {});
  /// With these plugins instead of the machine's (plugin_shelf.h), which are looked up at each call otherwise.
  PrepareClient(std::filesystem::path cache_dir, std::vector<plugin::Offer> plugins);

  /// Blocks: never on the UI thread. The file itself and its folder are only read. Errors: what the helper reports
  /// (not_found, unreadable, unsupported, damaged, too_large, refused, no_space, cancelled), crashed when it died.
  base::Result<PreparedSource> prepare(const std::filesystem::path& file, const PrepareOptions& options, base::CancelToken token,
                                       const PrepareProgress& progress = {}) const;

  /// What the cache has for the file as it is now, without running anything; not_found where it has nothing whole.
  base::Result<PreparedSource> cached(const std::filesystem::path& file, const PrepareOptions& options) const;

  const std::filesystem::path& cache_dir() const { return m_cache_dir; }

 private:
  std::vector<plugin::Offer> plugins() const;

  std::filesystem::path m_cache_dir;
  std::optional<std::vector<plugin::Offer>> m_plugins;
};

/// The symbology of a QGIS style file (.qml) as a JSON tree (app/readers/qml.h), read by the helper; blocks: never on the UI thread.
/// Errors: as prepare().
base::Result<std::string> read_style_file(const std::filesystem::path& file, base::CancelToken token);

/// How the helper is confined on this machine: "bubblewrap" or "seccomp" (the helper's own limits are always on).
std::string sandbox_name();

}  // namespace skizze::sources
