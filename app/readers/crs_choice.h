// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "geo/geometry.h"
#include "readers/notices.h"

namespace skizze::readers {

/// What is known before a layer's coordinates can be placed.
struct CrsQuestion {
  std::string layer;                ///< name, for messages
  std::string stated;               ///< what the file says ("EPSG:25832", WKT); empty where it says nothing
  bool stated_by_default = false;   ///< the format implies it (GeoJSON without "crs"): no word of the file's author
  std::string assumed;              ///< what the person said; empty where they said nothing
  std::vector<geo::Point2> sample;  ///< coordinates as they stand in the file, x first
};

struct CrsAnswer {
  std::string crs;  ///< for geo::Transform
  bool swap_axes = false;
};

/// Decides in which CRS the coordinates are. Only what is certain is corrected, and every correction or assumption is said
/// in the book; where two readings are possible the answer is unsupported ("readers.crs_ambiguous", "readers.crs_unknown")
/// and the person has to say. "Certain": the coordinates lie in Germany in one reading only.
base::Result<CrsAnswer> choose_crs(const CrsQuestion& question, NoticeBook& book);

/// The metric CRS usual in German files in which all of the box (metres) lies in Germany: UTM 32/33 with and without zone
/// prefix, Gauss-Krueger 2-5, Web Mercator.
std::vector<std::string> metric_candidates(const geo::Box& box);

/// The box of the sample without the outermost 2 % on each side, so that single strays do not decide; finite points only.
geo::Box core_box(const std::vector<geo::Point2>& sample);

}  // namespace skizze::readers
