// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "project/layer_entry.h"
#include "project/layer_style.h"
#include "sources/prepare_client.h"

namespace skizze::project {

/// Looks into the packs of a prepared file. Worker thread (maps files).
FilePreview preview_of(const sources::PreparedSource& source);
/// A file that could not be read.
FilePreview failed_preview(const std::filesystem::path& file, const base::Error& error);

/// The stored reference for a previewed layer, with a new id. taken_hues: how many generic layers there are already, so that the
/// next one gets another colour.
store::LayerEntry entry_for(const FilePreview& file, const LayerPreview& layer, const std::string& assumed_crs, int taken_hues, StyleCache& styles);

/// Where a new layer goes among the others (lowest first): above everything that belongs below or beside it.
std::size_t place_for(const std::vector<LayerEntry>& layers, const std::string& template_id);
/// The template a layer is drawn with by default.
std::string template_of(const LayerEntry& layer);
std::string template_of(const LayerPreview& layer);

/// Middle of all layers in degrees, to choose a CRS; (10, 51.2) where nothing has an extent.
geo::Point2 middle_of(const std::vector<FilePreview>& files);

}  // namespace skizze::project
