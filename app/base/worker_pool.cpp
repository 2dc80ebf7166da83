// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker_pool.h"

#include <algorithm>

namespace skizze::base {

WorkerPool::WorkerPool(std::string name, unsigned threads) : m_name(std::move(name)) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  m_threads.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) m_threads.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  {
    std::lock_guard lock(m_mutex);
    m_stopping = true;
    m_queue.clear();
  }
  m_wake.notify_all();
  for (auto& thread : m_threads) thread.join();
}

bool WorkerPool::later(const Entry& a, const Entry& b) {
  return a.priority != b.priority ? a.priority > b.priority : a.sequence > b.sequence;
}

void WorkerPool::submit(Priority priority, CancelToken token, Job job) {
  {
    std::lock_guard lock(m_mutex);
    if (m_stopping) return;
    m_queue.push_back(Entry{priority, m_next_sequence++, std::move(token), std::move(job)});
    std::push_heap(m_queue.begin(), m_queue.end(), later);
  }
  m_wake.notify_one();
}

void WorkerPool::wait_idle() {
  std::unique_lock lock(m_mutex);
  m_idle.wait(lock, [this] { return m_queue.empty() && m_running == 0; });
}

void WorkerPool::run() {
  std::unique_lock lock(m_mutex);
  while (true) {
    m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    if (m_stopping) return;
    std::pop_heap(m_queue.begin(), m_queue.end(), later);
    Entry entry = std::move(m_queue.back());
    m_queue.pop_back();
    ++m_running;
    lock.unlock();
    if (!entry.token.cancelled()) entry.job();
    entry.job = nullptr;
    lock.lock();
    --m_running;
    if (m_queue.empty() && m_running == 0) m_idle.notify_all();
  }
}

}  // namespace skizze::base
