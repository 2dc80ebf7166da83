// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands in a GPX 1.0 or 1.1 file (topografix.com/GPX/1/1/gpx.xsd), as far as a map can use it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace gpx {

/// z is NaN where the file gives no height; time is ISO 8601 as in the file, or empty.
struct Point {
  double lon = 0;
  double lat = 0;
  double z = 0;
  std::string time;
};

/// What waypoints, routes and tracks have in common.
struct Words {
  std::string name, type, symbol, description, comment, link, number;
};

struct Waypoint {
  Words words;
  Point point;
};

/// A route has one stretch, a track one for each <trkseg>.
struct Path {
  Words words;
  std::vector<std::vector<Point>> stretches;
};

struct File {
  std::vector<Waypoint> waypoints;
  std::vector<Path> routes;
  std::vector<Path> tracks;
  std::string licence;
  std::string author;               ///< of the copyright
  std::string date;                 ///< of the file, ISO 8601
  std::uint64_t without_place = 0;  ///< points left out
  std::uint64_t extensions = 0;     ///< elements passed over
  std::string cut;                  ///< where the file breaks off ("line 12: ..."); empty: it is whole
};

enum class Outcome { read, no_file, damaged, entities };
/// Reads the file as far as it goes. told: the share read, 0 to 1, now and then; what it throws goes through. detail: what is wrong and
/// where.
Outcome read(const std::filesystem::path& path, File& file, const std::function<void(double)>& told, std::string& detail);

}  // namespace gpx
