// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "base/cancel.h"
#include "store/project_store.h"
#include "store/sqlite.h"

namespace skizze::store {

/// The work behind ProjectStore::check. Reads only. Relative paths of layers start at folder.
base::Result<CheckReport> check_project(Database& database, const std::filesystem::path& folder, const base::CancelToken& token);

}  // namespace skizze::store
