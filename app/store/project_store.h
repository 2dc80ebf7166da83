// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The project file: one GeoPackage that GDAL and QGIS can open at every moment. There is no save: apply() returns after COMMIT.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "store/transaction.h"

namespace skizze::store {

/// Version of our tables. A file with a higher one is refused and left as it is.
inline constexpr int k_format_version = 1;

/// One line of the history list.
struct HistoryEntry {
  std::int64_t sequence = 0;
  std::int64_t at_ms = 0;  ///< Unix time, UTC
  base::Message message;
  bool undone = false;  ///< waiting to be redone
  bool operator==(const HistoryEntry&) const = default;
};

/// Where the history stands after a commit.
struct Revision {
  std::int64_t sequence = 0;  ///< of the last entry that is done; 0 at the beginning
  std::size_t undo_depth = 0;
  std::size_t redo_depth = 0;
  bool operator==(const Revision&) const = default;
};

/// What undo or redo did, so that the holder of the project can follow.
struct Moved {
  Transaction transaction;  ///< the changes as they were made in the file just now
  Revision revision;
  bool changed_outside = false;  ///< somebody had changed the rows meanwhile; their version is kept on the other side of this step
};

/// Everything a project holds, in the order of lists.
struct ProjectContent {
  std::vector<sketch::Scenario> scenarios;
  std::vector<sketch::Measure> measures;
  std::vector<participation::Contribution> contributions;
  std::vector<LayerEntry> layers;
  std::map<std::string, std::string, std::less<>> settings;
  std::vector<HistoryEntry> history;
  Revision revision;
};

/// Projects on network shares are worked on as a local copy (working_copy.h).
enum class Place : std::uint8_t {
  detect,  ///< by the file system that the file lies on
  local,
  share,
};

struct CreateOptions {
  int epsg = 25832;  ///< a projected CRS in metres
  std::string title;
  /// Name of the first scenario, in the language of the person.
  std::string first_scenario;
  /// Replace a file that is already there; otherwise that is ErrorCode::conflict.
  bool overwrite = false;
  Place place = Place::detect;
};

enum class OpenMode : std::uint8_t {
  read_write,  ///< one process at a time; a second one gets ErrorCode::conflict ("store.in_use")
  read_only,   ///< beside others; apply, undo and the like fail
};

/// A doubt or a defect that check() found.
struct Finding {
  feature::Severity severity = feature::Severity::warning;  ///< lost: something is damaged
  base::Message message;
  bool operator==(const Finding&) const = default;
};

struct CheckReport {
  std::vector<Finding> findings;
  std::uint64_t scenarios = 0, measures = 0, contributions = 0, layers = 0, history = 0;
  /// No finding of severity lost.
  bool clean() const;
};

/// One open project file. One object belongs to one thread at a time (the project's writer thread); every call may wait for the disk.
/// After an error the file and the object are as they were before the call.
/// Errors: not_found, unreadable, unsupported (newer version, not a project), damaged, conflict (in use, changed meanwhile),
/// no_space (disk full, quota, read-only medium), invalid.
class ProjectStore {
 public:
  static base::Result<ProjectStore> create(const std::filesystem::path& path, const CreateOptions& options);
  static base::Result<ProjectStore> open(const std::filesystem::path& path, OpenMode mode = OpenMode::read_write,
                                         Place place = Place::detect);
  ProjectStore(ProjectStore&&) noexcept;
  ProjectStore& operator=(ProjectStore&&) noexcept;
  /// Closes; a kill instead of this costs nothing but a quick check at the next opening.
  ~ProjectStore();

  const std::filesystem::path& path() const;
  int epsg() const;
  bool read_only() const;
  /// Whether the last session did not close the file (kill, power cut); the quick check at opening has passed.
  bool ended_uncleanly() const;

  /// Rows that QGIS added without an id get one (a write). Rows that cannot be understood are left in the file and named in notices.
  base::Result<ProjectContent> load(std::vector<feature::Notice>* notices = nullptr);

  /// Checks every entity, does all changes and appends to the history in one commit. What could be redone before is forgotten.
  /// ErrorCode::conflict when a row is not as the change says it was before.
  base::Result<Revision> apply(const Transaction& transaction);
  /// ErrorCode::not_found when there is nothing to undo or redo.
  base::Result<Moved> undo();
  base::Result<Moved> redo();
  Revision revision() const;

  /// A setting outside the history: camera, tool, open panels. One commit. An empty value removes it.
  base::Status remember(const std::string& key, const std::string& value);
  base::Status remember(const std::map<std::string, std::string, std::less<>>& values);

  /// Reads the whole file: SQLite integrity, foreign keys, history against rows, geometries, files of the layers.
  base::Result<CheckReport> check(const base::CancelToken& token = {});
  /// A consistent copy, written beside the target and renamed. The project stays usable.
  base::Status backup(const std::filesystem::path& target);
  /// Changes since it was opened; tells whether a backup is due.
  std::uint64_t commits() const;

  /// Whether the live file is a working copy of one on a network share.
  bool on_share() const;
  /// Whether that file lacks commits.
  bool write_back_due() const;
  /// Brings the commits to the share; closing does it too. Errors as WorkingCopy::write_back(): the local copy stays whole.
  base::Status write_back();

 private:
  struct Impl;
  explicit ProjectStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace skizze::store
