// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt_reader.h"

#include <algorithm>
#include <protozero/pbf_reader.hpp>
#include <unordered_set>

#include "tiles/compression.h"
#include "tiles/mvt_fields.h"
#include "tiles/mvt_geometry.h"

namespace skizze::tiles {
namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;

constexpr std::uint32_t field(std::uint32_t number, pbf_wire_type type) { return protozero::tag_and_type(number, type); }
constexpr auto k_varint = pbf_wire_type::varint;
constexpr auto k_bytes = pbf_wire_type::length_delimited;

/// Thrown and caught inside this file only: the layer or feature at hand cannot be used.
struct Unusable {
  const char* id;
};
/// The same: the tile is over a limit.
struct OverLimit {};

/// What the first pass over a layer found; the second decodes its features.
struct RawLayer {
  MvtLayer layer;
  bool has_name = false;
  bool has_version = false;
  std::vector<protozero::data_view> features;
};

struct RawFeature {
  protozero::data_view tags;
  protozero::data_view geometry;
  bool has_geometry = false;
  bool has_type = false;
};

class Decoder {
 public:
  Decoder(std::string_view bytes, const MvtLimits& limits)
      : m_bytes(bytes), m_limits(limits), m_budget{limits.max_points, limits.max_parts} {}

  base::Result<MvtDecoded> run();

 private:
  void read_tile();
  void read_layer(protozero::data_view view);
  void collect_layer(pbf_reader in, RawLayer& raw);
  void check_layer(const RawLayer& raw);
  MvtValue read_value(pbf_reader in);
  void read_feature(protozero::data_view view, MvtLayer& layer);
  void collect_feature(pbf_reader in, RawFeature& raw, MvtFeature& feature);
  void read_tags(const RawFeature& raw, const MvtLayer& layer, MvtFeature& feature);
  void read_shape(const RawFeature& raw, MvtFeature& feature);

  void problem(std::string id, std::vector<base::Argument> arguments = {});
  void count(std::size_t& used, std::size_t limit, std::size_t by = 1) {
    used += by;
    if (used > limit) throw OverLimit{};
  }

  std::string_view m_bytes;
  const MvtLimits& m_limits;
  GeometryBudget m_budget;
  MvtDecoded m_out;
  std::size_t m_layers = 0;
  std::size_t m_features = 0;
  std::size_t m_values = 0;
  std::size_t m_tags = 0;
  std::size_t m_kept = 0;
  bool m_lost = false;
  // where we are, for the list of problems
  std::string m_layer_name;
  std::int64_t m_feature = -1;
  const char* m_place = nullptr;
};

void Decoder::problem(std::string id, std::vector<base::Argument> arguments) {
  ++m_out.problem_count;
  if (m_out.problems.size() >= m_limits.max_problems) return;
  const std::int64_t offset = m_place == nullptr ? -1 : m_place - m_bytes.data();
  m_out.problems.push_back({base::Message{std::move(id), std::move(arguments)}, m_layer_name, m_feature, offset});
}

base::Result<MvtDecoded> Decoder::run() {
  try {
    read_tile();
  } catch (const OverLimit&) {
    return base::fail(base::ErrorCode::too_large, "tiles.mvt_too_large", {{"limit_mb", std::to_string(m_limits.max_bytes >> 20)}});
  }
  if (m_lost && m_kept == 0) {
    const auto& first = m_out.problems.front();
    auto error = base::Error{base::ErrorCode::damaged, {"tiles.mvt_refused", {}}, {{}, first.layer, {}, first.byte_offset}, {}};
    if (first.feature >= 0) error.where.feature = std::to_string(first.feature);
    error.context.push_back(first.message);
    return tl::unexpected(std::move(error));
  }
  return std::move(m_out);
}

void Decoder::read_tile() {
  pbf_reader in(m_bytes.data(), m_bytes.size());
  const char* at = m_bytes.data();
  try {
    while (m_place = at, in.next()) {
      if (in.tag_and_type() == field(mvt::k_tile_layer, k_bytes)) {
        const auto view = in.get_view();
        read_layer(view);
      } else {
        if (in.tag() < 16) {  // the schema leaves 16 to 8191 to extensions
          m_lost = true;
          problem("tiles.mvt_unknown_field", {{"field", std::to_string(in.tag())}});
        }
        in.skip();
      }
      at = in.data().data();
      m_layer_name.clear();
    }
  } catch (const protozero::exception&) {
    m_lost = true;
    problem("tiles.mvt_cut_off");
  }
}

void Decoder::read_layer(protozero::data_view view) {
  count(m_layers, m_limits.max_layers);
  RawLayer raw;
  try {
    collect_layer(pbf_reader(view), raw);
    check_layer(raw);
  } catch (const protozero::exception&) {
    m_lost = true;
    return problem("tiles.mvt_layer_damaged");
  } catch (const Unusable& e) {
    m_lost = true;
    return problem(e.id);
  }
  raw.layer.features.reserve(raw.features.size());
  for (std::size_t i = 0; i < raw.features.size(); ++i) {
    m_feature = static_cast<std::int64_t>(i);
    m_place = raw.features[i].data();
    try {
      read_feature(raw.features[i], raw.layer);
      ++m_kept;
    } catch (const protozero::exception&) {
      m_lost = true;
      problem("tiles.mvt_feature_damaged");
    } catch (const Unusable& e) {
      m_lost = true;
      problem(e.id);
    }
  }
  m_feature = -1;
  m_out.tile.layers.push_back(std::move(raw.layer));
}

void Decoder::collect_layer(pbf_reader in, RawLayer& raw) {
  while (in.next()) {
    switch (in.tag_and_type()) {
      case field(mvt::k_layer_name, k_bytes):
        raw.layer.name = m_layer_name = in.get_string();
        raw.has_name = true;
        break;
      case field(mvt::k_layer_feature, k_bytes):
        count(m_features, m_limits.max_features);
        raw.features.push_back(in.get_view());
        break;
      case field(mvt::k_layer_key, k_bytes):
        count(m_values, m_limits.max_values);
        raw.layer.keys.push_back(in.get_string());
        break;
      case field(mvt::k_layer_value, k_bytes):
        count(m_values, m_limits.max_values);
        raw.layer.values.push_back(read_value(in.get_message()));
        break;
      case field(mvt::k_layer_extent, k_varint): raw.layer.extent = in.get_uint32(); break;
      case field(mvt::k_layer_version, k_varint):
        raw.layer.version = in.get_uint32();
        raw.has_version = true;
        break;
      default:
        if (in.tag() < 16) throw Unusable{"tiles.mvt_layer_damaged"};  // a known field of the wrong type, or none of the schema
        in.skip();
    }
  }
}

void Decoder::check_layer(const RawLayer& raw) {
  if (!raw.has_name) throw Unusable{"tiles.mvt_layer_without_name"};
  if (!raw.has_version || raw.layer.version < 1 || raw.layer.version > 2) throw Unusable{"tiles.mvt_layer_version"};
  if (raw.layer.extent == 0) throw Unusable{"tiles.mvt_layer_extent"};
  const auto& layers = m_out.tile.layers;
  if (std::any_of(layers.begin(), layers.end(), [&](const MvtLayer& o) { return o.name == raw.layer.name; }))
    problem("tiles.mvt_layer_twice");
  std::unordered_set<std::string_view> keys;
  for (const auto& key : raw.layer.keys) {
    if (!keys.insert(key).second) problem("tiles.mvt_key_twice", {{"key", key}});
  }
}

MvtValue Decoder::read_value(pbf_reader in) {
  MvtValue value;
  int fields = 0;
  while (in.next()) {
    ++fields;
    switch (in.tag_and_type()) {
      case field(mvt::k_value_string, k_bytes): value = in.get_string(); break;
      case field(mvt::k_value_float, pbf_wire_type::fixed32): value = in.get_float(); break;
      case field(mvt::k_value_double, pbf_wire_type::fixed64): value = in.get_double(); break;
      case field(mvt::k_value_int, k_varint): value = in.get_int64(); break;
      case field(mvt::k_value_uint, k_varint): value = in.get_uint64(); break;
      case field(mvt::k_value_sint, k_varint): value = MvtSint{in.get_sint64()}; break;
      case field(mvt::k_value_bool, k_varint): value = in.get_bool(); break;
      default: throw Unusable{"tiles.mvt_value"};
    }
  }
  if (fields != 1) throw Unusable{"tiles.mvt_value"};
  return value;
}

void Decoder::read_feature(protozero::data_view view, MvtLayer& layer) {
  RawFeature raw;
  MvtFeature feature;
  collect_feature(pbf_reader(view), raw, feature);
  read_tags(raw, layer, feature);
  if (!raw.has_type) problem("tiles.mvt_no_type");
  if (raw.has_geometry) {
    read_shape(raw, feature);
  } else {
    problem("tiles.mvt_no_geometry");
  }
  layer.features.push_back(std::move(feature));
}

void Decoder::collect_feature(pbf_reader in, RawFeature& raw, MvtFeature& feature) {
  while (in.next()) {
    switch (in.tag_and_type()) {
      case field(mvt::k_feature_id, k_varint): feature.id = in.get_uint64(); break;
      case field(mvt::k_feature_type, k_varint): {
        const auto type = in.get_enum();
        raw.has_type = true;
        if (type < 0 || type > 3) problem("tiles.mvt_unknown_type");
        feature.type = type < 0 || type > 3 ? MvtGeometryType::unknown : static_cast<MvtGeometryType>(type);
        break;
      }
      case field(mvt::k_feature_tags, k_bytes): raw.tags = in.get_view(); break;
      case field(mvt::k_feature_geometry, k_bytes):
        if (raw.has_geometry) {
          problem("tiles.mvt_two_geometries");
          in.skip();
        } else {
          raw.geometry = in.get_view();
          raw.has_geometry = true;
        }
        break;
      default:
        if (in.tag() < 5) throw Unusable{"tiles.mvt_feature_damaged"};
        in.skip();
    }
  }
}

void Decoder::read_tags(const RawFeature& raw, const MvtLayer& layer, MvtFeature& feature) {
  const char* at = raw.tags.data();
  const char* end = at + raw.tags.size();
  while (at != end) {
    count(m_tags, m_limits.max_tags);
    feature.tags.push_back(static_cast<std::uint32_t>(protozero::decode_varint(&at, end)));
  }
  if (feature.tags.size() % 2 != 0) {
    problem("tiles.mvt_odd_tags");
    feature.tags.pop_back();
  }
  for (std::size_t i = 0; i < feature.tags.size(); i += 2) {
    if (feature.tags[i] >= layer.keys.size() || feature.tags[i + 1] >= layer.values.size()) throw Unusable{"tiles.mvt_tag_range"};
  }
}

void Decoder::read_shape(const RawFeature& raw, MvtFeature& feature) {
  if (feature.type == MvtGeometryType::unknown) return;
  const auto found = read_geometry({raw.geometry.data(), raw.geometry.size()}, feature.type, m_budget, feature.parts);
  if (found.too_large) throw OverLimit{};
  if (found.bad_commands) throw Unusable{"tiles.mvt_commands"};
  if (found.repeated_point) problem("tiles.mvt_repeated_point");
  if (found.short_ring) problem("tiles.mvt_short_ring");
  if (found.first_ring_inner) problem("tiles.mvt_first_ring_inner");
  if (found.flat_ring) problem("tiles.mvt_flat_ring");
}

}  // namespace

base::Result<MvtDecoded> decode_mvt(std::span<const std::byte> bytes, const MvtLimits& limits) {
  std::string unpacked;
  if (is_gzip(bytes) || is_zlib(bytes)) {
    auto result = gunzip(bytes, limits.max_bytes);
    if (!result) return tl::unexpected(std::move(result.error()));
    unpacked = std::move(*result);
    bytes = bytes_of(unpacked);
  }
  if (bytes.size() > limits.max_bytes) {
    return base::fail(base::ErrorCode::too_large, "tiles.mvt_too_large", {{"limit_mb", std::to_string(limits.max_bytes >> 20)}});
  }
  return Decoder({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, limits).run();
}

}  // namespace skizze::tiles
