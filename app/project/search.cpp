// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "participation/contribution.h"

namespace skizze::project {

namespace {

constexpr std::array<const char*, 12> k_title_columns{"name",  "Name",    "strassenname", "street_name", "bezeichnung", "titel",
                                                      "title", "address", "text",         "gen",         "gml_id",      "id"};
constexpr std::uint32_t k_rows_between_looks = 4096;  // how often a cancelled search notices

/// 2: starts with the needle, 1: contains it, 0: neither.
int rank_of(const std::string& folded_text, const std::string& needle) {
  const auto at = folded_text.find(needle);
  return at == std::string::npos ? 0 : at == 0 ? 2 : 1;
}

struct Found {
  SearchHit hit;
  int rank = 0;
};

class Search {
 public:
  Search(std::string needle, std::size_t limit, base::CancelToken cancel)
      : m_needle(std::move(needle)), m_limit(limit), m_cancel(std::move(cancel)) {}

  void look_through(const SearchLayer& layer) {
    m_found_rows.clear();
    const auto& columns = layer.pack->info().columns;
    for (std::size_t column = 0; column < columns.size() && !m_cancel.cancelled(); ++column) {
      if (columns[column].type == feature::ColumnType::text)
        text_column(layer, column);
      else if (columns[column].type == feature::ColumnType::integer)
        number_column(layer, column);
    }
  }

  SearchResult result() {
    std::stable_sort(m_found.begin(), m_found.end(), [](const Found& a, const Found& b) { return a.rank > b.rank; });
    SearchResult result;
    for (auto& found : m_found)
      if (result.hits.size() < m_limit) result.hits.push_back(std::move(found.hit));
    result.more = m_more;
    return result;
  }

 private:
  void text_column(const SearchLayer& layer, std::size_t column) {
    const auto words = layer.pack->dictionary(column);
    std::vector<std::uint8_t> rank(words.size(), 0);
    bool any = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i % k_rows_between_looks == 0 && m_cancel.cancelled()) return;
      rank[i] = static_cast<std::uint8_t>(rank_of(participation::folded(words[i]), m_needle));
      any |= rank[i] > 0;
    }
    if (!any) return;
    for (std::uint32_t row = 0; row < layer.pack->size(); ++row) {
      if (row % k_rows_between_looks == 0 && (m_cancel.cancelled() || full())) return;
      const auto index = layer.pack->dictionary_index(row, column);
      if (index && rank[*index] > 0) take(layer, row, column, std::string(words[*index]), rank[*index]);
    }
  }

  /// Whole numbers match only as a whole: "12" does not find 4126.
  void number_column(const SearchLayer& layer, std::size_t column) {
    if (m_needle.empty() || m_needle.find_first_not_of("0123456789") != std::string::npos) return;
    for (std::uint32_t row = 0; row < layer.pack->size(); ++row) {
      if (row % k_rows_between_looks == 0 && (m_cancel.cancelled() || full())) return;
      auto text = feature::to_text(layer.pack->value(row, column));
      if (text == m_needle) take(layer, row, column, std::move(text), 2);
    }
  }

  /// Ten times the limit is kept before sorting, so that good matches in later layers are not lost behind poor ones.
  bool full() {
    if (m_found.size() < m_limit * 10) return false;
    m_more = true;
    return true;
  }

  /// A row that matches in several columns is one hit, by its best column.
  void take(const SearchLayer& layer, std::uint32_t row, std::size_t column, std::string value, int rank) {
    const auto& name = layer.pack->info().columns[column].name;
    const bool is_name = std::find(k_title_columns.begin(), k_title_columns.end() - 2, name) != k_title_columns.end() - 2;
    const int weight = rank * 2 + (is_name ? 1 : 0);
    const auto known = m_found_rows.find(row);
    if (known != m_found_rows.end() && m_found[known->second].rank >= weight) return;
    if (known == m_found_rows.end() && full()) return;
    SearchHit hit;
    hit.map_layer_id = layer.map_layer_id;
    hit.layer_name = layer.name;
    hit.row = row;
    hit.column = name;
    hit.title = title_of(*layer.pack, row);
    hit.value = std::move(value);
    hit.mercator = layer.pack->bounds(row);
    if (hit.title.empty()) hit.title = hit.value;
    if (known != m_found_rows.end()) {
      m_found[known->second] = {std::move(hit), weight};
      return;
    }
    m_found_rows.emplace(row, m_found.size());
    m_found.push_back({std::move(hit), weight});
    m_more |= m_found.size() > m_limit;
  }

  std::string m_needle;
  std::size_t m_limit;
  base::CancelToken m_cancel;
  std::vector<Found> m_found;
  std::unordered_map<std::uint32_t, std::size_t> m_found_rows;  ///< of the layer that is looked through: place in m_found
  bool m_more = false;
};

}  // namespace

SearchResult search_layers(const std::vector<SearchLayer>& layers, std::string_view needle, std::size_t limit, base::CancelToken cancel) {
  auto folded = participation::folded(needle);
  if (folded.empty() || limit == 0) return {};
  Search search(std::move(folded), limit, cancel);
  for (const auto& layer : layers) {
    if (cancel.cancelled()) break;
    if (layer.pack) search.look_through(layer);
  }
  return search.result();
}

std::string Identified::title_of(const std::string& column) const {
  const auto it = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == column; });
  return it == fields.end() || it->title.empty() ? column : it->title;
}

std::string Identified::word_of(const std::string& column, const std::string& value) const {
  const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == column; });
  if (field == fields.end()) return value;
  const auto word = std::find_if(field->values.begin(), field->values.end(), [&](const auto& pair) { return pair.first == value; });
  return word == field->values.end() ? value : word->second;
}

Identified identify_row(const feature::LayerPack& pack, std::uint32_t row) {
  Identified identified;
  if (row >= pack.size()) return identified;
  identified.found = true;
  identified.layer_name = pack.info().name;
  identified.provenance = pack.info().provenance;
  identified.crs = pack.info().crs;
  identified.mercator = pack.bounds(row);
  const auto& columns = pack.info().columns;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    auto text = feature::to_text(pack.value(row, column));
    if (!text.empty()) identified.attributes.emplace_back(columns[column].name, std::move(text));
  }
  return identified;
}

std::string title_of(const feature::LayerPack& pack, std::uint32_t row) {
  for (const auto* name : k_title_columns) {
    const auto column = pack.column_index(name);
    if (!column) continue;
    auto text = feature::to_text(pack.value(row, *column));
    if (!text.empty()) return text;
  }
  const bool from_qgis = pack.info().provenance.driver == "QGIS" && !pack.info().columns.empty();  // whose first column is the name
  return from_qgis ? feature::to_text(pack.value(row, 0)) : std::string();
}

}  // namespace skizze::project
