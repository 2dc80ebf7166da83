// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze print PROJECT -o OUT.pdf|OUT.png: a map on paper at an exact scale, or one page for each feature of a layer.
#include <algorithm>
#include <locale>
#include <memory>
#include <sstream>

#include <QDate>
#include <QFileInfo>

#include "cli/output.h"
#include "cli/project_file.h"
#include "cli/verb.h"
#include "geo/mercator.h"
#include "project/print_map.h"

namespace skizze::cli {

namespace {

struct Args {
  std::string project;
  std::string output;
  std::string sheet = "A4-landscape";
  std::string center;
  std::string bbox;
  std::string variant;
  double scale = 0;
  double dpi = 300;
  bool no_grid = false;
  bool no_legend = false;
  project::PrintWish wish;
};

/// "7.1,50.9" as numbers; empty when it is not `count` numbers.
std::vector<double> numbers(const std::string& text, std::size_t count) {
  std::vector<double> values;
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  for (double value = 0; in >> value;) {
    values.push_back(value);
    char comma = 0;
    if (!(in >> comma)) break;
    if (comma != ',') return {};
  }
  return values.size() == count && in.eof() ? values : std::vector<double>{};
}

base::Status put_template(const std::string& name, qgis::Sheet& sheet) {
  if (q(name).endsWith(QStringLiteral(".qpt"), Qt::CaseInsensitive)) {
    sheet.template_file = name;
    return {};
  }
  sheet.paper = name.substr(0, 2);
  sheet.landscape = name.ends_with("landscape");
  for (const char* known : {"A4-landscape", "A4-portrait", "A3-landscape", "A3-portrait"})
    if (name == known) return {};
  return base::fail(base::ErrorCode::invalid, "cli.print_template", {{"name", name}});
}

/// Where the sheet looks; without a wish everything is on it.
base::Status put_place(const Args& args, const project::Document& document, qgis::Sheet& sheet) {
  const auto point = [&](double lon, double lat) { return document.to_project(geo::to_mercator({lon, lat})); };
  if (!args.center.empty()) {
    const auto at = numbers(args.center, 2);
    if (at.empty() || std::abs(at[0]) > 180 || std::abs(at[1]) > geo::k_max_latitude_deg)
      return base::fail(base::ErrorCode::invalid, "scene.bad_center", {{"center", args.center}});
    if (sheet.scale <= 0) return base::fail(base::ErrorCode::invalid, "cli.print_center_scale");
    sheet.center = point(at[0], at[1]);
    return {};
  }
  if (!args.bbox.empty()) {
    const auto box = numbers(args.bbox, 4);
    if (box.empty() || !(box[0] < box[2]) || !(box[1] < box[3]))
      return base::fail(base::ErrorCode::invalid, "scene.bad_bbox", {{"bbox", args.bbox}});
    for (const int corner : {0, 1, 2, 3}) sheet.box.add(point(box[corner % 2 == 0 ? 0 : 2], box[corner / 2 == 0 ? 1 : 3]));
    return {};
  }
  const auto all = document.extent();
  if (all.empty()) return base::fail(base::ErrorCode::invalid, "scene.nothing_to_show");
  sheet.box.add(document.to_project(geo::Point2{all.min_x, all.min_y}));
  sheet.box.add(document.to_project(geo::Point2{all.max_x, all.max_y}));
  return {};
}

int report(Context& context, const Args& args, const qgis::PrintedSheet& printed, bool missing) {
  QJsonArray lost;
  for (const auto& message : printed.lost) {
    context.note(message);
    lost.push_back(context.text(message));
  }
  const auto pages = std::to_string(printed.pages);
  const auto scale = plain(std::round(printed.scale), 0);
  context.line(printed.pages > 1 ? base::Message{"cli.print_series_done", {{"file", args.output}, {"count", pages}}}
                                 : base::Message{"cli.print_done", {{"file", args.output}, {"scale", scale}}});
  context.result({{QStringLiteral("output"), q(args.output)},
                  {QStringLiteral("scale"), printed.scale},
                  {QStringLiteral("pages"), printed.pages},
                  {QStringLiteral("map_mm"), QJsonArray{printed.map_width_mm, printed.map_height_mm}},
                  {QStringLiteral("lost"), lost}});
  return missing || !printed.lost.empty() ? k_partly : k_done;
}

/// Null for the active one.
base::Result<base::Uuid> scenario_named(const project::Document& document, const std::string& name) {
  if (name.empty()) return base::Uuid{};
  for (const auto& scenario : document.scenarios())
    if (scenario.name == name) return scenario.id;
  return base::fail(base::ErrorCode::not_found, "bike.export_no_variant", {{"variant", name}});
}

int run(Context& context, const Args& args) {
  auto wish = args.wish;
  const bool png = q(args.output).endsWith(QStringLiteral(".png"), Qt::CaseInsensitive);
  if (!png && !q(args.output).endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive))
    return context.fail(base::ErrorCode::unsupported, "cli.print_ending", {{"file", args.output}});
  wish.format = png ? qgis::SheetFormat::png : qgis::SheetFormat::pdf;
  wish.dpi = args.dpi;
  wish.sheet.scale = args.scale;
  wish.sheet.grid = !args.no_grid;
  wish.sheet.legend = !args.no_legend;
  if (wish.texts.date.empty())
    wish.texts.date = (context.language() == project::Language::de ? QDate::currentDate().toString(QStringLiteral("dd.MM.yyyy"))
                                                                   : QDate::currentDate().toString(Qt::ISODate))
                          .toStdString();
  if (auto status = put_template(args.sheet, wish.sheet); !status) return context.fail(status.error());
  project::DocumentOptions options;
  options.language = context.language();
  options.backups = false;
  project::Document document(options);
  if (!open_and_wait(context, document, args.project)) return k_failed;
  const bool complete = wait_layers(context, document);
  if (auto status = put_place(args, document, wish.sheet); !status) return context.fail(status.error());
  const auto scenario = scenario_named(document, args.variant);
  if (!scenario) return context.fail(scenario.error());
  project::MapPrinter printer(project::print_input(document, context.language(), *scenario));
  document.close();
  const auto printed =
      printer.print(wish, {}, context.cancel(), [&](double done, const base::Message& what) { context.progress(done, what); });
  if (!printed) return context.fail(printed.error());
  if (auto status = project::write_sheet(*printed, args.output); !status) return context.fail(status.error());
  return report(context, args, *printed, !complete);
}

}  // namespace

Verb print_verb() {
  return {"print", "cli.verb_print", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            const auto text = [&](const char* id) { return context.text(id).toStdString(); };
            app.add_option("PROJECT", args->project, text("cli.option_project"))->required();
            app.add_option("-o,--output", args->output, text("cli.option_print_output"))->required();
            app.add_option("--template", args->sheet, text("cli.option_template"));
            app.add_option("--scale", args->scale, text("cli.option_scale"))->check(CLI::Range(10.0, 10'000'000.0));
            auto* center = app.add_option("--center", args->center, text("cli.option_print_center"));
            app.add_option("--bbox", args->bbox, text("cli.option_print_bbox"))->excludes(center);
            app.add_option("--variant", args->variant, text("cli.option_print_variant"));
            app.add_option("--series", args->wish.series_layer, text("cli.option_series"));
            app.add_option("--series-name", args->wish.series_name, text("cli.option_series_name"));
            app.add_option("--title", args->wish.texts.title, text("cli.option_print_title"));
            app.add_option("--subtitle", args->wish.texts.subtitle, text("cli.option_subtitle"));
            app.add_option("--author", args->wish.texts.author, text("cli.option_author"));
            app.add_option("--date", args->wish.texts.date, text("cli.option_print_date"));
            app.add_option("--dpi", args->dpi, text("cli.option_print_dpi"))->check(CLI::Range(20.0, 1200.0));
            app.add_flag("--no-grid", args->no_grid, text("cli.option_no_grid"));
            app.add_flag("--no-legend", args->no_legend, text("cli.option_no_legend"));
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
