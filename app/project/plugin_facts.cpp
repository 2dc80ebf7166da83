// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/plugin_facts.h"

#include <QJsonArray>

namespace skizze::project {
namespace {

QString q(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QJsonValue or_null(const std::optional<double>& value) { return value ? QJsonValue(*value) : QJsonValue(); }

/// Lines or rings: [[[x, y], ...], ...]
QJsonArray points_of(const geo::Geometry& shape) {
  QJsonArray parts;
  for (const auto& part : shape.parts) {
    QJsonArray points;
    for (const auto& p : part.points) points.append(QJsonArray{p.x, p.y});
    parts.append(points);
  }
  return parts;
}

QJsonObject side_of(const bike::StreetSide& side) {
  static constexpr std::array k_parking{"unknown", "none", "parallel", "diagonal", "perpendicular"};
  return {{QStringLiteral("parking"), QLatin1String(k_parking.at(static_cast<std::size_t>(side.parking)))},
          {QStringLiteral("cycleway_m"), or_null(side.cycleway_m)},
          {QStringLiteral("footway_m"), or_null(side.footway_m)},
          {QStringLiteral("space_m"), or_null(side.space_m)}};
}

QJsonObject stretch_of(const bike::StreetStretch& stretch, const bike::RuleBook& rules) {
  const auto& street = stretch.street;
  const auto width = bike::carriageway_of(street, rules);
  return {{QStringLiteral("from_m"), stretch.where.from_m},
          {QStringLiteral("to_m"), stretch.where.to_m},
          {QStringLiteral("known"), stretch.known},
          {QStringLiteral("street"), q(street.name)},
          {QStringLiteral("carriageway_m"), width ? QJsonValue(width->m) : QJsonValue()},
          {QStringLiteral("carriageway_assumed"), width ? QJsonValue(width->assumed()) : QJsonValue()},
          {QStringLiteral("between_facades_m"), or_null(street.facade_m)},
          {QStringLiteral("speed_kmh"), or_null(street.speed_kmh)},
          {QStringLiteral("kfz_per_hour"), or_null(street.cars_per_hour)},
          {QStringLiteral("kfz_per_day"), or_null(street.cars_per_day)},
          {QStringLiteral("truck_percent"), or_null(street.truck_percent)},
          {QStringLiteral("lanes"), street.lanes ? QJsonValue(*street.lanes) : QJsonValue()},
          {QStringLiteral("oneway"), street.oneway},
          {QStringLiteral("bicycle_road"), street.bicycle_road},
          {QStringLiteral("bridge"), street.bridge},
          {QStringLiteral("tunnel"), street.tunnel},
          {QStringLiteral("left"), side_of(street.left)},
          {QStringLiteral("right"), side_of(street.right)}};
}

QJsonObject finding_of(const bike::Finding& finding) {
  return {{QStringLiteral("rule"), q(finding.rule)},
          {QStringLiteral("verdict"), q(bike::name_of(finding.verdict))},
          {QStringLiteral("likely"), finding.likely},
          {QStringLiteral("value"), or_null(finding.value)},
          {QStringLiteral("required"), or_null(finding.required)},
          {QStringLiteral("unit"), q(finding.unit)},
          {QStringLiteral("from_m"), finding.from_m},
          {QStringLiteral("to_m"), finding.to_m},
          {QStringLiteral("source"), q(finding.source)}};
}

QJsonObject figures_of(const bike::LaneAssessment& lane) {
  const auto& figures = lane.figures;
  QJsonObject json{{QStringLiteral("standard_m"), figures.standard_m},   {QStringLiteral("minimum_m"), figures.minimum_m},
                   {QStringLiteral("below_m"), figures.below_m},         {QStringLiteral("not_assessable_m"), figures.not_assessable_m},
                   {QStringLiteral("door_zone_m"), figures.door_zone_m}, {QStringLiteral("parking_m"), figures.parking_m},
                   {QStringLiteral("stalls"), or_null(figures.stalls)},  {QStringLiteral("trees"), figures.trees},
                   {QStringLiteral("defects"), figures.defects}};
  if (lane.gradient) {
    json[QStringLiteral("steepest_percent")] = or_null(lane.gradient->steepest_percent);
    json[QStringLiteral("climb_m")] = lane.gradient->climb_m;
  }
  if (lane.cost) {
    json[QStringLiteral("cost_low_eur")] = lane.cost->low_eur;
    json[QStringLiteral("cost_high_eur")] = lane.cost->high_eur;
  }
  return json;
}

}  // namespace

QJsonObject lane_facts(const std::string& id, const std::string& name, const bike::LaneAssessment& result) {
  const auto& lane = result.lane;
  QJsonArray stretches, findings;
  for (const auto& stretch : result.stretches) stretches.append(stretch_of(stretch, *result.rules));
  for (const auto& finding : result.findings) findings.append(finding_of(finding));
  return {{QStringLiteral("kind"), QStringLiteral("lane")},
          {QStringLiteral("id"), q(id)},
          {QStringLiteral("name"), q(name)},
          {QStringLiteral("facility"), q(sketch::word_of(lane.facility))},
          {QStringLiteral("side"), q(sketch::word_of(lane.side))},
          {QStringLiteral("direction"), q(sketch::word_of(lane.direction))},
          {QStringLiteral("width_m"), or_null(lane.width_m)},
          {QStringLiteral("buffer_m"), or_null(lane.buffer_m)},
          {QStringLiteral("surface"), q(sketch::word_of(lane.surface))},
          {QStringLiteral("red_paint"), lane.red_paint},
          {QStringLiteral("street"), q(lane.street_name)},
          {QStringLiteral("network_class"), q(lane.network_class)},
          {QStringLiteral("length_m"), result.length_m},
          {QStringLiteral("line"), points_of(result.line)},
          {QStringLiteral("stretches"), stretches},
          {QStringLiteral("findings"), findings},
          {QStringLiteral("figures"), figures_of(result)}};
}

QJsonObject area_facts(const sketch::Measure& measure, const AreaFigures* figures) {
  const auto& area = measure.solar;
  QJsonObject json{{QStringLiteral("kind"), QStringLiteral("solar_area")},
                   {QStringLiteral("id"), q(base::to_string(measure.id))},
                   {QStringLiteral("name"), q(measure.name)},
                   {QStringLiteral("place"), q(sketch::word_of(area.place))},
                   {QStringLiteral("mounting"), q(sketch::word_of(area.mounting))},
                   {QStringLiteral("tilt_deg"), or_null(area.tilt_deg)},
                   {QStringLiteral("azimuth_deg"), or_null(area.azimuth_deg)},
                   {QStringLiteral("usable_share"), area.usable_share},
                   {QStringLiteral("area_m2"), sketch::area_m2(measure)},
                   {QStringLiteral("shape"), points_of(measure.geometry)}};
  if (!figures) return json;
  json[QStringLiteral("kwp")] = figures->kwp;
  json[QStringLiteral("kwh")] = figures->kwh;
  json[QStringLiteral("co2_kg")] = figures->co2_kg;
  return json;
}

QJsonObject plan_facts(const std::string& project, const std::string& scenario, const std::vector<QJsonObject>& lanes,
                       const std::vector<QJsonObject>& areas) {
  QJsonArray all_lanes, all_areas;
  for (const auto& lane : lanes) all_lanes.append(lane);
  for (const auto& area : areas) all_areas.append(area);
  return {{QStringLiteral("kind"), QStringLiteral("plan")},
          {QStringLiteral("project"), q(project)},
          {QStringLiteral("scenario"), q(scenario)},
          {QStringLiteral("lanes"), all_lanes},
          {QStringLiteral("solar_areas"), all_areas}};
}

}  // namespace skizze::project
