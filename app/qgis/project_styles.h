// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "qgis/qgis_project.h"

namespace skizze::qgis {

/// How a layer looks and where its data lie, as needed to make a layer of ours of it.
struct LayerStyle {
  std::string id;
  std::string path;                   ///< of its file; empty where it has none
  std::string layer_name;             ///< within the file; empty where the file holds one layer alone
  std::string subset;                 ///< filter in the words of the provider; empty: all rows
  std::vector<std::string> computed;  ///< columns that QGIS computes for itself
  bool diagrams = false;
  std::string tree_json;  ///< for style::import_qml(); empty where there is none
};

/// In no order. Blocks: never on the UI thread. Errors: those of Helper::run.
base::Result<std::vector<LayerStyle>> read_styles(QgisProject& project, base::CancelToken token, const Helper::Progress& progress = {});

}  // namespace skizze::qgis
