// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "sample/clip.h"
#include "sample/random.h"
#include "sample/town_writer.h"

namespace skizze::sample {

void TownWriter::write_strip(const Quarter& quarter) {
  if (quarter.use != Use::river_strip) return;
  for (const auto& ring : clipped_area(m_plan.landscape().ring_to_land(quarter.ring, k_bend_step), m_extent)) {
    const std::string name = std::string(k_river_name) + "aue";
    m_green.area({ring}, {{"id", static_cast<std::int64_t>(m_green.count() + 1)},
                          {"landuse", std::string_view("meadow")},
                          {"name", std::string_view(name)},
                          {"flaeche_m2", std::round(signed_area(ring))}});
  }
}

void TownWriter::write_areas(const QuarterContent& content) {
  const auto area = [](GeoJsonWriter& to, const Area& a, const char* kind_column) {
    to.area(a.rings, {{"id", static_cast<std::int64_t>(to.count() + 1)},
                      {kind_column, std::string_view(a.kind)},
                      {"name", a.name.empty() ? Property() : Property(std::string_view(a.name))},
                      {"flaeche_m2", std::round(signed_area(a.rings.front()))}});
  };
  for (const auto& a : content.green) {
    for (const auto& ring : clipped_area(a.rings.front(), m_extent)) {
      area(m_green, {a.kind, a.name, {ring}}, "landuse");
      if (a.kind == "forest") m_surface->stamp_wood(ring);
    }
  }
  for (const auto& a : content.water) area(m_water, a, "natural");
  for (const auto& a : content.parking) area(m_parking, a, "amenity");
  for (const auto& path : content.paths) street(path.line, path.street_class, "", true, false, 1);
  for (const auto& place : content.places) {
    m_places.point(place.point, {{"id", static_cast<std::int64_t>(m_places.count() + 1)},
                                 {"amenity", std::string_view(place.kind)},
                                 {"name", std::string_view(place.name)}});
    if (place.kind == "square" || place.kind == "park") remember_place({place.point, place.point + Vec{20, 0}}, place.name, 3);
  }
}

void TownWriter::write_river() {
  const auto& landscape = m_plan.landscape();
  const double reach = m_plan.reach_m();
  Polyline north, south, path_north, path_south;
  for (double x = -reach; x <= reach; x += 20) {
    const double y = landscape.river_y(x);
    const double half = landscape.river_half_width() * (1 + 0.08 * std::sin(x / 130));
    if (!m_extent.grown(60).contains(landscape.to_land(Vec{x, y}))) continue;
    north.push_back(landscape.to_land(Vec{x, y + half}));
    south.push_back(landscape.to_land(Vec{x, y - half}));
    path_north.push_back(landscape.to_land(Vec{x, y + half + 17}));
    path_south.push_back(landscape.to_land(Vec{x, y - half - 15}));
    for (const double side : {-1.0, 1.0}) {
      if (!m_random.chance(0.55)) continue;
      Tree tree;
      tree.point = landscape.to_land(Vec{x + m_random.between(-8, 8), y + side * (half + m_random.between(4, 9))});
      tree.species = m_random.chance(0.5) ? 14 : 15;
      tree.crown_m = m_random.between(5, 12);
      tree.height_m = m_random.between(9, 18);
      tree.planted = 1975;
      tree.place = "Ufer";
      if (m_extent.contains(tree.point)) write_tree(tree);
    }
  }
  if (north.size() < 2) return;
  const std::string path = std::string(k_river_name) + "-Radweg";
  for (const auto& piece : clipped(path_north, m_extent)) {
    street(piece, StreetClass::cycleway, path, true, false, 2);
    remember_place(piece, path, 40);
  }
  for (const auto& piece : clipped(path_south, m_extent)) street(piece, StreetClass::footway, "Uferweg", true, false, 3);
  Polygon ring = south;
  ring.insert(ring.end(), north.rbegin(), north.rend());
  for (const auto& piece : clipped_area(ring, m_extent)) {
    m_water.area({piece}, {{"id", static_cast<std::int64_t>(m_water.count() + 1)},
                           {"natural", std::string_view("river")},
                           {"name", std::string_view(k_river_name)},
                           {"flaeche_m2", std::round(signed_area(piece))}});
  }
}

void TownWriter::write_railway() {
  const auto& landscape = m_plan.landscape();
  const double reach = m_plan.reach_m();
  for (const double track : {-2.3, 2.3}) {
    Polyline line;
    for (double x = -reach; x <= reach; x += 25) {
      const Vec p = landscape.to_land(Vec{x, landscape.rail_y(x) + track});
      if (m_extent.grown(60).contains(p)) line.push_back(p);
    }
    for (const auto& piece : clipped(line, m_extent)) {
      m_railway.line(piece, {{"id", static_cast<std::int64_t>(m_railway.count() + 1)},
                             {"railway", std::string_view("rail")},
                             {"electrified", true},
                             {"gauge_mm", std::int64_t{1435}}});
    }
  }
  const Vec station_at = landscape.to_land(Vec{20, landscape.rail_y(20)});
  const std::string name = std::string("Bahnhof ") + k_town_name;
  m_places.point(station_at, {{"id", static_cast<std::int64_t>(m_places.count() + 1)},
                              {"amenity", std::string_view("station")},
                              {"name", std::string_view(name)}});
  remember_place({station_at, station_at + Vec{30, 0}}, name, 12);
}

/// The green belt where the town wall stood, inside the ring road.
void TownWriter::write_wall_belt() {
  Polygon outer, inner;
  for (int i = 0; i < 96; ++i) {
    const double theta = 2 * 3.141592653589793 * i / 96;
    outer.push_back(m_plan.landscape().to_land(m_plan.at(m_plan.old_town_m() - 13, theta)));
    inner.push_back(m_plan.landscape().to_land(m_plan.at(m_plan.old_town_m() - 40, theta)));
  }
  m_green.area({outer, inner}, {{"id", static_cast<std::int64_t>(m_green.count() + 1)},
                                {"landuse", std::string_view("park")},
                                {"name", std::string_view("Wallanlagen")},
                                {"flaeche_m2", std::round(signed_area(outer) - signed_area(inner))}});
  Polyline path;
  for (int i = 0; i <= 192; ++i) {
    const double theta = 2 * 3.141592653589793 * i / 192;
    path.push_back(m_plan.landscape().to_land(m_plan.at(m_plan.old_town_m() - 27, theta)));
    if (i % 2 == 0 || m_random.chance(0.5)) {
      Tree tree;
      tree.point = m_plan.landscape().to_land(
          m_plan.at(m_plan.old_town_m() - (m_random.chance(0.5) ? 19 : 35) + m_random.between(-3, 3), theta + m_random.between(0, 0.03)));
      tree.species = static_cast<std::uint8_t>(m_random.below(6));
      tree.crown_m = m_random.between(7, 13);
      tree.height_m = m_random.between(12, 21);
      tree.planted = 1930;
      tree.place = "Park";
      write_tree(tree);
    }
  }
  street(path, StreetClass::footway, "Wallpromenade", true, false, 9);
  remember_place(path, "Wallpromenade", 8);
}

void TownWriter::write_districts() {
  for (std::size_t i = 0; i < m_plan.districts().size(); ++i) {
    const auto& district = m_plan.districts()[i];
    std::uint64_t buildings = 0;
    for (const auto& quarter : m_plan.quarters()) {
      if (quarter.district == i) buildings += quarter.buildings;
    }
    if (buildings == 0) continue;
    const Polygon ring = m_plan.landscape().ring_to_land(district.ring, 30);
    char number[8];
    std::snprintf(number, sizeof number, "%02d", static_cast<int>(m_districts.count()));
    m_districts.area({ring}, {{"id", static_cast<std::int64_t>(m_districts.count() + 1)},
                              {"nummer", std::string_view(number)},
                              {"name", std::string_view(district.name)},
                              {"gebaeude", static_cast<std::int64_t>(buildings)},
                              {"einwohner", static_cast<std::int64_t>(buildings * 27 / 10)},
                              {"flaeche_m2", std::round(signed_area(ring))}});
  }
}

}  // namespace skizze::sample
