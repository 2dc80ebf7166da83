// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/quarter_content.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sample/plots.h"
#include "sample/random.h"

namespace skizze::sample {
namespace {

constexpr double k_bend_step = 22;

/// Fills the blocks of one quarter.
class Filler {
 public:
  Filler(const TownPlan& plan, const Quarter& quarter)
      : m_plan(plan), m_quarter(quarter), m_random(mixed(plan.seed(), 307, quarter.id)), m_plots(m_content, m_random) {}

  QuarterContent fill() {
    switch (m_quarter.use) {
      case Use::park: park(); break;
      case Use::cemetery: cemetery(); break;
      case Use::river_strip:
      case Use::rail_strip: break;
      case Use::forest:
      case Use::farmland:
      case Use::meadow: open_land(); break;
      default: blocks(); break;
    }
    return std::move(m_content);
  }

 private:
  void blocks() {
    m_content.layout = lay_out(m_plan, m_quarter);
    choose_special_blocks();
    for (std::size_t i = 0; i < m_content.layout.blocks.size(); ++i) {
      const auto& block = m_content.layout.blocks[i];
      const auto before = m_content.buildings.size();
      fill_block(i, block);
      address(before, block);
    }
  }

  /// Market, church, school and the like take whole blocks near the middle of a quarter.
  void choose_special_blocks() {
    const auto& list = m_content.layout.blocks;
    m_special.assign(list.size(), Special::none);
    const Vec middle = m_quarter.use == Use::old_town ? Vec{0, 0} : centroid(m_quarter.ring);
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i].land.empty()) continue;
      order.emplace_back(distance(centroid(list[i].plan), middle), i);
    }
    std::sort(order.begin(), order.end());
    std::vector<Special> wanted;
    if (m_quarter.use == Use::old_town) {
      wanted = {Special::market, Special::church};
    } else if (m_quarter.use != Use::industrial && m_quarter.use != Use::allotments && order.size() > 5) {
      if (m_random.chance(0.75)) wanted.push_back(m_random.chance(0.5) ? Special::green : Special::playground);
      if (m_random.chance(0.5)) wanted.push_back(Special::school);
      if (m_random.chance(0.35)) wanted.push_back(Special::church);
      if (m_random.chance(0.55)) wanted.push_back(Special::shop);
      if (order.size() > 14) wanted.push_back(Special::kindergarten);
    }
    std::size_t place = 0;
    for (const Special special : wanted) {
      const std::size_t step = m_quarter.use == Use::old_town ? 1 : 1 + m_random.below(3);
      if (place >= order.size()) break;
      m_special[order[place].second] = special;
      place += step;
    }
  }

  enum class Special : std::uint8_t { none, market, church, school, kindergarten, shop, green, playground };

  void fill_block(std::size_t i, const Block& block) {
    if (block.land.empty() || signed_area(block.land) < 420) {
      if (!block.land.empty()) m_plots.green(block.land, "grass", "");
      return;
    }
    switch (m_special[i]) {
      case Special::market: return m_plots.market(block.land);
      case Special::church: return m_plots.church(block.land, m_quarter.use == Use::old_town);
      case Special::school: return m_plots.school(block.land);
      case Special::kindergarten: return m_plots.kindergarten(block.land);
      case Special::shop: return m_plots.supermarket(block.land);
      case Special::green: return m_plots.square(block.land);
      case Special::playground: return m_plots.playground(block.land);
      case Special::none: break;
    }
    switch (m_quarter.use) {
      case Use::old_town: return m_plots.old_town(block.land);
      case Use::perimeter: return m_plots.perimeter(block.land);
      case Use::slabs: return m_plots.slabs(block.land);
      case Use::terraced: return m_plots.terraced(block.land);
      case Use::industrial: return m_plots.industrial(block.land);
      case Use::allotments: return m_plots.allotments(block.land);
      default: return m_plots.detached(block.land);
    }
  }

  /// Street and house number of the buildings from `first` on: the nearest street around the block; even on one side, odd on the other.
  void address(std::size_t first, const Block& block) {
    for (std::size_t b = first; b < m_content.buildings.size(); ++b) {
      auto& building = m_content.buildings[b];
      const auto& body = building.bodies.front();
      const Vec front = m_plan.landscape().to_plan(body.corner + body.along * (body.width_m / 2));
      double best = 1e300;
      int line = -1;
      double at = 0;
      bool even = false;
      for (const auto& street : m_content.layout.streets) {
        const double d = distance_to_segment(front, street.from, street.to);
        if (d >= best) continue;
        best = d;
        line = static_cast<int>(street.line);
        const Vec along = unit(street.to - street.from);
        at = dot(front - street.from, along) + line_start(street);
        even = cross(along, front - street.from) > 0;
      }
      if (distance_to_ring(m_quarter.ring, front) < best) {
        line = -1;
        at = std::abs(m_quarter.theta) * 40 + length(front);
        even = cross(front, centroid(block.plan)) > 0;
      }
      m_content.building_side.push_back(line);
      building.house_number = std::to_string(2 * static_cast<int>(std::abs(at) / 11) + (even ? 2 : 1));
    }
    number_twins(first);
  }

  double line_start(const SideStreet& street) const {
    for (const auto& other : m_content.layout.streets) {
      if (other.line == street.line) return distance(other.from, street.from);
    }
    return 0;
  }

  /// Houses that share a number get letters.
  void number_twins(std::size_t first) {
    for (std::size_t b = first; b < m_content.buildings.size(); ++b) {
      char letter = 'a';
      for (std::size_t other = first; other < b; ++other) {
        if (m_content.building_side[other] != m_content.building_side[b]) continue;
        const auto& number = m_content.buildings[other].house_number;
        const auto digits = number.substr(0, number.find_first_not_of("0123456789"));
        if (digits == m_content.buildings[b].house_number && letter < 'z') ++letter;
      }
      if (letter > 'a') m_content.buildings[b].house_number += letter;
    }
  }

  Polygon on_land(double margin) const {
    const Polygon ring = m_plan.landscape().ring_to_land(m_quarter.ring, k_bend_step);
    return inset(ring, std::vector<double>(ring.size(), margin)).value_or(Polygon{});
  }

  void park() {
    const Polygon ring = on_land(12);
    if (ring.empty()) return;
    m_plots.park(ring, m_quarter.town_park ? "Stadtpark" : "");
  }

  void cemetery() {
    const Polygon ring = on_land(12);
    if (ring.empty()) return;
    m_plots.cemetery(ring);
  }

  void open_land() {
    m_content.layout = lay_out(m_plan, m_quarter);
    for (const auto& block : m_content.layout.blocks) {
      if (block.land.empty()) continue;
      const char* kind = m_quarter.use == Use::forest                            ? "forest"
                         : m_quarter.use == Use::meadow || m_random.chance(0.25) ? "meadow"
                                                                                 : "farmland";
      m_plots.green(block.land, kind, "");
    }
    if (m_quarter.use == Use::forest) m_content.layout.gates.clear();
  }

  const TownPlan& m_plan;
  const Quarter& m_quarter;
  Random m_random;
  QuarterContent m_content;
  Plots m_plots;
  std::vector<Special> m_special;
};

}  // namespace

const std::vector<Species>& tree_species() {
  static const std::vector<Species> list{
      {"Tilia cordata", "Winter-Linde", 11, 20},
      {"Acer platanoides", "Spitz-Ahorn", 11, 19},
      {"Acer pseudoplatanus", "Berg-Ahorn", 12, 22},
      {"Quercus robur", "Stiel-Eiche", 15, 24},
      {"Platanus × hispanica", "Ahornblättrige Platane", 15, 25},
      {"Aesculus hippocastanum", "Rosskastanie", 12, 20},
      {"Fraxinus excelsior", "Gemeine Esche", 12, 24},
      {"Betula pendula", "Hänge-Birke", 8, 18},
      {"Carpinus betulus", "Hainbuche", 9, 15},
      {"Robinia pseudoacacia", "Robinie", 9, 18},
      {"Sorbus aucuparia", "Eberesche", 5, 9},
      {"Prunus avium", "Vogel-Kirsche", 7, 12},
      {"Malus domestica", "Apfelbaum", 5, 6},
      {"Pyrus communis", "Birnbaum", 5, 9},
      {"Salix alba", "Silber-Weide", 13, 19},
      {"Alnus glutinosa", "Schwarz-Erle", 7, 17},
      {"Fagus sylvatica", "Rotbuche", 16, 26},
      {"Pinus sylvestris", "Wald-Kiefer", 8, 22},
  };
  return list;
}

QuarterContent build_up(const TownPlan& plan, const Quarter& quarter) { return Filler(plan, quarter).fill(); }

}  // namespace skizze::sample
