// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt_writer.h"

#include <algorithm>
#include <protozero/pbf_writer.hpp>
#include <utility>

#include "tiles/cutter.h"
#include "tiles/density_squares.h"
#include "tiles/mvt_fields.h"
#include "tiles/numbered_values.h"
#include "tiles/value_table.h"

namespace skizze::tiles {
namespace {

constexpr int k_least_density_bits = 3;  ///< cells of an eighth of a tile: nothing coarser is worth seeing

/// A growing array of varints: room for a run is made once, then every value is written without a check.
class Varints {
 public:
  void clear() { m_size = 0; }
  void reserve(std::size_t count) {
    if (m_size + count * k_most > m_bytes.size()) m_bytes.resize(std::max(m_bytes.size() * 2, m_size + count * k_most));
  }
  void put(std::uint32_t v) {
    while (v >= 0x80) {
      m_bytes[m_size++] = static_cast<char>(v | 0x80);
      v >>= 7;
    }
    m_bytes[m_size++] = static_cast<char>(v);
  }
  std::string_view bytes() const { return {m_bytes.data(), m_size}; }
  bool empty() const { return m_size == 0; }

 private:
  static constexpr std::size_t k_most = 5;
  std::string m_bytes;
  std::size_t m_size = 0;
};

/// Writes commands; the cursor goes on from part to part (MVT 2.1, 4.3.2) and is not moved by ClosePath.
class GeometryWriter {
 public:
  void begin() {
    m_out.clear();
    m_x = m_y = 0;
  }
  template <class Point>
  void points(std::span<const Point> points) {
    m_out.reserve(points.size() * 2 + 1);
    m_out.put(mvt::command(mvt::k_move_to, static_cast<std::uint32_t>(points.size())));
    for (const Point p : points) move(p.x, p.y);
  }
  template <class Point>
  void line(std::span<const Point> points, bool close) {
    m_out.reserve(points.size() * 2 + 3);
    m_out.put(mvt::command(mvt::k_move_to, 1));
    move(points[0].x, points[0].y);
    m_out.put(mvt::command(mvt::k_line_to, static_cast<std::uint32_t>(points.size() - 1)));
    for (const Point p : points.subspan(1)) move(p.x, p.y);
    if (close) m_out.put(mvt::command(mvt::k_close_path, 1));
  }
  std::string_view bytes() const { return m_out.bytes(); }

 private:
  void move(std::int32_t x, std::int32_t y) {
    // Wraps like the reader's cursor, so that extreme coordinates come back as they were.
    m_out.put(mvt::zigzag(static_cast<std::int32_t>(static_cast<std::uint32_t>(x) - static_cast<std::uint32_t>(m_x))));
    m_out.put(mvt::zigzag(static_cast<std::int32_t>(static_cast<std::uint32_t>(y) - static_cast<std::uint32_t>(m_y))));
    m_x = x;
    m_y = y;
  }
  Varints m_out;
  std::int32_t m_x = 0;
  std::int32_t m_y = 0;
};

MvtGeometryType type_of(geo::GeometryKind kind) {
  switch (kind) {
    case geo::GeometryKind::point: return MvtGeometryType::point;
    case geo::GeometryKind::line: return MvtGeometryType::line;
    case geo::GeometryKind::area: return MvtGeometryType::polygon;
    case geo::GeometryKind::none: break;
  }
  return MvtGeometryType::unknown;
}

/// Writes one layer of a cut tile: features one by one, then the keys and values that they used.
class LayerEncoder {
 public:
  explicit LayerEncoder(const LayerToEncode& layer)
      : m_layer(layer),
        m_tile(*layer.tile),
        m_pack(*layer.tile->pack),
        m_values(m_pack),
        m_key_of(m_pack.info().columns.size(), k_no_key) {}

  void write_head(protozero::pbf_writer& out) const {
    out.add_uint32(mvt::k_layer_version, 2);
    out.add_string(mvt::k_layer_name, m_layer.name);
  }
  /// The fields of one feature.
  void write_feature(const TileFeature& feature, protozero::pbf_writer& out) {
    encode_tags(feature);
    write_fields(feature, out);
  }

  /// All features. Their values are looked up column by column: rows of a tile lie close together in a pack's columns, and a layer of
  /// OpenStreetMap has a hundred of them, nearly all empty.
  void write_features(protozero::pbf_writer& out) {
    if (m_layer.filled != nullptr && m_layer.filled->numbered()) return write_numbered(*m_layer.filled, out);
    collect_tags();
    for (std::size_t i = 0; i < m_tile.features.size(); ++i) {
      const auto tags = std::span(m_sorted).subspan(m_first[i], m_first[i + 1] - m_first[i]);
      m_tags.clear();
      m_tags.reserve(tags.size() * 2);
      for (const Tag& tag : tags) {
        m_tags.put(tag.key);
        m_tags.put(tag.value);
      }
      protozero::pbf_writer message(out, mvt::k_layer_feature);
      write_fields(m_tile.features[i], message);
    }
  }
  void write_tables(protozero::pbf_writer& out) const {
    for (const std::size_t column : m_columns) out.add_string(mvt::k_layer_key, m_pack.info().columns[column].name);
    for (std::size_t i = 0; i < m_values.size(); ++i) add_value(out, m_values.encoded(i));
    for (const std::uint32_t number : m_numbers.used()) add_value(out, m_layer.filled->encoded(number));
    out.add_uint32(mvt::k_layer_extent, k_extent);
  }
  /// Bytes of the tables so far, about: keys and values with their heads.
  std::size_t table_bytes() const { return m_key_bytes + m_values.bytes() + 4 * m_values.size(); }
  const Tile& tile() const { return m_tile; }

 private:
  static constexpr std::uint32_t k_no_key = UINT32_MAX;

  struct Tag {
    std::uint32_t feature;
    std::uint32_t key;
    std::uint32_t value;
  };

  /// With the tags as they were put.
  void write_fields(const TileFeature& feature, protozero::pbf_writer& out) {
    encode_geometry(feature);
    if (!feature.density) {
      out.add_uint64(mvt::k_feature_id, m_layer.ids != nullptr ? m_layer.ids->of(m_pack, feature.row) : feature.row + 1ULL);
    }
    const auto tags = m_tags.bytes();
    if (!tags.empty()) out.add_bytes(mvt::k_feature_tags, tags.data(), tags.size());
    out.add_enum(mvt::k_feature_type, static_cast<std::int32_t>(type_of(feature.kind)));
    const auto geometry = m_geometry.bytes();
    out.add_bytes(mvt::k_feature_geometry, geometry.data(), geometry.size());
  }

  void collect_tags() {
    const auto& features = m_tile.features;
    std::vector<Tag> found;
    m_first.assign(features.size() + 1, 0);
    const auto add = [&](std::uint32_t feature, std::size_t column) {
      const std::uint32_t value = m_values.index_of(features[feature].row, column);
      if (value == ValueTable::k_none) return;
      found.push_back({feature, key_of(column), value});
      ++m_first[feature + std::size_t{1}];
    };
    if (m_layer.filled != nullptr) {
      for_each_filled(*m_layer.filled, [&](std::uint32_t feature, std::size_t place) { add(feature, m_layer.filled->column(place)); });
    } else {
      for_each_place(add);
    }
    for (std::size_t i = 1; i < m_first.size(); ++i) m_first[i] += m_first[i - 1];
    auto next = m_first;
    m_sorted.resize(found.size());
    for (const Tag& tag : found) m_sorted[next[tag.feature]++] = tag;
  }

  /// Every feature of every column that it may have a value in, column by column.
  template <class Take>
  void for_each_place(const Take& take) const {
    const auto& features = m_tile.features;
    const auto density_column = m_pack.density_class();
    for (std::size_t column = 0; column < m_key_of.size(); ++column) {
      for (std::uint32_t i = 0; i < features.size(); ++i) {
        if (!features[i].density || density_column == column) take(i, column);
      }
    }
  }

  /// The places of a feature that become tags; features of density have one at most.
  std::pair<std::size_t, std::size_t> places_of(const TileFeature& feature, const FilledColumns& filled) const {
    std::size_t first = filled.first_place(feature.row);
    std::size_t end = filled.end_place(feature.row);
    if (!feature.density) return {first, end};
    const auto density_column = m_pack.density_class();
    while (first < end && density_column != filled.column(first)) ++first;
    return {first, std::min(end, first + 1)};
  }

  /// Calls take(feature, place) for every place that becomes a tag, column by column, and in a column feature by feature.
  template <class Take>
  void for_each_filled(const FilledColumns& filled, const Take& take) const {
    const auto& features = m_tile.features;
    std::vector<std::uint32_t> next(m_key_of.size() + 1);
    for (const TileFeature& feature : features) {
      const auto [first, end] = places_of(feature, filled);
      for (std::size_t place = first; place < end; ++place) ++next[filled.column(place) + std::size_t{1}];
    }
    for (std::size_t column = 1; column < next.size(); ++column) next[column] += next[column - 1];
    std::vector<std::pair<std::uint32_t, std::size_t>> by_column(next.back());
    for (std::uint32_t i = 0; i < features.size(); ++i) {
      const auto [first, end] = places_of(features[i], filled);
      for (std::size_t place = first; place < end; ++place) by_column[next[filled.column(place)]++] = {i, place};
    }
    for (const auto& [feature, place] : by_column) take(feature, place);
  }

  /// Where the values of the pack are numbered, a feature's tags are its places, one by one; only the tables ask for the order of the
  /// columns.
  void write_numbered(const FilledColumns& filled, protozero::pbf_writer& out) {
    m_numbers.open(filled.distinct());
    for_each_filled(filled, [&](std::uint32_t, std::size_t place) {
      key_of(filled.column(place));
      m_numbers.add(filled.number(place));
    });
    for (const TileFeature& feature : m_tile.features) {
      const auto [first, end] = places_of(feature, filled);
      m_tags.clear();
      m_tags.reserve((end - first) * 2);
      for (std::size_t place = first; place < end; ++place) {
        m_tags.put(m_key_of[filled.column(place)]);
        m_tags.put(m_numbers.index_of(filled.number(place)));
      }
      protozero::pbf_writer message(out, mvt::k_layer_feature);
      write_fields(feature, message);
    }
  }

  static void add_value(protozero::pbf_writer& out, std::string_view value) {
    out.add_message(mvt::k_layer_value, value.data(), value.size());
  }

  std::uint32_t key_of(std::size_t column) {
    auto& key = m_key_of[column];
    if (key == k_no_key) {
      key = static_cast<std::uint32_t>(m_columns.size());
      m_columns.push_back(column);
      m_key_bytes += m_pack.info().columns[column].name.size() + 4;
    }
    return key;
  }

  void encode_tags(const TileFeature& feature) {
    m_tags.clear();
    m_tags.reserve(m_key_of.size() * 2);
    if (feature.density) {
      if (const auto column = m_pack.density_class()) add_tag(feature.row, *column);
      return;
    }
    for (std::size_t column = 0; column < m_key_of.size(); ++column) add_tag(feature.row, column);
  }

  void add_tag(std::uint32_t row, std::size_t column) {
    const std::uint32_t value = m_values.index_of(row, column);
    if (value == ValueTable::k_none) return;
    m_tags.put(key_of(column));
    m_tags.put(value);
  }

  void encode_geometry(const TileFeature& feature) {
    m_geometry.begin();
    for (std::uint32_t i = feature.part_begin; i < feature.part_end; ++i) {
      const auto points = m_tile.points_of(m_tile.parts[i]);
      if (feature.kind == geo::GeometryKind::point) {
        m_geometry.points(points);
      } else {
        m_geometry.line(points, feature.kind == geo::GeometryKind::area);
      }
    }
  }

  const LayerToEncode& m_layer;
  const Tile& m_tile;
  const feature::LayerPack& m_pack;
  ValueTable m_values;
  NumberedValues m_numbers;
  std::vector<std::uint32_t> m_key_of;  // per column
  std::vector<std::size_t> m_columns;   // per key
  std::size_t m_key_bytes = 0;
  std::vector<Tag> m_sorted;           // by feature
  std::vector<std::uint32_t> m_first;  // per feature, in m_sorted
  Varints m_tags;
  GeometryWriter m_geometry;
};

/// Chooses the features of a tile by their worth until the next one would not fit.
class BudgetChoice {
 public:
  BudgetChoice(std::span<const LayerToEncode> layers, EncodeBudget& budget, std::size_t max_bytes)
      : m_budget(budget), m_left(max_bytes == 0 ? INT64_MAX : static_cast<std::int64_t>(max_bytes)) {
    for (const LayerToEncode& layer : layers) {
      m_layers.push_back({std::make_unique<LayerEncoder>(layer), std::vector<std::uint8_t>(layer.tile->features.size()), 0});
      m_left -= static_cast<std::int64_t>(layer.name.size() + k_layer_bytes);
    }
  }

  /// Per layer and feature, whether it has to go. Features of density do not count: they are made anew.
  std::vector<std::vector<std::uint8_t>> dropped() {
    bool full = false;
    for (const Candidate& candidate : by_worth()) {
      Layer& layer = m_layers[candidate.layer];
      const bool too_many = m_budget.max_features > 0 && layer.kept >= m_budget.max_features;
      full = full || (!too_many && !fits(candidate));
      layer.dropped[candidate.feature] = full || too_many;
      if (full) {
        ++m_budget.over_byte_budget;
      } else if (too_many) {
        ++m_budget.over_feature_budget;
      } else {
        ++layer.kept;
      }
    }
    std::vector<std::vector<std::uint8_t>> out;
    for (Layer& layer : m_layers) out.push_back(std::move(layer.dropped));
    return out;
  }

 private:
  static constexpr std::size_t k_layer_bytes = 24;   ///< heads, version and extent, about
  static constexpr std::size_t k_feature_bytes = 4;  ///< a feature's head, about

  struct Layer {
    std::unique_ptr<LayerEncoder> encoder;
    std::vector<std::uint8_t> dropped;
    std::size_t kept;
  };
  struct Candidate {
    DropRank rank;
    std::uint32_t layer;
    std::uint32_t feature;
    auto operator<=>(const Candidate&) const = default;
  };

  std::vector<Candidate> by_worth() const {
    std::vector<Candidate> order;
    for (std::uint32_t l = 0; l < m_layers.size(); ++l) {
      const Tile& tile = m_layers[l].encoder->tile();
      for (std::uint32_t f = 0; f < tile.features.size(); ++f) {
        if (!tile.features[f].density) order.push_back({drop_rank(*tile.pack, tile.features[f].row), l, f});
      }
    }
    std::sort(order.begin(), order.end());
    return order;
  }

  bool fits(const Candidate& candidate) {
    LayerEncoder& encoder = *m_layers[candidate.layer].encoder;
    const std::size_t tables_before = encoder.table_bytes();
    m_message.clear();
    protozero::pbf_writer out(m_message);
    encoder.write_feature(encoder.tile().features[candidate.feature], out);
    m_left -= static_cast<std::int64_t>(m_message.size() + k_feature_bytes + encoder.table_bytes() - tables_before);
    return m_left >= 0;
  }

  EncodeBudget& m_budget;
  std::vector<Layer> m_layers;
  std::int64_t m_left;
  std::string m_message;
};

std::shared_ptr<const Tile> without(const Tile& tile, std::span<const std::uint8_t> dropped, bool density, int bits) {
  if (density) return into_density(tile, dropped, bits);
  auto out = std::make_shared<Tile>(tile);
  std::size_t i = 0;
  std::erase_if(out->features, [&](const TileFeature&) { return dropped[i++] != 0; });
  return out;
}

struct ValueWriter {
  protozero::pbf_writer& out;
  void operator()(const std::string& v) const { out.add_string(mvt::k_value_string, v); }
  void operator()(float v) const { out.add_float(mvt::k_value_float, v); }
  void operator()(double v) const { out.add_double(mvt::k_value_double, v); }
  void operator()(std::int64_t v) const { out.add_int64(mvt::k_value_int, v); }
  void operator()(std::uint64_t v) const { out.add_uint64(mvt::k_value_uint, v); }
  void operator()(MvtSint v) const { out.add_sint64(mvt::k_value_sint, v.value); }
  void operator()(bool v) const { out.add_bool(mvt::k_value_bool, v); }
};

void write_geometry(const MvtFeature& feature, GeometryWriter& geometry) {
  geometry.begin();
  for (const MvtPart& part : feature.parts) {
    if (part.points.empty()) continue;
    const std::span<const MvtPoint> points(part.points);
    if (feature.type == MvtGeometryType::point) {
      geometry.points(points);
    } else {
      geometry.line(points, feature.type == MvtGeometryType::polygon);
    }
  }
}

void write_layer(const MvtLayer& layer, protozero::pbf_writer& out) {
  out.add_uint32(mvt::k_layer_version, layer.version);
  out.add_string(mvt::k_layer_name, layer.name);
  GeometryWriter geometry;
  for (const MvtFeature& feature : layer.features) {
    write_geometry(feature, geometry);
    protozero::pbf_writer message(out, mvt::k_layer_feature);
    if (feature.id) message.add_uint64(mvt::k_feature_id, *feature.id);
    message.add_packed_uint32(mvt::k_feature_tags, feature.tags.begin(), feature.tags.end());
    message.add_enum(mvt::k_feature_type, static_cast<std::int32_t>(feature.type));
    const auto bytes = geometry.bytes();
    message.add_bytes(mvt::k_feature_geometry, bytes.data(), bytes.size());
  }
  for (const std::string& key : layer.keys) out.add_string(mvt::k_layer_key, key);
  for (const MvtValue& value : layer.values) {
    protozero::pbf_writer message(out, mvt::k_layer_value);
    std::visit(ValueWriter{message}, value);
  }
  out.add_uint32(mvt::k_layer_extent, layer.extent);
}

}  // namespace

FeatureIds::FeatureIds(const feature::LayerPack& pack) {
  std::vector<std::int64_t> ids(pack.size());
  for (std::uint32_t row = 0; row < pack.size(); ++row) ids[row] = pack.id(row);
  std::sort(ids.begin(), ids.end());
  m_use_rows = (!ids.empty() && ids.front() < 0) || std::adjacent_find(ids.begin(), ids.end()) != ids.end();
}

std::string encode_mvt(std::span<const LayerToEncode> layers) {
  std::string bytes;
  protozero::pbf_writer tile(bytes);
  for (const LayerToEncode& layer : layers) {
    if (!layer.tile || layer.tile->features.empty()) continue;
    protozero::pbf_writer out(tile, mvt::k_tile_layer);
    LayerEncoder encoder(layer);
    encoder.write_head(out);
    encoder.write_features(out);
    encoder.write_tables(out);
  }
  return bytes;
}

std::string encode_mvt(std::span<const LayerToEncode> layers, EncodeBudget& budget) {
  std::string bytes = encode_mvt(layers);
  const bool too_many = std::any_of(layers.begin(), layers.end(), [&](const LayerToEncode& layer) {
    return budget.max_features > 0 && layer.tile && layer.tile->features.size() > budget.max_features;
  });
  if (!too_many && (budget.max_bytes == 0 || bytes.size() <= budget.max_bytes)) return bytes;
  std::vector<LayerToEncode> rest;
  for (const LayerToEncode& layer : layers) {
    if (layer.tile) rest.push_back(layer);
  }
  const auto dropped = BudgetChoice(rest, budget, budget.density ? budget.max_bytes / 3 * 2 : budget.max_bytes).dropped();
  const auto whole = rest;
  for (int bits = feature::k_density_bits; bits >= k_least_density_bits; --bits) {
    for (std::size_t i = 0; i < rest.size(); ++i) rest[i].tile = without(*whole[i].tile, dropped[i], budget.density, bits);
    bytes = encode_mvt(rest);
    if (budget.max_bytes == 0 || bytes.size() <= budget.max_bytes) break;
  }
  return bytes;
}

std::string encode_mvt(const MvtTile& tile) {
  std::string bytes;
  protozero::pbf_writer writer(bytes);
  for (const MvtLayer& layer : tile.layers) {
    protozero::pbf_writer out(writer, mvt::k_tile_layer);
    write_layer(layer, out);
  }
  return bytes;
}

}  // namespace skizze::tiles
