// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/draw_list.h"

#include <algorithm>

namespace skizze::scene {

namespace {

using style::LayerType;

struct Item {
  double sort_key;
  double neg_area;  // fills only: large areas first
  std::uint32_t row;
  std::uint32_t feature;
};

bool before(const Item& a, const Item& b) {
  if (a.sort_key != b.sort_key) return a.sort_key < b.sort_key;
  if (a.neg_area != b.neg_area) return a.neg_area < b.neg_area;
  return a.row < b.row;
}

bool fits(LayerType type, geo::GeometryKind kind) {
  switch (type) {
    case LayerType::fill: return kind == geo::GeometryKind::area;
    case LayerType::line: return kind == geo::GeometryKind::area || kind == geo::GeometryKind::line;
    case LayerType::circle: return kind == geo::GeometryKind::point;
    default: return false;
  }
}

double box_area(const feature::LayerPack& pack, std::uint32_t row) {
  const auto box = pack.step_box(row);
  return (static_cast<double>(box.max_x) - box.min_x) * (static_cast<double>(box.max_y) - box.min_y);
}

/// Builds the part of a draw list that one style layer makes.
class LayerPass {
 public:
  LayerPass(DrawList& list, const BoundLayer& layer, const style::LayerEvaluator& evaluator, double zoom)
      : m_list(list), m_layer(layer), m_type(evaluator.layer().type), m_pass(evaluator, zoom) {}

  void collect(std::span<const tiles::TileFeature> features) {
    for (std::uint32_t i = 0; i < features.size(); ++i) {
      const tiles::TileFeature& f = features[i];
      if (!fits(m_type, f.kind) || m_layer.is_hidden(f.row) || !m_pass.matches(f.row)) continue;
      const double neg_area = m_type == LayerType::fill && !m_layer.part_of ? -box_area(*m_layer.layer.pack, f.row) : 0;
      m_items.push_back({m_pass.sort_key(f.row), neg_area, f.row, i});
    }
    std::sort(m_items.begin(), m_items.end(), before);
  }

  void emit() {
    std::uint32_t last_bucket = 0;
    bool open = false;
    bool seen = false;
    for (const Item& item : m_items) {
      const std::uint32_t bucket = m_pass.bucket(item.row);
      if (!open || bucket != last_bucket) {
        seen = start_bucket(item.row);
        last_bucket = bucket;
        open = true;
      }
      if (!seen) continue;
      m_list.features.push_back(item.feature);
      m_list.buckets.back().end = static_cast<std::uint32_t>(m_list.features.size());
    }
  }

 private:
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
    m_list.buckets.push_back({m_type, static_cast<std::uint32_t>(paints.size() - 1), at, at});
    return true;
  }

  DrawList& m_list;
  const BoundLayer& m_layer;
  LayerType m_type;
  style::ZoomPass m_pass;
  std::vector<Item> m_items;
};

}  // namespace

DrawList make_draw_list(const BoundLayer& layer, std::span<const tiles::TileFeature> features, double zoom, base::CancelToken token) {
  DrawList list;
  for (const auto& evaluator : layer.evaluators) {
    if (token.cancelled()) return {};
    const style::StyleLayer& style_layer = evaluator->layer();
    if (!style_layer.shows_at(zoom) || style_layer.type == LayerType::symbol) continue;
    if (style_layer.type == LayerType::background) {
      list.backgrounds.push_back(evaluator->background(zoom));
      continue;
    }
    if (!layer.layer.pack || features.empty()) continue;
    LayerPass pass(list, layer, *evaluator, zoom);
    pass.collect(features);
    pass.emit();
  }
  return list;
}

}  // namespace skizze::scene
