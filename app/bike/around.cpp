// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/around.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <set>
#include <unordered_set>
#include <utility>

#include "bike/row_tags.h"

namespace skizze::bike {

namespace {

constexpr double k_cell_m = 128;
constexpr double k_reach_m = 30;
constexpr std::size_t k_most_items = 200'000;  // some 100 MB: a day's drawing in a large town

std::optional<double> number_of(RowTags& tags, std::string_view key, double factor) {
  const auto text = tags.value(key);
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && std::isfinite(value) && value > 0 ? std::optional(value * factor) : std::nullopt;
}

struct Key {
  std::string_view name;
  double to_m;
};

std::optional<double> first_of(RowTags& tags, std::initializer_list<Key> keys, double most_m) {
  for (const auto& key : keys) {
    if (const auto value = number_of(tags, key.name, key.to_m); value && *value <= most_m) return value;
  }
  return std::nullopt;
}

std::uint64_t cell_key(std::int32_t x, std::int32_t y) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32) | static_cast<std::uint32_t>(y);
}

std::int32_t cell_of(double at) { return static_cast<std::int32_t>(std::floor(at / k_cell_m)); }

/// Calls visit(box) for each segment, grown.
template <class Visit>
void for_each_segment_box(const geo::Geometry& line, double grown, Visit visit) {
  for (const auto& part : line.parts) {
    for (std::size_t i = 1; i < part.points.size(); ++i) {
      geo::Box box;
      box.add(part.points[i - 1].xy());
      box.add(part.points[i].xy());
      visit(box.grown(grown), part.points[i - 1].xy(), part.points[i].xy());
    }
  }
}

bool is_around(LayerRole role) { return role >= LayerRole::carriageway && role <= LayerRole::traffic_lights; }

}  // namespace

base::Result<Around> Around::make(std::shared_ptr<const City> city) {
  auto transform = geo::Transform::make("EPSG:3857", city->input().crs);
  if (!transform) return tl::unexpected(transform.error());
  return Around(std::move(city), std::move(*transform));
}

Around::Item Around::item_of(std::size_t layer, std::uint32_t row, LayerRole role) {
  const auto& from = m_city->input().layers[layer];
  Item item;
  item.role = role;
  item.shape = geo::transformed(from.pack->geometry(row), m_from_mercator);
  item.box = item.shape.bounds();
  RowTags tags(*from.pack, from.use.fields);
  tags.go_to(row);
  item.name = std::string(tags.value("name"));
  if (role != LayerRole::trees) return item;
  const double per_turn = 1 / (100 * std::numbers::pi);  // girth in cm
  item.trunk_m = first_of(
      tags,
      {{"trunk_cm", 0.01}, {"trunk_m", 1}, {"stammdurchmesser", 0.01}, {"stammumfang", per_turn}, {"circumference", 1 / std::numbers::pi}},
      5);
  item.crown_m = first_of(tags, {{"crown_m", 1}, {"kronendurchmesser", 1}, {"krone_m", 1}, {"diameter_crown", 1}}, 60);
  return item;
}

void Around::read(std::size_t layer, const geo::Box& mercator, std::vector<const Item*>& to) {
  const auto& from = m_city->input().layers[layer];
  RowTags tags(*from.pack, from.use.fields);
  from.pack->query(mercator, 255, [&](std::uint32_t row) {
    const auto [found, fresh] = m_items.try_emplace((static_cast<std::uint64_t>(layer) << 32) | row);
    if (fresh) {
      tags.go_to(row);
      const auto role = role_of_row(from.use, tags.tags(), from.pack->kind(row));
      if (role && is_around(*role)) found->second = std::make_unique<Item>(item_of(layer, row, *role));
    }
    if (found->second) to.push_back(found->second.get());
  });
}

const std::vector<const Around::Item*>& Around::cell(std::int32_t x, std::int32_t y) {
  const auto [found, fresh] = m_cells.try_emplace(cell_key(x, y));
  if (!fresh) return found->second;
  ++m_cells_read;
  geo::Box mercator;
  for (const double dx : {0.0, 1.0}) {
    for (const double dy : {0.0, 1.0}) mercator.add(m_from_mercator.inverse(geo::Point2{(x + dx) * k_cell_m, (y + dy) * k_cell_m}));
  }
  auto& items = found->second;
  if (!std::isfinite(mercator.width() + mercator.height())) return items;
  for (std::size_t layer = 0; layer < m_city->input().layers.size(); ++layer) read(layer, mercator, items);
  return items;
}

std::vector<const Around::Item*> Around::near(const geo::Geometry& line, double within_m) {
  if (m_items.size() > k_most_items) {
    m_cells.clear();
    m_items.clear();
  }
  std::vector<const Item*> result;
  std::unordered_set<const Item*> seen;
  for_each_segment_box(line, within_m, [&](const geo::Box& box, geo::Point2 a, geo::Point2 b) {
    const double ux = b.x - a.x, uy = b.y - a.y, length = std::hypot(ux, uy);
    for (auto x = cell_of(box.min_x); x <= cell_of(box.max_x); ++x) {
      for (auto y = cell_of(box.min_y); y <= cell_of(box.max_y); ++y) {
        // A long slanting segment leaves most cells of its box alone.
        const double cx = (x + 0.5) * k_cell_m - a.x, cy = (y + 0.5) * k_cell_m - a.y;
        if (length > 0 && std::abs(ux * cy - uy * cx) / length > k_cell_m * 0.7072 + within_m) continue;
        for (const auto* item : cell(x, y)) {
          if (!item->box.intersects(box) || !seen.insert(item).second) continue;
          const double ix = item->box.center().x - a.x, iy = item->box.center().y - a.y;
          if (length > 0 && std::abs(ux * iy - uy * ix) / length > std::hypot(item->box.width(), item->box.height()) / 2 + within_m) {
            seen.erase(item);
            continue;
          }
          result.push_back(item);
        }
      }
    }
  });
  return result;
}

Surroundings Around::surroundings(const geo::Geometry& lane) {
  Surroundings around;
  around.known = {m_city->has(LayerRole::trees),     m_city->has(LayerRole::parking), m_city->has(LayerRole::stops),
                  m_city->has(LayerRole::buildings), m_city->has(LayerRole::rails),   m_city->has(LayerRole::driveways),
                  m_city->graph() != nullptr};
  for (const auto* item : near(lane, k_reach_m)) {
    const auto place = item->box.center();
    switch (item->role) {
      case LayerRole::trees: around.trees.push_back({place, item->trunk_m, item->crown_m}); break;
      case LayerRole::parking: around.parking.push_back(item->shape); break;
      case LayerRole::stops: around.stops.push_back({place, item->name}); break;
      case LayerRole::buildings: around.buildings.push_back(item->shape); break;
      case LayerRole::rails: around.rails.push_back(item->shape); break;
      case LayerRole::driveways:
        around.driveways.push_back(
            {item->shape.kind == geo::GeometryKind::line && !item->shape.parts.empty() && !item->shape.parts.front().points.empty()
                 ? item->shape.parts.front().points.front().xy()
                 : place,
             item->name});
        break;
      default: break;
    }
  }
  return around;
}

}  // namespace skizze::bike
