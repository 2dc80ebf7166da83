// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "feature/pack_builder.h"
#include "geo/crs.h"
#include "readers/citymodel/city_object.h"
#include "readers/read.h"

namespace skizze::readers {

/// Takes city objects one by one and makes the two packs of a city model: objects with footprints, surfaces in space.
/// The first k_sample objects wait in memory until their attributes have decided the columns; what later objects bring
/// beyond that goes as JSON text into the column "other_attributes". One thread.
class CitySink {
 public:
  static constexpr std::size_t k_sample = 2000;
  static constexpr std::size_t k_max_attribute_columns = 80;

  CitySink(const ReadRequest& request, std::string driver);

  /// The CRS the file states for everything in it; only the first counts.
  void set_crs(const std::string& name);
  /// Something to tell; equal ids are counted together and keep the first example.
  void note(feature::Severity severity, const std::string& id, std::vector<base::Argument> arguments = {}, std::string example = {});
  /// Errors: too_large (rows).
  base::Status add(CityObject object);
  std::uint64_t object_count() const { return m_object_count; }

  /// Writes both packs to out_dir and tells what is in them.
  base::Result<ReadReport> finish(base::CancelToken token);

 private:
  struct Placement {              // one source CRS and its way to Web Mercator
    std::string definition;       // "EPSG:25832"
    bool swap_axes = false;       // latitude stands first in the file
    geo::Box area;                // of use, in source units, generous; empty: unknown
    std::shared_ptr<geo::Transform> transform;
  };
  base::Status start();
  base::Status write(CityObject& object);
  void write_surfaces(CityObject& object);
  void write_object_row(const CityObject& object, const geo::Geometry& shape);
  std::vector<feature::Value> attribute_values(const CityObject& object);
  base::Result<const Placement*> placement_for(const std::string& crs_name);
  base::Result<Placement> make_placement(const std::string& crs_name);
  std::string assumed_definition();
  void count_unplaced(const std::string& crs_name);
  bool place(CityObject& object, const Placement& placement);
  void drop_bad_polygons(CityObject& object);
  void keep_one_lod(CityObject& object);
  void resolve_links(CityObject& object);
  void check_id(const CityObject& object);
  ReportLayer layer_of(feature::PackBuilder& builder, const std::string& file) const;

  ReadRequest m_request;
  std::string m_driver;
  std::string m_crs_name;                         // as the file writes it
  std::vector<CityObject> m_waiting;              // until started
  bool m_started = false;
  std::map<std::string, Placement> m_placements;  // by CRS name
  std::vector<feature::Column> m_attribute_columns;
  std::unordered_map<std::string, std::size_t> m_attribute_index;
  std::unique_ptr<feature::PackBuilder> m_objects;
  std::unique_ptr<feature::PackBuilder> m_surfaces;
  std::map<std::string, std::uint64_t> m_counts;
  std::vector<feature::Notice> m_notices;
  std::unordered_map<std::string, std::size_t> m_notice_index;
  std::uint64_t m_object_count = 0;
  std::int64_t m_next_object_id = 1;
  std::int64_t m_next_surface_id = 1;
};

}  // namespace skizze::readers
