// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/roof_solar.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "base/parallel.h"
#include "geo/mercator.h"

namespace skizze::solar {
namespace {

Suitability class_bw(double share, double modules_m2, double least_m2) {
  if (modules_m2 < least_m2 || share < 0.75) return Suitability::check_on_site;
  if (share >= 0.95) return Suitability::very_good;
  return share >= 0.80 ? Suitability::good : Suitability::conditional;
}

}  // namespace

std::string message_id(Suitability value) {
  switch (value) {
    case Suitability::very_good: return "solar.suitability_very_good";
    case Suitability::good: return "solar.suitability_good";
    case Suitability::conditional: return "solar.suitability_conditional";
    case Suitability::check_on_site: return "solar.suitability_check_on_site";
    case Suitability::suitable: return "solar.suitability_suitable";
    case Suitability::not_suitable: return "solar.suitability_not_suitable";
  }
  return "solar.suitability_check_on_site";
}

Uncertainty uncertainty_of(const ClimateYear& year, bool shaded, bool from_lod2) {
  const double both = 0.08 * 0.08 + 0.03 * 0.03 + (shaded ? 0.04 * 0.04 : 0) + 0.03 * 0.03 + (year.hourly_data ? 0 : 0.03 * 0.03);
  return {1 - std::sqrt(both + (from_lod2 ? 0.15 * 0.15 : 0)), 1 + std::sqrt(both)};
}

double three_digits(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 2);
  return unit >= 1 ? std::round(value / unit) * unit : std::round(value / unit) / std::round(1 / unit);
}

RoofModel::RoofModel(const ClimateYear& year, RoofAssumptions assumptions)
    : m_assumptions(std::move(assumptions)),
      m_table(make_sun_table(year)),
      m_roof(year, Mounting::roof, m_assumptions.system),
      m_free(year, Mounting::free, m_assumptions.system),
      m_best(yearly_on_plane_kwh(year, best_plane(year), m_assumptions.system.albedo)) {}

double RoofModel::specific(const YieldTable& yields, Plane plane, double irradiation) const {
  return irradiation * yields.performance_ratio(plane);
}

RoofResult RoofModel::result(double area_m2, Plane plane, const std::vector<std::span<const float>>& horizons) const {
  const bool flat = plane.tilt_deg <= k_flat_deg;
  const double albedo = m_assumptions.system.albedo;
  const PlaneLight own(m_table, normal_of(plane), albedo);
  const Plane rack{m_assumptions.rack_tilt_deg, m_assumptions.rack_azimuth_deg};
  const PlaneLight racked(m_table, normal_of(rack), albedo);

  RoofResult r;
  r.samples = horizons.size();
  r.unshaded_kwh_m2 = own.kwh({});
  std::vector<double> each;
  double on_racks = horizons.empty() ? racked.kwh({}) : 0;
  for (const auto& horizon : horizons) {
    each.push_back(own.kwh(horizon));
    if (flat) on_racks += racked.kwh(horizon) / static_cast<double>(horizons.size());
  }
  if (each.empty()) each.push_back(r.unshaded_kwh_m2);
  for (const double kwh : each) r.irradiation_kwh_m2 += kwh / static_cast<double>(each.size());
  std::sort(each.begin(), each.end());
  r.least_kwh_m2 = each[each.size() / 10];
  r.most_kwh_m2 = each[each.size() - 1 - each.size() / 10];
  r.shading_loss = r.unshaded_kwh_m2 > 0 ? std::clamp(1 - r.irradiation_kwh_m2 / r.unshaded_kwh_m2, 0.0, 1.0) : 0;

  r.usable_m2 = area_m2 * (flat ? m_assumptions.usable_flat : m_assumptions.usable_steep);
  r.modules = static_cast<std::uint32_t>(std::max(0.0, std::floor(r.usable_m2 / m_assumptions.module_area_m2)));
  const double modules_m2 = r.modules * m_assumptions.module_area_m2;
  r.kwp = modules_m2 * m_assumptions.module_efficiency;
  const double parallel = r.kwp * specific(m_roof, plane, r.irradiation_kwh_m2);
  r.kwh = flat ? r.kwp * specific(m_free, rack, on_racks) : parallel;
  if (flat) r.kwh_parallel = parallel;
  r.co2_kg = r.kwh * m_assumptions.co2_g_per_kwh / 1000;
  if (m_assumptions.scheme == Scheme::nrw) {
    r.suitability = r.shading_loss < 0.20 && r.modules > 0 ? Suitability::suitable : Suitability::not_suitable;
  } else {
    r.suitability = class_bw((flat ? std::max(on_racks, r.irradiation_kwh_m2) : r.irradiation_kwh_m2) / m_best, modules_m2,
                             m_assumptions.least_area_m2);
  }
  return r;
}

namespace {

/// Units of the faces, and for each the pixels from which its horizon is looked at.
struct Looking {
  std::vector<std::vector<std::uint32_t>> pixels;
  std::vector<std::uint32_t> all;
};

Looking start(RoofReport& report, const std::vector<RoofFace>& faces, const HeightGrid& grid, std::size_t samples) {
  report.units = roof_units(faces);
  report.results.resize(report.units.size());
  report.left_out = static_cast<std::size_t>(std::count_if(faces.begin(), faces.end(), [](const auto& face) { return face.upright; }));
  Looking looking;
  looking.pixels.resize(report.units.size());
  base::parallel_ranges(report.units.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      looking.pixels[i] = sample_pixels(report.units[i], faces, grid, samples);
      // Where the heights have a hole there is nothing to look from.
      std::erase_if(looking.pixels[i], [&](std::uint32_t pixel) { return std::isnan(grid.z[pixel]); });
    }
  });
  for (const auto& own : looking.pixels) looking.all.insert(looking.all.end(), own.begin(), own.end());
  return looking;
}

/// Works out the units for which known(i) has no result yet.
template <class Known>
base::Status finish(RoofReport& report, const Looking& looking, HorizonSet horizons, const RoofModel& model, const SweepOptions& options,
                    Known&& known) {
  std::atomic<std::size_t> computed = 0;
  base::parallel_ranges(report.units.size(), 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && !options.token.cancelled(); ++i) {
      std::vector<std::span<const float>> own;
      for (const std::uint32_t pixel : looking.pixels[i]) own.push_back(horizons.of(horizons.index_of(pixel)));
      if (const RoofResult* const before = known(i, own)) {
        report.results[i] = *before;
      } else {
        report.results[i] = model.result(report.units[i].area_m2, report.units[i].plane, own);
        ++computed;
      }
    }
  });
  if (options.token.cancelled()) return base::fail(base::ErrorCode::cancelled, "solar.cancelled");
  report.computed = computed;
  if (horizons.tangents.size() * sizeof(float) <= k_horizons_kept) report.horizons = std::move(horizons);
  return {};
}

bool same_frame(const HeightGrid& a, const HeightGrid& b) {
  return a.width == b.width && a.height == b.height && a.pixel_m == b.pixel_m && a.step == b.step && a.north_west == b.north_west;
}

}  // namespace

base::Result<RoofReport> assess_roofs(const std::vector<RoofFace>& faces, const HeightGrid& grid, const RoofModel& model,
                                      const SweepOptions& options) {
  RoofReport report;
  Looking looking = start(report, faces, grid, model.assumptions().samples);
  auto horizons = sample_horizons(grid, std::move(looking.all), options);
  if (!horizons) return tl::unexpected(horizons.error());
  const auto nothing_known = [](std::size_t, const auto&) -> const RoofResult* { return nullptr; };
  if (auto status = finish(report, looking, std::move(*horizons), model, options, nothing_known); !status) {
    return tl::unexpected(status.error());
  }
  return report;
}

base::Result<RoofReport> assess_again(const std::vector<RoofFace>& faces, const HeightGrid& grid, const RoofModel& model,
                                      const RoofReport& before, const HeightGrid& grid_before, const SweepOptions& options) {
  if (before.horizons.pixels.empty() || !same_frame(grid, grid_before)) return assess_roofs(faces, grid, model, options);
  RoofReport report;
  Looking looking = start(report, faces, grid, model.assumptions().samples);
  auto horizons = resample_horizons(grid, std::move(looking.all), before.horizons, changed_windows(grid_before, grid), options);
  if (!horizons) return tl::unexpected(horizons.error());
  std::unordered_map<std::string_view, std::size_t> names;
  for (std::size_t i = 0; i < before.units.size(); ++i) names.emplace(before.units[i].id, i);
  // A unit whose plane, area and horizons are those of before has the result of before.
  const auto known = [&](std::size_t i, const std::vector<std::span<const float>>& own) -> const RoofResult* {
    const RoofUnit& unit = report.units[i];
    const auto found = names.find(unit.id);
    if (found == names.end()) return nullptr;
    const RoofUnit& old = before.units[found->second];
    const RoofResult& result = before.results[found->second];
    if (old.building != unit.building || old.area_m2 != unit.area_m2 || old.plane.tilt_deg != unit.plane.tilt_deg ||
        old.plane.azimuth_deg != unit.plane.azimuth_deg || result.samples != own.size())
      return nullptr;
    for (std::size_t k = 0; k < own.size(); ++k) {
      const std::size_t at = before.horizons.index_of(looking.pixels[i][k]);
      if (at == before.horizons.pixels.size() || !std::ranges::equal(before.horizons.of(at), own[k])) return nullptr;
    }
    return &result;
  };
  if (auto status = finish(report, looking, std::move(*horizons), model, options, known); !status) return tl::unexpected(status.error());
  return report;
}

base::Result<HeightGrid> grid_of_roofs(const std::vector<RoofFace>& faces, double pixel_m, std::size_t max_pixels) {
  geo::Box box;
  for (const auto& face : faces) box.add(face.shape.bounds());
  if (box.empty()) return base::fail(base::ErrorCode::invalid, "solar.no_roofs");
  const double scale = geo::ground_scale(box.center().y);
  while (box.width() * box.height() * scale * scale / (pixel_m * pixel_m) > static_cast<double>(max_pixels)) pixel_m *= 2;
  auto grid = make_grid(box.grown(2 * pixel_m / scale), pixel_m, max_pixels * 2);
  if (!grid) return grid;
  for (const auto& face : faces) raise_to(*grid, face.shape);
  return grid;
}

void RoofSum::add(const RoofUnit& unit, const RoofResult& result, double share) {
  ++units;
  area_m2 += share * unit.area_m2;
  usable_m2 += share * result.usable_m2;
  if (result.suitability == Suitability::check_on_site || result.suitability == Suitability::not_suitable) return;
  ++suitable;
  kwp += share * result.kwp;
  kwh += share * result.kwh;
  co2_kg += share * result.co2_kg;
  const double lying = result.kwh_parallel.value_or(result.kwh);
  kwh_lying += share * lying;
  if (result.kwh > 0) co2_lying_kg += share * result.co2_kg * lying / result.kwh;
}

}  // namespace skizze::solar
