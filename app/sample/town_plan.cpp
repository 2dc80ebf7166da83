// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/town_plan.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sample/names.h"
#include "sample/random.h"

namespace skizze::sample {
namespace {

constexpr double k_turn = 2 * std::numbers::pi;
constexpr double k_buildings_per_m2 = 1250e-6;  // of a whole town with its parks and strips; measured on the result

double radius_for(std::uint64_t buildings) { return std::sqrt(static_cast<double>(buildings) / (std::numbers::pi * k_buildings_per_m2)); }

double wrapped(double angle) {
  angle = std::fmod(angle, k_turn);
  return angle < 0 ? angle + k_turn : angle;
}

/// The zone of parts of town that a band belongs to: old town, suburbs around it, then wider rings.
std::size_t zone_of(int band) { return band <= 0 ? 0 : band == 1 ? 1 : band <= 3 ? 2 : 3 + static_cast<std::size_t>(band - 4) / 3; }

/// All vertices within a strip around a function of x.
template <class Middle>
bool in_strip(const Polygon& ring, double half, Middle middle) {
  return std::all_of(ring.begin(), ring.end(), [&](Vec p) { return std::abs(p.y - middle(p.x)) <= half + 0.5; });
}

template <class Middle>
bool touches_strip(const Polygon& ring, double half, Middle middle) {
  return std::any_of(ring.begin(), ring.end(), [&](Vec p) { return std::abs(p.y - middle(p.x)) <= half + 2; });
}

template <class Middle>
std::vector<Polygon> cut_by_strip(const std::vector<Polygon>& pieces, double half, double reach, Middle middle) {
  std::vector<Polygon> out = pieces;
  for (const double side : {-half, half}) {
    std::vector<Polygon> next;
    for (const auto& piece : out) {
      const geo::Box box = bounds(piece);
      bool near = false;
      Polyline edge;
      for (double x = std::max(box.min_x - 40, -reach); x <= box.max_x + 60; x += 20) {
        edge.push_back({x, middle(x) + side});
        near = near || (edge.back().y > box.min_y && edge.back().y < box.max_y);
      }
      if (!near) {
        next.push_back(piece);
        continue;
      }
      for (auto& half_piece : cut(piece, edge)) next.push_back(std::move(half_piece));
    }
    out = std::move(next);
  }
  return out;
}

}  // namespace

const char* word_of(StreetClass value) {
  constexpr const char* k_words[] = {"primary",    "secondary", "tertiary", "residential", "living_street",
                                     "pedestrian", "footway",   "cycleway", "service",     "track"};
  return k_words[static_cast<std::size_t>(value)];
}

double width_of(StreetClass value) {
  constexpr double k_widths[] = {24, 20, 16, 11, 8, 8, 3, 3, 5, 4};
  return k_widths[static_cast<std::size_t>(value)];
}

TownPlan::TownPlan(std::uint64_t buildings, std::uint64_t seed)
    : m_seed(seed),
      m_radius(radius_for(buildings)),
      m_old_town(std::clamp(110 + 0.1 * m_radius, 150.0, 420.0)),
      m_reach(m_radius * 2.4 + 750),
      m_landscape(seed, m_old_town, m_reach) {
  make_bands(seed);
  make_quarters();
  choose_uses();
  make_main_streets();
  make_districts();
}

Vec TownPlan::at(double rho, double theta) const {
  // The outline turns slowly from ring to ring, so that rings are no copies of each other; slowly enough that they never cross.
  const double turn = std::log(std::max(rho, 1.0) / m_old_town);
  const double shape = 1 + m_shape[0] * std::sin(2 * theta + m_shape[1] + 1.6 * turn) +
                       m_shape[2] * std::sin(3 * theta + m_shape[3] - 2.1 * turn) + 0.018 * std::sin(5 * theta + m_shape[1] + 3 * turn);
  return Vec{std::cos(theta), std::sin(theta)} * (rho * shape);
}

void TownPlan::make_bands(std::uint64_t seed) {
  Random random(mixed(seed, 7));
  m_shape[0] = 0.07;
  m_shape[1] = random.between(0, k_turn);
  m_shape[2] = 0.045;
  m_shape[3] = random.between(0, k_turn);
  const double spacing = std::clamp(m_radius * 0.32, 230.0, 720.0);
  m_rings = {m_old_town};
  while (m_rings.back() < m_reach)
    m_rings.push_back(m_rings.back() + spacing * random.between(0.85, 1.15) * (m_rings.size() == 1 ? 0.85 : 1));

  const std::size_t first = m_radius < 600 ? 6 : 7;
  std::vector<double> angles;
  std::vector<int> ids;
  for (std::size_t k = 0; k < first; ++k) {
    angles.push_back(k_turn * (static_cast<double>(k) + random.between(-0.27, 0.27)) / static_cast<double>(first));
    ids.push_back(static_cast<int>(k));
    m_radial_since.push_back(1);
  }
  m_radials = {angles, angles};  // band 0 is the old town and has none of its own
  m_radial_ids = {ids, ids};
  for (std::size_t band = 2; band < m_rings.size(); ++band) {
    const double middle = (m_rings[band - 1] + m_rings[band]) / 2;
    if (k_turn * middle / static_cast<double>(angles.size()) > 1.45 * spacing + 120) {
      std::vector<double> finer;
      std::vector<int> finer_ids;
      for (std::size_t k = 0; k < angles.size(); ++k) {
        const double next = k + 1 < angles.size() ? angles[k + 1] : angles[0] + k_turn;
        finer.push_back(angles[k]);
        finer_ids.push_back(ids[k]);
        finer.push_back(angles[k] + (next - angles[k]) * random.between(0.4, 0.6));
        finer_ids.push_back(static_cast<int>(m_radial_since.size()));
        m_radial_since.push_back(static_cast<int>(band));
      }
      angles = std::move(finer);
      ids = std::move(finer_ids);
    }
    m_radials.push_back(angles);
    m_radial_ids.push_back(ids);
  }
}

double TownPlan::radial_theta(int band, std::size_t k, double rho) const {
  const auto b = static_cast<std::size_t>(band);
  const auto id = static_cast<std::uint64_t>(m_radial_ids[b][k]);
  // A main street winds a little; in metres, so that it does not sweep at the edge of a large town.
  Random random(mixed(m_seed, 31, id));
  const double phase = random.between(0, k_turn);
  const double wind = 38 * std::sin(rho / 360 + phase) + 15 * std::sin(rho / 150 + 2 * phase);
  return m_radials[b][k] + wind / std::max(rho, 120.0);
}

std::vector<double> TownPlan::specials(std::size_t ring) const {
  std::vector<double> angles;
  for (const std::size_t band : {ring, ring + 1}) {
    if (band == 0 || band >= m_radials.size()) continue;
    for (std::size_t k = 0; k < m_radials[band].size(); ++k) angles.push_back(radial_theta(static_cast<int>(band), k, m_rings[ring]));
  }
  return angles;
}

/// Vertices at even steps and wherever a main street meets the ring, so that the quarters on both sides share them.
Polyline TownPlan::ring_line(std::size_t ring, double from, double to) const {
  std::vector<double> angles{from, to};
  const double step = k_turn / std::max(40.0, std::ceil(k_turn * m_rings[ring] / 34));
  for (double a = std::floor(from / step) * step; a < to; a += step) {
    if (a > from + step * 0.25 && a < to - step * 0.25) angles.push_back(a);
  }
  for (const double special : specials(ring)) {
    for (const double turn : {-k_turn, 0.0, k_turn}) {
      if (special + turn > from + 1e-9 && special + turn < to - 1e-9) angles.push_back(special + turn);
    }
  }
  std::sort(angles.begin(), angles.end());
  angles.erase(std::unique(angles.begin(), angles.end(), [](double a, double b) { return b - a < 1e-9; }), angles.end());
  Polyline line;
  for (const double a : angles) line.push_back(at(m_rings[ring], a));
  return line;
}

Polyline TownPlan::radial_line(int band, std::size_t k) const {
  const double inner = m_rings[static_cast<std::size_t>(band) - 1];
  const double outer = m_rings[static_cast<std::size_t>(band)];
  const int steps = std::max(3, static_cast<int>((outer - inner) / 60));
  Polyline line;
  for (int i = 0; i <= steps; ++i) {
    const double rho = inner + (outer - inner) * i / steps;
    line.push_back(at(rho, radial_theta(band, k, rho)));
  }
  return line;
}

void TownPlan::make_quarters() {
  Polygon old_town = ring_line(0, 0, k_turn);
  old_town.pop_back();
  Quarter centre;
  centre.use = Use::old_town;
  centre.ring = std::move(old_town);
  m_quarters.push_back(std::move(centre));
  for (std::size_t band = 1; band < m_rings.size(); ++band) {
    for (std::size_t k = 0; k < m_radials[band].size(); ++k) add_cell(static_cast<int>(band), k);
  }
  // From the inside out, but ragged: some directions grow faster.
  const auto rank = [&](const Quarter& q) {
    return q.rho * (1 + 0.10 * std::sin(2 * q.theta + m_shape[3]) + 0.07 * std::sin(5 * q.theta + m_shape[1])) +
           Random(mixed(m_seed, 53, static_cast<std::uint64_t>(std::llround(q.rho * 1000 + q.theta * 77777)))).between(-60, 60);
  };
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < m_quarters.size(); ++i) order.emplace_back(i == 0 ? -1e9 : rank(m_quarters[i]), i);
  std::sort(order.begin(), order.end());
  std::vector<Quarter> sorted;
  for (const auto& [unused, i] : order) {
    sorted.push_back(std::move(m_quarters[i]));
    sorted.back().id = static_cast<std::uint32_t>(sorted.size() - 1);
  }
  m_quarters = std::move(sorted);
}

void TownPlan::add_cell(int band, std::size_t sector) {
  const auto b = static_cast<std::size_t>(band);
  const std::size_t n = m_radials[b].size();
  const std::size_t next = (sector + 1) % n;
  const double turn = next == 0 ? k_turn : 0;
  Polygon cell = ring_line(b, radial_theta(band, sector, m_rings[b]), radial_theta(band, next, m_rings[b]) + turn);
  Polyline side = radial_line(band, next);
  std::reverse(side.begin(), side.end());
  cell.insert(cell.end(), side.begin() + 1, side.end());
  Polyline inner = ring_line(b - 1, radial_theta(band, sector, m_rings[b - 1]), radial_theta(band, next, m_rings[b - 1]) + turn);
  std::reverse(inner.begin(), inner.end());
  cell.insert(cell.end(), inner.begin() + 1, inner.end());
  side = radial_line(band, sector);
  cell.insert(cell.end(), side.begin() + 1, side.end() - 1);
  const double rho = (m_rings[b - 1] + m_rings[b]) / 2;
  add_pieces(cell, band, rho, wrapped((m_radials[b][sector] + m_radials[b][next] + turn) / 2));
}

void TownPlan::add_pieces(const Polygon& cell, int band, double rho, double theta) {
  const auto river = [&](double x) { return m_landscape.river_y(x); };
  const auto rail = [&](double x) { return m_landscape.rail_y(x); };
  auto pieces = cut_by_strip({cell}, m_landscape.river_strip(), m_reach * 3, river);
  pieces = cut_by_strip(pieces, Landscape::k_rail_strip, m_reach * 3, rail);
  for (auto& piece : pieces) {
    Quarter quarter;
    quarter.band = band;
    const Vec middle = centroid(piece);
    quarter.rho = pieces.size() > 1 ? length(middle) : rho;
    quarter.theta = pieces.size() > 1 ? std::atan2(middle.y, middle.x) : theta;
    quarter.sector_theta = theta;
    if (in_strip(piece, m_landscape.river_strip(), river))
      quarter.use = Use::river_strip;
    else if (in_strip(piece, Landscape::k_rail_strip, rail))
      quarter.use = Use::rail_strip;
    quarter.at_rail = touches_strip(piece, Landscape::k_rail_strip, rail);
    quarter.ring = std::move(piece);
    m_quarters.push_back(std::move(quarter));
  }
}

Use TownPlan::use_of(const Quarter& quarter, std::uint64_t seed) const {
  Random random(seed);
  const double t = (quarter.rho - m_old_town) / std::max(m_radius - m_old_town, 1.0);
  const double dice = random.unit();
  if (quarter.at_rail && dice < (quarter.band == 1 ? 0.3 : 0.52)) return Use::industrial;
  // Shares by distance, each up to its mark on the dice: {use, mark}.
  using Shares = std::vector<std::pair<Use, double>>;
  static const Shares k_inner{{Use::perimeter, 0.9}, {Use::slabs, 1.0}};
  static const Shares k_near{{Use::perimeter, 0.42}, {Use::slabs, 0.6}, {Use::terraced, 0.8}, {Use::detached, 0.94}, {Use::park, 1.0}};
  static const Shares k_middle{{Use::perimeter, 0.06},  {Use::slabs, 0.23},     {Use::terraced, 0.45}, {Use::detached, 0.88},
                               {Use::allotments, 0.92}, {Use::cemetery, 0.955}, {Use::park, 1.0}};
  static const Shares k_outer{{Use::slabs, 0.09},      {Use::terraced, 0.29},   {Use::detached, 0.86},
                              {Use::allotments, 0.91}, {Use::industrial, 0.96}, {Use::park, 1.0}};
  const Shares& shares = quarter.band == 1 ? k_inner : t < 0.45 ? k_near : t < 0.75 ? k_middle : k_outer;
  const double second = random.unit();
  for (const auto& [use, mark] : shares) {
    if (second >= mark) continue;
    // Gardens and graves take small quarters only; large ones become houses.
    const bool extensive = use == Use::allotments || use == Use::cemetery;
    return extensive && signed_area(quarter.ring) > 110'000 ? Use::detached : use;
  }
  return Use::detached;
}

void TownPlan::choose_uses() {
  Quarter* park = nullptr;
  const auto river = [&](double x) { return m_landscape.river_y(x); };
  for (auto& quarter : m_quarters) {
    if (quarter.band == 0 || quarter.use == Use::river_strip || quarter.use == Use::rail_strip) continue;
    quarter.use = use_of(quarter, mixed(m_seed, 61, quarter.id));
    // The town's own park lies across the river from the old town.
    const bool across = centroid(quarter.ring).y < river(centroid(quarter.ring).x);
    const bool better =
        quarter.band <= 2 && across && touches_strip(quarter.ring, m_landscape.river_strip(), river) && signed_area(quarter.ring) > 12'000;
    if (better && (!park || std::abs(centroid(quarter.ring).x) < std::abs(centroid(park->ring).x))) park = &quarter;
  }
  if (park) {
    park->use = Use::park;
    park->town_park = true;
  }
}

void TownPlan::make_main_streets() {
  const std::uint64_t seed = mixed(m_seed, 71);
  std::vector<geo::Box> boxes;
  for (const auto& quarter : m_quarters) boxes.push_back(bounds(quarter.ring).grown(2));
  const auto add = [&](Polyline line, StreetClass street_class, std::uint32_t name, bool ring, int band, double theta) {
    MainStreet street{std::move(line), street_class, name, ring, band, theta, {}};
    const Vec middle = street.line[street.line.size() / 2];
    for (const auto& quarter : m_quarters) {
      if (!boxes[quarter.id].contains(middle)) continue;
      for (const auto& p : street.line) {
        if (distance_to_ring(quarter.ring, p) < 0.5) {
          street.neighbours.push_back(quarter.id);
          break;
        }
      }
    }
    m_main_streets.push_back(std::move(street));
  };
  for (std::size_t ring = 0; ring < m_rings.size(); ++ring) {
    auto angles = specials(ring);
    for (auto& a : angles) a = wrapped(a);
    std::sort(angles.begin(), angles.end());
    angles.erase(std::unique(angles.begin(), angles.end(), [](double a, double b) { return b - a < 1e-7; }), angles.end());
    for (std::size_t i = 0; i < angles.size(); ++i) {
      const double to = i + 1 < angles.size() ? angles[i + 1] : angles[0] + k_turn;
      // A ring road changes its name, and often its rank, a few times on its way around.
      const std::size_t parts = ring == 0 ? 1 : 3 + ring;
      const bool minor = Random(mixed(seed, ring, i * parts / angles.size())).chance(ring == 0 ? 0.0 : ring % 2 == 0 ? 0.25 : 0.5);
      const auto street_class = ring == 0       ? StreetClass::primary
                                : minor         ? StreetClass::residential
                                : ring % 2 == 0 ? StreetClass::secondary
                                                : StreetClass::tertiary;
      const auto name = static_cast<std::uint32_t>(10'000 + ring * 100 + (ring == 0 ? 0 : i * parts / angles.size()));
      add(ring_line(ring, angles[i], to), street_class, name, true, static_cast<int>(ring), wrapped((angles[i] + to) / 2));
    }
  }
  for (std::size_t band = 1; band < m_rings.size(); ++band) {
    for (std::size_t k = 0; k < m_radials[band].size(); ++k) {
      const int id = m_radial_ids[band][k];
      const int since = m_radial_since[static_cast<std::size_t>(id)];
      const bool minor = Random(mixed(seed, 1000 + static_cast<std::uint64_t>(id), band)).chance(0.35);
      const auto street_class = since > 1     ? (minor ? StreetClass::residential : StreetClass::tertiary)
                                : id % 2 == 0 ? StreetClass::primary
                                              : StreetClass::secondary;
      add(radial_line(static_cast<int>(band), k), street_class, static_cast<std::uint32_t>(id), false, static_cast<int>(band),
          wrapped(m_radials[band][k]));
    }
  }
}

void TownPlan::make_districts() {
  m_districts.push_back({"Altstadt", m_quarters.front().ring, 0});
  const std::size_t last = zone_of(static_cast<int>(m_rings.size()) - 1);
  std::size_t number = 0;
  for (std::size_t zone = 1; zone <= last; ++zone) {
    int inner = static_cast<int>(m_rings.size());
    int outer = 0;
    for (int band = 1; band < static_cast<int>(m_rings.size()); ++band) {
      if (zone_of(band) != zone) continue;
      inner = std::min(inner, band);
      outer = std::max(outer, band);
    }
    // Borders follow main streets: every second to fourth of them, as they stand in the zone's inner band.
    const std::size_t streets = m_radials[static_cast<std::size_t>(inner)].size();
    const std::size_t parts = std::max<std::size_t>(zone == 1 ? 4 : 5, streets / 2);
    for (std::size_t i = 0; i < parts; ++i) {
      const std::size_t from = i * streets / parts;
      const std::size_t to = (i + 1) * streets / parts;
      District district;
      district.ring = sector(inner, outer, from, to % streets, to == streets);
      district.zone = static_cast<int>(zone);
      const Vec middle = centroid(district.ring);
      district.name = zone == 1 ? suburb_name(std::atan2(middle.y, middle.x)) : district_name(number++);
      district.from_rad = wrapped(m_radials[static_cast<std::size_t>(inner)][from]);
      district.to_rad = wrapped(m_radials[static_cast<std::size_t>(inner)][to % streets]);
      m_districts.push_back(std::move(district));
    }
  }
  for (auto& quarter : m_quarters) {
    const auto zone = static_cast<int>(zone_of(quarter.band));
    for (std::size_t i = 0; i < m_districts.size(); ++i) {
      const auto& district = m_districts[i];
      if (district.zone != zone) continue;
      const double span = wrapped(district.to_rad - district.from_rad);
      if (zone == 0 || wrapped(quarter.sector_theta - district.from_rad) < span) quarter.district = static_cast<std::uint32_t>(i);
    }
  }
}

/// The outline between two main streets from the inner edge of one band to the outer edge of another.
Polygon TownPlan::sector(int inner, int outer, std::size_t from, std::size_t to, bool wraps) const {
  const auto index_in = [&](int band, std::size_t k) {
    const int id = m_radial_ids[static_cast<std::size_t>(inner)][k];
    const auto& ids = m_radial_ids[static_cast<std::size_t>(band)];
    return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
  };
  Polygon ring;
  for (int band = inner; band <= outer; ++band) {
    const Polyline side = radial_line(band, index_in(band, from));
    ring.insert(ring.end(), side.begin(), side.end() - 1);
  }
  const auto last = static_cast<std::size_t>(outer);
  const double turn = wraps ? k_turn : 0;
  const Polyline out = ring_line(last, radial_theta(outer, index_in(outer, from), m_rings[last]),
                                 radial_theta(outer, index_in(outer, to), m_rings[last]) + turn);
  ring.insert(ring.end(), out.begin(), out.end() - 1);
  for (int band = outer; band >= inner; --band) {
    Polyline side = radial_line(band, index_in(band, to));
    std::reverse(side.begin(), side.end());
    ring.insert(ring.end(), side.begin(), side.end() - 1);
  }
  const auto first = static_cast<std::size_t>(inner);
  Polyline in = ring_line(first - 1, radial_theta(inner, from, m_rings[first - 1]), radial_theta(inner, to, m_rings[first - 1]) + turn);
  std::reverse(in.begin(), in.end());
  ring.insert(ring.end(), in.begin(), in.end() - 1);
  if (signed_area(ring) < 0) std::reverse(ring.begin(), ring.end());
  return ring;
}

double TownPlan::half_width_near(Vec plan) const {
  double best = 1e300;
  double width = width_of(StreetClass::tertiary);
  for (const auto& street : m_main_streets) {
    for (std::size_t i = 1; i < street.line.size(); ++i) {
      const double d = distance_to_segment(plan, street.line[i - 1], street.line[i]);
      if (d < best) {
        best = d;
        width = width_of(street.street_class);
      }
    }
  }
  return width / 2;
}

}  // namespace skizze::sample
