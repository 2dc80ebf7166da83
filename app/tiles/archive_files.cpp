// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/archive_files.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <system_error>

#include "base/id.h"
#include "tiles/json_text.h"

namespace skizze::tiles {
namespace fs = std::filesystem;

TemporaryPlace::TemporaryPlace(fs::path target) : m_target(std::move(target)) {
  const fs::path folder = m_target.has_parent_path() ? m_target.parent_path() : fs::path(".");
  m_path =
      folder / std::string(".").append(m_target.filename().string()).append(".").append(base::to_string(base::new_uuid())).append(".part");
}

TemporaryPlace::~TemporaryPlace() {
  std::error_code ignored;
  fs::remove_all(m_path, ignored);
}

base::Status TemporaryPlace::commit() {
  std::error_code error;
  fs::path aside;
  if (fs::is_directory(m_target, error)) {
    aside = m_path;
    aside += ".old";
    fs::rename(m_target, aside, error);
  }
  error.clear();
  fs::rename(m_path, m_target, error);
  if (error) {
    errno = error.value();
    return write_error(m_target);
  }
  if (!aside.empty()) fs::remove_all(aside, error);
  return {};
}

tl::unexpected<base::Error> write_error(const fs::path& path) {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EROFS || errno == EFBIG;
  return base::fail(full ? base::ErrorCode::no_space : base::ErrorCode::unreadable, full ? "tiles.no_space" : "tiles.cannot_write",
                    {{"file", path.string()}}, at_file(path));
}

namespace {

std::string number(double v) {
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%.7f", v);
  for (char& c : text) {
    if (c == ',') c = '.';  // whatever the locale says
  }
  return text.data();
}

void append_vector_layer(std::string& out, const VectorLayer& layer) {
  out += '{';
  Commas object(out);
  append_json(append_key(object, "id"), layer.id);
  append_json(append_key(object, "description"), layer.description);
  append_key(object, "minzoom") += std::to_string(layer.min_zoom);
  append_key(object, "maxzoom") += std::to_string(layer.max_zoom);
  append_key(object, "fields") += '{';
  Commas fields(out);
  for (const auto& [name, type] : layer.fields) append_json(append_key(fields, name), type);
  out += "}}";
}

void append_vector_layers(std::string& out, const ArchiveInfo& info) {
  out += '[';
  Commas layers(out);
  for (const VectorLayer& layer : info.vector_layers) append_vector_layer(layers.next(), layer);
  out += ']';
}

const char* geojson_name(geo::GeometryKind kind) {
  switch (kind) {
    case geo::GeometryKind::point: return "Point";
    case geo::GeometryKind::line: return "LineString";
    case geo::GeometryKind::area: return "Polygon";
    case geo::GeometryKind::none: break;
  }
  return nullptr;
}

/// Counts and kinds per layer, as tippecanoe and GDAL write and read them (mapbox-geostats).
void append_tilestats(std::string& out, const ArchiveInfo& info) {
  out += "{\"layerCount\":" + std::to_string(info.vector_layers.size()) + ",\"layers\":[";
  Commas layers(out);
  for (const VectorLayer& layer : info.vector_layers) {
    layers.next() += '{';
    Commas object(out);
    append_json(append_key(object, "layer"), layer.id);
    append_key(object, "count") += std::to_string(layer.count);
    if (const char* name = geojson_name(layer.geometry)) append_json(append_key(object, "geometry"), std::string_view(name));
    out += '}';
  }
  out += "]}";
}

void append_texts(Commas& object, const ArchiveInfo& info) {
  append_json(append_key(object, "name"), info.name);
  append_json(append_key(object, "description"), info.description);
  append_json(append_key(object, "attribution"), info.attribution);
}

geo::Point2 center_of(const ArchiveInfo& info) { return info.bounds_lon_lat.empty() ? geo::Point2{} : info.bounds_lon_lat.center(); }

}  // namespace

std::string bounds_text(const ArchiveInfo& info) {
  const geo::Box b = info.bounds_lon_lat.empty() ? geo::Box{-180, -85, 180, 85} : info.bounds_lon_lat;
  return number(b.min_x) + ',' + number(b.min_y) + ',' + number(b.max_x) + ',' + number(b.max_y);
}

std::string center_text(const ArchiveInfo& info) {
  const geo::Point2 c = center_of(info);
  return number(c.x) + ',' + number(c.y) + ',' + std::to_string(info.min_zoom);
}

std::string vector_layers_json(const ArchiveInfo& info) {
  std::string out = "{\"vector_layers\":";
  append_vector_layers(out, info);
  append_tilestats(out += ",\"tilestats\":", info);
  return out += '}';
}

std::string metadata_json(const ArchiveInfo& info) {
  std::string out = "{";
  Commas object(out);
  append_texts(object, info);
  append_json(append_key(object, "type"), std::string_view("overlay"));
  append_vector_layers(append_key(object, "vector_layers"), info);
  append_tilestats(append_key(object, "tilestats"), info);
  return out += '}';
}

std::string tilejson(const ArchiveInfo& info) {
  std::string out = "{\"tilejson\":\"3.0.0\",\"scheme\":\"xyz\",\"tiles\":[\"{z}/{x}/{y}.pbf\"],";
  Commas object(out);
  append_texts(object, info);
  append_key(object, "minzoom") += std::to_string(info.min_zoom);
  append_key(object, "maxzoom") += std::to_string(info.max_zoom);
  append_key(object, "bounds") += '[' + bounds_text(info) + ']';
  append_key(object, "center") += '[' + center_text(info) + ']';
  append_vector_layers(append_key(object, "vector_layers"), info);
  return out += '}';
}

geo::Box bounds_of_text(std::string_view text) {
  std::array<double, 4> v{};
  for (std::size_t i = 0; i < v.size(); ++i) {
    const auto start = text.find_first_not_of(", \n\t");
    if (start == std::string_view::npos) return k_world_lon_lat;
    const auto [end, error] = std::from_chars(text.data() + start, text.data() + text.size(), v[i]);
    if (error != std::errc{} || !std::isfinite(v[i])) return k_world_lon_lat;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  const geo::Box box{v[0], v[1], v[2], v[3]};
  const bool sane = box.min_x < box.max_x && box.min_y < box.max_y && k_world_lon_lat.grown(5).contains(box);
  return sane ? box : k_world_lon_lat;
}

}  // namespace skizze::tiles
