// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How far bicycles come: what a project keeps of the question, and the answer as a layer and as a file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <QByteArray>

#include "bike/reach.h"
#include "feature/layer_pack.h"

namespace skizze::project {

/// The entry of the project's settings.
inline constexpr const char* k_bike_reach_setting = "bike_reach";

/// What a person has stated; figures that are empty are those of the rules.
struct ReachSetting {
  std::vector<geo::Point2> places;  ///< project CRS, metres
  std::vector<double> minutes{5, 10, 15};
  bike::Rider rider = bike::Rider::low_stress;
  std::optional<double> speed_kmh, signal_s, give_way_s;
  bool operator==(const ReachSetting&) const = default;
};
/// What cannot be read keeps its default.
ReachSetting reach_setting_from(std::string_view json);
std::string to_json(const ReachSetting& setting);
bike::ReachQuestion question_of(const ReachSetting& setting, const bike::RuleBook& rules);

/// "5, 10; 15" and "5 10 15" to numbers, ascending, each once. Empty where a part is no number above 0 and up to bike::k_most_minutes, or
/// more than most_of_them.
std::vector<double> minutes_from(std::string_view text, std::size_t most_of_them);

/// The style of k_reach_colours bands ("reach"); more bands share the last colour.
inline constexpr std::size_t k_reach_colours = 4;
/// Pieces of street as rows: band ("1" to "4"), gain ("1": sooner than without the plan, or only now), minutes, name. Any thread.
base::Result<std::shared_ptr<const feature::LayerPack>> reach_pack(const bike::City& city, const bike::ReachStudy& study, bool planned,
                                                                   base::CancelToken token = {});

/// The same pieces of one or more variants as GeoJSON in degrees: variante, minuten_heute, minuten_geplant (null: not reached),
/// strassenname, laenge_m. Errors: none but a CRS that PROJ does not know.
base::Result<QByteArray> reach_geojson(const bike::City& city,
                                       const std::vector<std::pair<std::string, std::shared_ptr<const bike::ReachStudy>>>& variants);

}  // namespace skizze::project
