// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt_scanner.h"

#include <algorithm>
#include <unordered_set>

#include "tiles/mvt_fields.h"
#include "tiles/mvt_varint.h"
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
  m_stored_count = 0;
  m_next = 0;
  m_index = -1;
  m_over_limit = bytes.size() > m_limits.max_bytes;
}

bool MvtScanner::next_layer() {
  const char* const end = m_bytes.data() + m_bytes.size();
  m_stored_count = 0;
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
    m_stored_count = 0;
  }
  m_layer = {};
  return false;
}

/// Features one after the other, each with a size of one or two bytes, as nearly all are; returns where something else begins.
const std::uint8_t* MvtScanner::collect_usual_features(const std::uint8_t* at, const std::uint8_t* end) {
  const std::size_t most = m_limits.max_features - std::min(m_limits.max_features, m_features);
  while (end - at > 3 && at[0] == Wire::field(mvt::k_layer_feature, k_bytes) && m_stored_count < most) {
    std::ptrdiff_t size = at[1];
    at += 2;
    if (size >= 0x80) {
      if (at[0] >= 0x80) return at - 2;
      size = (size & 0x7F) | at[0] << 7;
      ++at;
      if (size > end - at) return at - 3;
    } else if (size > end - at) {
      return at - 2;
    }
    store_feature({reinterpret_cast<const char*>(at), static_cast<std::size_t>(size)});
    at += size;
  }
  return at;
}

/// Values one after the other, each shorter than 128 bytes and of one field as its type wants it; returns where something else begins.
const std::uint8_t* MvtScanner::collect_usual_values(const std::uint8_t* at, const std::uint8_t* end) {
  const bool wanted = m_wants == MvtWants::all;
  while (end - at > 2 && at[0] == Wire::field(mvt::k_layer_value, k_bytes) && m_values < m_limits.max_values) {
    const std::ptrdiff_t size = at[1];
    if (size >= 0x80 || size > end - at - 2) break;
    if (wanted && !read_usual_value(at + 2, size)) break;
    ++m_values;
    at += 2 + size;
  }
  return at;
}

/// A text or a floating point number, the whole length of the value; false, and nothing done, where it is something else.
bool MvtScanner::read_usual_value(const std::uint8_t* at, std::ptrdiff_t size) {
  const auto fixed = [&]<class T>(T value) {
    std::memcpy(&value, at + 1, sizeof value);
    m_layer_values.emplace_back(value);
    return true;
  };
  if (size < 2) return false;
  if (at[0] == Wire::field(mvt::k_value_string, k_bytes) && at[1] == size - 2) {
    m_layer_values.emplace_back(std::string_view(reinterpret_cast<const char*>(at + 2), static_cast<std::size_t>(size - 2)));
    return true;
  }
  if (at[0] == Wire::field(mvt::k_value_double, WireType::fixed64) && size == 9) return fixed(double{});
  if (at[0] == Wire::field(mvt::k_value_float, WireType::fixed32) && size == 5) return fixed(float{});
  const bool integer =
      at[0] == Wire::field(mvt::k_value_int, k_varint) && size <= 5 && readable_end() - reinterpret_cast<const char*>(at) > 8;
  if (!integer) return false;
  const std::uint64_t word = load8(at + 1);
  if (varint_size(word) + 1 != static_cast<std::size_t>(size)) return false;
  m_layer_values.emplace_back(std::int64_t{short_varint(word, static_cast<unsigned>(size - 1))});
  return true;
}

/// What is wrong with the layer, or null.
const char* MvtScanner::collect_layer(std::string_view bytes) {
  m_keys.clear();
  m_layer_values.clear();
  m_stored_count = 0;
  m_has_name = m_has_version = false;
  const auto* const end = reinterpret_cast<const std::uint8_t*>(bytes.data()) + bytes.size();
  Wire in(bytes);
  while (const std::uint32_t field = in.next()) {
    switch (field) {
      case Wire::field(mvt::k_layer_feature, k_bytes): {
        const auto view = in.view();
        if (in.failed()) break;
        store_feature(view);
        if (m_features + m_stored_count > m_limits.max_features) m_over_limit = true;
        in = Wire(collect_usual_features(in.at(), end), end);
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
        if (!in.failed()) in = Wire(collect_usual_values(in.at(), end), end);
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
  m_features += m_stored_count;
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
  m_layer.feature_count = m_stored_count;
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

/// The order in which every known writer puts them: id, tags, type, geometry, each at most once and no shorter than it must be.
/// False where anything differs; then nothing is known yet.
inline bool MvtScanner::read_usual_fields(std::string_view bytes) {
  const auto* at = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto* const end = at + bytes.size();
  constexpr std::ptrdiff_t k_heads = 32;  // of all fields together, at most
  if (readable_end() - (bytes.data() + bytes.size()) < k_heads) return false;
  /// A length of one or two bytes, and what it is the length of.
  const auto text = [&](std::string_view& view) {
    std::ptrdiff_t size = *at++;
    if (size >= 0x80) {
      if (*at >= 0x80) return false;
      size = (size & 0x7F) | *at++ << 7;
    }
    if (size > end - at) return false;
    view = {reinterpret_cast<const char*>(at), static_cast<std::size_t>(size)};
    at += size;
    return true;
  };
  m_feature.usual = false;
  if (at[0] == Wire::field(mvt::k_feature_id, k_varint)) {
    const std::uint64_t word = load8(at + 1);
    const unsigned size = varint_size(word);
    if (size > 4) return false;
    m_feature.id = short_varint(word, size);
    at += 1 + size;
  } else {
    m_feature.id.reset();
  }
  if (at[0] == Wire::field(mvt::k_feature_tags, k_bytes)) {
    ++at;
    if (!text(m_feature.tags)) return false;
  } else {
    m_feature.tags = {};
  }
  const std::uint32_t type = at[1];
  if (at[0] != Wire::field(mvt::k_feature_type, k_varint) || type - 1 > 2 || at[2] != Wire::field(mvt::k_feature_geometry, k_bytes))
    return false;
  m_feature.type = static_cast<MvtGeometryType>(type);
  at += 3;
  if (!text(m_feature.geometry) || at != end) return false;
  m_feature.has_type = m_feature.has_geometry = m_feature.usual = true;
  return true;
}

bool MvtScanner::next_feature() {
  while (m_next < m_stored_count && !m_over_limit) {
    const std::string_view bytes = m_stored[m_next];
    m_index = static_cast<std::int64_t>(m_next++);
    m_place = bytes.data();
    if (read_usual_fields(bytes) || read_fields(bytes)) return true;
  }
  m_index = -1;
  return false;
}

bool MvtScanner::read_fields(std::string_view bytes) {
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

/// Number by number: what the quick way did not like.
std::optional<std::span<const std::uint32_t>> MvtScanner::checked_tags() {
  const auto bytes = m_feature.tags;
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

const MvtShape* MvtScanner::checked_shape() {
  m_shape.clear();
  if (!m_feature.has_type) problem("tiles.mvt_no_type");
  if (!m_feature.has_geometry) problem("tiles.mvt_no_geometry");
  if (!m_feature.has_geometry || m_feature.type == MvtGeometryType::unknown) return &m_shape;
  const auto found = m_numbers.read_geometry(m_feature.geometry, readable_end(), m_feature.type, m_budget, m_shape);
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
