// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/cancel.h"

namespace skizze::base {

/// What is done first when there is more to do than hands. Order of the tiled pipeline, first is most urgent.
enum class Priority : std::uint8_t { edited, visible, labels, nearby, prefetch, background };

/// A named pool of threads with one priority queue. Jobs of equal priority run in the order they came.
/// A job whose token is cancelled before it starts is dropped without running. The destructor cancels what waits
/// and joins what runs, so nothing a job refers to may die before the pool.
class WorkerPool {
 public:
  using Job = std::function<void()>;

  /// threads == 0 means one per core.
  explicit WorkerPool(std::string name, unsigned threads = 0);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Queues a job; callable from any thread, never blocks on a running job.
  void submit(Priority priority, CancelToken token, Job job);
  /// Blocks until the queue is empty and no job runs.
  void wait_idle();
  unsigned thread_count() const { return static_cast<unsigned>(m_threads.size()); }

 private:
  struct Entry {
    Priority priority;
    std::uint64_t sequence;
    CancelToken token;
    Job job;
  };
  void run();
  static bool later(const Entry& a, const Entry& b);

  std::string m_name;
  std::mutex m_mutex;                 // guards everything below
  std::condition_variable m_wake;
  std::condition_variable m_idle;
  std::vector<Entry> m_queue;         // heap, most urgent on top
  std::uint64_t m_next_sequence = 0;
  unsigned m_running = 0;
  bool m_stopping = false;
  std::vector<std::thread> m_threads;
};

}  // namespace skizze::base
