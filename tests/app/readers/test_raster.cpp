// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <fstream>

#include "app/readers/fixtures.h"
#include "app/readers/reading.h"
#include "geo/crs.h"
#include "geo/mercator.h"

using namespace skizze;
using test::find_notice;
using test::Reading;
using test::write_dem;

namespace {

std::shared_ptr<const feature::RasterPack> raster(const Reading& r, const readers::ReadReport& report) {
  auto opened = feature::RasterPack::open(r.out() / report.layers.at(0).path);
  return opened ? *opened : nullptr;
}

geo::Point2 mercator_of(double east, double north) {
  static const auto transform = geo::Transform::make("EPSG:25832", "EPSG:3857");
  return transform->forward(geo::Point2{east, north});
}

}  // namespace

class TestRaster : public QObject {
  Q_OBJECT

 private slots:
  void a_tilted_plane_keeps_its_heights() {
    const Reading r;
    const auto file = r.folder() / "dem.tif";
    // One metre up per ten metres east: the pixel's centre has 100 + (column + 0.5) / 10.
    QVERIFY(write_dem(file, 200, 200, 356000, 5699200, 1, 25832,
                      [](int column, int) { return 100 + (static_cast<float>(column) + 0.5F) / 10; }));
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("GTiff"));
    QVERIFY(report->layers[0].raster);
    const auto pack = raster(r, *report);
    QVERIFY(pack);
    for (const double east : {356010.0, 356100.0, 356190.0}) {
      const auto height = pack->sample(mercator_of(east, 5699100));
      QVERIFY(height);
      QVERIFY2(std::abs(static_cast<double>(*height) - (100 + (east - 356000) / 10)) < 0.02,
               qPrintable(QString::number(static_cast<double>(*height))));
    }
    QCOMPARE(pack->info().crs, std::string("EPSG:25832"));
    QCOMPARE(pack->info().pixel_m, 1.0);
  }

  /// FILE.qmd, as QGIS writes it beside FILE.tif.
  void what_qgis_wrote_beside_it_is_its_source_and_history() {
    const Reading r;
    const auto file = r.folder() / "dem.tif";
    QVERIFY(write_dem(file, 50, 50, 356000, 5699050, 1, 25832, [](int, int) { return 80.0F; }));
    std::ofstream(r.folder() / "dem.qmd")
        << "<!DOCTYPE qgis><qgis version='3.22'><title>Gelaende</title><rights>Stadt Musterhausen</rights><license>dl-de/by-2-0</license>"
           "<history>2026-11-22: native:fillnodata</history></qgis>";
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(test::argument(find_notice(report->layers[0].notices, "readers.made_by")->message, "text"),
             std::string("2026-11-22: native:fillnodata"));
    const auto pack = raster(r, *report);
    const auto& from = pack->info().provenance;
    QCOMPARE(from.licence, std::string("dl-de/by-2-0"));
    QCOMPARE(from.attribution, std::string("Stadt Musterhausen"));
  }

  void outside_and_where_data_is_missing_there_is_no_height() {
    const Reading r;
    const auto file = r.folder() / "dem.tif";
    const double none = -9999;
    QVERIFY(write_dem(
        file, 100, 100, 356000, 5699100, 1, 25832, [&](int column, int) { return column < 50 ? 80.0F : static_cast<float>(none); }, &none));
    const auto report = r.read(file);
    QVERIFY(report);
    const auto pack = raster(r, *report);
    QVERIFY(pack->sample(mercator_of(356020, 5699050)));
    QVERIFY(!pack->sample(mercator_of(356080, 5699050)));
    QVERIFY(!pack->sample(mercator_of(400000, 5699050)));
    QCOMPARE(pack->info().min_value, 80.0F);
    QCOMPARE(pack->info().max_value, 80.0F);
  }

  void an_undeclared_no_data_value_is_recognised_and_said() {
    const Reading r;
    const auto file = r.folder() / "dem.tif";
    QVERIFY(write_dem(file, 100, 100, 356000, 5699100, 1, 25832, [](int column, int) { return column < 50 ? 80.0F : -9999.0F; }));
    const auto report = r.read(file);
    QVERIFY(report);
    QCOMPARE(test::argument(find_notice(report->layers[0].notices, "readers.raster_no_data_guessed")->message, "value"),
             std::string("-9999"));
    QCOMPARE(raster(r, *report)->info().min_value, 80.0F);
  }

  void overviews_average_what_lies_below() {
    const Reading r;
    const auto file = r.folder() / "dem.tif";
    QVERIFY(
        write_dem(file, 256, 256, 356000, 5699256, 1, 25832, [](int column, int row) { return (column + row) % 2 == 0 ? 90.0F : 110.0F; }));
    const auto report = r.read(file);
    QVERIFY(report);
    const auto pack = raster(r, *report);
    const auto& info = pack->info();
    QVERIFY(info.min_zoom < info.max_zoom);
    const int z = info.max_zoom - 3;
    const auto tile = pack->tile(geo::tile_at(mercator_of(356128, 5699128), z));
    QCOMPARE(tile.size(), std::size_t{512 * 512});
    double sum = 0;
    int count = 0;
    for (const float h : tile) {
      if (std::isnan(h)) continue;
      sum += static_cast<double>(h);
      ++count;
    }
    QVERIFY(count > 0);
    QVERIFY(std::abs(sum / count - 100) < 1);
  }

  void a_picture_is_no_height_model() {
    const Reading r;
    const auto file = r.folder() / "photo.tif";
    QVERIFY(write_dem(
        file, 10, 10, 356000, 5699100, 1, 25832, [](int, int) { return 1.0F; }, nullptr, 3));
    const auto report = r.read(file);
    QVERIFY(!report);
    QCOMPARE(report.error().message.id, std::string("readers.raster_picture"));
  }

  void a_raster_without_crs_takes_the_persons_word() {
    const Reading r;
    const auto file = r.folder() / "dem.tif";
    QVERIFY(write_dem(file, 100, 100, 392000, 5820000, 1, 0, [](int, int) { return 35.0F; }));
    const auto asked = r.read(file);
    QVERIFY(!asked);
    QCOMPARE(asked.error().message.id, std::string("readers.crs_ambiguous"));
    const auto told = r.read(file, "EPSG:25833");
    QVERIFY(told);
    const auto p = geo::to_lon_lat(told->layers[0].bounds.center());
    QVERIFY(std::abs(p.x - 13.41) < 0.02 && std::abs(p.y - 52.52) < 0.02);
  }

  void a_side_over_the_limit_is_refused() {
    const Reading r;
    const auto file = r.folder() / "dem.tif";
    QVERIFY(write_dem(file, 300, 10, 356000, 5699100, 1, 25832, [](int, int) { return 1.0F; }));
    readers::Limits limits;
    limits.raster_side_px = 200;
    const auto report = r.read(file, "", limits);
    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::too_large);
  }

  void a_truncated_geotiff_is_refused_not_half_drawn() {
    const Reading r;
    const auto file = r.folder() / "dem.tif";
    QVERIFY(write_dem(file, 500, 500, 356000, 5699500, 1, 25832, [](int, int) { return 35.0F; }));
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    const auto report = r.read(file);
    QVERIFY(!report);
    QVERIFY(report.error().code == base::ErrorCode::damaged || report.error().code == base::ErrorCode::unsupported);
  }

  void the_surface_of_essen_has_the_heights_gdal_reads() {
    NEED_DATA(file, "nrw-dom1-essen/dom1_32_356_5699_1_nw_2020.tif");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    const auto pack = raster(r, *report);
    const auto& info = pack->info();
    QVERIFY(info.min_value >= 87.2F && info.max_value <= 167.8F && info.max_value > 160);
    const readers::Dataset source(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER, nullptr, nullptr, nullptr));
    QVERIFY(source);
    double worst = 0;
    for (int row = 50; row < 1000; row += 97) {
      for (int column = 50; column < 1000; column += 97) {
        float height = 0;
        QCOMPARE(source->GetRasterBand(1)->RasterIO(GF_Read, column, row, 1, 1, &height, 1, 1, GDT_Float32, 0, 0, nullptr), CE_None);
        const auto sampled = pack->sample(mercator_of(356000 + column + 0.5, 5700000 - row - 0.5));
        QVERIFY(sampled);
        worst = std::max(worst, std::abs(static_cast<double>(*sampled - height)));
      }
    }
    // Bilinear twice over roofs and trees may stray by metres at an edge, but not in the middle of things.
    QVERIFY2(worst < 6, qPrintable(QString::number(worst)));
  }

  void an_srtm_tile_inside_a_zip_is_a_raster() {
    NEED_DATA(file, "osm-bayreuth-srtm/N49E011.hgt.zip");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    const auto pack = raster(r, *report);
    QVERIFY(pack);
    const auto height = pack->sample(geo::to_mercator({11.5783, 49.9456}));  // Bayreuth, about 340 m
    QVERIFY(height);
    QVERIFY(*height > 320 && *height < 370);
  }
};

QTEST_GUILESS_MAIN(TestRaster)
#include "test_raster.moc"
