// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/plots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace skizze::sample {
namespace {

constexpr double k_storey_m = 2.9;
constexpr double k_row_grace_m = 1.2;

// AdV codes of what a building is for.
constexpr const char* k_house = "31001_1010";       // Wohnhaus
constexpr const char* k_house_shop = "31001_1100";  // gemischt genutzt mit Wohnen
constexpr const char* k_garage = "31001_2463";
constexpr const char* k_hall = "31001_2100";  // Gewerbe und Industrie
constexpr const char* k_shop = "31001_2050";  // Geschäftsgebäude
constexpr const char* k_hut = "31001_1313";   // Gartenhaus
constexpr const char* k_town_hall = "31001_3012";
constexpr const char* k_school = "31001_3021";
constexpr const char* k_kindergarten = "31001_3065";
constexpr const char* k_church = "31001_3041";
constexpr const char* k_gym = "31001_3211";  // Sporthalle

/// The block's outline as lines from corner to corner.
std::vector<Polyline> sides_of(const Polygon& block) {
  constexpr double k_corner = 0.45;  // 26 degrees
  const std::size_t n = block.size();
  std::vector<std::size_t> corners;
  for (std::size_t i = 0; i < n; ++i) {
    const Vec d0 = unit(block[i] - block[(i + n - 1) % n]);
    const Vec d1 = unit(block[(i + 1) % n] - block[i]);
    if (std::abs(std::atan2(cross(d0, d1), dot(d0, d1))) > k_corner) corners.push_back(i);
  }
  std::vector<Polyline> sides;
  if (corners.empty()) corners.push_back(0);
  for (std::size_t c = 0; c < corners.size(); ++c) {
    const std::size_t end = c + 1 < corners.size() ? corners[c + 1] : corners[0] + n;
    Polyline side;
    for (std::size_t i = corners[c]; i <= end; ++i) side.push_back(block[i % n]);
    sides.push_back(std::move(side));
  }
  std::stable_sort(sides.begin(), sides.end(), [](const Polyline& a, const Polyline& b) { return line_length(a) > line_length(b); });
  return sides;
}

}  // namespace

bool Plots::within(const Polygon& block, const Polygon& ring) const {
  return std::all_of(ring.begin(), ring.end(), [&](Vec p) { return inside(block, p) || distance_to_ring(block, p) < 0.4; });
}

bool Plots::free_of_buildings(const Polygon& ring, std::size_t first, double grace_m) const {
  for (std::size_t i = first; i < m_content.buildings.size(); ++i) {
    for (const auto& body : m_content.buildings[i].bodies) {
      if (convex_overlap(ring, footprint(body), grace_m)) return false;
    }
  }
  return true;
}

std::vector<Plots::Lot> Plots::lots_along(const Polygon& block, const LotRule& rule) {
  const double half = frame_of(block).width * 0.5;
  const double depth = half < rule.depth * 0.62 ? std::min(rule.depth, 2 * half - 1) : std::min(rule.depth, half - 0.2);
  std::vector<Lot> lots;
  for (const auto& side : sides_of(block)) {
    const double total = line_length(side);
    const auto count = static_cast<std::size_t>(std::max(1.0, std::round(total / ((rule.narrow + rule.wide) / 2))));
    double s = 0;
    std::size_t number = 0;
    while (s + rule.narrow * 0.9 < total) {
      if (rule.gap_every > 0 && number > 0 && number % static_cast<std::size_t>(rule.gap_every) == 0) s += rule.gap;
      double width = std::max(rule.narrow, total / static_cast<double>(count) * m_random.between(0.85, 1.15));
      width = std::clamp(width, rule.narrow, rule.wide);
      if (total - s - width < rule.narrow * 0.6) width = std::min(total - s, rule.wide * 1.3);
      if (s + width > total + 0.01) break;
      const Station from = station(side, s);
      const Station to = station(side, s + width);
      Lot lot;
      lot.a = from.point;
      lot.b = to.point;
      const Vec inwards = unit(left(from.direction) + left(to.direction));
      lot.ring = {lot.a, lot.b, lot.b + inwards * depth, lot.a + inwards * depth};
      lot.width = distance(lot.a, lot.b);
      lot.depth = depth;
      lot.number = number;
      // Where a side bends inwards sharply, the rear corners of a lot can change places: no lot there.
      const bool sound = dot(lot.ring[2] - lot.ring[3], lot.b - lot.a) > 0.3 * lot.width * lot.width;
      const bool fits = sound && within(block, lot.ring) &&
                        std::none_of(lots.begin(), lots.end(), [&](const Lot& other) { return convex_overlap(lot.ring, other.ring, 0.8); });
      if (!fits) {
        s += 2.5;
        continue;
      }
      lots.push_back(lot);
      add_parcel(lot.ring);
      s += width;
      ++number;
    }
  }
  return lots;
}

Building Plots::house(const Body& body, const char* function, int storeys, int year) const {
  Building building;
  building.bodies = {body};
  building.function = function;
  building.storeys = storeys;
  building.year = year;
  return building;
}

void Plots::tree(Vec point, const char* place, double size, int species) {
  Tree t;
  t.point = point;
  t.species = static_cast<std::uint8_t>(species >= 0 ? static_cast<std::size_t>(species) : m_random.below(tree_species().size()));
  const auto& kind = tree_species()[t.species];
  const double grown = size * m_random.between(0.55, 1.05);
  t.crown_m = std::max(2.0, kind.crown_m * grown);
  t.height_m = std::max(3.0, kind.height_m * grown);
  t.planted = 2024 - static_cast<int>(grown * 75 * m_random.between(0.6, 1.2));
  t.place = place;
  m_content.trees.push_back(t);
}

void Plots::trees_in(const Polygon& ring, double per_m2, const char* place, double keep_from_edge) {
  const geo::Box box = bounds(ring);
  const auto tries = static_cast<int>(box.width() * box.height() * per_m2);
  for (int i = 0; i < tries; ++i) {
    const Vec p{m_random.between(box.min_x, box.max_x), m_random.between(box.min_y, box.max_y)};
    const double size = m_random.between(0.6, 1.0);
    if (!inside(ring, p) || (keep_from_edge > 0 && distance_to_ring(ring, p) < keep_from_edge)) continue;
    tree(p, place, size);
  }
}

void Plots::green(const Polygon& ring, const char* kind, const std::string& name) { m_content.green.push_back({kind, name, {ring}}); }

void Plots::place(const Polygon& block, const char* kind, const std::string& name) {
  m_content.places.push_back({centroid(block), kind, name});
}

Body Plots::body_in(const Frame& frame, double u, double v, double width, double depth, double eaves) const {
  Body body;
  body.along = frame.along;
  body.corner = frame.middle + frame.along * (u - width / 2) + left(frame.along) * (v - depth / 2);
  body.width_m = width;
  body.depth_m = depth;
  body.eaves_m = eaves;
  return body;
}

void Plots::old_town(const Polygon& block) {
  const auto first = m_content.buildings.size();
  for (const auto& lot : lots_along(block, {7.5, 14, 21, 0, 0})) {
    const Vec along = unit(lot.b - lot.a);
    Body body;
    body.corner = lot.a;
    body.along = along;
    body.width_m = lot.width;
    body.depth_m = std::min(lot.depth, m_random.between(9.5, 12.5));
    const int storeys = 2 + static_cast<int>(m_random.below(3));
    body.eaves_m = storeys * k_storey_m + 0.6;
    body.roof = m_random.chance(0.93) ? RoofForm::gable : RoofForm::hip;
    body.ridge_across = body.roof == RoofForm::gable && lot.width < 9.5 && m_random.chance(0.55);
    body.tilt_deg = std::round(m_random.between(42, 52));
    if (!free_of_buildings(footprint(body), first, k_row_grace_m)) continue;
    add(house(body, m_random.chance(0.5) ? k_house_shop : k_house, storeys, 1600 + static_cast<int>(m_random.below(320))));
    if (lot.depth > body.depth_m + 7 && m_random.chance(0.45)) {
      Body rear = body;
      rear.depth_m = m_random.between(4, 6);
      rear.width_m = lot.width * m_random.between(0.5, 0.8);
      rear.corner = lot.a + left(along) * (lot.depth - rear.depth_m - 0.3) + along * 0.2;
      rear.eaves_m = 2.6;
      rear.roof = RoofForm::shed;
      rear.ridge_across = false;
      rear.tilt_deg = std::round(m_random.between(8, 18));
      if (within(block, footprint(rear)) && free_of_buildings(footprint(rear), first)) add(house(rear, k_garage, 1, 0));
    }
  }
}

void Plots::perimeter(const Polygon& block) {
  const auto first = m_content.buildings.size();
  const double setback = m_random.chance(0.45) ? 3 : 0;
  const int usual = 3 + static_cast<int>(m_random.below(3));
  const double tilt = std::round(m_random.between(32, 42));
  for (const auto& lot : lots_along(block, {15, 22, 26, 0, 0})) {
    if (m_random.chance(0.05)) continue;  // a gap from the war, still empty
    const Vec along = unit(lot.b - lot.a);
    Body body;
    body.corner = lot.a + left(along) * setback;
    body.along = along;
    body.width_m = lot.width;
    body.depth_m = std::min(lot.depth - setback, m_random.between(11.5, 13.5));
    const int storeys = std::max(2, usual + (m_random.chance(0.25) ? -1 : 0));
    body.eaves_m = storeys * 3.2 + 0.8;
    const bool modern = m_random.chance(0.12);
    body.roof = modern ? RoofForm::flat : RoofForm::gable;
    body.tilt_deg = modern ? 0 : tilt;
    if (!free_of_buildings(footprint(body), first, k_row_grace_m)) continue;
    add(house(body, m_random.chance(0.22) ? k_house_shop : k_house, storeys,
              modern ? 1995 + static_cast<int>(m_random.below(28)) : 1880 + static_cast<int>(m_random.below(35))));
    if (lot.depth > body.depth_m + setback + 8 && m_random.chance(0.3)) {
      Body rear;
      rear.along = along;
      rear.depth_m = m_random.between(5.5, 7);
      rear.width_m = lot.width * m_random.between(0.45, 0.9);
      rear.corner = lot.a + left(along) * (lot.depth - rear.depth_m - 0.5) + along * 0.3;
      rear.eaves_m = m_random.chance(0.5) ? 3 : 6.2;
      rear.roof = m_random.chance(0.5) ? RoofForm::shed : RoofForm::flat;
      rear.tilt_deg = rear.roof == RoofForm::shed ? std::round(m_random.between(6, 14)) : 0;
      if (within(block, footprint(rear)) && free_of_buildings(footprint(rear), first)) add(house(rear, k_hall, 1, 0));
    } else if (m_random.chance(0.3)) {
      tree(lot.a + (lot.b - lot.a) * 0.5 + left(along) * (lot.depth - 5), "Garten", 0.7);
    }
  }
}

void Plots::garage(const Lot& lot, double setback, bool right) {
  const Vec along = unit(lot.b - lot.a);
  Body body;
  body.along = along;
  body.width_m = 3.2;
  body.depth_m = m_random.between(6, 7.5);
  body.corner = lot.a + along * (right ? lot.width - 3.4 : 0.2) + left(along) * (setback + m_random.between(0, 5));
  body.eaves_m = 2.6;
  body.roof = m_random.chance(0.8) ? RoofForm::flat : RoofForm::gable;
  body.tilt_deg = body.roof == RoofForm::flat ? 0 : 25;
  body.ridge_across = body.roof == RoofForm::gable;
  add(house(body, k_garage, 1, 0));
}

void Plots::terraced(const Polygon& block) {
  const auto first = m_content.buildings.size();
  const double tilt = std::round(m_random.between(32, 42));
  const double setback = m_random.between(3.5, 6);
  const bool flat = m_random.chance(0.15);
  const int year = 1955 + static_cast<int>(m_random.below(60));
  for (const auto& lot : lots_along(block, {6.2, 7.6, 29, 6, 7})) {
    const Vec along = unit(lot.b - lot.a);
    Body body;
    body.corner = lot.a + left(along) * setback;
    body.along = along;
    body.width_m = lot.width;
    body.depth_m = std::min(10.5, lot.depth - setback - 4);
    if (body.depth_m < 6) continue;
    body.eaves_m = 2 * k_storey_m + 0.4;
    body.roof = flat ? RoofForm::flat : RoofForm::gable;
    body.tilt_deg = flat ? 0 : tilt;
    if (!free_of_buildings(footprint(body), first, k_row_grace_m)) continue;
    add(house(body, k_house, 2, year));
    if (m_random.chance(0.22))
      tree(lot.ring[2] * 0.5 + lot.ring[3] * 0.5 - left(along) * 4, "Garten", 0.5, 10 + static_cast<int>(m_random.below(4)));
  }
}

void Plots::detached(const Polygon& block) {
  const auto first = m_content.buildings.size();
  const double usual_setback = m_random.between(4, 7);
  const int usual_year = 1925 + static_cast<int>(m_random.below(90));
  const bool bungalows = m_random.chance(0.1);
  for (const auto& lot : lots_along(block, {16, 25, 33, 0, 0})) {
    if (m_random.chance(0.03)) continue;  // not built on yet
    const Vec along = unit(lot.b - lot.a);
    Body body;
    body.along = along;
    body.width_m = std::min(lot.width - 6.2, m_random.between(9, 13.5));
    body.depth_m = m_random.between(8.5, 10.8);
    const double setback = usual_setback + m_random.between(-0.6, 0.6);
    if (body.width_m < 6.5 || lot.depth < setback + body.depth_m + 3) continue;
    const bool right = m_random.chance(0.5);
    const double side = right ? 2.6 : lot.width - body.width_m - 2.6;
    body.corner = lot.a + along * side + left(along) * setback;
    const int storeys = bungalows ? 1 : 1 + static_cast<int>(m_random.below(2));
    body.eaves_m = storeys * k_storey_m + m_random.between(0.3, 1.4);
    const double dice = m_random.unit();
    body.roof = dice < 0.62 ? RoofForm::gable : dice < 0.82 ? RoofForm::hip : dice < 0.92 ? RoofForm::shed : RoofForm::flat;
    if (bungalows) body.roof = m_random.chance(0.7) ? RoofForm::hip : RoofForm::flat;
    body.ridge_across = body.roof == RoofForm::gable && m_random.chance(0.35);
    constexpr double k_low[] = {0, 8, 33, 24};
    constexpr double k_high[] = {0, 18, 48, 36};
    const auto form = static_cast<std::size_t>(body.roof);
    body.tilt_deg = std::round(m_random.between(k_low[form], k_high[form]));
    if (!free_of_buildings(footprint(body), first)) continue;
    Building home = house(body, k_house, storeys, usual_year + static_cast<int>(m_random.below(25)));
    if (m_random.chance(0.16) && lot.depth > setback + body.depth_m + 9) {
      Body wing = body;  // a lower wing towards the garden makes an L
      wing.width_m = body.width_m * m_random.between(0.4, 0.55);
      wing.depth_m = m_random.between(4, 6);
      wing.corner = body.corner + left(along) * body.depth_m + along * (right ? body.width_m - wing.width_m : 0);
      wing.eaves_m = 2.8;
      wing.roof = m_random.chance(0.6) ? RoofForm::flat : RoofForm::gable;
      wing.ridge_across = true;
      wing.tilt_deg = wing.roof == RoofForm::flat ? 0 : 30;
      if (within(block, footprint(wing)) && free_of_buildings(footprint(wing), first)) home.bodies.push_back(wing);
    }
    add(std::move(home));
    if (m_random.chance(0.62)) {
      garage(lot, setback, right);
      const auto last = m_content.buildings.size() - 1;
      const auto ring = footprint(m_content.buildings[last].bodies.front());
      const auto garage_copy = m_content.buildings.back();
      m_content.buildings.pop_back();
      if (within(block, ring) && free_of_buildings(ring, first)) add(garage_copy);
    }
    if (m_random.chance(0.6))
      tree(lot.a + along * (lot.width * m_random.between(0.15, 0.85)) + left(along) * (lot.depth - m_random.between(2, 7)), "Garten", 0.6,
           10 + static_cast<int>(m_random.below(4)));
    if (m_random.chance(0.25))
      tree(lot.a + along * (lot.width * m_random.between(0.1, 0.9)) + left(along) * (setback * 0.5), "Garten", 0.45);
  }
}

void Plots::slabs(const Polygon& block) {
  const auto first = m_content.buildings.size();
  const Frame frame = frame_of(block);
  add_parcel(block);
  green(block, "grass", "");
  const int storeys = m_random.chance(0.4) ? 6 : 4 + static_cast<int>(m_random.below(2));
  const bool across = m_random.chance(0.7);
  const double run = across ? frame.length : frame.width;
  const double reach = across ? frame.width : frame.length;
  const double spacing = 34;
  const auto rows = std::max(1, static_cast<int>((run - 16) / spacing));
  const bool pitched = m_random.chance(0.35);
  for (int i = 0; i < rows; ++i) {
    const double u = (i + 0.5) / rows * run - run / 2;
    double slab_length = std::min(reach - 14, m_random.chance(0.5) ? 72.0 : 54.0);
    for (; slab_length > 20; slab_length -= 8) {
      Body body =
          across ? body_in(frame, u, 0, 12, slab_length, storeys * 2.8 + 1) : body_in(frame, 0, u, slab_length, 12, storeys * 2.8 + 1);
      if (pitched) {
        body.roof = RoofForm::gable;
        body.tilt_deg = 30;
        body.ridge_across = across;
      }
      if (!within(block, footprint(body)) || !free_of_buildings(footprint(body), first)) continue;
      add(house(body, k_house, storeys, 1958 + static_cast<int>(m_random.below(30))));
      break;
    }
  }
  // Cars stand at the narrow end.
  const Body lot = body_in(frame, -frame.length / 2 + 10, 0, 13, frame.width * 0.55, 0);
  const auto ring = footprint(lot);
  if (within(block, ring) && free_of_buildings(ring, first)) m_content.parking.push_back({"parking", "", {ring}});
  const geo::Box box = bounds(block);
  const auto tries = static_cast<int>(box.width() * box.height() / 330);
  for (int i = 0; i < tries; ++i) {
    const Vec p{m_random.between(box.min_x, box.max_x), m_random.between(box.min_y, box.max_y)};
    if (!inside(block, p) || !free_of_buildings(rectangle(p - Vec{3, 3}, {1, 0}, 6, 6), first)) continue;
    tree(p, "Wohngrün", 0.75);
  }
}

void Plots::industrial(const Polygon& block) {
  const auto first = m_content.buildings.size();
  green(block, "industrial", "");
  const Frame frame = frame_of(block);
  const auto count = std::max(1, static_cast<int>(std::round(frame.length / m_random.between(75, 110))));
  std::vector<Polygon> lots{block};
  for (int i = 1; i < count; ++i) {
    const Vec through = frame.middle + frame.along * ((static_cast<double>(i) / count - 0.5) * frame.length);
    std::vector<Polygon> next;
    for (const auto& lot : lots) {
      for (auto& piece : cut(lot, through, left(frame.along)).pieces) next.push_back(std::move(piece));
    }
    lots = std::move(next);
  }
  for (const auto& lot : lots) {
    add_parcel(lot);
    const Frame f = frame_of(lot);
    for (double scale = m_random.between(0.62, 0.8); scale > 0.25; scale -= 0.08) {
      Body hall = body_in(f, 0, 0, f.length * scale, f.width * scale * 0.85, m_random.between(6.5, 11));
      hall.corner = hall.corner + left(f.along) * (f.width * 0.06);
      const double dice = m_random.unit();
      hall.roof = dice < 0.5 ? RoofForm::flat : dice < 0.75 ? RoofForm::gable : RoofForm::shed;
      hall.tilt_deg = hall.roof == RoofForm::flat ? 0 : hall.roof == RoofForm::gable ? 10 : 5;
      if (hall.roof == RoofForm::shed && hall.depth_m > 34) hall.roof = RoofForm::gable;
      if (!within(lot, footprint(hall)) || !free_of_buildings(footprint(hall), first)) continue;
      add(house(hall, k_hall, 1, 1965 + static_cast<int>(m_random.below(55))));
      break;
    }
    const Body yard = body_in(f, 0, -f.width * 0.43, f.length * 0.6, f.width * 0.09, 0);
    const auto ring = footprint(yard);
    if (f.width * 0.09 > 5 && within(lot, ring) && free_of_buildings(ring, first)) m_content.parking.push_back({"parking", "", {ring}});
    Body office = body_in(f, f.length * 0.4, f.width * 0.3, 13, 11, 9.5);
    if (m_random.chance(0.7) && within(lot, footprint(office)) && free_of_buildings(footprint(office), first))
      add(house(office, k_hall, 3, 1990));
  }
}

void Plots::allotments(const Polygon& block) {
  green(block, "allotments", "");
  const Frame frame = frame_of(block);
  const double side = 17;
  for (double u = -frame.length / 2 + 2; u + side < frame.length / 2; u += side) {
    for (double v = -frame.width / 2 + 2; v + side < frame.width / 2; v += side) {
      const Polygon ring = rectangle(frame.middle + frame.along * u + left(frame.along) * v, frame.along, side, side);
      if (!within(block, ring)) continue;
      add_parcel(ring);
      Body hut = body_in(frame, u + side * m_random.between(0.3, 0.7), v + side * m_random.between(0.3, 0.7), 5, 4, 2.3);
      hut.roof = m_random.chance(0.6) ? RoofForm::gable : RoofForm::shed;
      hut.tilt_deg = hut.roof == RoofForm::gable ? 22 : 8;
      if (m_random.chance(0.85)) add(house(hut, k_hut, 1, 0));
      if (m_random.chance(0.35))
        tree(ring[0] + frame.along * (side * m_random.between(0.1, 0.9)) + left(frame.along) * (side * 0.9), "Garten", 0.5,
             12 + static_cast<int>(m_random.below(2)));
    }
  }
}

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
