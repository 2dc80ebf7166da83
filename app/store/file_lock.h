// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"

namespace skizze::store {

/// Says "this project is open here" to other processes and to this one, as long as it lives. A kill releases it.
/// It is an advisory lock (flock) on the project file itself, independent of SQLite's own locks, so that QGIS may still read.
/// Destroy it after the database connection: closing any handle of a file drops the process's POSIX locks on it.
class FileLock {
 public:
  /// ErrorCode::conflict ("store.in_use") when somebody holds it.
  static base::Result<FileLock> take(const std::filesystem::path& path);
  FileLock(FileLock&&) noexcept;
  FileLock& operator=(FileLock&&) noexcept;
  ~FileLock();

 private:
  struct Impl;
  explicit FileLock(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

/// Makes a rename in the folder survive a power cut.
void flush_folder(const std::filesystem::path& folder);
/// Makes the bytes of a file survive a power cut; must not be called on a project that is open in this process.
base::Status flush_file(const std::filesystem::path& path);

}  // namespace skizze::store
