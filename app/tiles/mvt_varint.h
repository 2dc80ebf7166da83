// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Short varints out of a word of eight bytes, without a branch per byte (Protocol Buffers' encoding).
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace skizze::tiles {

inline std::uint64_t load8(const std::uint8_t* at) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

constexpr std::uint64_t k_more_bits = 0x8080808080808080U;  ///< a varint goes on after each of these bytes

/// Bytes of the varint a word begins with; 9 when it does not end there.
inline unsigned varint_size(std::uint64_t word) { return 1 + static_cast<unsigned>(std::countr_zero(~word & k_more_bits)) / 8; }

/// The varint of one to four bytes that a word begins with.
inline std::uint32_t short_varint(std::uint64_t word, unsigned size) {
  word &= ~std::uint64_t{0} >> (64 - 8 * size);
  return static_cast<std::uint32_t>((word & 0x7F) | (word >> 1 & 0x3F80) | (word >> 2 & 0x1FC000) | (word >> 3 & 0xFE00000));
}

}  // namespace skizze::tiles
