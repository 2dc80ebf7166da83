// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/vector.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>

#include "geo/crs.h"
#include "readers/crs_choice.h"
#include "readers/fields.h"
#include "readers/gdal_setup.h"
#include "readers/layer_writer.h"
#include "readers/ogr_geometry.h"
#include "readers/source_notes.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::Severity;

constexpr int k_sample_rows = 5000;
constexpr int k_newest_known_gpkg = 10300;  // GeoPackage 1.3; GDAL 3.6 knows no later one

struct Opening {
  std::vector<const char*> drivers;
  std::vector<const char*> options;
};

Opening opening_of(FileKind kind) {
  switch (kind) {
    case FileKind::geopackage: return {{"GPKG", nullptr}, {"LIST_ALL_TABLES=NO", "NOLOCK=YES", nullptr}};
    case FileKind::geojson: return {{"GeoJSON", nullptr}, {"NATIVE_DATA=YES", "FLATTEN_NESTED_ATTRIBUTES=NO", nullptr}};
    case FileKind::geojson_seq: return {{"GeoJSONSeq", nullptr}, {nullptr}};
    case FileKind::shapefile: return {{"ESRI Shapefile", nullptr}, {nullptr}};
    case FileKind::flatgeobuf: return {{"FlatGeobuf", nullptr}, {"VERIFY_BUFFERS=YES", nullptr}};
    case FileKind::kml: return {{"LIBKML", "KML", nullptr}, {nullptr}};
    default: return {{"GML", nullptr}, {"WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO", "EXPOSE_GML_ID=YES", nullptr}};
  }
}

/// "EPSG:25832" where the authority is known, else WKT; the horizontal part of compounds. Empty for none.
std::string crs_text(const OGRSpatialReference* srs) {
  if (!srs) return {};
  OGRSpatialReference flat(*srs);
  flat.StripVertical();
  if (!flat.GetAuthorityCode(nullptr)) flat.AutoIdentifyEPSG();
  const char* authority = flat.GetAuthorityName(nullptr);
  const char* code = flat.GetAuthorityCode(nullptr);
  if (authority && code && EQUAL(authority, "EPSG")) return std::string("EPSG:") + code;
  if (authority && code && EQUAL(authority, "OGC")) return "EPSG:4326";
  char* wkt = nullptr;
  const std::array<const char*, 2> options{"FORMAT=WKT2_2019", nullptr};
  const bool engineering = flat.IsLocal() != 0 || flat.exportToWkt(&wkt, options.data()) != OGRERR_NONE;
  std::string text = engineering || !wkt ? "" : wkt;
  CPLFree(wkt);
  return text;
}

/// One of the geometry columns that holds something; XPlanGML has several per class.
const OGRGeometry* shape_of(const OGRFeature& row) {
  for (int i = 0; i < row.GetGeomFieldCount(); ++i) {
    if (const OGRGeometry* shape = row.GetGeomFieldRef(i)) return shape;
  }
  return nullptr;
}

bool first_point(const OGRGeometry& shape, geo::Point2& out) {
  if (shape.IsEmpty()) return false;
  OGREnvelope box;
  shape.getEnvelope(&box);
  out = {box.MinX, box.MinY};
  return true;
}

class LayerJob {
 public:
  LayerJob(JobContext& job, OGRLayer& layer, const std::string& driver, GdalMessages& messages)
      : m_job(job), m_layer(layer), m_messages(messages), m_fields(*layer.GetLayerDefn(), job.request.limits.text_bytes, m_field_book) {
    m_info.name = layer.GetName();
    m_info.provenance = provenance_of(job.request, driver);
    m_info.provenance.source_layer = m_info.name;
    m_info.columns = m_fields.columns();
  }

  base::Result<ReportLayer> run(bool crs_by_default, double from, double to) {
    read_source_notes(m_layer, m_info.provenance);
    for (auto& step : history_of(m_layer)) m_book.add(feature::Severity::info, "readers.made_by", {{"text", std::move(step)}});
    auto answer = place(crs_by_default);
    if (!answer) return tl::unexpected(answer.error());
    LayerWriter writer(m_job.request, m_info);
    if (auto status = writer.set_crs(answer->crs, answer->swap_axes); !status) return tl::unexpected(status.error());
    if (auto status = copy_rows(writer, from, to); !status) return tl::unexpected(status.error());
    writer.notices().add(m_book.all());
    writer.notices().add(m_field_book.all());
    m_job.report(to, "readers.writing_pack", m_info.name);
    return writer.finish(m_job.next_pack, m_job.token);
  }

 private:
  base::Result<CrsAnswer> place(bool crs_by_default) {
    CrsQuestion question;
    question.layer = m_info.name;
    question.assumed = m_job.request.assumed_crs;
    question.stated = crs_text(m_layer.GetSpatialRef());
    question.stated_by_default = crs_by_default;
    m_layer.ResetReading();
    for (int i = 0; i < k_sample_rows; ++i) {
      const OGRFeatureUniquePtr row(m_layer.GetNextFeature());
      if (!row) break;
      const OGRGeometry* shape = shape_of(*row);
      if (!shape) continue;
      m_info.has_z = m_info.has_z || shape->Is3D() != 0;
      if (question.stated.empty()) question.stated = crs_text(shape->getSpatialReference());
      geo::Point2 p;
      if (first_point(*shape, p)) question.sample.push_back(p);
    }
    auto answer = choose_crs(question, m_book);
    if (!answer) return answer;
    // Shapes that name the layer's own CRS again are no exceptions.
    m_known_srs[m_layer.GetSpatialRef()] = "";
    m_stated = question.stated;
    const auto described = geo::describe_crs(answer->crs);
    m_degrees = described && described->geographic;
    m_info.crs = answer->crs.starts_with("EPSG:") || !described ? answer->crs : described->name;
    return answer;
  }

  std::string own_crs(const OGRGeometry& shape) {
    const OGRSpatialReference* srs = shape.getSpatialReference();
    const auto known = m_known_srs.find(srs);
    if (known != m_known_srs.end()) return known->second;
    const std::string text = crs_text(srs);
    return m_known_srs[srs] = text.empty() || text == m_stated ? "" : text;
  }

  base::Status copy_rows(LayerWriter& writer, double from, double to) {
    const auto expected = static_cast<double>(std::max<GIntBig>(m_layer.GetFeatureCount(FALSE), 1));
    m_layer.ResetReading();
    while (const OGRFeatureUniquePtr row{m_layer.GetNextFeature()}) {
      if (m_job.token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
      if (writer.size() % 1000 == 0) {
        const double part = std::min(static_cast<double>(writer.size()) / expected, 1.0);
        m_job.report(from + part * 0.9 * (to - from), "readers.reading_layer", m_info.name);
      }
      if (auto status = copy_row(writer, *row); !status) return status;
    }
    if (m_messages.failure().empty()) return {};
    return tl::unexpected(m_messages.read_failure(writer.size(), m_info.name));
  }

  base::Status copy_row(LayerWriter& writer, const OGRFeature& row) {
    const OGRGeometry* shape = shape_of(row);
    geo::Geometry geometry;
    std::string crs;
    if (shape && shape->IsEmpty())
      m_book.add(Severity::lost, "readers.empty_shape", {}, std::to_string(row.GetFID()));  // NaN comes like this
    if (shape && !shape->IsEmpty()) {
      FromOgr found = from_ogr(*shape, m_degrees);
      geometry = std::move(found.geometry);
      crs = own_crs(*shape);
      if (found.curves) m_book.add(Severity::info, "readers.curves_linearised", {{"tolerance_m", "0.01"}}, std::to_string(row.GetFID()));
      if (found.reduced) m_book.add(Severity::lost, "readers.collection_reduced", {}, std::to_string(row.GetFID()));
    }
    return writer.add(row.GetFID(), std::move(geometry), m_fields.values(row), crs);
  }

  JobContext& m_job;
  OGRLayer& m_layer;
  GdalMessages& m_messages;
  NoticeBook m_field_book;  // declared before m_fields, which writes to it
  NoticeBook m_book;
  Fields m_fields;
  feature::PackInfo m_info;
  std::string m_stated;
  std::map<const OGRSpatialReference*, std::string> m_known_srs;
  bool m_degrees = false;
};

/// GeoJSON without "crs" is degrees by its standard (RFC 7946, 4), which is not the word of the file's author.
bool crs_by_default(FileKind kind, OGRLayer& layer) {
  if (kind == FileKind::geojson_seq || kind == FileKind::kml) return true;
  if (kind != FileKind::geojson) return false;
  const char* native = layer.GetMetadataItem("NATIVE_DATA", "NATIVE_DATA");
  return !native || std::string_view(native).find("\"crs\"") == std::string_view::npos;
}

base::Error open_error(const std::filesystem::path& file, const Sniffed& what, const GdalMessages& messages) {
  std::string detail = messages.failure();
  if (detail.empty()) detail = "-";
  return {ErrorCode::damaged,
          {"readers.cannot_open", {{"format", std::string(name_of(what.kind))}, {"detail", std::move(detail)}}},
          {file.filename().string(), {}, {}, -1},
          {}};
}

void note_version(const Sniffed& what, NoticeBook& book) {
  if (what.kind != FileKind::geopackage) return;
  const int version = std::atoi(what.detail.c_str());
  if (version <= k_newest_known_gpkg) return;
  book.add(Severity::info, "readers.gpkg_newer",
           {{"version", std::to_string(version / 10000) + "." + std::to_string(version / 100 % 100)}});
}

/// Labels of XPlanGML plans come as points of their own; they are drawn as such, not as objects.
bool holds_labels(const std::string& layer) {
  return layer == "XP_PPO" || layer == "XP_PTO" || layer == "XP_LPO" || layer == "XP_FPO" || layer == "XP_LTO";
}

base::Result<ReadReport> read_layers(JobContext& job, GDALDataset& dataset, const Sniffed& what, GdalMessages& messages) {
  ReadReport report;
  report.driver = name_of(what.kind);
  NoticeBook book;
  note_version(what, book);
  base::Error last{ErrorCode::unsupported, {"readers.no_layers", {}}, {}, {}};
  const int count = dataset.GetLayerCount();
  for (int i = 0; i < count; ++i) {
    OGRLayer& layer = *dataset.GetLayer(i);
    if (layer.GetLayerDefn()->GetGeomFieldCount() == 0) {
      book.add(Severity::info, "readers.table_without_geometry", {{"layer", layer.GetName()}});
      continue;
    }
    LayerJob layer_job(job, layer, report.driver, messages);
    auto done = layer_job.run(crs_by_default(what.kind, layer), static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
    if (done) {
      if (holds_labels(layer.GetName())) book.add(Severity::info, "readers.labels_as_points", {{"layer", layer.GetName()}});
      report.layers.push_back(std::move(*done));
      ++job.next_pack;
      continue;
    }
    if (done.error().code != ErrorCode::unsupported) return tl::unexpected(done.error());
    last = done.error();
    book.add(Severity::lost, "readers.layer_left_out", {{"layer", layer.GetName()}});
    book.add(Severity::lost, last.message.id, last.message.arguments);
  }
  report.notices = book.all();
  if (report.layers.empty()) return tl::unexpected(last);
  return report;
}

/// SQLite header byte 18: 2 is WAL (sqlite.org/fileformat2.html, 1.3.3).
bool in_wal_mode(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  in.seekg(18);
  return in.get() == 2;
}

/// A GeoPackage in WAL mode wants to write beside itself even when only read: it is opened as a copy.
base::Result<std::filesystem::path> copy_with_journal(const JobContext& job, const std::filesystem::path& file) {
  const auto copy = job.work_dir / "copy.gpkg";
  std::error_code error;
  std::filesystem::copy_file(file, copy, std::filesystem::copy_options::overwrite_existing, error);
  if (error) return fail(error == std::errc::no_space_on_device ? ErrorCode::no_space : ErrorCode::unreadable, "readers.cannot_copy");
  auto journal = file;
  journal += "-wal";
  std::error_code absent;
  std::filesystem::copy_file(journal, copy.string() + "-wal", std::filesystem::copy_options::overwrite_existing, absent);
  return copy;
}

}  // namespace

base::Result<ReadReport> read_vector(JobContext& job, const std::filesystem::path& file, const Sniffed& what) {
  set_up_gdal(job.work_dir);
  std::filesystem::path place = file;
  if (what.kind == FileKind::geopackage && in_wal_mode(file)) {
    auto copy = copy_with_journal(job, file);
    if (!copy) return tl::unexpected(copy.error());
    place = *copy;
  }
  GdalMessages messages;
  const Opening opening = opening_of(what.kind);
  job.report(0, "readers.opening", file.filename().string());
  const Dataset dataset(GDALDataset::Open(place.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, opening.drivers.data(),
                                          opening.options.data(), nullptr));
  if (!dataset) return tl::unexpected(open_error(file, what, messages));
  // GDAL scans a GML once when it opens it; where that scan breaks off it goes on with empty layers.
  const std::string complaint = messages.failure();
  if (!complaint.empty() && what.kind == FileKind::gml) return tl::unexpected(open_error(file, what, messages));
  messages.forget();
  auto report = read_layers(job, *dataset, what, messages);
  if (report && !complaint.empty())
    report->notices.push_back({Severity::warning, {"readers.opened_with_complaint", {{"detail", complaint}}}, 1, {}});
  return report;
}

}  // namespace skizze::readers
