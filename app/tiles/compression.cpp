// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/compression.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace skizze::tiles {
namespace {

struct FreeCompressor {
  void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};
struct FreeDecompressor {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

unsigned byte_at(std::span<const std::byte> bytes, std::size_t i) { return std::to_integer<unsigned>(bytes[i]); }

/// RFC 1952, 2.3.1: the last four bytes hold the length modulo 2^32; only a first guess here.
std::size_t guessed_size(std::span<const std::byte> bytes, std::size_t most) {
  if (!is_gzip(bytes) || bytes.size() < 18) return std::min(most, bytes.size() * 4 + 64);
  const std::size_t at = bytes.size() - 4;
  const std::size_t said = byte_at(bytes, at) | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2) << 16 |
                           static_cast<std::size_t>(byte_at(bytes, at + 3)) << 24;
  return std::min({most, said, bytes.size() * 1032 + 64});
}

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  static thread_local std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor;
  static thread_local int compressor_level = -1;
  if (!compressor || compressor_level != level) {
    compressor.reset(libdeflate_alloc_compressor(level));
    compressor_level = level;
  }
  // Room for the worst is kept from call to call: made and cleared anew it would be more work than copying what comes out.
  static thread_local std::vector<char> room;
  room.resize(std::max(room.size(), libdeflate_gzip_compress_bound(compressor.get(), bytes.size())));
  return {room.data(), libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), room.data(), room.size())};
}

bool is_gzip(std::span<const std::byte> bytes) { return bytes.size() >= 2 && byte_at(bytes, 0) == 0x1F && byte_at(bytes, 1) == 0x8B; }

bool is_zlib(std::span<const std::byte> bytes) {
  return bytes.size() >= 2 && (byte_at(bytes, 0) & 0x0F) == 8 && byte_at(bytes, 0) <= 0x78 &&
         (byte_at(bytes, 0) << 8 | byte_at(bytes, 1)) % 31 == 0;
}

base::Result<std::string> gunzip(std::span<const std::byte> bytes, std::size_t max_bytes) {
  static thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(libdeflate_alloc_decompressor());
  const bool gzip = is_gzip(bytes);
  std::string out;
  for (std::size_t room = guessed_size(bytes, max_bytes);;) {
    out.resize(room);
    std::size_t size = 0;
    const auto result = gzip ? libdeflate_gzip_decompress(decompressor.get(), bytes.data(), bytes.size(), out.data(), room, &size)
                             : libdeflate_zlib_decompress(decompressor.get(), bytes.data(), bytes.size(), out.data(), room, &size);
    if (result == LIBDEFLATE_SUCCESS) {
      out.resize(size);
      return out;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE) return base::fail(base::ErrorCode::damaged, "tiles.bad_compression");
    if (room >= max_bytes) {
      return base::fail(base::ErrorCode::too_large, "tiles.too_large", {{"limit_mb", std::to_string(max_bytes >> 20)}});
    }
    room = std::min(max_bytes, std::max<std::size_t>(room * 4, 4096));
  }
}

}  // namespace skizze::tiles
