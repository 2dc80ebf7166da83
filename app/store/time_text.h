// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skizze::store {

/// "2026-11-21T23:15:00.123Z" of a Unix time in milliseconds; empty for 0 (not known).
std::string iso_time(std::int64_t unix_ms);
/// Also without fraction, without Z, with a blank for the T, or a date alone, as other programs write it. Empty when it is no time.
std::optional<std::int64_t> parse_time(std::string_view text);
/// The system clock.
std::int64_t now_ms();

}  // namespace skizze::store
