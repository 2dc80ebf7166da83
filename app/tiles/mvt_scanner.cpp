// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt_scanner.h"

#include <algorithm>
#include <unordered_set>

#include "tiles/mvt_fields.h"
#include "tiles/mvt_wire.h"

namespace skizze::tiles {
namespace {

constexpr auto k_varint = WireType::varint;
constexpr auto k_bytes = WireType::bytes;
constexpr std::uint32_t k_first_extension = 16;  ///< the schema leaves 16 to 8191 to extensions

}  // namespace

void MvtScanner::problem(const char* id, std::vector<base::Argument> arguments) {
  ++m_problem_count;
  if (m_problems.size() >= m_limits.max_problems) return;
  const std::int64_t offset = m_place == nullptr ? -1 : m_place - m_bytes.data();
  m_problems.push_back({base::Message{id, std::move(arguments)}, std::string(m_layer.name), m_index, offset});
}

/// The layer or feature at hand is left out. Always false.
bool MvtScanner::lose(const char* id) {
  m_lost = true;
  problem(id);
  return false;
}

bool MvtScanner::count(std::size_t& used, std::size_t limit, std::size_t by) {
  used += by;
  if (used > limit) m_over_limit = true;
  return !m_over_limit;
}

void MvtScanner::start(std::span<const std::byte> bytes, MvtWants wants) {
  m_wants = wants;
  m_bytes = {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  m_at = m_bytes.data();
  m_budget = {m_limits.max_points, m_limits.max_parts};
  m_layers = m_features = m_values = m_tags = 0;
  m_lost = false;
  m_problems.clear();
  m_problem_count = 0;
  m_names.clear();
  m_layer = {};
  m_stored.clear();
  m_next = 0;
  m_index = -1;
  m_over_limit = bytes.size() > m_limits.max_bytes;
}

bool MvtScanner::next_layer() {
  const char* const end = m_bytes.data() + m_bytes.size();
  m_stored.clear();
  m_next = 0;
  while (m_at != end && !m_over_limit) {
    m_layer = {};
    m_index = -1;
    m_place = m_at;
    Wire in({m_at, static_cast<std::size_t>(end - m_at)});
    const std::uint32_t field = in.next();
    const bool is_layer = field == Wire::field(mvt::k_tile_layer, k_bytes);
    std::string_view bytes;
    if (is_layer) {
      bytes = in.view();
    } else if (!in.failed()) {
      if (Wire::number_of(field) < k_first_extension) {
        m_lost = true;
        problem("tiles.mvt_unknown_field", {{"field", std::to_string(Wire::number_of(field))}});
      }
      in.skip(field);
    }
    if (in.failed()) {
      m_at = end;
      return lose("tiles.mvt_cut_off");
    }
    m_at = reinterpret_cast<const char*>(in.at());
    if (!is_layer || !count(m_layers, m_limits.max_layers)) continue;
    const char* wrong = collect_layer(bytes);
    if (m_over_limit) return false;
    if (wrong == nullptr) wrong = check_layer();
    if (wrong == nullptr) return true;
    lose(wrong);
    m_stored.clear();
  }
  m_layer = {};
  return false;
}

/// What is wrong with the layer, or null.
const char* MvtScanner::collect_layer(std::string_view bytes) {
  m_keys.clear();
  m_layer_values.clear();
  m_stored.clear();
  m_has_name = m_has_version = false;
  const std::size_t features_before = m_features;
  Wire in(bytes);
  while (const std::uint32_t field = in.next()) {
    switch (field) {
      case Wire::field(mvt::k_layer_feature, k_bytes): {
        const auto view = in.view();
        if (in.failed()) break;
        m_stored.push_back(view);
        if (features_before + m_stored.size() > m_limits.max_features) m_over_limit = true;
        break;
      }
      case Wire::field(mvt::k_layer_name, k_bytes):
        m_layer.name = in.view();
        m_has_name = !in.failed();
        break;
      case Wire::field(mvt::k_layer_key, k_bytes):
        count(m_values, m_limits.max_values);
        m_keys.push_back(in.view());
        break;
      case Wire::field(mvt::k_layer_value, k_bytes):
        count(m_values, m_limits.max_values);
        if (m_wants == MvtWants::geometry) {
          in.skip(field);
        } else if (const char* wrong = read_value(in.view())) {
          return wrong;
        }
        break;
      case Wire::field(mvt::k_layer_extent, k_varint): m_layer.extent = static_cast<std::uint32_t>(in.varint()); break;
      case Wire::field(mvt::k_layer_version, k_varint):
        m_layer.version = static_cast<std::uint32_t>(in.varint());
        m_has_version = true;
        break;
      default:
        // A known field of the wrong type, or none of the schema.
        if (Wire::number_of(field) < k_first_extension) return "tiles.mvt_layer_damaged";
        in.skip(field);
    }
    if (m_over_limit) return nullptr;
  }
  m_features += m_stored.size();
  return in.failed() ? "tiles.mvt_layer_damaged" : nullptr;
}

const char* MvtScanner::check_layer() {
  if (!m_has_name) return "tiles.mvt_layer_without_name";
  if (!m_has_version || m_layer.version < 1 || m_layer.version > 2) return "tiles.mvt_layer_version";
  if (m_layer.extent == 0) return "tiles.mvt_layer_extent";
  if (std::find(m_names.begin(), m_names.end(), m_layer.name) != m_names.end()) problem("tiles.mvt_layer_twice");
  m_names.push_back(m_layer.name);
  constexpr std::size_t k_few = 24;  // as many are compared one with another
  if (m_keys.size() <= k_few) {
    for (std::size_t i = 1; i < m_keys.size(); ++i) {
      const auto end = m_keys.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::find(m_keys.begin(), end, m_keys[i]) != end) problem("tiles.mvt_key_twice", {{"key", std::string(m_keys[i])}});
    }
  } else {
    std::unordered_set<std::string_view> seen;
    for (const auto key : m_keys) {
      if (!seen.insert(key).second) problem("tiles.mvt_key_twice", {{"key", std::string(key)}});
    }
  }
  m_layer.keys = m_keys;
  m_layer.values = m_layer_values;
  m_layer.feature_count = m_stored.size();
  return nullptr;
}

const char* MvtScanner::read_value(std::string_view bytes) {
  Wire in(bytes);
  MvtValueView value;
  int fields = 0;
  while (const std::uint32_t field = in.next()) {
    ++fields;
    switch (field) {
      case Wire::field(mvt::k_value_string, k_bytes): value = in.view(); break;
      case Wire::field(mvt::k_value_float, WireType::fixed32): value = in.fixed<float>(); break;
      case Wire::field(mvt::k_value_double, WireType::fixed64): value = in.fixed<double>(); break;
      case Wire::field(mvt::k_value_int, k_varint): value = static_cast<std::int64_t>(in.varint()); break;
      case Wire::field(mvt::k_value_uint, k_varint): value = in.varint(); break;
      case Wire::field(mvt::k_value_sint, k_varint): {
        const std::uint64_t word = in.varint();
        value = MvtSint{static_cast<std::int64_t>(word >> 1 ^ -(word & 1))};
        break;
      }
      case Wire::field(mvt::k_value_bool, k_varint): value = in.varint() != 0; break;
      default: return "tiles.mvt_value";
    }
  }
  if (in.failed()) return "tiles.mvt_layer_damaged";
  if (fields != 1) return "tiles.mvt_value";
  m_layer_values.push_back(value);
  return nullptr;
}

bool MvtScanner::next_feature() {
  while (m_next < m_stored.size() && !m_over_limit) {
    const std::string_view bytes = m_stored[m_next];
    m_index = static_cast<std::int64_t>(m_next++);
    m_place = bytes.data();
    if (read_fields(bytes)) return true;
  }
  m_index = -1;
  return false;
}

/// The order in which every known writer puts them: id, tags, type, geometry, each at most once and no shorter than it must be.
/// False where anything differs; then nothing is known yet.
bool MvtScanner::read_usual_fields(std::string_view bytes) {
  const auto* at = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto* const end = at + bytes.size();
  const auto number = [&](std::uint64_t& value) {
    value = *at & 0x7F;
    for (unsigned shift = 7; *at++ >= 0x80; shift += 7) {
      if (at == end || shift > 28) return false;
      value |= static_cast<std::uint64_t>(*at & 0x7F) << shift;
    }
    return true;
  };
  const auto text = [&](std::string_view& view) {
    std::uint64_t size = 0;
    if (!number(size) || size > static_cast<std::uint64_t>(end - at)) return false;
    view = {reinterpret_cast<const char*>(at), static_cast<std::size_t>(size)};
    at += size;
    return true;
  };
  const auto is = [&](std::uint32_t field) { return end - at >= 2 && *at == field && (++at, true); };
  std::uint64_t id = 0;
  if (is(Wire::field(mvt::k_feature_id, k_varint))) {
    if (!number(id)) return false;
    m_feature.id = id;
  }
  if (is(Wire::field(mvt::k_feature_tags, k_bytes)) && !text(m_feature.tags)) return false;
  if (!is(Wire::field(mvt::k_feature_type, k_varint)) || *at == 0 || *at > 3) return false;
  m_feature.type = static_cast<MvtGeometryType>(*at++);
  if (!is(Wire::field(mvt::k_feature_geometry, k_bytes)) || !text(m_feature.geometry)) return false;
  m_feature.has_type = m_feature.has_geometry = true;
  return at == end;
}

bool MvtScanner::read_fields(std::string_view bytes) {
  m_feature = {};
  if (read_usual_fields(bytes)) return true;
  m_feature = {};
  Wire in(bytes);
  while (const std::uint32_t field = in.next()) {
    switch (field) {
      case Wire::field(mvt::k_feature_id, k_varint): m_feature.id = in.varint(); break;
      case Wire::field(mvt::k_feature_tags, k_bytes): m_feature.tags = in.view(); break;
      case Wire::field(mvt::k_feature_type, k_varint): {
        const auto type = static_cast<std::uint32_t>(in.varint());
        m_feature.has_type = true;
        if (type > 3) problem("tiles.mvt_unknown_type");
        m_feature.type = type > 3 ? MvtGeometryType::unknown : static_cast<MvtGeometryType>(type);
        break;
      }
      case Wire::field(mvt::k_feature_geometry, k_bytes):
        if (m_feature.has_geometry) {
          problem("tiles.mvt_two_geometries");
          in.skip(field);
        } else {
          m_feature.geometry = in.view();
          m_feature.has_geometry = true;
        }
        break;
      default:
        if (Wire::number_of(field) <= mvt::k_feature_geometry) return lose("tiles.mvt_feature_damaged");
        in.skip(field);
    }
  }
  return !in.failed() || lose("tiles.mvt_feature_damaged");
}

std::optional<std::span<const std::uint32_t>> MvtScanner::tags() {
  const auto bytes = m_feature.tags;
  if (bytes.empty()) return std::span<const std::uint32_t>();
  if (m_pairs.size() < bytes.size()) m_pairs.resize(std::max(bytes.size(), m_pairs.size() * 2));
  Wire in(bytes);
  std::size_t size = 0;
  while (!in.at_end()) m_pairs[size++] = static_cast<std::uint32_t>(in.varint());
  if (in.failed()) {
    lose("tiles.mvt_feature_damaged");
    return std::nullopt;
  }
  if (!count(m_tags, m_limits.max_tags, size)) return std::nullopt;
  if (size % 2 != 0) {
    problem("tiles.mvt_odd_tags");
    --size;
  }
  bool in_range = true;
  for (std::size_t i = 0; i < size; i += 2) {
    in_range = in_range && m_pairs[i] < m_keys.size() && m_pairs[i + 1] < m_layer_values.size();
  }
  if (!in_range) {
    lose("tiles.mvt_tag_range");
    return std::nullopt;
  }
  return std::span<const std::uint32_t>(m_pairs).first(size);
}

const MvtShape* MvtScanner::shape() {
  m_shape.clear();
  if (!m_feature.has_type) problem("tiles.mvt_no_type");
  if (!m_feature.has_geometry) problem("tiles.mvt_no_geometry");
  if (!m_feature.has_geometry || m_feature.type == MvtGeometryType::unknown) return &m_shape;
  const auto found = read_geometry(m_feature.geometry, m_bytes.data() + m_bytes.size(), m_feature.type, m_budget, m_shape);
  if (found.none()) return &m_shape;
  if (found.too_large) {
    m_over_limit = true;
    return nullptr;
  }
  if (found.bad_commands) {
    lose("tiles.mvt_commands");
    return nullptr;
  }
  if (found.repeated_point) problem("tiles.mvt_repeated_point");
  if (found.short_ring) problem("tiles.mvt_short_ring");
  if (found.first_ring_inner) problem("tiles.mvt_first_ring_inner");
  if (found.flat_ring) problem("tiles.mvt_flat_ring");
  return &m_shape;
}

}  // namespace skizze::tiles
