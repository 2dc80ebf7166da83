// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/id.h"

#include <array>
#include <chrono>
#include <random>

#ifdef __linux__
#include <unistd.h>
#endif

namespace skizze::base {
namespace {

/// From the system. std::random_device asks the processor for its kind first, which takes milliseconds on some virtual machines.
std::array<std::uint64_t, 2> random_bits() {
  std::array<std::uint64_t, 2> bits{};
#ifdef __linux__
  if (getentropy(bits.data(), sizeof bits) == 0) return bits;
#endif
  thread_local std::random_device device;
  for (auto& word : bits) word = (std::uint64_t{device()} << 32) | device();
  return bits;
}

}  // namespace

Uuid make_uuid(std::uint64_t unix_ms, std::uint64_t random_a, std::uint64_t random_b) {
  Uuid id;
  for (int i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(unix_ms >> (40 - 8 * i));
  for (int i = 0; i < 2; ++i) id.bytes[6 + i] = static_cast<std::uint8_t>(random_a >> (8 * i));
  for (int i = 0; i < 8; ++i) id.bytes[8 + i] = static_cast<std::uint8_t>(random_b >> (8 * i));
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | 0x70U);  // version 7
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);  // RFC 9562 variant
  return id;
}

Uuid new_uuid() {
  const auto random = random_bits();
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  return make_uuid(static_cast<std::uint64_t>(ms), random[0], random[1]);
}

std::string to_string(const Uuid& id) {
  static constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
    text.push_back(k_digits[id.bytes[i] >> 4]);
    text.push_back(k_digits[id.bytes[i] & 0x0FU]);
  }
  return text;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid id;
  int nibble = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return std::nullopt;
      continue;
    }
    int value = 0;
    if (c >= '0' && c <= '9') value = c - '0';
    else if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
    else return std::nullopt;
    auto& byte = id.bytes[nibble / 2];
    byte = static_cast<std::uint8_t>(nibble % 2 == 0 ? value << 4 : byte | value);
    ++nibble;
  }
  return id;
}

}  // namespace skizze::base
