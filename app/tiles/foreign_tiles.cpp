// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/foreign_tiles.h"

#include <algorithm>

namespace skizze::tiles {

namespace {

constexpr std::size_t k_entry_bytes = 200;  // of an entry without a tile, about

geo::TileId ancestor(geo::TileId id, int zoom) {
  const auto up = static_cast<unsigned>(id.z - zoom);
  return {static_cast<std::uint8_t>(zoom), id.x >> up, id.y >> up};
}

std::shared_ptr<const ForeignTile> picture_tile(geo::TileId id, std::string bytes) {
  auto tile = std::make_shared<ForeignTile>();
  tile->id = id;
  tile->bytes = bytes.size();
  tile->picture = std::move(bytes);
  return tile;
}

/// The width that the header of a PNG says (RFC 2083, 4.1.1); 0 for other bytes.
int png_width(std::string_view bytes) {
  if (bytes.size() < 24 || bytes.substr(1, 3) != "PNG") return 0;
  unsigned width = 0;
  for (std::size_t i = 16; i < 20; ++i) width = width << 8U | static_cast<unsigned char>(bytes[i]);
  return width <= 4096 ? static_cast<int>(width) : 0;
}

/// By the first tile that is stored: archives do not say it.
int picture_width(TileArchiveReader& reader) {
  constexpr int k_usual_px = 256;
  int width = 0;
  (void)reader.for_each([&](geo::TileId, std::string_view bytes) -> base::Status {
    width = png_width(bytes);
    return base::fail(base::ErrorCode::cancelled, "tiles.not_found");  // one is enough
  });
  return width > 0 ? width : k_usual_px;
}

std::size_t cost(const std::shared_ptr<const ForeignTile>& tile) { return k_entry_bytes + (tile ? tile->bytes : 0); }

}  // namespace

ForeignTiles::ForeignTiles(ForeignInfo info, std::size_t max_bytes) : m_info(info), m_max_bytes(max_bytes) {}
ForeignTiles::~ForeignTiles() = default;

const ForeignTiles::Entry* ForeignTiles::held(geo::TileId id) {
  const auto it = m_by_id.find(id);
  if (it == m_by_id.end()) return nullptr;
  m_entries.splice(m_entries.begin(), m_entries, it->second);
  return &m_entries.front();
}

void ForeignTiles::keep(geo::TileId id, std::shared_ptr<const ForeignTile> tile) {
  if (m_by_id.contains(id)) return;  // two workers read the same tile
  m_bytes += cost(tile);
  m_entries.push_front({id, std::move(tile)});
  m_by_id[id] = m_entries.begin();
  while (m_bytes > m_max_bytes && m_entries.size() > 1) {
    m_bytes -= cost(m_entries.back().tile);
    m_by_id.erase(m_entries.back().id);
    m_entries.pop_back();
  }
}

std::shared_ptr<const ForeignTile> ForeignTiles::covering(geo::TileId id) {
  if (id.z < m_info.min_zoom) return nullptr;
  const auto wanted = ancestor(id, std::min<int>(id.z, m_info.max_zoom));
  {
    const std::lock_guard lock(m_mutex);
    if (const auto* entry = held(wanted)) return entry->tile;
  }
  Answer answer = fetch(wanted);
  std::shared_ptr<const ForeignTile> tile;
  bool damaged = false;
  if (!answer.pending && !answer.mvt.empty() && m_info.pictures) {
    tile = picture_tile(wanted, std::move(answer.mvt));
  } else if (!answer.pending && !answer.mvt.empty()) {
    auto read = read_foreign_tile(wanted, answer.mvt);
    damaged = !read;
    if (read) tile = std::move(*read);
  }
  const std::lock_guard lock(m_mutex);
  m_damaged += damaged ? 1 : 0;
  if (!answer.pending) {
    keep(wanted, tile);
    return tile;
  }
  for (int zoom = wanted.z - 1; zoom >= m_info.min_zoom; --zoom) {
    if (const auto* entry = held(ancestor(wanted, zoom)); entry && entry->tile) return entry->tile;
  }
  return nullptr;
}

std::size_t ForeignTiles::damaged_count() const {
  const std::lock_guard lock(m_mutex);
  return m_damaged;
}

ArchiveTiles::ArchiveTiles(std::unique_ptr<TileArchiveReader> reader, ForeignInfo info) : ForeignTiles(info), m_reader(std::move(reader)) {}

base::Result<std::shared_ptr<ArchiveTiles>> ArchiveTiles::open(const std::filesystem::path& path) {
  auto reader = open_archive(path, Accept::vectors_and_pictures);
  if (!reader) return tl::unexpected(std::move(reader.error()));
  ForeignInfo info;
  info.min_zoom = std::clamp((*reader)->min_zoom(), 0, 24);
  info.max_zoom = std::clamp((*reader)->max_zoom(), info.min_zoom, 24);
  const geo::Box degrees = (*reader)->bounds_lon_lat();
  info.bounds.add(geo::to_mercator({degrees.min_x, degrees.min_y}));
  info.bounds.add(geo::to_mercator({degrees.max_x, degrees.max_y}));
  info.pictures = (*reader)->content() == TileContent::picture;
  if (info.pictures) info.picture_px = picture_width(**reader);
  return std::shared_ptr<ArchiveTiles>(new ArchiveTiles(std::move(*reader), info));
}

const std::string& ArchiveTiles::metadata_json() const { return m_reader->metadata_json(); }

ForeignTiles::Answer ArchiveTiles::fetch(geo::TileId id) {
  const std::lock_guard lock(m_reader_mutex);
  auto bytes = m_reader->tile(id);
  return {false, bytes && *bytes ? std::move(**bytes) : std::string()};
}

}  // namespace skizze::tiles
