// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/plots.h"

#include <algorithm>
#include <cmath>

#include "sample/building_codes.h"

namespace skizze::sample {
namespace {

constexpr double k_storey_m = 2.9;
constexpr double k_row_grace_m = 1.2;

}  // namespace

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

}  // namespace skizze::sample
