// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/checksum.h"

#include <array>
#include <bit>
#include <cstring>

namespace skizze::base {
namespace {

constexpr std::uint64_t k_prime1 = 0x9E3779B185EBCA87ULL;
constexpr std::uint64_t k_prime2 = 0xC2B2AE3D27D4EB4FULL;
constexpr std::uint64_t k_prime3 = 0x165667B19E3779F9ULL;
constexpr std::uint64_t k_prime4 = 0x85EBCA77C2B2AE63ULL;
constexpr std::uint64_t k_prime5 = 0x27D4EB2F165667C5ULL;

template <class T>
T load(const std::byte* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

std::uint64_t round_of(std::uint64_t lane, std::uint64_t input) { return std::rotl(lane + input * k_prime2, 31) * k_prime1; }

std::uint64_t merge(std::uint64_t hash, std::uint64_t lane) { return (hash ^ round_of(0, lane)) * k_prime1 + k_prime4; }

std::uint64_t avalanche(std::uint64_t hash) {
  hash = (hash ^ hash >> 33) * k_prime2;
  hash = (hash ^ hash >> 29) * k_prime3;
  return hash ^ hash >> 32;
}

}  // namespace

std::uint64_t checksum64(std::span<const std::byte> bytes) {
  const std::byte* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t hash = k_prime5;
  if (left >= 32) {
    std::array<std::uint64_t, 4> lanes{k_prime1 + k_prime2, k_prime2, 0, 0 - k_prime1};
    for (; left >= 32; left -= 32, at += 32) {
      for (std::size_t i = 0; i < 4; ++i) lanes[i] = round_of(lanes[i], load<std::uint64_t>(at + 8 * i));
    }
    hash = std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) + std::rotl(lanes[3], 18);
    for (const auto lane : lanes) hash = merge(hash, lane);
  }
  hash += bytes.size();
  for (; left >= 8; left -= 8, at += 8) hash = std::rotl(hash ^ round_of(0, load<std::uint64_t>(at)), 27) * k_prime1 + k_prime4;
  if (left >= 4) {
    hash = std::rotl(hash ^ load<std::uint32_t>(at) * k_prime1, 23) * k_prime2 + k_prime3;
    left -= 4;
    at += 4;
  }
  for (; left > 0; --left, ++at) hash = std::rotl(hash ^ std::to_integer<std::uint64_t>(*at) * k_prime5, 11) * k_prime1;
  return avalanche(hash);
}

}  // namespace skizze::base
