// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "geo/geometry.h"
#include "style/classify.h"

namespace skizze::style {

/// A sign of the German plan-sign ordinance (Planzeichenverordnung 1990, annex), for what a sketch needs; it is no legal plan.
struct PlanSign {
  std::string_view id;       ///< "wohnbauflaeche"
  std::string_view number;   ///< in the annex: "1.1"
  std::string_view message;  ///< message id of its field term
  geo::GeometryKind kind = geo::GeometryKind::area;
  SimpleSymbol symbol;  ///< patterns are pictures "pzv:..." of resources/symbols/pzv.svg
};

/// In the order of the annex.
std::span<const PlanSign> plan_signs();
/// Null when there is none of this id.
const PlanSign* find_plan_sign(std::string_view id);

}  // namespace skizze::style
