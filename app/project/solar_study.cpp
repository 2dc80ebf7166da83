// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/solar_study.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "feature/pack_builder.h"
#include "geo/mercator.h"
#include "solar/surface.h"

namespace skizze::project {
namespace {

using base::ErrorCode;
using base::fail;
using base::Message;

constexpr double k_around_m = 500;      // what stands around the roofs shades them too
constexpr double k_far_km = 100;        // from here on the nearest station is named with its distance
constexpr double k_too_far_km = 400;    // from here on neither its sun nor its weather says anything
constexpr double k_crown_share = 0.25;  // radius of a crown where only the tree's height is known

std::optional<std::size_t> any_column(const feature::LayerPack& pack, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const auto column = pack.column_index(name)) return column;
  return std::nullopt;
}

std::optional<std::size_t> tree_height_column(const feature::LayerPack& pack) {
  return any_column(pack, {"height_m", "hoehe", "baumhoehe", "height", "baumhoehe_m"});
}

double number(const feature::LayerPack& pack, std::uint32_t row, const std::optional<std::size_t>& column) {
  return column ? std::atof(feature::to_text(pack.value(row, *column)).c_str()) : 0;
}

std::vector<solar::Surroundings::Tree> trees_of(const SolarSources& sources, const geo::Box& box) {
  std::vector<solar::Surroundings::Tree> trees;
  for (const auto& pack : sources.trees) {
    const auto height = tree_height_column(*pack);
    const auto crown = any_column(*pack, {"crown_m", "kronendurchmesser", "kronendurc", "crown_diameter"});
    pack->query(box, 255, [&](std::uint32_t row) {
      const double tall = number(*pack, row, height);
      if (!(tall > 1 && tall < 60)) return;
      const double wide = number(*pack, row, crown);
      trees.push_back({pack->bounds(row).center(), tall, wide > 0.5 && wide < 40 ? wide / 2 : tall * k_crown_share});
    });
  }
  return trees;
}

struct Heights {
  solar::HeightGrid grid;
  SolarSurface surface = SolarSurface::roofs_only;
};

/// A surface model where one lies under the roofs; else terrain with roofs and trees; else the roofs alone.
base::Result<Heights> heights_of(const std::vector<solar::RoofFace>& faces, const SolarSources& sources, std::vector<Message>& notices,
                                 const base::CancelToken& token) {
  geo::Box box;
  for (const auto& face : faces) box.add(face.shape.bounds());
  const geo::Box around = box.grown(k_around_m / geo::ground_scale(box.center().y));
  const feature::RasterPack* terrain = nullptr;
  for (const auto& raster : sources.rasters) {
    const auto offset = solar::height_offset_m(faces, *raster);
    if (!offset) {
      notices.push_back({"solar.outside_raster", {{"layer", raster->info().name}}});
    } else if (solar::fits_surface_model(*offset)) {
      auto grid = solar::grid_of(*raster, around, 120'000'000, token);
      if (!grid) return tl::unexpected(grid.error());
      if (const auto holes = solar::hole_count(*grid); holes > 0) {
        notices.push_back({"solar.surface_holes", {{"count", std::to_string(holes)}}});
      }
      return Heights{std::move(*grid), SolarSurface::surface_model};
    } else if (solar::fits_terrain_model(*offset)) {
      terrain = terrain != nullptr ? terrain : raster.get();
    } else {
      notices.push_back({"solar.heights_mixed", {{"layer", raster->info().name}, {"metres", std::to_string(std::lround(*offset))}}});
    }
  }
  solar::Surroundings surroundings;
  surroundings.terrain = terrain;
  if (terrain != nullptr) surroundings.trees = trees_of(sources, around);
  auto grid = solar::surface_of(faces, surroundings, 0.5, 40'000'000, token);
  if (!grid) return tl::unexpected(grid.error());
  if (terrain == nullptr) notices.push_back({"solar.no_surface_model", {}});
  if (terrain != nullptr) notices.push_back({"solar.terrain_and_trees", {{"count", std::to_string(surroundings.trees.size())}}});
  return Heights{std::move(*grid), terrain != nullptr ? SolarSurface::terrain_and_trees : SolarSurface::roofs_only};
}

base::Result<std::shared_ptr<const feature::LayerPack>> pack_of(const SolarStudy& study) {
  feature::PackInfo info;
  info.name = "solar";
  info.kind = geo::GeometryKind::area;
  info.crs = "EPSG:3857";
  info.columns = solar_columns();
  feature::PackBuilder builder(std::move(info));
  for (std::size_t i = 0; i < study.report.units.size(); ++i) {
    geo::Geometry shape{geo::GeometryKind::area, {}};
    for (const std::size_t face : study.report.units[i].faces) {
      for (const auto& part : study.faces[face].shape.parts) shape.parts.push_back(part);
    }
    builder.add(static_cast<std::int64_t>(i), shape, solar_values(study.report.units[i], study.report.results[i], study.range));
  }
  return feature::LayerPack::from_bytes(builder.finish());
}

/// The faces of a model that a study has read already.
std::optional<std::vector<solar::RoofFace>> faces_before(const SolarStudy& study, const feature::LayerPack& model) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < study.models.size(); ++i) {
    const auto begin = study.faces.begin() + static_cast<std::ptrdiff_t>(first);
    if (study.models[i].get() == &model) return std::vector(begin, begin + static_cast<std::ptrdiff_t>(study.model_faces[i]));
    first += study.model_faces[i];
  }
  return std::nullopt;
}

base::Result<std::string> bytes_of(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) {
    return fail(ErrorCode::unreadable, "sources.file_unreadable", {{"file", path.toStdString()}}, {path.toStdString(), {}, {}, -1});
  }
  return file.readAll().toStdString();
}

}  // namespace

SolarSources solar_sources(const std::vector<LayerEntry>& layers) {
  SolarSources sources;
  for (const auto& layer : layers) {
    if (layer.raster_pack) sources.rasters.push_back(layer.raster_pack);
    if (!layer.pack) continue;
    if (layer.pack->info().role == feature::PackRole::city_surfaces) sources.models.push_back(layer.pack);
    if (layer.pack->info().kind == geo::GeometryKind::point && tree_height_column(*layer.pack)) sources.trees.push_back(layer.pack);
  }
  return sources;
}

std::vector<feature::Column> solar_columns() {
  using feature::ColumnType;
  return {{"roofid", ColumnType::text},      {"buildingid", ColumnType::text},   {"area", ColumnType::real},
          {"usable_area", ColumnType::real}, {"slope", ColumnType::real},        {"aspect", ColumnType::real},
          {"irradiation", ColumnType::real}, {"shading_loss", ColumnType::real}, {"modules", ColumnType::integer},
          {"kwp", ColumnType::real},         {"kwh", ColumnType::real},          {"kwh_low", ColumnType::real},
          {"kwh_high", ColumnType::real},    {"co2_kg", ColumnType::real},       {"suitability", ColumnType::text}};
}

std::vector<feature::Value> solar_values(const solar::RoofUnit& unit, const solar::RoofResult& r, solar::Uncertainty range) {
  const auto digits = [](double value) { return feature::Value(solar::three_digits(value)); };
  constexpr std::size_t k_prefix = std::string_view("solar.suitability_").size();
  return {unit.id,
          unit.building,
          digits(unit.area_m2),
          digits(r.usable_m2),
          digits(unit.plane.tilt_deg),
          digits(unit.plane.azimuth_deg),
          digits(r.irradiation_kwh_m2),
          r.samples > 0 ? digits(r.shading_loss) : feature::Value(),
          static_cast<std::int64_t>(solar::three_digits(r.modules)),
          digits(r.kwp),
          digits(r.kwh),
          digits(r.kwh * range.low),
          digits(r.kwh * range.high),
          digits(r.co2_kg),
          solar::message_id(r.suitability).substr(k_prefix)};
}

base::Result<std::vector<solar::ClimateRegion>> climate_regions() {
  const auto csv = bytes_of(QStringLiteral(":/climate/regions.csv"));
  if (!csv) return tl::unexpected(csv.error());
  return solar::read_regions(*csv);
}

base::Result<solar::ClimateYear> climate_for(const SolarChoice& choice, geo::Point2 lon_lat, std::vector<Message>& notices) {
  if (!choice.try_file.empty()) {
    const auto file = QString::fromStdString(choice.try_file);
    const auto bytes = bytes_of(file);
    if (!bytes) return tl::unexpected(bytes.error());
    return solar::read_try(*bytes, file.section(QLatin1Char('/'), -1).section(QLatin1Char('.'), 0, 0).toStdString());
  }
  const auto regions = climate_regions();
  if (!regions) return tl::unexpected(regions.error());
  double km = 0;
  const auto* region = solar::region_near(*regions, lon_lat.x, lon_lat.y, &km);
  if (!choice.region.empty()) {
    region = solar::region_named(*regions, choice.region);
  } else if (region != nullptr && km > k_too_far_km) {
    return fail(ErrorCode::not_found, "solar.no_climate", {{"region", region->name}, {"km", std::to_string(std::lround(km))}});
  } else if (region != nullptr && km > k_far_km) {
    notices.push_back({"solar.region_far", {{"region", region->name}, {"km", std::to_string(std::lround(km))}}});
  }
  if (region == nullptr) {
    std::string known;
    for (const auto& one : *regions) known += (known.empty() ? "" : ", ") + one.name;
    return fail(ErrorCode::not_found, "solar.region_unknown", {{"region", choice.region}, {"regions", known}});
  }
  notices.push_back({"solar.monthly_climate", {}});
  if (!region->monthly_known) notices.push_back({"solar.climate_year_only", {{"region", region->name}}});
  return solar::year_from_months(*region);
}

base::Result<std::shared_ptr<const SolarStudy>> study_roofs(const SolarSources& sources, const SolarChoice& choice, base::CancelToken token,
                                                            const SolarProgress& progress, std::shared_ptr<const SolarStudy> before) {
  auto study = std::make_shared<SolarStudy>();
  study->choice = choice;
  study->models = sources.models;
  progress(0.02, {"solar.step_roofs", {}});
  for (const auto& model : sources.models) {
    auto faces = before ? faces_before(*before, *model) : std::nullopt;
    if (!faces) {
      auto read = solar::roof_faces(*model, token);
      if (!read) return tl::unexpected(read.error());
      faces = std::move(*read);
    }
    if (study->metric_crs.empty()) study->metric_crs = solar::metric_crs(model->info());
    study->model_faces.push_back(faces->size());
    study->faces.insert(study->faces.end(), std::make_move_iterator(faces->begin()), std::make_move_iterator(faces->end()));
  }
  if (study->faces.empty()) return fail(ErrorCode::unsupported, "solar.no_roofs");
  auto year = climate_for(choice, geo::to_lon_lat(study->faces.front().shape.bounds().center()), study->notices);
  if (!year) return tl::unexpected(year.error());
  study->year = std::move(*year);
  progress(0.15, {"solar.step_surface", {}});
  auto heights = heights_of(study->faces, sources, study->notices, token);
  if (!heights) return tl::unexpected(heights.error());
  study->grid = std::move(heights->grid);
  study->surface = heights->surface;
  progress(0.35, {"solar.step_light", {}});
  study->model = std::make_unique<const solar::RoofModel>(study->year, choice.roofs);
  solar::SweepOptions options;
  options.token = token;
  const bool same = before && before->choice == choice && before->year.region == study->year.region &&
                    solar::yearly_global_kwh(before->year) == solar::yearly_global_kwh(study->year);  // a file may have been replaced
  auto report = same ? solar::assess_again(study->faces, study->grid, *study->model, before->report, before->grid, options)
                     : solar::assess_roofs(study->faces, study->grid, *study->model, options);
  if (!report) return tl::unexpected(report.error());
  study->report = std::move(*report);
  progress(0.9, {"solar.step_map", {}});
  study->range = solar::uncertainty_of(study->year, study->surface != SolarSurface::roofs_only);
  for (std::size_t i = 0; i < study->report.units.size(); ++i) {
    study->sum.add(study->report.units[i], study->report.results[i]);
    study->buildings[study->report.units[i].building].push_back(i);
    study->unseen += study->report.results[i].samples == 0 ? 1U : 0U;
  }
  if (study->unseen > 0) study->notices.push_back({"solar.horizon_missing", {{"count", std::to_string(study->unseen)}}});
  auto pack = pack_of(*study);
  if (!pack) return tl::unexpected(pack.error());
  study->pack = std::move(*pack);
  return std::shared_ptr<const SolarStudy>(std::move(study));
}

base::Result<solar::RoofsInArea> study_area(const SolarStudy& study, const geo::Geometry& mercator) {
  constexpr double k_rounding_m = 0.01;  // of a pack's coordinates
  std::vector<solar::UnitNear> units;
  study.pack->query(mercator.bounds(), 255, [&](std::uint32_t row) {
    units.push_back({static_cast<std::size_t>(study.pack->id(row)), study.pack->bounds(row).grown(k_rounding_m)});
  });
  return solar::roofs_in_area(mercator, study.faces, study.report, units);
}

}  // namespace skizze::project
