// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/attempts.h"

#include <algorithm>

namespace skizze::qgis {

namespace {

constexpr auto k_rest = std::chrono::seconds(3);
constexpr int k_most_doublings = 6;  // of the rest: three minutes
constexpr int k_after_ms = 100;

}  // namespace

void Attempts::set_listener(Listener listener) {
  const std::lock_guard lock(m_mutex);
  m_listener = std::move(listener);
}

void Attempts::set_trouble_listener(TroubleListener listener) {
  const std::lock_guard lock(m_mutex);
  m_trouble_listener = std::move(listener);
}

void Attempts::announce(const geo::Box& box) {
  const std::lock_guard lock(m_mutex);
  if (m_listener) m_listener(box);
}

void Attempts::worked() {
  const std::lock_guard lock(m_mutex);
  m_failures = 0;
  if (!m_problem) return;
  m_problem.reset();
  if (m_trouble_listener) m_trouble_listener(std::nullopt);
}

void Attempts::failed(Helper& helper, const base::Error& error) {
  if (error.code == base::ErrorCode::cancelled) return;
  const std::lock_guard lock(m_mutex);
  const bool was_well = !m_problem;
  m_problem = error;
  if (was_well && m_trouble_listener) m_trouble_listener(m_problem);
  if (Clock::now() < m_rests_until) return;  // asked before the rest began: no further attempt
  const auto rest = k_rest * (1 << std::min(m_failures++, k_most_doublings));
  m_rests_until = Clock::now() + rest;
  helper.after(static_cast<int>(std::chrono::milliseconds(rest).count()) + k_after_ms,
               [self = shared_from_this()] { self->announce(self->m_all); });
}

bool Attempts::resting() const {
  const std::lock_guard lock(m_mutex);
  return Clock::now() < m_rests_until;
}

std::optional<base::Error> Attempts::problem() const {
  const std::lock_guard lock(m_mutex);
  return m_problem;
}

}  // namespace skizze::qgis
