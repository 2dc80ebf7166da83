// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "base/result.h"
#include "geo/geometry.h"
#include "qgis/helper.h"

namespace skizze::qgis {

/// How the drawing of a project goes, tiles and labels alike, and who is told of it. After a failure the helper is left alone for three
/// seconds, after each further one twice as long (what fails during a rest was asked before it and does not count); then everything is
/// announced, so that who looks at it asks again. Any thread.
class Attempts : public std::enable_shared_from_this<Attempts> {
 public:
  using Listener = std::function<void(const geo::Box&)>;
  using TroubleListener = std::function<void(const std::optional<base::Error>&)>;

  /// all: what is announced after a failure, Web Mercator metres.
  explicit Attempts(const geo::Box& all) : m_all(all) {}

  /// When this returns, the one before is not called any more.
  void set_listener(Listener listener);
  /// Called when attempts begin to fail, and when one works again (no error).
  void set_trouble_listener(TroubleListener listener);
  /// Locked, so that nobody is called who took his listener back. Who still looks there asks again.
  void announce(const geo::Box& box);
  void worked();
  /// A request that was taken back is no failure.
  void failed(Helper& helper, const base::Error& error);
  bool resting() const;
  /// Of the last attempt; empty after one that worked.
  std::optional<base::Error> problem() const;

 private:
  using Clock = std::chrono::steady_clock;

  const geo::Box m_all;
  mutable std::mutex m_mutex;  // guards everything below
  Clock::time_point m_rests_until{};
  std::optional<base::Error> m_problem;
  int m_failures = 0;  // one after the other
  Listener m_listener;
  TroubleListener m_trouble_listener;
};

}  // namespace skizze::qgis
