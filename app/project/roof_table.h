// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Sides of roofs as a table in a file, with or without what the sun makes of them. Field names as Hamburg's solar atlas has them.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/value.h"
#include "geo/geometry.h"
#include "solar/roofs.h"

namespace skizze::project {

/// EPSG code of the metric CRS in which rows are written: the one that the name states; where it states none or degrees, the one that suits
/// the place (epsg_for()).
int metric_epsg(std::string_view crs, geo::Point2 lon_lat);

/// What is written; refers to what it was made of.
struct RoofTable {
  std::string title;  ///< of the table "dachseiten", for people
  std::string crs;    ///< as the source names it, or empty
  std::vector<feature::Column> columns;
  std::size_t rows = 0;
  std::function<geo::Geometry(std::size_t)> shape;  ///< of a row, in Web Mercator
  std::function<std::vector<feature::Value>(std::size_t)> values;
  std::vector<std::pair<std::string, std::string>> basis;  ///< what the figures rest on; empty for shapes alone
};
/// Faces as the model has them: roofid, buildingid, area, slope, aspect, upright.
RoofTable roof_table(const std::vector<solar::RoofFace>& faces, std::string crs);

/// By the ending. .gpkg: table "dachseiten", and "grundlagen" with the basis. .csv: UTF-8, ';', decimal point, the basis as lines that begin
/// with '#'. .xlsx: a sheet each. Errors: unsupported (another ending), no_space, unreadable, cancelled.
base::Status write_roof_table(const RoofTable& table, const std::filesystem::path& file, base::CancelToken token = {});

}  // namespace skizze::project
