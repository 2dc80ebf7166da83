// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/foreign_tile.h"

#include <algorithm>
#include <limits>
#include <type_traits>

#include "feature/pack_builder.h"
#include "tiles/compression.h"
#include "tiles/mvt_reader.h"

namespace skizze::tiles {

namespace {

using feature::ColumnType;

feature::Value value_of(const MvtValue& stored) {
  return std::visit(
      [](const auto& v) -> feature::Value {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, float>) {
          return static_cast<double>(v);
        } else if constexpr (std::is_same_v<T, MvtSint>) {
          return v.value;
        } else if constexpr (std::is_same_v<T, std::uint64_t>) {
          if (v > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return static_cast<double>(v);
          return static_cast<std::int64_t>(v);
        } else {
          return v;
        }
      },
      stored);
}

ColumnType type_of(const feature::Value& value) {
  if (std::holds_alternative<bool>(value)) return ColumnType::boolean;
  if (std::holds_alternative<std::int64_t>(value)) return ColumnType::integer;
  return std::holds_alternative<double>(value) ? ColumnType::real : ColumnType::text;
}

ColumnType common(ColumnType a, ColumnType b) {
  if (a == b) return a;
  const auto number = [](ColumnType t) { return t == ColumnType::integer || t == ColumnType::real; };
  return number(a) && number(b) ? ColumnType::real : ColumnType::text;
}

geo::GeometryKind kind_of(MvtGeometryType type) {
  switch (type) {
    case MvtGeometryType::point: return geo::GeometryKind::point;
    case MvtGeometryType::line: return geo::GeometryKind::line;
    case MvtGeometryType::polygon: return geo::GeometryKind::area;
    case MvtGeometryType::unknown: break;
  }
  return geo::GeometryKind::none;
}

/// One MVT layer on its way into a pack.
class LayerReader {
 public:
  LayerReader(geo::TileId id, const MvtLayer& layer) : m_layer(layer), m_box(geo::tile_bounds(id)), m_unit(m_box.width() / layer.extent) {
    m_values.reserve(layer.values.size());
    for (const auto& value : layer.values) m_values.push_back(value_of(value));
  }

  /// Null only where the pack's own limits are passed; adds the pack's size to bytes.
  std::shared_ptr<const feature::LayerPack> read(std::size_t& bytes) const {
    feature::PackInfo info;
    info.name = m_layer.name;
    info.columns = columns();
    feature::PackBuilder builder(std::move(info));
    builder.keep_order();
    std::vector<feature::Value> row;
    for (std::size_t i = 0; i < m_layer.features.size(); ++i) {
      const auto& feature = m_layer.features[i];
      row.assign(m_layer.keys.size(), {});
      for (std::size_t t = 0; t + 1 < feature.tags.size(); t += 2) row[feature.tags[t]] = m_values[feature.tags[t + 1]];
      builder.add(feature.id ? static_cast<std::int64_t>(*feature.id) : -1 - static_cast<std::int64_t>(i), geometry(feature), row);
    }
    auto finished = builder.finish();
    bytes += finished.size();
    auto pack = feature::LayerPack::from_bytes(std::move(finished));
    return pack ? std::move(*pack) : nullptr;
  }

 private:
  std::vector<feature::Column> columns() const {
    std::vector<feature::Column> columns;
    std::vector<bool> seen(m_layer.keys.size(), false);
    for (const auto& key : m_layer.keys) columns.push_back({key, ColumnType::text});
    for (const auto& feature : m_layer.features) {
      for (std::size_t t = 0; t + 1 < feature.tags.size(); t += 2) {
        auto& type = columns[feature.tags[t]].type;
        const auto here = type_of(m_values[feature.tags[t + 1]]);
        type = seen[feature.tags[t]] ? common(type, here) : here;
        seen[feature.tags[t]] = true;
      }
    }
    return columns;
  }

  geo::Geometry geometry(const MvtFeature& feature) const {
    geo::Geometry geometry;
    geometry.kind = kind_of(feature.type);
    // Far coordinates are cut to what can lie beside a tile: four tiles around are more than any buffer.
    const double reach = 4.0 * m_layer.extent;
    for (const auto& part : feature.parts) {
      geo::Part points;
      points.hole = part.hole && !geometry.parts.empty();
      for (const auto& p : part.points) {
        const double x = std::clamp(static_cast<double>(p.x), -reach, reach + m_layer.extent);
        const double y = std::clamp(static_cast<double>(p.y), -reach, reach + m_layer.extent);
        points.points.push_back({m_box.min_x + x * m_unit, m_box.max_y - y * m_unit});
      }
      geometry.parts.push_back(std::move(points));
    }
    return geometry;
  }

  const MvtLayer& m_layer;
  geo::Box m_box;
  double m_unit;  // Mercator metres
  std::vector<feature::Value> m_values;
};

}  // namespace

std::shared_ptr<const feature::LayerPack> ForeignTile::pack(std::string_view layer) const {
  const auto it = std::find_if(packs.begin(), packs.end(), [&](const auto& p) { return p->info().name == layer; });
  return it == packs.end() ? nullptr : *it;
}

base::Result<std::shared_ptr<const ForeignTile>> read_foreign_tile(geo::TileId id, std::string_view mvt) {
  const auto decoded = decode_mvt(bytes_of(mvt));
  if (!decoded) return tl::unexpected(decoded.error());
  auto tile = std::make_shared<ForeignTile>();
  tile->id = id;
  tile->problem_count = decoded->problem_count;
  for (const auto& layer : decoded->tile.layers) {
    auto pack = LayerReader(id, layer).read(tile->bytes);
    if (!pack) return base::fail(base::ErrorCode::damaged, "tiles.mvt_layer_damaged");
    tile->packs.push_back(std::move(pack));
  }
  return tile;
}

}  // namespace skizze::tiles
