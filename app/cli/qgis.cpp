// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze qgis PROJECT -o OUT.qgz: the project for QGIS, styled, with its data in a GeoPackage beside it.
#include <memory>

#include "cli/output.h"
#include "cli/project_file.h"
#include "cli/verb.h"
#include "project/qgis_write.h"

namespace skizze::cli {

namespace {

struct Args {
  std::string project;
  std::string output;
};

int report(Context& context, const project::WrittenForQgis& written, bool missing) {
  QJsonArray lost;
  for (const auto& message : written.lost) {
    context.note(message);
    lost.push_back(context.text(message));
  }
  context.line(base::Message{"cli.qgis_done",
                             {{"file", written.qgz.string()}, {"data", written.gpkg.string()}, {"count", std::to_string(written.layers)}}});
  context.result({{QStringLiteral("output"), q(written.qgz.string())},
                  {QStringLiteral("data"), q(written.gpkg.string())},
                  {QStringLiteral("layers"), written.layers},
                  {QStringLiteral("lost"), lost}});
  return missing || !written.lost.empty() ? k_partly : k_done;
}

int run(Context& context, const Args& args) {
  if (!q(args.output).endsWith(QStringLiteral(".qgz"), Qt::CaseInsensitive))
    return context.fail(base::ErrorCode::unsupported, "cli.qgis_ending", {{"file", args.output}});
  project::DocumentOptions options;
  options.language = context.language();
  options.backups = false;
  project::Document document(options);
  if (!open_and_wait(context, document, args.project)) return k_failed;
  const bool complete = wait_layers(context, document);
  const auto written =
      project::write_for_qgis(project::qgis_input(document, project::Theme::light, context.language()), args.output, args.project,
                              context.cancel(), [&](double done, const base::Message& what) { context.progress(done, what); });
  document.close();
  return written ? report(context, *written, !complete) : context.fail(written.error());
}

}  // namespace

Verb qgis_verb() {
  return {"qgis", "cli.verb_qgis", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("PROJECT", args->project, context.text("cli.option_project").toStdString())->required();
            app.add_option("-o,--output", args->output, context.text("cli.option_qgz").toStdString())->required();
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
