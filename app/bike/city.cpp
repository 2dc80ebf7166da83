// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/city.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "bike/lane_streets.h"
#include "bike/row_tags.h"

namespace skizze::bike {

namespace {

constexpr double k_weight_reach_m = 300;  // "within 300 m of the line"

/// Guessed street layers of another source than the one with the most streets lose that role.
void keep_one_network(std::vector<CityLayer>& layers) {
  std::map<std::string, std::uint64_t> rows;
  bool stated = false;
  for (const auto& layer : layers) {
    if (!layer.use.has(LayerRole::streets)) continue;
    stated = stated || layer.use.stated;
    rows[layer.pack->info().provenance.source_path] += layer.pack->size();
  }
  const auto most = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  for (auto& layer : layers) {
    if (!layer.use.has(LayerRole::streets) || layer.use.stated) continue;
    if (stated || layer.pack->info().provenance.source_path != most->first)
      layer.use.roles &= ~(1U << static_cast<unsigned>(LayerRole::streets));
  }
}

bool is_weight(LayerRole role) { return role >= LayerRole::people; }

/// How much a row counts: what its column says, one per school.
double amount_of(LayerRole role, RowTags& tags) {
  const auto number = [&](std::initializer_list<std::string_view> keys) {
    for (const auto key : keys) {
      const auto text = tags.value(key);
      double value = 0;
      const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (code == std::errc() && std::isfinite(value) && value > 0) return value;
    }
    return 0.0;
  };
  if (role == LayerRole::people) return number({"einwohner", "Einwohner", "population", "people", "bewohner", "einw"});
  if (role == LayerRole::jobs) return number({"arbeitsplaetze", "jobs", "beschaeftigte"});
  return 1;
}

}  // namespace

base::Result<std::shared_ptr<const City>> City::build(std::shared_ptr<const RuleBook> rules, CityInput input, base::CancelToken token) {
  const auto from_mercator = geo::Transform::make("EPSG:3857", input.crs);
  if (!from_mercator) return tl::unexpected(from_mercator.error());
  auto city = std::make_shared<City>();
  city->m_rules = std::move(rules);
  city->m_input = std::move(input);
  std::erase_if(city->m_input.layers, [](const auto& layer) { return !layer.pack || layer.use.roles == 0; });
  keep_one_network(city->m_input.layers);
  city->read_streets(*from_mercator, token);
  city->read_places(*from_mercator, token);
  if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
  city->list_sources();
  return std::shared_ptr<const City>(std::move(city));
}

void City::read_streets(const geo::Transform& from_mercator, base::CancelToken token) {
  std::vector<StreetLine> lines;
  std::vector<StreetDoubt> doubts;
  for (const auto& layer : m_input.layers) {
    if (!layer.use.has(LayerRole::streets) || token.cancelled()) continue;
    auto more = street_lines(*layer.pack, from_mercator, layer.use.fields, doubts, token);
    std::move(more.begin(), more.end(), std::back_inserter(lines));
  }
  count_doubts(std::move(doubts));
  if (lines.empty()) return;
  m_nameless =
      static_cast<std::uint64_t>(std::count_if(lines.begin(), lines.end(), [](const auto& line) { return line.facts.name.empty(); }));
  m_graph = Graph::build(*m_rules, std::move(lines), token);
}

void City::count_doubts(std::vector<StreetDoubt> doubts) {
  constexpr std::size_t k_most_told = 20;
  m_doubts = doubts.size();
  std::map<std::pair<std::string, std::string>, std::uint64_t> counts;
  for (auto& doubt : doubts) ++counts[{std::move(doubt.key), std::move(doubt.value)}];
  for (const auto& [what, count] : counts) m_doubtful.push_back({what.first, what.second, count});
  std::stable_sort(m_doubtful.begin(), m_doubtful.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  if (m_doubtful.size() > k_most_told) m_doubtful.resize(k_most_told);
}

/// People, jobs, schools and traffic lights.
void City::read_places(const geo::Transform& from_mercator, base::CancelToken token) {
  if (!m_graph) return;
  std::array<std::vector<Weight>, 3> found;
  std::vector<geo::Point2> lights;
  for (const auto& layer : m_input.layers) {
    constexpr std::array k_places{LayerRole::people, LayerRole::jobs, LayerRole::schools, LayerRole::traffic_lights};
    if (std::none_of(k_places.begin(), k_places.end(), [&](auto role) { return layer.use.has(role); })) continue;
    RowTags tags(*layer.pack, layer.use.fields);
    for (std::uint32_t row = 0; row < layer.pack->size() && !token.cancelled(); ++row) {
      tags.go_to(row);
      const auto role = role_of_row(layer.use, tags.tags(), layer.pack->kind(row));
      if (role == LayerRole::traffic_lights) lights.push_back(from_mercator.forward(layer.pack->bounds(row).center()));
      if (!role || !is_weight(*role)) continue;
      const double amount = amount_of(*role, tags);
      const auto place = from_mercator.forward(layer.pack->bounds(row).center());
      if (amount <= 0 || !std::isfinite(place.x)) continue;
      m_counted.emplace(&layer, *role);
      found[static_cast<std::size_t>(*role) - static_cast<std::size_t>(LayerRole::people)].push_back({place, amount});
    }
  }
  std::erase_if(lights, [](const auto& p) { return !std::isfinite(p.x) || !std::isfinite(p.y); });
  for (std::size_t i = 0; i < found.size(); ++i) m_weights[i] = on_nodes(*m_graph, found[i], k_weight_reach_m);
  m_waits = JunctionWaits(*m_graph, lights);
}

void City::list_sources() {
  for (const auto role : all_layer_roles()) {
    for (const auto& layer : m_input.layers) {
      if (m_graph && is_weight(role) && !m_counted.contains({&layer, role})) continue;
      if (layer.use.has(role)) m_sources.push_back({std::string(name_of(role)), layer.name, layer.pack->info().provenance.data_date});
    }
  }
  if (m_input.heights) m_sources.push_back({"heights", m_input.heights_name, m_input.heights->info().provenance.data_date});
}

bool City::has(LayerRole role) const {
  return std::any_of(m_input.layers.begin(), m_input.layers.end(), [&](const auto& layer) { return layer.use.has(role); });
}

const NodeWeights& City::weights(LayerRole role) const {
  return m_weights[std::clamp<std::size_t>(static_cast<std::size_t>(role), static_cast<std::size_t>(LayerRole::people),
                                           static_cast<std::size_t>(LayerRole::schools)) -
                   static_cast<std::size_t>(LayerRole::people)];
}

}  // namespace skizze::bike
