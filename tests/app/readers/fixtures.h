// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Small files of the binary formats, written through GDAL when a test asks for them.
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "readers/gdal_setup.h"

namespace skizze::test {

struct FixtureRow {
  std::string wkt;  // empty: no geometry
  std::string name;
  int number = 0;
};

/// One layer with columns name (text) and number (integer). epsg 0: without CRS.
inline bool write_vector(const std::string& driver, const std::filesystem::path& file, const std::vector<FixtureRow>& rows,
                         int epsg = 25832, OGRwkbGeometryType type = wkbUnknown, const char* layer_name = "layer") {
  readers::set_up_gdal(file.parent_path());
  const readers::Dataset dataset(
      GetGDALDriverManager()->GetDriverByName(driver.c_str())->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset) return false;
  OGRSpatialReference srs;
  srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (epsg > 0) srs.importFromEPSG(epsg);
  OGRLayer* layer = dataset->CreateLayer(layer_name, epsg > 0 ? &srs : nullptr, type, nullptr);
  if (!layer) return false;
  OGRFieldDefn name("name", OFTString);
  OGRFieldDefn number("number", OFTInteger);
  layer->CreateField(&name);
  layer->CreateField(&number);
  for (const auto& row : rows) {
    const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
    feature->SetField("name", row.name.c_str());
    feature->SetField("number", row.number);
    OGRGeometry* shape = nullptr;
    if (!row.wkt.empty()) OGRGeometryFactory::createFromWkt(row.wkt.c_str(), nullptr, &shape);
    if (shape) feature->SetGeometryDirectly(shape);
    if (layer->CreateFeature(feature.get()) != OGRERR_NONE) return false;
  }
  return true;
}

/// A Float32 GeoTIFF; height(column, row) in the raster's own pixels, north up.
inline bool write_dem(const std::filesystem::path& file, int width, int height_px, double west, double north, double pixel, int epsg,
                      const std::function<float(int, int)>& height, const double* no_data = nullptr, int bands = 1) {
  readers::set_up_gdal(file.parent_path());
  const readers::Dataset dataset(
      GetGDALDriverManager()->GetDriverByName("GTiff")->Create(file.c_str(), width, height_px, bands, GDT_Float32, nullptr));
  if (!dataset) return false;
  double geo[6] = {west, pixel, 0, north, 0, -pixel};
  dataset->SetGeoTransform(geo);
  if (epsg > 0) {
    OGRSpatialReference srs;
    srs.importFromEPSG(epsg);
    dataset->SetSpatialRef(&srs);
  }
  if (no_data) dataset->GetRasterBand(1)->SetNoDataValue(*no_data);
  std::vector<float> line(static_cast<std::size_t>(width));
  for (int row = 0; row < height_px; ++row) {
    for (int column = 0; column < width; ++column) line[static_cast<std::size_t>(column)] = height(column, row);
    if (dataset->GetRasterBand(1)->RasterIO(GF_Write, 0, row, width, 1, line.data(), width, 1, GDT_Float32, 0, 0, nullptr) != CE_None)
      return false;
  }
  return true;
}

}  // namespace skizze::test
