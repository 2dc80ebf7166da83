// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/conflicts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "bike/polyline.h"

namespace skizze::bike {

namespace {

constexpr double k_reach_m = 30;
constexpr double k_stop_m = 4;  // a platform or shelter begins about here
constexpr double k_sample_m = 1;

class Strip {
 public:
  Strip(const RuleBook& rules, const std::vector<geo::Point2>& points, const sketch::BikeLane& lane, std::vector<Finding>& out)
      : m_rules(rules), m_line(points), m_half(lane.width_m.value_or(2.0) / 2), m_likely(!lane.width_m), m_out(out) {}

  void trees(const std::vector<Tree>& trees) {
    for (const auto& tree : trees) {
      const auto near = m_line.nearest(tree.place);
      const double trunk = near.distance_m - m_half - tree.trunk_m.value_or(0) / 2;
      if (trunk < 0) {
        put("conflict.tree", Verdict::conflict, near.along_m, tree.place, {"bike.tree_in_lane", {{"distance", metres(near.distance_m)}}},
            near.distance_m, base::Message{"bike.suggest_shift", {{"by", metres(-trunk)}}});
      } else if (tree.crown_m && near.distance_m - m_half < *tree.crown_m / 2) {
        put("conflict.tree_root", Verdict::hint, near.along_m, tree.place, {"bike.tree_root", {{"distance", metres(near.distance_m)}}},
            near.distance_m);
      }
    }
  }

  void buildings(const std::vector<geo::Geometry>& buildings) {
    for (const auto& building : buildings) {
      const auto met = covered(building, m_half);
      if (met.length_m > 0)
        put_stretch("conflict.building", Verdict::conflict, met, {"bike.building_in_lane", {{"length", whole(met.length_m)}}});
    }
  }

  void parking(const std::vector<geo::Geometry>& areas) {
    const auto* stall = m_rules.find("space.parking.stall_parallel");
    for (const auto& area : areas) {
      const auto met = covered(area, m_half);
      if (met.length_m <= 0) continue;
      const std::string stalls = stall && stall->value > 0 ? whole(std::ceil(met.length_m / stall->value)) : "-";
      put_stretch("conflict.parking", Verdict::conflict, met, {"bike.parking_lost", {{"length", whole(met.length_m)}, {"stalls", stalls}}});
    }
  }

  void stops(const std::vector<Place>& stops) {
    for (const auto& stop : stops) {
      const auto near = m_line.nearest(stop.place);
      if (near.distance_m > m_half + k_stop_m) continue;
      const bool in = near.distance_m < m_half;
      put("conflict.stop", in ? Verdict::conflict : Verdict::hint, near.along_m, stop.place,
          {in ? "bike.stop_in_lane" : "bike.stop_beside", {{"name", stop.name}, {"distance", metres(near.distance_m)}}}, near.distance_m);
    }
  }

  void driveways(const std::vector<Place>& driveways) {
    for (const auto& driveway : driveways) {
      const auto near = m_line.nearest(driveway.place);
      if (near.distance_m < m_half + k_stop_m)
        put("conflict.driveway", Verdict::hint, near.along_m, driveway.place, {"bike.driveway", {}}, near.distance_m);
    }
  }

  void crossings(const std::vector<Crossing>& crossings) {
    const auto* rule = m_rules.deciding("facility.crossing.unsecured");
    for (const auto& crossing : crossings) {
      const auto near = m_line.nearest(crossing.place);
      if (near.distance_m > k_stop_m + m_half) continue;
      const Stretch where{near.along_m, near.along_m, crossing.place};
      const bool known = rule && crossing.cars_per_day && (crossing.secured || *crossing.cars_per_day <= rule->value);
      const bool fine = known && (crossing.secured.value_or(false) || *crossing.cars_per_day <= rule->value);
      auto finding = finding_of(rule, "facility.crossing.unsecured",
                                !known ? Verdict::not_assessable
                                : fine ? Verdict::fits
                                       : Verdict::conflict,
                                where,
                                {!known ? "bike.crossing_unknown"
                                 : fine ? "bike.crossing_fine"
                                        : "bike.crossing_unsecured",
                                 {{"load", crossing.cars_per_day ? whole(*crossing.cars_per_day) : std::string("-")}}});
      finding.value = crossing.cars_per_day;
      m_out.push_back(std::move(finding));
    }
  }

  void rails(const std::vector<geo::Geometry>& rails) {
    for (const auto& rail : rails) {
      for (const auto& part : rail.parts) {
        for (std::size_t i = 1; i < part.points.size(); ++i) cross(part.points[i - 1].xy(), part.points[i].xy());
      }
    }
  }

 private:
  struct Met {
    double from_m = 0, to_m = 0, length_m = 0;
    geo::Point2 place;
  };

  /// The stretch of the line that comes nearer to an area than the reach.
  Met covered(const geo::Geometry& area, double reach) const {
    Met met;
    const auto box = area.bounds().grown(reach);
    const auto& points = m_line.points();
    double begin = 0;
    double next = 0;  // samples lie every metre of the whole line
    for (std::size_t i = 1; i < points.size(); ++i) {
      const auto a = points[i - 1], b = points[i];
      const double length = std::hypot(b.x - a.x, b.y - a.y), end = begin + length;
      geo::Box own;
      own.add(a);
      own.add(b);
      const bool last = i + 1 == points.size();
      if (!own.intersects(box) && end > next) next += std::ceil((end - next) / k_sample_m) * k_sample_m;
      for (; next < end || (last && next <= end); next += k_sample_m) {
        const double t = length > 0 ? (next - begin) / length : 0;
        const geo::Point2 p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        if (!box.contains(p) || geo::distance(area, p) >= reach) continue;
        if (met.length_m == 0) met.from_m = next;
        met.to_m = next;
        met.length_m += k_sample_m;
      }
      begin = end;
    }
    met.place = m_line.at((met.from_m + met.to_m) / 2);
    return met;
  }

  void cross(geo::Point2 a, geo::Point2 b) {
    const auto& points = m_line.points();
    for (std::size_t i = 1; i < points.size(); ++i) {
      const auto p = points[i - 1];
      const double ux = points[i].x - p.x, uy = points[i].y - p.y, vx = b.x - a.x, vy = b.y - a.y;
      const double turn = ux * vy - uy * vx;
      if (std::abs(turn) < 1e-12) continue;
      const double t = ((a.x - p.x) * vy - (a.y - p.y) * vx) / turn;
      const double s = ((a.x - p.x) * uy - (a.y - p.y) * ux) / turn;
      if (t < 0 || t > 1 || s < 0 || s > 1) continue;
      rail_crossing({p.x + t * ux, p.y + t * uy},
                    std::asin(std::min(1.0, std::abs(turn) / (std::hypot(ux, uy) * std::hypot(vx, vy)))) * 180 / std::numbers::pi);
    }
  }

  void rail_crossing(geo::Point2 place, double angle_deg) {
    const auto* rule = m_rules.find("space.rails.angle");
    if (!rule || angle_deg >= rule->value) return;
    const double along = m_line.nearest(place).along_m;
    const bool decides = rule->status != RuleStatus::unverified;
    auto finding = finding_of(rule, {}, decides ? Verdict::conflict : Verdict::hint, {along, along, place},
                              {"bike.rails_flat", {{"angle", whole(angle_deg)}, {"required", whole(rule->value)}}});
    finding.value = angle_deg;
    m_out.push_back(std::move(finding));
  }

  void put(const char* check, Verdict verdict, double along, geo::Point2 place, base::Message message, std::optional<double> value,
           std::optional<base::Message> suggestion = {}) {
    auto finding = finding_of(nullptr, check, verdict, {along, along, place}, std::move(message));
    finding.value = value;
    finding.unit = "m";
    finding.likely = m_likely;
    finding.suggestion = std::move(suggestion);
    m_out.push_back(std::move(finding));
  }

  void put_stretch(const char* check, Verdict verdict, const Met& met, base::Message message) {
    put(check, verdict, met.from_m, met.place, std::move(message), met.length_m);
    m_out.back().to_m = met.to_m;
  }

  const RuleBook& m_rules;
  Polyline m_line;
  double m_half;
  bool m_likely;
  std::vector<Finding>& m_out;
};

void say_missing(bool known, const char* check, const char* message, const Stretch& lane, std::vector<Finding>& out) {
  if (!known) out.push_back(finding_of(nullptr, check, Verdict::not_assessable, lane, {message, {}}));
}

}  // namespace

geo::Box reach_of(const geo::Geometry& lane) { return lane.bounds().grown(k_reach_m); }

std::vector<Finding> check_conflicts(const RuleBook& rules, const geo::Geometry& line, const sketch::BikeLane& lane,
                                     const Surroundings& around) {
  std::vector<Finding> findings;
  double before = 0;
  for (const auto& part : line.parts) {
    std::vector<geo::Point2> points;
    for (const auto& p : part.points) points.push_back(p.xy());
    if (points.size() < 2) continue;
    const auto first = findings.size();
    Strip strip(rules, points, lane, findings);
    strip.trees(around.trees);
    strip.buildings(around.buildings);
    strip.parking(around.parking);
    strip.stops(around.stops);
    strip.driveways(around.driveways);
    strip.crossings(around.crossings);
    strip.rails(around.rails);
    for (auto i = first; i < findings.size(); ++i) {
      findings[i].from_m += before;
      findings[i].to_m += before;
    }
    before += Polyline(points).length_m();
  }
  Stretch whole_lane{0, before,
                     line.parts.empty() || line.parts.front().points.empty() ? geo::Point2{} : line.parts.front().points.front().xy()};
  say_missing(around.known.trees, "conflict.tree", "bike.no_trees", whole_lane, findings);
  say_missing(around.known.parking, "conflict.parking", "bike.no_parking", whole_lane, findings);
  say_missing(around.known.stops, "conflict.stop", "bike.no_stops", whole_lane, findings);
  say_missing(around.known.buildings, "conflict.building", "bike.no_buildings", whole_lane, findings);
  say_missing(around.known.rails, "space.rails.angle", "bike.no_rails", whole_lane, findings);
  return findings;
}

}  // namespace skizze::bike
