// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skizze::style {

/// A colour in sRGB, components 0..1, alpha not multiplied in.
struct Color {
  float r = 0;
  float g = 0;
  float b = 0;
  float a = 1;
  bool operator==(const Color&) const = default;
};

/// CSS Color 4: names, #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(), hsl(), hsla(), "transparent". Empty when it is none of them.
std::optional<Color> parse_color(std::string_view css);
/// "rgba(85,255,0,0.5)", as the style specification's to-string writes it.
std::string to_css(const Color& color);
/// "#rrggbb", or "#rrggbbaa" when not opaque.
std::string to_hex(const Color& color);

/// Contrast of two opaque colours, 1..21 (WCAG 2.2, 1.4.3; relative luminance of sRGB).
double contrast_ratio(const Color& a, const Color& b);
/// foreground laid over an opaque background.
Color blend(const Color& foreground, const Color& background);

/// Spaces in which colours are mixed; t = 0 gives from, 1 gives to.
enum class ColorSpace : std::uint8_t { rgb, hcl, lab };
Color mix(const Color& from, const Color& to, double t, ColorSpace space = ColorSpace::rgb);

}  // namespace skizze::style
