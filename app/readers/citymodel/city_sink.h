// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "feature/pack_builder.h"
#include "readers/citymodel/attribute_table.h"
#include "readers/citymodel/city_object.h"
#include "readers/citymodel/placement.h"
#include "readers/read.h"

namespace skizze::readers {

/// Takes city objects one by one and makes the two packs of a city model: objects with footprints, surfaces in space.
/// The first k_sample objects wait in memory until their attributes have decided the columns. One thread.
class CitySink {
 public:
  static constexpr std::size_t k_sample = 2000;

  CitySink(const ReadRequest& request, std::string driver);

  /// The CRS the file states for everything in it; only the first counts.
  void set_crs(const std::string& name);
  /// Something to tell; equal ones are counted together and keep the first example.
  void note(feature::Severity severity, const std::string& id, std::vector<base::Argument> arguments = {}, std::string example = {});
  /// Errors: too_large (rows).
  base::Status add(CityObject object);
  std::uint64_t object_count() const { return m_object_count; }

  /// Writes the packs to out_dir and tells what is in them; the one of surfaces only where there are any.
  base::Result<ReadReport> finish(base::CancelToken token);

 private:
  base::Status start();
  void make_builders();
  base::Result<const Placement*> placement_for(const std::string& crs_name);
  base::Result<Placement> assumed_placement(const std::string& crs_name);
  base::Status write(CityObject& object);
  void drop_bad_polygons(CityObject& object);
  void resolve_links(CityObject& object);
  void keep_one_lod(CityObject& object);
  void count(const CityObject& object);
  void write_object(const CityObject& object, geo::Geometry shape, const Placement& placement);
  void write_surfaces(CityObject& object, const Placement& placement);

  ReadRequest m_request;
  std::string m_driver;
  std::string m_crs_name;                         // as the file writes it
  std::vector<CityObject> m_waiting;              // until started
  std::optional<AttributeTable> m_attributes;     // from then on
  std::map<std::string, Placement> m_placements;  // by CRS name
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
