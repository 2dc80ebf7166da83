// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <unordered_map>

#include "readers/fields.h"
#include "readers/gdal_setup.h"
#include "readers/layer_writer.h"
#include "readers/ogr_geometry.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::Severity;

/// Columns of every OSM layer, asked for by styles and rules whether or not a feature has them.
constexpr std::array k_always{"name",          "highway",        "building",      "landuse",  "natural", "waterway", "railway", "cycleway",
                              "cycleway:left", "cycleway:right", "cycleway:both", "maxspeed", "lanes",   "width",    "surface"};
constexpr double k_column_share = 0.005;

/// GDAL's own rules for what is a point, a line or an area (its osmconf.ini of 3.6), with every tag kept.
constexpr const char* k_config =
    R"(closed_ways_are_polygons=aeroway,amenity,boundary,building,craft,geological,historic,landuse,leisure,military,natural,office,place,shop,sport,tourism,highway=platform,public_transport=platform
attribute_name_laundering=no
[points]
osm_id=yes
attributes=name
unsignificant=created_by,converted_by,source,time,ele,attribution
ignore=created_by,converted_by,source,time,note,todo,openGeoDB:,fixme,FIXME
other_tags=yes
[lines]
osm_id=yes
attributes=name
ignore=created_by,converted_by,source,time,note,todo,openGeoDB:,fixme,FIXME
other_tags=yes
[multipolygons]
osm_id=yes
attributes=name,type
ignore=area,created_by,converted_by,source,time,note,todo,openGeoDB:,fixme,FIXME
other_tags=yes
[multilinestrings]
osm_id=yes
attributes=name,type
[other_relations]
osm_id=yes
attributes=name,type
)";

using Tags = std::vector<std::pair<std::uint32_t, std::string>>;  // by the key's place in Keys

/// Every distinct key once.
class Keys {
 public:
  std::uint32_t place(const std::string& key) {
    const auto [entry, fresh] = m_places.try_emplace(key, static_cast<std::uint32_t>(m_names.size()));
    if (fresh) m_names.push_back(key);
    return entry->second;
  }
  const std::vector<std::string>& names() const { return m_names; }

 private:
  std::unordered_map<std::string, std::uint32_t> m_places;
  std::vector<std::string> m_names;
};

struct OsmRow {
  std::int64_t id = 0;
  const char* type = "node";
  geo::Geometry geometry;
  Tags tags;
};

/// `"key"=>"value","key2"=>"value2"` with backslash escapes, as GDAL writes other_tags. Stops at what it cannot read.
template <class Take>
void for_each_hstore(std::string_view text, const Take& take) {
  const auto quoted = [&](std::string& out) {
    out.clear();
    const auto begin = text.find('"');
    if (begin == std::string_view::npos) return false;
    std::size_t i = begin + 1;
    for (; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      out.push_back(text[i]);
    }
    if (i >= text.size()) return false;
    text.remove_prefix(i + 1);
    return true;
  };
  std::string key;
  std::string value;
  while (quoted(key) && quoted(value)) take(key, value);
}

class OsmLayer {
 public:
  explicit OsmLayer(std::string name) : m_name(std::move(name)) {}

  void add(const OGRFeature& feature, std::uint64_t text_bytes, NoticeBook& book) {
    OsmRow row;
    identify(feature, row);
    if (const OGRGeometry* shape = feature.GetGeometryRef()) row.geometry = from_ogr(*shape, true).geometry;
    const auto tag = [&](const std::string& key, std::string value) {
      const auto place = m_keys.place(clean_text(key, 255, book));
      if (place >= m_uses.size()) m_uses.resize(place + 1, 0);
      ++m_uses[place];
      row.tags.emplace_back(place, clean_text(std::move(value), text_bytes, book));
    };
    const int name = feature.GetFieldIndex("name");
    if (name >= 0 && feature.IsFieldSetAndNotNull(name)) tag("name", feature.GetFieldAsString(name));
    const int others = feature.GetFieldIndex("other_tags");
    if (others >= 0 && feature.IsFieldSetAndNotNull(others)) {
      for_each_hstore(feature.GetFieldAsString(others), [&](const std::string& key, const std::string& value) { tag(key, value); });
    }
    m_rows.push_back(std::move(row));
  }

  std::size_t size() const { return m_rows.size(); }

  base::Result<ReportLayer> write(const JobContext& job, feature::Provenance provenance, NoticeBook& book) {
    feature::PackInfo info;
    info.name = m_name;
    info.crs = "EPSG:4326";
    info.provenance = std::move(provenance);
    info.provenance.source_layer = m_name;
    choose_columns(info);
    LayerWriter writer(job.request, info);
    if (auto status = writer.set_crs("EPSG:4326", false); !status) return tl::unexpected(status.error());
    for (auto& row : m_rows) {
      if (job.token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
      const auto values = values_of(row, info.columns.size());
      if (auto status = writer.add(row.id, std::move(row.geometry), values); !status) return tl::unexpected(status.error());
    }
    m_rows.clear();
    writer.notices().add(book.all());
    return writer.finish(job.next_pack, job.token);
  }

 private:
  static void identify(const OGRFeature& feature, OsmRow& row) {
    const int way = feature.GetFieldIndex("osm_way_id");
    const bool closed_way = way >= 0 && feature.IsFieldSetAndNotNull(way);
    row.id = feature.GetFieldAsInteger64(closed_way ? "osm_way_id" : "osm_id");
    const std::string_view layer = feature.GetDefnRef()->GetName();
    row.type = layer == "points" ? "node" : layer == "lines" || closed_way ? "way" : "relation";
  }

  static bool always(const std::string& key) {
    return std::find(k_always.begin(), k_always.end(), key) != k_always.end() || key.starts_with("cycleway") || key.starts_with("parking:");
  }

  /// osm_type, osm_id, then tags by how often they are used, other_tags last.
  void choose_columns(feature::PackInfo& info) {
    for (const char* key : k_always) {
      const auto place = m_keys.place(key);
      if (place >= m_uses.size()) m_uses.resize(place + 1, 0);
    }
    std::vector<std::uint32_t> chosen;
    const double least = std::max(1.0, k_column_share * static_cast<double>(m_rows.size()));
    for (std::uint32_t i = 0; i < m_uses.size(); ++i) {
      if (m_uses[i] >= least || always(m_keys.names()[i])) chosen.push_back(i);
    }
    std::stable_sort(chosen.begin(), chosen.end(), [&](auto a, auto b) { return m_uses[a] > m_uses[b]; });
    info.columns = {{"osm_type", feature::ColumnType::text}, {"osm_id", feature::ColumnType::integer}};
    m_column_of.assign(m_uses.size(), 0);
    for (const auto key : chosen) {
      m_column_of[key] = info.columns.size();
      info.columns.push_back({m_keys.names()[key], feature::ColumnType::text});
    }
    info.columns.push_back({"other_tags", feature::ColumnType::text});
  }

  std::vector<feature::Value> values_of(OsmRow& row, std::size_t columns) const {
    std::vector<feature::Value> values(columns);
    values[0] = std::string(row.type);
    values[1] = row.id;
    nlohmann::json others = nlohmann::json::object();
    for (auto& [key, text] : row.tags) {
      if (m_column_of[key] > 0) {
        values[m_column_of[key]] = std::move(text);
      } else {
        others[m_keys.names()[key]] = std::move(text);
      }
    }
    if (!others.empty()) values.back() = others.dump();
    return values;
  }

  std::string m_name;
  std::vector<OsmRow> m_rows;
  Keys m_keys;
  std::vector<std::uint32_t> m_uses;     // per key
  std::vector<std::size_t> m_column_of;  // per key; 0: other_tags
};

/// The date the extract was made, where its head says so (<osm timestamp="..."> or <meta osm_base="...">).
std::string osm_date(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string head(4096, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  static const std::regex stamp(R"re(<(?:osm|meta)\b[^>]*\b(?:timestamp|osm_base)=["'](\d{4}-\d{2}-\d{2}))re");
  std::smatch found;
  return std::regex_search(head, found, stamp) ? found[1].str() : std::string();
}

struct OsmRead {
  std::map<std::string, OsmLayer> layers;
  std::uint64_t relations_left_out = 0;
  NoticeBook book;
};

base::Status read_features(const JobContext& job, GDALDataset& dataset, OsmRead& out, const GdalMessages& messages) {
  OGRLayer* layer = nullptr;
  double fraction = 0;
  std::uint64_t count = 0;
  while (const OGRFeatureUniquePtr feature{dataset.GetNextFeature(&layer, &fraction, nullptr, nullptr)}) {
    if (++count % 2000 == 0) {
      if (job.token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
      job.report(fraction * 0.8, "readers.reading_osm");
    }
    if (count > job.request.limits.features) {
      return fail(ErrorCode::too_large, "readers.too_many_rows", {{"limit", std::to_string(job.request.limits.features)}});
    }
    const auto wanted = out.layers.find(layer->GetName());
    if (wanted == out.layers.end()) {
      ++out.relations_left_out;
    } else {
      wanted->second.add(*feature, job.request.limits.text_bytes, out.book);
    }
  }
  if (messages.failure().empty()) return {};
  return tl::unexpected(messages.read_failure(count, {}));
}

}  // namespace

base::Result<ReadReport> read_osm(JobContext& job, const std::filesystem::path& file, const Sniffed& what) {
  set_up_gdal(job.work_dir);
  const auto config = job.work_dir / "osmconf.ini";
  std::ofstream(config) << k_config;
  const std::string option = "CONFIG_FILE=" + config.string();
  const std::array<const char*, 2> drivers{"OSM", nullptr};
  const std::array<const char*, 3> options{option.c_str(), "INTERLEAVED_READING=YES", nullptr};
  GdalMessages messages;
  const Dataset dataset(
      GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers.data(), options.data(), nullptr));
  if (!dataset) {
    return fail(ErrorCode::damaged, "readers.cannot_open",
                {{"format", "OSM"}, {"detail", messages.failure().empty() ? "-" : messages.failure()}});
  }
  messages.forget();
  OsmRead read;
  read.layers.emplace("points", OsmLayer("points"));
  read.layers.emplace("lines", OsmLayer("lines"));
  read.layers.emplace("multipolygons", OsmLayer("areas"));
  if (auto status = read_features(job, *dataset, read, messages); !status) return tl::unexpected(status.error());
  feature::Provenance provenance = provenance_of(job.request, "OSM");
  provenance.licence = "ODbL 1.0";
  provenance.attribution = "© OpenStreetMap contributors";
  provenance.data_date = what.kind == FileKind::osm_xml ? osm_date(file) : "";
  ReadReport report;
  report.driver = "OSM";
  for (const char* name : {"points", "lines", "multipolygons"}) {
    OsmLayer& layer = read.layers.at(name);
    if (layer.size() == 0) continue;
    job.report(0.85, "readers.writing_pack", name);
    auto done = layer.write(job, provenance, read.book);
    if (!done) return tl::unexpected(done.error());
    read.book = {};
    report.layers.push_back(std::move(*done));
    ++job.next_pack;
  }
  if (read.relations_left_out > 0) {
    report.notices.push_back({Severity::lost, {"readers.osm_relations", {}}, read.relations_left_out, {}});
  }
  if (report.layers.empty()) return fail(ErrorCode::damaged, "readers.osm_empty");
  return report;
}

}  // namespace skizze::readers
