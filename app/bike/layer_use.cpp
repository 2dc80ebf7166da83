// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/layer_use.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace skizze::bike {

using geo::GeometryKind;

namespace {

constexpr std::array<std::pair<LayerRole, std::string_view>, k_layer_roles> k_roles{{
    {LayerRole::streets, "streets"},
    {LayerRole::carriageway, "carriageway"},
    {LayerRole::street_area, "street_area"},
    {LayerRole::trees, "trees"},
    {LayerRole::parking, "parking"},
    {LayerRole::stops, "stops"},
    {LayerRole::buildings, "buildings"},
    {LayerRole::driveways, "driveways"},
    {LayerRole::rails, "rails"},
    {LayerRole::traffic_lights, "traffic_lights"},
    {LayerRole::people, "people"},
    {LayerRole::jobs, "jobs"},
    {LayerRole::schools, "schools"},
}};

/// Our key and how cities call it, best first.
struct Synonyms {
  std::string_view key;
  std::vector<std::string_view> names;
};

const std::vector<Synonyms>& synonyms() {
  static const std::vector<Synonyms> k_synonyms{
      {"name", {"name", "strassenname", "straßenname", "strname", "str_name", "strasse", "street_name"}},
      {"highway",
       {"highway", "fclass", "strassenklasse", "straßenklasse", "strassenart", "straßenart", "str_art", "str_klasse", "strassentyp",
        "straßentyp", "klasse", "class"}},
      {"maxspeed",
       {"maxspeed", "vzul", "v_zul", "hoechstgeschwindigkeit", "höchstgeschwindigkeit", "v_max", "vmax", "zul_v", "geschwindigkeit",
        "tempo", "speed_limit", "speed"}},
      {"width", {"width", "width_m", "fahrbahnbreite", "fb_breite", "breite", "breite_m"}},
      {"lanes", {"lanes", "fahrstreifen", "spuren", "anz_spuren"}},
      {"oneway", {"oneway", "einbahn", "einbahnstrasse", "einbahnstraße", "einbahnregelung", "richtung_kfz"}},
      {"kfz_per_day", {"kfz_per_day", "dtv", "dtv_kfz", "dtvw", "aadt"}},
      {"kfz_per_hour", {"kfz_per_hour", "kfz_h", "msv", "spitzenstunde"}},
      {"truck_percent", {"truck_percent", "sv_anteil", "sv_share", "lkw_anteil"}},
      {"sidewalk_m", {"sidewalk_m", "gehwegbreite", "gehweg_m", "seitenraum_m"}},
      {"parking_left", {"parking_left", "parken_links"}},
      {"parking_right", {"parking_right", "parken_rechts"}},
      {"bridge", {"bridge", "bruecke", "brücke"}},
      {"tunnel", {"tunnel"}},
  };
  return k_synonyms;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

bool contains_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != std::string::npos; });
}

class Guess {
 public:
  Guess(const feature::PackInfo& info, std::string_view name) : m_info(info), m_name(lower(std::string(name) + " " + info.name)) {
    for (const auto& column : info.columns) m_columns.push_back(lower(column.name));
  }

  LayerUse made() const {
    LayerUse use;
    if (m_info.role == feature::PackRole::city_surfaces) return use;
    if (m_info.role == feature::PackRole::city_objects) {
      use.add(LayerRole::buildings);
      return use;
    }
    use.by_tags = has({"other_tags", "highway", "railway", "amenity", "building", "natural", "public_transport", "area:highway"});
    if (use.by_tags) by_tags(use);
    if (use.roles == 0) {
      use.by_tags = false;
      if (const auto role = by_name()) use.add(*role);
    }
    use.fields = guess_fields(m_info.columns);
    return use;
  }

 private:
  bool has(std::initializer_list<std::string_view> names) const {
    return std::any_of(m_columns.begin(), m_columns.end(),
                       [&](const auto& column) { return std::find(names.begin(), names.end(), column) != names.end(); });
  }

  void by_tags(LayerUse& use) const {
    const bool any = has({"other_tags"});
    const auto take = [&](std::initializer_list<std::string_view> names, std::initializer_list<LayerRole> roles) {
      if (!any && !has(names)) return;
      for (const auto role : roles) use.add(role);
    };
    switch (m_info.kind) {
      case GeometryKind::line:
        take({"highway"}, {LayerRole::streets, LayerRole::driveways});
        take({"railway"}, {LayerRole::rails});
        break;
      case GeometryKind::point:
        take({"natural"}, {LayerRole::trees});
        take({"highway", "railway", "public_transport"}, {LayerRole::stops, LayerRole::traffic_lights});
        take({"amenity"}, {LayerRole::schools, LayerRole::stops});
        break;
      case GeometryKind::area:
        take({"amenity"}, {LayerRole::parking, LayerRole::schools});
        take({"building"}, {LayerRole::buildings});
        take({"area:highway"}, {LayerRole::carriageway});
        break;
      case GeometryKind::none: break;
    }
  }

  std::optional<LayerRole> by_name() const {
    if (has({"einwohner", "population", "people", "bewohner", "einw"})) return LayerRole::people;
    if (has({"arbeitsplaetze", "jobs", "beschaeftigte"})) return LayerRole::jobs;
    switch (m_info.kind) {
      case GeometryKind::line:
        if (contains_any(m_name, {"rail", "gleis", "tram", "bahn"})) return LayerRole::rails;
        if (contains_any(m_name, {"zufahrt", "driveway"})) return LayerRole::driveways;
        if (contains_any(m_name, {"street", "strasse", "straße", "strass", "road", "wegenetz"})) return LayerRole::streets;
        break;
      case GeometryKind::point:
        if (contains_any(m_name, {"baum", "bäume", "baeume", "tree"}) ||
            has({"crown_m", "kronendurchmesser", "stammumfang", "art_botanisch"}))
          return LayerRole::trees;
        if (contains_any(m_name, {"haltestelle", "stops", "bus_stop"})) return LayerRole::stops;
        if (contains_any(m_name, {"ampel", "lichtsignal", "signal", "lsa"})) return LayerRole::traffic_lights;
        if (contains_any(m_name, {"schule", "school"})) return LayerRole::schools;
        if (contains_any(m_name, {"zufahrt", "driveway", "einfahrt"})) return LayerRole::driveways;
        break;
      case GeometryKind::area:
        if (contains_any(m_name, {"park"}) && contains_any(m_name, {"parking", "parken", "parkpl", "parkfl", "stellpl", "parkstand"}))
          return LayerRole::parking;
        if (contains_any(m_name, {"fahrbahn", "carriageway"})) return LayerRole::carriageway;
        if (contains_any(m_name, {"strassenverkehr", "straßenverkehr", "strassenfl", "straßenfl", "verkehrsfl", "street_area"}))
          return LayerRole::street_area;
        if (contains_any(m_name, {"gebäude", "gebaeude", "building", "hausumring"})) return LayerRole::buildings;
        break;
      case GeometryKind::none: break;
    }
    return std::nullopt;
  }

  const feature::PackInfo& m_info;
  std::string m_name;
  std::vector<std::string> m_columns;
};

bool is(std::string_view value, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), value) != words.end();
}

GeometryKind kind_of(LayerRole role) {
  switch (role) {
    case LayerRole::streets:
    case LayerRole::rails: return GeometryKind::line;
    case LayerRole::carriageway:
    case LayerRole::street_area:
    case LayerRole::parking:
    case LayerRole::buildings: return GeometryKind::area;
    case LayerRole::trees:
    case LayerRole::stops:
    case LayerRole::traffic_lights: return GeometryKind::point;
    default: return GeometryKind::none;  // any
  }
}

std::optional<LayerRole> role_of_line(const Tags& tags) {
  if (is(tags("railway"), {"rail", "tram", "light_rail", "narrow_gauge"})) return LayerRole::rails;
  if (tags("highway").empty()) return std::nullopt;
  return tags("highway") == "service" && tags("service") == "driveway" ? LayerRole::driveways : LayerRole::streets;
}

std::optional<LayerRole> role_of_point(const Tags& tags) {
  if (tags("natural") == "tree") return LayerRole::trees;
  if (is(tags("highway"), {"traffic_signals"}) || is(tags("crossing"), {"traffic_signals", "zebra", "marked"}) ||
      tags("crossing:island") == "yes")
    return LayerRole::traffic_lights;
  if (tags("highway") == "bus_stop" || tags("railway") == "tram_stop" || is(tags("public_transport"), {"platform", "stop_position"}) ||
      is(tags("amenity"), {"bus_station", "station", "bus_stop"}))
    return LayerRole::stops;
  if (tags("amenity") == "school") return LayerRole::schools;
  return std::nullopt;
}

std::optional<LayerRole> role_of_area(const Tags& tags) {
  if (!tags("area:highway").empty() && !is(tags("area:highway"), {"footway", "cycleway", "path", "traffic_island"}))
    return LayerRole::carriageway;
  if (tags("amenity") == "parking") return LayerRole::parking;
  if (const auto building = tags("building"); !building.empty() && building != "no") return LayerRole::buildings;
  if (tags("amenity") == "school") return LayerRole::schools;
  return std::nullopt;
}

}  // namespace

std::span<const LayerRole> all_layer_roles() {
  static const std::array<LayerRole, k_layer_roles> k_all = [] {
    std::array<LayerRole, k_layer_roles> all{};
    for (std::size_t i = 0; i < k_layer_roles; ++i) all[i] = k_roles[i].first;
    return all;
  }();
  return k_all;
}

std::string_view name_of(LayerRole role) { return k_roles[static_cast<std::size_t>(role)].second; }

std::optional<LayerRole> layer_role_from(std::string_view name) {
  const auto found = std::find_if(k_roles.begin(), k_roles.end(), [&](const auto& entry) { return entry.second == name; });
  return found == k_roles.end() ? std::nullopt : std::optional(found->first);
}

std::span<const std::string_view> mappable_keys() {
  static const std::vector<std::string_view> k_keys = [] {
    std::vector<std::string_view> keys;
    for (const auto& entry : synonyms()) keys.push_back(entry.key);
    return keys;
  }();
  return k_keys;
}

FieldMapping guess_fields(std::span<const feature::Column> columns) {
  FieldMapping fields;
  for (const auto& [key, names] : synonyms()) {
    const feature::Column* found = nullptr;
    for (const auto name : names) {
      const auto at = std::find_if(columns.begin(), columns.end(), [&](const auto& column) { return lower(column.name) == name; });
      if (at == columns.end()) continue;
      found = &*at;
      break;
    }
    if (found != nullptr && found->name != key) fields.emplace_back(std::string(key), found->name);
  }
  return fields;
}

LayerUse guess_use(const feature::PackInfo& info, std::string_view name) { return Guess(info, name).made(); }

std::optional<LayerRole> role_of_row(const LayerUse& use, const Tags& tags, GeometryKind kind) {
  std::optional<LayerRole> role;
  if (use.by_tags) {
    if (kind == GeometryKind::line) role = role_of_line(tags);
    if (kind == GeometryKind::point) role = role_of_point(tags);
    if (kind == GeometryKind::area) role = role_of_area(tags);
    return role && use.has(*role) ? role : std::nullopt;
  }
  for (const auto candidate : all_layer_roles()) {
    if (use.has(candidate) && (kind_of(candidate) == kind || kind_of(candidate) == GeometryKind::none)) return candidate;
  }
  return std::nullopt;
}

}  // namespace skizze::bike
