// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Rows of a pack as a table for QGIS, in the project's CRS: for the export of a project and for layers that an algorithm works on.
#pragma once

#include <optional>
#include <vector>

#include "base/cancel.h"
#include "feature/layer_pack.h"
#include "geo/crs.h"
#include "store/gpkg_writer.h"

namespace skizze::project {

/// The kinds of geometry in a pack, areas before lines before points; a GeoPackage's table holds one.
std::vector<geo::GeometryKind> kinds_of(const feature::LayerPack& pack);

/// The pack's columns under names that a GeoPackage's table can have.
std::vector<feature::Column> table_columns(const feature::LayerPack& pack);

/// Adds the table and the pack's rows of its kind; table.columns are those of table_columns(). to_mercator: from the table's CRS.
/// only_within: Web Mercator; rows whose box does not touch it are left out.
/// Errors: those of the writer; cancelled.
base::Status write_pack_rows(store::GpkgWriter& writer, const store::GpkgLayer& table, const feature::LayerPack& pack,
                             const geo::Transform& to_mercator, const base::CancelToken& token,
                             const std::optional<geo::Box>& only_within = {});

}  // namespace skizze::project
