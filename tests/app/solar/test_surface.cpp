// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Terrain, roofs, trees, walls and strips of known shape.
#include <cmath>

#include <QTemporaryDir>
#include <QTest>

#include "app/solar/town.h"
#include "feature/pack_builder.h"
#include "geo/crs.h"
#include "geo/mercator.h"
#include "solar/field.h"
#include "solar/surface.h"
#include "solar/vertical.h"

using namespace skizze;
using namespace skizze::solar;
using namespace skizze::solar::town;
using feature::Value;

namespace {

/// A flat roof of 10 x 10 m at a height.
RoofFace roof_at(double east_m, double north_m, double z) {
  RoofFace face;
  face.id = face.building = "B";
  face.area_m2 = 100;
  face.shape = area_of({k_essen(east_m, north_m, z), k_essen(east_m + 10, north_m, z), k_essen(east_m + 10, north_m + 10, z),
                        k_essen(east_m, north_m + 10, z)});
  return face;
}

/// A terrain that rises by one metre in ten towards the east, 100 m in the middle; tiles of zoom 14 all around.
struct Terrain {
  QTemporaryDir folder;
  std::shared_ptr<const feature::RasterPack> raster;
  Terrain() {
    constexpr int k_zoom = 15;
    feature::RasterInfo info;
    info.name = "dem";
    info.min_zoom = info.max_zoom = k_zoom;
    info.pixel_m = 2;
    const auto middle = geo::tile_at(k_essen.middle, k_zoom);
    geo::Box box;
    const auto file = folder.filePath("dem.raster").toStdString();
    auto writer = *feature::RasterPackWriter::create(file, info);
    for (std::uint32_t y = middle.y - 1; y <= middle.y + 1; ++y) {
      for (std::uint32_t x = middle.x - 1; x <= middle.x + 1; ++x) {
        const geo::TileId id{k_zoom, x, y};
        const auto tile = geo::tile_bounds(id);
        box.add(tile);
        std::vector<float> z;
        for (int row = 0; row < 512; ++row) {
          for (int column = 0; column < 512; ++column) {
            const double mercator_x = tile.min_x + (column + 0.5) / 512 * tile.width();
            z.push_back(static_cast<float>(100 + 0.1 * (mercator_x - k_essen.middle.x) * geo::ground_scale(k_essen.middle.y)));
          }
        }
        if (!writer.add(id, z)) qFatal("cannot write the terrain");
      }
    }
    info.bounds = box;
    if (!writer.finish(info)) qFatal("cannot write the terrain");
    raster = *feature::RasterPack::open(file);
  }
};

float at(const HeightGrid& grid, const geo::Point3& p) {
  const auto column = static_cast<std::size_t>((p.x - grid.north_west.x) / grid.step);
  const auto row = static_cast<std::size_t>((grid.north_west.y - p.y) / grid.step);
  return grid.z[row * static_cast<std::size_t>(grid.width) + column];
}

/// The four walls of a house of 10 x 10 x 6 m on level ground, seen from outside counter-clockwise.
std::shared_ptr<const feature::LayerPack> house_walls() {
  feature::PackInfo info;
  info.role = feature::PackRole::city_surfaces;
  info.crs = "EPSG:25832";
  info.has_z = true;
  info.columns = {{"gml_id", feature::ColumnType::text}, {"class", feature::ColumnType::text}, {"object", feature::ColumnType::text}};
  feature::PackBuilder builder(info);
  const std::vector<std::pair<double, double>> corners{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  const std::array<const char*, 4> names{"S", "E", "N", "W"};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto [ax, ay] = corners[i];
    const auto [bx, by] = corners[(i + 1) % 4];
    const std::array<Value, 3> values{Value{names[i]}, Value{"WallSurface"}, Value{i < 2 ? "B" : "C"}};
    builder.add(static_cast<std::int64_t>(i), area_of({k_essen(ax, ay, 0), k_essen(bx, by, 0), k_essen(bx, by, 6), k_essen(ax, ay, 6)}),
                values);
  }
  const std::array<Value, 3> values{Value{"roof"}, Value{"RoofSurface"}, Value{"B"}};
  builder.add(9, roof_at(0, 0, 6).shape, values);
  return *feature::LayerPack::from_bytes(builder.finish());
}

std::shared_ptr<const feature::LayerPack> lines_pack(const std::vector<std::tuple<std::string, std::string, std::string, double>>& rows) {
  feature::PackInfo info;
  info.kind = geo::GeometryKind::line;
  info.crs = "EPSG:3857";
  info.columns = {{"highway", feature::ColumnType::text}, {"railway", feature::ColumnType::text}, {"tracks", feature::ColumnType::text}};
  feature::PackBuilder builder(info);
  for (const auto& [road, rail, tracks, north] : rows) {
    const std::array<Value, 3> values{road.empty() ? Value{} : Value{road}, rail.empty() ? Value{} : Value{rail},
                                      tracks.empty() ? Value{} : Value{tracks}};
    geo::Part part;
    for (const double east : {-2000.0, 0.0, 2000.0}) part.points.push_back(k_essen(east, north, 0));
    builder.add(1, {geo::GeometryKind::line, {part}}, values);
  }
  return *feature::LayerPack::from_bytes(builder.finish());
}

}  // namespace

class TestSurface : public QObject {
  Q_OBJECT

 private slots:
  void terrain_roofs_and_trees_stand_on_one_grid() {
    const Terrain terrain;
    Surroundings around;
    around.terrain = terrain.raster.get();
    around.trees = {{k_essen(-30, 0, 0).xy(), 15, 4}};
    around.margin_m = 60;
    const auto grid = *surface_of({roof_at(0, 0, 110)}, around);
    QVERIFY(std::abs(at(grid, k_essen(5, 5, 0)) - 110) < 0.01F);
    QVERIFY(std::abs(at(grid, k_essen(50, 0, 0)) - 105) < 0.1F);
    QVERIFY(std::abs(at(grid, k_essen(-50, 0, 0)) - 95) < 0.1F);
    QVERIFY(std::abs(at(grid, k_essen(-30, 0, 0)) - (97 + 15)) < 0.2F);
    QVERIFY(std::abs(at(grid, k_essen(-30, 10, 0)) - 97) < 0.1F);
  }

  void without_terrain_only_roofs_stand_there() {
    Surroundings around;
    around.trees = {{k_essen(-30, 0, 0).xy(), 15, 4}};
    const auto grid = *surface_of({roof_at(0, 0, 110)}, around);
    QVERIFY(std::isnan(at(grid, {grid.middle_of(0).x, grid.middle_of(0).y, 0})));
    QVERIFY(!surface_of({}, around));
  }

  void heights_of_another_level_are_noticed() {
    const Terrain terrain;
    std::vector<RoofFace> faces;
    for (int i = 0; i < 20; ++i) faces.push_back(roof_at(0, i * 12.0, 100.5 + 8));
    const auto fits = height_offset_m(faces, *terrain.raster);
    QVERIFY(fits && std::abs(*fits - 8) < 0.2);
    QVERIFY(fits_terrain_model(*fits) && !fits_surface_model(*fits));
    for (auto& face : faces)
      for (auto& p : face.shape.parts.front().points) p.z += 46;  // ellipsoidal heights
    const auto off = height_offset_m(faces, *terrain.raster);
    QVERIFY(!fits_terrain_model(*off) && !fits_surface_model(*off));
    QVERIFY(!height_offset_m({roof_at(500000, 0, 5)}, *terrain.raster));
  }

  void walls_know_where_they_look() {
    const auto walls = *wall_faces(*house_walls());
    QCOMPARE(walls.size(), 4U);
    for (const auto& wall : walls) {
      const double expected = wall.id == "S" ? 180 : wall.id == "E" ? 90 : wall.id == "N" ? 0 : 270;
      const double off = std::abs(std::remainder(wall.azimuth_deg - expected, 360));
      QVERIFY2(off < 0.5, wall.id.c_str());
      QVERIFY(std::abs(wall.area_m2 - 60) < 0.1);
      QVERIFY(std::abs(wall.height_m - 6) < 0.01);
    }
    QCOMPARE(wall_faces(*house_walls(), "B")->size(), 2U);
    QVERIFY(!wall_faces(*lines_pack({})));
  }

  void an_open_south_wall_gets_seventy_percent_of_the_best_plane() {
    const auto walls = *wall_faces(*house_walls());
    const auto grid = *surface_of({roof_at(0, 0, 6)}, {});
    const RoofModel model(essen_year(), {});
    for (const auto& wall : walls) {
      const auto result = assess_wall(wall, grid, model, essen_year());
      QVERIFY(result.shading_loss < 0.01);
      const double share = result.unshaded_kwh_m2 / model.best_kwh_m2();
      // Reference part B1.13: south 70 to 71 %, east and west 52 to 59 %.
      if (wall.id == "S") QVERIFY2(share > 0.69 && share < 0.72, qPrintable(QString::number(share)));
      if (wall.id == "E" || wall.id == "W") QVERIFY2(share > 0.50 && share < 0.60, qPrintable(QString::number(share)));
      if (wall.id == "N") QVERIFY(share < 0.35);
      QVERIFY(std::abs(result.kwp - 60 * 0.40 * 0.21) < 0.1);
    }
  }

  void a_house_before_the_wall_takes_light_low_down_most() {
    const auto walls = *wall_faces(*house_walls());
    const auto south = std::find_if(walls.begin(), walls.end(), [](const auto& wall) { return wall.id == "S"; });
    const RoofModel model(essen_year(), {});
    const auto open = assess_wall(*south, *surface_of({roof_at(0, 0, 6)}, {}), model, essen_year());
    const auto shaded = assess_wall(*south, *surface_of({roof_at(0, 0, 6), roof_at(0, -18, 9)}, {}), model, essen_year());
    QVERIFY(shaded.shading_loss > 0.15);
    QVERIFY(shaded.kwh < 0.9 * open.kwh && shaded.balcony_kwh < 0.95 * open.balcony_kwh);
  }

  void a_balcony_never_gives_more_than_its_inverter() {
    const Plane south{70, 180};
    const double small = balcony_yield_kwh(essen_year(), south, 860, 800);
    const double doubled = balcony_yield_kwh(essen_year(), south, 1720, 800);
    const double unlimited = balcony_yield_kwh(essen_year(), south, 1720, 1e9);
    QVERIFY(std::abs(unlimited / small - 2) < 0.01);  // 860 W hardly ever meet the limit
    QVERIFY(doubled < 0.97 * unlimited && doubled > 1.5 * small);
  }

  void strips_follow_motorways_and_railways_of_two_tracks() {
    FieldLines found;
    add_field_lines(*lines_pack({{"motorway", "", "", 0},
                                 {"residential", "", "", 100},
                                 {"", "rail", "2", 5000},
                                 {"", "rail", "1", 9000},
                                 {"", "rail", "", 12000}}),
                    found);
    QCOMPARE(found.motorways, 1U);
    QCOMPARE(found.railways, 1U);
    QCOMPARE(found.unknown_tracks, 1U);
    const auto strips = *field_strips(found, {}, 15);
    QCOMPARE(strips.size(), 2U);
    // Two lines of 4 km: 200 m on both sides, and the round ends between 15 and 215 m.
    const double ends = 3.14159 * (215 * 215 - 15 * 15);
    QVERIFY(std::abs(strips[0].area_m2 / (2 * (4000 * 400 + ends)) - 1) < 0.01);
    QVERIFY(geo::contains(strips[0].shape, k_essen(0, 210, 0).xy()) && !geo::contains(strips[0].shape, k_essen(0, 220, 0).xy()));
    QVERIFY(!geo::contains(strips[0].shape, k_essen(0, 5, 0).xy()));  // the carriageway itself
    QVERIFY(geo::contains(strips[1].shape, k_essen(0, 510, 0).xy()));
  }

  void two_single_tracks_side_by_side_are_two_tracks() {
    FieldLines found;
    add_field_lines(*lines_pack({{"", "rail", "1", 0}, {"", "rail", "1", 4}}), found);
    QCOMPARE(found.railways, 2U);
  }

  void excluded_areas_are_cut_out() {
    FieldLines found;
    add_field_lines(*lines_pack({{"motorway", "", "", 0}}), found);
    const auto reserve = area_of({k_essen(-100, 20, 0), k_essen(100, 20, 0), k_essen(100, 600, 0), k_essen(-100, 600, 0)});
    const auto strips = *field_strips(found, {reserve}, 15);
    QVERIFY(!geo::contains(strips[0].shape, k_essen(0, 100, 0).xy()));
    QVERIFY(geo::contains(strips[0].shape, k_essen(150, 100, 0).xy()) && geo::contains(strips[0].shape, k_essen(0, -100, 0).xy()));
  }

  void without_lines_there_is_nothing_to_screen() {
    const auto strips = field_strips({}, {});
    QVERIFY(!strips);
    QCOMPARE(strips.error().message.id, std::string("solar.no_field_lines"));
  }
};

QTEST_APPLESS_MAIN(TestSurface)
#include "test_surface.moc"
