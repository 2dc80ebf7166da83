// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// MVT bytes as views: layer by layer, feature by feature, nothing copied and nothing allocated per feature. Strict and total: any
/// sequence of bytes gives layers and features, and a list of what was left out or is not as the standard wants it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "tiles/mvt.h"
#include "tiles/mvt_geometry.h"

namespace skizze::tiles {

/// What a tile may cost; together they keep a reading under 256 MB.
struct MvtLimits {
  std::size_t max_bytes = 32U << 20;  ///< of the uncompressed tile
  std::size_t max_layers = 4096;
  std::size_t max_features = 500'000;  ///< over all layers
  std::size_t max_values = 600'000;    ///< keys and values over all layers
  std::size_t max_tags = 6'000'000;
  std::size_t max_parts = 1'000'000;
  std::size_t max_points = 4'000'000;  ///< over all features
  std::size_t max_problems = 200;      ///< further ones are only counted
};

/// Something that was skipped or is not as the standard wants it.
struct MvtProblem {
  base::Message message;
  std::string layer;          ///< empty where it concerns the tile
  std::int64_t feature = -1;  ///< index in the layer as stored; negative where it concerns the layer
  std::int64_t byte_offset = -1;
};

/// A value as stored; texts lie in the tile's bytes.
using MvtValueView = std::variant<std::string_view, float, double, std::int64_t, std::uint64_t, MvtSint, bool>;

struct MvtLayerView {
  std::string_view name;
  std::uint32_t version = 0;
  std::uint32_t extent = 4096;
  std::span<const std::string_view> keys;
  std::span<const MvtValueView> values;
  std::size_t feature_count = 0;  ///< as stored; damaged ones are left out on the way
};

struct MvtFeatureView {
  std::optional<std::uint64_t> id;
  MvtGeometryType type = MvtGeometryType::unknown;
  std::string_view tags;      ///< packed; see MvtScanner::tags()
  std::string_view geometry;  ///< packed; see MvtScanner::shape()
  bool has_type = false;
  bool has_geometry = false;
  bool usual = false;  ///< of known type and with one geometry
};

/// What is looked at: with geometry alone values are skipped, so that layer().values is empty and tags() must not be asked for.
enum class MvtWants : std::uint8_t { all, geometry };

/// One reading after the other: for (scanner.start(bytes); scanner.next_layer();) while (scanner.next_feature()) ...
/// All views hold until the next step of their kind, and no longer than the bytes. One thread.
class MvtScanner {
 public:
  /// numbers: a test may choose the way they are read; all ways give the same.
  explicit MvtScanner(const MvtLimits& limits = {}, const MvtNumbers& numbers = fastest_mvt_numbers())
      : m_limits(limits), m_numbers(numbers), m_budget{} {}

  /// bytes: uncompressed (decode_mvt unpacks). More than max_bytes are over the limit at once.
  void start(std::span<const std::byte> bytes, MvtWants wants = MvtWants::all);
  /// The next usable layer; false at the end or over a limit.
  bool next_layer();
  const MvtLayerView& layer() const { return m_layer; }
  /// The next feature of the layer whose fields can be read; false at the end of the layer or over a limit.
  bool next_feature();
  const MvtFeatureView& feature() const { return m_feature; }

  /// Pairs of key index and value index, all in range; none where the feature has to be left out for them (listed).
  std::optional<std::span<const std::uint32_t>> tags() {
    const auto bytes = m_feature.tags;
    const std::size_t room = bytes.size() + k_spare_tags;
    if (m_pairs.size() < room) m_pairs.resize(room * 2);
    const auto size = m_numbers.read_tags(bytes, readable_end(), m_keys.size(), m_layer_values.size(), m_pairs.data());
    if (size < 0) return checked_tags();
    if (!count(m_tags, m_limits.max_tags, static_cast<std::size_t>(size))) return std::nullopt;
    return std::span<const std::uint32_t>(m_pairs.data(), static_cast<std::size_t>(size));
  }
  /// The feature's points; null where the feature has to be left out for them (listed). Of unknown type or without geometry: empty.
  const MvtShape* shape() {
    const bool read = m_feature.usual && m_numbers.read_usual(m_feature.geometry, readable_end(), m_feature.type, m_budget, m_shape);
    return read ? &m_shape : checked_shape();
  }

  bool over_limit() const { return m_over_limit; }
  /// Whether a layer or a feature was left out, or bytes of the tile make no sense.
  bool lost() const { return m_lost; }
  const std::vector<MvtProblem>& problems() const { return m_problems; }
  std::vector<MvtProblem> take_problems() { return std::move(m_problems); }
  std::uint64_t problem_count() const { return m_problem_count; }

 private:
  const char* collect_layer(std::string_view bytes);
  const std::uint8_t* collect_usual_features(const std::uint8_t* at, const std::uint8_t* end);
  const std::uint8_t* collect_usual_values(const std::uint8_t* at, const std::uint8_t* end);
  bool read_usual_value(const std::uint8_t* at, std::ptrdiff_t size);
  const char* check_layer();
  const char* read_value(std::string_view bytes);
  bool read_fields(std::string_view bytes);
  bool read_usual_fields(std::string_view bytes);
  void problem(const char* id, std::vector<base::Argument> arguments = {});
  bool lose(const char* id);
  bool count(std::size_t& used, std::size_t limit, std::size_t by = 1) {
    used += by;
    if (used > limit) m_over_limit = true;
    return !m_over_limit;
  }
  std::optional<std::span<const std::uint32_t>> checked_tags();
  const MvtShape* checked_shape();
  const char* readable_end() const { return m_bytes.data() + m_bytes.size(); }
  void store_feature(std::string_view bytes) {
    if (m_stored_count == m_stored.size()) m_stored.resize(std::max<std::size_t>(64, m_stored.size() * 2));
    m_stored[m_stored_count++] = bytes;
  }

  MvtLimits m_limits;
  const MvtNumbers& m_numbers;
  MvtWants m_wants = MvtWants::all;
  std::string_view m_bytes;
  const char* m_at = nullptr;  // next field of the tile
  GeometryBudget m_budget;
  std::size_t m_layers = 0, m_features = 0, m_values = 0, m_tags = 0;
  bool m_over_limit = false;
  bool m_lost = false;
  std::vector<MvtProblem> m_problems;
  std::uint64_t m_problem_count = 0;

  MvtLayerView m_layer;
  bool m_has_name = false;
  bool m_has_version = false;
  std::vector<std::string_view> m_names;  // of the layers before
  std::vector<std::string_view> m_keys;
  std::vector<MvtValueView> m_layer_values;
  std::vector<std::string_view> m_stored;  // the layer's features; only grows, the first m_stored_count count
  std::size_t m_stored_count = 0;
  std::size_t m_next = 0;

  MvtFeatureView m_feature;
  std::vector<std::uint32_t> m_pairs;
  MvtShape m_shape;
  // where we are, for the list of problems
  const char* m_place = nullptr;
  std::int64_t m_index = -1;
};

}  // namespace skizze::tiles
