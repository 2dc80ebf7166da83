// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/hatch.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace skizze::style {
namespace {

constexpr std::array<Hatch, 17> k_hatches{{
    {"hatch-0", Hatch::Kind::lines, 0, 8, 1.2},
    {"hatch-0-dense", Hatch::Kind::lines, 0, 4, 1},
    {"hatch-0-wide", Hatch::Kind::lines, 0, 14, 1.6},
    {"hatch-45", Hatch::Kind::lines, 45, 8, 1.2},
    {"hatch-45-dense", Hatch::Kind::lines, 45, 4, 1},
    {"hatch-45-wide", Hatch::Kind::lines, 45, 14, 1.6},
    {"hatch-90", Hatch::Kind::lines, 90, 8, 1.2},
    {"hatch-90-dense", Hatch::Kind::lines, 90, 4, 1},
    {"hatch-90-wide", Hatch::Kind::lines, 90, 14, 1.6},
    {"hatch-135", Hatch::Kind::lines, 135, 8, 1.2},
    {"hatch-135-dense", Hatch::Kind::lines, 135, 4, 1},
    {"hatch-135-wide", Hatch::Kind::lines, 135, 14, 1.6},
    {"cross", Hatch::Kind::cross, 0, 8, 1},
    {"cross-45", Hatch::Kind::cross, 45, 8, 1},
    {"dots", Hatch::Kind::dots, 0, 8, 2},
    {"dots-dense", Hatch::Kind::dots, 0, 5, 1.6},
    {"dashes", Hatch::Kind::dashes, 0, 8, 1.2},
}};

constexpr std::string_view k_free = "hatch:";

std::string rounded(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), std::round(value * 100) / 100).ptr;
  return {text.data(), end};
}

std::optional<Hatch> parse_free(std::string_view name) {
  std::array<double, 3> numbers{};
  const char* at = name.data() + k_free.size();
  const char* end = name.data() + name.size();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto parsed = std::from_chars(at, end, numbers[i]);
    const bool last = i + 1 == numbers.size();
    if (parsed.ec != std::errc{} || (last ? parsed.ptr != end : parsed.ptr == end || *parsed.ptr != ':')) return std::nullopt;
    at = parsed.ptr + (last ? 0 : 1);
  }
  const auto [angle, spacing, width] = numbers;
  const bool sane = std::abs(angle) <= 360 && spacing >= 2 && spacing <= 200 && width >= 0.1 && width <= 50;
  if (!sane) return std::nullopt;
  return Hatch{name, Hatch::Kind::lines, angle, spacing, width, true};
}

}  // namespace

std::span<const Hatch> hatches() { return k_hatches; }

std::optional<Hatch> find_hatch(std::string_view name) {
  if (name.starts_with(k_free)) return parse_free(name);
  const auto* at = std::find_if(k_hatches.begin(), k_hatches.end(), [&](const Hatch& h) { return h.name == name; });
  return at == k_hatches.end() ? std::nullopt : std::optional(*at);
}

std::string free_hatch(double angle_deg, double spacing_px, double width_px) {
  return std::string(k_free) + rounded(std::fmod(std::fmod(angle_deg, 180) + 180, 180)) + ':' +
         rounded(std::clamp(spacing_px, 2.0, 200.0)) + ':' + rounded(std::clamp(width_px, 0.1, 50.0));
}

}  // namespace skizze::style
