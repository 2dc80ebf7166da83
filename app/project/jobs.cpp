// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/jobs.h"

#include <algorithm>
#include <atomic>
#include <chrono>

#include <QDateTime>
#include <QMetaObject>

namespace skizze::project {

namespace {

/// Lets about 20 reports a second through, and always the first and the last.
class RateLimit {
 public:
  bool pass(double fraction) {
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    auto last = m_last.load();
    const auto gap = std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::milliseconds(50)).count();
    if (fraction < 1 && last != 0 && now - last < gap) return false;
    m_last.store(now);
    return true;
  }

 private:
  std::atomic<std::chrono::steady_clock::rep> m_last{0};
};

}  // namespace

Jobs::Jobs(QObject* parent, unsigned threads) : QObject(parent), m_pool(std::make_unique<base::WorkerPool>("jobs", threads)) {}

Jobs::~Jobs() {
  cancel_all();
  m_pool.reset();
}

std::uint64_t Jobs::start(base::Message title, Work work, Done done) {
  const auto id = m_next_id++;
  Job job;
  job.id = id;
  job.title = std::move(title);
  job.started_ms = QDateTime::currentMSecsSinceEpoch();
  m_jobs.push_back(std::move(job));
  const auto& cancel = m_cancels.emplace_back(id, base::CancelSource{}).second;
  // The pool would drop a cancelled job silently; this one must still report that it ended.
  m_pool->submit(base::Priority::background, {}, [this, id, token = cancel.token(), work = std::move(work), done = std::move(done)] {
    const auto limit = std::make_shared<RateLimit>();
    const Progress progress = [this, id, limit](double fraction, const base::Message& step) {
      if (!limit->pass(fraction)) return;
      QMetaObject::invokeMethod(
          this, [this, id, fraction, step] { on_progress(id, fraction, step); }, Qt::QueuedConnection);
    };
    progress(-1, {});
    auto status = token.cancelled() ? base::Status(base::fail(base::ErrorCode::cancelled, "base.cancelled")) : work(token, progress);
    QMetaObject::invokeMethod(
        this, [this, id, status = std::move(status), done] { on_done(id, status, done); }, Qt::QueuedConnection);
  });
  Q_EMIT added(id);
  Q_EMIT changed();
  return id;
}

void Jobs::cancel(std::uint64_t id) {
  for (auto& [job, source] : m_cancels)
    if (job == id) source.cancel();
}

void Jobs::cancel_all() {
  for (auto& [job, source] : m_cancels) source.cancel();
}

Job* Jobs::find(std::uint64_t id) {
  const auto it = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const Job& job) { return job.id == id; });
  return it == m_jobs.end() ? nullptr : &*it;
}

void Jobs::on_progress(std::uint64_t id, double fraction, const base::Message& step) {
  auto* job = find(id);
  if (!job) return;
  job->state = JobState::running;
  job->fraction = fraction;
  if (!step.id.empty()) job->step = step;
  Q_EMIT progressed(id);
  Q_EMIT changed();
}

void Jobs::on_done(std::uint64_t id, const base::Status& status, const Done& done) {
  auto* found = find(id);
  if (!found) return;
  Job job = *found;
  std::erase_if(m_jobs, [id](const Job& j) { return j.id == id; });
  std::erase_if(m_cancels, [id](const auto& pair) { return pair.first == id; });
  if (status) {
    job.state = JobState::done;
    job.fraction = 1;
  } else {
    job.state = status.error().code == base::ErrorCode::cancelled ? JobState::cancelled : JobState::failed;
    job.error = status.error();
  }
  if (done) done(status);
  Q_EMIT finished(job);
  Q_EMIT changed();
}

}  // namespace skizze::project
