// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes, little-endian:
//   header (64): magic "SKZRAST1" | u32 version | u32 tiles | u64 file size | u64 directory offset | u64 meta offset |
//                u64 meta size | u64 checksum of directory and meta | u64 checksum of the header's first 56 bytes
//   tiles: 512 * 512 float32 each, from byte 64 on
//   directory: per tile u32 z | u32 x | u32 y | u32 0 | u64 offset, sorted by (z, x, y)
//   meta: RasterNumbers | the texts of a layer pack's meta section
#include "feature/raster_pack.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

#include "base/checksum.h"
#include "base/id.h"
#include "base/mapped_file.h"
#include "feature/pack_format.h"

namespace skizze::feature {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::array<char, 8> k_raster_magic{'S', 'K', 'Z', 'R', 'A', 'S', 'T', '1'};
constexpr std::uint32_t k_raster_version = 1;
constexpr std::size_t k_tile_values = std::size_t{k_raster_tile_px} * k_raster_tile_px;
constexpr std::size_t k_tile_bytes = k_tile_values * sizeof(float);
constexpr int k_deepest_zoom = 24;

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t version = 0;
  std::uint32_t tiles = 0;
  std::uint64_t file_size = 0;
  std::uint64_t directory_offset = 0;
  std::uint64_t meta_offset = 0;
  std::uint64_t meta_size = 0;
  std::uint64_t body_checksum = 0;
  std::uint64_t header_checksum = 0;
};
static_assert(sizeof(Header) == 64);

struct DirectoryEntry {
  std::uint32_t z = 0;
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  std::uint32_t reserved = 0;
  std::uint64_t offset = 0;
  geo::TileId id() const { return {static_cast<std::uint8_t>(z), x, y}; }
};
static_assert(sizeof(DirectoryEntry) == 24);

struct RasterNumbers {
  double pixel_m = 0;
  std::uint32_t source_width = 0;
  std::uint32_t source_height = 0;
  float min_value = 0;
  float max_value = 0;
  std::int32_t min_zoom = 0;
  std::int32_t max_zoom = 0;
};
static_assert(sizeof(RasterNumbers) == 32);

template <class T>
std::span<const std::byte> bytes_of(const T& value) {
  return std::as_bytes(std::span(&value, 1));
}

std::uint64_t header_checksum(const Header& header) {
  return base::checksum64(bytes_of(header).first(sizeof(Header) - sizeof(std::uint64_t)));
}

std::vector<std::byte> write_raster_meta(const RasterInfo& info) {
  const RasterNumbers numbers{info.pixel_m,   info.source_width, info.source_height, info.min_value,
                              info.max_value, info.min_zoom,     info.max_zoom};
  PackInfo texts;
  texts.name = info.name;
  texts.crs = info.crs;
  texts.provenance = info.provenance;
  texts.notices = info.notices;
  texts.bounds = info.bounds;
  texts.columns.push_back({info.unit, ColumnType::real});
  std::vector<std::byte> out(bytes_of(numbers).begin(), bytes_of(numbers).end());
  const auto rest = format::write_meta(texts, {}, 1);
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

base::Result<RasterInfo> read_raster_meta(std::span<const std::byte> bytes) {
  RasterNumbers numbers;
  if (bytes.size() < sizeof numbers) return fail(ErrorCode::damaged, "feature.raster_damaged", {{"part", "meta"}});
  std::memcpy(&numbers, bytes.data(), sizeof numbers);
  auto texts = format::read_meta(bytes.subspan(sizeof numbers));
  if (!texts) return tl::unexpected(texts.error());
  PackInfo& t = texts->info;
  const bool sound =
      numbers.min_zoom >= 0 && numbers.min_zoom <= numbers.max_zoom && numbers.max_zoom <= k_deepest_zoom && t.columns.size() == 1;
  if (!sound) return fail(ErrorCode::damaged, "feature.raster_damaged", {{"part", "meta"}});
  RasterInfo info;
  info.name = std::move(t.name);
  info.crs = std::move(t.crs);
  info.pixel_m = numbers.pixel_m;
  info.source_width = numbers.source_width;
  info.source_height = numbers.source_height;
  info.min_value = numbers.min_value;
  info.max_value = numbers.max_value;
  info.unit = t.columns.front().name;
  info.provenance = std::move(t.provenance);
  info.notices = std::move(t.notices);
  info.bounds = t.bounds;
  info.min_zoom = numbers.min_zoom;
  info.max_zoom = numbers.max_zoom;
  return info;
}

/// Whether [offset, offset + size) lies between the header and the end; no sum can overflow.
bool within(const Header& header, std::uint64_t offset, std::uint64_t size) {
  return offset >= sizeof(Header) && offset <= header.file_size && size <= header.file_size - offset;
}

base::Result<Header> read_header(std::span<const std::byte> bytes) {
  Header header;
  if (bytes.size() < sizeof header) return fail(ErrorCode::damaged, "feature.raster_damaged", {{"part", "header"}});
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != k_raster_magic) return fail(ErrorCode::damaged, "feature.raster_damaged", {{"part", "header"}});
  if (header.version != k_raster_version)
    return fail(ErrorCode::unsupported, "feature.raster_version", {{"version", std::to_string(header.version)}});
  const bool sound = header.header_checksum == header_checksum(header) && header.file_size == bytes.size();
  const bool inside = sound && within(header, header.directory_offset, std::uint64_t{header.tiles} * sizeof(DirectoryEntry)) &&
                      within(header, header.meta_offset, header.meta_size) &&
                      header.meta_offset == header.directory_offset + std::uint64_t{header.tiles} * sizeof(DirectoryEntry);
  if (!inside) return fail(ErrorCode::damaged, "feature.raster_damaged", {{"part", "header"}});
  const auto body = bytes.subspan(header.directory_offset, std::size_t{header.tiles} * sizeof(DirectoryEntry) + header.meta_size);
  if (base::checksum64(body) != header.body_checksum) return fail(ErrorCode::damaged, "feature.raster_damaged", {{"part", "directory"}});
  return header;
}

bool directory_sound(const Header& header, std::span<const DirectoryEntry> directory, const RasterInfo& info) {
  for (std::size_t i = 0; i < directory.size(); ++i) {
    const auto& entry = directory[i];
    const bool on_grid = static_cast<int>(entry.z) >= info.min_zoom && static_cast<int>(entry.z) <= info.max_zoom &&
                         entry.x >> entry.z == 0 && entry.y >> entry.z == 0;
    if (!on_grid || entry.offset % alignof(float) != 0 || !within(header, entry.offset, k_tile_bytes)) return false;
    if (i > 0 && directory[i - 1].id() >= entry.id()) return false;
  }
  return true;
}

}  // namespace

struct RasterPack::Impl {
  base::MappedFile file;
  RasterInfo info;
  std::vector<DirectoryEntry> directory;
  /// One height of the finest zoom's endless pixel grid; NaN where there is none.
  float pixel(std::int64_t column, std::int64_t row, const RasterPack& pack) const;
};

float RasterPack::Impl::pixel(std::int64_t column, std::int64_t row, const RasterPack& pack) const {
  const std::int64_t side = std::int64_t{k_raster_tile_px} << info.max_zoom;
  if (column < 0 || row < 0 || column >= side || row >= side) return std::numeric_limits<float>::quiet_NaN();
  const auto values = pack.tile({static_cast<std::uint8_t>(info.max_zoom), static_cast<std::uint32_t>(column / k_raster_tile_px),
                                 static_cast<std::uint32_t>(row / k_raster_tile_px)});
  if (values.empty()) return std::numeric_limits<float>::quiet_NaN();
  return values[static_cast<std::size_t>(row % k_raster_tile_px) * k_raster_tile_px + static_cast<std::size_t>(column % k_raster_tile_px)];
}

RasterPack::RasterPack(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
RasterPack::~RasterPack() = default;

base::Result<std::shared_ptr<const RasterPack>> RasterPack::open(const std::filesystem::path& file) {
  auto mapped = base::MappedFile::open(file);
  if (!mapped) return tl::unexpected(mapped.error());
  const auto bytes = mapped->bytes();
  auto header = read_header(bytes);
  if (!header) return tl::unexpected(header.error());
  auto info = read_raster_meta(bytes.subspan(header->meta_offset, header->meta_size));
  if (!info) return tl::unexpected(info.error());
  auto impl = std::make_unique<Impl>();
  impl->directory.resize(header->tiles);
  if (header->tiles > 0)
    std::memcpy(impl->directory.data(), bytes.data() + header->directory_offset, header->tiles * sizeof(DirectoryEntry));
  if (!directory_sound(*header, impl->directory, *info)) return fail(ErrorCode::damaged, "feature.raster_damaged", {{"part", "directory"}});
  impl->info = std::move(*info);
  impl->file = std::move(*mapped);
  return std::shared_ptr<const RasterPack>(new RasterPack(std::move(impl)));
}

const RasterInfo& RasterPack::info() const { return m_impl->info; }

std::span<const float> RasterPack::tile(geo::TileId id) const {
  const auto& directory = m_impl->directory;
  const auto found = std::lower_bound(directory.begin(), directory.end(), id,
                                      [](const DirectoryEntry& entry, geo::TileId wanted) { return entry.id() < wanted; });
  if (found == directory.end() || found->id() != id) return {};
  return {reinterpret_cast<const float*>(m_impl->file.bytes().data() + found->offset), k_tile_values};
}

std::optional<float> RasterPack::sample(geo::Point2 mercator) const {
  if (!m_impl->info.bounds.contains(mercator)) return std::nullopt;
  const double pixel_m = geo::mercator_m_per_px(m_impl->info.max_zoom);
  const double column = (mercator.x + geo::k_mercator_half_m) / pixel_m - 0.5;
  const double row = (geo::k_mercator_half_m - mercator.y) / pixel_m - 0.5;
  const auto c = static_cast<std::int64_t>(std::floor(column));
  const auto r = static_cast<std::int64_t>(std::floor(row));
  const double right = column - static_cast<double>(c);
  const double lower = row - static_cast<double>(r);
  double sum = 0;
  double weight = 0;
  for (int dy = 0; dy < 2; ++dy) {
    for (int dx = 0; dx < 2; ++dx) {
      const float height = m_impl->pixel(c + dx, r + dy, *this);
      if (std::isnan(height)) continue;
      const double w = (dx == 1 ? right : 1 - right) * (dy == 1 ? lower : 1 - lower);
      sum += w * static_cast<double>(height);
      weight += w;
    }
  }
  // A point half surrounded by missing data has no height; one at the rim keeps that of its neighbours.
  if (weight < 0.5) return std::nullopt;
  return static_cast<float>(sum / weight);
}

struct RasterPackWriter::Impl {
  std::filesystem::path file;
  std::filesystem::path part;
  std::ofstream out;
  std::vector<DirectoryEntry> directory;
  std::uint64_t offset = sizeof(Header);

  base::Status write(std::span<const std::byte> bytes) {
    errno = 0;
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return out ? base::Status{} : write_error();
  }
  base::Status write_error() const {
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    return fail(full ? ErrorCode::no_space : ErrorCode::unreadable, full ? "base.disk_full" : "base.file_unwritable",
                {{"file", file.string()}});
  }
};

RasterPackWriter::RasterPackWriter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
RasterPackWriter::RasterPackWriter(RasterPackWriter&&) noexcept = default;
RasterPackWriter& RasterPackWriter::operator=(RasterPackWriter&&) noexcept = default;
RasterPackWriter::~RasterPackWriter() {
  if (!m_impl || m_impl->part.empty()) return;
  m_impl->out.close();
  std::error_code ignored;
  std::filesystem::remove(m_impl->part, ignored);
}

base::Result<RasterPackWriter> RasterPackWriter::create(const std::filesystem::path& file, RasterInfo) {
  auto impl = std::make_unique<Impl>();
  impl->file = file;
  impl->part = file;
  impl->part += "." + base::to_string(base::new_uuid()) + ".part";
  impl->out.open(impl->part, std::ios::binary);
  if (auto status = impl->write(bytes_of(Header{})); !status) return tl::unexpected(status.error());
  return RasterPackWriter(std::move(impl));
}

base::Status RasterPackWriter::add(geo::TileId id, std::span<const float> heights) {
  assert(heights.size() == k_tile_values);
  m_impl->directory.push_back({id.z, id.x, id.y, 0, m_impl->offset});
  m_impl->offset += k_tile_bytes;
  return m_impl->write(std::as_bytes(heights));
}

base::Status RasterPackWriter::finish(RasterInfo info) {
  Impl& impl = *m_impl;
  std::sort(impl.directory.begin(), impl.directory.end(), [](const auto& a, const auto& b) { return a.id() < b.id(); });
  const auto directory_bytes = std::as_bytes(std::span(impl.directory));
  std::vector<std::byte> body(directory_bytes.begin(), directory_bytes.end());
  const auto meta = write_raster_meta(info);
  body.insert(body.end(), meta.begin(), meta.end());
  Header header{k_raster_magic,
                k_raster_version,
                static_cast<std::uint32_t>(impl.directory.size()),
                impl.offset + body.size(),
                impl.offset,
                impl.offset + directory_bytes.size(),
                meta.size(),
                base::checksum64(body),
                0};
  header.header_checksum = header_checksum(header);
  if (auto status = impl.write(body); !status) return status;
  impl.out.seekp(0);
  if (auto status = impl.write(bytes_of(header)); !status) return status;
  errno = 0;
  impl.out.close();
  if (!impl.out) return impl.write_error();
  std::error_code error;
  std::filesystem::rename(impl.part, impl.file, error);
  if (error) return fail(ErrorCode::unreadable, "base.file_unwritable", {{"file", impl.file.string()}});
  impl.part.clear();
  return {};
}

}  // namespace skizze::feature
