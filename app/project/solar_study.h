// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The roofs of the open layers under the sun: what the window shows, computed once on a worker and then only looked at.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "project/layer_entry.h"
#include "solar/area.h"
#include "solar/climate.h"
#include "solar/roof_solar.h"

namespace skizze::project {

/// What the layers of a project offer. Rasters are told apart by where the roofs lie over them, not by their names.
struct SolarSources {
  std::vector<std::shared_ptr<const feature::LayerPack>> models;
  std::vector<std::shared_ptr<const feature::LayerPack>> trees;  ///< points with a height (columns height_m, height, hoehe, baumhoehe)
  std::vector<std::shared_ptr<const feature::RasterPack>> rasters;
  bool empty() const { return models.empty(); }
};
/// Of visible and invisible layers that are open.
SolarSources solar_sources(const std::vector<LayerEntry>& layers);

/// What a person chose.
struct SolarChoice {
  std::string region;    ///< of the climate table; empty: the nearest station
  std::string try_file;  ///< a test reference year instead of the table; empty: none
  solar::RoofAssumptions roofs;
  bool operator==(const SolarChoice&) const = default;
};

enum class SolarSurface : std::uint8_t { roofs_only, terrain_and_trees, surface_model };

/// Frozen; any thread.
struct SolarStudy {
  SolarChoice choice;
  std::vector<solar::RoofFace> faces;
  solar::RoofReport report;
  solar::ClimateYear year;
  std::unique_ptr<const solar::RoofModel> model;
  solar::HeightGrid grid;
  SolarSurface surface = SolarSurface::roofs_only;
  solar::Uncertainty range;
  solar::RoofSum sum;
  std::size_t unseen = 0;                                     ///< sides outside the heights: shading not assessable
  std::vector<base::Message> notices;                         ///< what was assumed or missing
  std::map<std::string, std::vector<std::size_t>> buildings;  ///< units by building
  std::shared_ptr<const feature::LayerPack> pack;             ///< one row per unit, its id the unit's index; columns as solar_columns()
  std::vector<std::shared_ptr<const feature::LayerPack>> models;
  std::vector<std::size_t> model_faces;  ///< faces of each model
  std::string metric_crs;
};

using SolarProgress = std::function<void(double fraction, const base::Message& step)>;
/// before: a study of the same project; where its choice is the same, only what the change of a building or a tree reaches is computed
/// again, with exactly the figures of a whole computation (solar::assess_again()).
/// Errors: unsupported (no roofs), not_found (region, or none within 400 km), damaged (reference year), invalid (heights that do not meet
/// the roofs), cancelled.
base::Result<std::shared_ptr<const SolarStudy>> study_roofs(const SolarSources& sources, const SolarChoice& choice, base::CancelToken token,
                                                            const SolarProgress& progress,
                                                            std::shared_ptr<const SolarStudy> before = nullptr);

/// Field names as Hamburg's solar atlas has them where it has them; values have three digits.
std::vector<feature::Column> solar_columns();
std::vector<feature::Value> solar_values(const solar::RoofUnit& unit, const solar::RoofResult& result, solar::Uncertainty range);

/// The climate table that travels with the program.
base::Result<std::vector<solar::ClimateRegion>> climate_regions();
/// The year for a place (degrees); notices: what was assumed. Errors as study_roofs().
base::Result<solar::ClimateYear> climate_for(const SolarChoice& choice, geo::Point2 lon_lat, std::vector<base::Message>& notices);

/// Roofs under an area (Web Mercator): some microseconds per roof it touches.
base::Result<solar::RoofsInArea> study_area(const SolarStudy& study, const geo::Geometry& mercator);

}  // namespace skizze::project
