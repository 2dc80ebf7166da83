// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// One of QGIS's algorithms on layers of the project.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "project/layer_entry.h"
#include "project/message_text.h"
#include "qgis/processing.h"

namespace skizze::project {

/// Frozen values, so that the work can be done on any thread.
struct QgisRunInput {
  qgis::AlgorithmInfo algorithm;
  QJsonObject values;                                     ///< by parameter, all but layers
  std::map<std::string, std::vector<LayerEntry>> layers;  ///< by parameter; paths of rasters absolute
  std::filesystem::path project;
  int epsg = 25832;
  Language language = Language::de;
  std::string today;  ///< ISO 8601 date for the history
  bool skip_invalid = false;
};

struct QgisRunDone {
  std::vector<std::filesystem::path> layers;  ///< new files beside the project, ready to be added
  std::vector<std::filesystem::path> files;   ///< other new files: reports, spreadsheets
  QJsonObject values;                         ///< figures
  std::vector<qgis::LogLine> log;
  std::uint64_t lost = 0;
};

/// Whether a layer can be given to a parameter: its rows or pixels are there, and of a kind it takes.
bool suits(const LayerEntry& layer, const qgis::ParameterInfo& parameter);

/// Layers are written as tables in the project's CRS, with their filter; the result's file lies beside the project ("<project>_qgis"), says
/// in its metadata by which algorithm and values it was made, when, and carries the licences of what it was made of. Blocks: never on the
/// UI thread. Errors: those of qgis::Processing::run() and of writing; cancelled. Without success nothing remains.
base::Result<QgisRunDone> run_qgis(qgis::Processing& processing, const QgisRunInput& input, const base::CancelToken& token,
                                   const std::function<void(double, const base::Message&)>& progress);

}  // namespace skizze::project
