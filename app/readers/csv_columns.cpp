// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/csv_columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include "readers/text.h"

namespace skizze::readers {
namespace {

struct Pair {
  std::string_view x;
  std::string_view y;
  bool degrees;
};
// In order of trust: names that can mean nothing else come first.
constexpr std::array k_pairs{
    Pair{"longitude", "latitude", true},
    Pair{"lon", "lat", true},
    Pair{"lng", "lat", true},
    Pair{"long", "lat", true},
    Pair{"laengengrad", "breitengrad", true},
    Pair{"längengrad", "breitengrad", true},
    Pair{"geolon", "geolat", true},
    Pair{"geolaenge", "geobreite", true},
    Pair{"laenge", "breite", true},
    Pair{"rechtswert", "hochwert", false},
    Pair{"rechts", "hoch", false},
    Pair{"rw", "hw", false},
    Pair{"ostwert", "nordwert", false},
    Pair{"ost", "nord", false},
    Pair{"easting", "northing", false},
    Pair{"utme", "utmn", false},
    Pair{"utmx", "utmy", false},
    Pair{"xkoordinate", "ykoordinate", false},
    Pair{"koordinatex", "koordinatey", false},
    Pair{"xkoord", "ykoord", false},
    Pair{"xcoord", "ycoord", false},
    Pair{"coordx", "coordy", false},
    Pair{"pointx", "pointy", false},
    Pair{"xwert", "ywert", false},
    Pair{"x", "y", false},
    Pair{"e", "n", false},
};
constexpr std::array<std::string_view, 6> k_wkt_names{"wkt", "geom", "geometry", "geometrie", "thegeom", "shape"};
constexpr std::array<std::string_view, 4> k_lat_lon_names{"geopoint2d", "geopoint", "latlon", "latlng"};
constexpr std::array<std::string_view, 12> k_codes{"25832", "25833", "25831", "31466", "31467", "31468",
                                                   "31469", "4326",  "3857",  "4647",  "5650",  "3068"};

/// Lower case without separators; an EPSG code in it is taken out and handed back.
std::string key_of(std::string_view header, std::string& code) {
  std::string key = lower_ascii(plain_name(header));
  std::erase_if(key, [](char c) { return c == '_' || c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == ':'; });
  for (const auto number : k_codes) {
    const auto at = key.find(number);
    if (at == std::string::npos) continue;
    code = "EPSG:" + std::string(number);
    key.erase(at, number.size());
    const auto epsg = key.find("epsg");
    if (epsg != std::string::npos) key.erase(epsg, 4);
  }
  return key;
}

int place_of(const std::vector<std::string>& keys, std::string_view wanted) {
  const auto found = std::find(keys.begin(), keys.end(), wanted);
  return found == keys.end() ? -1 : static_cast<int>(found - keys.begin());
}

int first_place(const std::vector<std::string>& keys, std::span<const std::string_view> wanted) {
  for (const auto name : wanted) {
    if (const int place = place_of(keys, name); place >= 0) return place;
  }
  return -1;
}

}  // namespace

std::string plain_name(std::string_view header) {
  header = trimmed(header);
  const auto comma = header.find(',');
  const bool dbase = comma != std::string_view::npos && comma > 0 && comma + 1 < header.size() &&
                     std::string_view("CNLDF").find(header[comma + 1]) != std::string_view::npos;
  return std::string(dbase ? header.substr(0, comma) : header);
}

std::optional<CoordinateColumns> find_coordinates(const std::vector<std::string>& header) {
  std::vector<std::string> keys;
  std::vector<std::string> codes(header.size());
  for (std::size_t i = 0; i < header.size(); ++i) keys.push_back(key_of(header[i], codes[i]));
  CoordinateColumns out;
  for (const auto& pair : k_pairs) {
    out.x = place_of(keys, pair.x);
    out.y = place_of(keys, pair.y);
    if (out.x < 0 || out.y < 0) continue;
    out.crs = codes[static_cast<std::size_t>(out.x)];
    out.by_name_only = out.crs.empty();
    if (pair.degrees && out.crs.empty()) out.crs = "EPSG:4326";
    return out;
  }
  out.x = out.y = -1;
  out.wkt = first_place(keys, k_wkt_names);
  out.lat_lon = first_place(keys, k_lat_lon_names);
  if (out.lat_lon >= 0) out.crs = "EPSG:4326";
  if (out.wkt < 0 && out.lat_lon < 0) return std::nullopt;
  return out;
}

namespace {
/// Whether the separator at `at` parts a group of exactly three digits.
bool parts_thousands(std::string_view text, std::size_t at) {
  std::size_t digits = 0;
  for (std::size_t i = at + 1; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) ++digits;
  return digits == 3 && at > 0;
}
}  // namespace

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 40) return std::nullopt;
  const auto dot = text.rfind('.');
  const auto comma = text.rfind(',');
  char decimal = '.';
  if (comma != std::string_view::npos && (dot == std::string_view::npos || comma > dot)) decimal = ',';
  // Several of the same sign separate thousands, whatever stands last.
  const bool has_decimals = std::count(text.begin(), text.end(), decimal) == 1;
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == decimal && has_decimals) {
      plain.push_back('.');
    } else if (c != '.' && c != ',') {
      plain.push_back(c);
    } else if (!parts_thousands(text, i)) {
      return std::nullopt;
    }
  }
  const std::size_t sign = plain.starts_with('+') ? 1 : 0;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data() + sign, plain.data() + plain.size(), value);
  if (error != std::errc{} || end != plain.data() + plain.size() || std::isnan(value)) return std::nullopt;
  return value;
}

}  // namespace skizze::readers
