// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Sections that plugins add to the report on the plans of a project.
#pragma once

#include <string>
#include <vector>

#include <QJsonObject>

#include "project/plugin_answers.h"

namespace skizze::project {

struct PluginSection {
  PluginOrigin origin;
  std::string scenario;
  plugin::Section section;
};

/// plans: plan_facts(). One process for each plugin that has sections. Blocks: never on the UI thread. Troubles, one for a plugin, instead
/// of sections that are missing.
std::vector<PluginSection> ask_sections(const std::vector<plugin::Entry>& entries, const std::vector<QJsonObject>& plans,
                                        const base::CancelToken& token, std::vector<PluginTrouble>& troubles);

/// As HTML, with the plugin's name and version below each heading; everything a plugin says is text, never markup.
QString sections_html(const std::vector<PluginSection>& sections, Language language);

}  // namespace skizze::project
