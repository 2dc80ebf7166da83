// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/export.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <future>
#include <set>

#include "base/worker_pool.h"
#include "tiles/compression.h"
#include "tiles/large_rings.h"
#include "tiles/mvt_writer.h"
#include "tiles/tile_archive.h"
#include "tiles/tile_plan.h"

namespace skizze::tiles {
namespace {

constexpr int k_highest_zoom = 22;
constexpr std::size_t k_batch_tiles = 16;

struct Layer {
  std::string name;
  std::shared_ptr<const feature::LayerPack> pack;
  FeatureIds ids;
  std::vector<std::uint8_t> seen;  // per row, written at max_zoom; workers set bytes atomically
  std::unique_ptr<const FilledColumns> filled;
};

struct FinishedTile {
  geo::TileId id;
  std::string bytes;
  std::uint64_t raw_bytes = 0;
  std::uint64_t features = 0;
  std::uint64_t over_feature_budget = 0;
  std::uint64_t over_byte_budget = 0;
};

struct Batch {
  std::vector<FinishedTile> tiles;
  CutStats cut;
};

/// The kind of all rows that have a geometry; none where they differ.
geo::GeometryKind common_kind(const feature::LayerPack& pack) {
  auto common = geo::GeometryKind::none;
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    const auto kind = pack.kind(row);
    if (kind == geo::GeometryKind::none || kind == common) continue;
    if (common != geo::GeometryKind::none) return geo::GeometryKind::none;
    common = kind;
  }
  return common;
}

class Export {
 public:
  Export(const std::vector<LayerToExport>& layers, const ExportOptions& options, base::CancelToken cancel,
         const std::function<void(double)>& progress)
      : m_options(options), m_cancel(std::move(cancel)), m_progress(progress) {
    std::set<std::string> names;
    for (const LayerToExport& layer : layers) {
      if (!layer.pack || layer.pack->size() == 0) continue;
      m_layers.push_back({unique_name(layer.name, names), layer.pack, FeatureIds(*layer.pack),
                          std::vector<std::uint8_t>(layer.pack->size()),
                          FilledColumns::useful(*layer.pack) ? std::make_unique<FilledColumns>(*layer.pack) : nullptr});
    }
  }

  base::Result<ExportReport> run();

 private:
  static std::string unique_name(const std::string& wanted, std::set<std::string>& names);
  base::Status check() const;
  base::Status plan();
  base::Status write_all(TileArchiveWriter& writer);
  base::Status write(const Batch& batch, TileArchiveWriter& writer);
  Batch make_batch(std::span<const std::uint64_t> ids);
  void make_tile(geo::TileId id, LargeRings& large_rings, Batch& batch);
  CutOptions cut_options(int zoom) const;
  ArchiveInfo info() const;
  void count_rows();
  void count_hidden();
  tl::unexpected<base::Error> cancelled() const { return base::fail(base::ErrorCode::cancelled, "tiles.cancelled"); }

  const ExportOptions& m_options;
  base::CancelToken m_cancel;
  base::CancelSource m_stop;  // a failed write stops the workers
  const std::function<void(double)>& m_progress;
  std::vector<Layer> m_layers;
  std::vector<std::uint64_t> m_ids;
  bool m_gzip = true;
  ExportReport m_report;
};

std::string Export::unique_name(const std::string& wanted, std::set<std::string>& names) {
  const std::string base = wanted.empty() ? "layer" : wanted;
  std::string name = base;
  for (int i = 2; !names.insert(name).second; ++i) name = base + '_' + std::to_string(i);
  return name;
}

base::Status Export::check() const {
  if (m_options.min_zoom < 0 || m_options.min_zoom > m_options.max_zoom || m_options.max_zoom > k_highest_zoom) {
    return base::fail(base::ErrorCode::invalid, "tiles.bad_zooms", {{"highest", std::to_string(k_highest_zoom)}});
  }
  if (m_layers.empty()) return base::fail(base::ErrorCode::invalid, "tiles.nothing_to_export");
  return {};
}

base::Status Export::plan() {
  std::vector<std::shared_ptr<const feature::LayerPack>> packs;
  for (const Layer& layer : m_layers) packs.push_back(layer.pack);
  for (int z = m_options.min_zoom; z <= m_options.max_zoom; ++z) {
    const bool all_rows = m_options.all_rows || z == m_options.max_zoom;
    const auto plan = plan_tiles(packs, z, all_rows, m_options.max_tiles - m_ids.size(), m_cancel);
    if (m_cancel.cancelled()) return cancelled();
    if (plan.too_many) {
      return base::fail(base::ErrorCode::too_large, "tiles.too_many",
                        {{"limit", std::to_string(m_options.max_tiles)}, {"zoom", std::to_string(z)}});
    }
    m_ids.insert(m_ids.end(), plan.ids.begin(), plan.ids.end());
  }
  return {};
}

CutOptions Export::cut_options(int zoom) const {
  const bool last = zoom == m_options.max_zoom;
  CutOptions options;
  options.tolerance = last ? 0 : m_options.tolerance;
  options.all_rows = options.keep_collapsed = last || m_options.all_rows;
  options.density = m_options.density && !options.all_rows;
  options.cancel = m_stop.token();
  return options;
}

void Export::make_tile(geo::TileId id, LargeRings& large_rings, Batch& batch) {
  CutOptions options = cut_options(id.z);
  options.large_rings = &large_rings;
  std::vector<LayerToEncode> encode;
  FinishedTile finished{id, {}};
  for (Layer& layer : m_layers) {
    auto tile = cut(layer.pack, id, options, &batch.cut);
    if (!tile || tile->features.empty()) continue;
    finished.features += tile->features.size();
    if (id.z == m_options.max_zoom) {
      for (const TileFeature& feature : tile->features) std::atomic_ref(layer.seen[feature.row]).store(1, std::memory_order_relaxed);
    }
    encode.push_back({layer.name, std::move(tile), &layer.ids, layer.filled.get()});
  }
  if (encode.empty()) return;
  EncodeBudget budget;
  if (id.z != m_options.max_zoom && !m_options.all_rows) {
    budget.max_bytes = m_options.max_tile_bytes;
    budget.max_features = m_options.max_features;
    budget.density = m_options.density;
  }
  std::string bytes = encode_mvt(encode, budget);
  if (bytes.empty()) return;
  finished.over_byte_budget = budget.over_byte_budget;
  finished.over_feature_budget = budget.over_feature_budget;
  finished.features -= budget.over_byte_budget + budget.over_feature_budget;
  finished.raw_bytes = bytes.size();
  finished.bytes = m_gzip ? gzip(bytes, m_options.gzip_level) : std::move(bytes);
  batch.tiles.push_back(std::move(finished));
}

Batch Export::make_batch(std::span<const std::uint64_t> ids) {
  Batch batch;
  LargeRings large_rings;
  for (const std::uint64_t id : ids) {
    if (m_cancel.cancelled() || m_stop.cancelled()) break;
    if (const auto tile = tile_of_pmtiles_id(id)) make_tile(*tile, large_rings, batch);
  }
  return batch;
}

base::Status Export::write(const Batch& batch, TileArchiveWriter& writer) {
  for (const FinishedTile& tile : batch.tiles) {
    if (auto status = writer.add(tile.id, tile.bytes); !status) return status;
    ++m_report.tiles;
    m_report.bytes += tile.bytes.size();
    m_report.raw_bytes += tile.raw_bytes;
    m_report.tile_features += tile.features;
    ExportedZoom& zoom = m_report.zooms[static_cast<std::size_t>(tile.id.z - m_options.min_zoom)];
    ++zoom.tiles;
    zoom.tile_features += tile.features;
    zoom.bytes += tile.bytes.size();
    zoom.largest_tile = std::max(zoom.largest_tile, tile.raw_bytes);
    zoom.over_feature_budget += tile.over_feature_budget;
    zoom.over_byte_budget += tile.over_byte_budget;
  }
  m_report.cut += batch.cut;
  return {};
}

/// Batches are made by the pool and written here in their order; never more than a window of them is under way.
base::Status Export::write_all(TileArchiveWriter& writer) {
  base::Status status;
  std::deque<std::future<Batch>> window;
  base::WorkerPool pool("tile export", m_options.threads);
  const std::size_t most = std::size_t{pool.thread_count()} * 4;
  std::size_t next = 0;
  const auto submit = [&] {
    const auto ids = std::span<const std::uint64_t>(m_ids).subspan(next, std::min(k_batch_tiles, m_ids.size() - next));
    next += ids.size();
    const auto task = std::make_shared<std::packaged_task<Batch()>>([this, ids] { return make_batch(ids); });
    window.push_back(task->get_future());
    pool.submit(base::Priority::background, {}, [task] { (*task)(); });
  };
  while (next < m_ids.size() || !window.empty()) {
    while (next < m_ids.size() && window.size() < most && status) submit();
    if (window.empty()) break;
    const Batch batch = window.front().get();
    window.pop_front();
    if (status) status = m_cancel.cancelled() ? base::Status(cancelled()) : write(batch, writer);
    if (!status) m_stop.cancel();
    if (m_progress && status)
      m_progress(static_cast<double>(next - std::min(next, window.size() * k_batch_tiles)) / static_cast<double>(m_ids.size()));
  }
  return status;
}

ArchiveInfo Export::info() const {
  ArchiveInfo info;
  info.name = m_options.name;
  info.min_zoom = m_options.min_zoom;
  info.max_zoom = m_options.max_zoom;
  std::set<std::string> credits;
  geo::Box bounds;
  for (const Layer& layer : m_layers) {
    const auto& pack = layer.pack->info();
    bounds.add(pack.bounds);
    if (!pack.provenance.attribution.empty() && credits.insert(pack.provenance.attribution).second) {
      info.attribution += (info.attribution.empty() ? "" : ", ") + pack.provenance.attribution;
    }
    VectorLayer entry{layer.name, pack.name, m_options.min_zoom, m_options.max_zoom, {}, common_kind(*layer.pack), layer.pack->size()};
    for (const auto& column : pack.columns) {
      const bool text = column.type == feature::ColumnType::text;
      entry.fields.emplace_back(column.name, text ? "String" : column.type == feature::ColumnType::boolean ? "Boolean" : "Number");
    }
    info.vector_layers.push_back(std::move(entry));
  }
  if (!bounds.empty()) {
    info.bounds_lon_lat.add(geo::to_lon_lat({bounds.min_x, bounds.min_y}));
    info.bounds_lon_lat.add(geo::to_lon_lat({bounds.max_x, bounds.max_y}));
  }
  return info;
}

void Export::count_rows() {
  for (const Layer& layer : m_layers) {
    ExportedLayer counts{layer.name, layer.pack->size(), 0, 0};
    for (std::uint32_t row = 0; row < layer.pack->size(); ++row) {
      counts.rows_at_max_zoom += layer.seen[row];
      if (layer.pack->kind(row) != geo::GeometryKind::none && layer.pack->part_count(row) > 0) ++counts.rows_with_geometry;
    }
    m_report.layers.push_back(std::move(counts));
  }
}

/// Rows that a zoom leaves to higher ones.
void Export::count_hidden() {
  if (m_options.all_rows) return;
  for (const Layer& layer : m_layers) {
    std::array<std::uint64_t, 256> areas{};
    std::array<std::uint64_t, 256> others{};
    for (std::uint32_t row = 0; row < layer.pack->size(); ++row) {
      const auto kind = layer.pack->kind(row);
      if (kind == geo::GeometryKind::none) continue;
      ++(kind == geo::GeometryKind::area ? areas : others)[layer.pack->min_zoom(row)];
    }
    for (ExportedZoom& zoom : m_report.zooms) {
      if (zoom.zoom == m_options.max_zoom) continue;
      for (std::size_t z = static_cast<std::size_t>(zoom.zoom) + 1; z < areas.size(); ++z) {
        zoom.hidden_rows += areas[z] + others[z];
        if (m_options.density) zoom.summed_rows += areas[z];
      }
    }
  }
}

base::Result<ExportReport> Export::run() {
  if (auto status = check(); !status) return tl::unexpected(std::move(status.error()));
  if (auto status = plan(); !status) return tl::unexpected(std::move(status.error()));
  for (int z = m_options.min_zoom; z <= m_options.max_zoom; ++z) m_report.zooms.push_back({z});
  auto writer = create_archive(m_options.target);
  if (!writer) return tl::unexpected(std::move(writer.error()));
  m_gzip = (*writer)->stores_gzip();
  if (auto status = write_all(**writer); !status) return tl::unexpected(std::move(status.error()));
  if (auto status = (*writer)->finish(info()); !status) return tl::unexpected(std::move(status.error()));
  count_rows();
  count_hidden();
  return std::move(m_report);
}

}  // namespace

base::Result<ExportReport> export_tiles(const std::vector<LayerToExport>& layers, const ExportOptions& options,
                                        const base::CancelToken& cancel, const std::function<void(double)>& progress) {
  return Export(layers, options, cancel, progress).run();
}

}  // namespace skizze::tiles
