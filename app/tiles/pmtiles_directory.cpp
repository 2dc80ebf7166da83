// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/pmtiles_directory.h"

#include <algorithm>
#include <protozero/buffer_string.hpp>
#include <protozero/varint.hpp>

#include "tiles/compression.h"

namespace skizze::tiles::pmtiles {
namespace {

constexpr std::string_view k_magic = "PMTiles";

class Writer {
 public:
  template <class T>
  void put(T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) m_bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
  }
  std::string m_bytes;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : m_bytes(bytes) {}
  template <class T>
  void take(T& value) {
    std::uint64_t v = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) v |= static_cast<std::uint64_t>(static_cast<unsigned char>(m_bytes[m_at++])) << (8 * i);
    value = static_cast<T>(v);
  }

 private:
  std::string_view m_bytes;
  std::size_t m_at = 0;
};

/// Every number of the header after magic and version, in order; in is a Reader or a Writer in disguise.
template <class Each, class H>
void each_field(H& h, Each&& each) {
  for (auto* field : {&h.root_offset, &h.root_length, &h.metadata_offset, &h.metadata_length, &h.leaf_offset, &h.leaf_length,
                      &h.data_offset, &h.data_length, &h.addressed_tiles, &h.entries, &h.contents}) {
    each(*field);
  }
  each(h.clustered);
  for (auto* field : {&h.internal_compression, &h.tile_compression, &h.tile_type, &h.min_zoom, &h.max_zoom}) each(*field);
  for (auto* field : {&h.min_lon_e7, &h.min_lat_e7, &h.max_lon_e7, &h.max_lat_e7}) each(*field);
  each(h.center_zoom);
  each(h.center_lon_e7);
  each(h.center_lat_e7);
}

void put_varint(std::string& out, std::uint64_t v) { protozero::add_varint_to_buffer(&out, v); }

tl::unexpected<base::Error> damaged() { return base::fail(base::ErrorCode::damaged, "tiles.pmtiles_directory"); }

}  // namespace

std::string encode_header(const Header& header) {
  Writer out;
  out.m_bytes = k_magic;
  out.put(std::uint8_t{3});
  each_field(header, [&](auto value) { out.put(value); });
  return out.m_bytes;
}

base::Result<Header> decode_header(std::string_view bytes) {
  if (bytes.size() < k_header_bytes || !bytes.starts_with(k_magic)) return base::fail(base::ErrorCode::damaged, "tiles.pmtiles_header");
  const auto version = static_cast<unsigned char>(bytes[k_magic.size()]);
  if (version != 3) return base::fail(base::ErrorCode::unsupported, "tiles.pmtiles_version", {{"version", std::to_string(version)}});
  Header header;
  Reader in(bytes.substr(k_magic.size() + 1));
  each_field(header, [&](auto& value) { in.take(value); });
  return header;
}

std::string encode_directory(std::span<const Entry> entries) {
  std::string out;
  put_varint(out, entries.size());
  std::uint64_t last = 0;
  for (const Entry& e : entries) {
    put_varint(out, e.tile_id - last);
    last = e.tile_id;
  }
  for (const Entry& e : entries) put_varint(out, e.run_length);
  for (const Entry& e : entries) put_varint(out, e.length);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool follows = i > 0 && entries[i].offset == entries[i - 1].offset + entries[i - 1].length;
    put_varint(out, follows ? 0 : entries[i].offset + 1);
  }
  return out;
}

base::Result<std::vector<Entry>> decode_directory(std::string_view bytes) {
  const char* at = bytes.data();
  const char* end = at + bytes.size();
  try {
    const std::uint64_t count = protozero::decode_varint(&at, end);
    if (count == 0 || count > static_cast<std::uint64_t>(end - at) / 4) return damaged();  // four numbers of a byte at least
    std::vector<Entry> entries(count);
    std::uint64_t id = 0;
    for (Entry& e : entries) {
      const std::uint64_t delta = protozero::decode_varint(&at, end);
      if (delta > UINT64_MAX - id || (delta == 0 && &e != &entries.front())) return damaged();
      e.tile_id = id += delta;
    }
    for (Entry& e : entries)
      e.run_length = static_cast<std::uint32_t>(std::min<std::uint64_t>(protozero::decode_varint(&at, end), UINT32_MAX));
    for (Entry& e : entries) {
      const std::uint64_t length = protozero::decode_varint(&at, end);
      if (length == 0 || length > UINT32_MAX) return damaged();
      e.length = static_cast<std::uint32_t>(length);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t offset = protozero::decode_varint(&at, end);
      if (offset == 0 && i == 0) return damaged();
      entries[i].offset = offset == 0 ? entries[i - 1].offset + entries[i - 1].length : offset - 1;
      if (i > 0 && entries[i - 1].tile_id + std::max(1U, entries[i - 1].run_length) > entries[i].tile_id) return damaged();
    }
    return entries;
  } catch (const protozero::exception&) {
    return damaged();
  }
}

Directories build_directories(std::span<const Entry> entries) {
  Directories out;
  out.root = gzip(encode_directory(entries), 9);
  for (std::size_t leaf_size = 4096; out.root.size() > k_root_end - k_header_bytes; leaf_size *= 2) {
    std::vector<Entry> root;
    out.leaves.clear();
    for (std::size_t i = 0; i < entries.size(); i += leaf_size) {
      const auto part = entries.subspan(i, std::min(leaf_size, entries.size() - i));
      const std::string leaf = gzip(encode_directory(part), 9);
      root.push_back({part.front().tile_id, out.leaves.size(), static_cast<std::uint32_t>(leaf.size()), 0});
      out.leaves += leaf;
    }
    out.root = gzip(encode_directory(root), 9);
  }
  return out;
}

std::optional<Entry> find_entry(std::span<const Entry> entries, std::uint64_t tile_id) {
  const auto after =
      std::upper_bound(entries.begin(), entries.end(), tile_id, [](std::uint64_t id, const Entry& e) { return id < e.tile_id; });
  if (after == entries.begin()) return std::nullopt;
  const Entry& e = *(after - 1);
  if (e.run_length == 0 || tile_id - e.tile_id < e.run_length) return e;
  return std::nullopt;
}

}  // namespace skizze::tiles::pmtiles
