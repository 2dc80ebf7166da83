// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "cli/output.h"
#include "cli/project_file.h"

namespace skizze::cli {

namespace {

struct Args {
  std::string project;
  std::vector<std::string> files;
  std::string title;
  std::string assumed_crs;
  int epsg = 0;
};

int run(Context& context, const Args& args) {
  project::DocumentOptions options;
  options.language = context.language();
  options.backups = false;
  project::Document document(options);
  if (!create_and_wait(context, document, args.project, args.title, args.epsg)) return k_failed;
  Added added;
  if (!args.files.empty()) added = add_files(context, document, args.files, args.assumed_crs);
  const auto epsg = document.crs_epsg();
  document.close();
  if (added.code == k_failed) {  // nothing came of it: nothing is left behind
    std::error_code ignored;
    std::filesystem::remove(args.project, ignored);
    return added.failed.isEmpty() ? k_failed : context.fail(base::ErrorCode::invalid, "project.nothing_added");
  }
  context.line(base::Message{"cli.new_done", {{"file", args.project}, {"epsg", std::to_string(epsg)}}});
  context.result({{QStringLiteral("project"), q(args.project)},
                  {QStringLiteral("crs"), QStringLiteral("EPSG:%1").arg(epsg)},
                  {QStringLiteral("layers"), added.layers},
                  {QStringLiteral("failed"), added.failed}});
  return added.code;
}

}  // namespace

Verb new_verb() {
  return {"new", "cli.verb_new", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("PROJECT", args->project, context.text("cli.option_project").toStdString())->required();
            app.add_option("FILE", args->files, context.text("cli.option_files").toStdString());
            app.add_option("--title", args->title, context.text("cli.option_title").toStdString());
            app.add_option("--epsg", args->epsg, context.text("cli.option_epsg").toStdString())->check(CLI::Range(1024, 999999));
            app.add_option("--crs", args->assumed_crs, context.text("cli.option_crs").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
