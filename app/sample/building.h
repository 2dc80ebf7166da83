// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "sample/plane.h"

namespace skizze::sample {

enum class RoofForm : std::uint8_t { flat, shed, gable, hip };
/// Code of the AdV list (bldg:roofType): 1000 flat, 2100 shed, 3100 gable, 3200 hip, 3500 tent.
int roof_type_code(RoofForm form, bool tent);

/// A rectangular body with one roof. Corner 0 is the lower left one when looking along; the front is the side from corner 0 to 1.
struct Body {
  Vec corner;           ///< EPSG:25833
  Vec along{1, 0};      ///< unit vector from corner 0 to corner 1
  double width_m = 10;  ///< along the front
  double depth_m = 10;
  RoofForm roof = RoofForm::flat;
  double tilt_deg = 0;
  bool ridge_across = false;  ///< gable: ridge at a right angle to the front
  double eaves_m = 6;         ///< above its ground
};

struct Building {
  std::vector<Body> bodies;  ///< more than one: parts of one building
  std::string function;      ///< AdV code, "31001_1010"
  std::string name;          ///< only what has one: "Rathaus"
  std::string street;
  std::string house_number;
  int storeys = 1;
  int year = 0;       ///< 0: unknown
  double base_m = 0;  ///< height of the ground floor, DHHN2016
};

enum class FaceKind : std::uint8_t { ground, wall, roof };

/// One face of a body, outward side counter-clockwise; heights above the body's ground.
struct Face {
  FaceKind kind = FaceKind::wall;
  std::vector<geo::Point3> ring;
};

/// The closed surface of a body: ground, walls, roof.
std::vector<Face> faces_of(const Body& body);
/// Corners counter-clockwise, corner 0 first.
Polygon footprint(const Body& body);
/// Height of the ridge above its ground.
double ridge_m(const Body& body);
/// Directions in which the roof faces look, clockwise from grid north; empty for flat roofs. In the order of faces_of().
std::vector<double> roof_aspects_deg(const Body& body);
/// True area of the roof: footprint over the cosine of the tilt (all forms here have one tilt).
double roof_area_m2(const Body& body);
std::size_t roof_face_count(const Body& body);
/// Height of the roof's surface above its ground at a point, or negative outside.
double roof_height_at(const Body& body, Vec p);

}  // namespace skizze::sample
