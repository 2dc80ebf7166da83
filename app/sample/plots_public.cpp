// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/plots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "sample/building_codes.h"

namespace skizze::sample {

void Plots::market(const Polygon& block) {
  m_content.green.push_back({"square", "Marktplatz", {block}});
  const Frame frame = frame_of(block);
  const double depth = std::min(28.0, frame.width * 0.55);
  // At whichever end of the square there is room.
  for (const double u : {0.36, -0.36, 0.28, -0.28, 0.18, -0.18, 0.0}) {
    Body hall = body_in(frame, frame.length * u, 0, 16, depth, 12.5);
    hall.roof = RoofForm::hip;
    hall.tilt_deg = 46;
    Body tower = body_in(frame, frame.length * u - (u < 0 ? -11 : 11), 0, 6, 6, 25);
    tower.roof = RoofForm::hip;
    tower.tilt_deg = 62;
    if (!within(block, footprint(hall)) || !within(block, footprint(tower))) continue;
    Building building = house(hall, k_town_hall, 3, 1556);
    building.name = "Altes Rathaus";
    building.bodies.push_back(tower);
    add(std::move(building));
    m_content.places.push_back({centroid(footprint(hall)), "townhall", "Altes Rathaus"});
    break;
  }
  for (int i = 0; i < 6; ++i)
    tree(frame.middle + frame.along * (-frame.length * 0.38 + i * 7.0) + left(frame.along) * (frame.width * 0.36), "Straße", 0.6, 0);
  m_content.places.push_back({frame.middle, "square", "Marktplatz"});
}

void Plots::church(const Polygon& block, bool large) {
  green(block, "religious", "Kirchhof");
  add_parcel(block);
  const Frame frame = frame_of(block);
  // Naves look east where the block lets them.
  Frame east = frame;
  east.along = std::abs(frame.along.x) > std::abs(frame.along.y) ? frame.along : left(frame.along);
  for (double scale = large ? 1.0 : 0.75; scale > 0.3; scale -= 0.1) {
    Body nave = body_in(east, 5 * scale, 0, 42 * scale, 18 * scale, 14 * scale);
    nave.roof = RoofForm::gable;
    nave.tilt_deg = 55;
    Body tower = body_in(east, 5 * scale - 21 * scale - 5 * scale, 0, 10 * scale, 10 * scale, (large ? 38 : 24) * scale);
    tower.roof = RoofForm::hip;
    tower.tilt_deg = 68;
    if (!within(block, footprint(nave)) || !within(block, footprint(tower))) continue;
    Building building = house(nave, k_church, 1, large ? 1420 : 1896);
    building.bodies.push_back(tower);
    constexpr std::array<const char*, 6> k_names{"Petrikirche",     "Lutherkirche",      "St. Johannis",
                                                 "Michaeliskirche", "Versöhnungskirche", "Herz-Jesu-Kirche"};
    building.name = large ? "Stadtkirche St. Marien" : m_random.pick(k_names);
    m_content.places.push_back({centroid(footprint(nave)), "place_of_worship", building.name});
    add(std::move(building));
    break;
  }
  trees_in(block, 1 / 500.0, "Park", 4);
}

void Plots::school(const Polygon& block) {
  const auto first = m_content.buildings.size();
  green(block, "school", "");
  add_parcel(block);
  const Frame frame = frame_of(block);
  Body main = body_in(frame, -frame.length * 0.2, frame.width * 0.18, std::min(62.0, frame.length * 0.45), 15, 11.5);
  if (within(block, footprint(main))) {
    Building building = house(main, k_school, 3, 1908 + static_cast<int>(m_random.below(90)));
    constexpr std::array<const char*, 6> k_names{"Grundschule am Anger", "Humboldt-Gymnasium",        "Astrid-Lindgren-Schule",
                                                 "Oberschule Auenfurt",  "Erich-Kästner-Grundschule", "Regenbogenschule"};
    building.name = m_random.pick(k_names);
    Body wing = main;
    wing.width_m = 13;
    wing.depth_m = std::min(26.0, frame.width * 0.35);
    wing.corner = main.corner - left(main.along) * wing.depth_m;
    if (within(block, footprint(wing))) building.bodies.push_back(wing);
    m_content.places.push_back({centroid(footprint(main)), "school", building.name});
    add(std::move(building));
  }
  Body gym = body_in(frame, frame.length * 0.32, frame.width * 0.2, 32, 18, 7.5);
  gym.roof = RoofForm::shed;
  gym.tilt_deg = 5;
  if (within(block, footprint(gym)) && free_of_buildings(footprint(gym), first)) add(house(gym, k_gym, 1, 1985));
  const Body pitch =
      body_in(frame, frame.length * 0.22, -frame.width * 0.2, std::min(60.0, frame.length * 0.42), std::min(34.0, frame.width * 0.4), 0);
  const auto ring = footprint(pitch);
  if (within(block, ring) && free_of_buildings(ring, first)) green(ring, "pitch", "Schulsportplatz");
  for (const auto& p : densified(block, 13)) {
    const Vec q = p + unit(frame.middle - p) * 3.5;
    if (free_of_buildings(rectangle(q - Vec{3, 3}, {1, 0}, 6, 6), first)) tree(q, "Park", 0.6, 0);
  }
}

void Plots::kindergarten(const Polygon& block) {
  const auto first = m_content.buildings.size();
  green(block, "kindergarten", "");
  add_parcel(block);
  const Frame frame = frame_of(block);
  Body main = body_in(frame, 0, frame.width * 0.12, std::min(38.0, frame.length * 0.5), 13, 4.2);
  main.roof = RoofForm::shed;
  main.tilt_deg = 7;
  if (within(block, footprint(main))) {
    Building building = house(main, k_kindergarten, 1, 2004);
    constexpr std::array<const char*, 5> k_names{"Kita Sonnenkäfer", "Kita Lohespatzen", "Kita Wirbelwind", "Kinderhaus Pusteblume",
                                                 "Kita Baumhaus"};
    building.name = m_random.pick(k_names);
    m_content.places.push_back({centroid(footprint(main)), "kindergarten", building.name});
    add(std::move(building));
  }
  const Body yard = body_in(frame, 0, -frame.width * 0.24, std::min(40.0, frame.length * 0.55), frame.width * 0.25, 0);
  if (within(block, footprint(yard)) && free_of_buildings(footprint(yard), first)) green(footprint(yard), "playground", "");
  trees_in(footprint(yard), 1 / 120.0, "Park", 1);
}

void Plots::supermarket(const Polygon& block) {
  const auto first = m_content.buildings.size();
  green(block, "retail", "");
  add_parcel(block);
  const Frame frame = frame_of(block);
  Body hall =
      body_in(frame, -frame.length * 0.18, frame.width * 0.1, std::min(58.0, frame.length * 0.5), std::min(32.0, frame.width * 0.5), 6);
  hall.roof = m_random.chance(0.6) ? RoofForm::flat : RoofForm::hip;
  hall.tilt_deg = hall.roof == RoofForm::flat ? 0 : 20;
  if (within(block, footprint(hall))) {
    Building building = house(hall, k_shop, 1, 2012);
    building.name = "Nahversorger";
    m_content.places.push_back({centroid(footprint(hall)), "supermarket", building.name});
    add(std::move(building));
  }
  const Body lot = body_in(frame, frame.length * 0.27, 0, frame.length * 0.32, frame.width * 0.7, 0);
  if (within(block, footprint(lot)) && free_of_buildings(footprint(lot), first))
    m_content.parking.push_back({"parking", "Kundenparkplatz", {footprint(lot)}});
  for (double v = -0.3; v <= 0.31; v += 0.15)
    tree(frame.middle + frame.along * (frame.length * 0.27) + left(frame.along) * (frame.width * v), "Straße", 0.45, 8);
}

void Plots::square(const Polygon& block) {
  constexpr std::array<const char*, 7> k_names{"Lindenplatz", "Friedensplatz", "Schillerplatz",  "Rosenplatz",
                                               "Am Anger",    "Bürgergarten",  "Pestalozziplatz"};
  const std::string name = m_random.pick(k_names);
  green(block, "park", name);
  place(block, "square", name);
  const Frame frame = frame_of(block);
  m_content.paths.push_back(
      {{frame.middle - frame.along * (frame.length * 0.49), frame.middle + frame.along * (frame.length * 0.49)}, StreetClass::footway});
  m_content.paths.push_back(
      {{frame.middle - left(frame.along) * (frame.width * 0.49), frame.middle + left(frame.along) * (frame.width * 0.49)},
       StreetClass::footway});
  for (const auto& p : densified(block, 11)) tree(p + unit(frame.middle - p) * 4, "Park", 0.85, static_cast<int>(m_random.below(3)));
  trees_in(block, 1 / 420.0, "Park", 8);
}

void Plots::playground(const Polygon& block) {
  green(block, "park", "");
  const Frame frame = frame_of(block);
  const Body yard = body_in(frame, 0, 0, frame.length * 0.4, frame.width * 0.45, 0);
  if (within(block, footprint(yard))) green(footprint(yard), "playground", "Spielplatz");
  place(block, "playground", "Spielplatz");
  for (const auto& p : densified(block, 12)) tree(p + unit(frame.middle - p) * 4, "Park", 0.7);
}

void Plots::park(const Polygon& ring, const std::string& name) {
  constexpr std::array<const char*, 6> k_names{"Volkspark", "Bürgerpark", "Rosengarten", "Schlossgarten", "Hainpark", "Lohepark"};
  const std::string full = name.empty() ? std::string(m_random.pick(k_names)) : name;
  green(ring, "park", full);
  place(ring, "park", full);
  const Frame frame = frame_of(ring);
  // A pond with a soft outline, unless the park is too narrow.
  Polygon pond;
  const double r = std::min(frame.width * 0.2, 55.0);
  for (int i = 0; i < 28; ++i) {
    const double a = 2 * std::numbers::pi * i / 28;
    const double bump = 1 + 0.18 * std::sin(2 * a + 1) + 0.1 * std::sin(3 * a);
    pond.push_back(frame.middle + frame.along * (std::cos(a) * r * 1.7 * bump) + left(frame.along) * (std::sin(a) * r * bump));
  }
  const bool with_pond = r > 14 && within(ring, pond);
  if (with_pond) m_content.water.push_back({"pond", full + "teich", {pond}});
  // Paths: around the park, and across it beside the pond.
  Polygon round = inset(densified(ring, 25), std::vector<double>(densified(ring, 25).size(), 14)).value_or(Polygon{});
  if (!round.empty()) {
    round.push_back(round.front());
    m_content.paths.push_back({round, StreetClass::footway});
  }
  const double bow = with_pond ? r * 1.5 : 0;
  Polyline across;
  for (int i = 0; i <= 20; ++i) {
    const double t = i / 20.0 - 0.5;
    const Vec p = frame.middle + frame.along * (t * frame.length) + left(frame.along) * (bow * std::cos(t * std::numbers::pi));
    if (inside(ring, p)) across.push_back(p);
  }
  if (across.size() > 2) m_content.paths.push_back({across, StreetClass::cycleway});
  const geo::Box box = bounds(ring);
  const auto tries = static_cast<int>(box.width() * box.height() / 230);
  for (int i = 0; i < tries; ++i) {
    const Vec p{m_random.between(box.min_x, box.max_x), m_random.between(box.min_y, box.max_y)};
    // Groves and glades instead of even scatter.
    const double grove = std::sin(p.x / 31) + std::sin(p.y / 27 + 1) + std::sin((p.x + p.y) / 53);
    if (grove < 0.1 || !inside(ring, p) || (with_pond && inside(pond, p))) continue;
    tree(p, "Park", 0.95);
  }
}

void Plots::cemetery(const Polygon& ring) {
  green(ring, "cemetery", "Friedhof");
  place(ring, "cemetery", "Friedhof");
  const Frame frame = frame_of(ring);
  for (double v = -0.35; v <= 0.36; v += 0.175) {
    Polyline path;
    for (int i = 0; i <= 12; ++i) {
      const Vec p = frame.middle + frame.along * ((i / 12.0 - 0.5) * frame.length * 0.94) + left(frame.along) * (v * frame.width);
      if (inside(ring, p)) path.push_back(p);
    }
    if (path.size() < 2) continue;
    m_content.paths.push_back({path, StreetClass::footway});
    for (const auto& p : densified_line(path, 16)) tree(p + left(frame.along) * 3, "Park", 0.6, 8);
  }
  Body chapel = body_in(frame, frame.length * 0.4, 0, 16, 10, 6);
  chapel.roof = RoofForm::gable;
  chapel.tilt_deg = 50;
  if (within(ring, footprint(chapel))) {
    Building building = house(chapel, k_church, 1, 1904);
    building.name = "Friedhofskapelle";
    add(std::move(building));
    m_content.building_side.push_back(-1);
    m_content.buildings.back().house_number = "1";
  }
}

}  // namespace skizze::sample
