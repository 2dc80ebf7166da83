// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "feature/chunks.h"
#include "feature/pack_builder.h"
#include "readers/geometry_gate.h"
#include "readers/notices.h"
#include "readers/read.h"

namespace skizze::readers {

/// Rows of one flat layer on their way into one pack: places them, and looks at the whole for what single rows cannot tell
/// (an area that covers all others, points far from the rest). One thread.
class LayerWriter {
 public:
  LayerWriter(const ReadRequest& request, feature::PackInfo info);

  /// The CRS of shapes that bring none of their own; must be called before add().
  base::Status set_crs(const std::string& crs, bool swap_axes);
  /// One row; a shape that cannot be placed is counted and the row kept without it. own_crs: of this shape alone, else empty.
  /// Errors: too_large (rows), unsupported (own_crs).
  base::Status add(std::int64_t id, geo::Geometry geometry, std::span<const feature::Value> values, const std::string& own_crs = {});
  /// How the driver and the shape's vertices should be reported.
  NoticeBook& notices() { return m_book; }
  feature::PackInfo& info() { return m_builder.info(); }
  std::uint64_t size() const { return m_builder.size(); }

  /// Writes out_dir/<n>_<name>.pack. Errors: no_space, unreadable, cancelled.
  base::Result<ReportLayer> finish(std::size_t n, base::CancelToken token);

 private:
  // What the look at the whole needs of the rows; small, since there may be ten million of them.
  struct Centre {
    float x, y;  // Mercator metres, to some decimetres
    std::uint32_t row;
  };
  struct Spot {
    double x, y;
    std::uint32_t row;
  };
  struct Areas {
    std::uint64_t count = 0;
    double sum = 0;
    double largest = -1;
    geo::Box largest_box;
    std::uint32_t largest_row = 0;
  };
  base::Result<GeometryGate*> gate_of(const std::string& crs, bool swap_axes);
  std::string label_of(std::int64_t id, const feature::ValueView& name) const;
  std::string label_of_row(std::uint32_t row, geo::GeometryKind kind) const;
  void remember(const geo::Geometry& placed);
  void look_for_personal_columns();
  void look_for_cover();
  void look_for_strays();
  void look_for_stand_ins();

  const ReadRequest& m_request;
  feature::PackBuilder m_builder;
  NoticeBook m_book;
  std::map<std::string, GeometryGate> m_gates;  // by CRS definition
  GeometryGate* m_gate = nullptr;
  int m_label_column = -1;
  bool m_has_z = false;
  geo::Box m_bounds;  // of all shapes
  Areas m_areas;
  feature::Chunks<Centre> m_centres;
  feature::Chunks<geo::GeometryKind> m_kinds;  // beside m_centres
  feature::Chunks<Spot> m_spots;               // of points
  std::uint64_t m_without_shape = 0;
  std::string m_first_without_shape;
};

/// Provenance every layer of a request shares: path, size and time of the file, time of the import.
feature::Provenance provenance_of(const ReadRequest& request, const std::string& driver);

}  // namespace skizze::readers
