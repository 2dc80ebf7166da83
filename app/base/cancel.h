// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

namespace skizze::base {

/// Says whether a long call should stop. Copies share one flag; reading is lock-free from any thread.
/// A default-made token can never be cancelled.
class CancelToken {
 public:
  CancelToken() = default;
  bool cancelled() const { return m_flag && m_flag->load(std::memory_order_relaxed); }

 private:
  friend class CancelSource;
  explicit CancelToken(std::shared_ptr<const std::atomic<bool>> flag) : m_flag(std::move(flag)) {}
  std::shared_ptr<const std::atomic<bool>> m_flag;
};

/// The other end: whoever started a call cancels it here. Cancelling twice is harmless.
class CancelSource {
 public:
  CancelToken token() const { return CancelToken(m_flag); }
  void cancel() { m_flag->store(true, std::memory_order_relaxed); }
  bool cancelled() const { return m_flag->load(std::memory_order_relaxed); }

 private:
  std::shared_ptr<std::atomic<bool>> m_flag = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace skizze::base
