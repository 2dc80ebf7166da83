// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>

namespace skizze::sample {

/// The town and its river do not exist.
inline constexpr const char* k_town_name = "Auenfurt";
inline constexpr const char* k_river_name = "Lohe";

/// A part of town outside the suburbs; numbers count from 0.
std::string district_name(std::size_t number);
/// A suburb at the old town's gates by the direction in which it lies (counter-clockwise from east).
std::string suburb_name(double direction_rad);

/// Gives streets their names. Each quarter has a theme (trees, composers, birds, ...), as German quarters do; no name is given
/// twice while the themes last. The same calls in the same order give the same names.
class StreetNames {
 public:
  explicit StreetNames(std::uint64_t seed) : m_seed(seed) {}
  /// A new name for a street of a quarter. style: "old" for lanes of the old town, "street" else.
  std::string next(std::uint32_t quarter, bool old_town);
  /// Name of a main street that runs outwards, or of a stretch of a ring road.
  std::string main_street(std::uint32_t number);

 private:
  std::string unused(std::uint64_t theme, std::uint64_t start);

  std::uint64_t m_seed;
  std::unordered_set<std::string> m_taken;
  std::uint64_t m_calls = 0;
};

}  // namespace skizze::sample
