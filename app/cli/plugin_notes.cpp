// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/plugin_notes.h"

#include "sources/plugin_shelf.h"

namespace skizze::cli {

namespace {

void note(const Context& context, const std::vector<project::PluginTrouble>& troubles, bool& lost) {
  for (const auto& trouble : troubles) context.note(trouble.error.message);
  lost = lost || !troubles.empty();
}

}  // namespace

project::PluginAnswers ask_plugins(const Context& context, const std::vector<QJsonObject>& subjects, const std::string& crs, bool& lost) {
  if (subjects.empty()) return {};
  auto answers = project::ask_plugins(sources::plugin_shelf(), subjects, crs, context.cancel());
  note(context, answers.troubles, lost);
  return answers;
}

std::vector<project::PluginSection> ask_sections(const Context& context, const std::vector<QJsonObject>& plans, bool& lost) {
  std::vector<project::PluginTrouble> troubles;
  auto sections = project::ask_sections(sources::plugin_shelf(), plans, context.cancel(), troubles);
  note(context, troubles, lost);
  return sections;
}

QJsonArray plugin_figures_json(const Context& context, const project::PluginAnswers& answers, std::size_t subject) {
  QJsonArray out;
  for (const auto& one : answers.figures) {
    if (one.figure.subject == subject) out.append(project::to_json(one, context.language()));
  }
  return out;
}

void print_plugin_figures(const Context& context, const project::PluginAnswers& answers, std::size_t subject) {
  for (const auto& one : answers.figures) {
    if (one.figure.subject != subject) continue;
    const auto language = context.language();
    context.line(QStringLiteral("  %1: %2 (%3)")
                     .arg(q(project::in(one.figure.title, language)), project::value_text(one.figure, language),
                          project::basis_text(one, language)));
  }
}

}  // namespace skizze::cli
