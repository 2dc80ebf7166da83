// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/sniff.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <optional>
#include <vector>

#include "readers/json_head.h"

namespace skizze::readers {
namespace {

constexpr std::size_t k_head_bytes = 65536;

std::string read_head(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string head(k_head_bytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return head;
}

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

std::uint32_t big_endian(std::string_view head, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(head[at + i]);
  return value;
}

/// SQLite header (sqlite.org/fileformat2.html, 1.3): user_version at 60, application_id at 68.
Sniffed sniff_sqlite(std::string_view head) {
  if (head.size() < 100) return {FileKind::other_sqlite, "SQLite"};
  const std::uint32_t application = big_endian(head, 68);
  constexpr std::uint32_t k_gpkg = 0x47504B47, k_gp10 = 0x47503130, k_gp11 = 0x47503131;
  if (application == k_gpkg) return {FileKind::geopackage, std::to_string(big_endian(head, 60))};
  if (application == k_gp10) return {FileKind::geopackage, "10000"};
  if (application == k_gp11) return {FileKind::geopackage, "10100"};
  return {FileKind::other_sqlite, "SQLite"};
}

/// The first element's start tag, "<ns:name attributes...", past declaration, comments and the document type.
std::string_view root_tag(std::string_view xml) {
  std::size_t at = 0;
  while ((at = xml.find('<', at)) != std::string_view::npos) {
    const std::string_view rest = xml.substr(at);
    if (starts_with(rest, "<!--")) {
      const auto end = rest.find("-->");
      if (end == std::string_view::npos) return {};
      at += end + 3;
    } else if (starts_with(rest, "<!DOCTYPE")) {
      const auto subset = rest.find('[');
      auto end = rest.find('>');
      if (subset != std::string_view::npos && subset < end) end = rest.find("]>");
      if (end == std::string_view::npos) return {};
      at += end + 1;
    } else if (starts_with(rest, "<?") || starts_with(rest, "<!")) {
      ++at;
    } else {
      return rest.substr(0, rest.find('>'));
    }
  }
  return {};
}

std::string_view local_name(std::string_view tag) {
  auto end = tag.find_first_of(" \t\r\n/>", 1);
  std::string_view name = tag.substr(1, end == std::string_view::npos ? end : end - 1);
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_indirect_root(std::string_view name) {
  static constexpr std::array names{"VRTDataset",       "OGRVRTDataSource", "GDALTileIndexDataset", "GDAL_WMS",
                                    "GDAL_WMTS",        "WMS_Capabilities", "WMT_MS_Capabilities",  "OGRWFSDataSource",
                                    "WFS_Capabilities", "WCS_GDAL",         "Capabilities",         "WCS_Capabilities"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

Sniffed sniff_xml(std::string_view head) {
  const std::string_view tag = root_tag(head);
  if (tag.size() < 2) return {FileKind::other_xml, "XML"};
  const std::string_view name = local_name(tag);
  const std::string detail(name);
  if (is_indirect_root(name)) return {FileKind::indirect, detail};
  if (name == "osm" || name == "osmChange") return {name == "osm" ? FileKind::osm_xml : FileKind::other_xml, detail};
  if (name == "kml") return {FileKind::kml, detail};
  if (name == "CityModel") return {FileKind::citygml, detail};
  const bool gml =
      tag.find("opengis.net/gml") != std::string_view::npos || head.find("http://www.opengis.net/gml") != std::string_view::npos;
  return {gml ? FileKind::gml : FileKind::other_xml, detail};
}

Sniffed sniff_json(const std::filesystem::path& file) {
  const JsonHead json = read_json_head(file);
  if (json.type == "CityJSON") return {json.several ? FileKind::cityjson_seq : FileKind::cityjson, json.type};
  if (json.type == "CityJSONFeature") return {FileKind::cityjson_seq, json.type};
  static constexpr std::array shapes{"FeatureCollection", "Feature", "Point",        "MultiPoint",        "LineString",
                                     "MultiLineString",   "Polygon", "MultiPolygon", "GeometryCollection"};
  if (std::find(shapes.begin(), shapes.end(), json.type) != shapes.end()) {
    return {json.several ? FileKind::geojson_seq : FileKind::geojson, json.type};
  }
  if (json.has_tilejson) return {FileKind::indirect, "TileJSON"};
  return {FileKind::other_json, json.type.empty() ? "JSON" : json.type};
}

/// Text with at least one separator in its first line; whether it holds coordinates shows when it is read.
bool looks_like_table(std::string_view head) {
  if (head.find('\0') != std::string_view::npos) return false;
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f'; };
  if (std::any_of(head.begin(), head.end(), control)) return false;
  const std::string_view line = head.substr(0, head.find('\n'));
  return line.find_first_of(",;\t|") != std::string_view::npos;
}

/// SRTM tiles have no header: only the two legal sizes and the name (N49E011.hgt) tell.
bool looks_like_hgt(const std::filesystem::path& file) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  const std::string stem = file.stem().string();
  const bool named = stem.size() >= 7 && (stem[0] == 'N' || stem[0] == 'S' || stem[0] == 'n' || stem[0] == 's');
  return !error && named && (bytes == 1201ULL * 1201 * 2 || bytes == 3601ULL * 3601 * 2);
}

std::optional<Sniffed> sniff_magic(std::string_view head) {
  using namespace std::string_view_literals;
  if (starts_with(head, "SQLite format 3\0"sv)) return sniff_sqlite(head);
  if (starts_with(head, "fgb"sv)) return Sniffed{FileKind::flatgeobuf, {}};
  if (starts_with(head, "PK\x03\x04"sv) || starts_with(head, "PK\x05\x06"sv)) return Sniffed{FileKind::zip, {}};
  if (starts_with(head, "\x1f\x8b"sv)) return Sniffed{FileKind::gzip, {}};
  if (starts_with(head, "II*\0"sv) || starts_with(head, "MM\0*"sv) || starts_with(head, "II+\0"sv) || starts_with(head, "MM\0+"sv)) {
    return Sniffed{FileKind::geotiff, {}};
  }
  if (starts_with(head, "\x89PNG"sv)) return Sniffed{FileKind::picture, "PNG"};
  if (starts_with(head, "\xff\xd8\xff"sv)) return Sniffed{FileKind::picture, "JPEG"};
  if (head.size() >= 100 && big_endian(head, 0) == 9994) return Sniffed{FileKind::shapefile, {}};
  if (head.substr(0, 64).find("OSMHeader") != std::string_view::npos) return Sniffed{FileKind::osm_pbf, {}};
  return std::nullopt;
}

}  // namespace

Sniffed sniff(const std::filesystem::path& file) {
  const std::string bytes = read_head(file);
  std::string_view head = bytes;
  if (head.empty()) return {FileKind::empty, {}};
  if (auto found = sniff_magic(head)) return *found;
  if (starts_with(head, "\xef\xbb\xbf")) head.remove_prefix(3);
  const auto text = head.find_first_not_of(" \t\r\n\x1e");
  if (text == std::string_view::npos) return {looks_like_hgt(file) ? FileKind::hgt : FileKind::unknown, {}};
  if (head[text] == '{') return sniff_json(file);
  if (head[text] == '<') return sniff_xml(head.substr(text));
  if (looks_like_hgt(file)) return {FileKind::hgt, {}};
  return {looks_like_table(head) ? FileKind::csv : FileKind::unknown, {}};
}

std::string_view name_of(FileKind kind) {
  switch (kind) {
    case FileKind::unknown: return "";
    case FileKind::empty: return "";
    case FileKind::geopackage: return "GPKG";
    case FileKind::geojson: return "GeoJSON";
    case FileKind::geojson_seq: return "GeoJSONSeq";
    case FileKind::shapefile: return "ESRI Shapefile";
    case FileKind::flatgeobuf: return "FlatGeobuf";
    case FileKind::kml: return "KML";
    case FileKind::csv: return "CSV";
    case FileKind::gml: return "GML";
    case FileKind::citygml: return "CityGML";
    case FileKind::cityjson: return "CityJSON";
    case FileKind::cityjson_seq: return "CityJSONSeq";
    case FileKind::osm_xml: return "OSM";
    case FileKind::osm_pbf: return "OSM";
    case FileKind::geotiff: return "GTiff";
    case FileKind::hgt: return "SRTMHGT";
    case FileKind::zip: return "ZIP";
    case FileKind::gzip: return "GZIP";
    case FileKind::indirect: return "";
    case FileKind::other_json: return "JSON";
    case FileKind::other_xml: return "XML";
    case FileKind::other_sqlite: return "SQLite";
    case FileKind::picture: return "";
  }
  return "";
}

bool extension_fits(FileKind kind, const std::filesystem::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  struct Usual {
    std::string_view extension;
    std::vector<FileKind> kinds;
  };
  static const std::vector<Usual> table{
      {".gpkg", {FileKind::geopackage}},
      {".geojson", {FileKind::geojson, FileKind::geojson_seq}},
      {".json", {FileKind::geojson, FileKind::geojson_seq, FileKind::cityjson, FileKind::cityjson_seq}},
      {".shp", {FileKind::shapefile}},
      {".fgb", {FileKind::flatgeobuf}},
      {".kml", {FileKind::kml}},
      {".kmz", {FileKind::zip, FileKind::kml}},
      {".csv", {FileKind::csv}},
      {".gml", {FileKind::gml, FileKind::citygml}},
      {".osm", {FileKind::osm_xml}},
      {".pbf", {FileKind::osm_pbf}},
      {".tif", {FileKind::geotiff}},
      {".tiff", {FileKind::geotiff}},
      {".hgt", {FileKind::hgt}},
      {".zip", {FileKind::zip}},
      {".gz", {FileKind::gzip}},
      {".png", {FileKind::picture}},
      {".jpg", {FileKind::picture}},
  };
  const auto found = std::find_if(table.begin(), table.end(), [&](const Usual& usual) { return usual.extension == extension; });
  if (found == table.end()) return true;
  return std::find(found->kinds.begin(), found->kinds.end(), kind) != found->kinds.end();
}

}  // namespace skizze::readers
