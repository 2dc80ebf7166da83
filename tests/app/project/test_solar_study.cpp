// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A street of houses whose roofs are known, put together as the window does it.
#include "project/solar_study.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <limits>

#include "app/solar/town.h"
#include "feature/pack_builder.h"
#include "geo/mercator.h"
#include "project/solar_area.h"
#include "project/solar_export.h"
#include "project/solar_sheet.h"

using namespace skizze;
using namespace skizze::project;
using feature::Value;

namespace {

const solar::town::Place place{geo::to_mercator({13.06, 52.39})};  // Potsdam
using solar::town::area_of;

/// Houses of 12 x 10 m in a row, 30 m apart, ridges from west to east at 35 degrees, eaves 6 m above `ground`; the last without a roof
/// surface.
std::shared_ptr<const feature::LayerPack> houses(int count, double ground = 0) {
  feature::PackInfo info;
  info.role = feature::PackRole::city_surfaces;
  info.crs = "EPSG:25833";
  info.has_z = true;
  info.columns = {{"gml_id", feature::ColumnType::text}, {"class", feature::ColumnType::text}, {"object", feature::ColumnType::text}};
  feature::PackBuilder builder(info);
  const double eaves = ground + 6;
  const double ridge = eaves + 5 * std::tan(35 * M_PI / 180);
  for (int i = 0; i < count; ++i) {
    const double x = i * 30.0;
    const auto add = [&](const std::string& id, const char* kind, std::vector<geo::Point3> ring) {
      const std::array<Value, 3> values{Value{id}, Value{kind}, Value{"H" + std::to_string(i)}};
      builder.add(1, area_of(std::move(ring)), values);
    };
    const std::string n = std::to_string(i);
    add("south" + n, "RoofSurface", {place(x, 0, eaves), place(x + 12, 0, eaves), place(x + 12, 5, ridge), place(x, 5, ridge)});
    add("north" + n, "RoofSurface", {place(x, 5, ridge), place(x + 12, 5, ridge), place(x + 12, 10, eaves), place(x, 10, eaves)});
    add("wall" + n, "WallSurface", {place(x, 0, ground), place(x + 12, 0, ground), place(x + 12, 0, eaves), place(x, 0, eaves)});
  }
  return *feature::LayerPack::from_bytes(builder.finish());
}

std::shared_ptr<const feature::LayerPack> trees() {
  feature::PackInfo info;
  info.kind = geo::GeometryKind::point;
  info.crs = "EPSG:3857";
  info.columns = {{"height_m", feature::ColumnType::real}, {"crown_m", feature::ColumnType::real}};
  feature::PackBuilder builder(info);
  const std::array<Value, 2> values{Value{18.0}, Value{10.0}};
  geo::Part part;
  part.points = {place(6, -9, 0)};
  builder.add(1, {geo::GeometryKind::point, {part}}, values);
  return *feature::LayerPack::from_bytes(builder.finish());
}

/// A level raster of one height; hole: a square without data beside the houses.
struct Raster {
  QTemporaryDir folder;
  std::shared_ptr<const feature::RasterPack> pack;
  Raster(const std::string& name, float height, bool roofs = false, bool hole = false) {
    constexpr int k_zoom = 17;
    feature::RasterInfo info;
    info.name = name;
    info.min_zoom = info.max_zoom = k_zoom;
    info.pixel_m = 0.4;
    const auto middle = geo::tile_at(place.middle, k_zoom);
    const auto file = folder.filePath("a.raster").toStdString();
    auto writer = *feature::RasterPackWriter::create(file, info);
    for (std::uint32_t y = middle.y - 2; y <= middle.y + 2; ++y) {
      for (std::uint32_t x = middle.x - 2; x <= middle.x + 2; ++x) {
        const geo::TileId id{k_zoom, x, y};
        const auto box = geo::tile_bounds(id);
        info.bounds.add(box);
        std::vector<float> z;
        for (int row = 0; row < 512; ++row) {
          for (int column = 0; column < 512; ++column) {
            const double k = geo::ground_scale(place.middle.y);
            const double east = (box.min_x + (column + 0.5) / 512 * box.width() - place.middle.x) * k;
            const double north = (box.max_y - (row + 0.5) / 512 * box.height() - place.middle.y) * k;
            float at = height;
            const double along = std::fmod(east + 3000, 30);
            if (roofs && along < 12 && north > 0 && north < 10)
              at += static_cast<float>(6 + (5 - std::abs(north - 5)) * std::tan(35 * M_PI / 180));
            if (hole && east > 15 && east < 25 && north > 0 && north < 10) at = std::numeric_limits<float>::quiet_NaN();
            z.push_back(at);
          }
        }
        if (!writer.add(id, z)) qFatal("cannot write the raster");
      }
    }
    if (!writer.finish(info)) qFatal("cannot write the raster");
    pack = *feature::RasterPack::open(file);
  }
};

base::Result<std::shared_ptr<const SolarStudy>> study_of(const SolarSources& sources, const SolarChoice& choice = {}) {
  return study_roofs(sources, choice, {}, [](double, const base::Message&) {});
}

bool says(const SolarStudy& study, const std::string& id) {
  return std::any_of(study.notices.begin(), study.notices.end(), [&](const auto& notice) { return notice.id == id; });
}

std::size_t unit_named(const SolarStudy& study, const std::string& id) {
  for (std::size_t i = 0; i < study.report.units.size(); ++i)
    if (study.report.units[i].id == id) return i;
  return study.report.units.size();
}

}  // namespace

class TestSolarStudy : public QObject {
  Q_OBJECT

 private slots:
  void a_town_without_heights_is_shaded_by_its_roofs_alone_and_says_so() {
    const auto study = *study_of({{houses(3)}, {}, {}});
    QCOMPARE(study->surface, SolarSurface::roofs_only);
    QCOMPARE(study->report.units.size(), 6U);
    QCOMPARE(study->buildings.size(), 3U);
    QVERIFY(says(*study, "solar.no_surface_model") && says(*study, "solar.monthly_climate"));
    QCOMPARE(study->year.region, std::string("Potsdam"));
    QCOMPARE(study->pack->size(), 6U);
    const auto& south = study->report.results[unit_named(*study, "south1")];
    const auto& north = study->report.results[unit_named(*study, "north1")];
    // Reference table B4: 1216.8 kWh/m² on 35 degrees south in Potsdam.
    QVERIFY2(std::abs(south.irradiation_kwh_m2 / 1216.8 - 1) < 0.02, qPrintable(QString::number(south.irradiation_kwh_m2)));
    QVERIFY(south.kwh > 1.5 * north.kwh);
  }

  void a_surface_model_and_a_terrain_are_told_apart_by_the_roofs() {
    const Raster dsm("dsm", 40, true);
    const Raster dem("dem", 40);
    const auto with_dsm = *study_of({{houses(3, 40)}, {trees()}, {dem.pack, dsm.pack}});
    QCOMPARE(with_dsm->surface, SolarSurface::surface_model);
    const auto with_dem = *study_of({{houses(3, 40)}, {trees()}, {dem.pack}});
    QCOMPARE(with_dem->surface, SolarSurface::terrain_and_trees);
    QVERIFY(says(*with_dem, "solar.terrain_and_trees"));
    // The tree stands before the first house.
    const auto loss = [&](const char* id) { return with_dem->report.results[unit_named(*with_dem, id)].shading_loss; };
    QVERIFY(loss("south0") > 0.05);
    QVERIFY(loss("south0") > 3 * loss("south2"));
  }

  void a_study_after_a_change_takes_over_what_does_not_see_it() {
    const Raster dem("dem", 40);
    const SolarSources plain{{houses(9, 40)}, {}, {dem.pack}};
    SolarSources planted = plain;
    planted.trees = {trees()};
    const auto before = *study_of(plain);
    const auto whole = *study_of(planted);
    const auto part = *study_roofs(
        planted, {}, {}, [](double, const base::Message&) {}, before);
    QVERIFY(part->report.results == whole->report.results);
    QVERIFY(part->report.results != before->report.results);
    QVERIFY2(part->report.computed > 0 && part->report.computed < whole->report.computed,
             qPrintable(QString::number(part->report.computed)));
    QCOMPARE(part->sum.kwh, whole->sum.kwh);
    SolarChoice other;
    other.roofs.module_efficiency = 0.18;
    QCOMPARE((*study_roofs(
                  planted, other, {}, [](double, const base::Message&) {}, before))
                 ->report.computed,
             whole->report.units.size());
  }

  void heights_from_two_levels_are_stated_and_the_raster_is_left_out() {
    const Raster dsm("dsm", 40, true);
    const auto study = *study_of({{houses(2, 40 + 46)}, {}, {dsm.pack}});
    QVERIFY(says(*study, "solar.heights_mixed"));
    QCOMPARE(study->surface, SolarSurface::roofs_only);
  }

  void holes_are_counted_and_a_raster_elsewhere_is_named() {
    const Raster holey("dsm", 40, true, true);
    const auto study = *study_of({{houses(2, 40)}, {}, {holey.pack}});
    QVERIFY(says(*study, "solar.surface_holes"));
    feature::PackInfo info;
    info.role = feature::PackRole::city_surfaces;
    info.crs = "EPSG:25833";
    info.has_z = true;
    info.columns = {{"gml_id", feature::ColumnType::text}, {"class", feature::ColumnType::text}, {"object", feature::ColumnType::text}};
    feature::PackBuilder builder(info);
    const std::array<Value, 3> values{Value{"far"}, Value{"RoofSurface"}, Value{"F"}};
    builder.add(1, area_of({place(9e4, 0, 6), place(9e4 + 12, 0, 6), place(9e4 + 12, 9, 6), place(9e4, 9, 6)}), values);
    const auto far = *study_of({{*feature::LayerPack::from_bytes(builder.finish())}, {}, {holey.pack}});
    QVERIFY(says(*far, "solar.outside_raster"));
    QCOMPARE(far->surface, SolarSurface::roofs_only);
  }

  void roofs_beyond_the_surface_model_are_counted_also_under_an_area() {
    const Raster dsm("dsm", 40, true);
    const auto study = *study_of({{houses(30, 40)}, {}, {dsm.pack}});
    QCOMPARE(study->surface, SolarSurface::surface_model);
    QVERIFY(says(*study, "solar.horizon_missing"));
    QVERIFY(!says(*study, "solar.surface_holes"));
    const auto street = [&](double west, double east) {
      return *study_area(*study, area_of({place(west, -5, 0), place(east, -5, 0), place(east, 15, 0), place(west, 15, 0)}));
    };
    QCOMPARE(street(-5, 80).unseen, 0U);
    const auto beyond = street(850, 900);
    QVERIFY(!beyond.units.empty());
    QCOMPARE(beyond.unseen, beyond.units.size());
    const auto figures = roof_figures(*study, area_of({place(850, -5, 0), place(900, -5, 0), place(900, 15, 0), place(850, 15, 0)}), {});
    QCOMPARE(figures->unseen, beyond.unseen);
    QCOMPARE(figures->sides, beyond.units.size());
  }

  void a_model_without_roofs_and_a_place_without_climate_are_refused() {
    feature::PackInfo info;
    info.role = feature::PackRole::city_surfaces;
    info.crs = "EPSG:25833";
    info.has_z = true;
    info.columns = {{"gml_id", feature::ColumnType::text}, {"class", feature::ColumnType::text}, {"object", feature::ColumnType::text}};
    const auto one = [&](const char* kind, geo::Geometry shape) {
      feature::PackBuilder builder(info);
      const std::array<Value, 3> values{Value{"a"}, Value{kind}, Value{"A"}};
      builder.add(1, shape, values);
      return *feature::LayerPack::from_bytes(builder.finish());
    };
    const auto wall = one("WallSurface", area_of({place(0, 0, 0), place(9, 0, 0), place(9, 0, 6), place(0, 0, 6)}));
    QCOMPARE(study_of({{wall}, {}, {}}).error().message.id, std::string("solar.no_roofs"));
    const solar::town::Place lisbon{geo::to_mercator({-9.1, 38.7})};
    const auto roof = one("RoofSurface", area_of({lisbon(0, 0, 6), lisbon(12, 0, 6), lisbon(12, 9, 6), lisbon(0, 9, 6)}));
    QCOMPARE(study_of({{roof}, {}, {}}).error().message.id, std::string("solar.no_climate"));
    SolarChoice chosen;
    chosen.region = "Kassel";
    QVERIFY(says(**study_of({{roof}, {}, {}}, chosen), "solar.climate_year_only"));
  }

  void what_cannot_be_computed_is_an_error_with_its_reason() {
    QCOMPARE(study_of({}).error().message.id, std::string("solar.no_roofs"));
    SolarChoice choice;
    choice.region = "Atlantis";
    QCOMPARE(study_of({{houses(1)}, {}, {}}, choice).error().message.id, std::string("solar.region_unknown"));
    choice = {};
    choice.try_file = "/nowhere/year.dat";
    QCOMPARE(study_of({{houses(1)}, {}, {}}, choice).error().code, base::ErrorCode::unreadable);
    base::CancelSource cancel;
    cancel.cancel();
    const auto cancelled = study_roofs({{houses(1)}, {}, {}}, {}, cancel.token(), [](double, const base::Message&) {});
    QCOMPARE(cancelled.error().code, base::ErrorCode::cancelled);
  }

  void an_area_sums_the_roofs_it_covers() {
    const auto study = *study_of({{houses(3)}, {}, {}});
    const auto area = area_of({place(-5, -5, 0), place(20, -5, 0), place(20, 15, 0), place(-5, 15, 0)});
    const auto first = study_area(*study, area);
    QCOMPARE(first->units.size(), 2U);
    QVERIFY(std::abs(first->sum.area_m2 - 2 * 12 * 5 / std::cos(35 * M_PI / 180)) < 0.5);
    QCOMPARE(study_area(*study, area_of({place(500, 500, 0), place(510, 500, 0), place(510, 510, 0)}))->units.size(), 0U);
    QVERIFY(!study_area(*study, area_of({place(0, 0, 0), place(10, 10, 0), place(10, 0, 0), place(0, 10, 0)})));
  }

  void on_flat_roofs_the_mounting_of_an_area_counts() {
    feature::PackInfo info;
    info.role = feature::PackRole::city_surfaces;
    info.crs = "EPSG:25833";
    info.has_z = true;
    info.columns = {{"gml_id", feature::ColumnType::text}, {"class", feature::ColumnType::text}, {"object", feature::ColumnType::text}};
    feature::PackBuilder builder(info);
    const std::array<Value, 3> values{Value{"hall"}, Value{"RoofSurface"}, Value{"H"}};
    builder.add(1, area_of({place(0, 0, 8), place(40, 0, 8), place(40, 30, 8), place(0, 30, 8)}), values);
    const auto study = *study_of({{*feature::LayerPack::from_bytes(builder.finish())}, {}, {}});
    const auto area = area_of({place(-5, -5, 0), place(45, -5, 0), place(45, 35, 0), place(-5, 35, 0)});
    const auto racked = roof_figures(*study, area, {});
    sketch::SolarArea flat;
    flat.mounting = sketch::SolarMounting::roof_parallel;
    const auto lying = roof_figures(*study, area, flat);
    QCOMPARE(racked->kwh, study->sum.kwh);
    QCOMPARE(lying->kwh, *study->report.results.front().kwh_parallel);
    QVERIFY(lying->kwh < racked->kwh);
    QCOMPARE(lying->kwp, racked->kwp);
    QVERIFY(std::abs(lying->co2_kg / lying->kwh - racked->co2_kg / racked->kwh) < 1e-9);
    const auto pitched = *study_of({{houses(3)}, {}, {}});
    QVERIFY(std::abs(roof_figures(*pitched, area, flat)->kwh - roof_figures(*pitched, area, {})->kwh) < 1e-6);
  }

  void the_sheet_of_a_building_adds_up() {
    const auto study = *study_of({{houses(2)}, {}, {}});
    const auto unit = unit_named(*study, "south0");
    const auto sheet = building_sheet(*study, unit);
    QCOMPARE(sheet.units.size(), 2U);
    QCOMPARE(sheet.units.front(), unit);  // the best side first
    double year = 0;
    for (const double month : sheet.month_kwh_m2) year += month;
    QVERIFY(std::abs(year / study->report.results[unit].irradiation_kwh_m2 - 1) < 0.02);
    QCOMPARE(std::string(sheet.losses.front().message_id), std::string("solar.loss_horizon"));
    double kept = 1;
    for (const auto& step : sheet.losses) kept *= 1 - step.percent / 100;
    const auto& r = study->report.results[unit];
    QVERIFY(std::abs(kept * r.unshaded_kwh_m2 * r.kwp / r.kwh - 1) < 0.02);
    QCOMPARE(sheet.walls, 1U);
    QVERIFY(sheet.balcony_kwh && *sheet.balcony_kwh > 400 && *sheet.balcony_kwh < 900);
  }

  void hours_of_sun_know_the_house_in_the_south() {
    const auto study = *study_of({{houses(1)}, {}, {Raster("dem", 0).pack}});
    const auto open = place_in_sun(*study, place(6, -40, 0).xy(), 2026, 12, 21);
    const auto shaded = place_in_sun(*study, place(6, 13, 0).xy(), 2026, 12, 21);
    QVERIFY(open && shaded);
    QVERIFY(open->hours_today > 7 && shaded->hours_today < 4);
    QVERIFY(!place_in_sun(*study, place(1e5, 0, 0).xy(), 2026, 12, 21));
  }

  void a_table_has_the_rows_and_the_order_that_were_asked_for() {
    const QTemporaryDir folder;
    const auto study = *study_of({{houses(3)}, {}, {}});
    const std::vector<std::size_t> chosen{unit_named(*study, "north2"), unit_named(*study, "south0")};
    const auto csv = folder.filePath("two.csv");
    QVERIFY(write_roof_table(roof_table(*study, chosen), csv.toStdString()));
    QFile in(csv);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const auto text = in.readAll();
    QVERIFY(text.indexOf("\r\nnorth2;") > 0 && text.indexOf("\r\nsouth0;") > text.indexOf("\r\nnorth2;"));
    QVERIFY(!text.contains("south1"));
    QVERIFY(text.contains(";kwh;kwh_low;kwh_high;"));
    const auto xlsx = folder.filePath("two.xlsx");
    QVERIFY(write_roof_table(roof_table(*study, chosen), xlsx.toStdString()));
    QFile book(xlsx);
    QVERIFY(book.open(QIODevice::ReadOnly));
    const auto bytes = book.readAll();
    QVERIFY(bytes.startsWith("PK") && bytes.contains("north2") && bytes.contains("klimaregion") && bytes.contains("sheet2.xml"));
  }

  void rows_are_written_in_the_zone_of_their_place_where_the_source_names_none() {
    QCOMPARE(metric_epsg("EPSG:25832", {13.4, 52.5}), 25832);
    QCOMPARE(metric_epsg("urn:adv:crs:ETRS89_UTM33*DE_DHHN2016_NH", {7, 51}), 25833);
    QCOMPARE(metric_epsg("", {13.4, 52.5}), 25833);
    QCOMPARE(metric_epsg("", {8.7, 50.1}), 25832);
    QCOMPARE(metric_epsg("EPSG:4326", {13.4, 52.5}), 25833);
    QCOMPARE(metric_epsg("no such system", {11.99, 51}), 25832);
    QCOMPARE(metric_epsg("no such system", {12.01, 51}), 25833);
  }

  void a_measure_overrides_what_is_assumed_for_its_place() {
    const GroundAssumptions assumed;
    sketch::SolarArea area;
    area.place = sketch::SolarPlace::canopy;
    QCOMPARE(ground_system(area, assumed).row_pitch_m, GroundAssumptions::over_parking().row_pitch_m);
    area.place = sketch::SolarPlace::ground;
    QCOMPARE(ground_system(area, assumed).row_pitch_m, solar::GroundSystem{}.row_pitch_m);
    area.row_pitch_m = 9;
    area.row_depth_m = 4;
    area.tilt_deg = 25;
    area.azimuth_deg = 90;
    const auto own = ground_system(area, assumed);
    QCOMPARE(own.row_pitch_m, 9.0);
    QCOMPARE(own.table_depth_m, 4.0);
    QCOMPARE(own.tilt_deg, 25.0);
    QCOMPARE(own.azimuth_deg, 90.0);
  }

  void a_density_of_its_own_sets_the_rows_that_fit_it() {
    sketch::SolarArea area;
    area.place = sketch::SolarPlace::ground;
    area.density_kwp_ha = 945;
    // 10,000 m² less 10 % for edges, 3 m deep rows, 21 %: 945 kWp stand every 6 m.
    QVERIFY(std::abs(ground_system(area, {}).row_pitch_m - 6) < 1e-9);
    const auto sun = *ground_sun({}, {13.06, 52.39});
    const auto dense = *ground_figures(10000, area, {}, {}, sun.year, sun.table);
    QVERIFY(std::abs(dense.kwp - 945) < 1e-6);
    area.density_kwp_ha = 500;
    const auto loose = *ground_figures(10000, area, {}, {}, sun.year, sun.table);
    QVERIFY(std::abs(loose.kwp - 500) < 1e-6);
    QVERIFY(loose.row_shading_loss < dense.row_shading_loss);
    QVERIFY(loose.kwh / loose.kwp > dense.kwh / dense.kwp);
    area.density_kwp_ha = 3000;
    QCOMPARE(ground_figures(10000, area, {}, {}, sun.year, sun.table).error().message.id, std::string("solar.rows_overlap"));
  }

  void a_field_needs_no_roofs_and_half_of_it_gives_half() {
    sketch::SolarArea area;
    area.place = sketch::SolarPlace::ground;
    GroundSunCache suns;
    const auto sun = *suns.at({}, {13.06, 52.39});
    QCOMPARE(*suns.at({}, {13.06, 52.39}), sun);
    QCOMPARE(sun->year.region, std::string("Potsdam"));
    const auto whole = *ground_figures(10000, area, {}, {}, sun->year, sun->table);
    area.usable_share = 0.5;
    const auto half = *ground_figures(10000, area, {}, {}, sun->year, sun->table);
    QVERIFY(std::abs(half.kwh * 2 - whole.kwh) < 1e-6 * whole.kwh);
    QVERIFY(whole.range.low < 1 && whole.range.high > 1);
    SolarChoice choice;
    choice.region = "Atlantis";
    QCOMPARE(suns.at(choice, {13, 52}).error().message.id, std::string("solar.region_unknown"));
  }

  void files_say_what_their_figures_rest_on() {
    const QTemporaryDir folder;
    const auto study = *study_of({{houses(2)}, {}, {}});
    const auto csv = folder.filePath("roofs.csv");
    QVERIFY(write_roof_table(roof_table(*study), csv.toStdString()));
    QFile in(csv);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const auto text = in.readAll();
    QVERIFY2(text.contains("# klimaregion: Potsdam") && text.contains("# klimajahre: 1995-2012") && text.contains("# unsicherheit_von: 0."),
             text);
    QVERIFY(text.contains("\r\nroofid;buildingid;area;usable_area;slope;aspect;irradiation;"));
    QCOMPARE(text.count("\r\nsouth"), 2);
    const auto gpkg = folder.filePath("roofs.gpkg");
    QVERIFY(write_roof_table(roof_table(*study), gpkg.toStdString()));
    QVERIFY(QFile(gpkg).size() > 10000);
    QVERIFY(!write_roof_table(roof_table(*study), "/nowhere/at/all.csv"));
    QCOMPARE(write_roof_table(roof_table(*study), folder.filePath("roofs.pdf").toStdString()).error().message.id, std::string("solar.export_ending"));
  }
};

QTEST_GUILESS_MAIN(TestSolarStudy)
#include "test_solar_study.moc"
