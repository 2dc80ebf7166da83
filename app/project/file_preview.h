// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "project/layer_entry.h"
#include "project/layer_style.h"
#include "project/service_layer.h"
#include "sources/prepare_client.h"

namespace skizze::project {

/// Looks into the packs of a prepared file. Worker thread (maps files).
FilePreview preview_of(const sources::PreparedSource& source);
/// Looks into an archive of tiles or a QGIS project, or asks a service. Worker thread.
FilePreview preview_of_tiles(const std::filesystem::path& path, const Web& web, base::CancelToken token,
                             const std::function<void(double fraction, const base::Message& what)>& progress = {});
/// A file that could not be read.
FilePreview failed_preview(const std::filesystem::path& file, const base::Error& error);

/// The stored reference for a previewed layer, with a new id. taken_hues: how many generic layers there are already, so that the
/// next one gets another colour.
store::LayerEntry entry_for(const FilePreview& file, const LayerPreview& layer, const std::string& assumed_crs, int taken_hues,
                            StyleCache& styles);

/// A layer on its way into the project, with the template it is drawn with by default.
struct NewLayer {
  store::LayerEntry entry;
  std::string template_id;
};

/// The layers as they are drawn with the new ones among them, lowest first: each goes above everything that belongs below or beside it.
std::vector<store::LayerEntry> with_new_layers(const std::vector<LayerEntry>& layers, const std::vector<NewLayer>& added);
/// The template a layer is drawn with by default; a guess from name and role while its pack is not open.
std::string template_of(const LayerEntry& layer);
std::string template_of(const LayerPreview& layer);

/// Middle of all layers in degrees, to choose a CRS; (10, 51.2) where nothing has an extent.
geo::Point2 middle_of(const std::vector<FilePreview>& files);
/// The ETRS89/UTM zone that the files themselves use: data of the far west of zone 32 stay in the zone their Land works in.
std::optional<int> stated_utm(const std::vector<FilePreview>& files);

}  // namespace skizze::project
