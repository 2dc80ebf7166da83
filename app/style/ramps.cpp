// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/ramps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "style/classify.h"

namespace skizze::style {
namespace {

struct Ramp {
  std::string_view name;
  std::vector<std::string_view> points;  ///< evenly spaced
};

const std::vector<Ramp>& ramps() {
  static const std::vector<Ramp> s_ramps{
      {"viridis", {"#fde725", "#a0da39", "#4ac16d", "#1fa187", "#277f8e", "#365c8d", "#46327e", "#440154"}},
      {"blue", {"#e3eef7", "#9fc4e0", "#5a97c5", "#22689f", "#0a3560"}},
      {"green", {"#e6f3e6", "#a9d3a8", "#6aac6f", "#317e45", "#0b4a26"}},
      {"orange", {"#fdeedd", "#f8c793", "#e8964c", "#bb621a", "#713404"}},
      {"grey", {"#efefef", "#c4c4c4", "#929292", "#5e5e5e", "#262626"}},
      {"heat", {"#fff3bf", "#fdc96b", "#f58c3d", "#d2432c", "#7a0d26"}},
      {"blue-orange", {"#0a4c8b", "#6fa3cf", "#f4f1ea", "#e39c52", "#8c4600"}},
      {"purple-green", {"#5c2a75", "#b294c7", "#f4f2f4", "#93c391", "#1b6a33"}},
  };
  return s_ramps;
}

Color between(const std::vector<std::string_view>& points, double t) {
  const double at = t * static_cast<double>(points.size() - 1);
  const std::size_t i = std::min(static_cast<std::size_t>(at), points.size() - 2);
  return mix(*parse_color(points[i]), *parse_color(points[i + 1]), at - static_cast<double>(i));
}

constexpr std::array<std::string_view, 6> k_tol_bright{"#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377"};
constexpr std::array<std::string_view, 9> k_tol_muted{"#332288", "#88ccee", "#44aa99", "#117733", "#999933",
                                                      "#ddcc77", "#cc6677", "#882255", "#aa4499"};

Color repeated(std::span<const std::string_view> hues, std::size_t index) {
  const std::size_t round = std::min<std::size_t>(index / hues.size(), 3);
  return mix(*parse_color(hues[index % hues.size()]), Color{1, 1, 1, 1}, 0.25 * static_cast<double>(round));
}

}  // namespace

std::span<const std::string_view> ramp_names() {
  static constexpr std::array<std::string_view, 9> k_names{"cividis", "viridis", "blue",        "green",       "orange",
                                                           "grey",    "heat",    "blue-orange", "purple-green"};
  return k_names;
}

Color ramp_color(std::string_view name, double t) {
  const double x = std::clamp(std::isnan(t) ? 0.0 : t, 0.0, 1.0);
  const auto at = std::find_if(ramps().begin(), ramps().end(), [&](const Ramp& ramp) { return ramp.name == name; });
  return at == ramps().end() ? cividis(1 - x) : between(at->points, x);
}

std::span<const std::string_view> palette_names() {
  static constexpr std::array<std::string_view, 3> k_names{"okabe-ito", "tol-bright", "tol-muted"};
  return k_names;
}

Color palette_color(std::string_view name, std::size_t index) {
  if (name == "tol-bright") return repeated(k_tol_bright, index);
  if (name == "tol-muted") return repeated(k_tol_muted, index);
  return categorical_color(index);
}

}  // namespace skizze::style
