// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "base/result.h"
#include "base/worker_pool.h"
#include "store/project_store.h"

namespace skizze::project {

/// What opening or creating a project gave.
struct OpenedProject {
  std::filesystem::path path;
  int epsg = 0;
  bool ended_uncleanly = false;
  bool on_share = false;  ///< the live file is a working copy
  store::ProjectContent content;
  std::vector<feature::Notice> notices;
};

/// The one thread that touches the project file. Calls return at once and are done in their order; replies come through the
/// event loop of the thread this object lives in. After a command failed, the commands behind it (which stood on its result)
/// are skipped without a reply until reload() was called.
class StoreWriter : public QObject {
  Q_OBJECT

 public:
  template <class T>
  using Reply = std::function<void(base::Result<T>)>;

  explicit StoreWriter(QObject* parent = nullptr);
  /// Finishes what is queued, then closes the file.
  ~StoreWriter() override;

  void create(const std::filesystem::path& path, const store::CreateOptions& options, Reply<OpenedProject> reply);
  void open(const std::filesystem::path& path, Reply<OpenedProject> reply);
  void apply(store::Transaction transaction, Reply<store::Revision> reply);
  void undo(Reply<store::Moved> reply);
  void redo(Reply<store::Moved> reply);
  /// Reads everything anew and accepts commands again.
  void reload(Reply<OpenedProject> reply);
  void remember(std::map<std::string, std::string, std::less<>> settings);
  /// Copies the file into the folder when one is due; urgent work goes first.
  void backup_if_due(const std::filesystem::path& folder);
  /// Brings a working copy's commits to its network share. Replies when there is news: an error, or that it works again.
  void write_back(Reply<bool> reply);
  /// Blocks until the queue is done and the file is closed.
  void close();

 private:
  template <class T, class Work>
  void post(Work work, Reply<T> reply, bool is_command);
  base::Result<OpenedProject> loaded();
  base::Result<store::Moved> moved(base::Result<store::Moved> moved) const;

  // Touched by the writer thread alone:
  std::optional<store::ProjectStore> m_store;
  bool m_skipping = false;
  std::uint64_t m_last_backup_commits = 0;
  bool m_share_away = false;

  std::unique_ptr<base::WorkerPool> m_thread;  // one thread; last, so that it ends first
};

}  // namespace skizze::project
