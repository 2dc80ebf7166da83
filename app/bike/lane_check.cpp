// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/lane_check.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "bike/cross_section.h"
#include "bike/facility_choice.h"
#include "bike/width_check.h"

namespace skizze::bike {

namespace {

void append(std::vector<Finding>& to, std::vector<Finding> from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

bool continues(const Finding& a, const Finding& b) {
  return a.rule == b.rule && a.verdict == b.verdict && a.likely == b.likely && a.value == b.value && a.message == b.message &&
         a.suggestion == b.suggestion && b.from_m <= a.to_m + 0.01 && b.from_m >= a.from_m && b.to_m > a.to_m;
}

/// Said of both sides of a street at once.
bool repeats(const Finding& a, const Finding& b) {
  const bool whole_lane =
      a.verdict == Verdict::not_assessable && a.message == b.message && a.rule == b.rule && a.from_m == 0 && b.from_m == 0;
  return whole_lane || (a.rule == b.rule && a.verdict == b.verdict && a.value == b.value && a.message == b.message &&
                        a.from_m == b.from_m && a.to_m == b.to_m && a.place == b.place);
}

/// Neighbouring stretches that say the same become one, and so do the sides of one.
void merge(std::vector<Finding>& findings) {
  std::vector<Finding> merged;
  for (auto& finding : findings) {
    if (std::any_of(merged.begin(), merged.end(), [&](const auto& other) { return repeats(other, finding); })) continue;
    const auto found = std::find_if(merged.rbegin(), merged.rend(), [&](const auto& other) { return continues(other, finding); });
    if (found == merged.rend())
      merged.push_back(std::move(finding));
    else
      found->to_m = finding.to_m;
  }
  findings = std::move(merged);
}

}  // namespace

std::vector<Finding> check_stretch(const RuleBook& rules, const sketch::BikeLane& lane, const StreetStretch& stretch) {
  auto findings = check_width(rules, lane, false, stretch.where);
  if (!stretch.known) {
    findings.push_back(finding_of(nullptr, "street", Verdict::not_assessable, stretch.where, {"bike.no_street", {}}));
    return findings;
  }
  append(findings, check_choice(rules, lane, stretch.street, stretch.where));
  append(findings, check_buffers(rules, lane, stretch.street, stretch.where));
  append(findings, check_footway(rules, lane, stretch.street, stretch.where));
  append(findings, check_mixed_width(rules, lane, stretch.street, stretch.where));
  if (on_carriageway(lane.facility)) findings.push_back(check_fit(rules, lane, stretch.street, stretch.where));
  return findings;
}

std::vector<Finding> check_lane(const RuleBook& rules, const LaneInput& input) {
  std::vector<Finding> findings;
  double end = 0;
  for (const auto& stretch : input.stretches) {
    append(findings, check_stretch(rules, input.lane, stretch));
    end = std::max(end, stretch.where.to_m);
  }
  for (const auto& place : input.places) append(findings, check_conflicts(rules, place, input.lane, input.around));
  if (input.places.empty()) append(findings, check_conflicts(rules, input.line, input.lane, input.around));
  if (input.gradient) {
    const Stretch whole{0, end, input.stretches.empty() ? geo::Point2{} : input.stretches.front().where.place};
    append(findings, check_gradient(rules, *input.gradient, input.cell_m, whole));
  }
  merge(findings);
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.from_m < b.from_m; });
  return findings;
}

}  // namespace skizze::bike
