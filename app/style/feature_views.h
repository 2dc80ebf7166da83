// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How expressions see rows of packs and free rows. Used inside the room only.
#pragma once

#include <vector>

#include "feature/layer_pack.h"
#include "style/evaluate.h"
#include "style/expression.h"

namespace skizze::style {

/// "Point", "LineString" or "Polygon"; parts do not matter.
std::string_view geometry_name(geo::GeometryKind kind);

/// Columns of a pack for the names of a sheet: by slot, -1 where the pack has no such column.
using ColumnMap = std::vector<int>;

class PackFeature final : public FeatureAccess {
 public:
  PackFeature(const feature::LayerPack& pack, const ColumnMap& columns, std::uint32_t row) : m_pack(pack), m_columns(columns), m_row(row) {}
  std::optional<Value> property(const PropertyRef& ref) const override;
  Value properties() const override;
  Value id() const override { return Value(static_cast<double>(m_pack.id(m_row))); }
  std::string_view geometry_type() const override { return geometry_name(m_pack.kind(m_row)); }
  geo::Geometry geometry() const override { return m_pack.geometry(m_row); }

 private:
  const feature::LayerPack& m_pack;
  const ColumnMap& m_columns;
  std::uint32_t m_row;
};

class FreeFeature final : public FeatureAccess {
 public:
  explicit FreeFeature(const PropertyRow& row) : m_row(row) {}
  std::optional<Value> property(const PropertyRef& ref) const override;
  Value properties() const override;
  Value id() const override { return Value(static_cast<double>(m_row.id)); }
  std::string_view geometry_type() const override { return geometry_name(m_row.kind); }

 private:
  const PropertyRow& m_row;
};

/// {"selected": ..., "hover": ...} as expressions see it.
const Object& state_object(FeatureState state);

}  // namespace skizze::style
