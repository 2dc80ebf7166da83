// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Geometry as GeoPackage stores it (OGC 12-128r18, 2.1.3): header "GP", flags, SRS id, envelope, then ISO WKB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "geo/geometry.h"

namespace skizze::store {

/// A point as POINT, lines as MULTILINESTRING, areas as MULTIPOLYGON, so that a table holds one type. Empty geometry: no bytes (NULL).
/// with_z writes heights, unknown ones as 0. Several points become MULTIPOINT.
std::vector<std::byte> encode_gpkg(const geo::Geometry& geometry, std::int32_t srs_id, bool with_z = false);
/// All simple-feature types, either byte order, Z and M (M is dropped). Rings lose their closing point. Curves are unsupported; anything
/// that does not fit its length is damaged. Collections of mixed kinds are unsupported.
base::Result<geo::Geometry> decode_gpkg(std::span<const std::byte> blob);

}  // namespace skizze::store
