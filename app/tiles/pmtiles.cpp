// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// PMTiles v3: one file of header, root directory, metadata, leaf directories and tile data.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <map>

#include "base/checksum.h"
#include "tiles/archive_files.h"
#include "tiles/compression.h"
#include "tiles/pmtiles_directory.h"

namespace skizze::tiles {
namespace {
namespace fs = std::filesystem;
using pmtiles::Entry;
using pmtiles::Header;

std::int32_t e7(double degrees) { return static_cast<std::int32_t>(std::lround(std::clamp(degrees, -180.0, 180.0) * 1e7)); }

/// Tile data goes to a file of its own while the directory grows; finish() puts the sections together in the usual order.
class PmtilesWriter final : public TileArchiveWriter {
 public:
  explicit PmtilesWriter(fs::path target) : m_target(target), m_place(target), m_data_place(std::move(target)) {}

  base::Status open() {
    m_data.open(m_data_place.path(), std::ios::binary);
    return m_data ? base::Status{} : write_error(m_target);
  }

  base::Status add(geo::TileId id, std::string_view stored) override {
    const std::uint64_t tile_id = pmtiles_id(id);
    if (!m_entries.empty() && tile_id < m_entries.back().tile_id) m_sorted = false;
    ++m_addressed;
    const auto length = static_cast<std::uint32_t>(stored.size());
    const auto offset = place(stored);
    if (!offset) return write_error(m_target);
    if (!m_entries.empty()) {
      Entry& last = m_entries.back();
      if (last.offset == *offset && last.length == length && last.tile_id + last.run_length == tile_id) {
        ++last.run_length;
        return {};
      }
    }
    m_entries.push_back({tile_id, *offset, length, 1});
    return {};
  }

  base::Status finish(const ArchiveInfo& info) override {
    m_data.close();
    if (!m_data) return write_error(m_target);
    std::sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) { return a.tile_id < b.tile_id; });
    const auto directories = pmtiles::build_directories(m_entries);
    const std::string metadata = gzip(metadata_json(info));
    const Header header = make_header(info, directories, metadata.size());
    std::ofstream out(m_place.path(), std::ios::binary);
    out << pmtiles::encode_header(header) << directories.root << metadata << directories.leaves;
    if (m_data_size > 0) out << std::ifstream(m_data_place.path(), std::ios::binary).rdbuf();
    out.close();
    std::error_code error;
    const bool whole = out && fs::file_size(m_place.path(), error) == header.data_offset + header.data_length;
    return whole ? m_place.commit() : write_error(m_target);
  }

 private:
  /// Where the bytes lie in the data section; equal bytes of small tiles (water, one large area) are stored once.
  std::optional<std::uint64_t> place(std::string_view bytes) {
    if (bytes.size() <= k_shared_bytes) {
      const Key key{base::checksum64(bytes_of(bytes)), std::hash<std::string_view>{}(bytes), bytes.size()};
      const auto [entry, is_new] = m_stored.try_emplace(key, m_data_size);
      if (!is_new) return entry->second;
    }
    m_data.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!m_data) return std::nullopt;
    ++m_contents;
    const std::uint64_t offset = m_data_size;
    m_data_size += bytes.size();
    return offset;
  }

  Header make_header(const ArchiveInfo& info, const pmtiles::Directories& directories, std::size_t metadata_size) const {
    Header h;
    h.root_offset = pmtiles::k_header_bytes;
    h.root_length = directories.root.size();
    h.metadata_offset = h.root_offset + h.root_length;
    h.metadata_length = metadata_size;
    h.leaf_offset = h.metadata_offset + h.metadata_length;
    h.leaf_length = directories.leaves.size();
    h.data_offset = h.leaf_offset + h.leaf_length;
    h.data_length = m_data_size;
    h.addressed_tiles = m_addressed;
    h.entries = m_entries.size();
    h.contents = m_contents;
    h.clustered = m_sorted;
    h.min_zoom = h.center_zoom = static_cast<std::uint8_t>(info.min_zoom);
    h.max_zoom = static_cast<std::uint8_t>(info.max_zoom);
    const geo::Box b = info.bounds_lon_lat.empty() ? geo::Box{-180, -85, 180, 85} : info.bounds_lon_lat;
    h.min_lon_e7 = e7(b.min_x);
    h.min_lat_e7 = e7(b.min_y);
    h.max_lon_e7 = e7(b.max_x);
    h.max_lat_e7 = e7(b.max_y);
    h.center_lon_e7 = e7(b.center().x);
    h.center_lat_e7 = e7(b.center().y);
    return h;
  }

  static constexpr std::size_t k_shared_bytes = 4096;
  using Key = std::array<std::uint64_t, 3>;

  fs::path m_target;
  TemporaryPlace m_place;
  TemporaryPlace m_data_place;
  std::ofstream m_data;
  std::uint64_t m_data_size = 0;
  std::uint64_t m_addressed = 0;
  std::uint64_t m_contents = 0;
  bool m_sorted = true;
  std::vector<Entry> m_entries;
  std::map<Key, std::uint64_t> m_stored;
};

class PmtilesReader final : public TileArchiveReader {
 public:
  PmtilesReader(fs::path path, Accept accept) : m_path(std::move(path)), m_accept(accept), m_file(m_path, std::ios::binary) {}

  base::Status open() {
    std::error_code error;
    m_size = fs::file_size(m_path, error);
    if (error || !m_file) return base::fail(base::ErrorCode::unreadable, "tiles.cannot_read", {{"file", m_path.string()}});
    const auto head = read(0, std::min<std::uint64_t>(m_size, pmtiles::k_header_bytes));
    if (!head) return tl::unexpected(head.error());
    auto header = pmtiles::decode_header(*head);
    if (!header) return tl::unexpected(std::move(header.error()));
    m_header = *header;
    const bool is_picture = m_header.tile_type >= pmtiles::k_png && m_header.tile_type <= pmtiles::k_webp;
    if (m_header.tile_type != pmtiles::k_mvt && !(is_picture && m_accept == Accept::vectors_and_pictures)) return not_vector();
    if (m_header.internal_compression > pmtiles::k_gzip || m_header.tile_compression > pmtiles::k_gzip) {
      return base::fail(base::ErrorCode::unsupported, "tiles.pmtiles_compression", {{"file", m_path.string()}});
    }
    auto root = read_directory(m_header.root_offset, m_header.root_length);
    if (!root) return tl::unexpected(std::move(root.error()));
    m_root = std::move(*root);
    auto json = read_section(m_header.metadata_offset, m_header.metadata_length, m_header.internal_compression, k_max_metadata_bytes);
    if (!json) return tl::unexpected(std::move(json.error()));
    m_json = std::move(*json);
    return {};
  }

  ArchiveKind kind() const override { return ArchiveKind::pmtiles; }
  TileContent content() const override { return m_header.tile_type == pmtiles::k_mvt ? TileContent::vector : TileContent::picture; }
  int min_zoom() const override { return m_header.min_zoom; }
  int max_zoom() const override { return m_header.max_zoom; }
  geo::Box bounds_lon_lat() const override {
    const geo::Box box{m_header.min_lon_e7 / 1e7, m_header.min_lat_e7 / 1e7, m_header.max_lon_e7 / 1e7, m_header.max_lat_e7 / 1e7};
    return box.min_x < box.max_x && box.min_y < box.max_y ? box : k_world_lon_lat;
  }
  const std::string& metadata_json() const override { return m_json; }

  base::Result<std::optional<std::string>> tile(geo::TileId id) override {
    if (id.z > 31) return std::optional<std::string>{};
    const std::uint64_t tile_id = pmtiles_id(id);
    std::vector<Entry> leaf;
    std::span<const Entry> entries = m_root;
    for (int depth = 0; depth < k_max_depth; ++depth) {
      const auto entry = pmtiles::find_entry(entries, tile_id);
      if (!entry) return std::optional<std::string>{};
      if (entry->run_length > 0) {
        auto bytes = read_tile(*entry);
        if (!bytes) return tl::unexpected(std::move(bytes.error()));
        return std::optional(std::move(*bytes));
      }
      auto next = read_leaf(*entry);
      if (!next) return tl::unexpected(std::move(next.error()));
      leaf = std::move(*next);
      entries = leaf;
    }
    return tl::unexpected(damaged().error());
  }

  base::Status for_each(const std::function<base::Status(geo::TileId, std::string_view)>& visit) override {
    std::uint64_t next_id = 0;
    return visit_entries(m_root, 0, next_id, visit);
  }

 private:
  static constexpr int k_max_depth = 4;  // the specification asks for at most three levels below the root in practice

  base::Status damaged() const {
    return base::fail(base::ErrorCode::damaged, "tiles.archive_damaged", {{"file", m_path.string()}}, at_file(m_path));
  }
  base::Status not_vector() const {
    const char* const names[] = {"unknown", "mvt", "png", "jpeg", "webp", "avif", "mlt"};
    const char* name = m_header.tile_type < std::size(names) ? names[m_header.tile_type] : "unknown";
    return base::fail(base::ErrorCode::unsupported, "tiles.not_vector", {{"file", m_path.string()}, {"format", name}}, at_file(m_path));
  }

  base::Result<std::string> read(std::uint64_t offset, std::uint64_t length) {
    if (offset > m_size || length > m_size - offset || length > k_max_tile_bytes) return tl::unexpected(damaged().error());
    std::string bytes(length, '\0');
    m_file.clear();
    m_file.seekg(static_cast<std::streamoff>(offset));
    if (!m_file.read(bytes.data(), static_cast<std::streamsize>(length))) return tl::unexpected(damaged().error());
    return bytes;
  }

  base::Result<std::string> read_section(std::uint64_t offset, std::uint64_t length, std::uint8_t compression, std::size_t max_bytes) {
    auto bytes = read(offset, length);
    if (!bytes || bytes->empty() || compression != pmtiles::k_gzip) return bytes;
    return gunzip(bytes_of(*bytes), max_bytes);
  }

  base::Result<std::vector<Entry>> read_directory(std::uint64_t offset, std::uint64_t length) {
    auto bytes = read_section(offset, length, m_header.internal_compression, k_max_metadata_bytes);
    if (!bytes) return tl::unexpected(std::move(bytes.error()));
    return pmtiles::decode_directory(*bytes);
  }

  base::Result<std::vector<Entry>> read_leaf(const Entry& entry) {
    if (entry.offset > m_header.leaf_length) return tl::unexpected(damaged().error());
    return read_directory(m_header.leaf_offset + entry.offset, entry.length);
  }

  base::Result<std::string> read_tile(const Entry& entry) {
    if (entry.offset > m_header.data_length) return tl::unexpected(damaged().error());
    return read_section(m_header.data_offset + entry.offset, entry.length, m_header.tile_compression, k_max_tile_bytes);
  }

  /// next_id: ids below were visited; they must rise over leaves too, so that a loop of leaves ends.
  base::Status visit_entries(std::span<const Entry> entries, int depth, std::uint64_t& next_id,
                             const std::function<base::Status(geo::TileId, std::string_view)>& visit) {
    for (const Entry& entry : entries) {
      if (entry.tile_id < next_id || depth >= k_max_depth) return damaged();
      if (entry.run_length == 0) {
        const auto leaf = read_leaf(entry);
        if (!leaf) return tl::unexpected(leaf.error());
        if (auto status = visit_entries(*leaf, depth + 1, next_id, visit); !status) return status;
        continue;
      }
      const auto bytes = read_tile(entry);
      if (!bytes) return tl::unexpected(bytes.error());
      for (std::uint64_t i = 0; i < entry.run_length; ++i) {
        const auto id = tile_of_pmtiles_id(entry.tile_id + i);
        if (!id) return damaged();
        if (auto status = visit(*id, *bytes); !status) return status;
      }
      next_id = entry.tile_id + entry.run_length;
    }
    return {};
  }

  fs::path m_path;
  Accept m_accept;
  std::ifstream m_file;
  std::uint64_t m_size = 0;
  Header m_header;
  std::vector<Entry> m_root;
  std::string m_json;
};

}  // namespace

base::Result<std::unique_ptr<TileArchiveWriter>> create_pmtiles(const fs::path& target) {
  auto writer = std::make_unique<PmtilesWriter>(target);
  if (auto status = writer->open(); !status) return tl::unexpected(std::move(status.error()));
  return writer;
}

base::Result<std::unique_ptr<TileArchiveReader>> open_pmtiles(const fs::path& path, Accept accept) {
  auto reader = std::make_unique<PmtilesReader>(path, accept);
  if (auto status = reader->open(); !status) return tl::unexpected(std::move(status.error()));
  return reader;
}

}  // namespace skizze::tiles
