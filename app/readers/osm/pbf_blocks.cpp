// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/pbf_blocks.h"

#include <libdeflate.h>

#include <new>

#include "readers/osm/wire.h"

namespace skizze::readers::osm {
namespace {

using base::ErrorCode;
using base::fail;

// What the format says a header and a block must stay under.
constexpr std::size_t k_most_header_bytes = std::size_t{64} << 10;
constexpr std::size_t k_most_block_bytes = std::size_t{32} << 20;

/// Compressions that nobody uses for extracts offered to the public.
const char* compression(std::uint32_t field) {
  switch (field) {
    case Wire::bytes(4): return "LZMA";
    case Wire::bytes(5): return "bzip2";
    case Wire::bytes(6): return "LZ4";
    case Wire::bytes(7): return "Zstandard";
    default: return nullptr;
  }
}

}  // namespace

/// What a Blob holds; views into it.
struct PbfBlocks::Envelope {
  std::optional<std::string_view> raw;
  std::optional<std::string_view> zlib;
  std::uint64_t raw_size = 0;
  const char* other = nullptr;  // a compression that is not read here
  bool damaged = false;

  explicit Envelope(std::string_view bytes) {
    Wire blob(bytes);
    while (const auto field = blob.next_field()) {
      switch (field) {
        case Wire::bytes(1): raw = blob.view(); break;
        case Wire::number(2): raw_size = blob.value(); break;
        case Wire::bytes(3): zlib = blob.view(); break;
        default:
          if (const char* name = compression(field)) other = name;
          blob.skip();
      }
    }
    damaged = blob.failed();
  }
};

PbfBlocks::PbfBlocks(const std::filesystem::path& file, std::uint64_t most_unpacked)
    : m_in(file, std::ios::binary),
      m_most_unpacked(most_unpacked),
      m_decompressor(libdeflate_alloc_decompressor(), libdeflate_free_decompressor) {
  if (!m_decompressor) throw std::bad_alloc();
  std::error_code error;
  m_size = std::filesystem::file_size(file, error);
  if (error) m_size = 0;
}
PbfBlocks::~PbfBlocks() = default;

base::Error PbfBlocks::damaged(const std::string& what) const {
  base::Error error{
      ErrorCode::damaged, {"readers.damaged_after", {{"rows", "0"}, {"detail", what + ", byte " + std::to_string(m_offset)}}}, {}, {}};
  error.where.byte_offset = static_cast<std::int64_t>(m_offset);
  return error;
}

/// Only what the file has left is made room for.
bool PbfBlocks::read(std::string& into, std::size_t size) {
  if (m_at > m_size || size > m_size - m_at) return false;
  into.resize(size);
  m_in.read(into.data(), static_cast<std::streamsize>(size));
  m_at += size;
  return static_cast<std::size_t>(m_in.gcount()) == size;
}

/// The size of the blob that follows.
base::Result<std::size_t> PbfBlocks::read_header() {
  if (!read(m_header, 4)) return tl::unexpected(damaged("the file breaks off"));
  std::size_t size = 0;
  for (const char c : m_header) size = size << 8 | static_cast<unsigned char>(c);
  if (size > k_most_header_bytes) return tl::unexpected(damaged("BlobHeader too large"));
  if (!read(m_header, size)) return tl::unexpected(damaged("the file breaks off"));
  m_type.clear();
  std::optional<std::uint64_t> blob_size;
  Wire header(m_header);
  while (const auto field = header.next_field()) {
    switch (field) {
      case Wire::bytes(1): m_type = header.view(); break;
      case Wire::number(3): blob_size = header.value(); break;
      default: header.skip();
    }
  }
  if (header.failed() || !blob_size || *blob_size > k_most_block_bytes) return tl::unexpected(damaged("BlobHeader"));
  return static_cast<std::size_t>(*blob_size);
}

base::Result<std::string_view> PbfBlocks::unpacked(const Envelope& envelope) {
  if (envelope.damaged || envelope.raw_size > k_most_block_bytes) return tl::unexpected(damaged("Blob"));
  if (envelope.raw) return *envelope.raw;
  if (!envelope.zlib) {
    if (!envelope.other) return tl::unexpected(damaged("Blob without data"));
    return fail(ErrorCode::unsupported, "readers.cannot_open", {{"format", "OSM"}, {"detail", envelope.other}});
  }
  const auto size = static_cast<std::size_t>(envelope.raw_size);
  m_unpacked += size;
  if (m_unpacked > m_most_unpacked) {
    return fail(ErrorCode::too_large, "readers.archive_bytes", {{"limit_mb", std::to_string(m_most_unpacked >> 20)}});
  }
  if (size > m_raw_size) {
    m_raw = std::make_unique_for_overwrite<char[]>(size);
    m_raw_size = size;
  }
  std::size_t got = 0;
  const auto result =
      libdeflate_zlib_decompress(m_decompressor.get(), envelope.zlib->data(), envelope.zlib->size(), m_raw.get(), size, &got);
  if (result != LIBDEFLATE_SUCCESS || got != size) return tl::unexpected(damaged("zlib"));
  return std::string_view(m_raw.get(), size);
}

base::Result<std::optional<PbfBlocks::Block>> PbfBlocks::next() {
  m_offset = m_at;
  if (m_at == m_size) return std::nullopt;
  const auto size = read_header();
  if (!size) return tl::unexpected(size.error());
  if (!read(m_blob, *size)) return tl::unexpected(damaged("the file breaks off"));
  if (m_type != "OSMHeader" && m_type != "OSMData") return Block{m_type, {}};
  const auto bytes = unpacked(Envelope(m_blob));
  if (!bytes) return tl::unexpected(bytes.error());
  return Block{m_type, *bytes};
}

}  // namespace skizze::readers::osm
