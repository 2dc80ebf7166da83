// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a check says: one sentence about one stretch of one lane, with the rule it rests on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "bike/rules.h"
#include "geo/geometry.h"

namespace skizze::bike {

enum class Verdict : std::uint8_t {
  standard,        ///< Regelmaß met
  minimum,         ///< Mindestmaß met, Regelmaß not
  below,           ///< under the least there is
  fits,            ///< suits, or nothing in the way
  limited,         ///< only under conditions that the message names
  unsuitable,      ///< this kind of facility is not meant for this street
  conflict,        ///< something is in the way
  hint,            ///< worth knowing; rests on unverified figures or on a second opinion, never a defect
  not_assessable,  ///< something that the rule needs is not known; never a defect
};
/// "standard", "below", "not_assessable", ...
std::string_view name_of(Verdict verdict);
/// below, unsuitable, conflict.
bool is_defect(Verdict verdict);

struct Finding {
  std::string rule;  ///< id in the rule book; the check's own name where it rests on no figure
  Verdict verdict = Verdict::not_assessable;
  bool likely = false;  ///< rests on an assumed width or load ("vermutlich")
  std::optional<double> value;
  std::optional<double> required;
  std::string unit;
  double from_m = 0;  ///< along the lane
  double to_m = 0;
  geo::Point2 place;  ///< where a click jumps to; CRS of the lane
  base::Message message;
  std::optional<base::Message> suggestion;
  std::string source;
  RuleStatus status = RuleStatus::unverified;
  std::optional<base::Message> origin = {};  ///< who says so, where it is not us
};

/// A stretch of a lane.
struct Stretch {
  double from_m = 0;
  double to_m = 0;
  geo::Point2 place;
};

/// A finding on a stretch that rests on a rule (null: on none), with its source and status.
Finding finding_of(const Rule* rule, std::string_view id, Verdict verdict, const Stretch& where, base::Message message);

/// "1.85": two decimals, as arguments of messages take lengths.
std::string metres(double value);
std::string whole(double value);

/// Measures are compared to half a centimetre: 1.845 m is 1.85 m.
inline constexpr double k_half_centimetre = 0.005;
inline bool reaches(double value, double required) { return value >= required - k_half_centimetre - 1e-9; }

}  // namespace skizze::bike
