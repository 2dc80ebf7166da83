// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze run ALG PARAM=VALUE... -o OUT: one of QGIS's native algorithms; --list names them, ALG --help says what one wants.
#include <QDate>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <system_error>

#include "cli/algorithm_text.h"
#include "cli/output.h"
#include "geo/crs.h"
#include "geo/mercator.h"
#include "project/document.h"
#include "project/plugin_steps.h"
#include "sources/plugin_shelf.h"
#include "sources/prepare_client.h"

namespace skizze::cli {

namespace fs = std::filesystem;

namespace {

using base::ErrorCode;
using base::fail;

struct Args {
  CLI::App* app = nullptr;  // lives as long as the program parses and runs
  std::string algorithm;
  std::vector<std::string> values;
  std::string output;
  std::string crs;
  bool list = false;
  bool help = false;
  bool skip_invalid = false;
};

int usage(const Context& context, const char* id, std::vector<base::Argument> arguments = {}) {
  context.note(base::Message{id, std::move(arguments)});
  return k_usage;
}

/// "town.gpkg|layername=streets" with its file made absolute: the helper works in another folder.
QString absolute(const QString& layer) {
  const QString file = layer.section(QLatin1Char('|'), 0, 0);
  return QFileInfo(file).absoluteFilePath() + layer.mid(file.size());
}

/// Lists and objects are JSON, everything else is the text that it is; the helper knows the parameter's kind.
QJsonValue json_of(const qgis::ParameterInfo& parameter, const QString& text) {
  const auto document = QJsonDocument::fromJson(text.toUtf8());
  if (document.isArray() && (parameter.multiple || parameter.type != "string")) return document.array();
  if (document.isObject()) return document.object();
  if (parameter.destination)
    return text == QLatin1String("true") ? QJsonValue(true) : text == QLatin1String("false") ? QJsonValue(false) : QJsonValue(text);
  if (!parameter.takes_layers()) return text;
  if (parameter.type != "multilayer") return absolute(text);
  QJsonArray files;
  for (const auto& file : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) files.append(absolute(file));
  return files;
}

base::Result<QJsonObject> values_of(const qgis::AlgorithmInfo& algorithm, const std::vector<std::string>& given) {
  QJsonObject values;
  for (const auto& one : given) {
    const auto equals = one.find('=');
    const auto name = one.substr(0, equals);
    const auto* parameter = algorithm.parameter(name);
    if (parameter == nullptr || equals == std::string::npos) {
      std::string known;
      for (const auto& p : algorithm.parameters) known += (known.empty() ? "" : ", ") + p.name;
      return fail(ErrorCode::invalid, "qgis.unknown_parameter", {{"parameter", name}, {"algorithm", algorithm.id}, {"known", known}});
    }
    values[q(name)] = json_of(*parameter, q(one.substr(equals + 1)));
  }
  return values;
}

/// The first result goes where it was asked to, further ones beside it: "out.gpkg", "out_COUNTS.gpkg". A wrong ending would lie.
base::Status deliver(std::vector<qgis::RunOutput>& outputs, const fs::path& target) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    auto& output = outputs[i];
    fs::path to = target;
    if (i > 0) to.replace_filename(target.stem().string() + "_" + output.name + output.file.extension().string());
    std::error_code error;
    fs::copy_file(output.file, to, fs::copy_options::overwrite_existing, error);
    if (error) return fail(ErrorCode::no_space, "cli.run_not_written", {{"file", to.string()}, {"detail", error.message()}});
    output.file = to;
  }
  return {};
}

base::Status check_ending(const qgis::AlgorithmInfo& algorithm, const std::string& output) {
  for (const auto& parameter : algorithm.parameters) {
    if (!parameter.destination || parameter.optional) continue;
    const auto ending = QFileInfo(q(output)).suffix().toLower();
    const bool vector = parameter.type == "sink" || parameter.type == "vectorDestination";
    const bool raster = parameter.type == "rasterDestination";
    if ((vector && ending != QLatin1String("gpkg")) || (raster && ending != QLatin1String("tif")))
      return fail(ErrorCode::invalid, "cli.run_ending", {{"file", output}, {"ending", vector ? ".gpkg" : ".tif"}});
    return {};
  }
  return {};
}

int report(const Context& context, const qgis::RunResult& result) {
  QJsonArray outputs;
  QJsonArray messages;
  for (const auto& output : result.outputs) {
    outputs.append(output_json(output));
    const char* id = output.type == "vector" ? "cli.run_written_layer" : "cli.run_written";
    context.line(context.text(id, {{"file", output.file.string()}, {"count", std::to_string(output.count)}}));
  }
  for (auto it = result.values.begin(); it != result.values.end(); ++it)
    context.line(QStringLiteral("%1: %2").arg(it.key(), it.value().toVariant().toString()));
  for (const auto& line : result.log) {
    static constexpr std::array k_levels{"info", "warning", "error"};
    messages.append(QJsonObject{{QStringLiteral("level"), QLatin1String(k_levels.at(static_cast<std::size_t>(line.level)))},
                                {QStringLiteral("text"), q(line.text)}});
    if (line.level != qgis::LogLine::Level::info) context.note(base::Message{"qgis.says", {{"text", line.text}}});
  }
  context.result({{QStringLiteral("outputs"), outputs}, {QStringLiteral("values"), result.values}, {QStringLiteral("messages"), messages}});
  return result.lost > 0 ? k_partly : k_done;
}

/// Of QGIS and of plugins; where QGIS is missing, those of plugins are there all the same.
int list(const Context& context, qgis::Processing& processing, const std::string& language, const std::string& search) {
  auto steps = project::plugin_steps(sources::plugin_shelf(), context.language());
  auto all = processing.algorithms(language, context.cancel());
  if (!all && steps.empty()) return context.fail(all.error());
  if (!all) context.note(all.error().message);
  if (!all) all = std::vector<qgis::AlgorithmInfo>{};
  std::move(steps.begin(), steps.end(), std::back_inserter(*all));
  std::erase_if(*all, [&](const auto& algorithm) { return !algorithm.matches(search); });
  QJsonArray json;
  for (const auto& algorithm : *all) json.append(algorithm_json(algorithm));
  context.result({{QStringLiteral("algorithms"), json}});
  if (!context.json()) print_algorithms(context, *all);
  return k_done;
}

int run_one(const Context& context, qgis::Processing& processing, const Args& args,
            const qgis::AlgorithmInfo& algorithm) {
  const auto values = values_of(algorithm, args.values);
  if (!values) return context.fail(values.error());
  const bool has_files =
      std::any_of(algorithm.parameters.begin(), algorithm.parameters.end(), [](const auto& p) { return p.destination && !p.optional; });
  if (has_files && args.output.empty()) return usage(context, "cli.run_no_output", {{"algorithm", algorithm.id}});
  if (!args.output.empty())
    if (auto status = check_ending(algorithm, args.output); !status) return context.fail(status.error());
  const QTemporaryDir folder;
  qgis::RunRequest request;
  request.algorithm = algorithm.id;
  request.values = *values;
  request.title = args.output.empty() ? "" : fs::path(args.output).stem().string();
  request.crs = args.crs;
  request.skip_invalid = args.skip_invalid;
  auto result = processing.run(request, folder.path().toStdString(), context.cancel(),
                               [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
  if (!result) return context.fail(result.error());
  if (args.output.empty()) result->outputs.clear();  // nobody wants them; the values do
  if (auto status = deliver(result->outputs, args.output); !status) return context.fail(status.error());
  return report(context, *result);
}

/// Layers that go into a step, read as any file is.
base::Result<std::vector<project::StepInput>> step_inputs(const Context& context, const qgis::AlgorithmInfo& algorithm, QJsonObject& values,
                                                          geo::Box& bounds) {
  std::vector<project::StepInput> inputs;
  for (const auto& parameter : algorithm.parameters) {
    if (!parameter.takes_layers() || !values.contains(q(parameter.name))) continue;
    const QString source = values.take(q(parameter.name)).toString();
    const QString table = source.section(QStringLiteral("|layername="), 1, 1);
    const auto prepared = sources::PrepareClient().prepare(
        source.section(QLatin1Char('|'), 0, 0).toStdString(), {}, context.cancel(),
        [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
    if (!prepared) return tl::unexpected(prepared.error());
    const auto layer = std::find_if(prepared->layers.begin(), prepared->layers.end(), [&](const auto& one) {
      return !one.raster && (table.isEmpty() || one.name == table.toStdString());
    });
    if (layer == prepared->layers.end())
      return fail(ErrorCode::not_found, "project.layer_gone", {{"layer", table.toStdString()}, {"file", source.toStdString()}});
    bounds.add(layer->bounds);
    inputs.push_back({parameter.name, layer->pack, layer->name, {}});
  }
  return inputs;
}

/// The zone that suits the layers, unless one is named.
int step_crs(const Args& args, const geo::Box& bounds) {
  if (const auto named = geo::epsg_from_name(args.crs)) return *named;
  return bounds.empty() ? 25832 : project::epsg_for(geo::to_lon_lat(bounds.center()));
}

int run_plugin(const Context& context, const Args& args) {
  const auto entries = sources::plugin_shelf();
  auto steps = project::plugin_steps(entries, context.language());
  std::erase_if(steps, [&](const auto& step) { return step.id != args.algorithm; });
  if (steps.empty()) return context.fail(ErrorCode::not_found, "qgis.no_such_algorithm", {{"algorithm", args.algorithm}});
  const auto& algorithm = steps.front();
  if (args.help) {
    context.result(algorithm_json(algorithm));
    if (!context.json()) print_algorithm(context, algorithm);
    return k_done;
  }
  auto values = values_of(algorithm, args.values);
  if (!values) return context.fail(values.error());
  if (args.output.empty()) return usage(context, "cli.run_no_output", {{"algorithm", algorithm.id}});
  if (auto status = check_ending(algorithm, args.output); !status) return context.fail(status.error());
  geo::Box bounds;
  auto inputs = step_inputs(context, algorithm, *values, bounds);
  if (!inputs) return context.fail(inputs.error());
  const project::StepRun wanted{algorithm.id,
                                *values,
                                std::move(*inputs),
                                step_crs(args, bounds),
                                fs::path(args.output).stem().string(),
                                QDate::currentDate().toString(Qt::ISODate).toStdString()};
  const auto done = project::run_step(entries, wanted, args.output, context.cancel(),
                                      [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
  if (!done) return context.fail(done.error());
  context.line(context.text("cli.run_written_layer", {{"file", args.output}, {"count", std::to_string(done->rows)}}));
  print_notices(context, done->notices, {});
  context.result({{QStringLiteral("outputs"),
                   QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("OUTPUT")},
                                          {QStringLiteral("type"), QStringLiteral("vector")},
                                          {QStringLiteral("file"), q(args.output)},
                                          {QStringLiteral("features"), count_json(done->rows)}}}},
                  {QStringLiteral("values"), QJsonObject()},
                  {QStringLiteral("messages"), notices_json(context, done->notices)}});
  return done->lost > 0 ? k_partly : k_done;
}

int run(Context& context, const Args& args) {
  if (args.algorithm.empty() && args.help) {
    context.line(q(args.app->help("skizze")));
    return k_done;
  }
  if (args.algorithm.empty() && !args.list) return usage(context, "cli.run_no_algorithm");
  if (!args.list && project::is_plugin_step(args.algorithm)) return run_plugin(context, args);
  qgis::Processing processing;
  const std::string language = context.language() == project::Language::de ? "de" : "en";
  if (args.list) return list(context, processing, language, args.algorithm);
  // What can be typed must not depend on the language: choices are QGIS's own words.
  const auto found = processing.algorithms("en", context.cancel(), args.algorithm);
  if (!found) return context.fail(found.error());
  if (found->size() != 1) return context.fail(ErrorCode::not_found, "qgis.no_such_algorithm", {{"algorithm", args.algorithm}});
  if (!args.help) return run_one(context, processing, args, found->front());
  context.result(algorithm_json(found->front()));
  if (!context.json()) print_algorithm(context, found->front());
  return k_done;
}

}  // namespace

Verb run_verb() {
  return {"run", "cli.verb_run", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            const auto words = [&](const char* id) { return context.text(id).toStdString(); };
            args->app = &app;
            app.set_help_flag();
            app.add_option("ALG", args->algorithm, words("cli.run_algorithm"));
            app.add_option("PARAM=VALUE", args->values, words("cli.run_values"));
            app.add_option("-o,--output", args->output, words("cli.run_output"));
            app.add_option("--crs", args->crs, words("cli.run_crs"));
            app.add_flag("--skip-invalid", args->skip_invalid, words("cli.run_skip_invalid"));
            app.add_flag("--list", args->list, words("cli.run_list"));
            app.add_flag("-h,--help", args->help, words("cli.run_help"));
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
