// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/tile_cache.h"

namespace skizze::tiles {

std::size_t bytes_of_tile(const Tile& tile) {
  return sizeof(Tile) + tile.features.capacity() * sizeof(TileFeature) + tile.parts.capacity() * sizeof(TilePart) +
         tile.points.capacity() * sizeof(TilePoint) + tile.cut_edge.capacity() / 8;
}

std::size_t TileKeyHash::operator()(const TileKey& key) const noexcept {
  std::uint64_t h = key.layer * 0x9E3779B97F4A7C15ULL ^ key.version;
  h = h * 0x9E3779B97F4A7C15ULL ^ (std::uint64_t{key.id.x} << 32 | key.id.y);
  h = h * 0x9E3779B97F4A7C15ULL ^ key.id.z;
  return static_cast<std::size_t>(h ^ h >> 29);
}

std::shared_ptr<const Tile> TileCache::find(const TileKey& key) {
  const std::lock_guard lock(m_mutex);
  const auto found = m_by_key.find(key);
  if (found == m_by_key.end()) return nullptr;
  m_entries.splice(m_entries.begin(), m_entries, found->second);
  return found->second->tile;
}

void TileCache::insert(const TileKey& key, std::shared_ptr<const Tile> tile) {
  if (!tile) return;
  const std::size_t bytes = bytes_of_tile(*tile);
  const std::lock_guard lock(m_mutex);
  if (const auto found = m_by_key.find(key); found != m_by_key.end()) remove(found->second);
  if (bytes > m_max_bytes) return;
  m_entries.push_front({key, std::move(tile), bytes});
  m_by_key[key] = m_entries.begin();
  m_bytes += bytes;
  while (m_bytes > m_max_bytes) remove(std::prev(m_entries.end()));
}

TileCache::Entries::iterator TileCache::remove(Entries::iterator entry) {
  m_bytes -= entry->bytes;
  m_by_key.erase(entry->key);
  return m_entries.erase(entry);
}

void TileCache::erase_layer(std::uint64_t layer) {
  const std::lock_guard lock(m_mutex);
  for (auto it = m_entries.begin(); it != m_entries.end();) it = it->key.layer == layer ? remove(it) : std::next(it);
}

void TileCache::erase(std::uint64_t layer, const geo::Box& mercator) {
  const std::lock_guard lock(m_mutex);
  for (auto it = m_entries.begin(); it != m_entries.end();) {
    const geo::Box seen = geo::tile_bounds(it->key.id).grown(geo::tile_size_m(it->key.id.z) * (k_buffer + 1) / k_extent);
    it = it->key.layer == layer && seen.intersects(mercator) ? remove(it) : std::next(it);
  }
}

void TileCache::clear() {
  const std::lock_guard lock(m_mutex);
  m_entries.clear();
  m_by_key.clear();
  m_bytes = 0;
}

std::size_t TileCache::bytes() const {
  const std::lock_guard lock(m_mutex);
  return m_bytes;
}

std::size_t TileCache::size() const {
  const std::lock_guard lock(m_mutex);
  return m_entries.size();
}

}  // namespace skizze::tiles
