// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The open project on paper: its layers and plans as tables, and a sheet of them by QGIS's layout engine (app/qgis/layout.h).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "project/qgis_export.h"
#include "qgis/layout.h"

namespace skizze::project {

/// What a person says about the sheet; empty texts have no place on it.
struct PrintTexts {
  std::string title;
  std::string subtitle;
  std::string author;  ///< office or person
  std::string date;    ///< as it is to be read
};

struct PrintWish {
  qgis::Sheet sheet;
  PrintTexts texts;
  std::string series_layer;  ///< name or id of a layer of the project or of its plans; empty: one sheet
  std::string series_name;   ///< attribute that names the pages
  qgis::SheetFormat format = qgis::SheetFormat::pdf;
  double dpi = 300;
};

/// A layer that a series can go over.
struct SeriesLayer {
  std::string id;
  std::string name;
};

/// Tables of what is printed and the process that prints: previews and the sheet itself share both. Any thread but the UI's; one print waits for the other.
class MapPrinter {
 public:
  /// What is visible, with the measures of one scenario.
  explicit MapPrinter(QgisExportInput input);
  ~MapPrinter();
  MapPrinter(const MapPrinter&) = delete;
  MapPrinter& operator=(const MapPrinter&) = delete;

  /// page: only that page of a series, for previews. Errors: those of write_qgis_tables() and qgis::print_sheet(); not_found (there is no
  /// QGIS, or no layer of that name for a series).
  base::Result<qgis::PrintedSheet> print(const PrintWish& wish, std::optional<int> page, const base::CancelToken& token,
                                         const qgis::Helper::Progress& progress = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// What qgis_input() gives without the layers that are not to be seen and the measures of other scenarios than this (null: the active one); layers that a series goes over
/// stay, unseen.
QgisExportInput print_input(const Document& document, Language language, base::Uuid scenario = {});
/// Areas, lines and points of the project that a series can go over, the planned ones of the active scenario first.
std::vector<SeriesLayer> series_layers(const Document& document, Language language);
/// "© Stadt Musterhausen (dl-de/by-2-0) · ...": of the visible layers, each once.
std::string sources_of(const std::vector<LayerEntry>& layers);
/// "ETRS89 / UTM 32N (EPSG:25832)"
std::string crs_text(int epsg);

/// A print-out as a file, whole or not at all.
base::Status write_sheet(const qgis::PrintedSheet& sheet, const std::filesystem::path& file);

}  // namespace skizze::project
