// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/plugin_report.h"

#include <QJsonDocument>

#include "sources/plugin_ask.h"

namespace skizze::project {
namespace {

QString words(const plugin::Text& text, Language language) { return QString::fromStdString(in(text, language)).toHtmlEscaped(); }

QString row(const std::vector<plugin::Text>& cells, const char* tag, Language language) {
  QString out;
  for (const auto& cell : cells) out += QStringLiteral("<%1>%2</%1>").arg(QLatin1String(tag), words(cell, language));
  return QStringLiteral("<tr>") + out + QStringLiteral("</tr>\n");
}

QString html_of(const PluginSection& said, Language language) {
  const auto& section = said.section;
  QString out = QStringLiteral("<h2>%1</h2>\n<p class=\"origin\">%2 · %3</p>\n")
                    .arg(words(section.title, language), QString::fromStdString(said.scenario).toHtmlEscaped(),
                         text_of(message_of(said.origin), language).toHtmlEscaped());
  for (const auto& paragraph : section.paragraphs) out += QStringLiteral("<p>%1</p>\n").arg(words(paragraph, language));
  if (section.head.empty()) return out;
  out += QStringLiteral("<table>\n") + row(section.head, "th", language);
  for (const auto& cells : section.rows) out += row(cells, "td", language);
  return out + QStringLiteral("</table>\n");
}

}  // namespace

std::vector<PluginSection> ask_sections(const std::vector<plugin::Entry>& entries, const std::vector<QJsonObject>& plans,
                                        const base::CancelToken& token, std::vector<PluginTrouble>& troubles) {
  std::vector<PluginSection> out;
  for (const auto& entry : entries) {
    if (entry.state != plugin::State::on || token.cancelled()) continue;
    std::vector<sources::PluginCall> calls;
    for (const auto& task : entry.manifest.tasks) {
      if (task.kind != plugin::Kind::report_section) continue;
      for (const auto& plan : plans) {
        const auto request = QJsonDocument(QJsonObject{{QStringLiteral("plan"), plan}}).toJson(QJsonDocument::Compact).toStdString();
        calls.push_back({task.kind, task.id, request, {}, {}, {}});
      }
    }
    if (calls.empty()) continue;
    const PluginOrigin origin{entry.manifest.id, entry.manifest.name, entry.manifest.version};
    const auto trouble = [&](const base::Error& error) {
      const bool told = !troubles.empty() && troubles.back().id == origin.id;
      if (!told) troubles.push_back({origin.id, plugin::offers_of({entry}).front().stamp, true, error});
    };
    const auto answers = sources::ask_plugin(entry, calls, sources::quick_ask(), token);
    if (!answers) {
      trouble(answers.error());
      continue;
    }
    for (std::size_t i = 0; i < answers->size(); ++i) {
      const auto& answer = (*answers)[i];
      auto section = answer ? plugin::read_section(answer->json) : base::Result<plugin::Section>(tl::unexpected(answer.error()));
      if (!section) {
        trouble(section.error());
        continue;
      }
      const auto scenario = plans[i % plans.size()][QLatin1String("scenario")].toString().toStdString();
      out.push_back({origin, scenario, std::move(*section)});
    }
  }
  return out;
}

QString sections_html(const std::vector<PluginSection>& sections, Language language) {
  QString out;
  for (const auto& section : sections) out += html_of(section, language);
  return out;
}

}  // namespace skizze::project
