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
  std::optional<double> carriageway_m;  ///< kerb to kerb, where kerbs are moved
  bool empty() const { return *this == SectionPlan{}; }
  bool operator==(const SectionPlan&) const = default;
};

/// "parking_left=1.75;carriageway=9": for the project's settings. What cannot be read is left out; figures outside 0 to 100 too.
std::string text_of(const SectionPlan& plan);
SectionPlan section_plan_from(std::string_view text);

/// The street with the plan carried out.
StreetFacts planned(StreetFacts street, const SectionPlan& plan);

}  // namespace skizze::bike
