// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A street cut across: strips from left to right, what is left over, and which strip could give.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bike/finding.h"
#include "bike/street.h"

namespace skizze::bike {

enum class StripKind : std::uint8_t { footway, track, track_buffer, parking, buffer, bike, traffic, verge, trees };
std::string_view name_of(StripKind kind);

/// Where the width of a strip comes from: an attribute of the lane, what the plan changes, the street's data, a rule, or what is left.
enum class StripSource : std::uint8_t { lane, planned, tagged, rule, remainder };
std::string_view name_of(StripSource source);

struct Strip {
  StripKind kind = StripKind::traffic;
  double width_m = 0;
  double least_m = 0;  ///< how narrow it may become; equal to width_m where it cannot give
  bool assumed = false;
  StripSource source = StripSource::lane;
};

/// Strips from left to right along the street's line. kerb_left..kerb_right are the strips of the carriageway.
struct CrossSection {
  std::vector<Strip> strips;
  std::size_t kerb_left = 0;   ///< first strip of the carriageway
  std::size_t kerb_right = 0;  ///< one past its last
  std::optional<Width> carriageway;
  std::optional<double> facade_m;  ///< between the buildings, where known
  bool facade_stated = false;      ///< by a person, not measured
  /// From the outermost strip to the façade; negative: the strips reach that far into it. Empty where the façade is not known.
  std::optional<double> left_rest_m, right_rest_m;
  bool rest_assumed = false;  ///< only the sum is known: the carriageway is taken to lie in the middle
  bool complete = true;       ///< false: a strip is missing because its width is not known
};

/// Width between the kerbs minus the strips there; negative when they do not fit. Empty where either is not known.
std::optional<double> slack_m(const CrossSection& section);
/// The same between the façades.
std::optional<double> facade_slack_m(const CrossSection& section);

/// One strip that could become narrower.
struct Give {
  std::size_t strip = 0;
  double by_m = 0;
};
/// Who could give how much towards a shortage: parking first, then traffic, then buffers and lanes; never more than is missing.
std::vector<Give> gives(const CrossSection& section, double missing_m);

/// The same between a kerb and its façade: green strips first, then the footway down to its standard width.
std::vector<Give> gives_beside(const CrossSection& section, bool left, double missing_m);

/// The street with a lane in it, from the rules: parking lanes, buffers, the lane on its side(s), and for motor traffic what is needed
/// (core carriageway between Schutzstreifen, one remaining lane of 2.75 m per direction elsewhere).
CrossSection propose(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street);
/// The street as it is.
CrossSection existing(const RuleBook& rules, const StreetFacts& street);

/// Does it fit between the kerbs? With the slack in metres, and who could give when it does not.
Finding check_fit(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, const Stretch& where);
/// In-between widths of mixed traffic (6 to 7 m, two-way) that invite unsafe overtaking; nothing elsewhere.
std::vector<Finding> check_mixed_width(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street,
                                       const Stretch& where);

}  // namespace skizze::bike
