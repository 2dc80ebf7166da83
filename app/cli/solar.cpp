// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze solar CITYMODEL|PROJECT [--dsm DSM] [--region NAME] [--try FILE] [-o OUT.gpkg]: light, power and yield of every side of a roof.
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include <QFile>

#include "cli/output.h"
#include "cli/project_file.h"
#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "geo/crs.h"
#include "geo/mercator.h"
#include "project/solar_study.h"
#include "solar/roof_solar.h"
#include "sources/prepare_client.h"
#include "store/gpkg_writer.h"
#include "store/project_store.h"

namespace skizze::cli {

namespace {

using base::ErrorCode;
using base::fail;

struct Args {
  std::string input;
  std::string dsm;
  std::string region;
  std::string try_file;
  std::string output;
  std::string assumed_crs;
};

/// A file to read and the CRS that was settled for it.
struct Model {
  std::string file;
  std::string assumed_crs;
};

base::Result<std::vector<Model>> models_of(const Args& args) {
  if (!is_project(args.input)) return std::vector<Model>{{args.input, args.assumed_crs}};
  auto opened = store::ProjectStore::open(args.input, store::OpenMode::read_only);
  if (!opened) return tl::unexpected(opened.error());
  const auto content = opened->load();
  if (!content) return tl::unexpected(content.error());
  std::vector<Model> models;
  std::set<std::string> seen;
  for (const auto& layer : content->layers) {
    if (layer.role != feature::PackRole::city_surfaces) continue;
    const auto file = (std::filesystem::path(args.input).parent_path() / layer.path).string();
    if (seen.insert(file).second) models.push_back({file, layer.assumed_crs});
  }
  if (models.empty()) return fail(ErrorCode::unsupported, "solar.no_roofs", {}, {args.input, {}, {}, -1});
  return models;
}

base::Result<sources::PreparedSource> prepared(const Context& context, const std::string& file, const std::string& crs) {
  sources::PrepareOptions options;
  options.assumed_crs = crs;
  const sources::PrepareClient client;
  return client.prepare(file, options, context.cancel(),
                        [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
}

struct Town {
  std::vector<solar::RoofFace> faces;
  std::string crs;
  bool lost = false;
};

base::Result<Town> town_of(const Context& context, const Args& args) {
  const auto models = models_of(args);
  if (!models) return tl::unexpected(models.error());
  Town town;
  for (const auto& model : *models) {
    const auto source = prepared(context, model.file, model.assumed_crs);
    if (!source) return tl::unexpected(source.error());
    town.lost = town.lost || anything_lost(source->notices);
    for (const auto& layer : source->layers) {
      if (layer.role != feature::PackRole::city_surfaces) continue;
      const auto pack = feature::LayerPack::open(layer.pack);
      if (!pack) return tl::unexpected(pack.error());
      auto faces = solar::roof_faces(**pack, context.cancel());
      if (!faces) return tl::unexpected(faces.error());
      if (town.crs.empty()) town.crs = solar::metric_crs((*pack)->info());
      town.faces.insert(town.faces.end(), std::make_move_iterator(faces->begin()), std::make_move_iterator(faces->end()));
    }
  }
  if (town.faces.empty()) return fail(ErrorCode::unsupported, "solar.no_surfaces", {}, {args.input, {}, {}, -1});
  return town;
}

base::Result<std::string> bytes_of(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly))
    return fail(ErrorCode::unreadable, "sources.file_unreadable", {{"file", path.toStdString()}}, {path.toStdString(), {}, {}, -1});
  return file.readAll().toStdString();
}

base::Result<solar::ClimateYear> climate_of(const Context& context, const Args& args, geo::Point2 lon_lat) {
  if (!args.try_file.empty()) {
    const auto bytes = bytes_of(q(args.try_file));
    if (!bytes) return tl::unexpected(bytes.error());
    return solar::read_try(*bytes, std::filesystem::path(args.try_file).stem().string());
  }
  const auto csv = bytes_of(QStringLiteral(":/climate/regions.csv"));
  if (!csv) return tl::unexpected(csv.error());
  const auto regions = solar::read_regions(*csv);
  if (!regions) return tl::unexpected(regions.error());
  double km = 0;
  const auto* region = solar::region_near(*regions, lon_lat.x, lon_lat.y, &km);
  if (!args.region.empty()) {
    region = solar::region_named(*regions, args.region);
  } else if (region && km > 100) {
    context.note(base::Message{"solar.region_far", {{"region", region->name}, {"km", plain(km, 0)}}});
  }
  if (!region) {
    std::string known;
    for (const auto& one : *regions) known += (known.empty() ? "" : ", ") + one.name;
    return fail(ErrorCode::not_found, "solar.region_unknown", {{"region", args.region}, {"regions", known}});
  }
  context.note(base::Message{"solar.monthly_climate", {}});
  return solar::year_from_months(*region);
}

base::Result<solar::HeightGrid> heights_of(const Context& context, const Args& args, const std::vector<solar::RoofFace>& faces) {
  if (args.dsm.empty()) {
    context.note(base::Message{"solar.no_surface_model", {}});
    return solar::grid_of_roofs(faces);
  }
  const auto source = prepared(context, args.dsm, args.assumed_crs);
  if (!source) return tl::unexpected(source.error());
  geo::Box box;
  for (const auto& face : faces) box.add(face.shape.bounds());
  for (const auto& layer : source->layers) {
    if (!layer.raster) continue;
    const auto raster = feature::RasterPack::open(layer.pack);
    if (!raster) return tl::unexpected(raster.error());
    // What stands around the town shades it too.
    auto grid = solar::grid_of(**raster, box.grown(500 / geo::ground_scale(box.center().y)), 120'000'000, context.cancel());
    if (!grid) return grid;
    if (const auto holes = solar::hole_count(*grid); holes > 0)
      context.note(base::Message{"solar.surface_holes", {{"count", std::to_string(holes)}}});
    return grid;
  }
  return fail(ErrorCode::unsupported, "solar.no_raster", {}, {args.dsm, {}, {}, -1});
}

QJsonObject unit_json(const solar::RoofUnit& unit, const solar::RoofResult& r) {
  const auto digits = [](double value) { return solar::three_digits(value); };
  return {{QStringLiteral("roofid"), q(unit.id)},
          {QStringLiteral("buildingid"), q(unit.building)},
          {QStringLiteral("area"), digits(unit.area_m2)},
          {QStringLiteral("usable_area"), digits(r.usable_m2)},
          {QStringLiteral("slope"), digits(unit.plane.tilt_deg)},
          {QStringLiteral("aspect"), digits(unit.plane.azimuth_deg)},
          {QStringLiteral("irradiation_kwh_m2"), digits(r.irradiation_kwh_m2)},
          {QStringLiteral("unshaded_kwh_m2"), digits(r.unshaded_kwh_m2)},
          {QStringLiteral("shading_loss"), r.samples > 0 ? QJsonValue(digits(r.shading_loss)) : QJsonValue()},
          {QStringLiteral("modules"), static_cast<int>(r.modules)},
          {QStringLiteral("kwp"), digits(r.kwp)},
          {QStringLiteral("kwh"), digits(r.kwh)},
          {QStringLiteral("kwh_parallel"), r.kwh_parallel ? QJsonValue(digits(*r.kwh_parallel)) : QJsonValue()},
          {QStringLiteral("co2_kg"), digits(r.co2_kg)},
          {QStringLiteral("suitability"), q(solar::message_id(r.suitability).substr(18))}};
}

/// Method, assumptions and range, which no figure leaves the program without.
QJsonObject basis_json(const solar::ClimateYear& year, const solar::RoofAssumptions& a, solar::Uncertainty range, bool surface_model) {
  const QJsonObject assumptions{{QStringLiteral("module_efficiency"), a.module_efficiency},
                                {QStringLiteral("module_area_m2"), a.module_area_m2},
                                {QStringLiteral("usable_share_pitched"), a.usable_steep},
                                {QStringLiteral("usable_share_flat"), a.usable_flat},
                                {QStringLiteral("rack_tilt_deg"), a.rack_tilt_deg},
                                {QStringLiteral("losses_percent"), solar::three_digits(a.system.losses.total_percent())},
                                {QStringLiteral("albedo"), a.system.albedo},
                                {QStringLiteral("co2_g_per_kwh"), a.co2_g_per_kwh},
                                {QStringLiteral("co2_year"), a.co2_year},
                                {QStringLiteral("co2_source"), q(a.co2_source)}};
  return {{QStringLiteral("method"), QStringLiteral("Hay-Davies, horizon 36 directions, PVWatts")},
          {QStringLiteral("surface_model"), surface_model},
          {QStringLiteral("region"), q(year.region)},
          {QStringLiteral("climate_period"), q(year.period)},
          {QStringLiteral("climate_source"), q(year.source)},
          {QStringLiteral("climate_hourly"), year.hourly_data},
          {QStringLiteral("uncertainty_low"), solar::three_digits(range.low)},
          {QStringLiteral("uncertainty_high"), solar::three_digits(range.high)},
          {QStringLiteral("assumptions"), assumptions}};
}

/// Column names as Hamburg's solar atlas publishes them where it has them.
base::Status write_gpkg(const std::string& file, const Town& town, const solar::RoofReport& report) {
  auto writer = store::GpkgWriter::create(file);
  if (!writer) return tl::unexpected(writer.error());
  const int epsg = geo::epsg_from_name(town.crs).value_or(25832);
  const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(epsg), "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  store::GpkgLayer layer{
      .name = "dachseiten", .title = "Dachseiten Solar", .kind = geo::GeometryKind::area, .with_z = true, .epsg = epsg, .columns = {}};
  layer.columns = project::solar_columns();
  if (auto status = writer->add_layer(layer); !status) return status;
  for (std::size_t i = 0; i < report.units.size(); ++i) {
    const auto& unit = report.units[i];
    geo::Geometry shape{geo::GeometryKind::area, {}};
    for (const std::size_t face : unit.faces) {
      for (auto part : town.faces[face].shape.parts) {
        to_mercator->inverse(std::span<geo::Point3>(part.points));
        shape.parts.push_back(std::move(part));
      }
    }
    if (auto status = writer->add_row(shape, project::solar_values(unit, report.results[i])); !status) return status;
  }
  return writer->finish();
}

int run(Context& context, const Args& args) {
  const auto town = town_of(context, args);
  if (!town) return context.fail(town.error());
  const auto grid = heights_of(context, args, town->faces);
  if (!grid) return context.fail(grid.error());
  const auto year = climate_of(context, args, geo::to_lon_lat(town->faces.front().shape.bounds().center()));
  if (!year) return context.fail(year.error());
  const solar::RoofModel model(*year, {});
  solar::SweepOptions options;
  options.token = context.cancel();
  const auto report = solar::assess_roofs(town->faces, *grid, model, options);
  if (!report) return context.fail(report.error());
  if (!args.output.empty()) {
    if (auto status = write_gpkg(args.output, *town, *report); !status) return context.fail(status.error());
  }
  solar::RoofSum sum;
  QJsonArray roofs;
  std::size_t unseen = 0;
  for (std::size_t i = 0; i < report->units.size(); ++i) {
    sum.add(report->units[i], report->results[i]);
    unseen += report->results[i].samples == 0 ? 1U : 0U;
    if (context.json()) roofs.append(unit_json(report->units[i], report->results[i]));
  }
  if (unseen > 0) context.note(base::Message{"solar.horizon_missing", {{"count", std::to_string(unseen)}}});
  const auto range = solar::uncertainty_of(*year, true);
  const auto figure = [](double value) { return plain(solar::three_digits(value), 0); };
  context.line(base::Message{"solar.total",
                             {{"units", std::to_string(sum.units)},
                              {"suitable", std::to_string(sum.suitable)},
                              {"kwp", figure(sum.kwp)},
                              {"kwh", figure(sum.kwh)},
                              {"low", figure(sum.kwh * range.low)},
                              {"high", figure(sum.kwh * range.high)}}});
  context.line(base::Message{"solar.basis", {{"region", year->region}, {"period", year->period}, {"source", year->source}}});
  context.result(QJsonObject{{QStringLiteral("basis"), basis_json(*year, model.assumptions(), range, !args.dsm.empty())},
                             {QStringLiteral("total"), QJsonObject{{QStringLiteral("roofs"), count_json(sum.units)},
                                                                   {QStringLiteral("suitable"), count_json(sum.suitable)},
                                                                   {QStringLiteral("area_m2"), solar::three_digits(sum.area_m2)},
                                                                   {QStringLiteral("usable_m2"), solar::three_digits(sum.usable_m2)},
                                                                   {QStringLiteral("kwp"), solar::three_digits(sum.kwp)},
                                                                   {QStringLiteral("kwh"), solar::three_digits(sum.kwh)},
                                                                   {QStringLiteral("co2_kg"), solar::three_digits(sum.co2_kg)}}},
                             {QStringLiteral("roofs"), roofs}});
  return town->lost || unseen > 0 ? k_partly : k_done;
}

}  // namespace

Verb solar_verb() {
  return {"solar", "solar.verb_solar", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("INPUT", args->input, context.text("solar.option_model").toStdString())->required();
            app.add_option("--dsm", args->dsm, context.text("solar.option_dsm").toStdString());
            app.add_option("--region", args->region, context.text("solar.option_region").toStdString());
            app.add_option("--try", args->try_file, context.text("solar.option_try").toStdString());
            app.add_option("-o,--output", args->output, context.text("solar.option_output").toStdString());
            app.add_option("--crs", args->assumed_crs, context.text("solar.option_crs").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
