// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze bike --lane FILE [--streets FILE] [--dem FILE]: findings and indicators of each planned lane.
#include <cmath>
#include <memory>

#include "bike/cost.h"
#include "bike/lane_check.h"
#include "bike/lane_streets.h"
#include "bike/network.h"
#include "cli/bike_input.h"
#include "cli/bike_rules.h"
#include "cli/output.h"

namespace skizze::cli {

namespace {

struct LaneResult {
  double length_m = 0;
  std::vector<bike::Finding> findings;
  std::optional<bike::NetworkGain> gain;
  std::optional<bike::Gradient> gradient;
  std::optional<bike::CostRange> cost;
  std::optional<bike::PerceivedSafety> safety;
};

QJsonValue or_null(const std::optional<double>& value) { return value ? QJsonValue(*value) : QJsonValue(); }

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
                   {QStringLiteral("status"), q(std::string(bike::name_of(finding.status)))}};
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
                              {QStringLiteral("source"), q(item.price->source)}});
  }
  return {{QStringLiteral("low_eur"), cost.low_eur},
          {QStringLiteral("high_eur"), cost.high_eur},
          {QStringLiteral("price_year"), cost.oldest_year ? QJsonValue(*cost.oldest_year) : QJsonValue()},
          {QStringLiteral("prices"), prices}};
}

QJsonObject gain_json(const bike::NetworkGain& gain) {
  return {{QStringLiteral("changed_edges"), count_json(gain.changed_edges)},
          {QStringLiteral("low_stress_before_m"), gain.low_stress_before_m},
          {QStringLiteral("low_stress_after_m"), gain.low_stress_after_m},
          {QStringLiteral("largest_part_before_m"), gain.largest_before_m},
          {QStringLiteral("largest_part_after_m"), gain.largest_after_m}};
}

double share_below(const LaneResult& result) {
  double below = 0;
  for (const auto& finding : result.findings) {
    if (finding.rule.starts_with("width.") && bike::is_defect(finding.verdict)) below += finding.to_m - finding.from_m;
  }
  return result.length_m > 0 ? std::min(1.0, below / result.length_m) : 0;
}

QJsonObject indicators_json(const LaneResult& result) {
  QJsonObject json{{QStringLiteral("width_below_share"), share_below(result)}};
  if (result.gradient) {
    json[QStringLiteral("steepest_percent")] = or_null(result.gradient->steepest_percent);
    json[QStringLiteral("climb_m")] = result.gradient->climb_m;
  }
  if (result.gain) json[QStringLiteral("network")] = gain_json(*result.gain);
  if (result.cost) json[QStringLiteral("cost")] = cost_json(*result.cost);
  if (result.safety) {
    json[QStringLiteral("perceived_safety")] = QJsonObject{{QStringLiteral("low_percent"), result.safety->low_percent},
                                                           {QStringLiteral("high_percent"), result.safety->high_percent}};
  }
  return json;
}

std::vector<geo::Point2> points_of(const geo::Geometry& line) {
  std::vector<geo::Point2> points;
  for (const auto& part : line.parts) {
    for (const auto& p : part.points) points.push_back(p.xy());
  }
  return points;
}

LaneResult checked(const bike::RuleBook& rules, const BikeInput& input, const PlannedLane& planned) {
  LaneResult result;
  result.length_m = geo::planar_length(planned.line);
  bike::LaneInput lane{planned.line, planned.lane, {}, {}, {}, {}};
  if (input.graph) {
    lane.stretches = bike::stretches_of(*input.graph, planned.line);
    result.gain = bike::gain_of(rules, *input.graph, bike::patch_of(rules, *input.graph, planned.line, planned.lane));
  } else {
    const auto points = points_of(planned.line);
    lane.stretches = {{{0, result.length_m, points.empty() ? geo::Point2{} : points.front()}, {}, false}};
  }
  if (input.heights) {
    const auto height = [&](geo::Point2 p) -> std::optional<double> {
      const auto value = input.heights->sample(input.from_mercator->inverse(p));
      return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
    };
    lane.gradient = result.gradient = bike::gradient_of(points_of(planned.line), height, bike::structures_of(lane.stretches));
    lane.cell_m = input.heights->info().pixel_m;
  }
  result.findings = bike::check_lane(rules, lane);
  result.cost = bike::cost_of(rules, planned.lane, result.length_m);
  result.safety = bike::perceived_safety(rules, planned.lane);
  return result;
}

void print(const Context& context, const PlannedLane& planned, std::size_t number, const LaneResult& result) {
  const auto name =
      planned.name.empty() ? context.text("bike.lane_no_name", {{"number", std::to_string(number)}}).toStdString() : planned.name;
  context.line(context.text(
      "bike.lane_head", {{"name", name}, {"length", plain(result.length_m, 0)}, {"facility", sketch::message_id(planned.lane.facility)}}));
  for (const auto& finding : result.findings) {
    context.line(
        context.text("bike.finding_line", {{"verdict", std::string(bike::name_of(finding.verdict))},
                                           {"likely", finding.likely ? " " + context.text("bike.likely").toStdString() : std::string()},
                                           {"from", plain(finding.from_m, 0)},
                                           {"to", plain(finding.to_m, 0)},
                                           {"text", context.text(finding.message).toStdString()},
                                           {"rule", finding.rule},
                                           {"source", finding.source}}));
    if (finding.suggestion) context.line(QStringLiteral("    → ") + context.text(*finding.suggestion));
  }
  if (result.gain) {
    context.line(context.text("bike.network_line", {{"edges", std::to_string(result.gain->changed_edges)},
                                                    {"before", plain(result.gain->low_stress_before_m, 0)},
                                                    {"after", plain(result.gain->low_stress_after_m, 0)}}));
  }
  if (result.cost) {
    context.line(context.text("bike.cost_line",
                              {{"low", plain(result.cost->low_eur, 0)},
                               {"high", plain(result.cost->high_eur, 0)},
                               {"year", result.cost->oldest_year ? std::to_string(*result.cost->oldest_year) : std::string("?")}}));
  }
}

int run(Context& context, const BikeArgs& args) {
  const auto rules = bike_rules(args.city_folder);
  if (!rules) return context.fail(rules.error());
  const auto input = read_bike_input(context, args, *rules);
  if (!input) return context.fail(input.error());
  if (input->graph) {
    const auto& notes = input->graph->notes();
    if (notes.too_short + notes.loops + input->doubts > 0) {
      context.note(
          {"bike.streets_notes",
           {{"zero", std::to_string(notes.too_short)}, {"loops", std::to_string(notes.loops)}, {"doubts", std::to_string(input->doubts)}}});
    }
  }
  QJsonArray lanes;
  std::size_t number = 0;
  for (const auto& planned : input->lanes) {
    if (context.cancel().cancelled()) return context.fail(base::ErrorCode::cancelled, "base.cancelled");
    const auto result = checked(*rules, *input, planned);
    print(context, planned, ++number, result);
    QJsonArray findings;
    for (const auto& finding : result.findings) findings.append(finding_json(context, finding));
    lanes.append(QJsonObject{{QStringLiteral("id"), static_cast<qint64>(planned.id)},
                             {QStringLiteral("name"), q(planned.name)},
                             {QStringLiteral("length_m"), result.length_m},
                             {QStringLiteral("findings"), findings},
                             {QStringLiteral("indicators"), indicators_json(result)}});
  }
  context.result(QJsonObject{{QStringLiteral("crs"), q(input->crs)}, {QStringLiteral("lanes"), lanes}});
  return input->lost ? k_partly : k_done;
}

}  // namespace

Verb bike_verb() {
  return {"bike", "bike.verb_bike", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<BikeArgs>();
            const auto say = [&](const char* id) { return context.text(id).toStdString(); };
            app.add_option("--lane", args->lane, say("bike.option_lane"))->required();
            app.add_option("--streets", args->streets, say("bike.option_streets"));
            app.add_option("--dem", args->dem, say("bike.option_dem"));
            app.add_option("--rules", args->city_folder, say("bike.option_rules"));
            app.add_option("--crs", args->assumed_crs, say("bike.option_crs"));
            app.add_option("--field", args->fields, say("bike.option_field"));
            app.add_option("--facility", args->facility, say("bike.option_facility"));
            app.add_option("--width", args->width_m, say("bike.option_width"))->check(CLI::Range(0.1, 50.0));
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
