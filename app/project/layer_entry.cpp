// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/layer_entry.h"

#include "qgis/qgis_project.h"
#include "sources/http.h"

namespace skizze::project {

std::string LayerEntry::crs() const {
  if (pack) return pack->info().crs;
  if (foreign) return "EPSG:3857";
  return raster_pack ? raster_pack->info().crs : std::string();
}

geo::Box LayerEntry::bounds() const {
  if (pack) return pack->info().bounds;
  if (foreign) return foreign->info().bounds;
  return raster_pack ? raster_pack->info().bounds : geo::Box{};
}

bool LayerEntry::is_service() const { return sources::is_web_address(path); }
bool LayerEntry::is_qgis() const { return qgis::is_qgis_project(path); }

std::uint64_t LayerEntry::feature_count() const { return pack ? pack->size() : 0; }

}  // namespace skizze::project
