// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What is known of a street, from OSM tags or any other columns. Nothing here is guessed; what is not stated stays empty.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bike/rules.h"
#include "sketch/measure.h"

namespace skizze::bike {

enum class StreetClass : std::uint8_t {
  unknown,
  motorway,
  trunk,
  primary,
  secondary,
  tertiary,
  unclassified,
  residential,
  living_street,
  service,
  track,
  pedestrian,
  cycleway,
  path,
  footway,
  steps
};
StreetClass street_class_from(std::string_view highway);
/// Whether motor traffic in general may use it.
bool carries_cars(StreetClass value);
/// A way of its own beside or away from carriageways.
bool is_path(StreetClass value);
/// Whether bicycles may be ridden there without further signs.
bool carries_bicycles(StreetClass value);

/// Where a width comes from; the later, the worse.
enum class WidthSource : std::uint8_t { cadastre, stated, tagged, raster, class_default };
std::string_view name_of(WidthSource source);

struct Width {
  double m = 0;
  WidthSource source = WidthSource::stated;
  /// Shown as an assumption, and what rests on it is only likely.
  bool assumed() const { return source >= WidthSource::raster; }
};

enum class Parking : std::uint8_t { unknown, none, parallel, diagonal, perpendicular };
/// What bicycles find on one side of a street today.
enum class Cycleway : std::uint8_t { unknown, none, advisory, lane, protected_lane, track, shared_path, bus_lane };

/// What one side of the street has, seen along its line.
struct StreetSide {
  Parking parking = Parking::unknown;
  Cycleway cycleway = Cycleway::unknown;
  std::optional<double> cycleway_m;
  std::optional<double> footway_m;
  std::optional<double> parking_m;  ///< depth as planned; else the rule's for its kind
  std::optional<double> verge_m;    ///< green strip along the kerb, as planned
  std::optional<double> trees_m;    ///< strip of trees along the kerb, as planned
  std::optional<double> space_m;    ///< from the kerb to the façade, measured
  bool footway_planned = false;     ///< footway_m is the plan's, not today's
};

struct StreetFacts {
  std::string name;
  StreetClass street_class = StreetClass::unknown;
  std::optional<Width> carriageway;  ///< kerb to kerb, parking lanes included
  std::optional<double> space_m;     ///< between the properties, from street areas
  std::optional<double> facade_m;    ///< between the buildings on both sides
  bool facade_stated = false;        ///< by a person, not measured
  std::optional<int> lanes;          ///< for motor traffic, both directions
  std::optional<double> speed_kmh;
  std::optional<double> cars_per_day;   ///< Kfz/24 h (DTV), both directions
  std::optional<double> cars_per_hour;  ///< Kfz/h in the peak hour, both directions
  std::optional<double> truck_percent;  ///< share of heavy traffic (SV-Anteil)
  std::optional<double> trucks_per_day;
  std::optional<bool> inside_town;
  bool divided = false;  ///< separate carriageways: the line stands for one of them
  bool centre_line = false;
  bool oneway = false;           ///< for cars, along the line after reversed_oneway
  bool reversed_oneway = false;  ///< cars go against the line
  bool bikes_against = false;    ///< one-way street open for bicycles
  bool bicycle_road = false;
  bool cars_barred = false;  ///< only residents, or none
  bool bicycles_barred = false;
  bool bridge = false;
  bool tunnel = false;
  StreetSide left, right;
};

/// Value of a key, or empty.
using Tags = std::function<std::string_view(std::string_view key)>;

/// Names of a source's own columns for our keys (OSM's words): {"maxspeed", "vzul"}.
using FieldMapping = std::vector<std::pair<std::string, std::string>>;
Tags mapped(Tags tags, FieldMapping mapping);

/// Something that was stated but cannot be meant so; the street is read without it.
struct StreetDoubt {
  std::string key;
  std::string value;
  std::uint64_t count = 1;  ///< where equal ones are told once
};

/// Reads OSM's tags (cycleway:*, parking:* of both schemes, oneway, maxspeed, lanes, width, ...) and the words of our sample town
/// (width_m, parking_left, sidewalk_m, kfz_per_day). Doubts are appended where a value makes no sense.
StreetFacts street_from_tags(const Tags& tags, std::vector<StreetDoubt>* doubts = nullptr);

/// The stated width, or the class default of the rules (marked as assumed), or nothing.
std::optional<Width> carriageway_of(const StreetFacts& street, const RuleBook& rules);

/// The same of one side: as planned, else by the rule.
std::optional<double> parking_depth_m(const StreetSide& side, const RuleBook& rules);
/// Depth of a parking lane in metres; empty where parking or the rule is unknown, 0 for none.
std::optional<double> parking_depth_m(Parking parking, const RuleBook& rules);

}  // namespace skizze::bike
