// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "project/solar_area.h"
#include "project/solar_study.h"
#include "sketch/measure.h"
#include "solar/area.h"

namespace skizze::ui {

/// "12.300 kWh im Jahr": three digits, kWh or MWh.
QString energy_text(double kwh);
/// The same as a range: "9.840 bis 13.500 kWh".
QString energy_range_text(double kwh, solar::Uncertainty range);
/// A number with at most three significant digits.
QString digits_text(double value);
/// "86,5 m²", "1,24 ha", "12,3 km²": three digits.
QString area_digits(double square_metres);
/// Method, surface, climate and years in one line.
QString basis_text(const project::SolarStudy& study);
/// What was assumed about modules, roofs and losses, in one sentence; of areas on the ground the same without roofs.
QString assumed_text(const solar::RoofAssumptions& roofs);
QString assumed_ground_text(const solar::RoofAssumptions& roofs, const solar::GroundSystem& system);
/// Beside the pointer while an area is drawn: over roofs, and on the ground or over parking.
QString roofs_note(const project::AreaFigures& found);
QString ground_note(const project::AreaFigures& found, sketch::SolarPlace place);
/// How the rows stand and what that costs; figures of the ground or of a canopy.
QString rows_text(const project::AreaFigures& found);
QString ground_basis_text(const solar::ClimateYear& year);

}  // namespace skizze::ui
