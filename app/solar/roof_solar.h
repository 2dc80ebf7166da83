// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a roof can give: usable area, light, modules, electricity. Every figure rests on assumptions that stand beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "solar/horizon.h"
#include "solar/roof_units.h"
#include "solar/yield.h"

namespace skizze::solar {

/// Energieatlas Baden-Wuerttemberg sorts by the share of the best irradiation in the region; North Rhine-Westphalia does not, because what
/// is used on the spot decides there.
enum class Scheme : std::uint8_t { bw, nrw };
enum class Suitability : std::uint8_t { very_good, good, conditional, check_on_site, suitable, not_suitable };
std::string message_id(Suitability value);

/// Everything a person may change.
struct RoofAssumptions {
  double module_efficiency = 0.21;  ///< kWp per m² of module
  double module_area_m2 = 1.95;
  double usable_steep = 0.75;  ///< share of a pitched roof left by chimneys, windows, dormers and edges (allowance for obstacles)
  double usable_flat = 0.40;   ///< share of a flat roof that racks facing south can carry (LANUV)
  double rack_tilt_deg = 25;   ///< SimStadt's racks
  double rack_azimuth_deg = 180;
  double least_area_m2 = 10;  ///< of modules (Energieatlas BW)
  SystemAssumptions system;
  double co2_g_per_kwh = 363;  ///< German electricity mix
  int co2_year = 2024;
  std::string co2_source = "UBA";
  Scheme scheme = Scheme::bw;
  std::size_t samples = 32;  ///< horizons per side of a roof
  bool operator==(const RoofAssumptions&) const = default;
};

/// One side of a roof. Energy per year.
struct RoofResult {
  double usable_m2 = 0;
  double irradiation_kwh_m2 = 0;  ///< on the roof's own plane, shaded
  double unshaded_kwh_m2 = 0;
  double shading_loss = 0;                   ///< 0 to 1
  double least_kwh_m2 = 0, most_kwh_m2 = 0;  ///< 10 and 90 % quantile over the samples
  std::uint32_t modules = 0;
  double kwp = 0;
  double kwh = 0;                      ///< modules parallel to a pitched roof, racked on a flat one
  std::optional<double> kwh_parallel;  ///< flat roofs: the same modules lying flat
  double co2_kg = 0;
  Suitability suitability = Suitability::check_on_site;
  std::size_t samples = 0;  ///< horizons looked at; 0: not assessable (outside the heights)
  bool operator==(const RoofResult&) const = default;
};

/// From where to where the truth may lie, as factors of a result. See uncertainty_of().
struct Uncertainty {
  double low = 1, high = 1;
};
/// Added in quadrature: years differ by 8 %, transposition 3 %, horizon 4 % (where computed), losses 3 %, weather made from monthly sums 3
/// %; downwards also 15 % of the area, for dormers and chimneys that LoD2 does not know.
Uncertainty uncertainty_of(const ClimateYear& year, bool shaded, bool from_lod2 = true);

/// At most three significant digits: more would be a promise.
double three_digits(double value);

/// What all roofs of a region share; made once (a tenth of a second).
class RoofModel {
 public:
  RoofModel(const ClimateYear& year, RoofAssumptions assumptions);
  const SunTable& table() const { return m_table; }
  const RoofAssumptions& assumptions() const { return m_assumptions; }
  double best_kwh_m2() const { return m_best; }
  /// horizons: one per sample, each with the table's directions; none: an open sky that nobody looked at (samples 0).
  RoofResult result(double area_m2, Plane plane, const std::vector<std::span<const float>>& horizons) const;

 private:
  double specific(const YieldTable& yields, Plane plane, double irradiation) const;
  RoofAssumptions m_assumptions;
  SunTable m_table;
  YieldTable m_roof;
  YieldTable m_free;
  double m_best;
};

struct RoofReport {
  std::vector<RoofUnit> units;
  std::vector<RoofResult> results;  ///< one per unit
  std::size_t left_out = 0;         ///< upright faces, called roof in the model
  HorizonSet horizons;              ///< of the samples, for assess_again(); empty where it would be larger than k_horizons_kept bytes
  std::size_t computed = 0;         ///< units worked out anew, the others taken from before
};
inline constexpr std::size_t k_horizons_kept = 512U << 20U;  ///< some 100,000 sides

/// All sides of all roofs under the horizon of the grid. Errors: cancelled, invalid.
base::Result<RoofReport> assess_roofs(const std::vector<RoofFace>& faces, const HeightGrid& grid, const RoofModel& model,
                                      const SweepOptions& options = {});

/// The same after something has changed, exactly: from a report of the same model on a grid of the same frame, horizons are looked at again
/// only along the lines through changed pixels, and only units that see a change are worked out anew. Falls back to assess_roofs() where
/// the frame is another one or no horizons were kept. before: must stem from the same climate and assumptions.
base::Result<RoofReport> assess_again(const std::vector<RoofFace>& faces, const HeightGrid& grid, const RoofModel& model,
                                      const RoofReport& before, const HeightGrid& grid_before, const SweepOptions& options = {});

/// The grid that the roofs make themselves, for towns without a surface model: no terrain and no trees (stated), so that nothing but roofs
/// shades roofs. pixel_m is doubled until the grid has fewer than max_pixels.
base::Result<HeightGrid> grid_of_roofs(const std::vector<RoofFace>& faces, double pixel_m = 0.5, std::size_t max_pixels = 60'000'000);

/// Sums of a building or of everything; shares are weighted by area.
struct RoofSum {
  std::size_t units = 0, suitable = 0;
  double area_m2 = 0, usable_m2 = 0, kwp = 0, kwh = 0, co2_kg = 0;
  double kwh_lying = 0, co2_lying_kg = 0;  ///< with the modules of flat roofs lying flat instead of racked
  /// share: of the unit, 0 to 1.
  void add(const RoofUnit& unit, const RoofResult& result, double share = 1);
};

}  // namespace skizze::solar
