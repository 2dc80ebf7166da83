// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/solar_export.h"

#include <memory>
#include <numeric>

#include "project/message_text.h"

namespace skizze::project {
namespace {

std::string plain(double value) { return QString::number(value, 'g', 6).toStdString(); }

std::string_view word_of(SolarSurface surface) {
  switch (surface) {
    case SolarSurface::roofs_only: return "Dächer allein";
    case SolarSurface::terrain_and_trees: return "Gelände, Dächer und Bäume";
    case SolarSurface::surface_model: return "Oberflächenmodell";
  }
  return {};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> basis_of(const SolarStudy& study) {
  const auto& a = study.choice.roofs;
  std::vector<std::pair<std::string, std::string>> basis{{"verfahren", "Hay-Davies, Horizont in 36 Richtungen, PVWatts"},
          {"oberflaeche", std::string(word_of(study.surface))},
          {"klimaregion", study.year.region},
          {"klimajahre", study.year.period},
          {"klimaquelle", study.year.source},
          {"klima_stundenwerte", study.year.hourly_data ? "ja" : "nein"},
          {"unsicherheit_von", plain(solar::three_digits(study.range.low))},
          {"unsicherheit_bis", plain(solar::three_digits(study.range.high))},
          {"modulwirkungsgrad", plain(a.module_efficiency)},
          {"modulflaeche_m2", plain(a.module_area_m2)},
          {"nutzbar_geneigt", plain(a.usable_steep)},
          {"nutzbar_flach", plain(a.usable_flat)},
          {"aufstaenderung_grad", plain(a.rack_tilt_deg)},
          {"systemverluste_prozent", plain(solar::three_digits(a.system.losses.total_percent()))},
          {"albedo", plain(a.system.albedo)},
          {"co2_g_je_kwh", plain(a.co2_g_per_kwh)},
          {"co2_jahr", std::to_string(a.co2_year)},
          {"co2_quelle", a.co2_source},
          {"eignung", a.scheme == solar::Scheme::bw ? "Energieatlas Baden-Württemberg" : "Solarkataster NRW"}};
  for (const auto& notice : study.notices) basis.emplace_back("hinweis", text_of(notice, Language::de).toStdString());
  basis.emplace_back("hinweis", text_of({"solar.first_estimate", {}}, Language::de).toStdString());
  return basis;
}

RoofTable roof_table(const SolarStudy& study, std::vector<std::size_t> units) {
  RoofTable table;
  table.title = "Dachseiten Solar";
  table.crs = study.metric_crs;
  table.columns = solar_columns();
  table.basis = basis_of(study);
  table.rows = units.size();
  const auto rows = std::make_shared<const std::vector<std::size_t>>(std::move(units));
  table.shape = [&study, rows](std::size_t row) {
    geo::Geometry shape{geo::GeometryKind::area, {}};
    for (const std::size_t face : study.report.units[(*rows)[row]].faces) {
      const auto& parts = study.faces[face].shape.parts;
      shape.parts.insert(shape.parts.end(), parts.begin(), parts.end());
    }
    return shape;
  };
  table.values = [&study, rows](std::size_t row) {
    return solar_values(study.report.units[(*rows)[row]], study.report.results[(*rows)[row]], study.range);
  };
  return table;
}

RoofTable roof_table(const SolarStudy& study) {
  std::vector<std::size_t> all(study.report.units.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return roof_table(study, std::move(all));
}

}  // namespace skizze::project
