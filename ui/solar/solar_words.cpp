// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/solar_words.h"

#include <cmath>

#include "shell/language.h"
#include "solar/solar_desk.h"

namespace skizze::ui {

QString digits_text(double value) {
  const double rounded = solar::three_digits(value);
  const double size = std::abs(rounded);
  return number_text(rounded, size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : 2);
}

QString area_digits(double m2) {
  if (m2 >= 1e6) return QStringLiteral("%1 km²").arg(digits_text(m2 / 1e6));
  if (m2 >= 1e4) return QStringLiteral("%1 ha").arg(digits_text(m2 / 1e4));
  return QStringLiteral("%1 m²").arg(digits_text(m2));
}

QString energy_text(double kwh) {
  return std::abs(kwh) >= 1e6 ? SolarDesk::tr("%1 MWh").arg(digits_text(kwh / 1000)) : SolarDesk::tr("%1 kWh").arg(digits_text(kwh));
}

QString energy_range_text(double kwh, solar::Uncertainty range) {
  const bool large = std::abs(kwh) >= 1e6;
  const double unit = large ? 1000 : 1;
  const QString text = large ? SolarDesk::tr("%1 to %2 MWh") : SolarDesk::tr("%1 to %2 kWh");
  return text.arg(digits_text(kwh * range.low / unit), digits_text(kwh * range.high / unit));
}

QString basis_text(const project::SolarStudy& study) {
  QString surface;
  switch (study.surface) {
    case project::SolarSurface::roofs_only: surface = SolarDesk::tr("shade of roofs only"); break;
    case project::SolarSurface::terrain_and_trees: surface = SolarDesk::tr("shade of terrain, roofs and trees"); break;
    case project::SolarSurface::surface_model: surface = SolarDesk::tr("shade from the surface model"); break;
  }
  return SolarDesk::tr("Hay-Davies, horizon in 36 directions, PVWatts; %1. Climate: %2, %3.")
      .arg(surface, QString::fromStdString(study.year.region), QString::fromStdString(study.year.period));
}

QString assumed_text(const solar::RoofAssumptions& roofs) {
  return SolarDesk::tr("Assumed: modules of %1 %, %2 % of a pitched and %3 % of a flat roof usable, losses of the system %4 %.")
      .arg(digits_text(roofs.module_efficiency * 100), digits_text(roofs.usable_steep * 100), digits_text(roofs.usable_flat * 100),
           digits_text(roofs.system.losses.total_percent()));
}

QString assumed_ground_text(const solar::RoofAssumptions& roofs, const solar::GroundSystem& system) {
  return SolarDesk::tr("Assumed: modules of %1 %, %2 % of the area free for edges and ways, losses of the system %3 %.")
      .arg(digits_text(roofs.module_efficiency * 100), digits_text(system.edge_share * 100),
           digits_text(roofs.system.losses.total_percent()));
}

QString roofs_note(const project::AreaFigures& found) {
  return SolarDesk::tr("%1 a year\n%2\n%n side(s) of roofs, %3 kWp", nullptr, static_cast<int>(found.sides))
      .arg(energy_text(found.kwh), energy_range_text(found.kwh, found.range), digits_text(found.kwp));
}

QString ground_note(const project::AreaFigures& found, sketch::SolarPlace place) {
  const QString text = place == sketch::SolarPlace::canopy ? SolarDesk::tr("%1 a year\n%2\nover parking, %3 kWp")
                                                           : SolarDesk::tr("%1 a year\n%2\non the ground, %3 kWp");
  return text.arg(energy_text(found.kwh), energy_range_text(found.kwh, found.range), digits_text(found.kwp));
}

QString rows_text(const project::AreaFigures& found) {
  const auto& system = *found.system;
  QString text = SolarDesk::tr("Rows every %1 m, %2 m deep, tilt %3°, facing %4°: %5 % lost to the row in front")
                     .arg(number_text(system.row_pitch_m, 1), number_text(system.table_depth_m, 1), number_text(system.tilt_deg, 0),
                          number_text(system.azimuth_deg, 0), digits_text(found.row_shading_loss * 100));
  if (system.density_kwp_per_ha)
    text += QLatin1Char('\n') + SolarDesk::tr("Density %1 kWp/ha as stated").arg(digits_text(*system.density_kwp_per_ha));
  return text;
}

QString ground_basis_text(const solar::ClimateYear& year) {
  return SolarDesk::tr("Hay-Davies, rows shading rows, open horizon, PVWatts. Climate: %1, %2.")
      .arg(QString::fromStdString(year.region), QString::fromStdString(year.period));
}

}  // namespace skizze::ui
