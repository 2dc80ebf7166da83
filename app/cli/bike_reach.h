// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// `skizze bike --isochrone`: how far bicycles come from places, per variant.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bike/assess.h"
#include "cli/verb.h"

namespace skizze::cli {

struct ReachArgs {
  std::vector<std::string> places;  ///< "LON,LAT"
  std::string minutes = "5,10,15";
  std::string output;        ///< GeoJSON
  bool all_streets = false;  ///< not only low-stress ones
  double speed_kmh = 0;      ///< 0: the rule's
  double signal_s = -1;      ///< below 0: the rule's
  double give_way_s = -1;
};
/// Adds --isochrone, --minutes, ... to the verb.
void add_reach_options(CLI::App& app, const Context& context, ReachArgs& args);

/// Studies of one call, in the order they were asked.
class ReachReport {
 public:
  /// Errors: a place that is no pair of degrees, minutes that make no sense. Nothing is asked where args has no place.
  static base::Result<ReachReport> make(const bike::City& city, const ReachArgs& args);
  bool wanted() const { return !m_question.places.empty(); }
  /// Measures one variant (empty name: the lanes of a file), prints it and keeps it.
  base::Status add(const Context& context, const bike::City& city, const std::string& variant, const std::vector<bike::PlannedLine>& lanes);
  /// Shape: README.md.
  QJsonArray json(const bike::City& city) const;
  /// Errors: unreadable.
  base::Status write(const bike::City& city) const;

 private:
  std::string m_output;
  std::vector<geo::Point2> m_lon_lat;
  bike::ReachQuestion m_question;
  std::vector<std::pair<std::string, std::shared_ptr<const bike::ReachStudy>>> m_studies;
};

}  // namespace skizze::cli
