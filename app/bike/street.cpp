// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/street.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "bike/street_words.h"

namespace skizze::bike {

namespace {

constexpr std::array<std::pair<std::string_view, StreetClass>, 22> k_classes{{
    {"motorway", StreetClass::motorway},
    {"motorway_link", StreetClass::motorway},
    {"trunk", StreetClass::trunk},
    {"trunk_link", StreetClass::trunk},
    {"primary", StreetClass::primary},
    {"primary_link", StreetClass::primary},
    {"secondary", StreetClass::secondary},
    {"secondary_link", StreetClass::secondary},
    {"tertiary", StreetClass::tertiary},
    {"tertiary_link", StreetClass::tertiary},
    {"unclassified", StreetClass::unclassified},
    {"residential", StreetClass::residential},
    {"living_street", StreetClass::living_street},
    {"service", StreetClass::service},
    {"track", StreetClass::track},
    {"pedestrian", StreetClass::pedestrian},
    {"cycleway", StreetClass::cycleway},
    {"path", StreetClass::path},
    {"footway", StreetClass::footway},
    {"steps", StreetClass::steps},
    {"road", StreetClass::unclassified},
    {"bridleway", StreetClass::path},
}};

class TagReader {
 public:
  TagReader(const Tags& tags, std::vector<StreetDoubt>* doubts) : m_tags(tags), m_doubts(doubts) {}

  /// The first of the keys that has a value.
  std::string_view text(std::initializer_list<std::string_view> keys) const {
    for (const auto key : keys) {
      if (const auto value = m_tags(key); !value.empty()) return value;
    }
    return {};
  }

  /// "3.5", "3,5", "3.5 m", "50"; doubts outside (low, high].
  /// groups: "12.400" is twelve thousand four hundred, as Germans write counts.
  std::optional<double> number(std::initializer_list<std::string_view> keys, double low, double high, bool groups = false) const {
    std::string doubted;  // two of our keys may be mapped to one column
    for (const auto key : keys) {
      const auto value = m_tags(key);
      if (value.empty()) continue;
      if (const auto number = leading_number(groups ? without_groups(value) : std::string(value));
          number && *number > low && *number <= high)
        return number;
      if (value != doubted) doubt(key, value);
      doubted = value;
    }
    return std::nullopt;
  }

  bool is(std::initializer_list<std::string_view> keys, std::initializer_list<std::string_view> words) const {
    const auto value = text(keys);
    return std::find(words.begin(), words.end(), value) != words.end();
  }

  bool yes(std::initializer_list<std::string_view> keys) const { return is_yes(text(keys)) || is(keys, {"viaduct", "building_passage"}); }

  void doubt(std::string_view key, std::string_view value) const {
    if (m_doubts) m_doubts->push_back({std::string(key), std::string(value)});
  }

 private:
  static std::optional<double> leading_number(std::string_view value) {
    std::string text(value.substr(0, 32));
    std::replace(text.begin(), text.end(), ',', '.');
    double number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || !std::isfinite(number)) return std::nullopt;
    const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (rest.find("mph") != std::string_view::npos || rest.find('\'') != std::string_view::npos) return std::nullopt;
    return number;
  }

  const Tags& m_tags;
  std::vector<StreetDoubt>* m_doubts;
};

std::optional<double> speed_of(const TagReader& tags) {
  const auto word = tags.text({"maxspeed"});
  if (word == "walk" || word == "DE:walk" || word == "DE:living_street") return 7;
  if (word == "none") return 130;
  if (word == "DE:urban") return 50;
  if (word == "DE:rural") return 100;
  if (const auto named = speed_of_word(word)) return named;
  if (word == "DE:zone30" || word == "DE:zone:30" || word == "DE:bicycle_road") return 30;
  return tags.number({"maxspeed"}, 0, 130);
}

Parking parking_word(std::string_view word) {
  if (word.empty()) return Parking::unknown;
  if (word == "parallel" || word == "lane" || word == "street_side" || word == "yes" || word == "half_on_kerb" || word == "on_kerb")
    return Parking::parallel;
  const auto german = folded(word);
  if (german == "laengs" || german == "laengsparken") return Parking::parallel;
  if (german == "schraeg" || german == "schraegparken") return Parking::diagonal;
  if (german == "senkrecht" || german == "senkrechtparken" || german == "quer") return Parking::perpendicular;
  if (german == "nein" || german == "kein" || german == "keine" || german == "verboten") return Parking::none;
  if (word == "diagonal") return Parking::diagonal;
  if (word == "perpendicular") return Parking::perpendicular;
  if (word == "no" || word == "none" || word == "no_parking" || word == "no_stopping" || word == "fire_lane" || word == "separate") {
    // Separately mapped parking is not in the carriageway.
    return Parking::none;
  }
  return Parking::unknown;
}

Parking parking_of(const TagReader& tags, const std::string& side) {
  const auto key = [&](const char* before, const char* after = "") { return before + side + after; };
  const auto orientation = tags.text({key("parking:", ":orientation"), "parking:both:orientation"});
  const auto place = tags.text({key("parking:"), "parking:both", key("parking:lane:"), "parking:lane:both", key("parking_")});
  const auto found = parking_word(place);
  if (found == Parking::parallel && !orientation.empty()) {
    const auto turned = parking_word(orientation);
    return turned == Parking::unknown ? found : turned;
  }
  return found;
}

Cycleway cycleway_word(std::string_view word, std::string_view lane_kind, bool separated) {
  if (word.empty()) return Cycleway::unknown;
  if (word == "lane" || word == "opposite_lane") {
    if (separated) return Cycleway::protected_lane;
    return lane_kind == "advisory" || lane_kind == "soft_lane" ? Cycleway::advisory : Cycleway::lane;
  }
  if (word == "track" || word == "opposite_track" || word == "sidepath" || word == "separate") return Cycleway::track;
  if (word == "share_busway") return Cycleway::bus_lane;
  if (word == "sidewalk" || word == "shared") return word == "sidewalk" ? Cycleway::shared_path : Cycleway::none;
  if (word == "no" || word == "none" || word == "shared_lane" || word == "opposite") return Cycleway::none;
  return Cycleway::unknown;
}

StreetSide side_of(const TagReader& tags, const std::string& side, bool both_ways_of_cycleway) {
  StreetSide result;
  result.parking = parking_of(tags, side);
  const std::string own = "cycleway:" + side;
  auto word = tags.text({own, "cycleway:both"});
  if (word.empty() && both_ways_of_cycleway) word = tags.text({"cycleway"});
  const auto kind = tags.text({own + ":lane", "cycleway:both:lane", "cycleway:lane"});
  const auto separation = tags.text({own + ":separation", own + ":separation:left", "cycleway:both:separation"});
  result.cycleway = cycleway_word(word, kind, !separation.empty() && separation != "no" && separation != "none");
  result.cycleway_m = tags.number({own + ":width", "cycleway:both:width", "cycleway:width"}, 0, 10);
  result.footway_m = tags.number({"sidewalk:" + side + ":width", "sidewalk:both:width", "sidewalk:width", "sidewalk_m"}, 0, 50);
  return result;
}

void read_oneway(const TagReader& tags, StreetFacts& street) {
  const auto word = tags.text({"oneway"});
  if (const auto way = one_way_of_word(word)) {
    street.oneway = *way != OneWay::no;
    street.reversed_oneway = *way == OneWay::against;
  } else if (!word.empty()) {
    tags.doubt("oneway", word);
  }
  if (tags.is({"junction"}, {"roundabout", "circular"})) street.oneway = true;
  street.bikes_against = street.oneway && (tags.is({"oneway:bicycle"}, {"no", "false"}) ||
                                           tags.is({"cycleway"}, {"opposite", "opposite_lane", "opposite_track"}) ||
                                           tags.is({"cycleway:left", "cycleway:right"}, {"opposite", "opposite_lane", "opposite_track"}));
}

void read_load(const TagReader& tags, StreetFacts& street) {
  street.cars_per_day = tags.number({"kfz_per_day", "dtv", "DTV", "aadt"}, 0, 500000, true);
  street.cars_per_hour = tags.number({"kfz_per_hour", "kfz_h"}, 0, 50000, true);
  street.truck_percent = tags.number({"truck_percent", "sv_share", "sv_anteil"}, -1, 100);
  street.trucks_per_day = tags.number({"trucks_per_day", "dtv_sv"}, -1, 100000, true);
}

}  // namespace

StreetClass street_class_from(std::string_view highway) {
  const auto found = std::find_if(k_classes.begin(), k_classes.end(), [&](const auto& entry) { return entry.first == highway; });
  return found == k_classes.end() ? StreetClass::unknown : found->second;
}

bool carries_cars(StreetClass value) { return value >= StreetClass::motorway && value <= StreetClass::track; }

bool is_path(StreetClass value) { return value >= StreetClass::pedestrian && value <= StreetClass::footway; }

bool carries_bicycles(StreetClass value) {
  return value >= StreetClass::primary && value <= StreetClass::path && value != StreetClass::pedestrian;
}

std::string_view name_of(WidthSource source) {
  switch (source) {
    case WidthSource::cadastre: return "cadastre";
    case WidthSource::stated: return "stated";
    case WidthSource::tagged: return "tagged";
    case WidthSource::raster: return "raster";
    case WidthSource::class_default: break;
  }
  return "class_default";
}

Tags mapped(Tags tags, FieldMapping mapping) {
  return [tags = std::move(tags), mapping = std::move(mapping)](std::string_view key) {
    const auto found = std::find_if(mapping.begin(), mapping.end(), [&](const auto& entry) { return entry.first == key; });
    return tags(found == mapping.end() ? key : std::string_view(found->second));
  };
}

StreetFacts street_from_tags(const Tags& tag_of, std::vector<StreetDoubt>* doubts) {
  const TagReader tags(tag_of, doubts);
  StreetFacts street;
  street.name = tags.text({"name"});
  const auto word = tags.text({"highway"});
  street.street_class = street_class_of_word(word);
  if (!word.empty() && street.street_class == StreetClass::unknown && !is_no_street(word)) tags.doubt("highway", word);
  if (const auto width = tags.number({"width:carriageway", "width_m", "width"}, 0, 100))
    street.carriageway = Width{*width, WidthSource::tagged};
  if (const auto lanes = tags.number({"lanes"}, 0, 20)) street.lanes = static_cast<int>(*lanes);
  street.speed_kmh = speed_of(tags);
  read_load(tags, street);
  read_oneway(tags, street);
  const auto zone = tags.text({"zone:traffic", "source:maxspeed", "maxspeed:type"});
  if (zone == "DE:urban" || zone == "DE:zone30" || zone == "DE:zone:30") street.inside_town = true;
  if (zone == "DE:rural") street.inside_town = false;
  street.divided = tags.yes({"dual_carriageway"});
  street.centre_line = tags.is({"lane_markings"}, {"yes"});
  street.bicycle_road = tags.yes({"bicycle_road", "cyclestreet"});
  street.cars_barred = tags.is({"motor_vehicle", "vehicle", "access"}, {"no", "private", "destination", "agricultural", "forestry"});
  const auto bicycle = tags.text({"bicycle"});
  const bool allowed = bicycle == "yes" || bicycle == "designated" || bicycle == "permissive" || bicycle == "official";
  street.bicycles_barred = bicycle == "no" || bicycle == "use_sidepath" ||
                           (!allowed && tags.is({"access", "vehicle"}, {"no", "private"})) ||
                           (!allowed && !carries_bicycles(street.street_class) && street.street_class != StreetClass::unknown);
  street.bridge = tags.yes({"bridge"});
  street.tunnel = tags.yes({"tunnel"});
  street.left = side_of(tags, "left", !street.oneway);
  street.right = side_of(tags, "right", true);
  return street;
}

std::optional<Width> carriageway_of(const StreetFacts& street, const RuleBook& rules) {
  if (street.carriageway) return street.carriageway;
  const char* id = nullptr;
  switch (street.street_class) {
    case StreetClass::primary: id = street.oneway ? "space.default.primary_oneway" : "space.default.primary"; break;
    case StreetClass::secondary: id = street.oneway ? "space.default.secondary_oneway" : "space.default.secondary"; break;
    case StreetClass::tertiary: id = street.oneway ? "space.default.tertiary_oneway" : "space.default.tertiary"; break;
    case StreetClass::residential: id = "space.default.residential"; break;
    case StreetClass::living_street: id = "space.default.living_street"; break;
    case StreetClass::service: id = "space.default.service"; break;
    default: return std::nullopt;
  }
  const auto* rule = rules.deciding(id);
  if (!rule) return std::nullopt;
  return Width{rule->value, WidthSource::class_default};
}

std::optional<double> parking_depth_m(Parking parking, const RuleBook& rules) {
  const char* id = nullptr;
  switch (parking) {
    case Parking::unknown: return std::nullopt;
    case Parking::none: return 0.0;
    case Parking::parallel: id = "space.parking.parallel"; break;
    case Parking::diagonal: id = "space.parking.diagonal"; break;
    case Parking::perpendicular: id = "space.parking.perpendicular"; break;
  }
  const auto* rule = rules.deciding(id);
  return rule ? std::optional(rule->value) : std::nullopt;
}

std::optional<double> parking_depth_m(const StreetSide& side, const RuleBook& rules) {
  return side.parking != Parking::none && side.parking_m ? side.parking_m : parking_depth_m(side.parking, rules);
}

}  // namespace skizze::bike
