// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a sketched solar area gives: the roofs it covers, or rows of modules on the ground or over parking.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/result.h"
#include "project/solar_study.h"
#include "sketch/measure.h"
#include "solar/area.h"

namespace skizze::project {

/// Assumptions for systems that no roof carries; a measure may state its own figures.
struct GroundAssumptions {
  solar::GroundSystem open;              ///< rows in a field
  solar::GroundSystem canopy = over_parking();  ///< over parked cars
  const solar::GroundSystem& of(sketch::SolarPlace place) const { return place == sketch::SolarPlace::canopy ? canopy : open; }

  /// Modules close together and nearly flat, as cars need a roof without gaps (assumption).
  static solar::GroundSystem over_parking();
};

/// The assumption for the place with what the area states itself. Where it states a density without a row pitch, the pitch follows from
/// the density, so that rows shade one another as densely as they stand.
solar::GroundSystem ground_system(const sketch::SolarArea& area, const GroundAssumptions& assumed);

/// Sun for places without roofs; a study of roofs has its own.
struct GroundSun {
  solar::ClimateYear year;
  solar::SunTable table;
  std::vector<base::Message> notices;
};
/// Some 10 ms. Errors as climate_for().
base::Result<GroundSun> ground_sun(const SolarChoice& choice, geo::Point2 lon_lat);

/// Keeps the last one: the same choice within a tenth of a degree is not computed again. Any thread.
class GroundSunCache {
 public:
  base::Result<std::shared_ptr<const GroundSun>> at(const SolarChoice& choice, geo::Point2 lon_lat);

 private:
  std::mutex m_mutex;
  std::string m_key;
  std::shared_ptr<const GroundSun> m_sun;
};

/// Energy per year.
struct AreaFigures {
  double kwp = 0, kwh = 0, co2_kg = 0;
  solar::Uncertainty range;
  std::size_t sides = 0, suitable = 0;        ///< of roofs
  std::size_t unseen = 0;                     ///< of the sides: outside the heights, shading not assessable
  double irradiation_kwh_m2 = 0;              ///< on the modules; ground and canopy
  double row_shading_loss = 0;                ///< ground and canopy: what the row in front takes, 0 to 1
  std::optional<solar::GroundSystem> system;  ///< ground and canopy: what it was computed with
};
/// On roofs, whose own planes count; the mounting of the area decides whether flat roofs carry racks. Errors: invalid (the area crosses itself).
base::Result<AreaFigures> roof_figures(const SolarStudy& study, const geo::Geometry& mercator, const sketch::SolarArea& area);
/// On the ground and over parking; area_m2 in the plane of the project. Errors: invalid (rows that stand in one another, no area).
base::Result<AreaFigures> ground_figures(double area_m2, const sketch::SolarArea& area, const GroundAssumptions& assumed,
                                         const SolarChoice& choice, const solar::ClimateYear& year, const solar::SunTable& table);

}  // namespace skizze::project
