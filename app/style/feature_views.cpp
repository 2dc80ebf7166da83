// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/feature_views.h"

#include <array>

namespace skizze::style {
namespace {

/// Empty for "no value": rows of a table have no difference between missing and null.
std::optional<Value> converted(const feature::ValueView& view) {
  struct Visitor {
    std::optional<Value> operator()(std::monostate) const { return std::nullopt; }
    std::optional<Value> operator()(bool b) const { return Value(b); }
    std::optional<Value> operator()(std::int64_t i) const { return Value(static_cast<double>(i)); }
    std::optional<Value> operator()(double d) const { return Value(d); }
    std::optional<Value> operator()(std::string_view s) const { return Value(s); }
  };
  return std::visit(Visitor{}, view);
}

}  // namespace

std::string_view geometry_name(geo::GeometryKind kind) {
  switch (kind) {
    case geo::GeometryKind::point: return "Point";
    case geo::GeometryKind::line: return "LineString";
    case geo::GeometryKind::area: return "Polygon";
    case geo::GeometryKind::none: break;
  }
  return {};
}

std::optional<Value> PackFeature::property(const PropertyRef& ref) const {
  if (ref.slot >= 0) {
    const int column = m_columns[static_cast<std::size_t>(ref.slot)];
    return column < 0 ? std::nullopt : converted(m_pack.value(m_row, static_cast<std::size_t>(column)));
  }
  const auto column = m_pack.column_index(ref.name);
  return column ? converted(m_pack.value(m_row, *column)) : std::nullopt;
}

Value PackFeature::properties() const {
  Object out;
  const auto& columns = m_pack.info().columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (auto value = converted(m_pack.value(m_row, i))) out.emplace_back(columns[i].name, std::move(*value));
  }
  return Value(std::move(out));
}

std::optional<Value> FreeFeature::property(const PropertyRef& ref) const {
  for (const auto& [name, value] : m_row.properties) {
    if (name == ref.name) return converted(feature::view(value));
  }
  return std::nullopt;
}

Value FreeFeature::properties() const {
  Object out;
  for (const auto& [name, value] : m_row.properties) {
    if (auto shown = converted(feature::view(value))) out.emplace_back(name, std::move(*shown));
  }
  return Value(std::move(out));
}

const Object& state_object(FeatureState state) {
  static const auto s_states = [] {
    std::array<Object, 4> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = {{"selected", Value((i & 1U) != 0)}, {"hover", Value((i & 2U) != 0)}};
    return out;
  }();
  return s_states[(state.selected ? 1U : 0U) + (state.hover ? 2U : 0U)];
}

}  // namespace skizze::style
