// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "base/cancel.h"
#include "base/result.h"
#include "qgis/helper.h"
#include "qgis/project_info.h"

namespace skizze::qgis {

/// Whether a path is meant to be read as a QGIS project: *.qgz or *.qgs.
bool is_qgis_project(const std::filesystem::path& path);

/// Files that stand for those which a project names, by the ids of its layers.
using Links = std::map<std::string, std::string>;

/// An open QGIS project and the process that draws it. The helper opens it anew whenever it had to be started again.
class QgisProject {
 public:
  /// One that is open already, and whose files have not changed, is given again. Blocks: never on the UI thread. Errors: not_found (no such
  /// file, or no helper), refused (an archive with entries that lead out of it), too_large, damaged, crashed, cancelled.
  static base::Result<std::shared_ptr<QgisProject>> open(const std::filesystem::path& file, base::CancelToken token,
                                                         const Helper::Progress& progress = {}, HelperOptions options = {},
                                                         const Links& links = {});

  const ProjectInfo& info() const { return m_info; }
  Helper& helper() { return m_helper; }
  /// Changes when the project or one of its files did since (names, sizes, times; as of open()).
  const std::string& identity() const { return m_identity; }

 private:
  explicit QgisProject(HelperOptions options) : m_helper(options) {}

  ProjectInfo m_info;
  std::string m_identity;
  Helper m_helper;
};

}  // namespace skizze::qgis
