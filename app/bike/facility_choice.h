// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Which kind of facility suits a street's load and speed (Führungsform nach Belastungsbereich, ERA 2010).
#pragma once

#include <optional>
#include <vector>

#include "bike/finding.h"
#include "bike/street.h"

namespace skizze::bike {

enum class LoadRange : std::uint8_t { one, two, three, four };

/// The range of a street with the load of the peak hour; empty where load or rules are unknown. Divided carriageways count one
/// direction (half, where only the sum is known).
std::optional<LoadRange> load_range(const RuleBook& rules, const StreetFacts& street);

/// How a facility suits a range.
Verdict suits(sketch::FacilityType facility, LoadRange range, std::optional<bool> few_trucks);

/// One finding where the range is known. Unknown load: the outcomes of all four ranges as hints, those first that the daily load makes
/// likely (peak share is unverified, so a daily load alone never decides). The limits hold for 50 km/h: other speeds give a hint.
/// Outside towns: no Schutzstreifen; from 4,000 Kfz/24 h at 70 km/h on, separate.
std::vector<Finding> check_choice(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, const Stretch& where);

}  // namespace skizze::bike
