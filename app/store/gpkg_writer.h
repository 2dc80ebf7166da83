// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "feature/value.h"
#include "geo/geometry.h"

namespace skizze::store {

struct GpkgLayer {
  std::string name;                                  ///< table name: letters, digits and '_'
  std::string title;                                 ///< for people; the name when empty
  geo::GeometryKind kind = geo::GeometryKind::area;  ///< stored as point, multi-line or multi-polygon; none: a table without places
  bool with_z = false;                               ///< heights are written; unknown ones as 0
  int epsg = 25832;
  std::vector<feature::Column> columns = {};         ///< names other than "fid" and "geom"
  std::string metadata = {};                         ///< how it was made, as XML of QGIS's metadata; empty: none
};

/// Writes a new GeoPackage for others: rows into a temporary file beside the target, renamed by finish(). Without finish() nothing remains.
/// One thread. Errors: no_space, unreadable (folder missing), invalid (wrong kind of geometry, wrong number of values).
class GpkgWriter {
 public:
  static base::Result<GpkgWriter> create(const std::filesystem::path& target);
  GpkgWriter(GpkgWriter&&) noexcept;
  GpkgWriter& operator=(GpkgWriter&&) noexcept;
  ~GpkgWriter();

  /// The layer that following rows go to.
  base::Status add_layer(const GpkgLayer& layer);
  /// values in the order of the columns; an empty geometry is stored as NULL.
  base::Status add_row(const geo::Geometry& geometry, std::span<const feature::Value> values);
  base::Status finish();

 private:
  struct Impl;
  explicit GpkgWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace skizze::store
