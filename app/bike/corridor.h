// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Which lanes belong together: those along one street, and those along a way.
#pragma once

#include <string>
#include <vector>

#include "bike/graph.h"

namespace skizze::bike {

/// Names of the streets that a line follows on at least a quarter of its length, the longest first; streets without a name are left out.
/// Looks at no more than 40 places along the line: cheap enough for every lane of a city while a person waits.
std::vector<std::string> streets_along(const Graph& graph, const geo::Geometry& line);

/// Whether at least half of a lane lies within a distance of a way.
bool runs_along(const geo::Geometry& lane, const geo::Geometry& way, double within_m);

}  // namespace skizze::bike
