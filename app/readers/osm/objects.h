// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace skizze::readers::osm {

/// The three kinds of OpenStreetMap objects, in the order of a sorted file.
enum class Kind : std::uint8_t { node, way, relation };

/// A key and a value by their places in Texts.
struct Tag {
  std::uint32_t key;
  std::uint32_t value;
};

/// What a member is to its relation, as far as areas ask for it.
enum class Role : std::uint8_t { other, outer, subarea };

struct Member {
  std::int64_t id;
  Kind kind;
  Role role;
};

/// WGS84 in units of 1e-7 degrees, which is what OpenStreetMap stores.
struct Spot {
  std::int32_t lon;
  std::int32_t lat;
  bool operator==(const Spot&) const = default;
};

}  // namespace skizze::readers::osm
