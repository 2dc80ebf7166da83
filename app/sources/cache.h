// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace skizze::sources {

/// Where packs are kept: $STADTSKIZZE_CACHE_DIR, else <user's cache>/stadtskizze/packs. Not created by asking.
std::filesystem::path default_cache_dir();

/// Bytes below the folder; 0 where it does not exist.
std::uint64_t cache_bytes(const std::filesystem::path& cache_dir);

/// Removes every prepared source that is not named in `keep` (keys), and left-over temporary folders. Returns bytes freed.
std::uint64_t clear_cache(const std::filesystem::path& cache_dir, const std::vector<std::string>& keep = {});

}  // namespace skizze::sources
