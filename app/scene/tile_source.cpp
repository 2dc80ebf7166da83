// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/tile_source.h"

#include <algorithm>
#include <cmath>

#include "tiles/cutter.h"

namespace skizze::scene {

namespace {

constexpr double k_filled = 0.7;  // what a small shape usually covers of its box

/// Sorts the rows of one tile into shapes and specks.
class Sorter {
 public:
  Sorter(const feature::LayerPack& pack, geo::TileId id) : m_pack(pack), m_zoom(id.z) {
    const geo::Box box = geo::tile_bounds(id);
    m_scale = pack.step_m() * tiles::k_extent / box.width();
    m_left = (pack.origin().x - box.min_x) / box.width() * tiles::k_extent;
    m_top = (box.max_y - pack.origin().y) / box.width() * tiles::k_extent;
  }

  void take(std::uint32_t row) {
    if (m_pack.kind(row) == geo::GeometryKind::area) {
      const auto box = m_pack.step_box(row);
      const double width = (static_cast<double>(box.max_x) - box.min_x) * m_scale;
      const double height = (static_cast<double>(box.max_y) - box.min_y) * m_scale;
      if (std::max(width, height) < k_speck_units) return take_speck(row, box, width, height);
    }
    if (m_pack.min_zoom(row) <= m_zoom) shapes.push_back(row);
  }

  /// Where one speck stands for many it is as large as their places together: the same grey, less noise.
  std::vector<Speck> specks() {
    if (m_step > 1) {
      const auto side = static_cast<float>(std::sqrt(static_cast<double>(m_step)) * 8);  // as many pixels as specks
      for (Speck& s : m_specks) {
        s.area *= static_cast<float>(m_step);
        const float wider = std::max(0.0F, side - s.width);
        const float higher = std::max(0.0F, side - s.height);
        s = {s.row, s.x - wider / 2, s.y - higher / 2, s.width + wider, s.height + higher, s.area};
      }
    }
    return std::move(m_specks);
  }

  std::vector<std::uint32_t> shapes;

 private:
  void take_speck(std::uint32_t row, const feature::StepBox& box, double width, double height) {
    if (row % m_step != 0) return;
    m_specks.push_back({row, static_cast<float>(box.min_x * m_scale + m_left), static_cast<float>(m_top - box.max_y * m_scale),
                        static_cast<float>(width), static_cast<float>(height), static_cast<float>(width * height * k_filled)});
    if (m_specks.size() <= k_most_specks) return;
    m_step *= 2;  // rows lie along a Hilbert curve: every second one is spread evenly
    std::erase_if(m_specks, [this](const Speck& s) { return s.row % m_step != 0; });
  }

  const feature::LayerPack& m_pack;
  std::uint8_t m_zoom;
  double m_scale, m_left, m_top;
  std::uint32_t m_step = 1;
  std::vector<Speck> m_specks;
};

bool may_hold_areas(const feature::LayerPack& pack) {
  const auto kind = pack.info().kind;
  return kind != geo::GeometryKind::point && kind != geo::GeometryKind::line;
}

std::size_t bytes_of(const DrawTile& tile) { return tiles::bytes_of_tile(*tile.shapes) + tile.specks.capacity() * sizeof(Speck); }

}  // namespace

void DrawTile::index_specks() {
  m_blocks.clear();
  for (std::size_t i = 0; i < specks.size(); ++i) {
    const Speck& s = specks[i];
    if (i % k_block == 0) m_blocks.push_back({s.x, s.y, s.x + s.width, s.y + s.height});
    Block& block = m_blocks.back();
    block = {std::min(block.left, s.x), std::min(block.top, s.y), std::max(block.right, s.x + s.width),
             std::max(block.bottom, s.y + s.height)};
  }
}

std::vector<Speck> DrawTile::specks_in(float left, float top, float right, float bottom) const {
  std::vector<Speck> found;
  for (std::size_t b = 0; b < m_blocks.size(); ++b) {
    const Block& block = m_blocks[b];
    if (block.left > right || block.right < left || block.top > bottom || block.bottom < top) continue;
    for (std::size_t i = b * k_block; i < std::min(specks.size(), (b + 1) * k_block); ++i) {
      const Speck& s = specks[i];
      if (s.x <= right && s.x + s.width >= left && s.y <= bottom && s.y + s.height >= top) found.push_back(s);
    }
  }
  return found;
}

std::shared_ptr<const DrawTile> make_draw_tile(const std::shared_ptr<const feature::LayerPack>& pack, geo::TileId id,
                                               base::CancelToken token, bool whole) {
  auto made = std::make_shared<DrawTile>();
  tiles::CutOptions options;
  options.cancel = token;
  if (whole || !may_hold_areas(*pack)) {
    options.all_rows = whole;
    if (whole) options.tolerance = 0;
    made->shapes = tiles::cut(pack, id, options);
  } else {
    Sorter sorter(*pack, id);
    std::uint32_t seen = 0;
    pack->query(tiles::reach_of_tile(id), 255, [&](std::uint32_t row) {
      if (++seen % 4096 == 0 && token.cancelled()) return;
      sorter.take(row);
    });
    made->shapes = tiles::cut_rows(pack, id, sorter.shapes, options);
    made->specks = sorter.specks();
    made->index_specks();
  }
  if (!made->shapes || token.cancelled()) return nullptr;
  return made;
}

std::shared_ptr<const DrawTile> TileSource::tile(const std::shared_ptr<const feature::LayerPack>& pack, geo::TileId id,
                                                 base::CancelToken token, bool whole) {
  // A held tile keeps its pack alive, so no two packs in the cache can have the same address.
  const tiles::TileKey key{reinterpret_cast<std::uintptr_t>(pack.get()), 0, id};
  {
    std::unique_lock lock(m_mutex);
    m_made.wait(lock, [&] { return !m_in_work.contains(key) || token.cancelled(); });
    if (token.cancelled()) return nullptr;
    if (const auto held = m_by_key.find(key); held != m_by_key.end()) {
      m_entries.splice(m_entries.begin(), m_entries, held->second);
      return held->second->tile;
    }
    m_in_work.insert(key);
  }
  auto made = make_draw_tile(pack, id, token, whole);
  {
    const std::lock_guard lock(m_mutex);
    m_in_work.erase(key);
    if (made) insert(key, made);
  }
  m_made.notify_all();
  return made;
}

/// A tile larger than the whole cache is not kept.
void TileSource::insert(const tiles::TileKey& key, std::shared_ptr<const DrawTile> tile) {
  const std::size_t bytes = bytes_of(*tile);
  if (bytes > m_max_bytes) return;
  m_entries.push_front({key, std::move(tile), bytes});
  m_by_key[key] = m_entries.begin();
  m_bytes += bytes;
  while (m_bytes > m_max_bytes) {
    m_bytes -= m_entries.back().bytes;
    m_by_key.erase(m_entries.back().key);
    m_entries.pop_back();
  }
}

}  // namespace skizze::scene
