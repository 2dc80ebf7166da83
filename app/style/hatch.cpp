// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/hatch.h"

#include <algorithm>
#include <array>

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

}  // namespace

std::span<const Hatch> hatches() { return k_hatches; }

const Hatch* find_hatch(std::string_view name) {
  const auto* at = std::find_if(k_hatches.begin(), k_hatches.end(), [&](const Hatch& h) { return h.name == name; });
  return at == k_hatches.end() ? nullptr : at;
}

}  // namespace skizze::style
