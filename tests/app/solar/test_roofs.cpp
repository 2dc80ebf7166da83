// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/roofs.h"

#include <array>
#include <cmath>
#include <numbers>

#include <QTest>

#include "feature/pack_builder.h"
#include "geo/crs.h"

using namespace skizze;
using feature::Value;
using geo::Point3;

namespace {

constexpr double k_rad = std::numbers::pi / 180;

/// A rectangle 10 m wide and 5 m deep on the plane of a roof with this slope and aspect, in Essen (EPSG:25832).
std::vector<Point3> roof_plane(double slope_deg, double aspect_deg, bool normal_down = false) {
  const double a = aspect_deg * k_rad;
  const double s = slope_deg * k_rad;
  const auto at = [&](double across, double up) {
    // "up" runs up the slope, against the aspect; "across" to its right.
    const double dx = -std::sin(a) * std::cos(s) * up + std::cos(a) * across;
    const double dy = -std::cos(a) * std::cos(s) * up - std::sin(a) * across;
    return Point3{360000 + dx, 5700000 + dy, 60 + std::sin(s) * up};
  };
  std::vector<Point3> ring{at(0, 0), at(10, 0), at(10, 5), at(0, 5)};
  if (normal_down) std::reverse(ring.begin(), ring.end());
  return ring;
}

std::shared_ptr<const feature::LayerPack> pack_of(std::vector<std::pair<std::string, geo::Geometry>> surfaces,
                                                  feature::PackRole role = feature::PackRole::city_surfaces) {
  const auto transform = geo::Transform::make("EPSG:25832", "EPSG:3857");
  feature::PackInfo info;
  info.role = role;
  info.crs = "EPSG:25832";
  info.has_z = true;
  info.columns = {{"gml_id", feature::ColumnType::text}, {"class", feature::ColumnType::text}, {"object", feature::ColumnType::text}};
  feature::PackBuilder builder(info);
  for (auto& [name, geometry] : surfaces) {
    for (auto& part : geometry.parts) transform->forward(std::span<Point3>(part.points));
    const std::array<Value, 3> values{Value{"S"}, Value{name}, Value{"B"}};
    builder.add(1, geometry, values);
  }
  return *feature::LayerPack::from_bytes(builder.finish());
}

geo::Geometry area_of(std::vector<geo::Part> parts) { return {geo::GeometryKind::area, std::move(parts)}; }

}  // namespace

class TestRoofs : public QObject {
  Q_OBJECT

 private slots:
  void slope_aspect_and_area_are_those_of_the_plane() {
    for (const double slope : {1.0, 15.0, 35.0, 60.0, 80.0}) {
      for (const double aspect : {0.0, 45.0, 90.0, 180.0, 233.0, 359.0}) {
        const auto pack = pack_of({{"RoofSurface", area_of({{roof_plane(slope, aspect), false}})}});
        const auto faces = solar::roof_faces(*pack);
        QVERIFY(faces.has_value());
        QCOMPARE(faces->size(), 1U);
        const auto& face = faces->front();
        QVERIFY(std::abs(face.area_m2 - 50) < 0.05);
        QVERIFY(std::abs(face.slope_deg - slope) < 0.05);
        const double off = std::remainder(face.aspect_deg - aspect, 360.0);
        QVERIFY2(std::abs(off) < (slope < 5 ? 1.5 : 0.1), qPrintable(QString::number(off)));
        QCOMPARE(face.building, std::string("B"));
      }
    }
  }

  void a_normal_that_points_down_is_turned_up() {
    const auto faces = solar::roof_faces(*pack_of({{"RoofSurface", area_of({{roof_plane(30, 180, true), false}})}}));
    QVERIFY(std::abs(faces->front().slope_deg - 30) < 0.05);
    QVERIFY(std::abs(faces->front().aspect_deg - 180) < 0.1);
  }

  void an_upright_roof_is_flagged() {
    const auto faces = solar::roof_faces(*pack_of({{"RoofSurface", area_of({{roof_plane(90, 90), false}})}}));
    QVERIFY(faces->front().upright);
    QVERIFY(std::abs(faces->front().area_m2 - 50) < 0.05);
  }

  void each_polygon_is_a_face_and_holes_are_taken_off() {
    auto second = roof_plane(20, 90);
    std::vector<Point3> hole;
    for (const auto& p : roof_plane(0, 0)) hole.push_back({360000 + (p.x - 360000) / 10, 5700000 + (p.y - 5700000) / 10, 60});
    const auto faces = solar::roof_faces(*pack_of({{"RoofSurface", area_of({{roof_plane(0, 0), false}, {hole, true}, {second, false}})}}));
    QCOMPARE(faces->size(), 2U);
    QVERIFY(std::abs((*faces)[0].area_m2 - 49.5) < 0.05);
    QCOMPARE((*faces)[0].id, std::string("S"));
    QCOMPARE((*faces)[1].id, std::string("S#2"));
    QVERIFY(std::abs(solar::total_area_m2(*faces) - 99.5) < 0.1);
  }

  void walls_are_no_roofs() {
    const auto faces = solar::roof_faces(*pack_of({{"WallSurface", area_of({{roof_plane(30, 0), false}})}}));
    QCOMPARE(faces->size(), 0U);
  }

  void other_packs_are_refused() {
    const auto faces = solar::roof_faces(*pack_of({}, feature::PackRole::features));
    QVERIFY(!faces.has_value());
    QCOMPARE(faces.error().message.id, std::string("solar.no_surfaces"));
  }

  void directions_are_quarters_around_the_cardinal_points() {
    solar::RoofFace face;
    face.slope_deg = 10;
    QCOMPARE(solar::direction_class(face), std::string("flat"));
    face.slope_deg = 10.1;
    const std::array<std::pair<double, const char*>, 6> cases{{{0, "N"}, {44.9, "N"}, {45, "E"}, {135, "S"}, {225, "W"}, {315, "N"}}};
    for (const auto& [aspect, expected] : cases) {
      face.aspect_deg = aspect;
      QCOMPARE(solar::direction_class(face), std::string(expected));
    }
  }

  void a_source_in_degrees_is_measured_in_its_utm_zone() {
    feature::PackInfo info;
    info.crs = "EPSG:4326";
    info.bounds = {1.0e6, 6.6e6, 1.01e6, 6.61e6};  // 9.0 degrees east
    QCOMPARE(solar::metric_crs(info), std::string("EPSG:25832"));
  }
};

QTEST_GUILESS_MAIN(TestRoofs)
#include "test_roofs.moc"
