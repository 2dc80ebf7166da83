// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bike/finding.h"
#include "bike/street.h"

namespace skizze::bike {

/// Which row of the width table a lane is measured by: "width.zweirichtungsradweg_one", ...; empty for mixed traffic.
std::string width_rule_of(sketch::FacilityType facility, sketch::Side side);

/// Width of one strip against Regelmaß and Mindestmaß (ERA 2010, Tab. 5; bracket values are obsolete after E Klima 2022). Widths
/// include the marking. An empty width or a row without verified figures is not assessable. A Radfahrstreifen that meets the ERA but
/// not the E Klima row for new ones gets a second finding, a hint.
std::vector<Finding> check_width(const RuleBook& rules, const sketch::BikeLane& lane, bool assumed, const Stretch& where);

/// Buffer to parking on the lane's side (door zone) and, for tracks, to the carriageway. Parking or buffer not stated: not assessable.
std::vector<Finding> check_buffers(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, const Stretch& where);

/// What a track, shared or separated path behind the kerb leaves for people on foot (Gehweg).
std::vector<Finding> check_footway(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, const Stretch& where);

/// Lies between the kerbs: Schutzstreifen, Radfahrstreifen, protected lane.
bool on_carriageway(sketch::FacilityType facility);
/// Built behind the kerb: one-way and two-way tracks, shared and separated paths, Radschnellweg.
bool behind_kerb(sketch::FacilityType facility);

/// The sides of the street (along its line) that a lane takes; one, or both.
std::vector<const StreetSide*> sides_of(const sketch::BikeLane& lane, const StreetFacts& street);

}  // namespace skizze::bike
