// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "geo/geometry.h"

namespace skizze::readers {

/// The area's own points, laid out so that nothing crosses (GEOS MakeValid), heights included; empty where nothing of it has an area.
std::optional<geo::Geometry> made_valid(const geo::Geometry& area);

}  // namespace skizze::readers
