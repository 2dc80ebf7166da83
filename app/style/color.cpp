// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/color.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <vector>

#include "style/color_names.h"
#include "style/value.h"

namespace skizze::style {
namespace {

using Triple = std::array<double, 3>;

Color from_rgb8(std::uint32_t rgb) {
  return {static_cast<float>(rgb >> 16 & 255U) / 255.0F, static_cast<float>(rgb >> 8 & 255U) / 255.0F,
          static_cast<float>(rgb & 255U) / 255.0F, 1};
}

std::optional<Color> parse_hex(std::string_view digits) {
  std::array<unsigned, 8> value{};
  if (digits.size() > value.size()) return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char c = digits[i];
    if (c >= '0' && c <= '9')
      value[i] = static_cast<unsigned>(c - '0');
    else if (c >= 'a' && c <= 'f')
      value[i] = static_cast<unsigned>(c - 'a') + 10;
    else
      return std::nullopt;
  }
  const bool short_form = digits.size() == 3 || digits.size() == 4;
  if (!short_form && digits.size() != 6 && digits.size() != 8) return std::nullopt;
  const auto component = [&](std::size_t i) {
    return static_cast<float>(short_form ? value[i] * 17 : value[2 * i] * 16 + value[2 * i + 1]) / 255.0F;
  };
  const bool has_alpha = digits.size() == 4 || digits.size() == 8;
  return Color{component(0), component(1), component(2), has_alpha ? component(3) : 1.0F};
}

struct Component {
  double number = 0;
  bool percent = false;
};

/// The arguments of rgb(...) or hsl(...): separated by commas, or by blanks with '/' before the alpha.
std::optional<std::vector<Component>> parse_components(std::string_view text) {
  std::vector<Component> out;
  std::size_t i = 0;
  const auto is_separator = [](char c) { return c == ' ' || c == ',' || c == '/' || c == '\t'; };
  while (i < text.size()) {
    if (is_separator(text[i])) {
      ++i;
      continue;
    }
    if (text[i] == '+') ++i;
    Component component;
    const auto parsed = std::from_chars(text.data() + i, text.data() + text.size(), component.number);
    if (parsed.ec != std::errc{} || !std::isfinite(component.number)) return std::nullopt;
    i = static_cast<std::size_t>(parsed.ptr - text.data());
    if (i < text.size() && text[i] == '%') {
      component.percent = true;
      ++i;
    } else if (text.substr(i).starts_with("deg")) {
      i += 3;
    }
    if (i < text.size() && !is_separator(text[i])) return std::nullopt;
    out.push_back(component);
  }
  return out;
}

float unit(double x) { return static_cast<float>(std::clamp(x, 0.0, 1.0)); }

Color from_hsl(double hue_deg, double saturation, double lightness, float alpha) {  // CSS Color 4, 7.1
  const double hue = std::fmod(std::fmod(hue_deg, 360) + 360, 360);
  const double s = std::clamp(saturation, 0.0, 1.0);
  const double l = std::clamp(lightness, 0.0, 1.0);
  const auto f = [&](double n) {
    const double k = std::fmod(n + hue / 30, 12);
    return static_cast<float>(l - s * std::min(l, 1 - l) * std::max(-1.0, std::min({k - 3, 9 - k, 1.0})));
  };
  return {f(0), f(8), f(4), alpha};
}

std::optional<Color> parse_function(std::string_view name, std::string_view arguments) {
  const auto parts = parse_components(arguments);
  if (!parts || (parts->size() != 3 && parts->size() != 4)) return std::nullopt;
  const auto& p = *parts;
  const float alpha = p.size() == 4 ? unit(p[3].percent ? p[3].number / 100 : p[3].number) : 1.0F;
  if (name == "rgb" || name == "rgba") {
    const auto component = [&](std::size_t i) { return unit(p[i].number / (p[i].percent ? 100 : 255)); };
    if (p[0].percent != p[1].percent || p[1].percent != p[2].percent) return std::nullopt;
    return Color{component(0), component(1), component(2), alpha};
  }
  if ((name == "hsl" || name == "hsla") && !p[0].percent && p[1].percent && p[2].percent) {
    return from_hsl(p[0].number, p[1].number / 100, p[2].number / 100, alpha);
  }
  return std::nullopt;
}

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
double companded(double c) { return std::clamp(c <= 0.00304 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055, 0.0, 1.0); }

// CIE L*a*b* with the D50 white point, as the style specification's reference implementation has it (Bradford-adapted sRGB matrix).
constexpr Triple k_white{0.96422, 1, 0.82521};
constexpr double k_delta = 6.0 / 29.0;

double lab_f(double t) { return t > k_delta * k_delta * k_delta ? std::cbrt(t) : t / (3 * k_delta * k_delta) + 4.0 / 29.0; }
double lab_inverse_f(double t) { return t > k_delta ? t * t * t : 3 * k_delta * k_delta * (t - 4.0 / 29.0); }

Triple to_lab(const Color& c) {
  const double r = linear(static_cast<double>(c.r));
  const double g = linear(static_cast<double>(c.g));
  const double b = linear(static_cast<double>(c.b));
  const double y = lab_f((0.2225045 * r + 0.7168786 * g + 0.0606169 * b) / k_white[1]);
  const bool grey = c.r == c.g && c.g == c.b;
  const double x = grey ? y : lab_f((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / k_white[0]);
  const double z = grey ? y : lab_f((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / k_white[2]);
  return {std::max(0.0, 116 * y - 16), 500 * (x - y), 200 * (y - z)};
}

Color from_lab(const Triple& lab, double alpha) {
  const double fy = (lab[0] + 16) / 116;
  const double x = k_white[0] * lab_inverse_f(fy + lab[1] / 500);
  const double y = k_white[1] * lab_inverse_f(fy);
  const double z = k_white[2] * lab_inverse_f(fy - lab[2] / 200);
  return {static_cast<float>(companded(3.1338561 * x - 1.6168667 * y - 0.4906146 * z)),
          static_cast<float>(companded(-0.9787684 * x + 1.9161415 * y + 0.033454 * z)),
          static_cast<float>(companded(0.0719453 * x - 0.2289914 * y + 1.4052427 * z)), static_cast<float>(alpha)};
}

double between(double a, double b, double t) { return a + t * (b - a); }

double mixed_hue(double from, double to, double t) {  // radians, the short way round
  double turn = to - from;
  if (turn > std::numbers::pi) turn -= 2 * std::numbers::pi;
  if (turn < -std::numbers::pi) turn += 2 * std::numbers::pi;
  return from + t * turn;
}

Color mix_hcl(const Color& from, const Color& to, double t) {
  const Triple a = to_lab(from);
  const Triple b = to_lab(to);
  const double chroma_a = std::hypot(a[1], a[2]);
  const double chroma_b = std::hypot(b[1], b[2]);
  const bool hued_a = chroma_a >= 0.00005;
  const bool hued_b = chroma_b >= 0.00005;
  const double hue_a = std::atan2(a[2], a[1]);
  const double hue_b = std::atan2(b[2], b[1]);
  const double hue = hued_a && hued_b ? mixed_hue(hue_a, hue_b, t) : hued_a ? hue_a : hued_b ? hue_b : 0;
  const double chroma = between(chroma_a, chroma_b, t);
  return from_lab({between(a[0], b[0], t), std::cos(hue) * chroma, std::sin(hue) * chroma},
                  between(static_cast<double>(from.a), static_cast<double>(to.a), t));
}

double luminance(const Color& c) {
  return 0.2126 * linear(static_cast<double>(c.r)) + 0.7152 * linear(static_cast<double>(c.g)) + 0.0722 * linear(static_cast<double>(c.b));
}

int byte_of(float component) { return static_cast<int>(std::lround(std::clamp(component, 0.0F, 1.0F) * 255)); }

}  // namespace

std::optional<Color> parse_color(std::string_view css) {
  std::string text;
  for (const char c : css) text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n')) text.erase(text.begin());
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n')) text.pop_back();
  if (text.empty()) return std::nullopt;
  if (text == "transparent") return Color{0, 0, 0, 0};
  if (const auto rgb = named_color(text)) return from_rgb8(*rgb);
  if (text.front() == '#') return parse_hex(std::string_view(text).substr(1));
  const auto open = text.find('(');
  if (open == std::string::npos || text.back() != ')') return std::nullopt;
  return parse_function(std::string_view(text).substr(0, open), std::string_view(text).substr(open + 1, text.size() - open - 2));
}

std::string to_css(const Color& color) {
  // An alpha given as decimal text comes back as that text: four decimals say more than a float of 0..1 can be seen.
  const double alpha = std::round(static_cast<double>(color.a) * 10000) / 10000;
  return "rgba(" + std::to_string(byte_of(color.r)) + "," + std::to_string(byte_of(color.g)) + "," + std::to_string(byte_of(color.b)) +
         "," + number_text(alpha) + ")";
}

std::string to_hex(const Color& color) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "#";
  const auto append = [&](float component) {
    const auto byte = static_cast<unsigned>(byte_of(component));
    out += digits[byte >> 4];
    out += digits[byte & 15];
  };
  append(color.r);
  append(color.g);
  append(color.b);
  if (color.a < 1) append(color.a);
  return out;
}

double contrast_ratio(const Color& a, const Color& b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Color blend(const Color& foreground, const Color& background) {
  const float a = foreground.a;
  return {foreground.r * a + background.r * (1 - a), foreground.g * a + background.g * (1 - a), foreground.b * a + background.b * (1 - a),
          1};
}

Color mix(const Color& from, const Color& to, double t, ColorSpace space) {
  if (space == ColorSpace::hcl) return mix_hcl(from, to, t);
  if (space == ColorSpace::lab) {
    const Triple a = to_lab(from);
    const Triple b = to_lab(to);
    return from_lab({between(a[0], b[0], t), between(a[1], b[1], t), between(a[2], b[2], t)},
                    between(static_cast<double>(from.a), static_cast<double>(to.a), t));
  }
  const auto f = static_cast<float>(t);
  return {from.r + f * (to.r - from.r), from.g + f * (to.g - from.g), from.b + f * (to.b - from.b), from.a + f * (to.a - from.a)};
}

}  // namespace skizze::style
