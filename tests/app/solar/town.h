// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What the tests of sun and roofs share: a place counted in metres, the shipped weather of Essen, and houses whose roofs are known.
#pragma once

#include <cmath>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "geo/geometry.h"
#include "geo/mercator.h"
#include "solar/climate.h"
#include "solar/height_grid.h"
#include "solar/roofs.h"

namespace skizze::solar::town {

/// Metres on the ground to the east and north of a place, as Web Mercator.
struct Place {
  geo::Point2 middle;
  geo::Point3 operator()(double east_m, double north_m, double z) const {
    const double k = 1 / geo::ground_scale(middle.y);
    return {middle.x + east_m * k, middle.y + north_m * k, z};
  }
};
inline const Place k_essen{geo::to_mercator({7.0, 51.45})};

inline geo::Geometry area_of(std::vector<geo::Point3> ring) {
  geo::Part part;
  part.points = std::move(ring);
  return {geo::GeometryKind::area, {part}};
}

inline const ClimateYear& essen_year() {
  static const ClimateYear year = [] {
    std::ifstream in(STADTSKIZZE_SOURCE_DIR "/resources/climate/regions.csv");
    std::stringstream text;
    text << in.rdbuf();
    return year_from_months(*region_named(*read_regions(text.str()), "Essen"));
  }();
  return year;
}

/// Level ground at height 0, pixels of a metre.
inline HeightGrid level(int side, double pixel_m = 1) {
  HeightGrid grid;
  grid.width = grid.height = side;
  grid.pixel_m = grid.step = pixel_m;
  grid.z.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 0);
  return grid;
}

inline float& at(HeightGrid& grid, int column, int row) { return grid.z[static_cast<std::size_t>(row * grid.width + column)]; }

/// A gable roof over a turned rectangle; metres around the town's middle. The ridge runs along its width.
struct House {
  double x, y, width, depth, turn, eaves, tilt;
};

inline double roof_z(const House& h, double across) {
  return h.eaves + (h.depth / 2 - std::abs(across)) * std::tan(h.tilt * 3.14159265358979323846 / 180);
}

inline geo::Point3 on_roof(const House& h, double along, double across) {
  return {h.x + along * std::cos(h.turn) - across * std::sin(h.turn), h.y + along * std::sin(h.turn) + across * std::cos(h.turn),
          roof_z(h, across)};
}

/// Two faces per house, the one with negative `across` first.
inline std::vector<RoofFace> faces_of(const std::vector<House>& houses) {
  std::vector<RoofFace> faces;
  for (std::size_t n = 0; n < houses.size(); ++n) {
    const House& h = houses[n];
    for (const int side : {-1, 1}) {
      RoofFace face;
      face.building = "h" + std::to_string(n);
      face.id = face.building + (side < 0 ? "a" : "b");
      face.area_m2 = h.width * h.depth / 2 / std::cos(h.tilt * 3.14159265358979323846 / 180);
      face.slope_deg = h.tilt;
      std::vector<geo::Point3> ring;
      for (const auto& [along, across] : {std::pair{-0.5, 0.0}, {0.5, 0.0}, {0.5, 0.5}, {-0.5, 0.5}}) {
        const auto p = on_roof(h, along * h.width, side * across * h.depth);
        ring.push_back(k_essen(p.x, p.y, p.z));
      }
      face.shape = area_of(std::move(ring));
      faces.push_back(std::move(face));
    }
  }
  return faces;
}

/// Houses of all sizes and tilts in streets, side by side on either axis; every fifth is flat.
inline std::vector<House> houses(int side, unsigned seed) {
  std::mt19937 random(seed);
  const auto between = [&](double low, double high) { return low + (high - low) * static_cast<double>(random() % 100000) / 100000; };
  std::vector<House> all;
  for (int i = 0; i < side; ++i) {
    for (int j = 0; j < side; ++j) {
      all.push_back({i * 18 + between(-2, 2), j * 16 + between(-2, 2), between(8, 14), between(7, 11), between(-0.6, 0.6), between(3, 12),
                     random() % 5 == 0 ? 0.0 : between(15, 45)});
    }
  }
  return all;
}

}  // namespace skizze::solar::town
