// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What fuzzing found worth keeping, one gzipped file per target (corpus/<target>.gz): u32 length and bytes, one input after the other.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace skizze::fuzz {

/// Empty where there is no such file.
std::vector<std::string> read_corpus(const std::filesystem::path& file);
void write_corpus(const std::filesystem::path& file, std::span<const std::string> inputs);
/// All files of a folder, sorted by size and then content.
std::vector<std::string> files_of(const std::filesystem::path& folder);

}  // namespace skizze::fuzz
