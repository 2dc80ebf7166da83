// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/template_choice.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>

#include "style/default_style.h"
#include "style/utf8.h"

namespace skizze::style {
namespace {

using geo::GeometryKind;
using Words = std::initializer_list<std::string_view>;

class Clues {
 public:
  explicit Clues(const feature::PackInfo& info) : m_info(info) {
    m_name = folded(info.name + " " + info.provenance.source_layer);
    for (const auto& column : info.columns) m_columns.push_back(folded(column.name));
  }
  bool name_has(Words words) const {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return m_name.find(w) != std::string::npos; });
  }
  bool column(std::string_view name) const { return std::find(m_columns.begin(), m_columns.end(), name) != m_columns.end(); }
  bool any_column(Words words) const {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return column(w); });
  }
  bool all_columns(Words words) const {
    return std::all_of(words.begin(), words.end(), [&](std::string_view w) { return column(w); });
  }
  GeometryKind kind() const { return m_info.kind; }
  feature::PackRole role() const { return m_info.role; }

 private:
  const feature::PackInfo& m_info;
  std::string m_name;
  std::vector<std::string> m_columns;
};

std::string of_area(const Clues& c) {
  if (c.name_has({"parkplatz", "parkplaetz", "parkstreifen", "parking", "stellplatz", "stellplaetz"})) return "parking";
  if (c.name_has({"flurstueck", "parcel", "kataster", "grundstueck"})) return "parcels";
  if (c.column("building") || c.name_has({"gebaeude", "building", "bauwerk", "hausumring", "hausumringe", "haeuser"})) return "buildings";
  if (c.name_has({"bezirk", "district", "ortsteil", "stadtteil", "gemeinde", "landkreis", "quartier", "borough", "neighbourhood",
                  "planungsr", "postleit", "boundar", "verwaltungs", "gemarkung"})) {
    return "districts";
  }
  if (c.name_has({"gewaesser", "water", "seen", "lake", "fluss", "river"}) || (c.column("waterway") && !c.column("landuse")))
    return "water";
  if (c.any_column({"landuse", "nutzart", "landnutzung"}) || c.name_has({"landuse", "nutzung", "land_use"})) return "landuse";
  if (c.name_has({"gruen", "park", "green", "wald", "forest", "wiese", "garten", "spielpl", "friedh", "vegetation"})) return "green";
  if (c.name_has({"strasse", "street", "road", "verkehrsfl", "fahrbahn"})) return "street_areas";
  return "generic_area";
}

std::string of_line(const Clues& c) {
  if (c.name_has({"radv", "radw", "radn", "radr", "rad_", "radschnell", "fahrrad", "bike", "cycl", "velo"}) ||
      c.any_column({"ist_radvorrangnetz", "radweg_art"})) {
    return "bike_network";
  }
  if (c.name_has({"parkstreifen", "parking"})) return "parking";
  if (c.column("highway")) return "streets";
  if (c.name_has({"bahn", "rail", "gleis", "tram", "schiene"}) && !c.name_has({"autobahn", "fahrbahn"})) return "railway";
  if (c.name_has({"gewaesser", "waterway", "river", "stream", "fluss", "bach", "kanal"})) return "waterway";
  if (c.name_has({"strasse", "street", "road", "weg", "autobahn", "fahrbahn", "highway"})) return "streets";
  if (c.name_has({"grenz", "boundar", "bezirk", "district"})) return "districts";
  return "generic_line";
}

std::string of_point(const Clues& c) {
  if (c.name_has({"baum", "baeum", "tree"}) || c.any_column({"baumart", "kronendurchmesser", "crown_diameter_m", "stammumfang"}))
    return "trees";
  if (c.name_has({"parkplatz", "parking", "stellpl"})) return "parking";
  if (c.any_column({"amenity", "shop", "tourism"}) || c.name_has({"poi", "points_of_interest", "sehenswuerdigkeit", "einrichtung"}))
    return "points_of_interest";
  return "generic_point";
}

std::optional<std::string> first_of(const feature::PackInfo& info, std::span<const std::string_view> wanted) {
  for (const auto name : wanted) {
    for (const auto& column : info.columns) {
      const bool usable = column.type == feature::ColumnType::text || column.type == feature::ColumnType::integer;
      if (usable && folded(column.name) == name) return column.name;
    }
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 16> k_names{"name",       "strassenname", "street_name", "str_name", "strname", "bezeichnung",
                                                   "bezeichnun", "bez",          "titel",       "title",    "label",   "ortsteil",
                                                   "stadtteil",  "bezirk",       "gemeinde",    "namgem"};
/// Official district layers often keep a code in "name"; the words stand elsewhere.
constexpr std::array<std::string_view, 10> k_district_names{"namgem",   "gen",    "stadtteil",   "ortsteil",   "bezirk_name",
                                                            "bez_name", "gemeinde_name", "gemeinde", "name", "bezirk"};
constexpr std::array<std::string_view, 9> k_parcel_names{
    "flurstueck", "flurstuecksnummer", "flstnr", "zaehler", "parcel_number", "number", "nummer", "name", "label"};
constexpr std::array<std::string_view, 8> k_tree_names{"art_deutsch", "baumart", "gattung_deutsch", "species",
                                                       "art",         "genus",   "gattung",         "name"};
constexpr std::array<std::string_view, 7> k_house_numbers{"addr:housenumber", "house_number", "housenumber", "hausnummer",
                                                          "hausnr",           "hnr",          "number"};
constexpr std::array<std::string_view, 10> k_street_classes{"highway", "class",   "klasse", "street_class", "strassenklasse",
                                                            "fclass",  "widmung", "art",    "type",         "kind"};
constexpr std::array<std::string_view, 11> k_land_classes{"landuse", "leisure", "natural", "class", "landnutzung", "nutzung",
                                                          "nutzart", "fclass",  "art",     "type",  "kind"};

}  // namespace

std::string folded(std::string_view text) {
  const std::string lower = lower_case(text);
  std::string out;
  for (const auto point : code_points(lower)) {
    if (point == "ä")
      out += "ae";
    else if (point == "ö")
      out += "oe";
    else if (point == "ü")
      out += "ue";
    else if (point == "ß")
      out += "ss";
    else
      out += point;
  }
  return out;
}

std::string choose_template(const feature::PackInfo& info) {
  const Clues c(info);
  if (c.role() == feature::PackRole::city_objects) return "city_objects";
  if (c.role() == feature::PackRole::city_surfaces) return "roofs";
  if (c.all_columns({"kind", "fuehrungsart", "seite"})) return "measures";
  if (c.kind() == GeometryKind::line && c.all_columns({"stress", "length_m"})) return "stress";
  if (c.all_columns({"category", "state", "text"}) || (c.column("category") && c.name_has({"contribution", "beitraege", "comment"})))
    return "comments";
  const bool is_osm = c.all_columns({"highway", "building", "landuse", "waterway"}) || c.column("osm_id");
  switch (c.kind()) {
    case GeometryKind::area: return is_osm ? "osm_areas" : of_area(c);
    case GeometryKind::line: return is_osm ? "osm_lines" : of_line(c);
    case GeometryKind::point: return is_osm ? "osm_points" : of_point(c);
    case GeometryKind::none: break;
  }
  return "generic_mixed";
}

std::optional<std::string> label_column(const feature::PackInfo& info, std::string_view template_id) {
  if (template_id == "parcels") return first_of(info, k_parcel_names);
  if (template_id == "trees") return first_of(info, k_tree_names);
  if (template_id == "districts") {
    if (const auto column = first_of(info, k_district_names)) return column;
  }
  return first_of(info, k_names);
}

std::optional<std::string> class_column(const feature::PackInfo& info, std::string_view template_id) {
  if (template_id == "landuse") return first_of(info, k_land_classes);
  return first_of(info, k_street_classes);
}

std::optional<std::string> house_number_column(const feature::PackInfo& info) { return first_of(info, k_house_numbers); }

}  // namespace skizze::style
