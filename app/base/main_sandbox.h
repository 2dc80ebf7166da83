// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace skizze::base {

/// What a helper may use up; 0 leaves the machine's own limit.
struct SandboxLimits {
  std::uint64_t memory_bytes = 8ULL << 30;
  std::uint64_t cpu_s = 1800;
  std::uint64_t file_bytes = 16ULL << 30;  ///< one file written
  std::uint64_t open_files = 256;
};

/// Compiled into each helper, not into the library: it is the executable that is confined. First thing in main: limits, no new privileges,
/// no core dumps, and a filter under which sockets, new programs, other processes and the machine's configuration do not exist. Cannot be
/// undone. False where the kernel gave no filter.
bool confine_process(const SandboxLimits& limits);

/// Once the job is known and before any other thread runs: from now on only out_dir (nothing where it is empty) can be written to, as far
/// as the kernel has Landlock (Linux 5.13). False where it has not.
bool confine_writing(const std::filesystem::path& out_dir);

/// As above for reading: from now on only these folders, the system's (libraries, CRS data) and those of this program can be read. For code
/// that may tell somebody what it knows. False where the kernel has no Landlock.
bool confine_reading(const std::vector<std::filesystem::path>& folders);

}  // namespace skizze::base
