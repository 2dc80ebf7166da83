// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bike_input.h"

#include <charconv>
#include <utility>

#include "bike/lane_streets.h"
#include "cli/output.h"
#include "feature/layer_pack.h"
#include "geo/crs.h"
#include "geo/mercator.h"

namespace skizze::cli {

namespace {

base::Result<sources::PreparedSource> prepared(const Context& context, const std::string& file, const BikeArgs& args, BikeInput& input) {
  const sources::PrepareClient client;
  sources::PrepareOptions options;
  options.assumed_crs = args.assumed_crs;
  auto source = client.prepare(file, options, context.cancel(),
                               [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
  if (!source) return source;
  input.lost = input.lost || anything_lost(source->notices);
  for (const auto& notice : source->notices) {
    if (notice.severity != feature::Severity::info) context.note(notice.message);
  }
  return source;
}

/// The packs of a file that have lines.
base::Result<std::vector<std::shared_ptr<const feature::LayerPack>>> line_packs(const sources::PreparedSource& source,
                                                                                const std::string& file) {
  std::vector<std::shared_ptr<const feature::LayerPack>> packs;
  for (const auto& layer : source.layers) {
    if (layer.raster || layer.kind != geo::GeometryKind::line) continue;
    auto pack = feature::LayerPack::open(layer.pack);
    if (!pack) return tl::unexpected(pack.error());
    packs.push_back(std::move(*pack));
  }
  if (packs.empty()) return base::fail(base::ErrorCode::unsupported, "bike.no_lines", {{"file", file}}, {file, {}, {}, -1});
  return packs;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && end == text.data() + text.size() && value > 0 && value <= 50 ? std::optional(value) : std::nullopt;
}

sketch::BikeLane lane_of(const bike::Tags& tags, const BikeArgs& args) {
  sketch::BikeLane lane;
  if (const auto facility = sketch::facility_from(args.facility)) lane.facility = *facility;
  if (const auto facility = sketch::facility_from(tags("fuehrungsart"))) lane.facility = *facility;
  if (const auto side = sketch::side_from(tags("seite"))) lane.side = *side;
  if (const auto direction = sketch::direction_from(tags("richtung"))) lane.direction = *direction;
  if (args.width_m > 0) lane.width_m = args.width_m;
  if (const auto width = number_of(tags("breite"))) lane.width_m = width;
  if (const auto buffer = number_of(tags("sicherheitstrennstreifen"))) lane.buffer_m = buffer;
  lane.red_paint = tags("rotfaerbung") == "true" || tags("rotfaerbung") == "ja";
  lane.street_name = tags("strassenname");
  return lane;
}

base::Status read_lanes(const Context& context, const BikeArgs& args, BikeInput& input) {
  const auto source = prepared(context, args.lane, args, input);
  if (!source) return tl::unexpected(source.error());
  const auto packs = line_packs(*source, args.lane);
  if (!packs) return tl::unexpected(packs.error());
  input.city.crs = "EPSG:" + std::to_string(geo::german_utm_epsg(geo::to_lon_lat(packs->front()->info().bounds.center()).x));
  const auto from_mercator = geo::Transform::make("EPSG:3857", input.city.crs);
  if (!from_mercator) return tl::unexpected(from_mercator.error());
  for (const auto& pack : *packs) {
    for (std::uint32_t row = 0; row < pack->size(); ++row) {
      if (pack->kind(row) != geo::GeometryKind::line) continue;
      const auto tags = bike::tags_of(*pack, row);
      input.lanes.push_back(
          {pack->id(row), std::string(tags("name")), geo::transformed(pack->geometry(row), *from_mercator), lane_of(tags, args), {}});
    }
  }
  return {};
}

base::Result<bike::FieldMapping> mapping_of(const BikeArgs& args) {
  bike::FieldMapping mapping;
  for (const auto& field : args.fields) {
    const auto equals = field.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == field.size()) {
      return base::fail(base::ErrorCode::invalid, "bike.field_format", {{"text", field}});
    }
    mapping.emplace_back(field.substr(0, equals), field.substr(equals + 1));
  }
  return mapping;
}

/// Every layer of the file serves as what it looks like; a file that was named as streets has its lines taken as such.
base::Status read_streets(const Context& context, const BikeArgs& args, BikeInput& input) {
  const auto mapping = mapping_of(args);
  if (!mapping) return tl::unexpected(mapping.error());
  const auto source = prepared(context, args.streets, args, input);
  if (!source) return tl::unexpected(source.error());
  const auto lines = line_packs(*source, args.streets);
  if (!lines) return tl::unexpected(lines.error());
  for (const auto& layer : source->layers) {
    if (layer.raster) continue;
    auto pack = feature::LayerPack::open(layer.pack);
    if (!pack) return tl::unexpected(pack.error());
    auto use = bike::guess_use((*pack)->info(), layer.name);
    if (layer.kind == geo::GeometryKind::line && !use.by_tags) {
      use.roles = 0;
      use.add(bike::LayerRole::streets);
    }
    use.stated = use.has(bike::LayerRole::streets);
    use.fields.insert(use.fields.begin(), mapping->begin(), mapping->end());
    input.city.layers.push_back({layer.name, std::move(*pack), std::move(use)});
  }
  return {};
}

base::Status read_heights(const Context& context, const BikeArgs& args, BikeInput& input) {
  const auto source = prepared(context, args.dem, args, input);
  if (!source) return tl::unexpected(source.error());
  for (const auto& layer : source->layers) {
    if (!layer.raster) continue;
    auto pack = feature::RasterPack::open(layer.pack);
    if (!pack) return tl::unexpected(pack.error());
    input.city.heights = std::move(*pack);
    input.city.heights_name = layer.name;
    return {};
  }
  return base::fail(base::ErrorCode::unsupported, "bike.no_raster", {{"file", args.dem}}, {args.dem, {}, {}, -1});
}

}  // namespace

base::Result<BikeInput> read_bike_input(const Context& context, const BikeArgs& args) {
  if (!args.facility.empty() && !sketch::facility_from(args.facility)) {
    return base::fail(base::ErrorCode::invalid, "bike.facility_unknown", {{"text", args.facility}});
  }
  BikeInput input;
  if (auto status = read_lanes(context, args, input); !status) return tl::unexpected(status.error());
  if (!args.streets.empty()) {
    if (auto status = read_streets(context, args, input); !status) return tl::unexpected(status.error());
  }
  if (!args.dem.empty()) {
    if (auto status = read_heights(context, args, input); !status) return tl::unexpected(status.error());
  }
  return input;
}

}  // namespace skizze::cli
