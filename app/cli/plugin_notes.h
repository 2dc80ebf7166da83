// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What plugins say of measures, for verbs that show measures.
#pragma once

#include <vector>

#include "cli/output.h"
#include "project/plugin_answers.h"
#include "project/plugin_report.h"

namespace skizze::cli {

/// Asks the plugins that are on; what goes wrong is a remark on stderr and sets lost. subjects: project/plugin_facts.h.
project::PluginAnswers ask_plugins(const Context& context, const std::vector<QJsonObject>& subjects, const std::string& crs, bool& lost);

/// Their sections for a report on plans; as above.
std::vector<project::PluginSection> ask_sections(const Context& context, const std::vector<QJsonObject>& plans, bool& lost);

/// Of one subject, as they are put into JSON and printed.
QJsonArray plugin_figures_json(const Context& context, const project::PluginAnswers& answers, std::size_t subject);
void print_plugin_figures(const Context& context, const project::PluginAnswers& answers, std::size_t subject);

}  // namespace skizze::cli
