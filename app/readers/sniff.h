// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace skizze::readers {

/// What a file is by its content; its name has no say.
enum class FileKind : std::uint8_t {
  unknown,
  empty,
  geopackage,
  geojson,
  geojson_seq,
  shapefile,
  flatgeobuf,
  kml,
  csv,
  gml,
  citygml,
  cityjson,
  cityjson_seq,
  osm_xml,
  osm_pbf,
  geotiff,
  hgt,
  zip,
  gzip,
  indirect,  ///< says only where data lies (VRT, WMS/WFS descriptions, TileJSON...): never followed
  other_json,
  other_xml,
  other_sqlite,
  picture,  ///< PNG, JPEG: without a place on earth
};

struct Sniffed {
  FileKind kind = FileKind::unknown;
  /// What was seen, for messages: the root element, the "type" member, the GeoPackage version ("10400").
  std::string detail;
};

/// Reads the head of the file (JSON: up to its "type" member, wherever that stands). An unreadable file is unknown.
Sniffed sniff(const std::filesystem::path& file);

/// "GeoPackage", "OSM", ... as people say it; the driver name in reports.
std::string_view name_of(FileKind kind);

/// Whether the file name's extension is one people use for the kind; unknown extensions never contradict.
bool extension_fits(FileKind kind, const std::filesystem::path& file);

}  // namespace skizze::readers
