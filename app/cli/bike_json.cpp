// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bike_json.h"

#include <algorithm>
#include <set>

#include "cli/plugin_notes.h"

namespace skizze::cli {

namespace {

QJsonValue or_null(const std::optional<double>& value) { return value ? QJsonValue(*value) : QJsonValue(); }

/// What a finding was judged with, besides the lane itself: roles as in "sources".
QJsonArray data_of(const std::string& rule) {
  static const std::vector<std::pair<std::string_view, QStringList>> k_data{
      {"width.gehweg", {QStringLiteral("streets")}},
      {"facility.crossing", {QStringLiteral("streets"), QStringLiteral("traffic_lights")}},
      {"facility.", {QStringLiteral("streets")}},
      {"street", {QStringLiteral("streets")}},
      {"space.rails", {QStringLiteral("rails")}},
      {"space.parking.stall", {QStringLiteral("parking")}},
      {"space.", {QStringLiteral("streets"), QStringLiteral("carriageway")}},
      {"conflict.tree", {QStringLiteral("trees")}},
      {"conflict.parking", {QStringLiteral("parking")}},
      {"conflict.stop", {QStringLiteral("stops")}},
      {"conflict.building", {QStringLiteral("buildings")}},
      {"conflict.driveway", {QStringLiteral("driveways")}},
      {"conflict.rail", {QStringLiteral("rails")}},
      {"gradient.", {QStringLiteral("heights")}},
  };
  const auto found = std::find_if(k_data.begin(), k_data.end(), [&](const auto& entry) { return rule.starts_with(entry.first); });
  return found == k_data.end() ? QJsonArray() : QJsonArray::fromStringList(found->second);
}

/// What was known of the streets that a lane follows, and where each width comes from.
QJsonArray stretches_json(const bike::LaneAssessment& result) {
  QJsonArray list;
  for (const auto& stretch : result.stretches) {
    const auto& street = stretch.street;
    const auto width = bike::carriageway_of(street, *result.rules);
    list.append(QJsonObject{{QStringLiteral("from_m"), stretch.where.from_m},
                            {QStringLiteral("to_m"), stretch.where.to_m},
                            {QStringLiteral("known"), stretch.known},
                            {QStringLiteral("street"), q(street.name)},
                            {QStringLiteral("carriageway_m"), width ? QJsonValue(width->m) : QJsonValue()},
                            {QStringLiteral("carriageway_source"), width ? q(std::string(bike::name_of(width->source))) : QJsonValue()},
                            {QStringLiteral("speed_kmh"), or_null(street.speed_kmh)},
                            {QStringLiteral("kfz_per_hour"), or_null(street.cars_per_hour)},
                            {QStringLiteral("kfz_per_day"), or_null(street.cars_per_day)}});
  }
  return list;
}

QJsonObject finding_json(const Context& context, const bike::Finding& finding) {
  QJsonObject json{{QStringLiteral("rule"), q(finding.rule)},
                   {QStringLiteral("verdict"), q(std::string(bike::name_of(finding.verdict)))},
                   {QStringLiteral("likely"), finding.likely},
                   {QStringLiteral("value"), or_null(finding.value)},
                   {QStringLiteral("required"), or_null(finding.required)},
                   {QStringLiteral("unit"), q(finding.unit)},
                   {QStringLiteral("from_m"), finding.from_m},
                   {QStringLiteral("to_m"), finding.to_m},
                   {QStringLiteral("id"), q(finding.message.id)},
                   {QStringLiteral("text"), context.text(finding.message)},
                   {QStringLiteral("source"), q(finding.source)},
                   {QStringLiteral("status"), q(std::string(bike::name_of(finding.status)))},
                   {QStringLiteral("data"), data_of(finding.rule)}};
  if (finding.suggestion) json[QStringLiteral("suggestion")] = context.text(*finding.suggestion);
  return json;
}

QJsonObject cost_json(const bike::CostRange& cost) {
  QJsonArray prices;
  for (const auto& item : cost.items) {
    prices.append(QJsonObject{{QStringLiteral("rule"), q(item.price->id)},
                              {QStringLiteral("price"), item.price->value},
                              {QStringLiteral("unit"), q(item.price->unit)},
                              {QStringLiteral("quantity"), item.quantity},
                              {QStringLiteral("year"), item.price->year ? QJsonValue(*item.price->year) : QJsonValue()},
                              {QStringLiteral("source"), q(item.price->source)}});
  }
  return {{QStringLiteral("low_eur"), cost.low_eur},
          {QStringLiteral("high_eur"), cost.high_eur},
          {QStringLiteral("price_year"), cost.oldest_year ? QJsonValue(*cost.oldest_year) : QJsonValue()},
          {QStringLiteral("prices"), prices}};
}

QJsonArray by_stress(const std::array<double, 5>& lengths) {
  QJsonArray json;
  for (const double length : lengths) json.append(length);
  return json;
}

QJsonObject network_json(const bike::NetworkEffect& network) {
  const auto& gain = network.gain;
  QJsonObject json{{QStringLiteral("changed_edges"), count_json(gain.changed_edges)},
                   {QStringLiteral("low_stress_before_m"), gain.low_stress_before_m},
                   {QStringLiteral("low_stress_after_m"), gain.low_stress_after_m},
                   {QStringLiteral("largest_part_before_m"), gain.largest_before_m},
                   {QStringLiteral("largest_part_after_m"), gain.largest_after_m},
                   {QStringLiteral("stress_before_m"), by_stress(network.stress_before_m)},
                   {QStringLiteral("stress_after_m"), by_stress(network.stress_after_m)},
                   {QStringLiteral("way_before_m"), or_null(network.way_before_m)},
                   {QStringLiteral("way_after_m"), or_null(network.way_after_m)},
                   {QStringLiteral("detour_before"), or_null(network.detour_before)},
                   {QStringLiteral("detour_after"), or_null(network.detour_after)},
                   {QStringLiteral("time_before_s"), or_null(network.time_before_s)},
                   {QStringLiteral("time_after_s"), or_null(network.time_after_s)}};
  constexpr std::array<const char*, 3> k_names{"people", "jobs", "schools"};
  for (std::size_t i = 0; i < k_names.size(); ++i) {
    if (!network.reached_before[i]) continue;
    json[QLatin1String(k_names[i]) + QStringLiteral("_before")] = or_null(network.reached_before[i]);
    json[QLatin1String(k_names[i]) + QStringLiteral("_after")] = or_null(network.reached_after[i]);
  }
  return json;
}

bike::Polyline line_of(const bike::LaneAssessment& result) {
  std::vector<geo::Point2> points;
  for (const auto& part : result.line.parts)
    for (const auto& p : part.points) points.push_back(p.xy());
  return bike::Polyline(std::move(points));
}

double share_below(const bike::LaneAssessment& result) {
  return result.length_m > 0 ? std::min(1.0, result.figures.below_m / result.length_m) : 0;
}

QJsonObject indicators_json(const bike::LaneAssessment& result, const bike::NetworkEffect* network) {
  const auto& figures = result.figures;
  QJsonObject json{{QStringLiteral("width_below_share"), share_below(result)},
                   {QStringLiteral("standard_m"), figures.standard_m},
                   {QStringLiteral("minimum_m"), figures.minimum_m},
                   {QStringLiteral("below_m"), figures.below_m},
                   {QStringLiteral("door_zone_m"), figures.door_zone_m},
                   {QStringLiteral("stalls"), or_null(figures.stalls)},
                   {QStringLiteral("trees"), figures.trees},
                   {QStringLiteral("defects"), figures.defects}};
  if (result.gradient) {
    json[QStringLiteral("steepest_percent")] = or_null(result.gradient->steepest_percent);
    json[QStringLiteral("climb_m")] = result.gradient->climb_m;
    json[QStringLiteral("heights_missing_m")] = result.gradient->missing_m;
  }
  if (network) json[QStringLiteral("network")] = network_json(*network);
  if (result.cost) json[QStringLiteral("cost")] = cost_json(*result.cost);
  if (result.safety) {
    json[QStringLiteral("perceived_safety")] =
        QJsonObject{{QStringLiteral("low_percent"), result.safety->low_percent},
                    {QStringLiteral("high_percent"), result.safety->high_percent},
                    {QStringLiteral("scenes"), result.safety->scenes ? QJsonValue(result.safety->scenes->value) : QJsonValue()},
                    {QStringLiteral("ratings"), result.safety->ratings ? QJsonValue(result.safety->ratings->value) : QJsonValue()}};
  }
  return json;
}

}  // namespace

QJsonObject lane_json(const Context& context, const QJsonValue& id, const std::string& name, const bike::LaneAssessment& result,
                      const bike::NetworkEffect* network, const PluginsOnLane& said) {
  QJsonArray findings;
  for (const auto& finding : result.findings) findings.append(finding_json(context, finding));
  for (const auto& one : said.answers.findings) {
    if (one.finding.lane != said.subject) continue;
    auto json = finding_json(context, project::as_ours(one, line_of(result)));
    json[QStringLiteral("status")] = QJsonValue();
    json[QStringLiteral("plugin")] = QJsonObject{{QStringLiteral("id"), q(one.origin.id)},
                                                 {QStringLiteral("name"), q(project::in(one.origin.name, context.language()))},
                                                 {QStringLiteral("version"), q(one.origin.version)}};
    findings.append(json);
  }
  QJsonObject whole = {{QStringLiteral("id"), id},
          {QStringLiteral("name"), q(name)},
          {QStringLiteral("length_m"), result.length_m},
          {QStringLiteral("stretches"), stretches_json(result)},
          {QStringLiteral("findings"), findings},
          {QStringLiteral("indicators"), indicators_json(result, network)}};
  const auto figures = plugin_figures_json(context, said.answers, said.subject);
  if (!figures.isEmpty()) whole[QStringLiteral("plugin_indicators")] = figures;
  return whole;
}

void print_lane(const Context& context, const std::string& name, sketch::FacilityType facility, const bike::LaneAssessment& result,
                const bike::NetworkEffect* network, const PluginsOnLane& said) {
  context.line(
      context.text("bike.lane_head", {{"name", name}, {"length", plain(result.length_m, 0)}, {"facility", sketch::message_id(facility)}}));
  auto findings = result.findings;
  for (const auto& one : said.answers.findings) {
    if (one.finding.lane == said.subject) findings.push_back(project::as_ours(one, line_of(result)));
  }
  for (const auto& finding : findings) {
    const std::string origin = finding.origin ? "; " + context.text(*finding.origin).toStdString() : std::string();
    context.line(
        context.text("bike.finding_line",
                     {{"verdict", context.text(("bike.verdict_" + std::string(bike::name_of(finding.verdict))).c_str()).toStdString()},
                      {"likely", finding.likely ? " " + context.text("bike.likely").toStdString() : std::string()},
                      {"from", plain(finding.from_m, 0)},
                      {"to", plain(finding.to_m, 0)},
                      {"text", context.text(finding.message).toStdString()},
                      {"rule", finding.rule},
                      {"source", finding.source + origin}}));
    if (finding.suggestion) context.line(QStringLiteral("    → ") + context.text(*finding.suggestion));
  }
  if (network) {
    context.line(context.text("bike.network_line", {{"edges", std::to_string(network->gain.changed_edges)},
                                                    {"before", plain(network->gain.low_stress_before_m, 0)},
                                                    {"after", plain(network->gain.low_stress_after_m, 0)}}));
  }
  if (result.cost) {
    context.line(context.text("bike.cost_line",
                              {{"low", plain(result.cost->low_eur, 0)},
                               {"high", plain(result.cost->high_eur, 0)},
                               {"year", result.cost->oldest_year ? std::to_string(*result.cost->oldest_year) : std::string("?")}}));
  }
  print_plugin_figures(context, said.answers, said.subject);
}

QJsonObject comparison_json(const Context& context, const std::vector<std::string>& names, const std::vector<bike::IndicatorRow>& rows) {
  QJsonArray scenarios;
  for (const auto& name : names) scenarios.append(q(name));
  QJsonArray table;
  for (const auto& row : rows) {
    QJsonArray values;
    for (const auto& value : row.values) values.append(or_null(value));
    QJsonArray basis;
    for (const auto& message : row.basis) basis.append(context.text(message));
    table.append(QJsonObject{{QStringLiteral("id"), q(row.id)},
                             {QStringLiteral("name"), context.text(bike::name_of(row))},
                             {QStringLiteral("unit"), q(row.unit)},
                             {QStringLiteral("today"), or_null(row.today)},
                             {QStringLiteral("values"), values},
                             {QStringLiteral("basis"), basis}});
  }
  return {{QStringLiteral("scenarios"), scenarios}, {QStringLiteral("rows"), table}};
}

void print_comparison(const Context& context, const std::vector<std::string>& names, const std::vector<bike::IndicatorRow>& rows) {
  const auto cell = [&](const std::optional<double>& value, int decimals) {
    return value ? context.number(*value, decimals) : QStringLiteral("–");
  };
  QString head = context.text("bike.comparison_head").leftJustified(44) + context.text("bike.today").rightJustified(12);
  for (const auto& name : names) head += QLatin1Char(' ') + q(name).rightJustified(14);
  context.line(head);
  for (const auto& row : rows) {
    const auto name = context.text(bike::name_of(row)) + (row.unit.empty() ? QString() : QStringLiteral(" [%1]").arg(q(row.unit)));
    QString line = name.leftJustified(44) + cell(row.today, row.decimals).rightJustified(12);
    for (const auto& value : row.values) line += QLatin1Char(' ') + cell(value, row.decimals).rightJustified(14);
    context.line(line);
    for (const auto& message : row.basis) context.line(QStringLiteral("    ") + context.text(message));
  }
}

void note_streets(const Context& context, const bike::City& city) {
  if (!city.graph()) return;
  const auto& notes = city.graph()->notes();
  if (notes.too_short + notes.loops + notes.contradictory + city.doubts() + city.nameless() == 0) return;
  context.note({"bike.streets_notes",
                {{"zero", std::to_string(notes.too_short)},
                 {"loops", std::to_string(notes.loops)},
                 {"oneway", std::to_string(notes.contradictory)},
                 {"nameless", std::to_string(city.nameless())},
                 {"doubts", std::to_string(city.doubts())}}});
  for (const auto& doubt : city.doubtful())
    context.note({"bike.streets_doubt", {{"key", doubt.key}, {"value", doubt.value}, {"count", std::to_string(doubt.count)}}});
}

QJsonArray rules_json(const bike::RuleBook& rules, const QJsonArray& lanes) {
  std::set<std::string> used;
  for (const auto& lane : lanes) {
    const auto object = lane.toObject();
    const auto prices =
        object[QStringLiteral("indicators")].toObject()[QStringLiteral("cost")].toObject()[QStringLiteral("prices")].toArray();
    for (const auto& list : {object[QStringLiteral("findings")].toArray(), prices})
      for (const auto& one : list) used.insert(one.toObject()[QStringLiteral("rule")].toString().toStdString());
  }
  QJsonArray list;
  for (const auto& rule : rules.all()) {
    if (used.count(rule.id) == 0) continue;
    list.append(QJsonObject{{QStringLiteral("id"), q(rule.id)},
                            {QStringLiteral("value"), rule.value},
                            {QStringLiteral("unit"), q(rule.unit)},
                            {QStringLiteral("source"), q(rule.source)},
                            {QStringLiteral("year"), rule.year ? QJsonValue(*rule.year) : QJsonValue()},
                            {QStringLiteral("status"), q(std::string(bike::name_of(rule.status)))},
                            {QStringLiteral("city"), rule.city},
                            {QStringLiteral("file"), q(rule.file)},
                            {QStringLiteral("line"), rule.line}});
  }
  return list;
}

QJsonArray sources_json(const bike::City& city) {
  QJsonArray sources;
  for (const auto& source : city.sources()) {
    sources.append(QJsonObject{
        {QStringLiteral("role"), q(source.role)}, {QStringLiteral("layer"), q(source.layer)}, {QStringLiteral("date"), q(source.date)}});
  }
  return sources;
}

}  // namespace skizze::cli
