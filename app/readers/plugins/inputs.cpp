// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/plugins/inputs.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <span>

namespace skizze::readers {
namespace {

skizze_text text(std::string_view from) { return {from.data(), from.size()}; }

std::int32_t type_of(feature::ColumnType type) {
  switch (type) {
    case feature::ColumnType::integer: return SKIZZE_INTEGER;
    case feature::ColumnType::real: return SKIZZE_REAL;
    case feature::ColumnType::boolean: return SKIZZE_FLAG;
    case feature::ColumnType::text: break;
  }
  return SKIZZE_TEXT;
}

std::int32_t shape_of(geo::GeometryKind kind) {
  switch (kind) {
    case geo::GeometryKind::point: return SKIZZE_POINT;
    case geo::GeometryKind::line: return SKIZZE_LINE;
    case geo::GeometryKind::area: return SKIZZE_AREA;
    case geo::GeometryKind::none: break;
  }
  return SKIZZE_NO_SHAPE;
}

skizze_value value_of(const feature::ValueView& from) {
  skizze_value out{};
  if (const auto* flag = std::get_if<bool>(&from)) {
    out.type = SKIZZE_FLAG;
    out.flag = *flag ? 1 : 0;
  } else if (const auto* integer = std::get_if<std::int64_t>(&from)) {
    out.type = SKIZZE_INTEGER;
    out.integer = *integer;
  } else if (const auto* real = std::get_if<double>(&from)) {
    out.type = SKIZZE_REAL;
    out.real = *real;
  } else if (const auto* words = std::get_if<std::string_view>(&from)) {
    out.type = SKIZZE_TEXT;
    out.text = text(*words);
  }
  return out;
}

std::vector<std::uint32_t> numbers_of(const std::filesystem::path& file, std::uint32_t below) {
  std::vector<std::uint32_t> out;
  std::ifstream in(file, std::ios::binary);
  std::array<unsigned char, 4> bytes{};
  while (in.read(reinterpret_cast<char*>(bytes.data()), 4)) {
    const std::uint32_t row = static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8U |
                              static_cast<std::uint32_t>(bytes[2]) << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U;
    if (row < below) out.push_back(row);
  }
  return out;
}

}  // namespace

base::Result<bool> PluginInputs::open(std::string_view key, skizze_layer& layer, std::uint64_t& rows) {
  m_pack.reset();
  const auto input = std::find_if(m_inputs.begin(), m_inputs.end(), [&](const PluginInput& one) { return one.key == key; });
  if (input == m_inputs.end()) return false;
  auto pack = feature::LayerPack::open(input->pack);
  if (!pack) return tl::unexpected(pack.error());
  auto transform = geo::Transform::make(m_crs, "EPSG:3857");
  if (!transform) return tl::unexpected(transform.error());
  m_pack = std::move(*pack);
  m_to_mercator = std::move(*transform);
  m_chosen.reset();
  if (!input->rows.empty()) m_chosen = numbers_of(input->rows, m_pack->size());
  m_next = 0;
  m_name = input->name;
  m_columns.clear();
  const auto& info = m_pack->info();
  for (const auto& column : info.columns) m_columns.push_back({text(column.name), type_of(column.type), 0});
  layer = {};
  layer.struct_size = sizeof layer;
  layer.name = text(m_name);
  layer.crs = text(m_crs);
  layer.columns = m_columns.data();
  layer.column_count = m_columns.size();
  layer.licence = text(info.provenance.licence);
  layer.attribution = text(info.provenance.attribution);
  layer.data_date = text(info.provenance.data_date);
  rows = size();
  return true;
}

std::uint32_t PluginInputs::size() const {
  if (!m_pack) return 0;
  return m_chosen ? static_cast<std::uint32_t>(m_chosen->size()) : m_pack->size();
}

double PluginInputs::share() const { return size() == 0 ? 1 : static_cast<double>(m_next) / static_cast<double>(size()); }

void PluginInputs::shape(std::uint32_t row) {
  m_points.clear();
  m_parts.clear();
  auto geometry = m_pack->geometry(row);
  for (auto& part : geometry.parts) {
    m_to_mercator->inverse(std::span<geo::Point3>(part.points));
    auto& numbers = m_points.emplace_back();
    numbers.reserve(3 * part.points.size());
    for (const auto& point : part.points) numbers.insert(numbers.end(), {point.x, point.y, point.z});
    m_parts.push_back({numbers.data(), part.points.size(), part.hole ? 1 : 0, 0});
  }
}

bool PluginInputs::next(skizze_row& row) {
  if (m_next >= size()) return false;
  const std::uint32_t number = m_chosen ? (*m_chosen)[m_next] : m_next;
  ++m_next;
  shape(number);
  m_values.clear();
  for (std::size_t column = 0; column < m_columns.size(); ++column) m_values.push_back(value_of(m_pack->value(number, column)));
  row = {};
  row.struct_size = sizeof row;
  row.shape = shape_of(m_pack->kind(number));
  row.id = m_pack->id(number);
  row.parts = m_parts.data();
  row.part_count = m_parts.size();
  row.values = m_values.data();
  row.value_count = m_values.size();
  return true;
}

}  // namespace skizze::readers
