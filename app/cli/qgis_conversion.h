// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/verb.h"
#include "store/layer_entry.h"

namespace skizze::cli {

/// Makes a new project of the layers of a QGIS project and lists what was lost. k_partly where anything was.
int convert_qgis_project(Context& context, const std::string& file, const std::string& output, const std::vector<store::FileLink>& links);

}  // namespace skizze::cli
