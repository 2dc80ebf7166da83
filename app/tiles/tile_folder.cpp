// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A folder z/x/y.pbf with metadata.json (as GDAL and tippecanoe read it) and tilejson.json; tiles are plain MVT.
#include <cerrno>
#include <charconv>
#include <fstream>

#include "tiles/archive_files.h"
#include "tiles/compression.h"
#include "tiles/json_text.h"

namespace skizze::tiles {
namespace {
namespace fs = std::filesystem;

base::Status write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return out ? base::Status{} : write_error(path);
}

base::Result<std::string> read_file(const fs::path& path, std::size_t max_bytes) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) return base::fail(base::ErrorCode::not_found, "tiles.not_found", {{"file", path.string()}});
  if (size > max_bytes) return base::fail(base::ErrorCode::too_large, "tiles.too_large", {{"limit_mb", std::to_string(max_bytes >> 20)}});
  std::string bytes(size, '\0');
  std::ifstream in(path, std::ios::binary);
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) {
    return base::fail(base::ErrorCode::unreadable, "tiles.cannot_read", {{"file", path.string()}});
  }
  return bytes;
}

std::string metadata_rows(const ArchiveInfo& info) {
  std::string out = "{";
  Commas object(out);
  append_json(append_key(object, "name"), info.name);
  append_json(append_key(object, "description"), info.description);
  append_json(append_key(object, "attribution"), info.attribution);
  append_json(append_key(object, "type"), std::string_view("overlay"));
  append_json(append_key(object, "version"), std::string_view("2"));
  append_json(append_key(object, "format"), std::string_view("pbf"));
  append_key(object, "minzoom") += std::to_string(info.min_zoom);
  append_key(object, "maxzoom") += std::to_string(info.max_zoom);
  append_json(append_key(object, "bounds"), bounds_text(info));
  append_json(append_key(object, "center"), center_text(info));
  append_json(append_key(object, "json"), vector_layers_json(info));
  return out += '}';
}

class FolderWriter final : public TileArchiveWriter {
 public:
  explicit FolderWriter(fs::path target) : m_target(target), m_place(std::move(target)) {}

  base::Status open() { return named(make_folder(m_place.path())); }
  bool stores_gzip() const override { return false; }

  base::Status add(geo::TileId id, std::string_view stored) override {
    const fs::path folder = m_place.path() / std::to_string(id.z) / std::to_string(id.x);
    if (folder != m_last_folder) {
      if (auto status = make_folder(folder); !status) return named(std::move(status));
      m_last_folder = folder;
    }
    return named(write_file(folder / (std::to_string(id.y) + ".pbf"), stored));
  }

  base::Status finish(const ArchiveInfo& info) override {
    if (auto status = write_file(m_place.path() / "metadata.json", metadata_rows(info)); !status) return named(std::move(status));
    if (auto status = write_file(m_place.path() / "tilejson.json", tilejson(info)); !status) return named(std::move(status));
    return m_place.commit();
  }

 private:
  static base::Status make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) return {};
    errno = error.value();
    return write_error(folder);
  }
  /// An error names the folder as the person called it, not the temporary one.
  base::Status named(base::Status status) const {
    if (!status) {
      status.error().where = at_file(m_target);
      status.error().message.arguments = {{"file", m_target.string()}};
    }
    return status;
  }

  fs::path m_target;
  TemporaryPlace m_place;
  fs::path m_last_folder;
};

std::optional<std::uint32_t> number(const fs::path& name, std::uint32_t below) {
  const std::string text = name.string();
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value >= below) return std::nullopt;
  return value;
}

class FolderReader final : public TileArchiveReader {
 public:
  explicit FolderReader(fs::path path) : m_path(std::move(path)) {}

  base::Status open() {
    auto json = read_file(m_path / "metadata.json", k_max_metadata_bytes);
    if (!json) json = read_file(m_path / "tilejson.json", k_max_metadata_bytes);
    if (json) m_json = std::move(*json);
    m_min_zoom = 31;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(m_path, error)) {
      const auto z = number(entry.path().filename(), 31);
      if (!z || !entry.is_directory()) continue;
      m_min_zoom = std::min(m_min_zoom, static_cast<int>(*z));
      m_max_zoom = std::max(m_max_zoom, static_cast<int>(*z));
    }
    if (m_max_zoom >= 0) return {};
    return base::fail(base::ErrorCode::unsupported, "tiles.not_an_archive", {{"file", m_path.string()}}, at_file(m_path));
  }

  ArchiveKind kind() const override { return ArchiveKind::folder; }
  int min_zoom() const override { return m_min_zoom; }
  int max_zoom() const override { return m_max_zoom; }
  geo::Box bounds_lon_lat() const override {
    // A list of numbers (TileJSON) or the same as a text (rows of MBTiles, as mb-util writes them).
    constexpr std::string_view k_key = "\"bounds\"";
    const auto key = m_json.find(k_key);
    const auto list = key == std::string::npos ? key : m_json.find_first_of("[\"", key + k_key.size());
    return list == std::string::npos ? k_world_lon_lat : bounds_of_text(std::string_view(m_json).substr(list + 1));
  }
  const std::string& metadata_json() const override { return m_json; }

  base::Result<std::optional<std::string>> tile(geo::TileId id) override {
    const fs::path stem = m_path / std::to_string(id.z) / std::to_string(id.x) / std::to_string(id.y);
    for (const char* extension : {".pbf", ".mvt"}) {
      fs::path path = stem;
      path += extension;
      std::error_code error;
      if (!fs::is_regular_file(path, error)) continue;
      auto bytes = read_tile(path);
      if (!bytes) return tl::unexpected(std::move(bytes.error()));
      return std::optional(std::move(*bytes));
    }
    return std::optional<std::string>{};
  }

  base::Status for_each(const std::function<base::Status(geo::TileId, std::string_view)>& visit) override {
    std::error_code error;
    for (auto it = fs::recursive_directory_iterator(m_path, error); it != fs::recursive_directory_iterator(); it.increment(error)) {
      if (error) break;
      const fs::path path = it->path();
      if (it.depth() != 2 || (path.extension() != ".pbf" && path.extension() != ".mvt") || !it->is_regular_file(error)) continue;
      const auto z = number(path.parent_path().parent_path().filename(), 31);
      if (!z) continue;
      const auto x = number(path.parent_path().filename(), std::uint32_t{1} << *z);
      const auto y = number(path.stem(), std::uint32_t{1} << *z);
      if (!x || !y) continue;
      const auto bytes = read_tile(path);
      if (!bytes) return tl::unexpected(bytes.error());
      if (auto status = visit({static_cast<std::uint8_t>(*z), *x, *y}, *bytes); !status) return status;
    }
    return {};
  }

 private:
  static base::Result<std::string> read_tile(const fs::path& path) {
    auto bytes = read_file(path, k_max_tile_bytes);
    if (!bytes || (!is_gzip(bytes_of(*bytes)) && !is_zlib(bytes_of(*bytes)))) return bytes;
    return gunzip(bytes_of(*bytes), k_max_tile_bytes);
  }

  fs::path m_path;
  int m_min_zoom = 0;
  int m_max_zoom = -1;
  std::string m_json = "{}";
};

}  // namespace

base::Result<std::unique_ptr<TileArchiveWriter>> create_folder(const fs::path& target) {
  std::error_code error;
  const bool taken = fs::exists(target, error) &&
                     !(fs::is_directory(target, error) && (fs::is_empty(target, error) || fs::exists(target / "metadata.json", error)));
  if (taken) return base::fail(base::ErrorCode::refused, "tiles.folder_in_use", {{"file", target.string()}}, at_file(target));
  auto writer = std::make_unique<FolderWriter>(target.has_filename() ? target : target.parent_path());
  if (auto status = writer->open(); !status) return tl::unexpected(std::move(status.error()));
  return writer;
}

base::Result<std::unique_ptr<TileArchiveReader>> open_folder(const fs::path& path) {
  auto reader = std::make_unique<FolderReader>(path);
  if (auto status = reader->open(); !status) return tl::unexpected(std::move(status.error()));
  return reader;
}

}  // namespace skizze::tiles
