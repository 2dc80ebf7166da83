// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sample/citygml_writer.h"
#include "sample/comments.h"
#include "sample/geojson_writer.h"
#include "sample/height_grid.h"
#include "sample/names.h"
#include "sample/quarter_content.h"
#include "sample/random.h"
#include "sample/town.h"
#include "sample/town_plan.h"

namespace skizze::sample {

constexpr double k_bend_step = 18;  // metres between the vertices of what follows the bent plan

/// Writes what the plan and its quarters hold into the files of the town, quarter by quarter.
class TownWriter {
 public:
  TownWriter(const std::filesystem::path& folder, const TownPlan& plan, const TownOptions& options, const geo::Transform& to_lon_lat);

  base::Status add(const Quarter& quarter, QuarterContent content);
  /// Main streets, river, railway, districts, comments, heights; closes everything.
  base::Result<TownSummary> finish();

 private:
  void write_streets(const Quarter& quarter, const QuarterContent& content, std::vector<std::string>& names);
  void write_parcels(const Quarter& quarter, const QuarterContent& content);
  base::Status write_buildings(const Quarter& quarter, QuarterContent& content, const std::vector<std::string>& names);
  void write_areas(const QuarterContent& content);
  void write_tree(const Tree& tree);
  void write_strip(const Quarter& quarter);
  void write_main_streets();
  void write_main_piece(const MainStreet& street, const Polyline& plan_line, bool bridge);
  void line_with_trees(const MainStreet& street, const Polyline& plan_line);
  void write_river();
  void write_bank_streets();
  void write_railway();
  void write_wall_belt();
  void remember_roof(const Building& building);
  void collect_axes();
  void write_districts();
  void write_comments();
  base::Status write_licence();
  void street(const Polyline& land, StreetClass street_class, const std::string& name, bool built, bool bridge, std::uint64_t seed);
  void remember_place(const Polyline& land, const std::string& name, double weight);
  const std::string& main_name(const MainStreet& street);
  const std::string& district_name_at(Vec plan) const;
  bool built_at(Vec plan) const;

  std::filesystem::path m_folder;
  const TownPlan& m_plan;
  TownOptions m_options;
  const geo::Transform& m_to_lon_lat;
  geo::Box m_extent;
  StreetNames m_names;
  Random m_random;
  std::map<std::uint32_t, std::string> m_main_names;
  std::map<std::uint32_t, std::vector<const MainStreet*>> m_main_of_quarter;
  std::map<const MainStreet*, std::vector<Vec>> m_gates;
  std::vector<Vec> m_bank_gates;
  std::unique_ptr<HeightGrid> m_surface;
  CityGmlWriter m_buildings;
  GeoJsonWriter m_streets, m_parcels, m_trees, m_green, m_water, m_parking, m_railway, m_districts, m_places, m_comments;
  std::vector<CommentPlace> m_comment_places;
  std::uint64_t m_comment_seen = 0;
  std::uint64_t m_parcel_number = 0;
  TownSummary m_summary;
};

/// The map sheet: the built-up area's bounds on the land with fields around it.
geo::Box built_extent(const TownPlan& plan);

}  // namespace skizze::sample
