// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "cli/output.h"
#include "store/project_store.h"

namespace skizze::cli {

namespace {

std::vector<feature::Notice> as_notices(const std::vector<store::Finding>& findings) {
  std::vector<feature::Notice> notices;
  for (const auto& finding : findings) notices.push_back({finding.severity, finding.message, 1, {}});
  return notices;
}

int run(Context& context, const std::string& file) {
  // After a kill in the middle of a commit, SQLite must be let to roll it back first.
  const bool interrupted = std::filesystem::exists(file + "-journal");
  auto opened = store::ProjectStore::open(file, interrupted ? store::OpenMode::read_write : store::OpenMode::read_only);
  if (!opened) return context.fail(opened.error());
  const auto report = opened->check(context.cancel());
  if (!report) return context.fail(report.error());
  const auto notices = as_notices(report->findings);
  print_notices(context, notices, {});
  context.result({{QStringLiteral("project"), q(file)},
                  {QStringLiteral("clean"), report->clean()},
                  {QStringLiteral("scenarios"), count_json(report->scenarios)},
                  {QStringLiteral("measures"), count_json(report->measures)},
                  {QStringLiteral("contributions"), count_json(report->contributions)},
                  {QStringLiteral("layers"), count_json(report->layers)},
                  {QStringLiteral("history"), count_json(report->history)},
                  {QStringLiteral("ended_uncleanly"), opened->ended_uncleanly()},
                  {QStringLiteral("findings"), notices_json(context, notices)}});
  if (!report->clean()) {
    context.note({"cli.check_damaged", {{"file", file}}});
    return k_failed;
  }
  context.line(base::Message{"cli.check_clean",
                             {{"file", file},
                              {"scenarios_n", std::to_string(report->scenarios)},
                              {"measures_n", std::to_string(report->measures)},
                              {"contributions_n", std::to_string(report->contributions)},
                              {"layers_n", std::to_string(report->layers)},
                              {"history_n", std::to_string(report->history)}}});
  return k_done;
}

}  // namespace

Verb check_verb() {
  return {"check", "cli.verb_check", false, [](CLI::App& app, Context& context) -> Run {
            auto file = std::make_shared<std::string>();
            app.add_option("PROJECT", *file, context.text("cli.option_project").toStdString())->required();
            return [file](Context& c) { return run(c, *file); };
          }};
}

}  // namespace skizze::cli
