// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A lane in its city: all checks with what the layers know, and the figures that follow from them.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "bike/around.h"
#include "bike/city.h"
#include "bike/cost.h"
#include "bike/gradient.h"
#include "bike/lane_check.h"
#include "bike/section_plan.h"
#include "bike/ways.h"

namespace skizze::bike {

/// Counted from the findings of one lane.
struct LaneFigures {
  double standard_m = 0;  ///< length that meets the Regelmaß
  double minimum_m = 0;   ///< that meets the Mindestmaß only
  double below_m = 0;     ///< that does not
  double not_assessable_m = 0;
  double door_zone_m = 0;
  double parking_m = 0;          ///< of parking areas in the lane
  std::optional<double> stalls;  ///< from parking_m and the (unverified) length of a stall; a hint
  int trees = 0;                 ///< trunks in the lane
  int defects = 0;
};

struct LaneAssessment {
  std::shared_ptr<const RuleBook> rules;  ///< keeps what cost and safety point to
  geo::Geometry line;                     ///< what was asked
  sketch::BikeLane lane;
  /// Where the lane's strips lie: one line, or one per side where the line was drawn along the street's axis.
  std::vector<geo::Geometry> places;
  double length_m = 0;
  std::vector<Finding> findings;
  std::vector<StreetStretch> stretches;
  std::optional<Gradient> gradient;
  std::optional<CostRange> cost;
  std::optional<PerceivedSafety> safety;
  LaneFigures figures;
  bool streets_known = false;  ///< a street layer is there
};

/// Judges lanes, keeping what it has read around them. One thread at a time.
class Assessor {
 public:
  static base::Result<Assessor> make(std::shared_ptr<const City> city);
  /// plan: what a person has changed of the street's other strips, along the lane's line.
  LaneAssessment assess(const geo::Geometry& line, const sketch::BikeLane& lane, const SectionPlan& plan = {});
  const City& city() const { return *m_city; }
  const Around& around() const { return m_around; }

 private:
  Assessor(std::shared_ptr<const City> city, Around around, geo::Transform from_mercator)
      : m_city(std::move(city)), m_around(std::move(around)), m_from_mercator(std::move(from_mercator)) {}
  std::vector<StreetStretch> stretches(const geo::Geometry& line);
  std::vector<Crossing> crossings(const geo::Geometry& line);
  std::vector<geo::Geometry> places(const geo::Geometry& line, const sketch::BikeLane& lane,
                                    const std::vector<StreetStretch>& stretches) const;
  bool on_axis(const geo::Geometry& line) const;

  std::shared_ptr<const City> m_city;
  Around m_around;
  geo::Transform m_from_mercator;
};

/// Sideways from the street's axis to the middle of the lane's strip on one side, metres; empty where the street's width is not known.
std::optional<double> strip_offset_m(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, bool left);

/// Figures of findings; length_m: of the lane.
LaneFigures figures_of(const RuleBook& rules, const std::vector<Finding>& findings);

/// What lanes do to the network together.
struct PlannedLine {
  geo::Geometry line;
  sketch::BikeLane lane;
};
struct NetworkEffect {
  Patch patch;
  NetworkGain gain;
  std::array<double, 5> stress_before_m{};  ///< along the edges that the lanes follow, by stress 0 (unknown) to 4
  std::array<double, 5> stress_after_m{};
  /// Low-stress way between the ends of the longest lane; empty where there is none.
  std::optional<double> way_before_m, way_after_m;
  std::optional<double> detour_before, detour_after;  ///< over any way
  std::optional<double> time_before_s, time_after_s;  ///< the fastest low-stress way, with assumed waits (riding_of)
  std::optional<WaysBeforeAfter> ends;                ///< all of it, and the ways over any street
  /// Reached from the middle of the longest lane, low-stress and without a detour; empty without such data.
  std::array<std::optional<double>, 3> reached_before, reached_after;  ///< people, jobs, schools
};
/// The edges that lanes change together; of two lanes on one edge the better one counts per direction.
Patch patch_of(const City& city, const std::vector<PlannedLine>& lanes);
/// 0 unknown, else 1 to 4: the worse of the directions that are open.
std::size_t worse_stress(const EdgeChange& edge);
/// Some 100 ms on a large town. Edges that two lanes follow take the lower stress per direction.
NetworkEffect network_effect(const City& city, const std::vector<PlannedLine>& lanes, base::CancelToken token = {});

}  // namespace skizze::bike
