// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>

#include "base/cancel.h"
#include "base/result.h"
#include "base/worker_pool.h"

namespace skizze::project {

enum class JobState : std::uint8_t { waiting, running, done, failed, cancelled };

/// One long piece of work as the window shows it.
struct Job {
  std::uint64_t id = 0;
  base::Message title;   ///< "Preparing roofs.gml"
  base::Message step;    ///< what it does just now; empty id where it does not say
  double fraction = -1;  ///< 0..1; negative while unknown
  JobState state = JobState::waiting;
  qint64 started_ms = 0;  ///< milliseconds since 1970; the window shows a job once it is older than 500 ms
  base::Error error;      ///< where failed
};

/// The list of running work. Lives on the UI thread; work runs on a pool and reports back through the event loop.
/// Finished jobs leave the list right after `finished` was emitted.
class Jobs : public QObject {
  Q_OBJECT

 public:
  /// Tells how far a job is; callable from the worker, rate-limited to about 20 per second.
  using Progress = std::function<void(double fraction, const base::Message& step)>;
  /// Runs on a worker.
  using Work = std::function<base::Status(base::CancelToken, const Progress&)>;
  /// Runs on the UI thread when the work has ended (also when it was cancelled).
  using Done = std::function<void(const base::Status&)>;

  explicit Jobs(QObject* parent = nullptr, unsigned threads = 2);
  ~Jobs() override;

  std::uint64_t start(base::Message title, Work work, Done done);
  void cancel(std::uint64_t id);
  void cancel_all();
  const std::vector<Job>& list() const { return m_jobs; }
  bool idle() const { return m_jobs.empty(); }

 Q_SIGNALS:
  void added(quint64 id);
  void progressed(quint64 id);
  /// The job's last state, also an error; it has left the list when this returns.
  void finished(const skizze::project::Job& job);
  /// Any of the above; for badges.
  void changed();

 private:
  Job* find(std::uint64_t id);
  void on_progress(std::uint64_t id, double fraction, const base::Message& step);
  void on_done(std::uint64_t id, const base::Status& status, const Done& done);

  std::vector<Job> m_jobs;
  std::vector<std::pair<std::uint64_t, base::CancelSource>> m_cancels;
  std::uint64_t m_next_id = 1;
  std::unique_ptr<base::WorkerPool> m_pool;  // last: joined before the list dies
};

}  // namespace skizze::project
