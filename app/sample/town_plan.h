// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The town on paper: ring roads, main streets and the quarters between them. Everything in the plan's coordinates (landscape.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sample/landscape.h"
#include "sample/plane.h"

namespace skizze::sample {

/// What a quarter is built of, from the inside out.
enum class Use : std::uint8_t {
  old_town,    ///< narrow lots, steep roofs, wall to wall
  perimeter,   ///< blocks of the founders' years, houses around courtyards (Blockrand)
  slabs,       ///< long houses in the green (Zeilenbau)
  terraced,    ///< rows of narrow houses
  detached,    ///< single houses with gardens
  industrial,  ///< halls and yards
  park,
  allotments,  ///< gardens with huts
  cemetery,
  forest,
  farmland,
  meadow,
  river_strip,  ///< river, meadows and paths; nobody builds here
  rail_strip,
};

/// One piece of the town between main streets.
struct Quarter {
  std::uint32_t id = 0;
  Use use = Use::farmland;
  Polygon ring;             ///< bounded by the middles of main streets or by the edge of a strip
  double rho = 0;           ///< distance from the market square, as the plan counts it
  double theta = 0;         ///< direction from it, counter-clockwise from east
  double sector_theta = 0;  ///< direction of the middle of the sector it is a piece of
  int band = 0;
  bool built = false;  ///< decided when the buildings are counted
  bool at_rail = false;
  bool town_park = false;  ///< the one across the river that everybody knows
  std::uint32_t district = 0;
  std::uint64_t buildings = 0;  ///< to be written; may be fewer than fit in the last quarter
};

enum class StreetClass : std::uint8_t {
  primary,
  secondary,
  tertiary,
  residential,
  living_street,
  pedestrian,
  footway,
  cycleway,
  service,
  track
};
/// OSM's words: "primary", ...
const char* word_of(StreetClass value);
/// Kerb to kerb with pavements, metres.
double width_of(StreetClass value);

/// One length of ring or main street between two crossings of the plan.
struct MainStreet {
  Polyline line;
  StreetClass street_class = StreetClass::tertiary;
  std::uint32_t name = 0;  ///< equal numbers share a name
  bool ring = false;
  int band = 0;
  double theta = 0;
  std::vector<std::uint32_t> neighbours;  ///< quarters on both sides
};

/// A part of town (Stadtteil) as a piece of the polar plan.
struct District {
  std::string name;
  Polygon ring;                     ///< plan
  int zone = 0;                     ///< 0 old town, 1 suburbs, then outwards
  double from_rad = 0, to_rad = 0;  ///< directions of the main streets that bound it
};

class TownPlan {
 public:
  TownPlan(std::uint64_t buildings, std::uint64_t seed);

  const Landscape& landscape() const { return m_landscape; }
  double old_town_m() const { return m_old_town; }
  /// Radius inside which houses are expected to find place.
  double radius_m() const { return m_radius; }
  /// Radius up to which fields and woods are laid out.
  double reach_m() const { return m_reach; }
  std::uint64_t seed() const { return m_seed; }

  /// In the order in which they are built up.
  std::vector<Quarter>& quarters() { return m_quarters; }
  const std::vector<Quarter>& quarters() const { return m_quarters; }
  const std::vector<MainStreet>& main_streets() const { return m_main_streets; }
  const std::vector<District>& districts() const { return m_districts; }
  /// Distance at which houses stand from the middle of a main street, for a point on it: half its width.
  double half_width_near(Vec plan) const;
  /// A point of the polar plan.
  Vec at(double rho, double theta) const;

 private:
  void make_bands(std::uint64_t seed);
  void make_quarters();
  void add_cell(int band, std::size_t sector);
  void add_pieces(const Polygon& cell, int band, double rho, double theta);
  void make_main_streets();
  void make_districts();
  Polygon sector(int inner, int outer, std::size_t from, std::size_t to, bool wraps) const;
  void choose_uses();
  Use use_of(const Quarter& quarter, std::uint64_t seed) const;
  double radial_theta(int band, std::size_t k, double rho) const;
  Polyline ring_line(std::size_t ring, double from, double to) const;
  Polyline radial_line(int band, std::size_t k) const;
  std::vector<double> specials(std::size_t ring) const;

  std::uint64_t m_seed;
  double m_radius;
  double m_old_town;
  double m_reach;
  Landscape m_landscape;
  double m_shape[4] = {};
  std::vector<double> m_rings;                 // rho of every ring; ring 0 is the one around the old town
  std::vector<std::vector<double>> m_radials;  // angles by band; band b lies between ring b - 1 and ring b
  std::vector<std::vector<int>> m_radial_ids;  // the same street keeps its number through the bands
  std::vector<int> m_radial_since;             // band in which a radial street begins, by number
  std::vector<Quarter> m_quarters;
  std::vector<MainStreet> m_main_streets;
  std::vector<District> m_districts;
};

}  // namespace skizze::sample
