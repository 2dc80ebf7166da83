// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Layers of a QGIS project whose files are not in their place, and where they are found again. The project itself is never changed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "qgis/project_info.h"
#include "qgis/qgis_project.h"
#include "store/layer_entry.h"

namespace skizze::project {

struct MissingLayer {
  std::string id;
  std::string name;
  std::string file;   ///< where the project looks for it
  std::string found;  ///< where it is instead; empty while unknown
};

/// Vector and raster layers of files that are missing, topmost first. What lies on another machine is none of them.
std::vector<MissingLayer> missing_layers(const qgis::ProjectInfo& info);

/// Looks for the files by their names in a folder and below it (16 levels, 200,000 entries; links to folders are not followed). Of several
/// with the same name the one whose path ends most like the expected one is taken. What was found before stays. Errors: cancelled.
base::Result<std::vector<MissingLayer>> look_for(std::vector<MissingLayer> missing, const std::filesystem::path& folder,
                                                 const base::CancelToken& token);

/// The links that a layer keeps once these files were found: those it had, and the new ones in their place.
std::vector<store::FileLink> with_found(std::vector<store::FileLink> links, const std::vector<MissingLayer>& missing);
qgis::Links links_of(const std::vector<store::FileLink>& links);

}  // namespace skizze::project
