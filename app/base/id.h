// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skizze::base {

/// UUIDv7 (RFC 9562, 5.7): sorts by creation time, and two stations that worked offline never collide.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
  bool is_null() const { return *this == Uuid{}; }
};

/// A new id; the clock and the random bits are parameters so that tests repeat. unix_ms: milliseconds since 1970 UTC.
Uuid make_uuid(std::uint64_t unix_ms, std::uint64_t random_a, std::uint64_t random_b);
/// A new id from the system's clock and random source. Thread-safe.
Uuid new_uuid();
/// "0190b6c2-...", lower case.
std::string to_string(const Uuid& id);
/// Empty when the text is not a UUID.
std::optional<Uuid> parse_uuid(std::string_view text);

}  // namespace skizze::base

template <>
struct std::hash<skizze::base::Uuid> {
  std::size_t operator()(const skizze::base::Uuid& id) const noexcept {
    std::uint64_t h = 1469598103934665603ULL;
    for (const auto byte : id.bytes) h = (h ^ byte) * 1099511628211ULL;
    return static_cast<std::size_t>(h);
  }
};
