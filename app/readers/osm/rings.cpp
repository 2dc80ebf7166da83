// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/rings.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

namespace skizze::readers::osm {
namespace {

constexpr std::size_t k_least_nodes = 4;  // a triangle, closed

// Products of differences of coordinates need 66 bits.
__extension__ using Wide = __int128;

struct Box {
  std::int32_t west = std::numeric_limits<std::int32_t>::max();
  std::int32_t south = west;
  std::int32_t east = std::numeric_limits<std::int32_t>::min();
  std::int32_t north = east;

  void add(Spot p) {
    west = std::min(west, p.lon);
    south = std::min(south, p.lat);
    east = std::max(east, p.lon);
    north = std::max(north, p.lat);
  }
  bool contains(const Box& o) const { return o.west >= west && o.east <= east && o.south >= south && o.north <= north; }
  double size() const { return (static_cast<double>(east) - west) * (static_cast<double>(north) - south); }
};

Box box_of(const Nodes& nodes, const Places& places) {
  Box box;
  for (const auto node : nodes) box.add(places.at(node));
  return box;
}

bool closed(const Nodes& nodes, const Places& places) { return places.at(nodes.front()) == places.at(nodes.back()); }

/// The ends of all lines by spot.
class Ends {
 public:
  Ends(const std::vector<Nodes>& lines, const Places& places) {
    for (std::uint32_t i = 0; i < lines.size(); ++i) {
      m_ends.push_back({places.at(lines[i].front()), i, false});
      m_ends.push_back({places.at(lines[i].back()), i, true});
    }
    std::sort(m_ends.begin(), m_ends.end(), [](const End& a, const End& b) {
      if (a.spot != b.spot) return before(a.spot, b.spot);
      return a.line < b.line;
    });
  }
  struct End {
    Spot spot;
    std::uint32_t line;
    bool last;
  };
  /// The first line not yet used that begins or ends there.
  std::optional<End> at(Spot spot, const std::vector<bool>& used) const {
    auto end = std::lower_bound(m_ends.begin(), m_ends.end(), spot, [](const End& e, Spot s) { return before(e.spot, s); });
    for (; end != m_ends.end() && end->spot == spot; ++end) {
      if (!used[end->line]) return *end;
    }
    return std::nullopt;
  }

 private:
  static bool before(Spot a, Spot b) { return a.lon != b.lon ? a.lon < b.lon : a.lat < b.lat; }
  std::vector<End> m_ends;
};

void append(Nodes& ring, const Nodes& line, bool backwards) {
  if (backwards) {
    ring.insert(ring.end(), line.rbegin() + 1, line.rend());
  } else {
    ring.insert(ring.end(), line.begin() + 1, line.end());
  }
}

struct Ring {
  Nodes nodes;
  Box box;
  double area = 0;
  std::size_t index = 0;
  std::optional<std::size_t> outer;  // place in the order of size; none: it is an outer ring itself
};

double area_of(const Nodes& nodes, const Places& places) {
  double twice = 0;
  const Spot o = places.at(nodes.front());
  for (std::size_t i = 1; i + 1 < nodes.size(); ++i) {
    const Spot a = places.at(nodes[i]);
    const Spot b = places.at(nodes[i + 1]);
    twice += (static_cast<double>(a.lon) - o.lon) * (static_cast<double>(b.lat) - o.lat) -
             (static_cast<double>(b.lon) - o.lon) * (static_cast<double>(a.lat) - o.lat);
  }
  return twice < 0 ? -twice / 2 : twice / 2;
}

enum class Side { outside, on, inside };

/// Twice the middle of two spots, or twice a spot: halves without fractions.
struct Twice {
  std::int64_t lon, lat;
};
Twice twice(Spot a, Spot b) { return {std::int64_t{a.lon} + b.lon, std::int64_t{a.lat} + b.lat}; }

Side side_of(Twice p, const Nodes& ring, const Places& places) {
  bool inside = false;
  Twice a = twice(places.at(ring.front()), places.at(ring.front()));
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Spot corner = places.at(ring[i]);
    const Twice b = twice(corner, corner);
    const Wide cross = static_cast<Wide>(b.lon - a.lon) * (p.lat - a.lat) - static_cast<Wide>(b.lat - a.lat) * (p.lon - a.lon);
    const bool between = std::min(a.lon, b.lon) <= p.lon && p.lon <= std::max(a.lon, b.lon) && std::min(a.lat, b.lat) <= p.lat &&
                         p.lat <= std::max(a.lat, b.lat);
    if (cross == 0 && between) return Side::on;
    if ((a.lat > p.lat) != (b.lat > p.lat) && (cross > 0) == (b.lat > a.lat)) inside = !inside;
    a = b;
  }
  return inside ? Side::inside : Side::outside;
}

bool lies_in(const Nodes& ring, const Nodes& other, const Places& places) {
  for (const auto node : ring) {
    const auto side = side_of(twice(places.at(node), places.at(node)), other, places);
    if (side != Side::on) return side == Side::inside;
  }
  // Every corner on the other's sides: the middles between them tell.
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const auto side = side_of(twice(places.at(ring[i - 1]), places.at(ring[i])), other, places);
    if (side != Side::on) return side == Side::inside;
  }
  return false;
}

void find_outer(std::vector<Ring>& by_size, std::size_t i, const Places& places) {
  for (std::size_t j = i; j-- > 0;) {
    if (!by_size[j].box.contains(by_size[i].box) || !lies_in(by_size[i].nodes, by_size[j].nodes, places)) continue;
    if (!by_size[j].outer) by_size[i].outer = j;
    return;
  }
}

}  // namespace

std::vector<Nodes> joined(std::vector<Nodes> lines, const Places& places) {
  std::erase_if(lines, [](const Nodes& line) { return line.size() < 2; });
  const Ends ends(lines, places);
  std::vector<bool> used(lines.size());
  std::vector<Nodes> rings;
  for (std::uint32_t first = 0; first < lines.size(); ++first) {
    if (used[first]) continue;
    used[first] = true;
    Nodes ring = lines[first];
    while (!closed(ring, places)) {
      const auto next = ends.at(places.at(ring.back()), used);
      if (!next) break;
      used[next->line] = true;
      append(ring, lines[next->line], next->last);
    }
    if (closed(ring, places) && ring.size() >= k_least_nodes) rings.push_back(std::move(ring));
  }
  const auto largest = std::max_element(
      rings.begin(), rings.end(), [&](const Nodes& a, const Nodes& b) { return box_of(a, places).size() < box_of(b, places).size(); });
  if (largest != rings.end()) std::rotate(rings.begin(), largest, largest + 1);
  return rings;
}

std::vector<NestedRing> nested(std::vector<Nodes> rings, const Places& places, const base::CancelToken& token) {
  std::vector<Ring> by_size;
  for (auto& nodes : rings) {
    if (nodes.size() < k_least_nodes) continue;
    const Box box = box_of(nodes, places);
    const double area = area_of(nodes, places);
    by_size.push_back({std::move(nodes), box, area, by_size.size(), std::nullopt});
  }
  std::stable_sort(by_size.begin(), by_size.end(), [](const Ring& a, const Ring& b) { return a.area > b.area; });
  for (std::size_t i = 1; i < by_size.size() && !token.cancelled(); ++i) find_outer(by_size, i, places);
  // In the order of the file, holes behind their ring.
  std::vector<std::size_t> order(by_size.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto place = [&](std::size_t i) {
    const Ring& ring = by_size[i];
    return std::pair(ring.outer ? by_size[*ring.outer].index : ring.index, ring.outer ? ring.index + 1 : 0);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  std::vector<NestedRing> out;
  out.reserve(order.size());
  for (const auto i : order) out.push_back({std::move(by_size[i].nodes), by_size[i].outer.has_value()});
  return out;
}

}  // namespace skizze::readers::osm
