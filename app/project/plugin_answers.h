// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What plugins say of measures: findings of their rules, figures of their indicators.
#pragma once

#include <string>
#include <vector>

#include <QJsonObject>

#include "base/cancel.h"
#include "base/result.h"
#include "bike/comparison.h"
#include "bike/finding.h"
#include "bike/polyline.h"
#include "plugin/answers.h"
#include "plugin/catalog.h"
#include "project/message_text.h"

namespace skizze::project {

/// Who said something.
struct PluginOrigin {
  std::string id;
  plugin::Text name;
  std::string version;
};
/// "plugin Spots 1.1.0"
base::Message message_of(const PluginOrigin& origin);
/// Words of a plugin as a message in both languages.
base::Message message_of(const plugin::Text& words);
const std::string& in(const plugin::Text& words, Language language);

struct PluginFinding {
  PluginOrigin origin;
  std::string rule;  ///< id in plugin.json
  plugin::Finding finding;
};
struct PluginFigure {
  PluginOrigin origin;
  std::string indicator;  ///< id in plugin.json
  plugin::Figure figure;
};
/// "12 – Council 7/2026 (2026-03-01), plugin Spots 1.1.0"; the figure as people of the language write it, or that it is not assessable.
QString value_text(const plugin::Figure& figure, Language language);
QString basis_text(const PluginFigure& figure, Language language);
/// {"plugin": {"id", "name", "version"}, "id", "title", "value", "unit", "basis", "source", "date"}
QJsonObject to_json(const PluginFigure& figure, Language language);

/// The finding as one of ours on the lane's line, which is of rule "<plugin>/<rule>"; its place along the line is kept within it.
bike::Finding as_ours(const PluginFinding& finding, const bike::Polyline& line);

/// Figures of plans as rows of their comparison; subjects are the scenarios.
std::vector<bike::IndicatorRow> plan_rows(const std::vector<PluginFigure>& figures, std::size_t scenarios);

/// A plugin that could not answer.
struct PluginTrouble {
  std::string id;
  std::string stamp;  ///< plugin::Offer
  bool lost = false;  ///< it crashed, hung or answered nonsense: asking again would do the same
  base::Error error;
};

/// Answers by place in the list of subjects; troubles instead of answers that are missing.
struct PluginAnswers {
  std::vector<PluginFinding> findings;
  std::vector<PluginFigure> figures;
  std::vector<PluginTrouble> troubles;
};

/// Asks every plugin of the list that is on for its rules (of subjects of kind "lane") and indicators. subjects: lane_facts() and their
/// like. One process for each plugin that has something to say, which is cut off after some seconds. Blocks: never on the UI thread.
PluginAnswers ask_plugins(const std::vector<plugin::Entry>& entries, const std::vector<QJsonObject>& subjects, const std::string& crs,
                          const base::CancelToken& token);

}  // namespace skizze::project
