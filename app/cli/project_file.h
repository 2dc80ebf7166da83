// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/verb.h"
#include "project/document.h"

namespace skizze::cli {

/// Whether a file is one of our projects (also one of a newer version), told by its content without changing it.
bool is_project(const std::filesystem::path& file);

/// Opens a project for writing and waits; shows the error and gives false where it cannot be opened.
bool open_and_wait(const Context& context, project::Document& document, const std::string& file);
/// Waits until every layer is there or known to be missing; names those that are missing on stderr and gives false then.
bool wait_layers(const Context& context, const project::Document& document);
/// Creates one; epsg 0 chooses by the place of the first layer.
bool create_and_wait(const Context& context, project::Document& document, const std::string& file, const std::string& title, int epsg);

/// What adding files came to: which layers, and files that could not be read.
struct Added {
  QJsonArray layers;
  QJsonArray failed;
  int code = k_done;
};
/// Prepares the files with progress on stderr and adds all their layers in one step.
Added add_files(const Context& context, project::Document& document, const std::vector<std::string>& files, const std::string& assumed_crs);

}  // namespace skizze::cli
