// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/color_vision.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace skizze::style {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

/// Machado et al. 2009, table of severity 1.0, on linear RGB.
constexpr Matrix k_protanopia{{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix k_deuteranopia{{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix k_tritanopia{{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
/// IEC 61966-2-1: linear sRGB to CIE XYZ.
constexpr Matrix k_to_xyz{{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
constexpr Triple k_white{0.95047, 1.0, 1.08883};

Triple product(const Matrix& m, const Triple& v) {
  Triple out{};
  for (std::size_t i = 0; i < 3; ++i) out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return out;
}

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
double encoded(double c) {
  const double x = std::clamp(c, 0.0, 1.0);
  return x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055;
}

Triple linear(const Color& c) {
  return {linear(static_cast<double>(c.r)), linear(static_cast<double>(c.g)), linear(static_cast<double>(c.b))};
}

Triple lab(const Color& color) {
  const Triple xyz = product(k_to_xyz, linear(color));
  Triple f{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double t = xyz[i] / k_white[i];
    f[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

double distance(const Triple& a, const Triple& b) { return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]); }

}  // namespace

Color seen(const Color& color, Vision vision) {
  if (vision == Vision::full) return color;
  const Matrix& matrix = vision == Vision::protanopia ? k_protanopia : vision == Vision::deuteranopia ? k_deuteranopia : k_tritanopia;
  const Triple out = product(matrix, linear(color));
  return {static_cast<float>(encoded(out[0])), static_cast<float>(encoded(out[1])), static_cast<float>(encoded(out[2])), color.a};
}

double difference(const Color& a, const Color& b) { return distance(lab(a), lab(b)); }

double least_difference(std::span<const Color> colors, bool only_neighbours) {
  double least = std::numeric_limits<double>::infinity();
  for (const auto vision : {Vision::full, Vision::protanopia, Vision::deuteranopia, Vision::tritanopia}) {
    for (std::size_t i = 0; i < colors.size(); ++i) {
      const std::size_t end = only_neighbours ? std::min(i + 2, colors.size()) : colors.size();
      for (std::size_t k = i + 1; k < end; ++k) least = std::min(least, difference(seen(colors[i], vision), seen(colors[k], vision)));
    }
  }
  return least;
}

}  // namespace skizze::style
