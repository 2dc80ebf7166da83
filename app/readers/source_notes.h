// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "feature/pack_info.h"

class OGRLayer;

namespace skizze::readers {

/// Licence, credit line and date as the source itself states them: GeoPackage metadata (QGIS writes XML there), members of a
/// GeoJSON collection ("licence", "license", "attribution", "source", "date"), the date in a DBF header. What is not stated
/// stays empty.
void read_source_notes(OGRLayer& layer, feature::Provenance& provenance);

/// The same from the file of metadata that QGIS writes beside FILE.tif or FILE.shp, FILE.qmd; gives how the data were made, as
/// history_of() does. Nothing where there is no such file or it is larger than a megabyte. file: as GDAL names it.
std::vector<std::string> read_notes_beside(const std::string& file, feature::Provenance& provenance);

/// How the layer was made, as QGIS's metadata say it, one line for each step, the oldest first; at most 20.
std::vector<std::string> history_of(OGRLayer& layer);
std::vector<std::string> history_from_xml(std::string_view xml);

/// The same from one piece of text of either kind; split out so that it can be tested.
void notes_from_xml(std::string_view xml, feature::Provenance& provenance);
void notes_from_json(std::string_view json, feature::Provenance& provenance);

}  // namespace skizze::readers
