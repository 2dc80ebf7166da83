// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// One running skizze-qgis: requests in, answers out, started again when it dies.
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/cancel.h"
#include "base/result.h"

namespace skizze::qgis {

/// The skizze-qgis that belongs to this program ($STADTSKIZZE_QGIS, or where our executables lie); empty where it was not built or not
/// installed.
std::filesystem::path find_helper();

struct HelperOptions {
  std::uint64_t memory_bytes = 8ULL << 30;  ///< address space
};

struct Request {
  QString verb;
  QJsonObject fields;   ///< of the head, beside v, id and verb
  int limit_s = 120;    ///< longer than this without an answer or progress: the helper is killed
  bool urgent = false;  ///< goes before everything that waits (tiles of the latest view)
};

struct Answer {
  QJsonObject report;
  std::string body;
};

/// Any thread may call; nothing but run() blocks. The process starts with the first request and lives in a sandbox (sources/sandbox.h: no
/// network, nothing to write but a folder of its own). It works off one request after the other. When it dies, the request it died of is
/// tried once more in a new process, then fails with crashed; what waited goes on. Callbacks come on a thread of the helper and must not
/// block it.
class Helper {
 public:
  using Done = std::function<void(base::Result<Answer>)>;
  using Progress = std::function<void(double fraction, const base::Message& what)>;

  explicit Helper(HelperOptions options = {});
  /// Kills the process; what waits is answered with cancelled before this returns.
  ~Helper();
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  /// The request that every new process gets first ("open"), from now on. Its failure is the answer of whatever came after it.
  void set_setup(Request setup);
  /// Gives a number for cancel(). Errors: those of the helper; not_found (there is no helper), crashed, too_large (too much waits).
  std::uint64_t submit(Request request, Done done, Progress progress = {});
  /// Its answer becomes cancelled, unless it was there already.
  void cancel(std::uint64_t id);
  /// Submits and waits; never on the UI thread.
  base::Result<Answer> run(Request request, base::CancelToken token, const Progress& progress = {});
  /// Calls on the helper's thread after a while; not at all when the helper goes before.
  void after(int ms, std::function<void()> work);
  /// How many processes were started so far.
  int starts() const;
  /// Of the process as we started it (bubblewrap where there is one); 0 while there is none. For tests.
  std::int64_t process_id() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace skizze::qgis
