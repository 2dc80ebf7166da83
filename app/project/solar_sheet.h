// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Everything about one building (or one place) under the sun, put together from a study.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "project/solar_study.h"
#include "solar/vertical.h"
#include "solar/yield.h"

namespace skizze::project {

/// Any thread; some ten milliseconds.
struct BuildingSheet {
  std::string building;
  std::size_t unit = 0;                   ///< the side that was asked for
  std::vector<std::size_t> units;         ///< all sides of the building, best first
  solar::RoofSum sum;                     ///< suitable sides count
  std::array<double, 12> month_kwh_m2{};  ///< light on the side asked for
  std::vector<solar::LossStep> losses;    ///< from the light on that side to the meter, shading first
  std::size_t walls = 0;
  double wall_area_m2 = 0, wall_kwp = 0, wall_kwh = 0;
  std::optional<double> balcony_kwh;  ///< of the best wall
  double balcony_azimuth_deg = 0;
};
BuildingSheet building_sheet(const SolarStudy& study, std::size_t unit);

/// Hours of sun at a place of the surface on the 21st of each month, 3 and 6 and 12 and any other; empty where no height is known.
struct PlaceInSun {
  double height_m = 0;
  double hours_today = 0;
  double hours_open = 0;  ///< with an open horizon
  std::vector<float> horizon;
};
std::optional<PlaceInSun> place_in_sun(const SolarStudy& study, geo::Point2 mercator, int year, int month, int day);

}  // namespace skizze::project
