// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/qgis_tiles.h"

#include <QtCore/QJsonArray>
#include <algorithm>
#include <mutex>
#include <set>

#include "geo/mercator.h"

namespace skizze::qgis {

namespace {

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

bool has_labels(const ProjectInfo& project) {
  return std::any_of(project.layers.begin(), project.layers.end(), [](const LayerInfo& layer) { return layer.placed && layer.visible; });
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
};

QgisTiles::QgisTiles(std::shared_ptr<QgisProject> project, std::shared_ptr<sources::ByteCache> cache, int ratio, bool labels)
    : ForeignTiles(info_of(project->info(), ratio)),
      m_cache(std::move(cache)),
      m_ratio(ratio),
      m_prefix("qgis|" + project->identity() + '|' + std::to_string(ratio) + '-'),
      m_state(std::make_shared<State>()),
      m_attempts(std::make_shared<Attempts>(info().bounds)),
      m_labels(labels && has_labels(project->info()) ? std::make_unique<QgisLabels>(project, m_cache, m_attempts) : nullptr),
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
    if (m_attempts->resting() || s.in_flight.size() >= k_most_in_flight || !s.in_flight.insert(first).second) return;
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
                         {QStringLiteral("labels"), false}},
                        120,
                        true};
  m_project->helper().submit(request, [helper = &m_project->helper(), state = m_state, attempts = m_attempts, cache = m_cache,
                                       prefix = m_prefix, first](base::Result<qgis::Answer> answer) {
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
    {
      const std::lock_guard lock(state->mutex);
      state->in_flight.erase(first);
    }
    if (!answer) return attempts->failed(*helper, answer.error());
    attempts->worked();
    attempts->announce(block_bounds(first));
  });
}

bool QgisTiles::is_busy() const {
  const std::lock_guard lock(m_state->mutex);
  return !m_state->in_flight.empty();
}

std::size_t QgisTiles::request_count() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->requests;
}

}  // namespace skizze::qgis
