// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/tile_service.h"

#include <chrono>
#include <mutex>
#include <set>

namespace skizze::sources {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double k_fresh_s = 14 * 24 * 3600.0;
constexpr auto k_rest = std::chrono::seconds(30);
constexpr std::size_t k_most_in_flight = 128;

void replace(std::string& text, std::string_view what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

}  // namespace

struct TileService::State {
  mutable std::mutex mutex;  // guards everything below
  bool online = false;
  std::set<geo::TileId> in_flight;
  std::optional<base::Error> problem;
  Clock::time_point rests_until{};
  std::size_t requests = 0;
  std::function<void(geo::TileId)> listener;
};

TileService::TileService(std::shared_ptr<Http> http, std::shared_ptr<ByteCache> cache, std::string template_url, bool tms)
    : m_http(std::move(http)),
      m_cache(std::move(cache)),
      m_template(std::move(template_url)),
      m_tms(tms),
      m_state(std::make_shared<State>()) {}

TileService::~TileService() { set_listener(nullptr); }

std::string TileService::url_of(geo::TileId id) const {
  const std::uint32_t from_south = (1U << id.z) - 1 - id.y;
  std::string url = m_template;
  replace(url, "{z}", std::to_string(id.z));
  replace(url, "{x}", std::to_string(id.x));
  replace(url, "{-y}", std::to_string(from_south));
  replace(url, "{y}", std::to_string(m_tms ? from_south : id.y));
  return url;
}

TileService::Answer TileService::tile(geo::TileId id) {
  const std::string url = url_of(id);
  auto held = m_cache->find(url);
  if (!held || held->age_s > k_fresh_s) ask(id, url);
  if (held) return {false, std::move(held->bytes)};
  return {true, {}};
}

void TileService::ask(geo::TileId id, const std::string& url) {
  {
    const std::lock_guard lock(m_state->mutex);
    auto& s = *m_state;
    if (!s.online || Clock::now() < s.rests_until || s.in_flight.size() >= k_most_in_flight || !s.in_flight.insert(id).second) return;
    ++s.requests;
  }
  m_http->get(url, [state = m_state, cache = m_cache, id, url](base::Result<HttpAnswer> answer) {
    if (answer) cache->insert(url, answer->body);
    const std::lock_guard lock(state->mutex);
    state->in_flight.erase(id);
    if (answer) {
      state->problem.reset();
      if (state->listener) state->listener(id);  // locked, so that nobody is called who has just taken his listener back
    } else {
      state->problem = answer.error();
      state->rests_until = Clock::now() + k_rest;
    }
  });
}

void TileService::set_online(bool online) {
  const std::lock_guard lock(m_state->mutex);
  m_state->online = online;
  m_state->rests_until = {};
}

bool TileService::is_online() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->online;
}

void TileService::set_listener(std::function<void(geo::TileId)> listener) {
  const std::lock_guard lock(m_state->mutex);
  m_state->listener = std::move(listener);
}

std::optional<base::Error> TileService::problem() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->problem;
}

bool TileService::is_busy() const {
  const std::lock_guard lock(m_state->mutex);
  return !m_state->in_flight.empty();
}

std::size_t TileService::request_count() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->requests;
}

}  // namespace skizze::sources
