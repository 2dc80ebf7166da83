// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"
#include "cli/project_file.h"

namespace skizze::cli {

namespace {

struct Args {
  std::string project;
  std::vector<std::string> files;
  std::string assumed_crs;
};

int run(Context& context, const Args& args) {
  project::DocumentOptions options;
  options.language = context.language();
  project::Document document(options);
  if (!open_and_wait(context, document, args.project)) return k_failed;
  const auto added = add_files(context, document, args.files, args.assumed_crs);
  document.close();
  if (added.code == k_failed) return added.failed.isEmpty() ? k_failed : context.fail(base::ErrorCode::invalid, "project.nothing_added");
  context.result(
      {{QStringLiteral("project"), q(args.project)}, {QStringLiteral("layers"), added.layers}, {QStringLiteral("failed"), added.failed}});
  return added.code;
}

}  // namespace

Verb add_verb() {
  return {"add", "cli.verb_add", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("PROJECT", args->project, context.text("cli.option_project").toStdString())->required();
            app.add_option("FILE", args->files, context.text("cli.option_files").toStdString())->required();
            app.add_option("--crs", args->assumed_crs, context.text("cli.option_crs").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
