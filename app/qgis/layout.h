// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A map on paper, made by QGIS's layout engine.
#pragma once

#include <QtCore/QJsonObject>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "geo/geometry.h"
#include "qgis/helper.h"

namespace skizze::qgis {

struct Sheet {
  std::string paper = "A4";  ///< "A4" or "A3"
  bool landscape = true;
  std::filesystem::path template_file;  ///< a .qpt of the city's own; empty: ours
  double scale = 0;                     ///< denominator; 0: the largest usual one at which the box, or every feature of a series, fits
  geo::Point2 center;                   ///< in the project's CRS
  geo::Box box;                         ///< in the project's CRS; empty: center counts
  bool grid = true;
  bool legend = true;
};

struct Series {
  std::string layer;  ///< id in the description; empty: no series
  std::string name;   ///< attribute that names the pages; empty: QGIS's guess
};

enum class SheetFormat : std::uint8_t { pdf, png };

struct SheetJob {
  QJsonObject project;         ///< QgsProject as project::write_qgis_tables() describes it
  std::filesystem::path gpkg;  ///< its tables
  Sheet sheet;
  Series series;
  QJsonObject texts;  ///< title, subtitle, author, date, project, attribution, crs
  QJsonObject words;  ///< headings of the sheet: legend, scale, author, date, project, crs, sources, page
  std::string language = "de";
  SheetFormat format = SheetFormat::pdf;
  double dpi = 300;
};

struct PrintedSheet {
  std::string bytes;  ///< the file
  double scale = 0;   ///< of the (last) page
  int pages = 1;      ///< of the series
  double map_width_mm = 0;
  double map_height_mm = 0;
  std::vector<base::Message> lost;  ///< what is not as it was wished
};

/// The usual scales, the largest first.
const std::vector<double>& usual_scales();

/// Blocks: never on the UI thread. page: one page of a series (for previews); without it a series is printed whole, as a PDF. Errors: those
/// of Helper::run(); invalid (a wish that cannot be met), damaged and refused (the template), too_large.
base::Result<PrintedSheet> print_sheet(Helper& helper, const SheetJob& job, std::optional<int> page, base::CancelToken token,
                                       const Helper::Progress& progress = {});

}  // namespace skizze::qgis
