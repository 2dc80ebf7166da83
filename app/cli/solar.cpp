// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze solar CITYMODEL|PROJECT [--dsm DSM] [--region NAME] [--try FILE] [-o OUT]: light, power and yield of every side of a roof, and of
/// the solar areas sketched in a project.
#include <memory>

#include "cli/output.h"
#include "cli/plugin_notes.h"
#include "cli/solar_input.h"
#include "geo/crs.h"
#include "geo/mercator.h"
#include "project/solar_area.h"
#include "project/plugin_facts.h"
#include "project/solar_export.h"

namespace skizze::cli {

namespace {

using base::ErrorCode;
using Study = std::shared_ptr<const project::SolarStudy>;

QJsonObject unit_json(const solar::RoofUnit& unit, const solar::RoofResult& r) {
  const auto digits = [](double value) { return solar::three_digits(value); };
  return {{QStringLiteral("roofid"), q(unit.id)},
          {QStringLiteral("buildingid"), q(unit.building)},
          {QStringLiteral("area"), digits(unit.area_m2)},
          {QStringLiteral("usable_area"), digits(r.usable_m2)},
          {QStringLiteral("slope"), digits(unit.plane.tilt_deg)},
          {QStringLiteral("aspect"), digits(unit.plane.azimuth_deg)},
          {QStringLiteral("irradiation_kwh_m2"), digits(r.irradiation_kwh_m2)},
          {QStringLiteral("unshaded_kwh_m2"), digits(r.unshaded_kwh_m2)},
          {QStringLiteral("shading_loss"), r.samples > 0 ? QJsonValue(digits(r.shading_loss)) : QJsonValue()},
          {QStringLiteral("modules"), static_cast<int>(digits(r.modules))},
          {QStringLiteral("kwp"), digits(r.kwp)},
          {QStringLiteral("kwh"), digits(r.kwh)},
          {QStringLiteral("kwh_parallel"), r.kwh_parallel ? QJsonValue(digits(*r.kwh_parallel)) : QJsonValue()},
          {QStringLiteral("co2_kg"), digits(r.co2_kg)},
          {QStringLiteral("suitability"), q(solar::message_id(r.suitability).substr(18))}};
}

QString surface_word(project::SolarSurface surface) {
  switch (surface) {
    case project::SolarSurface::roofs_only: return QStringLiteral("roofs_only");
    case project::SolarSurface::terrain_and_trees: return QStringLiteral("terrain_and_trees");
    case project::SolarSurface::surface_model: return QStringLiteral("surface_model");
  }
  return {};
}

/// Method, assumptions and range, which no figure leaves the program without. study: null where there are no roofs.
QJsonObject basis_json(const solar::ClimateYear& year, const solar::RoofAssumptions& a, solar::Uncertainty range,
                       const project::SolarStudy* study) {
  const QJsonObject assumptions{{QStringLiteral("module_efficiency"), a.module_efficiency},
                                {QStringLiteral("module_area_m2"), a.module_area_m2},
                                {QStringLiteral("usable_share_pitched"), a.usable_steep},
                                {QStringLiteral("usable_share_flat"), a.usable_flat},
                                {QStringLiteral("rack_tilt_deg"), a.rack_tilt_deg},
                                {QStringLiteral("losses_percent"), solar::three_digits(a.system.losses.total_percent())},
                                {QStringLiteral("albedo"), a.system.albedo},
                                {QStringLiteral("co2_g_per_kwh"), a.co2_g_per_kwh},
                                {QStringLiteral("co2_year"), a.co2_year},
                                {QStringLiteral("co2_source"), q(a.co2_source)}};
  QJsonObject json{{QStringLiteral("method"), study ? QStringLiteral("Hay-Davies, horizon 36 directions, PVWatts")
                                                    : QStringLiteral("Hay-Davies, open horizon, PVWatts")},
                   {QStringLiteral("region"), q(year.region)},
                   {QStringLiteral("climate_period"), q(year.period)},
                   {QStringLiteral("climate_source"), q(year.source)},
                   {QStringLiteral("climate_hourly"), year.hourly_data},
                   {QStringLiteral("uncertainty_low"), solar::three_digits(range.low)},
                   {QStringLiteral("uncertainty_high"), solar::three_digits(range.high)},
                   {QStringLiteral("assumptions"), assumptions}};
  if (study) {
    json[QStringLiteral("surface")] = surface_word(study->surface);
    json[QStringLiteral("surface_model")] = study->surface == project::SolarSurface::surface_model;
  }
  return json;
}

/// A surface model that a person named must be one of these roofs.
base::Status used_heights(const SolarArgs& args, const project::SolarStudy& study) {
  if (args.dsm.empty() || study.surface != project::SolarSurface::roofs_only) return {};
  for (const auto& notice : study.notices) {
    if (notice.id == "solar.outside_raster" || notice.id == "solar.heights_mixed")
      return base::fail(ErrorCode::invalid, notice.id, notice.arguments, {args.dsm, {}, {}, -1});
  }
  return {};
}

/// Computes the roofs and says what was assumed.
base::Result<Study> study_of(const Context& context, const SolarArgs& args, const SolarInput& input, const project::SolarChoice& choice) {
  const auto progress = [&](double fraction, const base::Message& step) { context.progress(fraction, step); };
  auto study = project::study_roofs(input.sources, choice, context.cancel(), progress);
  if (!study) return study;
  if (auto status = used_heights(args, **study); !status) return tl::unexpected(status.error());
  for (const auto& notice : (*study)->notices) context.note(notice);
  return study;
}

base::Status write_output(const Context& context, const SolarArgs& args, const Study& study) {
  if (args.output.empty()) return {};
  if (!study) return base::fail(ErrorCode::unsupported, "solar.no_roofs", {}, {args.input, {}, {}, -1});
  const std::filesystem::path file(args.output);
  auto status = project::write_roof_table(project::roof_table(*study), file, context.cancel());
  if (status) context.line(context.text("solar.roofs_written", {{"file", args.output}}));
  return status;
}

/// Three significant digits as the argument of a message.
std::string figure(double value) {
  const double rounded = solar::three_digits(value);
  return plain(rounded, rounded >= 100 || rounded == 0 ? 0 : rounded >= 10 ? 1 : 2);
}

QJsonObject system_json(const solar::GroundSystem& system, double row_loss) {
  const auto digits = [](double value) { return solar::three_digits(value); };
  return {{QStringLiteral("tilt_deg"), digits(system.tilt_deg)},
          {QStringLiteral("azimuth_deg"), digits(system.azimuth_deg)},
          {QStringLiteral("row_pitch_m"), digits(system.row_pitch_m)},
          {QStringLiteral("row_depth_m"), digits(system.table_depth_m)},
          {QStringLiteral("density_kwp_ha"), system.density_kwp_per_ha ? QJsonValue(digits(*system.density_kwp_per_ha)) : QJsonValue()},
          {QStringLiteral("row_shading_loss"), digits(row_loss)}};
}

/// The figures of one sketched area, printed and as JSON; "problem" instead of figures where it cannot be assessed.
QJsonObject one_area(const Context& context, const sketch::Measure& measure, const base::Result<project::AreaFigures>& found) {
  const auto digits = [](double value) { return solar::three_digits(value); };
  QJsonObject json{{QStringLiteral("id"), q(base::to_string(measure.id))},
                   {QStringLiteral("name"), q(measure.name)},
                   {QStringLiteral("place"), q(std::string(sketch::word_of(measure.solar.place)))},
                   {QStringLiteral("area_m2"), digits(sketch::area_m2(measure))}};
  if (!found) {
    context.line(context.text("solar.area_problem", {{"name", measure.name}, {"problem", context.text(found.error().message).toStdString()}}));
    json[QStringLiteral("problem")] = q(found.error().message.id);
    return json;
  }
  context.line(base::Message{"solar.area_line",
                             {{"name", measure.name},
                              {"place", context.text(sketch::message_id(measure.solar.place).c_str()).toStdString()},
                              {"kwp", figure(found->kwp)},
                              {"kwh", figure(found->kwh)},
                              {"low", figure(found->kwh * found->range.low)},
                              {"high", figure(found->kwh * found->range.high)}}});
  json[QStringLiteral("kwp")] = digits(found->kwp);
  json[QStringLiteral("kwh")] = digits(found->kwh);
  json[QStringLiteral("kwh_low")] = digits(found->kwh * found->range.low);
  json[QStringLiteral("kwh_high")] = digits(found->kwh * found->range.high);
  json[QStringLiteral("co2_kg")] = digits(found->co2_kg);
  if (found->system) {
    json[QStringLiteral("system")] = system_json(*found->system, found->row_shading_loss);
  } else {
    json[QStringLiteral("sides")] = count_json(found->sides);
    json[QStringLiteral("suitable")] = count_json(found->suitable);
    json[QStringLiteral("sides_outside_heights")] = count_json(found->unseen);
  }
  return json;
}

base::Result<project::AreaFigures> figures_of(const sketch::Measure& measure, const geo::Geometry& mercator, const Study& study,
                                              const project::SolarChoice& choice, project::GroundSunCache& suns) {
  if (measure.solar.place == sketch::SolarPlace::roof) {
    if (!study) return base::fail(ErrorCode::unsupported, "solar.no_roofs");
    return project::roof_figures(*study, mercator, measure.solar);
  }
  const double area_m2 = sketch::area_m2(measure);
  if (study) return project::ground_figures(area_m2, measure.solar, {}, choice, study->year, study->model->table());
  const auto sun = suns.at(choice, geo::to_lon_lat(mercator.bounds().center()));
  if (!sun) return tl::unexpected(sun.error());
  return project::ground_figures(area_m2, measure.solar, {}, choice, (*sun)->year, (*sun)->table);
}

/// All areas of all scenarios.
base::Result<QJsonArray> areas_json(const Context& context, const SolarInput& input, const Study& study, const project::SolarChoice& choice,
                                    project::GroundSunCache& suns, bool& lost) {
  QJsonArray areas;
  if (input.areas.empty()) return areas;
  const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(input.epsg), "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  bool ground = false;
  std::vector<QJsonObject> facts;
  for (const auto& scenario : input.scenarios) {
    if (input.scenarios.size() > 1) context.line(q("— " + scenario.name + " —"));
    for (const auto& measure : input.areas) {
      if (measure.scenario != scenario.id) continue;
      const auto mercator = geo::transformed(measure.geometry, *to_mercator);
      const auto found = figures_of(measure, mercator, study, choice, suns);
      facts.push_back(project::area_facts(measure, found ? &*found : nullptr));
      auto json = one_area(context, measure, found);
      json[QStringLiteral("scenario")] = q(scenario.name);
      areas.append(json);
      ground = ground || measure.solar.place != sketch::SolarPlace::roof;
    }
  }
  if (ground) context.line(base::Message{"solar.screening_only", {}});
  const auto said = ask_plugins(context, facts, "EPSG:" + std::to_string(input.epsg), lost);
  for (qsizetype i = 0; i < areas.size(); ++i) {
    const auto figures = plugin_figures_json(context, said, static_cast<std::size_t>(i));
    if (figures.isEmpty()) continue;
    auto area = areas[i].toObject();
    context.line(area[QStringLiteral("name")].toString());
    print_plugin_figures(context, said, static_cast<std::size_t>(i));
    area[QStringLiteral("plugin_indicators")] = figures;
    areas[i] = area;
  }
  return areas;
}

QJsonObject print_total(const Context& context, const project::SolarStudy& study) {
  const auto& sum = study.sum;
  context.line(base::Message{"solar.total",
                             {{"units", std::to_string(sum.units)},
                              {"suitable", std::to_string(sum.suitable)},
                              {"kwp", figure(sum.kwp)},
                              {"kwh", figure(sum.kwh)},
                              {"low", figure(sum.kwh * study.range.low)},
                              {"high", figure(sum.kwh * study.range.high)}}});
  return {{QStringLiteral("roofs"), count_json(sum.units)},
          {QStringLiteral("suitable"), count_json(sum.suitable)},
          {QStringLiteral("area_m2"), solar::three_digits(sum.area_m2)},
          {QStringLiteral("usable_m2"), solar::three_digits(sum.usable_m2)},
          {QStringLiteral("kwp"), solar::three_digits(sum.kwp)},
          {QStringLiteral("kwh"), solar::three_digits(sum.kwh)},
          {QStringLiteral("kwh_low"), solar::three_digits(sum.kwh * study.range.low)},
          {QStringLiteral("kwh_high"), solar::three_digits(sum.kwh * study.range.high)},
          {QStringLiteral("co2_kg"), solar::three_digits(sum.co2_kg)}};
}

/// The year of the roofs, or of the first area where there are none.
base::Result<solar::ClimateYear> year_of(const SolarInput& input, const Study& study, const project::SolarChoice& choice,
                                         project::GroundSunCache& suns, const Context& context) {
  if (study) return study->year;
  const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(input.epsg), "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  const auto sun = suns.at(choice, geo::to_lon_lat(to_mercator->forward(input.areas.front().geometry.bounds().center())));
  if (!sun) return tl::unexpected(sun.error());
  for (const auto& notice : (*sun)->notices) context.note(notice);
  return (*sun)->year;
}

int run(Context& context, const SolarArgs& args) {
  const auto input = read_solar_input(context, args);
  if (!input) return context.fail(input.error());
  project::SolarChoice choice;
  choice.region = args.region;
  choice.try_file = args.try_file;
  Study study;
  if (!input->sources.empty()) {
    auto computed = study_of(context, args, *input, choice);
    if (!computed) return context.fail(computed.error());
    study = std::move(*computed);
  }
  project::GroundSunCache suns;
  const auto year = year_of(*input, study, choice, suns, context);
  if (!year) return context.fail(year.error());
  if (auto status = write_output(context, args, study); !status) return context.fail(status.error());
  QJsonObject result;
  if (study) {
    result[QStringLiteral("total")] = print_total(context, *study);
    QJsonArray roofs;
    for (std::size_t i = 0; context.json() && i < study->report.units.size(); ++i)
      roofs.append(unit_json(study->report.units[i], study->report.results[i]));
    result[QStringLiteral("roofs")] = roofs;
  }
  bool lost = false;
  const auto areas = areas_json(context, *input, study, choice, suns, lost);
  if (!areas) return context.fail(areas.error());
  if (input->from_project) result[QStringLiteral("areas")] = *areas;
  const auto range = study ? study->range : solar::uncertainty_of(*year, false, false);
  result[QStringLiteral("basis")] = basis_json(*year, choice.roofs, range, study.get());
  context.line(base::Message{"solar.basis", {{"region", year->region}, {"period", year->period}, {"source", year->source}}});
  const auto& a = choice.roofs;
  context.line(base::Message{"solar.assumed",
                             {{"efficiency", figure(a.module_efficiency * 100)},
                              {"steep", figure(a.usable_steep * 100)},
                              {"flat", figure(a.usable_flat * 100)},
                              {"losses", figure(a.system.losses.total_percent())}}});
  context.line(base::Message{"solar.first_estimate", {}});
  context.result(result);
  return input->lost || lost || (study && study->unseen > 0) ? k_partly : k_done;
}

}  // namespace

Verb solar_verb() {
  return {"solar", "solar.verb_solar", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<SolarArgs>();
            app.add_option("INPUT", args->input, context.text("solar.option_model").toStdString())->required();
            app.add_option("--dsm", args->dsm, context.text("solar.option_dsm").toStdString());
            app.add_option("--region", args->region, context.text("solar.option_region").toStdString());
            app.add_option("--try", args->try_file, context.text("solar.option_try").toStdString());
            app.add_option("-o,--output", args->output, context.text("solar.option_table").toStdString());
            app.add_option("--crs", args->assumed_crs, context.text("solar.option_crs").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
