// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/layer.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "readers/layer_writer.h"

namespace skizze::readers::osm {
namespace {

using base::ErrorCode;
using base::fail;

/// Columns of every layer, asked for by styles and rules whether or not a feature has them.
constexpr std::array<std::string_view, 15> k_always{"name",          "highway",  "building", "landuse",       "natural",
                                                    "waterway",      "railway",  "cycleway", "cycleway:left", "cycleway:right",
                                                    "cycleway:both", "maxspeed", "lanes",    "width",         "surface"};
constexpr std::array<std::string_view, 3> k_own{"osm_type", "osm_id", "other_tags"};
constexpr double k_column_share = 0.005;

bool always(std::string_view key) {
  return std::find(k_always.begin(), k_always.end(), key) != k_always.end() || key.starts_with("cycleway") || key.starts_with("parking:");
}

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::node: return "node";
    case Kind::way: return "way";
    case Kind::relation: return "relation";
  }
  return "";
}

}  // namespace

void Layer::add(Kind kind, std::int64_t id, std::uint32_t shape) { m_rows.push_back({id, m_tags.size(), 0, shape, kind}); }

void Layer::tag(Tag tag) {
  use(tag.key);
  m_tags.push_back(tag);
  ++m_rows[m_rows.size() - 1].tags;
}

void Layer::use(std::uint32_t key) {
  if (key >= m_uses.size()) m_uses.resize(std::max<std::size_t>(key + 1, m_keys.size()));
  if (m_uses[key]++ == 0) m_met.push_back(key);
}

/// By how often they are used; those used as often in the order they were met.
std::vector<std::uint32_t> Layer::frequent_keys() {
  const double least = std::max(1.0, k_column_share * static_cast<double>(m_rows.size()));
  std::vector<std::uint32_t> chosen;
  for (const auto key : m_met) {
    const auto name = m_keys.at(key);
    const bool own = std::find(k_own.begin(), k_own.end(), name) != k_own.end();
    if (!own && (m_uses[key] >= least || always(name))) chosen.push_back(key);
  }
  std::stable_sort(chosen.begin(), chosen.end(), [&](auto a, auto b) { return m_uses[a] > m_uses[b]; });
  return chosen;
}

void Layer::choose_columns(feature::PackInfo& info) {
  info.columns = {{"osm_type", feature::ColumnType::text}, {"osm_id", feature::ColumnType::integer}};
  m_column_of.assign(m_keys.size(), 0);
  for (const auto key : frequent_keys()) {
    m_column_of[key] = static_cast<std::uint32_t>(info.columns.size());
    info.columns.push_back({std::string(m_keys.at(key)), feature::ColumnType::text});
  }
  for (const auto key : k_always) {
    const bool there = std::any_of(info.columns.begin(), info.columns.end(), [&](const auto& column) { return column.name == key; });
    if (!there) info.columns.push_back({std::string(key), feature::ColumnType::text});
  }
  info.columns.push_back({"other_tags", feature::ColumnType::text});
}

/// values: as an earlier row left them, or empty.
void Layer::fill(const Row& row, std::vector<feature::Value>& values) const {
  for (auto& value : values) {
    if (value.index() != 0) value = std::monostate();
  }
  values[0] = name_of(row.kind);
  values[1] = row.id;
  nlohmann::json others;
  for (auto i = row.first_tag; i < row.first_tag + row.tags; ++i) {
    const auto [key, value] = m_tags[i];
    if (m_column_of[key] > 0) {
      values[m_column_of[key]] = std::string(m_values.at(value));
    } else {
      others[std::string(m_keys.at(key))] = m_values.at(value);
    }
  }
  if (!others.empty()) values.back() = others.dump();
}

base::Result<ReportLayer> Layer::write(const JobContext& job, feature::Provenance provenance, NoticeBook& book,
                                       const std::function<geo::Geometry(const Row&)>& shape_of) {
  feature::PackInfo info;
  info.name = m_name;
  info.crs = "EPSG:4326";
  info.provenance = std::move(provenance);
  info.provenance.source_layer = m_name;
  choose_columns(info);
  LayerWriter writer(job.request, info);
  if (auto status = writer.set_crs("EPSG:4326", false); !status) return tl::unexpected(status.error());
  std::vector<feature::Value> values(info.columns.size());
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    if (job.token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
    fill(m_rows[i], values);
    if (auto status = writer.add(m_rows[i].id, shape_of(m_rows[i]), values); !status) return tl::unexpected(status.error());
  }
  writer.notices().add(book.all());
  return writer.finish(job.next_pack, job.token);
}

}  // namespace skizze::readers::osm
