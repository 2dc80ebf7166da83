// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/number_format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "style/value.h"

namespace skizze::style {
namespace {

struct Separators {
  std::string_view group;
  std::string_view decimal;
};

Separators separators(std::string_view locale) {
  const std::string_view language = locale.substr(0, locale.find('-'));
  const auto is_one_of = [&](std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), language) != list.end();
  };
  if (locale.starts_with("de-CH") || locale.starts_with("de-LI")) return {"’", "."};
  if (is_one_of({"de", "nl", "it", "es", "pt", "da", "tr", "id", "el", "hr", "sl", "ro"})) return {".", ","};
  if (is_one_of({"fr"})) return {"\u202F", ","};
  if (is_one_of({"pl", "cs", "sk", "sv", "nb", "fi", "ru", "uk", "hu", "bg"})) return {"\u00A0", ","};
  return {",", "."};
}

/// Decimal digits of |number| without exponent, "1234.567".
std::string plain_digits(double number) {
  std::string text = number_text(std::abs(number));
  const auto e = text.find('e');
  if (e == std::string::npos) return text;
  int exponent = std::stoi(text.substr(e + 1));
  std::string digits = text.substr(0, e);
  digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
  if (exponent < 0) return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (static_cast<std::size_t>(exponent) + 1 > digits.size()) digits.append(static_cast<std::size_t>(exponent) + 1 - digits.size(), '0');
  return digits;
}

/// Rounds half up in decimal, so that 0.5 cent behaves as on paper.
std::pair<std::string, std::string> rounded(const std::string& digits, std::size_t places) {
  const auto point = digits.find('.');
  std::string whole = digits.substr(0, point);
  std::string fraction = point == std::string::npos ? "" : digits.substr(point + 1);
  if (fraction.size() <= places) return {whole, fraction};
  const bool up = fraction[places] >= '5';
  std::string all = whole + fraction.substr(0, places);
  for (std::size_t i = all.size(); up && i > 0; --i) {
    if (all[i - 1] != '9') {
      ++all[i - 1];
      break;
    }
    all[i - 1] = '0';
    if (i == 1) all.insert(0, "1");
  }
  return {all.substr(0, all.size() - places), all.substr(all.size() - places)};
}

std::string grouped(const std::string& whole, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) out += separator;
    out += whole[i];
  }
  return out;
}

/// What follows the number for a unit, with the blank where the short form has one (CLDR, "short").
std::string unit_suffix(std::string_view unit) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 18> k_units{{{"meter", " m"},
                                                                                   {"kilometer", " km"},
                                                                                   {"centimeter", " cm"},
                                                                                   {"millimeter", " mm"},
                                                                                   {"hectare", " ha"},
                                                                                   {"celsius", "°C"},
                                                                                   {"degree", "°"},
                                                                                   {"percent", "%"},
                                                                                   {"kilobyte", " kB"},
                                                                                   {"megabyte", " MB"},
                                                                                   {"gigabyte", " GB"},
                                                                                   {"kilogram", " kg"},
                                                                                   {"liter", " l"},
                                                                                   {"second", " s"},
                                                                                   {"minute", " min"},
                                                                                   {"hour", " h"},
                                                                                   {"kilometer-per-hour", " km/h"},
                                                                                   {"year", " a"}}};
  for (const auto& [name, suffix] : k_units) {
    if (name == unit) return std::string(suffix);
  }
  return " " + std::string(unit);
}

std::string currency_symbol(std::string_view code) {
  if (code == "EUR") return "€";
  if (code == "USD") return "$";
  if (code == "GBP") return "£";
  if (code == "JPY") return "¥";
  return std::string(code);
}

}  // namespace

std::string format_number(double number, const NumberFormat& format) {
  if (!std::isfinite(number)) return std::isnan(number) ? "NaN" : number < 0 ? "-∞" : "∞";
  const int default_digits = format.currency == "JPY" ? 0 : 2;
  const int lowest = std::clamp(format.min_fraction_digits >= 0 ? format.min_fraction_digits
                                : format.currency.empty()       ? 0
                                                                : default_digits,
                                0, 100);
  const int usual = format.currency.empty() ? 3 : default_digits;
  const int highest = std::clamp(format.max_fraction_digits >= 0 ? format.max_fraction_digits : usual, lowest, 100);
  auto [whole, fraction] = rounded(plain_digits(number), static_cast<std::size_t>(highest));
  while (fraction.size() > static_cast<std::size_t>(lowest) && fraction.back() == '0') fraction.pop_back();
  if (fraction.size() < static_cast<std::size_t>(lowest)) fraction.append(static_cast<std::size_t>(lowest) - fraction.size(), '0');
  const auto [group, decimal] = separators(format.locale);
  std::string out = grouped(whole, group);
  if (!fraction.empty()) out += std::string(decimal) + fraction;
  const std::string sign = number < 0 ? "-" : "";
  if (!format.currency.empty()) {
    const std::string symbol = currency_symbol(format.currency);
    return decimal == "," ? sign + out + "\u00A0" + symbol : sign + symbol + out;
  }
  return sign + out + (format.unit.empty() ? "" : unit_suffix(format.unit));
}

}  // namespace skizze::style
