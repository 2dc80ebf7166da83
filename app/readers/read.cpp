// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/read.h"

#include <algorithm>
#include <array>

#include "readers/archive.h"
#include "readers/citymodel/citygml.h"
#include "readers/citymodel/cityjson.h"
#include "readers/gdal_readers.h"
#include "readers/notices.h"
#include "readers/osm.h"
#include "readers/sniff.h"
#include "readers/text.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::Severity;

/// Names that libraries take for something else than a file.
bool is_remote_name(const std::string& name) {
  static constexpr std::array k_prefixes{"/vsi", "http:", "https:", "ftp:", "pg:", "mem:", "mysql:", "wfs:", "wms:", "oapif:", "gltf:"};
  const std::string lower = lower_ascii(name);
  return std::any_of(k_prefixes.begin(), k_prefixes.end(), [&](const char* prefix) { return lower.starts_with(prefix); });
}

base::Status check_file(const ReadRequest& request) {
  const std::string name = request.file.string();
  if (is_remote_name(name)) return fail(ErrorCode::refused, "readers.not_a_file_name", {{"file", name}});
  std::error_code error;
  const auto status = std::filesystem::status(request.file, error);
  if (!std::filesystem::exists(status)) return fail(ErrorCode::not_found, "readers.not_found", {{"file", name}});
  if (!std::filesystem::is_regular_file(status)) return fail(ErrorCode::unsupported, "readers.not_a_file", {{"file", name}});
  const auto bytes = std::filesystem::file_size(request.file, error);
  if (error) return fail(ErrorCode::unreadable, "readers.unreadable", {{"file", name}});
  if (bytes == 0) return fail(ErrorCode::damaged, "readers.empty_file", {{"file", name}});
  if (bytes > request.limits.file_bytes) {
    return fail(ErrorCode::too_large, "readers.file_too_large",
                {{"file", name}, {"limit_mb", std::to_string(request.limits.file_bytes >> 20)}});
  }
  return {};
}

/// Sidecars of the shapefile a person meant, and the shapefile's own missing parts.
base::Status check_shapefile(const std::filesystem::path& file) {
  for (const char* extension : {".shx", ".SHX"}) {
    auto index = file;
    index.replace_extension(extension);
    std::error_code ignored;
    if (std::filesystem::exists(index, ignored)) return {};
  }
  return fail(ErrorCode::damaged, "readers.shapefile_incomplete", {{"missing", file.stem().string() + ".shx"}});
}

bool readable(FileKind kind) {
  switch (kind) {
    case FileKind::geopackage:
    case FileKind::geojson:
    case FileKind::geojson_seq:
    case FileKind::shapefile:
    case FileKind::flatgeobuf:
    case FileKind::kml:
    case FileKind::csv:
    case FileKind::gml:
    case FileKind::citygml:
    case FileKind::cityjson:
    case FileKind::cityjson_seq:
    case FileKind::osm_xml:
    case FileKind::osm_pbf:
    case FileKind::geotiff:
    case FileKind::hgt: return true;
    default: return false;
  }
}

tl::unexpected<base::Error> not_readable(const Sniffed& what) {
  switch (what.kind) {
    case FileKind::empty: return fail(ErrorCode::damaged, "readers.empty_file");
    case FileKind::indirect: return fail(ErrorCode::refused, "readers.refused_kind", {{"kind", what.detail}});
    case FileKind::picture: return fail(ErrorCode::unsupported, "readers.picture", {{"kind", what.detail}});
    case FileKind::other_json: return fail(ErrorCode::unsupported, "readers.json_not_geo", {{"kind", what.detail}});
    case FileKind::other_xml: return fail(ErrorCode::unsupported, "readers.xml_not_geo", {{"kind", what.detail}});
    case FileKind::other_sqlite: return fail(ErrorCode::unsupported, "readers.sqlite_not_gpkg");
    default: return fail(ErrorCode::unsupported, "readers.unknown_format");
  }
}

/// City models count their own packs from 0; a second model of one archive gets a folder-free name of its own by the request.
base::Result<ReadReport> read_city_model(const JobContext& job, const std::filesystem::path& file, FileKind kind) {
  ReadRequest request = job.request;
  request.file = file;
  const Progress progress = [&job](double fraction, const base::Message& what) {
    if (job.progress) job.progress(job.from + fraction * (job.to - job.from), what);
  };
  if (kind == FileKind::citygml) return read_citygml(request, job.token, progress);
  return kind == FileKind::cityjson ? read_cityjson(request, job.token, progress) : read_cityjson_seq(request, job.token, progress);
}

base::Result<ReadReport> read_known(JobContext& job, const std::filesystem::path& file, const Sniffed& what) {
  switch (what.kind) {
    case FileKind::citygml:
    case FileKind::cityjson:
    case FileKind::cityjson_seq: return read_city_model(job, file, what.kind);
    case FileKind::osm_xml:
    case FileKind::osm_pbf: return read_osm(job, file, what);
    case FileKind::geotiff:
    case FileKind::hgt: return gdal_readers()->raster(job, file, what);
    case FileKind::csv: return gdal_readers()->csv(job, file);
    case FileKind::shapefile:
      if (auto status = check_shapefile(file); !status) return tl::unexpected(status.error());
      return gdal_readers()->vector(job, file, what);
    default: return gdal_readers()->vector(job, file, what);
  }
}

base::Result<ReadReport> read_one(JobContext& job, const std::filesystem::path& file, const Sniffed& what) {
  const GdalReaders* others = gdal_readers();
  const auto claim = others ? others->claim(job.request, file, what) : std::nullopt;
  if (claim) return others->plugin(job, file, *claim);
  if (!readable(what.kind)) return not_readable(what);
  auto report = read_known(job, file, what);
  if (report && !extension_fits(what.kind, file)) {
    report->notices.push_back(
        {Severity::info,
         {"readers.name_does_not_fit", {{"extension", file.extension().string()}, {"format", std::string(name_of(what.kind))}}},
         1,
         {}});
  }
  return report;
}

void append(ReadReport& all, ReadReport&& one) {
  if (all.driver.empty()) all.driver = one.driver;
  if (all.driver != one.driver) all.driver = "ZIP";
  std::move(one.layers.begin(), one.layers.end(), std::back_inserter(all.layers));
  all.notices.insert(all.notices.end(), one.notices.begin(), one.notices.end());
  all.plugins.insert(all.plugins.end(), one.plugins.begin(), one.plugins.end());
  for (auto& count : one.class_counts) {
    const auto known =
        std::find_if(all.class_counts.begin(), all.class_counts.end(), [&](const auto& c) { return c.first == count.first; });
    if (known == all.class_counts.end()) {
      all.class_counts.push_back(std::move(count));
    } else {
      known->second += count.second;
    }
  }
  std::sort(all.class_counts.begin(), all.class_counts.end());
}

/// A member's packs may share names with an earlier member's (city models number from 0): they move up.
void renumber(ReadReport& report, const ReadRequest& member, const ReadRequest& request, std::size_t& next) {
  if (member.out_dir == request.out_dir) return;
  for (auto& layer : report.layers) {
    const auto underscore = layer.path.find('_');
    const std::string moved = std::to_string(next++) + layer.path.substr(underscore == std::string::npos ? 0 : underscore);
    std::error_code ignored;
    std::filesystem::rename(member.out_dir / layer.path, request.out_dir / moved, ignored);
    layer.path = moved;
  }
}

struct Member {
  std::filesystem::path file;
  Sniffed what;
};

std::vector<Member> members_worth_reading(const ReadRequest& request, const std::vector<std::filesystem::path>& files) {
  std::vector<Member> out;
  for (const auto& file : files) {
    if (file.string().find("__MACOSX") != std::string::npos || file.filename().string().starts_with('.')) continue;
    const Sniffed what = sniff(file);
    const std::string extension = lower_ascii(file.extension().string());
    const bool table = extension == ".csv" || extension == ".tsv" || extension == ".txt";
    const bool index = what.kind == FileKind::shapefile && extension != ".shp";  // a .shx begins like its .shp
    const bool ours = readable(what.kind) && !index && (what.kind != FileKind::csv || table);
    if (ours || gdal_readers()->claim(request, file, what)) out.push_back({file, what});
  }
  return out;
}

base::Result<ReadReport> read_members(const JobContext& job, const std::vector<Member>& members) {
  ReadReport all;
  base::Error first_error{ErrorCode::unsupported, {"readers.archive_nothing", {}}, {}, {}};
  bool failed = false;
  std::size_t next = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    ReadRequest request = job.request;
    if (members.size() > 1) request.out_dir = job.work_dir / ("member_" + std::to_string(i));
    const double share = (job.to - job.from) / static_cast<double>(members.size());
    JobContext member{request,
                      job.token,
                      job.progress,
                      job.work_dir / ("work_" + std::to_string(i)),
                      0,
                      job.from + share * static_cast<double>(i),
                      job.from + share * static_cast<double>(i + 1)};
    std::error_code ignored;
    std::filesystem::create_directories(request.out_dir, ignored);
    std::filesystem::create_directories(member.work_dir, ignored);
    auto report = read_one(member, members[i].file, members[i].what);
    if (report) {
      renumber(*report, request, job.request, next);
      append(all, std::move(*report));
      continue;
    }
    if (report.error().code == ErrorCode::cancelled || report.error().code == ErrorCode::no_space) return report;
    if (!failed) first_error = report.error();
    failed = true;
    all.notices.push_back({Severity::lost, {"readers.member_left_out", {{"name", members[i].file.filename().string()}}}, 1, {}});
    all.notices.push_back({Severity::lost, report.error().message, 1, {}});
  }
  if (all.layers.empty()) return tl::unexpected(first_error);
  return all;
}

base::Result<ReadReport> read_archive(JobContext& job) {
  job.report(0, "readers.unpacking");
  const auto folder = job.work_dir / "unpacked";
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  auto files = unpack(job.request.file, folder, job.request.limits, job.token);
  if (!files) return tl::unexpected(files.error());
  JobContext rest = job;
  rest.from = job.from + 0.1 * (job.to - job.from);
  return read_members(rest, members_worth_reading(job.request, *files));
}

/// Removes the temporary files whatever happens.
struct WorkDir {
  std::filesystem::path path;
  explicit WorkDir(std::filesystem::path p) : path(std::move(p)) {
    std::error_code ignored;
    std::filesystem::create_directories(path, ignored);
  }
  WorkDir(const WorkDir&) = delete;
  WorkDir& operator=(const WorkDir&) = delete;
  ~WorkDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

base::Result<ReadReport> read_sniffed(JobContext& job) {
  const Sniffed what = sniff(job.request.file);
  const bool openstreetmap = what.kind == FileKind::osm_pbf || what.kind == FileKind::osm_xml;
  if (gdal_readers() == nullptr && !openstreetmap) return fail(ErrorCode::unsupported, "readers.not_osm");
  if (what.kind == FileKind::zip || what.kind == FileKind::gzip) return read_archive(job);
  return read_one(job, job.request.file, what);
}

}  // namespace

void JobContext::report(double fraction, const char* id, const std::string& name) const {
  if (!progress) return;
  std::vector<base::Argument> arguments;
  if (!name.empty()) arguments.push_back({"name", name});
  progress(from + fraction * (to - from), {id, std::move(arguments)});
}

base::Result<ReadReport> read_file(const ReadRequest& given, base::CancelToken token, const Progress& progress) {
  ReadRequest request = given;
  if (auto status = check_file(request); !status) return tl::unexpected(status.error());
  if (request.source_path.empty()) request.source_path = request.file;
  std::error_code ignored;
  request.file = std::filesystem::absolute(request.file, ignored);
  const WorkDir work(request.out_dir / ".work");
  JobContext job{request, std::move(token), progress, work.path, 0, 0, 1};
  auto report = read_sniffed(job);
  if (!report) {
    base::Error error = report.error();
    if (error.where.file.empty()) error.where.file = request.source_path.string();
    return tl::unexpected(std::move(error));
  }
  if (progress) progress(1, {"readers.done", {}});
  return report;
}

std::string pack_file_name(std::size_t n, const std::string& layer, const std::string& extension) {
  std::string name;
  for (const char c : layer.substr(0, 60)) {
    const auto u = static_cast<unsigned char>(c);
    const bool harmless = (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') || c == '-' || c == '_';
    name.push_back(harmless ? c : '_');
  }
  return std::to_string(n) + "_" + name + "." + extension;
}

ReportLayer report_layer(const feature::PackInfo& info, std::string file_name) {
  ReportLayer layer;
  layer.name = info.name;
  layer.path = std::move(file_name);
  layer.role = info.role;
  layer.kind = info.kind;
  layer.count = info.feature_count;
  layer.vertex_count = info.vertex_count;
  layer.crs = info.crs;
  layer.bounds = info.bounds;
  layer.notices = info.notices;
  return layer;
}

}  // namespace skizze::readers
