// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_rows.h"

#include <algorithm>
#include <numeric>
#include <set>

#include <QString>

namespace skizze::project {
namespace {

constexpr std::uint32_t k_rows_between_looks = 1024;  // at the cancel token

feature::Value value_of(const feature::ValueView& view) {
  return std::visit(
      [](const auto& v) -> feature::Value {
        if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::string_view>)
          return std::string(v);
        else
          return v;
      },
      view);
}

std::vector<std::uint32_t> rows_of(const feature::LayerPack& pack, const std::optional<geo::Box>& only_within) {
  std::vector<std::uint32_t> rows;
  if (only_within) {
    rows = pack.query(*only_within);
    std::sort(rows.begin(), rows.end());
  } else {
    rows.resize(pack.size());
    std::iota(rows.begin(), rows.end(), 0U);
  }
  return rows;
}

}  // namespace

std::vector<geo::GeometryKind> kinds_of(const feature::LayerPack& pack) {
  if (pack.info().kind != geo::GeometryKind::none) return {pack.info().kind};
  std::set<geo::GeometryKind> found;
  for (std::uint32_t row = 0; row < pack.size(); ++row) found.insert(pack.kind(row));
  found.erase(geo::GeometryKind::none);
  return {found.rbegin(), found.rend()};
}

std::vector<feature::Column> table_columns(const feature::LayerPack& pack) {
  auto columns = pack.info().columns;
  for (auto& column : columns) {
    const auto name = QString::fromStdString(column.name).toLower();
    if (name == QLatin1String("fid") || name == QLatin1String("geom")) column.name += "_";
  }
  return columns;
}

base::Status write_pack_rows(store::GpkgWriter& writer, const store::GpkgLayer& table, const feature::LayerPack& pack,
                             const geo::Transform& to_mercator, const base::CancelToken& token,
                             const std::optional<geo::Box>& only_within) {
  if (auto status = writer.add_layer(table); !status) return status;
  std::vector<feature::Value> values(table.columns.size());
  for (const std::uint32_t row : rows_of(pack, only_within)) {
    if (row % k_rows_between_looks == 0 && token.cancelled()) return base::fail(base::ErrorCode::cancelled, "project.qgis_cancelled");
    if (pack.kind(row) != table.kind) continue;
    auto shape = pack.geometry(row);
    for (auto& part : shape.parts) to_mercator.inverse(std::span<geo::Point3>(part.points));
    for (std::size_t c = 0; c < values.size(); ++c) values[c] = value_of(pack.value(row, c));
    if (auto status = writer.add_row(shape, values); !status) return status;
  }
  return {};
}

}  // namespace skizze::project
