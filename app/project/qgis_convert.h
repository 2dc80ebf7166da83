// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A QGIS project as layers of ours: each file through the sandboxed reader, its looks in our style, and a list of what was lost.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/pack_info.h"
#include "project/file_preview.h"
#include "project/message_text.h"
#include "qgis/helper.h"
#include "sources/prepare_client.h"
#include "store/layer_entry.h"

namespace skizze::project {

/// What became of one layer of the project.
struct ConvertedLayer {
  std::string name;
  std::vector<std::string> groups;
  bool taken = false;  ///< false: there is no layer of ours for it, and a notice says why
  std::uint64_t rows = 0;
  std::vector<feature::Notice> notices;  ///< what was lost, and what the reader wants known
  bool raster = false;                   ///< rows are pixels then
};

struct QgisConversion {
  std::string title;
  std::string crs;                         ///< of the project
  std::vector<ConvertedLayer> layers;      ///< topmost first, every layer of the project
  std::vector<feature::Notice> notices;    ///< about the project as a whole
  std::vector<store::LayerEntry> entries;  ///< of those that were taken, lowest first, ids new
  std::vector<FilePreview> files;          ///< that they were read from
};

/// The number of single losses in it.
std::size_t losses_of(const QgisConversion& conversion);
/// All of it as plain text in one language, for the clipboard.
std::string text_of_losses(const QgisConversion& conversion, Language language);

/// Starts QGIS and the readers, so it blocks: workers only. Errors: those of QgisProject::open; a layer that cannot be read is none.
base::Result<QgisConversion> convert_qgis(const std::filesystem::path& file, const std::vector<store::FileLink>& links,
                                          const sources::PrepareClient& client, base::CancelToken token,
                                          const qgis::Helper::Progress& progress = {});

}  // namespace skizze::project
