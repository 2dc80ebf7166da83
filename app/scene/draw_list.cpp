// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/draw_list.h"

#include <algorithm>
#include <array>

#include "geo/mercator.h"

namespace skizze::scene {

namespace {

using style::LayerType;

struct Item {
  double sort_key;
  double neg_area;  // fills only: large areas first, then small ones (0)
  std::uint32_t bucket;
  std::uint32_t row;
  std::uint32_t feature;
};

constexpr double k_small_px = 10;  // an area whose box is smaller lies above all larger ones and beside its equals

bool fits(LayerType type, geo::GeometryKind kind) {
  switch (type) {
    case LayerType::fill: return kind == geo::GeometryKind::area;
    case LayerType::line: return kind == geo::GeometryKind::area || kind == geo::GeometryKind::line;
    case LayerType::circle: return kind == geo::GeometryKind::point;
    default: return false;
  }
}

/// Sizes of boxes on the screen.
class BoxSizes {
 public:
  BoxSizes(const feature::LayerPack& pack, double zoom) : m_pack(pack), m_px_per_step(pack.step_m() / geo::mercator_m_per_px(zoom)) {}

  /// The place of an area among others, see Item::neg_area.
  double place(std::uint32_t row) const {
    const auto box = m_pack.step_box(row);
    const double width = (static_cast<double>(box.max_x) - box.min_x) * m_px_per_step;
    const double height = (static_cast<double>(box.max_y) - box.min_y) * m_px_per_step;
    const double most = std::max(width, height);
    return most <= k_small_px ? 0 : -width * height;
  }

 private:
  const feature::LayerPack& m_pack;
  double m_px_per_step;
};

/// Builds the part of a draw list that one style layer makes.
class LayerPass {
 public:
  LayerPass(DrawList& list, const BoundLayer& layer, const style::LayerEvaluator& evaluator, double zoom)
      : m_list(list),
        m_layer(layer),
        m_type(evaluator.layer().type),
        m_areas(evaluator.layer().areas),
        m_grouped(m_type == LayerType::fill && !layer.part_of),
        m_zoom(zoom),
        m_pass(evaluator, zoom) {}

  void collect(std::span<const tiles::TileFeature> features) {
    const BoxSizes sizes(*m_layer.layer.pack, m_zoom);
    m_items.reserve(features.size());
    for (std::uint32_t i = 0; i < features.size(); ++i) {
      const tiles::TileFeature& f = features[i];
      if (!fits(m_type, f.kind) || m_layer.is_hidden(f.row) || !m_pass.matches(f.row)) continue;
      const double place = m_grouped ? sizes.place(f.row) : 0;
      m_items.push_back({m_pass.sort_key(f.row), place, m_pass.bucket(f.row), f.row, i});
    }
    order_buckets();
    const auto by_place = [this](const Item& a, const Item& b) { return before(a, b); };
    if (!std::is_sorted(m_items.begin(), m_items.end(), by_place)) std::sort(m_items.begin(), m_items.end(), by_place);  // lines mostly are
  }

  /// One bucket of all: what lies around them is one shape.
  void emit_surroundings(const style::FillPaint& paint) {
    if (!start(paint, m_list.fills, static_cast<std::uint32_t>(m_list.features.size()))) return;
    for (const Item& item : m_items) append(item.feature);
  }

  void emit() {
    const Item* last = nullptr;
    bool seen = false;
    for (const Item& item : m_items) {
      if (last == nullptr || item.bucket != last->bucket) seen = start_bucket(item.row);
      last = &item;
      if (seen) append(item.feature);
    }
  }

  /// Above all shapes; grouped by look, in the order of looks.
  void emit_specks(std::span<const Speck> specks) {
    if (!m_grouped) return;
    m_items.clear();
    m_items.reserve(specks.size());
    for (std::uint32_t i = 0; i < specks.size(); ++i) {
      const std::uint32_t row = specks[i].row;
      if (!m_layer.is_hidden(row) && m_pass.matches(row)) m_items.push_back({0, 0, m_pass.bucket(row), row, i});
    }
    order_buckets();
    std::vector<std::vector<std::uint32_t>> by_rank;
    std::vector<std::uint32_t> row_of_rank;
    for (const Item& item : m_items) {
      const std::uint32_t rank = m_rank_of_bucket[item.bucket];
      if (rank >= by_rank.size()) {
        by_rank.resize(rank + 1);
        row_of_rank.resize(rank + 1);
      }
      by_rank[rank].push_back(item.feature);
      row_of_rank[rank] = item.row;
    }
    for (std::size_t rank = 0; rank < by_rank.size(); ++rank) {
      if (by_rank[rank].empty() || !start_bucket(row_of_rank[rank])) continue;
      m_list.buckets.back().specks = true;
      for (const auto i : by_rank[rank]) append(i);
    }
  }

 private:
  /// Buckets are numbered as they come up, which differs from tile to tile; their looks do not.
  void order_buckets() {
    if (!m_grouped) return;
    m_rank_of_bucket.clear();
    std::vector<std::pair<std::array<float, 9>, std::uint32_t>> looks;
    for (const Item& item : m_items) {
      if (item.bucket < m_rank_of_bucket.size() && m_rank_of_bucket[item.bucket] != k_unseen) continue;
      if (item.bucket >= m_rank_of_bucket.size()) m_rank_of_bucket.resize(item.bucket + 1, k_unseen);
      m_rank_of_bucket[item.bucket] = 0;
      const style::FillPaint& p = m_pass.fill(item.row);
      const auto& c = p.color;
      const auto& o = p.outline_color;
      looks.push_back({{c.r, c.g, c.b, c.a, p.opacity, o.r, o.g, o.b, o.a}, item.bucket});
    }
    std::sort(looks.begin(), looks.end());
    for (std::uint32_t i = 0; i < looks.size(); ++i) m_rank_of_bucket[looks[i].second] = i;
  }

  bool before(const Item& a, const Item& b) const {
    if (a.sort_key != b.sort_key) return a.sort_key < b.sort_key;
    if (a.neg_area != b.neg_area) return a.neg_area < b.neg_area;
    if (m_grouped && a.neg_area >= 0 && a.bucket != b.bucket) return m_rank_of_bucket[a.bucket] < m_rank_of_bucket[b.bucket];
    return a.row < b.row;
  }

  void append(std::uint32_t feature) {
    m_list.features.push_back(feature);
    m_list.buckets.back().end = static_cast<std::uint32_t>(m_list.features.size());
  }

  bool start_bucket(std::uint32_t row) {
    const auto at = static_cast<std::uint32_t>(m_list.features.size());
    if (m_type == LayerType::fill) return start(m_pass.fill(row), m_list.fills, at);
    if (m_type == LayerType::line) return start(m_pass.line(row), m_list.lines, at);
    return start(m_pass.circle(row), m_list.circles, at);
  }

  static bool visible(const style::FillPaint& p) { return p.opacity > 0 && (p.color.a > 0 || (p.has_outline && p.outline_color.a > 0)); }
  static bool visible(const style::LinePaint& p) { return p.opacity > 0 && p.color.a > 0 && p.width > 0; }
  static bool visible(const style::CirclePaint& p) {
    return (p.opacity > 0 && p.color.a > 0 && p.radius > 0) || (p.stroke_opacity > 0 && p.stroke_color.a > 0 && p.stroke_width > 0);
  }

  template <class Paint>
  bool start(const Paint& paint, std::vector<Paint>& paints, std::uint32_t at) {
    if (!visible(paint)) return false;
    if (paints.empty() || !(paints.back() == paint)) paints.push_back(paint);
    m_list.buckets.push_back({m_type, static_cast<std::uint32_t>(paints.size() - 1), at, at, m_areas});
    return true;
  }

  DrawList& m_list;
  const BoundLayer& m_layer;
  static constexpr std::uint32_t k_unseen = UINT32_MAX;
  LayerType m_type;
  style::AreaScope m_areas;
  bool m_grouped;  // areas by size and look
  double m_zoom;
  style::ZoomPass m_pass;
  std::vector<std::uint32_t> m_rank_of_bucket;
  std::vector<Item> m_items;
};

}  // namespace

std::vector<style::BackgroundPaint> backgrounds_of(const BoundLayer& layer, double zoom) {
  std::vector<style::BackgroundPaint> found;
  for (const auto& evaluator : layer.evaluators) {
    if (evaluator->layer().shows_at(zoom) && evaluator->layer().type == LayerType::background) found.push_back(evaluator->background(zoom));
  }
  return found;
}

DrawList make_draw_list(const BoundLayer& layer, std::span<const tiles::TileFeature> features, double zoom, base::CancelToken token,
                        std::span<const Speck> specks) {
  DrawList list;
  for (const auto& evaluator : layer.evaluators) {
    if (token.cancelled()) return {};
    const style::StyleLayer& style_layer = evaluator->layer();
    if (!style_layer.shows_at(zoom) || style_layer.type == LayerType::symbol) continue;
    const bool around = style_layer.fills_surroundings();
    if (style_layer.type == LayerType::background || !layer.layer.pack || (features.empty() && specks.empty() && !around)) continue;
    LayerPass pass(list, layer, *evaluator, zoom);
    pass.collect(features);
    if (around) {
      pass.emit_surroundings(evaluator->fill(style::PropertyRow{}, zoom));
      continue;
    }
    pass.emit();
    if (style_layer.type == LayerType::fill) pass.emit_specks(specks);
  }
  return list;
}

}  // namespace skizze::scene
