// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "base/cancel.h"

namespace skizze::scene {

/// How many jobs may run at once, changeable while they do: one core less while the map moves, so that the thread that paints never waits
/// for one. Jobs that run are not stopped. Any thread.
class Turnstile {
 public:
  explicit Turnstile(unsigned most) : m_most(most) {}

  /// Waits for a place; false when cancelled before there was one.
  bool enter(const base::CancelToken& token) {
    constexpr std::chrono::milliseconds k_look(20);  // a cancelled token wakes nobody
    std::unique_lock lock(m_mutex);
    while (m_inside >= m_most && !token.cancelled()) m_free.wait_for(lock, k_look);
    if (token.cancelled()) return false;
    ++m_inside;
    return true;
  }

  void leave() {
    {
      const std::lock_guard lock(m_mutex);
      --m_inside;
    }
    m_free.notify_one();
  }

  void allow(unsigned most) {
    {
      const std::lock_guard lock(m_mutex);
      if (m_most == most) return;
      m_most = most;
    }
    m_free.notify_all();
  }

 private:
  std::mutex m_mutex;  // guards everything below
  std::condition_variable m_free;
  unsigned m_most;
  unsigned m_inside = 0;
};

}  // namespace skizze::scene
