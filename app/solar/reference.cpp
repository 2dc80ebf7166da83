// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/reference.h"

#include <array>
#include <cmath>

#include "solar/atmosphere.h"
#include "solar/plane.h"
#include "solar/pv.h"
#include "solar/sun.h"

namespace skizze::solar {
namespace {

constexpr const char* k_pvlib = "pvlib-python 6382338a";
constexpr const char* k_spa = "NREL SPA";

class Rows {
 public:
  void add(std::string id, double found, double reference, double tolerance, const char* unit = "", const char* source = k_pvlib) {
    m_rows.push_back({std::move(id), found, reference, tolerance, unit, source});
  }
  /// Relative to the reference.
  void relative(std::string id, double found, double reference, double share, const char* unit) {
    add(std::move(id), found, reference, share * std::abs(reference), unit);
  }
  std::vector<ReferenceRow> take() { return std::move(m_rows); }

 private:
  std::vector<ReferenceRow> m_rows;
};

void sun_rows(Rows& rows) {
  struct Row {
    const char* time;
    double zenith, apparent, azimuth;
  };
  constexpr std::array leipzig{Row{"2025-03-20T11:00Z", 51.4486, 51.4278, 174.2804}, Row{"2025-06-21T05:00Z", 73.7511, 73.6955, 72.6109},
                               Row{"2025-06-21T11:00Z", 28.0046, 27.9958, 173.9556}, Row{"2025-09-23T15:00Z", 71.6872, 71.6380, 244.9358},
                               Row{"2025-12-21T08:00Z", 85.4607, 85.2905, 137.5622}, Row{"2025-12-21T11:00Z", 74.8046, 74.7451, 177.9391}};
  for (const auto& row : leipzig) {
    const auto sun = sun_position_at_height(*parse_iso_time(row.time), 12.3731, 51.3397, 113);
    const std::string id = std::string("sun.leipzig.") + row.time;
    rows.add(id + ".zenith", sun.zenith_deg, row.zenith, 0.01, "deg", k_spa);
    rows.add(id + ".apparent_zenith", sun.apparent_zenith_deg, row.apparent, 0.01, "deg", k_spa);
    // A hundredth of a degree in the sky is more than that in azimuth the higher the sun stands.
    rows.add(id + ".azimuth", sun.azimuth_deg, row.azimuth, 0.01 / std::sin(sun.zenith_deg * 0.017453292519943295), "deg", k_spa);
  }
  const auto golden = sun_position(*parse_iso_time("2003-10-17T12:30:30-07:00"), -105.1786, 39.742476, {82000, 11});
  rows.add("sun.nrel_example.zenith", golden.zenith_deg, 50.127954, 0.01, "deg", k_spa);
  rows.add("sun.nrel_example.apparent_zenith", golden.apparent_zenith_deg, 50.111622, 0.01, "deg", k_spa);
  rows.add("sun.nrel_example.azimuth", golden.azimuth_deg, 194.340241, 0.013, "deg", k_spa);
}

void atmosphere_rows(Rows& rows) {
  rows.add("air_mass.kasten_young.80", air_mass_kasten_young(80), 5.586, 5e-4);
  rows.add("air_mass.kasten_1966.80", air_mass_kasten_1966(80), 5.580, 5e-4);
  rows.add("air_mass.gueymard_1993.80", air_mass_gueymard_1993(80), 5.581, 5e-4);
  rows.add("air_mass.young_1994.80", air_mass_young_1994(80), 5.541, 5e-4);
  rows.add("pressure.1000", pressure_at_height(1000), 89874.750, 5e-4, "Pa");
  rows.relative("haurwitz.30", clear_sky_haurwitz(60), 487.8941328854, 1e-6, "W/m2");
  const auto ineichen = clear_sky_ineichen(10, 1, 3);
  rows.relative("ineichen.global", ineichen.global, 1038.159219, 1e-6, "W/m2");
  rows.relative("ineichen.direct", ineichen.direct_normal, 942.2081860, 1e-6, "W/m2");
  rows.relative("ineichen.diffuse", ineichen.diffuse, 110.2652929, 1e-6, "W/m2");
  rows.relative("solis.global", clear_sky_solis(80).global, 1064.653145, 1e-6, "W/m2");
}

void plane_rows(Rows& rows) {
  const Sky noon{{1042.48031487, 939.95469881, 118.45831879}, 10.56413562, 144.76567754, 1321.16558348};
  const Plane plane{40, 180};
  rows.add("incidence.90.0.30.60", angle_of_incidence_deg({90, 0}, 30, 60), 75.5224878, 1e-6, "deg");
  rows.relative("isotropic.40", sky_isotropic(40, 100), 88.3022221559, 1e-6, "W/m2");
  rows.add("hay_davies.circumsolar", sky_hay_davies(plane, noon).circumsolar, 72.8130, 1e-4, "W/m2");
  rows.add("klucher", sky_klucher(plane, noon), 109.209347, 1e-4, "W/m2");
  rows.add("perez", sky_perez(plane, noon, 1.01688136), 109.084332, 1e-2, "W/m2");
  rows.relative("ground.40", ground_reflected(40, 900, 0.25), 26.3200001491, 1e-6, "W/m2");
  rows.add("erbs.direct", split_erbs(1000, 10, extraterrestrial(1)).level.direct_normal, 794.206, 5e-3, "W/m2");
  rows.add("disc.direct", direct_disc(1038.62, 10.567, 175, 93193), 830.46567, 1e-3, "W/m2");
}

void pv_rows(Rows& rows) {
  rows.add("faiman", cell_temperature_faiman(900, 20, 5), 35.203, 5e-4, "C");
  rows.add("pvwatts.dc", pvwatts_dc(900, 30, 100, -0.003), 88.65, 1e-9);
  rows.add("pvwatts.losses", Losses{}.total_percent(), 14.075660688264469, 1e-9, "%");
  rows.add("pvwatts.inverter", pvwatts_inverter(90, 100, 0.95), 85.58556604752516, 1e-9);
}

}  // namespace

bool ReferenceRow::matches() const { return std::abs(found - reference) <= tolerance; }

std::vector<ReferenceRow> reference_rows() {
  Rows rows;
  sun_rows(rows);
  atmosphere_rows(rows);
  plane_rows(rows);
  pv_rows(rows);
  return rows.take();
}

}  // namespace skizze::solar
