// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "base/result.h"
#include "readers/osm/collector.h"

namespace skizze::readers::osm {

/// Reads an extract as XML (.osm: JOSM, Overpass, the OpenStreetMap API). As read_pbf(), without limits of its own; entities are refused.
base::Status read_xml(const std::filesystem::path& file, Collector& collector, const std::function<void(double)>& told);

}  // namespace skizze::readers::osm
