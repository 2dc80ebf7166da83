// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/layer_entry.h"

namespace skizze::project {

std::string LayerEntry::crs() const {
  if (pack) return pack->info().crs;
  return raster_pack ? raster_pack->info().crs : std::string();
}

geo::Box LayerEntry::bounds() const {
  if (pack) return pack->info().bounds;
  return raster_pack ? raster_pack->info().bounds : geo::Box{};
}

std::uint64_t LayerEntry::feature_count() const { return pack ? pack->size() : 0; }

}  // namespace skizze::project
