// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "targets.h"

#include <sqlite3.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/checksum.h"
#include "feature/layer_pack.h"
#include "feature/pack_format.h"
#include "readers/osm/collector.h"
#include "readers/osm/pbf.h"
#include "seeds.h"
#include "style/stylesheet.h"
#include "tiles/cutter.h"
#include "tiles/mvt_reader.h"
#include "tiles/mvt_scanner.h"
#include "tiles/tile_archive.h"

namespace skizze::fuzz {
namespace {

constexpr std::uint64_t k_most_tiles = 64;  ///< of an archive that says it has billions

/// A file that lives in memory only.
class MemoryFile {
 public:
  MemoryFile() : m_fd(memfd_create("fuzz", 0)), m_path("/proc/self/fd/" + std::to_string(m_fd)) {}
  ~MemoryFile() { close(m_fd); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  const std::string& fill(std::span<const std::byte> bytes) const {
    if (ftruncate(m_fd, 0) != 0 || pwrite(m_fd, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) std::abort();
    return m_path;
  }

 private:
  int m_fd;
  std::string m_path;
};

void read_archive(const std::string& path) {
  auto reader = tiles::open_archive(path);
  if (!reader) return;
  (void)(*reader)->metadata_json();
  (void)(*reader)->tile({0, 0, 0});
  (void)(*reader)->tile({14, 8650, 5300});
  std::uint64_t seen = 0;
  (void)(*reader)->for_each([&](geo::TileId, std::string_view bytes) -> base::Status {
    if (++seen > k_most_tiles) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    (void)tiles::decode_mvt(std::as_bytes(std::span(bytes)));
    return {};
  });
}

/// An MBTiles archive with one tile and one row of metadata whose contents change.
class Database {
 public:
  Database() : m_path((std::filesystem::temp_directory_path() / ("fuzz." + std::to_string(getpid()) + ".mbtiles")).string()) {
    if (std::filesystem::exists("/dev/shm")) m_path = "/dev/shm/fuzz." + std::to_string(getpid()) + ".mbtiles";
    sqlite3_open(m_path.c_str(), &m_db);
    sqlite3_exec(m_db,
                 "PRAGMA application_id=1297105496; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                 "CREATE TABLE metadata(name TEXT, value TEXT); INSERT INTO metadata VALUES('format','pbf'),('minzoom','0'),('json','');"
                 "CREATE TABLE tiles(zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);"
                 "INSERT INTO tiles VALUES(0,0,0,'');",
                 nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(m_db, "UPDATE tiles SET tile_data=?1", -1, &m_set_tile, nullptr);
    sqlite3_prepare_v2(m_db, "UPDATE metadata SET value=?1 WHERE name IN ('json','minzoom')", -1, &m_set_metadata, nullptr);
  }
  ~Database() {
    sqlite3_finalize(m_set_tile);
    sqlite3_finalize(m_set_metadata);
    sqlite3_close(m_db);
    std::filesystem::remove(m_path);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void tile(std::span<const std::byte> bytes) {
    set(m_set_tile, bytes);
    if (!m_reader) {
      auto reader = tiles::open_archive(m_path);
      if (!reader) std::abort();
      m_reader = std::move(*reader);
    }
    if (const auto tile = m_reader->tile({0, 0, 0}); tile && *tile) (void)tiles::decode_mvt(std::as_bytes(std::span(**tile)));
  }
  void metadata(std::span<const std::byte> bytes) {
    set(m_set_metadata, bytes);
    read_archive(m_path);
  }

 private:
  static void set(sqlite3_stmt* statement, std::span<const std::byte> bytes) {
    sqlite3_bind_blob(statement, 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
    if (sqlite3_step(statement) != SQLITE_DONE) std::abort();
    sqlite3_reset(statement);
  }
  std::string m_path;
  sqlite3* m_db = nullptr;
  sqlite3_stmt* m_set_tile = nullptr;
  sqlite3_stmt* m_set_metadata = nullptr;
  std::unique_ptr<tiles::TileArchiveReader> m_reader;
};

template <class T>
T load(std::span<const std::byte> bytes, std::size_t offset) {
  T value{};
  if (offset <= bytes.size() && sizeof value <= bytes.size() - offset) std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

template <class T>
void store(std::span<std::byte> bytes, std::size_t offset, T value) {
  if (offset <= bytes.size() && sizeof value <= bytes.size() - offset) std::memcpy(bytes.data() + offset, &value, sizeof value);
}

/// Size and checksums as the content wants them.
void set_right(std::span<std::byte> bytes) {
  namespace f = feature::format;
  if (bytes.size() < f::k_header_bytes) return;
  store(bytes, 16, static_cast<std::uint64_t>(bytes.size()));
  const std::size_t count = std::min<std::size_t>(load<std::uint32_t>(bytes, 12), (bytes.size() - f::k_header_bytes) / f::k_entry_bytes);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = f::k_header_bytes + i * f::k_entry_bytes;
    const auto offset = load<std::uint64_t>(bytes, entry + 8);
    const auto size = load<std::uint64_t>(bytes, entry + 16);
    if (offset > bytes.size() || size > bytes.size() - offset) continue;
    store(bytes, entry + 24, base::checksum64(bytes.subspan(offset, size)));
  }
  store(bytes, 24, base::checksum64(bytes.subspan(f::k_header_bytes, count * f::k_entry_bytes)));
}

void read_rows(const std::shared_ptr<const feature::LayerPack>& pack) {
  std::size_t mix = 0;
  for (std::uint32_t row = 0; row < pack->size() && row < 1000; ++row) {
    mix += pack->geometry(row).vertex_count() + static_cast<std::size_t>(pack->id(row)) + pack->min_zoom(row);
    for (std::size_t column = 0; column < pack->info().columns.size(); ++column) mix += feature::to_text(pack->value(row, column)).size();
  }
  for (std::size_t column = 0; column < pack->info().columns.size(); ++column) mix += pack->dictionary(column).size();
  mix += pack->query({-3e7, -3e7, 3e7, 3e7}).size();
  for (const geo::TileId id : {geo::TileId{0, 0, 0}, geo::TileId{12, 2162, 1325}}) {
    tiles::CutOptions options;
    options.density = true;
    mix += tiles::cut(pack, id, options)->points.size();
  }
  static volatile std::size_t sink;
  sink = sink + mix;  // so that nothing above is left out as unused
}

}  // namespace

void read_mvt(std::span<const std::byte> bytes) {
  const auto decoded = tiles::decode_mvt(bytes);
  if (decoded) (void)tiles::to_json(*decoded);
  static tiles::MvtScanner scanner;
  for (scanner.start(bytes, tiles::MvtWants::geometry); scanner.next_layer();) {
    while (scanner.next_feature()) (void)scanner.shape();
  }
}

void read_pmtiles(std::span<const std::byte> bytes) {
  static const MemoryFile file;
  read_archive(file.fill(bytes));
}

void read_mbtiles(std::span<const std::byte> bytes) {
  static Database database;
  static const MemoryFile file;
  if (bytes.empty()) return;
  const auto rest = bytes.subspan(1);
  switch (static_cast<unsigned>(bytes[0]) % 64) {
    case 0: database.metadata(rest); break;
    case 1: read_archive(file.fill(rest)); break;
    default: database.tile(rest); break;
  }
}

void read_pack(std::span<const std::byte> bytes) {
  std::vector<std::byte> copy(bytes.begin(), bytes.end());
  set_right(copy);
  if (const auto pack = feature::LayerPack::from_bytes(std::move(copy))) read_rows(*pack);
}

void read_style(std::span<const std::byte> bytes) { (void)style::parse({reinterpret_cast<const char*>(bytes.data()), bytes.size()}); }

void read_osm_pbf(std::span<const std::byte> bytes) {
  static const MemoryFile file;
  readers::Limits limits;
  limits.unpacked_bytes = 16U << 20;
  readers::osm::Collector collector(limits, {});
  const auto status = readers::osm::read_pbf(file.fill(bytes), limits, collector, [](double) {});
  if (!status || collector.out_of_order()) return;
  collector.finish();
  for (auto* layer : collector.layers()) {
    layer->for_each([&](const readers::osm::Row& row) { (void)collector.shape(row).bounds(); });
  }
}

std::span<const Target> targets() {
  static constexpr std::array<Target, 6> k_targets{{{"mvt", read_mvt, mvt_seeds},
                                                    {"pmtiles", read_pmtiles, pmtiles_seeds},
                                                    {"mbtiles", read_mbtiles, mbtiles_seeds},
                                                    {"pack", read_pack, pack_seeds},
                                                    {"style", read_style, style_seeds},
                                                    {"osm_pbf", read_osm_pbf, osm_pbf_seeds}}};
  return k_targets;
}

}  // namespace skizze::fuzz
