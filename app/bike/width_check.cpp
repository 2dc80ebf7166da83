// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/width_check.h"

#include <algorithm>

namespace skizze::bike {

using sketch::FacilityType;
using sketch::Side;

namespace {

/// Whatever can be said without a width.
Finding unknown_width(const Rule* rule, const std::string& id, const Stretch& where) {
  return finding_of(rule, id, Verdict::not_assessable, where, {"bike.width_not_stated", {}});
}

Finding judged(const Rule& rule, Verdict verdict, double width, bool assumed, const Stretch& where) {
  const char* id = verdict == Verdict::standard  ? "bike.width_standard"
                   : verdict == Verdict::minimum ? "bike.width_minimum"
                                                 : "bike.width_below";
  auto finding = finding_of(&rule, {}, verdict, where, {id, {{"width", metres(width)}, {"required", metres(rule.value)}}});
  finding.value = width;
  finding.likely = assumed;
  if (verdict != Verdict::standard) finding.suggestion = base::Message{"bike.suggest_widen", {{"by", metres(rule.value - width)}}};
  return finding;
}

Finding verdict_of(const RuleBook& rules, const std::string& row, double width, bool assumed, const Stretch& where) {
  const auto* standard = rules.deciding(row + ".standard");
  if (!standard) {
    const auto* unverified = rules.find(row + ".standard");
    auto finding = finding_of(unverified, row, unverified ? Verdict::hint : Verdict::not_assessable, where,
                              {unverified ? "bike.width_unverified" : "bike.width_no_rule",
                               {{"width", metres(width)}, {"required", unverified ? metres(unverified->value) : std::string("-")}}});
    finding.value = width;
    finding.likely = assumed;
    return finding;
  }
  if (reaches(width, standard->value)) return judged(*standard, Verdict::standard, width, assumed, where);
  const auto* minimum = rules.deciding(row + ".minimum");
  if (minimum && reaches(width, minimum->value)) {
    auto finding = judged(*standard, Verdict::minimum, width, assumed, where);
    finding.rule = minimum->id;
    finding.source = minimum->source;
    finding.status = minimum->status;
    return finding;
  }
  auto finding = judged(*standard, Verdict::below, width, assumed, where);
  if (const auto* obsolete = rules.deciding(row + ".obsolete"); obsolete && reaches(width, obsolete->value))
    finding.message.id = "bike.width_obsolete";
  return finding;
}

const char* parking_rule(FacilityType facility, Parking parking) {
  if (parking == Parking::parallel) return "space.buffer.parallel";
  return behind_kerb(facility) ? "space.buffer.angled_track" : "space.buffer.angled_lane";
}

Finding door_zone(const RuleBook& rules, const sketch::BikeLane& lane, Parking parking, const Stretch& where) {
  if (parking == Parking::unknown) {
    return finding_of(rules.find("space.buffer.parallel"), "space.buffer.parallel", Verdict::not_assessable, where,
                      {"bike.door_parking_unknown", {}});
  }
  const char* id = parking_rule(lane.facility, parking);
  if (parking == Parking::none) return finding_of(nullptr, id, Verdict::fits, where, {"bike.door_no_parking", {}});
  const auto* rule = rules.deciding(id);
  if (!rule || !lane.buffer_m) return finding_of(rules.find(id), id, Verdict::not_assessable, where, {"bike.door_buffer_unknown", {}});
  const double buffer = *lane.buffer_m;
  auto finding =
      finding_of(rule, id, Verdict::standard, where, {"bike.door_clear", {{"buffer", metres(buffer)}, {"required", metres(rule->value)}}});
  finding.value = buffer;
  if (reaches(buffer, rule->value)) return finding;
  // ERA 2010 let Schutzstreifen lie closer; E Klima 2022 does not.
  const auto* era = rules.deciding("space.buffer.parallel_era_high");
  const bool advisory = lane.facility == FacilityType::schutzstreifen && parking == Parking::parallel;
  finding.verdict = advisory && era && reaches(buffer, era->value) ? Verdict::minimum : Verdict::below;
  finding.message = {finding.verdict == Verdict::minimum ? "bike.door_era_only" : "bike.door_zone",
                     {{"buffer", metres(buffer)}, {"required", metres(rule->value)}, {"length", whole(where.to_m - where.from_m)}}};
  finding.suggestion = base::Message{"bike.suggest_buffer", {{"by", metres(rule->value - buffer)}}};
  return finding;
}

Finding kerb_buffer(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, const Stretch& where) {
  const char* id = street.inside_town.value_or(true) ? "space.buffer.track_kerb" : "space.buffer.track_outside";
  const auto* rule = rules.deciding(id);
  if (!rule || !lane.buffer_m) return finding_of(rules.find(id), id, Verdict::not_assessable, where, {"bike.kerb_buffer_unknown", {}});
  const bool enough = reaches(*lane.buffer_m, rule->value);
  auto finding = finding_of(rule, id, enough ? Verdict::standard : Verdict::below, where,
                            {enough ? "bike.kerb_buffer_met" : "bike.kerb_buffer_below",
                             {{"buffer", metres(*lane.buffer_m)}, {"required", metres(rule->value)}}});
  finding.value = *lane.buffer_m;
  finding.likely = !street.inside_town;
  if (!enough) finding.suggestion = base::Message{"bike.suggest_buffer", {{"by", metres(rule->value - *lane.buffer_m)}}};
  return finding;
}

}  // namespace

bool on_carriageway(FacilityType facility) {
  return facility == FacilityType::schutzstreifen || facility == FacilityType::radfahrstreifen ||
         facility == FacilityType::protected_bike_lane;
}

bool behind_kerb(FacilityType facility) {
  return !on_carriageway(facility) && facility != FacilityType::mischverkehr && facility != FacilityType::fahrradstrasse;
}

std::string width_rule_of(FacilityType facility, Side side) {
  if (facility == FacilityType::mischverkehr) return {};
  std::string row = "width." + std::string(sketch::word_of(facility));
  if (facility == FacilityType::zweirichtungsradweg) row += side == Side::both ? "_both" : "_one";
  return row;
}

std::vector<const StreetSide*> sides_of(const sketch::BikeLane& lane, const StreetFacts& street) {
  switch (lane.side) {
    case Side::left: return {&street.left};
    case Side::right: return {&street.right};
    default: return {&street.left, &street.right};
  }
}

std::vector<Finding> check_width(const RuleBook& rules, const sketch::BikeLane& lane, bool assumed, const Stretch& where) {
  const auto row = width_rule_of(lane.facility, lane.side);
  if (row.empty()) return {};
  if (!lane.width_m) return {unknown_width(rules.find(row + ".standard"), row, where)};
  std::vector<Finding> findings{verdict_of(rules, row, *lane.width_m, assumed, where)};
  const auto* fresh = rules.find("width.radfahrstreifen_new.standard");
  if (lane.facility == FacilityType::radfahrstreifen && fresh && findings.front().verdict == Verdict::standard &&
      !reaches(*lane.width_m, fresh->value)) {
    auto hint = finding_of(fresh, {}, Verdict::hint, where,
                           {"bike.width_new_build", {{"width", metres(*lane.width_m)}, {"required", metres(fresh->value)}}});
    hint.value = *lane.width_m;
    findings.push_back(std::move(hint));
  }
  return findings;
}

std::vector<Finding> check_buffers(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, const Stretch& where) {
  std::vector<Finding> findings;
  if (!on_carriageway(lane.facility) && !behind_kerb(lane.facility)) return findings;
  for (const auto* side : sides_of(lane, street)) {
    const bool at_kerb = behind_kerb(lane.facility) && side->parking == Parking::none;
    findings.push_back(at_kerb ? kerb_buffer(rules, lane, street, where) : door_zone(rules, lane, side->parking, where));
  }
  return findings;
}

std::vector<Finding> check_footway(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, const Stretch& where) {
  std::vector<Finding> findings;
  const bool shares = lane.facility == FacilityType::gemeinsamer_geh_radweg || lane.facility == FacilityType::getrennter_geh_radweg;
  if (!behind_kerb(lane.facility) || shares) return findings;
  const auto* rule = rules.deciding("width.gehweg.standard");
  for (const auto* side : sides_of(lane, street)) {
    if (!rule || !side->footway_m || !lane.width_m) {
      findings.push_back(finding_of(rule, "width.gehweg.standard", Verdict::not_assessable, where, {"bike.footway_unknown", {}}));
      continue;
    }
    const double left = *side->footway_m - *lane.width_m - lane.buffer_m.value_or(0);
    const bool enough = reaches(left, rule->value);
    auto finding = finding_of(
        rule, {}, enough ? Verdict::standard : Verdict::below, where,
        {enough ? "bike.footway_left" : "bike.footway_narrow", {{"left", metres(std::max(left, 0.0))}, {"required", metres(rule->value)}}});
    finding.value = left;
    // The side space as mapped may or may not count the strip to the kerb.
    finding.likely = !lane.buffer_m;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace skizze::bike
