// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Projects on network shares: worked on as a local copy, written back whole by rename.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "feature/pack_info.h"

namespace skizze::store {

/// Whether the file (or its folder, while there is no file) lies on a network file system, whose locks SQLite cannot trust
/// (sqlite.org, "How To Corrupt An SQLite Database File", 2.1): NFS, SMB, AFS, Ceph, 9p and FUSE (sshfs, gvfs), by statfs(2).
bool lies_on_share(const std::filesystem::path& path);

/// Where working copies live: below the user's data folder, which is on the laptop's own disk.
std::filesystem::path working_root();

/// The local copy of one shared project file, as long as this process works on it. A small lock file beside the shared one tells
/// other workstations who works on it. Belongs to one thread.
///
/// States: *clean* (the share holds everything), *ahead* (the local file has commits that the share has not), *parted* (somebody
/// replaced the shared file meanwhile: from then on write_back() writes to a new name beside it and both versions live).
class WorkingCopy {
 public:
  /// Copies the shared file, or goes on with the copy that a killed session left. When both have changed since, the left one is kept
  /// under another name and named in notices(). ErrorCode::conflict ("store.in_use_elsewhere") while another workstation has it.
  static base::Result<WorkingCopy> open(const std::filesystem::path& shared, const std::filesystem::path& root);
  WorkingCopy(WorkingCopy&&) noexcept;
  WorkingCopy& operator=(WorkingCopy&&) noexcept;
  /// Gives the lock back; removes the local copy when it is clean.
  ~WorkingCopy();

  const std::filesystem::path& local() const;
  bool ahead() const;
  const std::vector<feature::Notice>& notices() const;

  /// Copies a finished snapshot of the local file beside the shared one and renames it over it.
  /// ErrorCode::conflict ("store.share_changed", once) when the work went to a new name; unreadable when the share is away, in
  /// which case nothing is lost and the next call tries again.
  base::Status write_back(const std::filesystem::path& snapshot);
  /// Says that the local file holds nothing that the share lacks (a session that only looked).
  void settle();

 private:
  struct Impl;
  explicit WorkingCopy(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

/// Copies bytes and flushes them; the target appears whole or not at all (temporary name beside it, then rename).
base::Status copy_whole(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace skizze::store
