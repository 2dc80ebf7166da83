// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/geojson_writer.h"

namespace skizze::sample {

GeoJsonWriter::GeoJsonWriter(const std::filesystem::path& path, std::string_view name, std::string_view licence,
                             const geo::Transform& to_lon_lat)
    : m_file(path), m_to_lon_lat(to_lon_lat) {
  auto& out = m_file.text();
  out += "{\"type\":\"FeatureCollection\",\"name\":\"";
  append_json(out, name);
  out += "\",\"license\":\"";
  append_json(out, licence);
  out += "\",\"features\":[";
}

void GeoJsonWriter::begin(const char* type) {
  auto& out = m_file.text();
  out += m_count++ > 0 ? ",\n" : "\n";
  out += "{\"type\":\"Feature\",\"geometry\":{\"type\":\"";
  out += type;
  out += "\",\"coordinates\":";
}

void GeoJsonWriter::position(Vec p) {
  const Vec q = m_to_lon_lat.forward(p);
  auto& out = m_file.text();
  out += '[';
  append_number(out, q.x, 7);
  out += ',';
  append_number(out, q.y, 7);
  out += ']';
}

void GeoJsonWriter::positions(const Polyline& line, bool closed, bool reversed) {
  auto& out = m_file.text();
  out += '[';
  const std::size_t n = line.size();
  for (std::size_t i = 0; i < n + (closed ? 1 : 0); ++i) {
    if (i > 0) out += ',';
    position(line[reversed ? (n - i % n) % n : i % n]);
  }
  out += ']';
}

void GeoJsonWriter::point(Vec p, const Properties& properties) {
  begin("Point");
  position(p);
  end(properties);
}

void GeoJsonWriter::line(const Polyline& line, const Properties& properties) {
  begin("LineString");
  positions(line, false, false);
  end(properties);
}

void GeoJsonWriter::area(const std::vector<Polygon>& rings, const Properties& properties) {
  begin("Polygon");
  m_file.text() += '[';
  for (std::size_t i = 0; i < rings.size(); ++i) {
    if (i > 0) m_file.text() += ',';
    positions(rings[i], true, (signed_area(rings[i]) < 0) == (i == 0));
  }
  m_file.text() += ']';
  end(properties);
}

void GeoJsonWriter::end(const Properties& properties) {
  auto& out = m_file.text();
  out += "},\"properties\":{";
  bool first = true;
  for (const auto& [name, value] : properties) {
    if (std::holds_alternative<std::monostate>(value)) continue;
    if (!first) out += ',';
    first = false;
    out += '"';
    out += name;
    out += "\":";
    if (const auto* flag = std::get_if<bool>(&value)) out += *flag ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&value)) append_number(out, *whole);
    if (const auto* real = std::get_if<double>(&value)) append_number(out, *real, 2);
    if (const auto* text = std::get_if<std::string_view>(&value)) {
      out += '"';
      append_json(out, *text);
      out += '"';
    }
  }
  out += "}}";
  m_file.flush();
}

base::Status GeoJsonWriter::close() {
  m_file.text() += "\n]}\n";
  return m_file.close();
}

}  // namespace skizze::sample
