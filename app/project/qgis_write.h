// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "project/qgis_export.h"

namespace skizze::project {

struct WrittenForQgis {
  std::filesystem::path qgz;
  std::filesystem::path gpkg;  ///< beside it: the data that the .qgz names relatively
  int layers = 0;
  std::vector<base::Message> lost;  ///< each once
};

/// Where the data of a .qgz go: beside it under its name, with "_daten" where that is the project itself.
std::filesystem::path data_beside(const std::filesystem::path& qgz, const std::filesystem::path& project);

/// Writes both files; skizze-qgis makes the .qgz. Blocks: never on the UI thread. Errors: those of write_qgis_tables(); not_found (QGIS
/// core is not installed), crashed. An older GeoPackage stays once as "<name>.vorher.gpkg", since
/// somebody may have edited it; unreadable while QGIS has it open. Without success older files of both names are untouched.
base::Result<WrittenForQgis> write_for_qgis(const QgisExportInput& input, const std::filesystem::path& qgz,
                                            const std::filesystem::path& project, const base::CancelToken& token,
                                            const std::function<void(double, const base::Message&)>& progress);

}  // namespace skizze::project
