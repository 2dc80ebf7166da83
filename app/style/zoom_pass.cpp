// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <deque>
#include <unordered_map>

#include "style/evaluate.h"
#include "style/layer_evaluator.h"

namespace skizze::style {
namespace {

constexpr std::size_t k_most_words = 6;
constexpr std::size_t k_most_keys = 1U << 16;   ///< of one cache; numbers rarely repeat beyond
constexpr std::size_t k_compared_buckets = 64;  ///< how many buckets are looked at for an equal one

/// What an expression reads of a row, packed into words; equal keys give equal results.
struct Key {
  std::array<std::uint64_t, k_most_words> words{};
  bool operator==(const Key&) const = default;
};

struct KeyHash {
  std::size_t operator()(const Key& key) const noexcept {
    std::uint64_t h = 0x9E3779B97F4A7C15ULL;
    for (const auto word : key.words) h = (h ^ word) * 0xFF51AFD7ED558CCDULL ^ (h >> 29);
    return static_cast<std::size_t>(h ^ (h >> 32));
  }
};

/// Makes keys for one set of reads over one pack.
class KeyMaker {
 public:
  KeyMaker(const Reads& reads, const feature::LayerPack* pack, const ColumnMap& columns) : m_pack(pack), m_kind(reads.geometry_type) {
    m_possible = pack != nullptr && !reads.everything && !reads.id && reads.properties.size() + 1 < k_most_words;
    if (!m_possible) return;
    for (const auto& ref : reads.properties) {
      const int column = columns[static_cast<std::size_t>(ref.slot)];
      if (column < 0) continue;  // absent for every row
      const bool text = pack->info().columns[static_cast<std::size_t>(column)].type == feature::ColumnType::text;
      m_columns.push_back({static_cast<std::size_t>(column), text});
    }
  }
  bool possible() const { return m_possible; }
  /// Whether every row has the same key (but for the feature state).
  bool single() const { return m_possible && m_columns.empty() && !m_kind; }

  Key key(std::uint32_t row, std::uint64_t state) const {
    Key key;
    std::size_t i = 0;
    for (const auto& [column, text] : m_columns) key.words[i++] = text ? dictionary_word(row, column) : value_word(row, column);
    key.words[k_most_words - 1] = state << 8 | (m_kind ? static_cast<std::uint64_t>(m_pack->kind(row)) + 1 : 0);
    return key;
  }

 private:
  std::uint64_t dictionary_word(std::uint32_t row, std::size_t column) const {
    const auto index = m_pack->dictionary_index(row, column);
    return index ? std::uint64_t{*index} + 1 : 0;
  }
  std::uint64_t value_word(std::uint32_t row, std::size_t column) const {
    const auto value = m_pack->value(row, column);
    if (const auto* i = std::get_if<std::int64_t>(&value)) return std::bit_cast<std::uint64_t>(static_cast<double>(*i));
    if (const auto* d = std::get_if<double>(&value)) return std::bit_cast<std::uint64_t>(*d);
    if (const auto* b = std::get_if<bool>(&value)) return *b ? 2 : 1;
    return ~std::uint64_t{0};
  }

  const feature::LayerPack* m_pack;
  bool m_kind;
  bool m_possible = false;
  std::vector<std::pair<std::size_t, bool>> m_columns;
};

/// Distinct results, each once; references stay valid.
template <class Paint>
struct Buckets {
  Paint prototype;
  std::deque<Paint> paints;

  std::uint32_t place(Paint paint) {
    const std::size_t first = paints.size() > k_compared_buckets ? paints.size() - k_compared_buckets : 0;
    for (std::size_t i = paints.size(); i > first; --i) {
      if (paints[i - 1] == paint) return static_cast<std::uint32_t>(i - 1);
    }
    paints.push_back(std::move(paint));
    return static_cast<std::uint32_t>(paints.size() - 1);
  }
};

}  // namespace

struct ZoomPass::Impl {
  Impl(const LayerEvaluator::Impl& bound, double at_zoom)
      : layer(bound),
        zoom(at_zoom),
        filter_keys(bound.layer->filter_reads, bound.pack.get(), bound.columns),
        paint_keys(bound.layer->paint_reads, bound.pack.get(), bound.columns) {
    switch (bound.info->type) {
      case LayerType::background: break;
      case LayerType::fill: fills.prototype = bound.prototype<FillPaint>(zoom); break;
      case LayerType::line: lines.prototype = bound.prototype<LinePaint>(zoom); break;
      case LayerType::circle: circles.prototype = bound.prototype<CirclePaint>(zoom); break;
      case LayerType::symbol: symbols.prototype = bound.prototype<SymbolStyle>(zoom); break;
    }
  }

  bool takes(std::uint32_t row) const {
    const PackFeature feature(*layer.pack, layer.columns, row);
    return layer.takes(layer.context(&feature, zoom, {}));
  }

  template <class Paint>
  std::uint32_t computed(Buckets<Paint>& buckets, std::uint32_t row, FeatureState state) const {
    Paint paint = buckets.prototype;
    if (!layer.layer->data_driven.empty()) {
      const PackFeature feature(*layer.pack, layer.columns, row);
      layer.apply_data(paint, layer.context(&feature, zoom, state));
    }
    return buckets.place(std::move(paint));
  }

  std::uint32_t computed(std::uint32_t row, FeatureState state) {
    switch (layer.info->type) {
      case LayerType::fill: return computed(fills, row, state);
      case LayerType::line: return computed(lines, row, state);
      case LayerType::circle: return computed(circles, row, state);
      case LayerType::symbol: return computed(symbols, row, state);
      case LayerType::background: break;
    }
    return 0;
  }

  const LayerEvaluator::Impl& layer;
  double zoom;
  KeyMaker filter_keys;
  KeyMaker paint_keys;
  std::unordered_map<Key, bool, KeyHash> taken;
  std::unordered_map<Key, std::uint32_t, KeyHash> bucket_of;
  Buckets<FillPaint> fills;
  Buckets<LinePaint> lines;
  Buckets<CirclePaint> circles;
  Buckets<SymbolStyle> symbols;
};

ZoomPass::ZoomPass(const LayerEvaluator& evaluator, double zoom) : m_impl(std::make_unique<Impl>(*evaluator.m_impl, zoom)) {}
ZoomPass::~ZoomPass() = default;

bool ZoomPass::matches(std::uint32_t row) {
  Impl& d = *m_impl;
  if (!d.layer.layer->filter) return true;
  if (!d.filter_keys.possible()) return d.takes(row);
  const Key key = d.filter_keys.key(row, 0);
  if (const auto at = d.taken.find(key); at != d.taken.end()) return at->second;
  const bool result = d.takes(row);
  if (d.taken.size() < k_most_keys) d.taken.emplace(key, result);
  return result;
}

std::uint32_t ZoomPass::bucket(std::uint32_t row, FeatureState state) {
  Impl& d = *m_impl;
  if (!d.paint_keys.possible()) return d.computed(row, state);
  const std::uint64_t state_word = d.layer.layer->reads_state ? (state.selected ? 1U : 0U) + (state.hover ? 2U : 0U) : 0U;
  const Key key = d.paint_keys.key(row, state_word);
  if (const auto at = d.bucket_of.find(key); at != d.bucket_of.end()) return at->second;
  const std::uint32_t result = d.computed(row, state);
  if (d.bucket_of.size() < k_most_keys) d.bucket_of.emplace(key, result);
  return result;
}

const FillPaint& ZoomPass::fill(std::uint32_t row, FeatureState state) { return m_impl->fills.paints[bucket(row, state)]; }
const LinePaint& ZoomPass::line(std::uint32_t row, FeatureState state) { return m_impl->lines.paints[bucket(row, state)]; }
const CirclePaint& ZoomPass::circle(std::uint32_t row, FeatureState state) { return m_impl->circles.paints[bucket(row, state)]; }
const SymbolStyle& ZoomPass::symbol(std::uint32_t row, FeatureState state) { return m_impl->symbols.paints[bucket(row, state)]; }

std::vector<TextSection> ZoomPass::text(std::uint32_t row) {
  const PackFeature feature(*m_impl->layer.pack, m_impl->layer.columns, row);
  return m_impl->layer.text(m_impl->layer.context(&feature, m_impl->zoom, {}));
}
std::string ZoomPass::icon(std::uint32_t row) {
  const PackFeature feature(*m_impl->layer.pack, m_impl->layer.columns, row);
  return m_impl->layer.icon(m_impl->layer.context(&feature, m_impl->zoom, {}));
}
double ZoomPass::sort_key(std::uint32_t row) {
  const PackFeature feature(*m_impl->layer.pack, m_impl->layer.columns, row);
  return m_impl->layer.sort_key(m_impl->layer.context(&feature, m_impl->zoom, {}));
}

}  // namespace skizze::style
