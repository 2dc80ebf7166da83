// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A town of houses with known roofs; the truth is marched ray by ray over the houses' own shapes, not over any raster.
#include "solar/roof_solar.h"

#include <atomic>
#include <cmath>
#include <random>
#include <thread>

#include <QTest>

#include "app/solar/marched_light.h"
#include "geo/overlay.h"
#include "solar/angles.h"
#include "solar/area.h"

using namespace skizze;
using namespace skizze::solar;
using namespace skizze::solar::town;

class TestRoofSolar : public QObject {
  Q_OBJECT

 private slots:
  void unshaded_faces_get_what_the_plane_formula_says() {
    const RoofModel model(essen_year(), {});
    for (const double tilt : {0.0, 15.0, 30.0, 45.0, 60.0}) {
      for (const double turn : {0.0, 0.7, 1.57, 2.5}) {
        const std::vector<House> one{{0, 0, 12, 9, turn, 5, tilt}};
        const auto faces = faces_of(one);
        const auto report = *assess_roofs(faces, *grid_of_roofs(faces), model);
        QCOMPARE(report.units.size(), tilt == 0 ? 1U : 2U);
        for (std::size_t i = 0; i < report.units.size(); ++i) {
          QVERIFY(std::abs(report.units[i].plane.tilt_deg - tilt) < 0.1);
          const double expected = yearly_on_plane_kwh(essen_year(), report.units[i].plane);
          QVERIFY(std::abs(report.results[i].irradiation_kwh_m2 / expected - 1) < 0.01);
          QVERIFY(report.results[i].shading_loss < 0.005);
        }
      }
    }
  }

  void shaded_faces_come_within_three_percent_of_marched_rays() {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    const auto built = houses(6, 5);  // instruments look at the code, not at the figures
    constexpr std::size_t k_least = 60;
#else
    const auto built = houses(17, 5);
    constexpr std::size_t k_least = 500;
#endif
    const auto faces = faces_of(built);
    const RoofModel model(essen_year(), {});
    const auto report = *assess_roofs(faces, *grid_of_roofs(faces), model);
    const MarchedLight light(built, essen_year());
    std::vector<double> off(report.units.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t i = next++; i < report.units.size(); i = next++) {
        const auto& unit = report.units[i];
        double truth = 0;
        for (const std::size_t face : unit.faces) {
          const House& h = built[face / 2];
          for (int a = 0; a < 6; ++a) {
            for (int b = 0; b < 5; ++b) {
              truth +=
                  light.kwh(unit.plane, on_roof(h, ((a + 0.5) / 6 - 0.5) * h.width, (face % 2 ? 1 : -1) * (b + 0.5) / 5 * h.depth / 2)) /
                  static_cast<double>(30 * unit.faces.size());
            }
          }
        }
        off[i] = report.results[i].irradiation_kwh_m2 / truth - 1;
      }
    };
    std::thread other(work);
    work();
    other.join();
    double bias = 0;
    double squares = 0;
    double most = 0;
    std::size_t shaded = 0;
    for (std::size_t i = 0; i < off.size(); ++i) {
      if (std::abs(off[i]) >= 0.03) qWarning("%s: %.2f %%", report.units[i].id.c_str(), off[i] * 100);
      most = std::max(most, std::abs(off[i]));
      bias += off[i] / static_cast<double>(off.size());
      squares += off[i] * off[i] / static_cast<double>(off.size());
      shaded += report.results[i].shading_loss > 0.03 ? 1U : 0U;
    }
    qInfo("%zu sides, %zu shaded, most %.2f %%, bias %.3f %%, rms %.2f %%", off.size(), shaded, most * 100, bias * 100,
          std::sqrt(squares) * 100);
    QVERIFY(off.size() >= k_least);
    QVERIFY(shaded >= k_least / 4);
    QVERIFY(most < 0.03);
    QVERIFY(std::abs(bias) < 0.005);
  }

  void after_a_change_only_what_sees_it_is_worked_out_anew_with_the_same_figures() {
    const RoofModel model(essen_year(), {});
    auto built = houses(12, 5);
    const auto faces = faces_of(built);
    const auto grid = *grid_of_roofs(faces);
    const auto before = *assess_roofs(faces, grid, model);
    QCOMPARE(before.computed, before.units.size());
    const auto again = [&](const std::vector<RoofFace>& now, const HeightGrid& heights) {
      const auto part = *assess_again(now, heights, model, before, grid);
      const auto whole = *assess_roofs(now, heights, model);
      const bool same = part.results == whole.results && part.horizons.pixels == whole.horizons.pixels &&
                        part.horizons.tangents == whole.horizons.tangents && part.units.size() == whole.units.size();
      return same ? part.computed : std::size_t{1'000'000};
    };
    QCOMPARE(again(faces, grid), 0U);
    // A house in the middle of the town grows.
    built[65].eaves += 5;
    auto now = faces_of(built);
    const auto grown = again(now, *grid_of_roofs(now));
    QVERIFY2(grown >= 2 && grown < before.units.size() * 3 / 4, qPrintable(QString::number(grown)));
    // It goes.
    now.erase(now.begin() + 2 * 65, now.begin() + 2 * 66);
    const auto gone = again(now, *grid_of_roofs(now));
    QVERIFY(gone >= 1 && gone < before.units.size() / 2);
    // A low tree in a yard; nothing of the roofs has changed.
    auto heights = grid;
    const auto yard = k_essen(5 * 18 + 9, 5 * 16 + 8, 0);
    raise_to(heights, TreeShape{yard.xy(), 3, 14});
    QVERIFY(!changed_windows(grid, heights).empty());
    const auto tree = again(faces, heights);
    QVERIFY2(tree >= 1 && tree < before.units.size() / 2, qPrintable(QString::number(tree)));
    // Another frame: everything.
    built.push_back({400, 400, 10, 8, 0, 5, 30});
    now = faces_of(built);
    QVERIFY(again(now, *grid_of_roofs(now)) > before.units.size() / 2);
  }

  void pieces_of_one_plane_are_one_side() {
    auto faces = faces_of({{0, 0, 12, 9, 0, 5, 30}});
    // The southern side in two pieces, and a dormer's roof of another tilt beside it.
    RoofFace left = faces[0];
    RoofFace right = faces[0];
    auto& l = left.shape.parts.front().points;
    auto& r = right.shape.parts.front().points;
    const auto middle = [](const geo::Point3& a, const geo::Point3& b) {
      return geo::Point3{(a.x + b.x) / 2, (a.y + b.y) / 2, (a.z + b.z) / 2};
    };
    const auto top = middle(l[0], l[1]);
    const auto bottom = middle(l[2], l[3]);
    l[1] = top;
    l[2] = bottom;
    r[0] = top;
    r[3] = bottom;
    left.area_m2 = right.area_m2 = faces[0].area_m2 / 2;
    faces[0] = left;
    faces.push_back(right);
    const auto units = roof_units(faces);
    QCOMPARE(units.size(), 2U);
    QCOMPARE(units[0].faces.size(), 2U);
    QVERIFY(std::abs(units[0].area_m2 - units[1].area_m2) < 1e-6);
    faces[2].building = "other";
    QCOMPARE(roof_units(faces).size(), 3U);
  }

  void upright_faces_and_faces_without_area_are_left_out() {
    auto faces = faces_of({{0, 0, 12, 9, 0, 5, 30}});
    faces[0].upright = true;
    const auto report = *assess_roofs(faces, *grid_of_roofs(faces), RoofModel(essen_year(), {}));
    QCOMPARE(report.units.size(), 1U);
    QCOMPARE(report.left_out, 1U);
    QVERIFY(!grid_of_roofs({}));
  }

  void modules_power_and_classes_follow_the_assumptions() {
    RoofAssumptions assumptions;
    const RoofModel model(essen_year(), assumptions);
    const auto south = model.result(100, {35, 180}, {});
    QCOMPARE(south.modules, 38U);  // 75 m² / 1.95 m²
    QVERIFY(std::abs(south.kwp - 38 * 1.95 * 0.21) < 1e-9);
    QCOMPARE(south.suitability, Suitability::very_good);
    QVERIFY(std::abs(south.co2_kg - south.kwh * 0.363) < 1e-6);
    QCOMPARE(model.result(100, {30, 90}, {}).suitability, Suitability::good);
    QCOMPARE(model.result(100, {40, 0}, {}).suitability, Suitability::check_on_site);
    QCOMPARE(model.result(8, {35, 180}, {}).suitability, Suitability::check_on_site);
    const auto flat = model.result(100, {2, 90}, {});
    QVERIFY(flat.kwh_parallel && flat.kwh > *flat.kwh_parallel);
    assumptions.scheme = Scheme::nrw;
    QCOMPARE(RoofModel(essen_year(), assumptions).result(100, {40, 0}, {}).suitability, Suitability::suitable);
    QCOMPARE(RoofModel(essen_year(), assumptions).result(1, {40, 0}, {}).suitability, Suitability::not_suitable);
  }

  void no_figure_promises_more_than_three_digits() {
    QCOMPARE(three_digits(1158.37), 1160.0);
    QCOMPARE(three_digits(0.123456), 0.123);
    QCOMPARE(three_digits(-98765.0), -98800.0);
    QCOMPARE(three_digits(0), 0.0);
    const auto range = uncertainty_of(essen_year(), true);
    QVERIFY(range.low > 0.7 && range.low < 0.9 && range.high > 1.05 && range.high < 1.2);
  }

  void an_area_takes_its_share_of_the_roofs() {
    const auto faces = faces_of({{0, 0, 12, 9, 0, 5, 30}, {40, 0, 12, 9, 0, 5, 30}});
    const auto report = *assess_roofs(faces, *grid_of_roofs(faces), RoofModel(essen_year(), {}));
    const auto box = [](double west, double south, double east, double north) {
      return geo::make_area(
          {{k_essen(west, south, 0).xy(), k_essen(east, south, 0).xy(), k_essen(east, north, 0).xy(), k_essen(west, north, 0).xy()}});
    };
    const auto first = roofs_in_area(box(-10, -10, 10, 10), faces, report);
    QCOMPARE(first->units.size(), 2U);
    QVERIFY(std::abs(first->sum.area_m2 - 2 * faces[0].area_m2) < 1e-6);
    const auto half = roofs_in_area(box(-10, -10, 0, 10), faces, report);
    QVERIFY(std::abs(half->sum.area_m2 - faces[0].area_m2) < 0.01);
    QVERIFY(std::abs(half->sum.kwp / first->sum.kwp - 0.5) < 1e-3);
    QCOMPARE(roofs_in_area(box(100, 100, 110, 110), faces, report)->units.size(), 0U);
    auto crossed = box(-10, -10, 10, 10);
    std::swap(crossed.parts[0].points[1], crossed.parts[0].points[2]);
    QVERIFY(!roofs_in_area(crossed, faces, report));
  }

  void an_area_of_any_shape_takes_what_the_overlay_says() {
    const auto faces = faces_of(houses(12, 8));
    const auto report = *assess_roofs(faces, *grid_of_roofs(faces), RoofModel(essen_year(), {}), {});
    std::mt19937 random(3);
    for (int n = 0; n < 40; ++n) {
      std::vector<geo::Point2> star;
      const auto number = [&](double most) { return most * static_cast<double>(random() % 10000) / 10000; };
      const double x = number(200);
      const double y = number(180);
      for (int i = 0; i < 11; ++i) {
        const double radius = 5 + number(n < 20 ? 30 : 150);
        star.push_back(k_essen(x + radius * std::cos(i * 0.57), y + radius * std::sin(i * 0.57), 0).xy());
      }
      const auto area = geo::make_area({star});
      double expected = 0;
      std::size_t units = 0;
      for (const auto& unit : report.units) {
        double inside = 0;
        for (const std::size_t face : unit.faces)
          inside +=
              geo::planar_area(*geo::intersection(area, faces[face].shape)) / geo::planar_area(faces[face].shape) * faces[face].area_m2;
        if (inside < 0.01 * unit.area_m2) continue;
        expected += inside;
        ++units;
      }
      const auto found = *roofs_in_area(area, faces, report);
      QCOMPARE(found.units.size(), units);
      QVERIFY2(std::abs(found.sum.area_m2 - expected) < 1e-6 * (1 + expected), qPrintable(QString::number(found.sum.area_m2 - expected)));
    }
  }

  void rows_shade_each_other_less_the_further_they_stand_apart() {
    const auto table = make_sun_table(essen_year());
    GroundSystem system;
    const auto near_rows = *assess_ground(10000, system, essen_year(), table);
    system.row_pitch_m = 12;
    const auto far_rows = *assess_ground(10000, system, essen_year(), table);
    QVERIFY(near_rows.kwp > 1.9 * far_rows.kwp);
    QVERIFY(near_rows.row_shading_loss > far_rows.row_shading_loss && near_rows.row_shading_loss < 0.1);
    QVERIFY(std::abs(far_rows.irradiation_kwh_m2 / (1 - far_rows.row_shading_loss) / yearly_on_plane_kwh(essen_year(), {20, 180}) - 1) <
            0.01);
    system.row_pitch_m = 2;
    QCOMPARE(assess_ground(10000, system, essen_year(), table).error().code, base::ErrorCode::invalid);
    system.row_pitch_m = 6;
    system.density_kwp_per_ha = 1000;
    QVERIFY(std::abs(assess_ground(10000, system, essen_year(), table)->kwp - 1000) < 1e-9);
  }

  void strips_along_a_motorway_are_measured_from_its_edge() {
    const auto motorway = geo::make_line({{-5000, 0}, {5000, 0}});
    const auto field = geo::make_area({{{0, 0}, {100, 0}, {100, 1000}, {0, 1000}}});
    const auto shares = share_within_rules(field, {motorway});
    QCOMPARE(field_rules().size(), 2U);
    QVERIFY(std::abs(shares[0] - 0.2) < 0.02);
    QVERIFY(std::abs(shares[1] - 0.5) < 0.02);
    QVERIFY(std::abs(share_within_rules(field, {motorway}, 15)[0] - 0.215) < 0.02);
    QCOMPARE(share_within_rules(field, {})[0], 0.0);
  }
};

QTEST_APPLESS_MAIN(TestRoofSolar)
#include "test_roof_solar.moc"
