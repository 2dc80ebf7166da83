// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/qgis_tiles.h"

#include <QtCore/QJsonArray>
#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>

#include "geo/mercator.h"

namespace skizze::qgis {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto k_rest = std::chrono::seconds(3);
constexpr int k_most_doublings = 6;  // of the rest: three minutes
constexpr int k_max_zoom = 22;
constexpr std::size_t k_most_in_flight = 64;

tiles::ForeignInfo info_of(const ProjectInfo& project, int ratio) {
  tiles::ForeignInfo info;
  info.max_zoom = k_max_zoom;
  info.pictures = true;
  info.picture_px = geo::k_tile_px * ratio;
  info.bounds = project.bounds;
  if (info.bounds.empty()) return info;
  const double margin =
      0.02 * std::max(info.bounds.max_x - info.bounds.min_x, info.bounds.max_y - info.bounds.min_y) + 1;  // symbols on the edge
  info.bounds.add(geo::Point2{info.bounds.min_x - margin, info.bounds.min_y - margin});
  info.bounds.add(geo::Point2{info.bounds.max_x + margin, info.bounds.max_y + margin});
  return info;
}

/// The north-west tile of the block that a tile belongs to.
geo::TileId block_of(geo::TileId id) {
  constexpr std::uint32_t k = QgisTiles::k_block;
  return {id.z, id.x / k * k, id.y / k * k};
}

int block_side(int zoom) { return zoom >= 5 ? QgisTiles::k_block : std::min(QgisTiles::k_block, 1 << zoom); }

geo::Box block_bounds(geo::TileId first) {
  const auto side = static_cast<std::uint32_t>(block_side(first.z));
  geo::Box box = geo::tile_bounds(first);
  box.add(geo::tile_bounds({first.z, first.x + side - 1, first.y + side - 1}));
  return box;
}

}  // namespace

struct QgisTiles::State {
  mutable std::mutex mutex;  // guards everything below
  std::set<geo::TileId> in_flight;
  std::size_t requests = 0;
  Clock::time_point rests_until{};
  std::optional<base::Error> problem;
  int failures = 0;  // one after the other
  std::function<void(const geo::Box&)> listener;
  std::function<void(const std::optional<base::Error>&)> trouble_listener;
};

/// Locked, so that nobody is called who took his listener back. Who still looks there asks again.
void QgisTiles::announce(State& state, const geo::Box& box) {
  const std::lock_guard lock(state.mutex);
  if (state.listener) state.listener(box);
}

QgisTiles::QgisTiles(std::shared_ptr<QgisProject> project, std::shared_ptr<sources::ByteCache> cache, int ratio, bool labels)
    : ForeignTiles(info_of(project->info(), ratio)),
      m_cache(std::move(cache)),
      m_ratio(ratio),
      m_labels(labels),
      m_prefix("qgis|" + project->identity() + '|' + std::to_string(ratio) + (labels ? '|' : '-')),
      m_state(std::make_shared<State>()),
      m_project(std::move(project)) {}

QgisTiles::~QgisTiles() {
  set_listener(nullptr);
  set_trouble_listener(nullptr);
}

std::string QgisTiles::key_of(geo::TileId id) const {
  return m_prefix + std::to_string(id.z) + '/' + std::to_string(id.x) + '/' + std::to_string(id.y);
}

tiles::ForeignTiles::Answer QgisTiles::fetch(geo::TileId id) {
  if (auto held = m_cache->find(key_of(id))) return {false, std::move(held->bytes)};
  ask(id);
  return {true, {}};
}

void QgisTiles::ask(geo::TileId id) {
  const auto first = block_of(id);
  {
    const std::lock_guard lock(m_state->mutex);
    auto& s = *m_state;
    if (Clock::now() < s.rests_until || s.in_flight.size() >= k_most_in_flight || !s.in_flight.insert(first).second) return;
    ++s.requests;
  }
  const int side = block_side(first.z);
  const Request request{QStringLiteral("render_tiles"),
                        {{QStringLiteral("z"), first.z},
                         {QStringLiteral("x"), static_cast<int>(first.x)},
                         {QStringLiteral("y"), static_cast<int>(first.y)},
                         {QStringLiteral("columns"), side},
                         {QStringLiteral("rows"), side},
                         {QStringLiteral("px"), geo::k_tile_px * m_ratio},
                         {QStringLiteral("css_px"), geo::k_tile_px},
                         {QStringLiteral("labels"), m_labels}},
                        120,
                        true};
  m_project->helper().submit(request, [helper = &m_project->helper(), state = m_state, cache = m_cache, prefix = m_prefix,
                                       all = info().bounds, first](base::Result<qgis::Answer> answer) {
    std::size_t offset = 0;
    const auto tiles = answer ? answer->report[QLatin1String("tiles")].toArray() : QJsonArray();
    for (const auto& entry : tiles) {
      const auto tile = entry.toArray();
      const auto size = static_cast<std::size_t>(std::max(0, tile[2].toInt()));
      if (offset + size > answer->body.size()) break;
      const auto place = std::to_string(tile[0].toInt()) + '/' + std::to_string(tile[1].toInt());
      cache->insert(prefix + std::to_string(first.z) + '/' + place, std::string_view(answer->body).substr(offset, size));
      offset += size;
    }
    std::unique_lock lock(state->mutex);
    state->in_flight.erase(first);
    const bool was_well = !state->problem;
    if (answer) {
      state->problem.reset();
      state->failures = 0;
      if (!was_well && state->trouble_listener) state->trouble_listener(std::nullopt);
    } else if (answer.error().code != base::ErrorCode::cancelled) {
      state->problem = answer.error();
      if (was_well && state->trouble_listener) state->trouble_listener(state->problem);
      const auto rest = k_rest * (1 << std::min(state->failures++, k_most_doublings));
      state->rests_until = Clock::now() + rest;
      helper->after(static_cast<int>(std::chrono::milliseconds(rest).count()) + 100, [state, all] { announce(*state, all); });
    }
    lock.unlock();
    if (answer) announce(*state, block_bounds(first));
  });
}

void QgisTiles::set_listener(std::function<void(const geo::Box&)> listener) {
  const std::lock_guard lock(m_state->mutex);
  m_state->listener = std::move(listener);
}

void QgisTiles::set_trouble_listener(std::function<void(const std::optional<base::Error>&)> listener) {
  const std::lock_guard lock(m_state->mutex);
  m_state->trouble_listener = std::move(listener);
}

bool QgisTiles::is_busy() const {
  const std::lock_guard lock(m_state->mutex);
  return !m_state->in_flight.empty();
}

std::size_t QgisTiles::request_count() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->requests;
}

std::optional<base::Error> QgisTiles::problem() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->problem;
}

}  // namespace skizze::qgis
