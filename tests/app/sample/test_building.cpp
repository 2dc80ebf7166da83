// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/building.h"

#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

#include <QTest>

#include "geo/geometry.h"

using namespace skizze::sample;
using skizze::geo::Point3;

namespace {

Body body_of(RoofForm form, double tilt, double turn_deg, double width = 12, double depth = 9) {
  Body body;
  body.corner = {357000, 5713000};
  const double a = turn_deg * std::numbers::pi / 180;
  body.along = {std::cos(a), std::sin(a)};
  body.width_m = width;
  body.depth_m = depth;
  body.roof = form;
  body.tilt_deg = tilt;
  return body;
}

std::vector<Body> many() {
  std::vector<Body> bodies;
  for (const double turn : {0.0, 37.0, 121.0, 250.0}) {
    bodies.push_back(body_of(RoofForm::flat, 0, turn));
    bodies.push_back(body_of(RoofForm::shed, 12, turn));
    bodies.push_back(body_of(RoofForm::gable, 38, turn));
    bodies.push_back(body_of(RoofForm::gable, 38, turn));
    bodies.back().ridge_across = true;
    bodies.push_back(body_of(RoofForm::hip, 30, turn));
    bodies.push_back(body_of(RoofForm::hip, 30, turn, 8, 14));
    bodies.push_back(body_of(RoofForm::hip, 45, turn, 9, 9));
  }
  return bodies;
}

}  // namespace

class TestBuilding : public QObject {
  Q_OBJECT

 private slots:
  // A closed surface walks every edge once in each direction.
  void every_body_is_closed() {
    for (const auto& body : many()) {
      using Edge = std::tuple<long, long, long, long, long, long>;
      std::map<Edge, int> edges;
      const auto mm = [](double v) { return std::lround(v * 1000); };
      for (const auto& face : faces_of(body)) {
        for (std::size_t i = 0; i < face.ring.size(); ++i) {
          const auto& a = face.ring[i];
          const auto& b = face.ring[(i + 1) % face.ring.size()];
          ++edges[{mm(a.x), mm(a.y), mm(a.z), mm(b.x), mm(b.y), mm(b.z)}];
          --edges[{mm(b.x), mm(b.y), mm(b.z), mm(a.x), mm(a.y), mm(a.z)}];
        }
      }
      for (const auto& [edge, count] : edges) QCOMPARE(count, 0);
    }
  }

  void roofs_have_the_tilt_and_direction_they_were_built_with() {
    for (const auto& body : many()) {
      const auto aspects = roof_aspects_deg(body);
      std::size_t n = 0;
      double area = 0;
      for (const auto& face : faces_of(body)) {
        if (face.kind != FaceKind::roof) continue;
        const Point3 normal = skizze::geo::newell_normal(face.ring);
        const double size = std::sqrt(normal.x * normal.x + normal.y * normal.y + normal.z * normal.z);
        area += size / 2;
        QVERIFY(normal.z > 0);
        QVERIFY(std::abs(std::acos(normal.z / size) * 180 / std::numbers::pi - body.tilt_deg) < 1e-6);
        if (body.roof == RoofForm::flat) continue;
        const double aspect = std::atan2(normal.x, normal.y) * 180 / std::numbers::pi;
        QVERIFY(std::abs(std::remainder(aspect - aspects.at(n++), 360.0)) < 1e-6);
      }
      QVERIFY(std::abs(area - roof_area_m2(body)) < 1e-6);
    }
  }

  void the_ground_looks_down_and_walls_stand() {
    for (const auto& body : many()) {
      for (const auto& face : faces_of(body)) {
        const Point3 normal = skizze::geo::newell_normal(face.ring);
        if (face.kind == FaceKind::ground) QVERIFY(normal.z < 0);
        if (face.kind == FaceKind::wall) QVERIFY(std::abs(normal.z) < 1e-6);
      }
    }
  }

  void the_roof_is_highest_at_its_ridge() {
    const auto body = body_of(RoofForm::gable, 45, 0);  // 9 m deep: ridge 4.5 m above the eaves
    QVERIFY(std::abs(ridge_m(body) - 10.5) < 1e-9);
    QVERIFY(std::abs(roof_height_at(body, {357006, 5713004.5}) - 10.5) < 1e-9);
    QVERIFY(roof_height_at(body, {356999, 5713004.5}) < 0);
  }
};

QTEST_GUILESS_MAIN(TestBuilding)
#include "test_building.moc"
