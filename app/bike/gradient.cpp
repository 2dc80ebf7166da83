// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/gradient.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "bike/polyline.h"

namespace skizze::bike {

namespace {

constexpr double k_step_m = 5;
constexpr double k_window_m = 100;
constexpr double k_coarse_cell_m = 10;
using Profile = std::vector<ProfilePoint>;

Profile sampled(const Polyline& line, const HeightSampler& height) {
  Profile profile;
  const double length = line.length_m();
  const auto steps = static_cast<std::size_t>(std::ceil(length / k_step_m - 1e-9));
  for (std::size_t i = 0; i <= steps; ++i) {
    const double at = std::min(static_cast<double>(i) * k_step_m, length);
    profile.push_back({at, height(line.at(at))});
  }
  return profile;
}

/// Median of each point with its neighbours: 15 m of way. The ends, with two of them only, stay.
Profile smoothed(const Profile& profile) {
  Profile result = profile;
  for (std::size_t i = 1; i + 1 < profile.size(); ++i) {
    if (!profile[i - 1].height_m || !profile[i].height_m || !profile[i + 1].height_m) continue;
    std::array<double, 3> three{*profile[i - 1].height_m, *profile[i].height_m, *profile[i + 1].height_m};
    std::sort(three.begin(), three.end());
    result[i].height_m = three[1];
  }
  return result;
}

/// A structure that reaches an end of the lane goes on beyond it.
bool inside(const Structure& structure, double at, double length) {
  constexpr double k_close_m = 0.01;
  return (at > structure.from_m || structure.from_m < k_close_m) && (at < structure.to_m || structure.to_m > length - k_close_m);
}

/// Slope of the ground over some 15 m that end at (or begin with) a point; 0 where it is not known.
double slope_at(const Profile& profile, std::size_t end, bool before) {
  const std::size_t reach = 3;
  if (before ? end < reach : end + reach >= profile.size()) return 0;
  const auto& a = profile[before ? end - reach : end];
  const auto& b = profile[before ? end : end + reach];
  return a.height_m && b.height_m && b.at_m > a.at_m ? (*b.height_m - *a.height_m) / (b.at_m - a.at_m) : 0;
}

/// Cubic Hermite curve between the abutments, with the slopes of the ground there; straight where the bend would overshoot both ends. Where
/// one abutment lies outside the lane or has no height, nothing is known of the way over it: the ground below is not the way.
void carry_over(Profile& profile, const Structure& structure) {
  std::size_t first = profile.size();
  std::size_t last = 0;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    if (!inside(structure, profile[i].at_m, profile.back().at_m)) continue;
    first = std::min(first, i);
    last = i;
  }
  if (first == profile.size()) return;
  const bool between = first > 0 && last + 1 < profile.size() && profile[first - 1].height_m && profile[last + 1].height_m;
  if (!between) {
    for (std::size_t i = first; i <= last; ++i) profile[i].height_m.reset();
    return;
  }
  const auto& a = profile[first - 1];
  const auto& b = profile[last + 1];
  const double span = b.at_m - a.at_m;
  const double chord = (*b.height_m - *a.height_m) / span;
  // Fritsch and Carlson 1980: end slopes of the chord's sign and at most three times as steep keep the curve monotone.
  const auto tamed = [&](double slope) { return slope * chord <= 0 ? 0.0 : std::clamp(slope, -3 * std::abs(chord), 3 * std::abs(chord)); };
  const double from = tamed(slope_at(profile, first - 1, true));
  const double to = tamed(slope_at(profile, last + 1, false));
  for (std::size_t i = first; i <= last; ++i) {
    const double t = (profile[i].at_m - a.at_m) / span;
    const double t2 = t * t;
    const double t3 = t2 * t;
    profile[i].height_m =
        (2 * t3 - 3 * t2 + 1) * *a.height_m + (t3 - 2 * t2 + t) * span * from + (3 * t2 - 2 * t3) * *b.height_m + (t3 - t2) * span * to;
  }
}

void find_steepest(Gradient& gradient, const Polyline& line) {
  const auto& profile = gradient.profile;
  const double window = std::min(k_window_m, line.length_m());
  if (window <= 0) return;
  std::size_t begin = 0;
  for (std::size_t end = 1; end < profile.size(); ++end) {
    while (profile[end].at_m - profile[begin + 1].at_m >= window - 1e-9 && begin + 1 < end) ++begin;
    const double span = profile[end].at_m - profile[begin].at_m;
    if (span < window - 1e-9 || !profile[begin].height_m || !profile[end].height_m) continue;
    const double percent = 100 * (*profile[end].height_m - *profile[begin].height_m) / span;
    if (gradient.steepest_percent && std::abs(percent) <= std::abs(*gradient.steepest_percent) + 1e-9) continue;
    gradient.steepest_percent = percent;
    gradient.steepest = {profile[begin].at_m, profile[end].at_m, line.at((profile[begin].at_m + profile[end].at_m) / 2)};
  }
}

/// The longest stretch without heights.
void find_hole(Gradient& gradient, const Polyline& line) {
  const auto& profile = gradient.profile;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    if (profile[i].height_m) continue;
    const double from = profile[i == 0 ? 0 : i - 1].at_m;
    while (i + 1 < profile.size() && !profile[i + 1].height_m) ++i;
    const double to = profile[std::min(i + 1, profile.size() - 1)].at_m;
    if (to - from > gradient.hole.to_m - gradient.hole.from_m) gradient.hole = {from, to, line.at((from + to) / 2)};
  }
}

}  // namespace

Gradient gradient_of(const std::vector<geo::Point2>& points, const HeightSampler& height, const std::vector<Structure>& structures) {
  Gradient gradient;
  const Polyline line(points);
  if (points.size() < 2 || line.length_m() <= 0) return gradient;
  auto profile = sampled(line, height);
  for (const auto& structure : structures) carry_over(profile, structure);
  gradient.profile = smoothed(profile);
  for (std::size_t i = 1; i < gradient.profile.size(); ++i) {
    const auto& a = gradient.profile[i - 1];
    const auto& b = gradient.profile[i];
    if (a.height_m && b.height_m) {
      const double rise = *b.height_m - *a.height_m;
      (rise > 0 ? gradient.climb_m : gradient.descent_m) += std::abs(rise);
    } else {
      gradient.missing_m += b.at_m - a.at_m;
    }
  }
  find_steepest(gradient, line);
  find_hole(gradient, line);
  return gradient;
}

std::vector<std::optional<double>> slopes_of(const Gradient& gradient) {
  constexpr std::size_t k_reach = 3;
  const auto& profile = gradient.profile;
  std::vector<std::optional<double>> slopes(profile.size());
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const std::size_t first = i < k_reach ? 0 : i - k_reach;
    const std::size_t last = std::min(i + k_reach, profile.size() - 1);
    bool known = first < last;
    for (std::size_t k = first; k <= last; ++k) known = known && profile[k].height_m;
    const double run = profile[last].at_m - profile[first].at_m;
    if (known && run > 0) slopes[i] = 100 * (*profile[last].height_m - *profile[first].height_m) / run;
  }
  return slopes;
}

namespace {

/// What is missing is told beside what could be judged.
Finding holes_found(const Gradient& gradient) {
  const double length = gradient.profile.back().at_m;
  auto finding = finding_of(nullptr, "gradient.heights", Verdict::not_assessable, gradient.hole,
                            {"bike.gradient_holes",
                             {{"missing", whole(gradient.missing_m)},
                              {"length", whole(length)},
                              {"share", whole(std::max(1.0, 100 * gradient.missing_m / length))}}});
  finding.value = gradient.missing_m;
  finding.unit = "m";
  return finding;
}

}  // namespace

std::vector<Finding> check_gradient(const RuleBook& rules, const Gradient& gradient, std::optional<double> cell_m, const Stretch& lane) {
  const auto* rule = rules.deciding("gradient.comfort.percent");
  const char* id = "gradient.comfort.percent";
  const bool any = std::any_of(gradient.profile.begin(), gradient.profile.end(), [](const auto& p) { return p.height_m.has_value(); });
  if (!rule || !any) return {finding_of(rule, id, Verdict::not_assessable, lane, {"bike.gradient_no_heights", {}})};
  std::vector<Finding> holes;
  if (gradient.missing_m > 0) holes.push_back(holes_found(gradient));
  if (!gradient.steepest_percent) return holes;
  const double steep = std::abs(*gradient.steepest_percent);
  std::vector<base::Argument> arguments{{"percent", metres(steep)}, {"required", whole(rule->value)}, {"climb", whole(gradient.climb_m)}};
  const bool coarse = !cell_m || *cell_m > k_coarse_cell_m;
  const bool gentle = steep <= rule->value + 1e-6;
  auto finding = finding_of(rule, id,
                            coarse   ? Verdict::not_assessable
                            : gentle ? Verdict::standard
                                     : Verdict::limited,
                            gradient.steepest,
                            {coarse   ? "bike.gradient_coarse"
                             : gentle ? "bike.gradient_gentle"
                                      : "bike.gradient_steep",
                             std::move(arguments)});
  finding.value = steep;
  holes.insert(holes.begin(), std::move(finding));
  return holes;
}

}  // namespace skizze::bike
