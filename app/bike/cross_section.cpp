// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/cross_section.h"

#include <algorithm>
#include <array>

#include "bike/width_check.h"

namespace skizze::bike {

using sketch::FacilityType;
using sketch::Side;

namespace {

/// The rule that says how much motor traffic needs, and how often.
struct Need {
  const Rule* rule = nullptr;
  int times = 1;
  double metres() const { return rule ? rule->value * times : 0; }
};

Need traffic_need(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street) {
  if (lane.facility == FacilityType::schutzstreifen && !street.oneway) {
    return {rules.deciding(street.centre_line ? "space.core.centre_line" : "space.core.minimum"), 1};
  }
  const int directions = street.oneway ? 1 : 2;
  return {rules.deciding("space.lane.minimum"), std::max(street.lanes.value_or(directions), 1)};
}

class Builder {
 public:
  Builder(const RuleBook& rules, const sketch::BikeLane* lane, const StreetFacts& street)
      : m_rules(rules), m_lane(lane), m_street(street) {}

  CrossSection build() {
    side(m_street.left, takes(Side::left), true);
    m_middle = m_section.strips.size();
    if (m_lane && on_carriageway(m_lane->facility)) {
      const double need = traffic_need(m_rules, *m_lane, m_street).metres();
      m_section.strips.push_back({StripKind::traffic, need, need, false, StripSource::rule});
    }
    side(m_street.right, takes(Side::right), false);
    m_section.carriageway = carriageway_of(m_street, m_rules);
    m_section.facade_m = m_street.facade_m;
    m_section.facade_stated = m_street.facade_stated;
    if (!m_lane || !on_carriageway(m_lane->facility)) fill_with_traffic();
    measure_rests();
    return std::move(m_section);
  }

 private:
  bool takes(Side side) const { return m_lane && (m_lane->side == side || m_lane->side == Side::both || m_lane->side == Side::centre); }

  void side(const StreetSide& side, bool with_lane, bool left) {
    std::vector<Strip> outside;
    std::vector<Strip> inside;
    if (with_lane && behind_kerb(m_lane->facility)) {
      add_track(side, outside);
    } else if (side.footway_m) {
      add_footway(*side.footway_m, footway_source(side), outside);
    } else if (side.space_m) {
      const double green = side.verge_m.value_or(0) + side.trees_m.value_or(0);
      add_footway(std::max(0.0, *side.space_m - green), StripSource::remainder, outside);
    }
    if (side.trees_m.value_or(0) > 0) outside.push_back({StripKind::trees, *side.trees_m, *side.trees_m, false, StripSource::planned});
    if (side.verge_m.value_or(0) > 0) outside.push_back({StripKind::verge, *side.verge_m, 0, false, StripSource::planned});
    add_parking(side, inside);
    if (with_lane && on_carriageway(m_lane->facility)) add_lane(side, inside);
    if (!left) {
      std::reverse(outside.begin(), outside.end());
      std::reverse(inside.begin(), inside.end());
    }
    auto& strips = m_section.strips;
    const auto put = [&](const std::vector<Strip>& from) { strips.insert(strips.end(), from.begin(), from.end()); };
    if (left) {
      put(outside);
      m_section.kerb_left = strips.size();
      put(inside);
    } else {
      put(inside);
      m_section.kerb_right = strips.size();
      put(outside);
    }
  }

  static StripSource footway_source(const StreetSide& side) { return side.footway_planned ? StripSource::planned : StripSource::tagged; }

  void add_footway(double width, StripSource source, std::vector<Strip>& out) const {
    out.push_back({StripKind::footway, width, std::min(least_footway(), width), source == StripSource::remainder, source});
  }

  /// What lies between the strips and the façades.
  void measure_rests() {
    const auto& strips = m_section.strips;
    const auto used = [&](std::size_t from, std::size_t to) {
      double sum = 0;
      for (std::size_t i = from; i < to; ++i) sum += strips[i].width_m;
      return sum;
    };
    auto left = m_street.left.space_m, right = m_street.right.space_m;
    if ((!left || !right) && m_section.facade_m && m_section.carriageway) {
      left = right = std::max(0.0, *m_section.facade_m - m_section.carriageway->m) / 2;
      m_section.rest_assumed = true;
    }
    if (left) m_section.left_rest_m = *left - used(0, m_section.kerb_left);
    if (right) m_section.right_rest_m = *right - used(m_section.kerb_right, strips.size());
  }

  double least_footway() const {
    const auto* rule = m_rules.deciding("width.gehweg.standard");
    return rule ? rule->value : 0;
  }

  void add_track(const StreetSide& side, std::vector<Strip>& out) {
    const double track = m_lane->width_m.value_or(0);
    const double buffer = m_lane->buffer_m.value_or(0);
    if (side.footway_m) {
      add_footway(std::max(0.0, *side.footway_m - track - buffer), footway_source(side), out);
    } else if (side.space_m) {
      const double green = side.verge_m.value_or(0) + side.trees_m.value_or(0);
      add_footway(std::max(0.0, *side.space_m - track - buffer - green), StripSource::remainder, out);
    }
    out.push_back({StripKind::track, track, track, false});
    if (buffer > 0) out.push_back({StripKind::track_buffer, buffer, buffer, false});
  }

  void add_parking(const StreetSide& side, std::vector<Strip>& out) {
    if (side.parking == Parking::none) return;
    const auto depth = parking_depth_m(side, m_rules);
    if (depth)
      out.push_back({StripKind::parking, *depth, std::min(*depth, parking_depth_m(side.parking, m_rules).value_or(*depth)), !side.parking_m,
                     side.parking_m ? StripSource::planned : StripSource::rule});
    else
      m_section.complete = false;
  }

  void add_lane(const StreetSide& side, std::vector<Strip>& out) {
    if (!m_lane->width_m) {
      m_section.complete = false;
      return;
    }
    if (const double buffer = m_lane->buffer_m.value_or(0); buffer > 0 && side.parking != Parking::none) {
      out.push_back({StripKind::buffer, buffer, buffer, false});
    }
    const auto row = width_rule_of(m_lane->facility, m_lane->side);
    const auto* least = m_rules.deciding(row + ".minimum");
    if (!least) least = m_rules.deciding(row + ".standard");
    out.push_back({StripKind::bike, *m_lane->width_m, least ? std::min(least->value, *m_lane->width_m) : *m_lane->width_m, false});
  }

  /// What the strips leave is for motor traffic.
  void fill_with_traffic() {
    if (!m_section.carriageway) return;
    double used = 0;
    for (std::size_t i = m_section.kerb_left; i < m_section.kerb_right; ++i) used += m_section.strips[i].width_m;
    const double rest = std::max(0.0, m_section.carriageway->m - used);
    const auto* lane = m_rules.deciding("space.lane.minimum");
    const double least = lane ? std::min(rest, lane->value * (m_street.oneway ? 1 : 2)) : rest;
    m_section.strips.insert(m_section.strips.begin() + static_cast<std::ptrdiff_t>(m_middle),
                            {StripKind::traffic, rest, least, m_section.carriageway->assumed(), StripSource::remainder});
    ++m_section.kerb_right;
  }

  const RuleBook& m_rules;
  const sketch::BikeLane* m_lane;
  const StreetFacts& m_street;
  CrossSection m_section;
  std::size_t m_middle = 0;  // where motor traffic runs
};

int order_of(StripKind kind) {
  switch (kind) {
    case StripKind::verge:
    case StripKind::parking: return 0;
    case StripKind::traffic: return 1;
    case StripKind::bike: return 2;
    default: return 3;
  }
}

bool parks(const StreetFacts& street) {
  const auto there = [](const StreetSide& side) { return side.parking != Parking::none && side.parking != Parking::unknown; };
  return there(street.left) || there(street.right);
}

base::Message suggestion_for(const RuleBook& rules, const CrossSection& section, const StreetFacts& street, double missing) {
  double found = 0;
  for (const auto& give : gives(section, missing)) found += give.by_m;
  if (found >= missing - k_half_centimetre) {
    const auto& first = section.strips[gives(section, missing).front().strip];
    return {first.kind == StripKind::bike ? "bike.suggest_narrow_lane" : "bike.suggest_narrow_parking", {{"by", metres(missing)}}};
  }
  if (parks(street)) {
    for (const auto* side : {&street.right, &street.left}) {
      if (parking_depth_m(*side, rules).value_or(0) >= missing - k_half_centimetre)
        return {"bike.suggest_drop_parking_one", {{"by", metres(missing)}}};
    }
    return {"bike.suggest_drop_parking_both", {{"by", metres(missing)}}};
  }
  return {"bike.suggest_other_facility", {{"by", metres(missing)}}};
}

}  // namespace

std::string_view name_of(StripKind kind) {
  constexpr std::array<std::string_view, 9> k_names{"footway", "track",   "track_buffer", "parking", "buffer",
                                                    "bike",    "traffic", "verge",        "trees"};
  return k_names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(StripSource source) {
  constexpr std::array<std::string_view, 5> k_names{"lane", "planned", "tagged", "rule", "remainder"};
  return k_names[static_cast<std::size_t>(source)];
}

std::optional<double> slack_m(const CrossSection& section) {
  if (!section.carriageway || !section.complete) return std::nullopt;
  double used = 0;
  for (std::size_t i = section.kerb_left; i < section.kerb_right; ++i) used += section.strips[i].width_m;
  return section.carriageway->m - used;
}

std::optional<double> facade_slack_m(const CrossSection& section) {
  if (!section.facade_m || !section.complete) return std::nullopt;
  double used = 0;
  for (const auto& strip : section.strips) used += strip.width_m;
  return *section.facade_m - used;
}

namespace {

std::vector<Give> gives_between(const CrossSection& section, std::size_t from, std::size_t to, double missing_m) {
  std::vector<Give> result;
  for (std::size_t i = from; i < to; ++i) {
    const double by = section.strips[i].width_m - section.strips[i].least_m;
    if (by > k_half_centimetre) result.push_back({i, by});
  }
  std::stable_sort(result.begin(), result.end(), [&](const Give& a, const Give& b) {
    return order_of(section.strips[a.strip].kind) < order_of(section.strips[b.strip].kind);
  });
  for (auto& give : result) {
    give.by_m = std::min(give.by_m, std::max(missing_m, 0.0));
    missing_m -= give.by_m;
  }
  std::erase_if(result, [](const Give& give) { return give.by_m <= 0; });
  return result;
}

}  // namespace

std::vector<Give> gives(const CrossSection& section, double missing_m) {
  return gives_between(section, section.kerb_left, section.kerb_right, missing_m);
}

std::vector<Give> gives_beside(const CrossSection& section, bool left, double missing_m) {
  return gives_between(section, left ? 0 : section.kerb_right, left ? section.kerb_left : section.strips.size(), missing_m);
}

CrossSection propose(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street) {
  return Builder(rules, &lane, street).build();
}

CrossSection existing(const RuleBook& rules, const StreetFacts& street) { return Builder(rules, nullptr, street).build(); }

Finding check_fit(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, const Stretch& where) {
  const auto need = traffic_need(rules, lane, street);
  const auto section = propose(rules, lane, street);
  const auto slack = slack_m(section);
  if (!slack || !need.rule) {
    const bool parking = !section.complete && lane.width_m;
    return finding_of(need.rule, "space.lane.minimum", Verdict::not_assessable, where,
                      {parking         ? "bike.fit_parking_unknown"
                       : !lane.width_m ? "bike.width_not_stated"
                                       : "bike.fit_width_unknown",
                       {}});
  }
  const double left = need.metres() + *slack;
  const bool enough = reaches(left, need.metres());
  auto finding =
      finding_of(need.rule, {}, enough ? Verdict::fits : Verdict::below, where,
                 {enough ? "bike.fit_slack" : "bike.fit_missing",
                  {{"left", metres(std::max(left, 0.0))}, {"required", metres(need.metres())}, {"by", metres(std::abs(*slack))}}});
  finding.value = left;
  finding.required = need.metres();
  finding.likely = section.carriageway->assumed() || (lane.facility == FacilityType::schutzstreifen && lane.side != Side::both);
  if (!enough) finding.suggestion = suggestion_for(rules, section, street, -*slack);
  return finding;
}

std::vector<Finding> check_mixed_width(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street,
                                       const Stretch& where) {
  const auto* low = rules.deciding("space.danger.mixed_low");
  const auto* high = rules.deciding("space.danger.mixed_high");
  const auto width = carriageway_of(street, rules);
  const auto left = parking_depth_m(street.left, rules);
  const auto right = parking_depth_m(street.right, rules);
  if (lane.facility != FacilityType::mischverkehr || street.oneway) return {};
  if (!low || !high || !width || !left || !right) {
    return {finding_of(low, "space.danger.mixed_low", Verdict::not_assessable, where, {"bike.fit_width_unknown", {}})};
  }
  const double clear = width->m - *left - *right;
  const bool danger = clear >= low->value - k_half_centimetre && clear <= high->value + k_half_centimetre;
  auto finding = finding_of(low, {}, danger ? Verdict::limited : Verdict::fits, where,
                            {danger ? "bike.mixed_dangerous" : "bike.mixed_clear",
                             {{"width", metres(clear)}, {"low", metres(low->value)}, {"high", metres(high->value)}}});
  finding.value = clear;
  finding.likely = width->assumed();
  return {finding};
}

}  // namespace skizze::bike
