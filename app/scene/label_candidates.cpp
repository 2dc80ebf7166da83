// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/label_candidates.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include <QHash>

#include "scene/line_chains.h"
#include "scene/pole.h"
#include "scene/text_shaper.h"

namespace skizze::scene {

geo::Point2 PoleCache::pole(const BoundLayer& layer, std::uint32_t row) {
  const auto& pack = layer.layer.pack;
  OfPack& of_pack = m_packs[pack.get()];
  of_pack.pack = pack;
  of_pack.is_part = layer.part_of.has_value();
  const auto it = of_pack.poles.find(row);
  if (it != of_pack.poles.end()) return it->second;
  const geo::Point2 found = label_place(pack->geometry(row));
  of_pack.poles.emplace(row, found);
  return found;
}

void PoleCache::keep_only(const BoundSnapshot& map) {
  std::erase_if(m_packs, [&](const auto& entry) {
    // Packs of foreign tiles belong to no layer: they stay while somebody else holds their tile.
    if (entry.second.is_part) return entry.second.pack.use_count() == 1;
    return std::none_of(map.layers.begin(), map.layers.end(), [&](const auto& layer) { return layer->layer.pack.get() == entry.first; });
  });
}

namespace {

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  a ^= b + 0x9E3779B97F4A7C15ULL + (a << 6U) + (a >> 2U);
  return a * 0xBF58476D1CE4E5B9ULL;
}

std::int64_t node_of(const feature::PartView& part, std::size_t i) {
  return static_cast<std::int64_t>(part.x[i]) * (std::int64_t{1} << 32) + part.y[i];
}

constexpr double k_least_of_roaming_px = 200;

/// All candidates of one style layer.
class Collector {
 public:
  Collector(CandidateSet& set, const BoundLayer& bound, std::uint32_t layer, const style::LayerEvaluator& evaluator, const Camera& camera,
            const geo::Box& view, PoleCache& poles, std::uint32_t order)
      : m_set(set), m_layer(bound), m_layer_index(layer), m_camera(camera), m_view(view), m_poles(poles), m_order(order) {
    set.passes.push_back(std::make_unique<style::ZoomPass>(evaluator, camera.zoom));
    m_pass = set.passes.back().get();
    m_seed = mixed(std::hash<std::string>()(m_layer.layer.id), std::hash<std::string>()(evaluator.layer().id));
  }

  void add(std::uint32_t row) {
    if (m_layer.is_hidden(row) || !m_pass->matches(row)) return;
    Candidate c;
    c.text = QString::fromStdString(style::plain_text(m_pass->text(row))).trimmed();
    c.icon = m_pass->icon(row);
    if (c.text.isEmpty() && c.icon.empty()) return;
    const auto& pack = *m_layer.layer.pack;
    c.layer = m_layer_index;
    c.row = row;
    c.order = m_order;
    c.style = &m_pass->symbol(row);
    c.sort_key = m_pass->sort_key(row);
    c.min_zoom = pack.min_zoom(row);
    const geo::Box box = pack.bounds(row);
    c.size = std::max(box.width(), box.height());
    c.group = mixed(m_seed, qHash(c.text));
    if (c.style->placement != style::Placement::point && pack.kind(row) != geo::GeometryKind::point) {
      add_line(std::move(c));
    } else {
      add_point(std::move(c));
    }
  }

  /// Lines are only known as a whole when every row has been seen.
  void finish() {
    for (auto& [key, group] : m_lines) {
      for (ChainPiece& chain : joined_chains(std::move(group.pieces))) {
        Candidate c = group.pattern;
        c.row = chain.row;
        c.identity = c.group;
        if (chain.points.size() < 2) continue;
        c.line = smoothed(chain.points, 2);
        c.lengths = arc_lengths(c.line);
        m_set.candidates.push_back(std::move(c));
      }
    }
  }

 private:
  struct LineGroup {
    Candidate pattern;
    std::vector<ChainPiece> pieces;
  };

  void add_point(Candidate c) {
    const auto& pack = *m_layer.layer.pack;
    const auto id = static_cast<std::uint64_t>(pack.id(c.row));
    c.identity = mixed(mixed(m_seed, id), c.row);
    if (m_layer.part_of) c.identity = mixed(c.identity, (std::uint64_t{m_layer.part_of->x} << 32U) + m_layer.part_of->y);
    if (pack.kind(c.row) == geo::GeometryKind::area) {
      c.anchor = m_poles.pole(m_layer, c.row);
      c.roams = !m_layer.part_of && c.size >= k_least_of_roaming_px * m_camera.m_per_px();
    } else {
      const feature::PartView part = pack.part(c.row, 0);
      if (part.x.empty()) return;
      const std::size_t middle = pack.kind(c.row) == geo::GeometryKind::line ? part.x.size() / 2 : 0;
      c.anchor = {pack.origin().x + part.x[middle] * pack.step_m(), pack.origin().y + part.y[middle] * pack.step_m()};
    }
    if (c.roams || m_view.contains(c.anchor)) m_set.candidates.push_back(std::move(c));
  }

  void add_line(Candidate c) {
    const auto& pack = *m_layer.layer.pack;
    const std::uint8_t min_rank = feature::rank_of_tolerance(m_camera.m_per_px() / 2);
    LineGroup& group = m_lines[{c.text, m_pass->bucket(c.row)}];
    if (group.pieces.empty() || c.sort_key < group.pattern.sort_key) group.pattern = c;
    for (std::uint32_t i = 0; i < pack.part_count(c.row); ++i) {
      const feature::PartView part = pack.part(c.row, i);
      ChainPiece piece;
      piece.row = c.row;
      for (std::size_t k = 0; k < part.x.size(); ++k) {
        if (part.rank[k] < min_rank) continue;
        const geo::Point2 p =
            m_camera.to_screen({pack.origin().x + part.x[k] * pack.step_m(), pack.origin().y + part.y[k] * pack.step_m()});
        piece.points.emplace_back(p.x, p.y);
      }
      if (pack.kind(c.row) == geo::GeometryKind::area && !piece.points.empty()) piece.points.push_back(piece.points.front());
      piece.start_node = node_of(part, 0);
      piece.end_node = node_of(part, part.x.size() - 1);
      group.pieces.push_back(std::move(piece));
    }
  }

  CandidateSet& m_set;
  const BoundLayer& m_layer;
  std::uint32_t m_layer_index;
  const Camera& m_camera;
  const geo::Box& m_view;
  PoleCache& m_poles;
  std::uint32_t m_order;
  style::ZoomPass* m_pass = nullptr;
  std::uint64_t m_seed = 0;
  std::map<std::pair<QString, std::uint32_t>, LineGroup> m_lines;
};

/// Only discs that stand for something: opaque, with a rim, few. Trees and dots may be written over.
void collect_discs(CandidateSet& set, const BoundLayer& bound, std::uint32_t layer, const Camera& camera, const geo::Box& view) {
  constexpr double k_least_px = 5;
  constexpr std::size_t k_most = 2000;
  const auto& pack = *bound.layer.pack;
  const std::size_t first = set.obstacles.size();
  for (const auto& evaluator : bound.evaluators) {
    if (evaluator->layer().type != style::LayerType::circle || !evaluator->layer().shows_at(camera.zoom)) continue;
    style::ZoomPass pass(*evaluator, camera.zoom);
    pack.query(view, static_cast<std::uint8_t>(std::clamp(camera.zoom, 0.0, 250.0)), [&](std::uint32_t row) {
      if (pack.kind(row) != geo::GeometryKind::point || set.obstacles.size() - first > k_most || bound.is_hidden(row) || !pass.matches(row))
        return;
      const style::CirclePaint& disc = pass.circle(row);
      const bool stands_out =
          disc.color.a * disc.opacity > 0.8F && disc.stroke_color.a * disc.stroke_opacity > 0.8F && disc.stroke_width >= 1;
      const auto radius = static_cast<double>(disc.radius + disc.stroke_width);
      if (stands_out && radius >= k_least_px) set.obstacles.push_back({layer, pack.bounds(row).center(), radius});
    });
  }
  if (set.obstacles.size() - first > k_most) set.obstacles.resize(first);
}

/// Where the candidates of one pack go.
struct Target {
  CandidateSet& set;
  std::uint32_t layer;  // in BoundSnapshot::layers
  const Camera& camera;
  geo::Box view;
  PoleCache& poles;
  const base::CancelToken& token;
};

/// order_of: the order of an evaluator by its index.
void collect_pack(const Target& to, const BoundLayer& bound, const std::function<std::uint32_t(std::size_t)>& order_of) {
  collect_discs(to.set, bound, to.layer, to.camera, to.view);
  std::vector<Collector> collectors;
  for (std::size_t i = bound.evaluators.size(); i-- > 0;) {
    const style::StyleLayer& style_layer = bound.evaluators[i]->layer();
    if (style_layer.type != style::LayerType::symbol || !style_layer.shows_at(to.camera.zoom)) continue;
    collectors.emplace_back(to.set, bound, to.layer, *bound.evaluators[i], to.camera, to.view, to.poles, order_of(i));
  }
  if (collectors.empty()) return;
  std::uint32_t seen = 0;
  const double limit = bound.part_of ? 250.0 : std::clamp(to.camera.zoom, 0.0, 250.0);
  bound.layer.pack->query(to.view, static_cast<std::uint8_t>(limit), [&](std::uint32_t row) {
    if (++seen % 1024 == 0 && to.token.cancelled()) return;
    for (Collector& collector : collectors) collector.add(row);
  });
  for (Collector& collector : collectors) collector.finish();
}

/// The tiles that a view is drawn from, clipped to each one's own square, so that what lies in a buffer is named once.
void collect_foreign(const Target& to, const BoundLayer& bound, std::uint32_t first_order) {
  const int z =
      std::min(static_cast<int>(std::clamp(std::floor(to.camera.zoom), k_min_zoom, k_max_zoom)), bound.layer.foreign->info().max_zoom);
  const geo::Box area = to.view.intersects(bound.layer.bounds()) ? to.view : geo::Box{};
  if (area.empty()) return;
  const auto first = geo::tile_at({area.min_x, area.max_y}, z);
  const auto last = geo::tile_at({area.max_x, area.min_y}, z);
  const auto style_layers = static_cast<std::uint32_t>(bound.layer.style->layers().size());
  for (std::uint32_t y = first.y; y <= last.y; ++y) {
    for (std::uint32_t x = first.x; x <= last.x; ++x) {
      const geo::TileId id{static_cast<std::uint8_t>(z), x, y};
      const auto parts = bound.foreign->parts(id);
      if (!parts || to.token.cancelled()) continue;
      Target here = to;
      const geo::Box square = geo::tile_bounds(id);
      here.view = {std::max(to.view.min_x, square.min_x), std::max(to.view.min_y, square.min_y), std::min(to.view.max_x, square.max_x),
                   std::min(to.view.max_y, square.max_y)};
      for (const auto& part : *parts) {
        collect_pack(here, *part, [&](std::size_t i) {
          return first_order + style_layers - 1 - (part->first_style_layer + static_cast<std::uint32_t>(i));
        });
      }
    }
  }
}

void collect_layer(const Target& to, const BoundLayer& bound, std::uint32_t& order) {
  if (bound.foreign) {
    collect_foreign(to, bound, order);
    order += static_cast<std::uint32_t>(bound.layer.style->layers().size());
  } else if (bound.layer.pack) {
    const auto count = static_cast<std::uint32_t>(bound.evaluators.size());
    collect_pack(to, bound, [&](std::size_t i) { return order + count - 1 - static_cast<std::uint32_t>(i); });
    order += count;
  }
}

bool more_important(const Candidate& a, const Candidate& b) {
  if (a.order != b.order) return a.order < b.order;
  if (a.sort_key != b.sort_key) return a.sort_key < b.sort_key;
  if (a.min_zoom != b.min_zoom) return a.min_zoom < b.min_zoom;
  if (a.size != b.size) return a.size > b.size;
  return a.row < b.row;
}

/// Candidates are large: their order is found on small numbers, and each is moved once.
void sort(std::vector<Candidate>& candidates) {
  std::vector<std::uint32_t> order(candidates.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return more_important(candidates[a], candidates[b]); });
  std::vector<Candidate> sorted;
  sorted.reserve(candidates.size());
  for (const auto i : order) sorted.push_back(std::move(candidates[i]));
  candidates = std::move(sorted);
}

}  // namespace

CandidateSet collect_candidates(const BoundSnapshot& map, const Camera& camera, const geo::Box& view, PoleCache& poles,
                                base::CancelToken token) {
  CandidateSet set;
  std::uint32_t order = 0;
  for (std::size_t i = map.layers.size(); i-- > 0;) {
    if (token.cancelled()) return {};
    collect_layer({set, static_cast<std::uint32_t>(i), camera, view, poles, token}, *map.layers[i], order);
  }
  sort(set.candidates);
  return set;
}

}  // namespace skizze::scene
