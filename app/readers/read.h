// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Foreign file to layer packs. Runs inside skizze-prepare only (a test holds that): everything here sees foreign bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/pack_info.h"
#include "geo/geometry.h"
#include "plugin/catalog.h"

namespace skizze::readers {

/// What protects this machine from a hostile or broken file. Over a limit the import stops and names it.
struct Limits {
  std::uint64_t file_bytes = 2ULL << 30;       ///< size of the file as given
  std::uint64_t unpacked_bytes = 10ULL << 30;  ///< sum of what an archive unpacks to
  std::uint64_t unpack_ratio = 200;            ///< unpacked : packed
  std::uint64_t archive_entries = 10'000;
  std::uint64_t features = 10'000'000;  ///< rows of one file
  std::uint64_t vertices_per_feature = 1'000'000;
  std::uint64_t text_bytes = 1ULL << 20;  ///< one attribute; longer text is cut, with a notice
  std::uint64_t raster_side_px = 100'000;
  std::uint32_t nesting = 64;  ///< depth of XML and JSON
};

/// One job. out_dir exists, belongs to the job alone and is the only place written to.
struct ReadRequest {
  std::filesystem::path file;
  std::filesystem::path out_dir;
  /// Where the file states no CRS: this one ("EPSG:25832"); empty means guess only what is certain.
  std::string assumed_crs;
  Limits limits;
  /// The file as the person named it, for provenance; `file` where empty (it differs once an archive was unpacked).
  std::filesystem::path source_path;
  /// Who may read what none of us does.
  std::vector<plugin::Offer> plugins;
  /// Called before a plugin's code runs, so that a crash can be told by its name.
  std::function<void(const plugin::Manifest&)> plugin_called;
};

/// One written pack.
struct ReportLayer {
  std::string name;
  std::string path;  ///< file name inside out_dir, "0_streets.pack" or "0_dom.raster"
  bool raster = false;
  feature::PackRole role = feature::PackRole::features;
  geo::GeometryKind kind = geo::GeometryKind::none;
  std::uint64_t count = 0;  ///< rows; pixels of the source for rasters
  std::uint64_t vertex_count = 0;
  std::string crs;  ///< of the source; empty where unknown
  geo::Box bounds;  ///< Web Mercator metres; empty without any row
  std::vector<feature::Notice> notices;
};

/// A plugin that took part, as it was then.
struct PluginUse {
  std::string id;
  std::string stamp;
};

struct ReadReport {
  std::string driver;  ///< "GPKG", "CityGML", "OSM", "GTiff", ...
  std::vector<ReportLayer> layers;
  /// City models: how many of each class ("Building", "RoofSurface"), sorted by name. Empty for others.
  std::vector<std::pair<std::string, std::uint64_t>> class_counts;
  std::vector<feature::Notice> notices;  ///< about the file as a whole; those of a layer are in the layer
  std::vector<PluginUse> plugins;
};

/// fraction in [0, 1] and never falling; message: what is being done ("readers.reading_layer"). Called at least every few seconds.
using Progress = std::function<void(double fraction, const base::Message& what)>;

/// Reads any supported file by its content, whatever its name says. On success every layer's pack lies in out_dir.
/// Errors: not_found, unreadable, unsupported (nobody here reads this), damaged, too_large, refused (would reach outside
/// the file), no_space, cancelled.
base::Result<ReadReport> read_file(const ReadRequest& request, base::CancelToken token, const Progress& progress);

/// "<n>_<layer>.<extension>" with the layer's name reduced to harmless characters.
std::string pack_file_name(std::size_t n, const std::string& layer, const std::string& extension);

/// The layer's entry in the report from what the pack builder knows after finish_to().
ReportLayer report_layer(const feature::PackInfo& info, std::string file_name);

}  // namespace skizze::readers
