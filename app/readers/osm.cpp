// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <regex>

#include "readers/layer_writer.h"
#include "readers/osm/collector.h"
#include "readers/osm/pbf.h"
#include "readers/osm/xml.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::Severity;
using osm::Collector;
using osm::Kind;

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

base::Status read_once(const JobContext& job, const std::filesystem::path& file, FileKind kind, Collector& collector) {
  const auto told = [&](double share) { job.report(share * 0.6, "readers.reading_osm"); };
  return kind == FileKind::osm_pbf ? osm::read_pbf(file, job.request.limits, collector, told) : osm::read_xml(file, collector, told);
}

/// Once through a file in the usual order; a file in another is read anew, once for each kind of object.
base::Result<std::unique_ptr<Collector>> collected(const JobContext& job, const std::filesystem::path& file, FileKind kind) {
  auto collector = std::make_unique<Collector>(job.request.limits, job.token);
  if (auto status = read_once(job, file, kind, *collector); !status) return tl::unexpected(status.error());
  if (collector->out_of_order()) {
    collector = std::make_unique<Collector>(job.request.limits, job.token);
    for (const auto only : {Kind::node, Kind::way, Kind::relation}) {
      collector->want_only(only);
      if (auto status = read_once(job, file, kind, *collector); !status) return tl::unexpected(status.error());
    }
  }
  collector->finish();
  if (auto status = collector->within_limits(); !status) return tl::unexpected(status.error());
  return collector;
}

void tell_losses(const Collector& collector, const Limits& limits, std::vector<feature::Notice>& notices) {
  const auto say = [&](std::uint64_t count, Severity severity, base::Message message) {
    if (count > 0) notices.push_back({severity, std::move(message), count, {}});
  };
  say(collector.relations_left_out(), Severity::lost, {"readers.osm_relations", {}});
  say(collector.areas_left_out(), Severity::lost, {"readers.osm_open_areas", {}});
  say(collector.areas_too_large(), Severity::lost, {"readers.too_many_vertices", {{"limit", std::to_string(limits.vertices_per_feature)}}});
  say(collector.ways_cut(), Severity::warning, {"readers.osm_cut_ways", {}});
}

}  // namespace

base::Result<ReadReport> read_osm(JobContext& job, const std::filesystem::path& file, const Sniffed& what) {
  auto collector = collected(job, file, what.kind);
  if (!collector) return tl::unexpected(collector.error());
  feature::Provenance provenance = provenance_of(job.request, "OSM");
  provenance.licence = "ODbL 1.0";
  provenance.attribution = "© OpenStreetMap contributors";
  provenance.data_date = what.kind == FileKind::osm_xml ? osm_date(file) : "";
  ReadReport report;
  report.driver = "OSM";
  const auto shape_of = [&](const osm::Row& row) { return (*collector)->shape(row); };
  NoticeBook book = (*collector)->book();
  for (osm::Layer* layer : (*collector)->layers()) {
    if (layer->size() == 0) continue;
    job.report(0.65, "readers.writing_pack", layer->name());
    auto done = layer->write(job, provenance, book, shape_of);
    if (!done) return tl::unexpected(done.error());
    book = {};
    report.layers.push_back(std::move(*done));
    ++job.next_pack;
  }
  tell_losses(**collector, job.request.limits, report.notices);
  if (report.layers.empty()) return fail(ErrorCode::damaged, "readers.osm_empty");
  return report;
}

}  // namespace skizze::readers
