// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Colours and numbers after PlanZV 1990 as amended in 2021, annex: "Rot mittel", "Braun mittel", "Grau mittel", ...; dashes in multiples
/// of the width.
#include "style/plan_signs.h"

#include <algorithm>
#include <vector>

namespace skizze::style {
namespace {

using geo::GeometryKind;

SimpleSymbol area(std::string_view color, std::string_view outline = "#00000066", std::string_view pattern = {}) {
  SimpleSymbol s;
  s.color = *parse_color(color);
  s.opacity = 0.85;
  s.outline = *parse_color(outline);
  s.width_px = 1;
  s.pattern = pattern;
  if (!pattern.empty()) s.pattern_color = {0, 0, 0, 1};
  return s;
}

/// An area with letters or the sign of its purpose in the middle.
SimpleSymbol signed_area(std::string_view color, std::string_view outline, std::string_view sign, std::string_view pattern = {}) {
  SimpleSymbol s = area(color, outline, pattern);
  s.icon = sign;
  s.radius_px = 9;
  return s;
}

SimpleSymbol line(std::string_view color, double width_px, std::vector<double> dash = {}) {
  SimpleSymbol s;
  s.color = *parse_color(color);
  s.opacity = 1;
  s.width_px = width_px;
  s.dash = std::move(dash);
  return s;
}

SimpleSymbol signs_along(std::string_view color, double width_px, std::string_view pattern) {
  SimpleSymbol s = line(color, width_px);
  s.line_pattern = pattern;
  return s;
}

std::vector<PlanSign> make_signs() {
  constexpr auto k_line = GeometryKind::line;
  constexpr auto k_area = GeometryKind::area;
  return {
      {"wohnbauflaeche", "1.1", "style.plan_wohnbauflaeche", k_area, area("#e8837a")},
      {"allgemeines_wohngebiet", "1.1.3", "style.plan_allgemeines_wohngebiet", k_area, signed_area("#f2a79f", "#b3382e", "pzv:wohngebiet")},
      {"gemischte_bauflaeche", "1.2", "style.plan_gemischte_bauflaeche", k_area, area("#b98a5e")},
      {"mischgebiet", "1.2.3", "style.plan_mischgebiet", k_area, signed_area("#d3b08c", "#7a5230", "pzv:mischgebiet")},
      {"gewerbliche_bauflaeche", "1.3", "style.plan_gewerbliche_bauflaeche", k_area, area("#a9a9a9")},
      {"gewerbegebiet", "1.3.1", "style.plan_gewerbegebiet", k_area, signed_area("#c8c8c8", "#5c5c5c", "pzv:gewerbegebiet")},
      {"industriegebiet", "1.3.2", "style.plan_industriegebiet", k_area, signed_area("#9a9a9a", "#444444", "pzv:industriegebiet")},
      {"sonderbauflaeche", "1.4", "style.plan_sonderbauflaeche", k_area, signed_area("#f0a860", "#b0651a", "pzv:sondergebiet")},
      {"baulinie", "3.4", "style.plan_baulinie", k_line, line("#d4221c", 2.5, {8, 2, 1, 2, 1, 2})},
      {"baugrenze", "3.5", "style.plan_baugrenze", k_line, line("#1b62b5", 2.5, {7, 2, 7, 2, 1, 2})},
      {"gemeinbedarf", "4.1", "style.plan_gemeinbedarf", k_area, area("#e59ab9", "#a2416c")},
      {"strassenverkehrsflaeche", "6.1", "style.plan_strassenverkehrsflaeche", k_area, area("#e8c25a")},
      {"strassenbegrenzungslinie", "6.2", "style.plan_strassenbegrenzungslinie", k_line, line("#3f8f3f", 2.5)},
      {"verkehrsberuhigt", "6.3", "style.plan_verkehrsberuhigt", k_area,
       signed_area("#f7e6b0", "#a27a12", "pzv:verkehrsberuhigt", "pzv:besondere-verkehrsflaeche")},
      {"radweg", "6.3", "style.plan_radweg", k_area, signed_area("#f7e6b0", "#a27a12", "pzv:radweg", "pzv:besondere-verkehrsflaeche")},
      {"radweg_linie", "6.3", "style.plan_radweg_linie", k_line, signs_along("#1b62b5", 12, "pzv:radweg-linie")},
      {"versorgung", "7", "style.plan_versorgung", k_area, area("#f4e24a")},
      {"solar", "7", "style.plan_solar", k_area, signed_area("#f4e24a", "#7b6a00", "pzv:solar")},
      {"hauptversorgung_oberirdisch", "8", "style.plan_hauptversorgung_oberirdisch", k_line,
       signs_along("#000000", 10, "pzv:leitung-oberirdisch")},
      {"hauptversorgung_unterirdisch", "8", "style.plan_hauptversorgung_unterirdisch", k_line,
       signs_along("#000000", 10, "pzv:leitung-unterirdisch")},
      {"gruenflaeche", "9", "style.plan_gruenflaeche", k_area, area("#8cc46c")},
      {"parkanlage", "9", "style.plan_parkanlage", k_area, signed_area("#a5d28a", "#4c8a2c", "pzv:park")},
      {"dauerkleingaerten", "9", "style.plan_dauerkleingaerten", k_area, signed_area("#a5d28a", "#4c8a2c", "pzv:kleingarten")},
      {"spielplatz", "9", "style.plan_spielplatz", k_area, signed_area("#a5d28a", "#4c8a2c", "pzv:spielplatz")},
      {"wasserflaeche", "10.1", "style.plan_wasserflaeche", k_area, area("#84bde0", "#2d7fb0", "pzv:wasser")},
      {"hochwasserschutz", "10.2", "style.plan_hochwasserschutz", k_area, area("#c6e2f2", "#2d7fb0", "pzv:hochwasser")},
      {"landwirtschaft", "12.1", "style.plan_landwirtschaft", k_area, area("#d6df76", "#8d973a", "pzv:landwirtschaft")},
      {"wald", "12.2", "style.plan_wald", k_area, area("#5fae96", "#2d6b58", "pzv:wald")},
      {"naturschutz", "13.1", "style.plan_naturschutz", k_line, signs_along("#2f8f3c", 12, "pzv:massnahmen")},
      {"baum_erhalten", "13.2", "style.plan_baum_erhalten", GeometryKind::point,
       [] {
         SimpleSymbol s = line("#2f8f3c", 1);
         s.radius_px = 8;
         s.icon = "pzv:baum-erhalten";
         return s;
       }()},
      {"baum_anpflanzen", "13.2", "style.plan_baum_anpflanzen", GeometryKind::point,
       [] {
         SimpleSymbol s = line("#2f8f3c", 1);
         s.radius_px = 8;
         s.icon = "pzv:baum-anpflanzen";
         return s;
       }()},
      {"denkmal", "14.2", "style.plan_denkmal", k_line, signs_along("#d4221c", 10, "pzv:denkmal")},
      {"geltungsbereich", "15.13", "style.plan_geltungsbereich", k_line, signs_along("#000000", 8, "pzv:geltungsbereich")},
      {"nutzungsgrenze", "15.14", "style.plan_nutzungsgrenze", k_line, signs_along("#000000", 8, "pzv:nutzungsgrenze")},
  };
}

}  // namespace

std::span<const PlanSign> plan_signs() {
  static const std::vector<PlanSign> s_signs = make_signs();
  return s_signs;
}

const PlanSign* find_plan_sign(std::string_view id) {
  const auto signs = plan_signs();
  const auto at = std::find_if(signs.begin(), signs.end(), [&](const PlanSign& sign) { return sign.id == id; });
  return at == signs.end() ? nullptr : &*at;
}

}  // namespace skizze::style
