// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze bike PROJECT | --lane FILE [--streets FILE] [--dem FILE]: findings and indicators of each planned lane.
#include <memory>

#include "bike/assess.h"
#include "bike/comparison.h"
#include "cli/bike_input.h"
#include "cli/bike_json.h"
#include "cli/plugin_notes.h"
#include "cli/project_file.h"
#include "project/bike_desk.h"
#include "project/bike_export.h"
#include "project/bike_layers.h"
#include "project/bike_rules.h"
#include "project/plugin_facts.h"

namespace skizze::cli {

namespace {

std::string name_or_number(const Context& context, const std::string& name, std::size_t number) {
  return name.empty() ? context.text("bike.lane_no_name", {{"number", std::to_string(number)}}).toStdString() : name;
}

using Assessed = std::vector<std::pair<bike::PlannedLine, bike::LaneAssessment>>;

/// A lane that was judged, before it is shown.
struct Judged {
  QJsonValue id;
  std::string name;
  bike::LaneAssessment result;
  std::optional<bike::NetworkEffect> network;
};

Judged judge(const Context& context, bike::Assessor& assessor, const PlannedLane& planned, const QJsonValue& id) {
  Judged out{id, planned.name, assessor.assess(planned.line, planned.lane, planned.plan), {}};
  if (assessor.city().graph()) out.network = bike::network_effect(assessor.city(), {{planned.line, planned.lane}}, context.cancel());
  return out;
}

std::vector<QJsonObject> facts_of(const std::vector<Judged>& lanes) {
  std::vector<QJsonObject> facts;
  for (const auto& lane : lanes) facts.push_back(project::lane_facts(lane.id.toVariant().toString().toStdString(), lane.name, lane.result));
  return facts;
}

/// Prints the lanes and gives their JSON; said: what plugins say of them, lanes being the first subjects. number counts on.
QJsonArray shown(const Context& context, const std::vector<Judged>& lanes, const project::PluginAnswers& said, std::size_t& number) {
  QJsonArray out;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const auto& lane = lanes[i];
    const auto* effect = lane.network ? &*lane.network : nullptr;
    print_lane(context, name_or_number(context, lane.name, ++number), lane.result.lane.facility, lane.result, effect, {said, i});
    out.append(lane_json(context, lane.id, lane.name, lane.result, effect, {said, i}));
  }
  return out;
}

/// The rules in force. A city's pack that cannot be read is told, and ours hold: what was drawn is assessed all the same.
base::Result<std::shared_ptr<const bike::RuleBook>> rules_in_force(const Context& context, const std::string& folder, bool& lost) {
  auto rules = project::bike_rules(folder);
  if (!rules && !folder.empty()) {
    context.note(rules.error().message);
    context.note({"bike.rules_ours", {{"folder", folder}}});
    lost = true;
    rules = project::bike_rules();
  }
  if (!rules) return tl::unexpected(rules.error());
  return std::make_shared<const bike::RuleBook>(std::move(*rules));
}

int run_files(Context& context, const BikeArgs& args) {
  bool lost = false;
  const auto rules = rules_in_force(context, args.city_folder, lost);
  if (!rules) return context.fail(rules.error());
  const auto input = read_bike_input(context, args);
  if (!input) return context.fail(input.error());
  const auto city = bike::City::build(*rules, input->city, context.cancel());
  if (!city) return context.fail(city.error());
  auto assessor = bike::Assessor::make(*city);
  if (!assessor) return context.fail(assessor.error());
  note_streets(context, **city);
  auto reach = ReachReport::make(**city, args.reach);
  if (!reach) return context.fail(reach.error());
  std::vector<Judged> judged;
  std::vector<bike::PlannedLine> lines;
  std::size_t number = 0;
  for (const auto& planned : input->lanes) {
    if (context.cancel().cancelled()) return context.fail(base::ErrorCode::cancelled, "base.cancelled");
    judged.push_back(judge(context, *assessor, planned, static_cast<qint64>(planned.id)));
    lines.push_back({planned.line, planned.lane});
  }
  const auto lanes = shown(context, judged, ask_plugins(context, facts_of(judged), input->city.crs, lost), number);
  if (auto done = reach->add(context, **city, {}, lines); !done) return context.fail(done.error());
  if (auto done = reach->write(**city); !done) return context.fail(done.error());
  QJsonObject json{{QStringLiteral("crs"), q(input->city.crs)},
                   {QStringLiteral("sources"), sources_json(**city)},
                   {QStringLiteral("rules"), rules_json((*city)->rules(), lanes)},
                   {QStringLiteral("lanes"), lanes}};
  if (reach->wanted()) json[QStringLiteral("isochrones")] = reach->json(**city);
  context.result(json);
  return input->lost || lost ? k_partly : k_done;
}

base::Result<project::BikeExportOptions> export_options(const project::Document& document, const BikeArgs& args) {
  project::BikeExportOptions options;
  options.lanes_as_rows = args.lanes_table;
  options.project = document.title().toStdString();
  options.extent = args.areas ? project::XbeteiligungExtent::areas : project::XbeteiligungExtent::lines;
  for (const auto& scenario : document.scenarios()) {
    if (scenario.name == args.variant) options.scenario = scenario.id;
  }
  if (!args.variant.empty() && options.scenario.is_null())
    return base::fail(base::ErrorCode::not_found, "bike.export_no_variant", {{"variant", args.variant}});
  return options;
}

int run_project(Context& context, const BikeArgs& args) {
  project::DocumentOptions options;
  options.backups = false;
  options.language = context.language();
  project::Document document(options);
  if (!open_and_wait(context, document, args.project)) return k_failed;
  bool lost = !wait_layers(context, document);
  // As in the window: the folder that the project names, where none is given here.
  const auto folder = args.city_folder.empty() ? document.setting(project::k_bike_rules_setting) : args.city_folder;
  const auto rules = rules_in_force(context, folder, lost);
  if (!rules) return context.fail(rules.error());
  const auto stated = project::stated_uses_from(document.setting(project::k_bike_layers_setting));
  const auto city = bike::City::build(*rules, project::city_input_of(document.layers(), stated, document.crs_epsg()), context.cancel());
  if (!city) return context.fail(city.error());
  auto assessor = bike::Assessor::make(*city);
  if (!assessor) return context.fail(assessor.error());
  note_streets(context, **city);
  auto reach = ReachReport::make(**city, args.reach);
  if (!reach) return context.fail(reach.error());
  QJsonArray lanes;
  std::vector<std::string> names;
  std::vector<bike::ScenarioFigures> figures;
  std::vector<project::PluginFigure> plan_figures;
  std::vector<QJsonObject> plans;
  std::size_t number = 0;
  for (const auto& scenario : document.scenarios()) {
    if (document.scenarios().size() > 1) context.line(q("— " + scenario.name + " —"));
    std::vector<Judged> judged;
    std::vector<QJsonObject> areas;
    for (const auto* measure : document.measures_of(scenario.id)) {
      if (context.cancel().cancelled()) return context.fail(base::ErrorCode::cancelled, "base.cancelled");
      if (measure->kind == sketch::MeasureKind::solar_area) areas.push_back(project::area_facts(*measure));
      if (measure->kind != sketch::MeasureKind::bike_lane) continue;
      const PlannedLane planned{0, measure->name, measure->geometry, measure->lane,
                                bike::section_plan_from(document.setting(project::section_setting(measure->id)))};
      judged.push_back(judge(context, *assessor, planned, q(base::to_string(measure->id))));
    }
    auto subjects = facts_of(judged);
    const std::size_t plan = subjects.size();
    if (!judged.empty()) subjects.push_back(project::plan_facts(document.title().toStdString(), scenario.name, subjects, areas));
    if (!judged.empty()) plans.push_back(subjects.back());
    const auto said = ask_plugins(context, subjects, (*city)->input().crs, lost);
    for (const auto& json : shown(context, judged, said, number)) {
      auto lane = json.toObject();
      lane[QStringLiteral("scenario")] = q(scenario.name);
      lanes.append(lane);
    }
    for (auto figure : said.figures) {
      if (figure.figure.subject != plan) continue;
      figure.figure.subject = figures.size();
      plan_figures.push_back(std::move(figure));
    }
    Assessed assessed;
    std::vector<bike::PlannedLine> lines;
    for (auto& lane : judged) {
      assessed.emplace_back(bike::PlannedLine{lane.result.line, lane.result.lane}, std::move(lane.result));
      lines.push_back(assessed.back().first);
    }
    if (auto done = reach->add(context, **city, scenario.name, lines); !done) return context.fail(done.error());
    names.push_back(scenario.name);
    figures.push_back(bike::figures_of(**city, scenario.name, assessed, context.cancel()));
  }
  if (number == 0) context.note({"bike.no_lanes_in_project", {}});
  auto rows = bike::compare(figures);
  for (auto& row : project::plan_rows(plan_figures, figures.size())) rows.push_back(std::move(row));
  if (number > 0) print_comparison(context, names, rows);
  if (!args.output.empty()) {
    const auto export_as = export_options(document, args);
    if (!export_as) return context.fail(export_as.error());
    const bool report = args.output.ends_with(".html");
    const auto sections = report ? ask_sections(context, plans, lost) : std::vector<project::PluginSection>{};
    const auto written = project::write_bike_export(args.output, {names, rows, *rules, sections}, document.measures(), document.scenarios(),
                                                    document.crs_epsg(), context.language(), *export_as);
    if (!written) return context.fail(written.error());
  }
  if (auto done = reach->write(**city); !done) return context.fail(done.error());
  QJsonObject json{{QStringLiteral("project"), q(args.project)},
                   {QStringLiteral("crs"), q((*city)->input().crs)},
                   {QStringLiteral("sources"), sources_json(**city)},
                   {QStringLiteral("rules"), rules_json((*city)->rules(), lanes)},
                   {QStringLiteral("lanes"), lanes},
                   {QStringLiteral("comparison"), comparison_json(context, names, rows)}};
  if (reach->wanted()) json[QStringLiteral("isochrones")] = reach->json(**city);
  context.result(json);
  return lost ? k_partly : k_done;
}

int run(Context& context, const BikeArgs& args) {
  if (args.project.empty() == args.lane.empty()) {
    context.fail(base::ErrorCode::invalid, "bike.project_or_lane");
    return k_usage;
  }
  return args.project.empty() ? run_files(context, args) : run_project(context, args);
}

}  // namespace

Verb bike_verb() {
  return {"bike", "bike.verb_bike", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<BikeArgs>();
            const auto say = [&](const char* id) { return context.text(id).toStdString(); };
            auto* project = app.add_option("PROJECT", args->project, say("cli.option_project"));
            auto* lane = app.add_option("--lane", args->lane, say("bike.option_lane"))->excludes(project);
            for (auto* option : {app.add_option("--streets", args->streets, say("bike.option_streets")),
                                 app.add_option("--dem", args->dem, say("bike.option_dem")),
                                 app.add_option("--crs", args->assumed_crs, say("bike.option_crs")),
                                 app.add_option("--field", args->fields, say("bike.option_field")),
                                 app.add_option("--facility", args->facility, say("bike.option_facility")),
                                 app.add_option("--width", args->width_m, say("bike.option_width"))->check(CLI::Range(0.1, 50.0))})
              option->needs(lane);
            auto* output = app.add_option("-o,--output", args->output, say("bike.option_output"))->needs(project);
            app.add_option("--variant", args->variant, say("bike.option_variant"))->needs(output);
            app.add_flag("--areas", args->areas, say("bike.option_areas"))->needs(output);
            app.add_flag("--lanes-table", args->lanes_table, say("bike.option_lanes_table"))->needs(output);
            app.add_option("--rules", args->city_folder, say("bike.option_rules"));
            add_reach_options(app, context, args->reach);
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
