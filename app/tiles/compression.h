// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// gzip and zlib by libdeflate.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace skizze::tiles {

inline std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); }

/// One gzip member (RFC 1952) without name and time, so that equal input gives equal bytes. level: 1 (fast) .. 12 (small).
std::string gzip(std::string_view bytes, int level = 6);
bool is_gzip(std::span<const std::byte> bytes);
bool is_zlib(std::span<const std::byte> bytes);
/// Unwraps gzip or zlib. Errors: damaged; too_large when the output would exceed max_bytes (a bomb is not unpacked).
base::Result<std::string> gunzip(std::span<const std::byte> bytes, std::size_t max_bytes = 64U << 20);

}  // namespace skizze::tiles
