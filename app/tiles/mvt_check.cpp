// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt_check.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "tiles/mvt_reader.h"
#include "tiles/repair.h"

namespace skizze::tiles {
namespace {

/// Which rule a finding of the reader breaks.
constexpr std::array<std::pair<std::string_view, MvtRule>, 20> k_rules{{
    {"tiles.mvt_layer_without_name", MvtRule::layer_fields},
    {"tiles.mvt_layer_version", MvtRule::layer_fields},
    {"tiles.mvt_layer_extent", MvtRule::layer_fields},
    {"tiles.mvt_layer_twice", MvtRule::layer_name_unique},
    {"tiles.mvt_key_twice", MvtRule::keys_unique},
    {"tiles.mvt_value", MvtRule::value_one_field},
    {"tiles.mvt_odd_tags", MvtRule::tags_in_range},
    {"tiles.mvt_tag_range", MvtRule::tags_in_range},
    {"tiles.mvt_no_type", MvtRule::geometry_type},
    {"tiles.mvt_unknown_type", MvtRule::geometry_type},
    {"tiles.mvt_no_geometry", MvtRule::commands},
    {"tiles.mvt_two_geometries", MvtRule::commands},
    {"tiles.mvt_commands", MvtRule::commands},
    {"tiles.mvt_short_ring", MvtRule::commands},
    {"tiles.mvt_first_ring_inner", MvtRule::winding},
    {"tiles.mvt_flat_ring", MvtRule::winding},
    {"tiles.mvt_unknown_field", MvtRule::readable},
    {"tiles.mvt_cut_off", MvtRule::readable},
    {"tiles.mvt_layer_damaged", MvtRule::readable},
    {"tiles.mvt_feature_damaged", MvtRule::readable},
}};

class Checker {
 public:
  std::vector<MvtViolation> run(std::span<const std::byte> bytes) {
    MvtLimits limits;
    limits.max_problems = SIZE_MAX;
    const auto decoded = decode_mvt(bytes, limits);
    if (!decoded) {
      add(MvtRule::readable, decoded.error().message.id);
      return std::move(m_violations);
    }
    for (const MvtProblem& problem : decoded->problems) take_over(problem);
    m_layer.clear();
    m_feature = -1;
    if (decoded->tile.layers.empty()) add(MvtRule::layer_present, "no layer");
    for (const MvtLayer& layer : decoded->tile.layers) check(layer);
    return std::move(m_violations);
  }

 private:
  void add(MvtRule rule, std::string detail) { m_violations.push_back({rule, m_layer, m_feature, std::move(detail)}); }

  void take_over(const MvtProblem& problem) {
    m_layer = problem.layer;
    m_feature = problem.feature;
    if (problem.message.id == "tiles.mvt_repeated_point") return;  // told apart below
    const auto* const rule = std::find_if(k_rules.begin(), k_rules.end(), [&](const auto& r) { return r.first == problem.message.id; });
    add(rule != k_rules.end() ? rule->second : MvtRule::readable, problem.message.id);
  }

  void check(const MvtLayer& layer) {
    m_layer = layer.name;
    m_feature = -1;
    if (layer.features.empty()) add(MvtRule::layer_present, "no feature");
    if (layer.version != 2) add(MvtRule::layer_fields, "version is not 2");
    std::unordered_set<std::uint64_t> ids;
    for (const MvtFeature& feature : layer.features) {
      ++m_feature;
      if (feature.id && !ids.insert(*feature.id).second) add(MvtRule::id_unique, std::to_string(*feature.id));
      check(feature);
    }
  }

  void check(const MvtFeature& feature) {
    if (feature.type == MvtGeometryType::unknown) add(MvtRule::geometry_type, "unknown");
    std::unordered_set<std::uint32_t> keys;
    for (std::size_t i = 0; i < feature.tags.size(); i += 2) {
      if (!keys.insert(feature.tags[i]).second) add(MvtRule::tags_in_range, "a key twice");
    }
    for (const MvtPart& part : feature.parts) check(part, feature.type);
    if (feature.type == MvtGeometryType::polygon && !valid_by_geos(feature.parts)) add(MvtRule::polygon_valid, "GEOS");
  }

  void check(const MvtPart& part, MvtGeometryType type) {
    for (const MvtPoint p : part.points) {
      if (p.x == INT32_MIN || p.y == INT32_MIN) add(MvtRule::parameter_range, "-2^31");
    }
    if (type == MvtGeometryType::point) return;
    for (std::size_t i = 1; i < part.points.size(); ++i) {
      if (part.points[i] == part.points[i - 1]) add(MvtRule::no_zero_delta, "");
    }
    if (type == MvtGeometryType::polygon && part.points.front() == part.points.back()) add(MvtRule::ring_open, "");
  }

  std::vector<MvtViolation> m_violations;
  std::string m_layer;
  std::int64_t m_feature = -1;
};

}  // namespace

std::string_view name_of(MvtRule rule) {
  switch (rule) {
    case MvtRule::readable: return "readable";
    case MvtRule::layer_present: return "layer_present";
    case MvtRule::layer_fields: return "layer_fields";
    case MvtRule::layer_name_unique: return "layer_name_unique";
    case MvtRule::keys_unique: return "keys_unique";
    case MvtRule::value_one_field: return "value_one_field";
    case MvtRule::tags_in_range: return "tags_in_range";
    case MvtRule::id_unique: return "id_unique";
    case MvtRule::geometry_type: return "geometry_type";
    case MvtRule::commands: return "commands";
    case MvtRule::no_zero_delta: return "no_zero_delta";
    case MvtRule::ring_open: return "ring_open";
    case MvtRule::winding: return "winding";
    case MvtRule::polygon_valid: return "polygon_valid";
    case MvtRule::parameter_range: return "parameter_range";
  }
  return "unknown";
}

std::vector<MvtViolation> check_mvt(std::span<const std::byte> bytes) { return Checker().run(bytes); }

}  // namespace skizze::tiles
