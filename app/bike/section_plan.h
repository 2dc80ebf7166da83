// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a plan changes of the strips beside the lane itself: parking lanes, footways, the carriageway.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bike/street.h"

namespace skizze::bike {

/// Left and right as the lane runs. Empty: as it is today.
struct SectionPlan {
  std::optional<double> parking_left_m, parking_right_m;  ///< 0: no parking there any more
  std::optional<double> footway_left_m, footway_right_m;
  std::optional<double> carriageway_m;                ///< kerb to kerb, where kerbs are moved
  std::optional<double> verge_left_m, verge_right_m;  ///< green strips along the kerb
  std::optional<double> trees_left_m, trees_right_m;  ///< strips of trees along the kerb
  std::optional<double> facade_m;                     ///< façade to façade, where nobody has measured it
  bool empty() const { return *this == SectionPlan{}; }
  bool operator==(const SectionPlan&) const = default;
};

/// "parking_left=1.75;carriageway=9": for the project's settings. What cannot be read is left out; figures outside 0 to 100 too.
std::string text_of(const SectionPlan& plan);
SectionPlan section_plan_from(std::string_view text);

/// The street with the plan carried out.
StreetFacts planned(StreetFacts street, const SectionPlan& plan);

}  // namespace skizze::bike
