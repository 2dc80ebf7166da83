// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A QGIS project as one layer of ours, drawn by QGIS itself.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/pack_info.h"
#include "project/tile_layer.h"
#include "project/web.h"
#include "qgis/qgis_tiles.h"
#include "store/layer_entry.h"

namespace skizze::project {

struct QgisLayer {
  std::shared_ptr<qgis::QgisTiles> tiles;
  TileMetadata metadata;  ///< name, attribution, licence of its layers; pictures
  std::string licence;
  std::vector<feature::Notice> notices;  ///< what was removed for safety, what is missing
};

/// Starts QGIS, so it blocks: workers only. progress as of Helper. Errors: those of QgisProject::open.
base::Result<QgisLayer> open_qgis_layer(const std::filesystem::path& file, const Web& web, base::CancelToken token,
                                        const qgis::Helper::Progress& progress = {}, const std::vector<store::FileLink>& links = {});

}  // namespace skizze::project
