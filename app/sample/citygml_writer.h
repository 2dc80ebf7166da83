// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "geo/geometry.h"
#include "sample/building.h"
#include "sample/text_file.h"

namespace skizze::sample {

/// Writes LoD2 buildings as the German survey offices do (AdV profile of CityGML 2.0): surfaces in boundedBy, a solid that only
/// links to their polygons, function and roof type codes, xAL addresses. What the roofs were built with stands in the generic
/// attributes Dachneigung (degrees) and Dachausrichtung (degrees clockwise from north, of the first roof face). A new file is
/// begun every k_per_file buildings.
class CityGmlWriter {
 public:
  static constexpr std::uint64_t k_per_file = 100'000;

  /// stem: "buildings" gives buildings.gml, or buildings_01.gml, ... where `total` needs several files.
  CityGmlWriter(std::filesystem::path folder, std::string stem, std::uint64_t total, geo::Box extent, std::string town,
                std::string postcode);
  base::Status add(const Building& building);
  base::Status close();
  const std::vector<std::string>& files() const { return m_files; }

 private:
  base::Status begin_file();
  base::Status end_file();
  void body(const Body& body, double base, const std::string& id);
  void face(const Face& face, double base, const std::string& body_id, std::size_t number);
  void attributes(const Building& building);
  void body_facts(const Body& body);
  void address(const Building& building);

  std::filesystem::path m_folder;
  std::string m_stem;
  std::uint64_t m_total;
  geo::Box m_extent;
  std::string m_town;
  std::string m_postcode;
  TextFile m_file;
  std::vector<std::string> m_files;
  std::uint64_t m_count = 0;
  bool m_open = false;
};

}  // namespace skizze::sample
