// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// MVT bytes to values, total: every sequence of bytes decodes, decodes in part with a list, or is an error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "tiles/mvt.h"
#include "tiles/mvt_scanner.h"

namespace skizze::tiles {

struct MvtDecoded {
  MvtTile tile;
  std::vector<MvtProblem> problems;
  std::uint64_t problem_count = 0;
  bool complete() const { return problem_count == 0; }
};

/// Reads a tile; gzip and zlib wrapping is recognised and taken off. Damaged layers or features are left out and listed;
/// what the standard forbids but can be read (an odd tag, a repeated point) is kept and listed. Verdicts follow the public
/// test suite mapbox/mvt-fixtures (its "recoverable" is partial, its "fatal" leaves the layer or feature out).
/// An empty input is a tile without layers. Errors: damaged (not a vector tile, or nothing in it could be read), too_large.
base::Result<MvtDecoded> decode_mvt(std::span<const std::byte> bytes, const MvtLimits& limits = {});

/// The same as one JSON object for people and scripts: {"status": "valid"|"partial", "layers": [{"name", "version",
/// "extent", "features": [{"id", "type", "properties", "geometry"}]}], "problems": [{"id", "arguments", "layer",
/// "feature", "offset"}]}; geometry in tile coordinates as GeoJSON nests it, rings open.
std::string to_json(const MvtDecoded& decoded);

/// For `skizze info TILE.mvt`: decode_mvt. A valid tile has no problems, a partial one has; a refused one is an error.
inline base::Result<MvtDecoded> describe_mvt(std::span<const std::byte> bytes) { return decode_mvt(bytes); }

}  // namespace skizze::tiles
