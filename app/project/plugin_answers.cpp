// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/plugin_answers.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>

#include "sources/plugin_ask.h"

namespace skizze::project {
namespace {

using plugin::Kind;

QString q(const std::string& text) { return QString::fromStdString(text); }

/// One call with the subjects that it is about, by their place in the whole list.
struct Question {
  sources::PluginCall call;
  const plugin::Task* task;
  std::vector<std::size_t> subjects;
};

bool concerns(const plugin::Task& task, const std::string& kind) {
  if (task.kind == Kind::rule) return kind == plugin::k_lane;
  if (task.kind != Kind::indicator) return false;
  return std::find(task.subjects.begin(), task.subjects.end(), kind) != task.subjects.end();
}

std::vector<Question> questions_for(const plugin::Manifest& manifest, const std::vector<QJsonObject>& subjects, const std::string& crs) {
  std::vector<Question> out;
  for (const auto& task : manifest.tasks) {
    Question question{{task.kind, task.id, {}, crs, {}, {}}, &task, {}};
    QJsonArray list;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      if (!concerns(task, subjects[i][QLatin1String("kind")].toString().toStdString())) continue;
      question.subjects.push_back(i);
      list.append(subjects[i]);
    }
    if (list.isEmpty()) continue;
    const QString key = task.kind == Kind::rule ? QStringLiteral("lanes") : QStringLiteral("subjects");
    question.call.request =
        QJsonDocument(QJsonObject{{QStringLiteral("crs"), q(crs)}, {key, list}}).toJson(QJsonDocument::Compact).toStdString();
    out.push_back(std::move(question));
  }
  return out;
}

/// What a plugin says itself (its own words) may be otherwise the next time; the rest would not.
bool is_lost(const base::Error& error) { return error.message.id != "readers.plugin_failed" && error.code != base::ErrorCode::cancelled; }

class Asking {
 public:
  Asking(const plugin::Entry& entry, PluginAnswers& out)
      : m_entry(entry), m_origin{entry.manifest.id, entry.manifest.name, entry.manifest.version}, m_out(out) {}

  void ask(const std::vector<Question>& questions, const base::CancelToken& token) {
    std::vector<sources::PluginCall> calls;
    for (const auto& question : questions) calls.push_back(question.call);
    const auto answers = sources::ask_plugin(m_entry, calls, sources::quick_ask(), token);
    if (!answers) return trouble(answers.error());
    for (std::size_t i = 0; i < questions.size(); ++i) {
      if (!(*answers)[i]) {
        trouble((*answers)[i].error());
      } else if (questions[i].task->kind == Kind::rule) {
        take_findings(questions[i], (*answers)[i]->json);
      } else {
        take_figures(questions[i], (*answers)[i]->json);
      }
    }
  }

 private:
  /// One notice for a plugin, whatever else it cannot do.
  void trouble(const base::Error& error) {
    if (std::exchange(m_told, true)) return;
    m_out.troubles.push_back({m_entry.manifest.id, plugin::offers_of({m_entry}).front().stamp, is_lost(error), error});
  }

  void take_findings(const Question& question, const std::string& json) {
    const auto findings = plugin::read_findings(json, *question.task, question.subjects.size());
    if (!findings) return trouble(findings.error());
    for (auto finding : *findings) {
      finding.lane = question.subjects[finding.lane];
      m_out.findings.push_back({m_origin, question.task->id, std::move(finding)});
    }
  }

  void take_figures(const Question& question, const std::string& json) {
    const auto figures = plugin::read_figures(json, *question.task, question.subjects.size());
    if (!figures) return trouble(figures.error());
    for (auto figure : *figures) {
      figure.subject = question.subjects[figure.subject];
      m_out.figures.push_back({m_origin, question.task->id, std::move(figure)});
    }
  }

  const plugin::Entry& m_entry;
  PluginOrigin m_origin;
  PluginAnswers& m_out;
  bool m_told = false;
};

bike::Verdict verdict_of(plugin::Level level) {
  switch (level) {
    case plugin::Level::good: return bike::Verdict::fits;
    case plugin::Level::hint: return bike::Verdict::hint;
    case plugin::Level::warning: return bike::Verdict::limited;
    case plugin::Level::defect: return bike::Verdict::conflict;
    case plugin::Level::unknown: return bike::Verdict::not_assessable;
  }
  return bike::Verdict::hint;
}

}  // namespace

base::Message message_of(const PluginOrigin& origin) {
  return {"project.plugin_origin", {{"plugin_de", origin.name.de}, {"plugin_en", origin.name.en}, {"version", origin.version}}};
}

base::Message message_of(const plugin::Text& words) { return {"project.plugin_said", {{"said_de", words.de}, {"said_en", words.en}}}; }

const std::string& in(const plugin::Text& words, Language language) { return language == Language::de ? words.de : words.en; }

QString value_text(const plugin::Figure& figure, Language language) {
  if (!figure.value) return text_of("project.plugin_no_value", language);
  const QString number = number_text(*figure.value, figure.decimals, language);
  return figure.unit.empty() ? number : number + QChar(0x00A0) + q(figure.unit);
}

QString basis_text(const PluginFigure& figure, Language language) {
  QStringList parts;
  if (figure.figure.basis) parts << q(in(*figure.figure.basis, language));
  parts << (figure.figure.date.empty() ? q(figure.figure.source) : q(figure.figure.source + " (" + figure.figure.date + ")"));
  parts << text_of(message_of(figure.origin), language);
  return parts.join(QStringLiteral("; "));
}

QJsonObject to_json(const PluginFigure& figure, Language language) {
  const auto& value = figure.figure;
  return {{QStringLiteral("plugin"), QJsonObject{{QStringLiteral("id"), q(figure.origin.id)},
                                                 {QStringLiteral("name"), q(in(figure.origin.name, language))},
                                                 {QStringLiteral("version"), q(figure.origin.version)}}},
          {QStringLiteral("id"), q(figure.indicator)},
          {QStringLiteral("title"), q(in(value.title, language))},
          {QStringLiteral("value"), value.value ? QJsonValue(*value.value) : QJsonValue()},
          {QStringLiteral("unit"), q(value.unit)},
          {QStringLiteral("basis"), value.basis ? QJsonValue(q(in(*value.basis, language))) : QJsonValue()},
          {QStringLiteral("source"), q(value.source)},
          {QStringLiteral("date"), value.date.empty() ? QJsonValue() : QJsonValue(q(value.date))}};
}

bike::Finding as_ours(const PluginFinding& said, const bike::Polyline& line) {
  const auto& finding = said.finding;
  bike::Finding out;
  out.rule = said.origin.id + "/" + said.rule;
  out.verdict = verdict_of(finding.level);
  out.value = finding.value;
  out.required = finding.required;
  out.unit = finding.unit;
  out.from_m = std::clamp(finding.from_m, 0.0, line.length_m());
  out.to_m = std::clamp(finding.to_m, out.from_m, line.length_m());
  out.place = line.at((out.from_m + out.to_m) / 2);
  out.message = message_of(finding.text);
  if (finding.suggestion) out.suggestion = message_of(*finding.suggestion);
  out.source = finding.source;
  out.origin = message_of(said.origin);
  return out;
}

std::vector<bike::IndicatorRow> plan_rows(const std::vector<PluginFigure>& figures, std::size_t scenarios) {
  std::vector<bike::IndicatorRow> rows;
  for (const auto& one : figures) {
    const auto& figure = one.figure;
    const std::string id = one.origin.id + "/" + one.indicator;
    const auto name = message_of(figure.title);
    auto row = std::find_if(rows.begin(), rows.end(), [&](const bike::IndicatorRow& other) {
      return other.id == id && other.unit == figure.unit && *other.name == name;
    });
    if (row == rows.end()) {
      rows.push_back({id, figure.unit, figure.decimals, {}, std::vector<std::optional<double>>(scenarios), {}, name});
      row = rows.end() - 1;
      if (figure.basis) row->basis.push_back(message_of(*figure.basis));
      const std::string source = figure.date.empty() ? figure.source : figure.source + " (" + figure.date + ")";
      row->basis.push_back(message_of(plugin::Text{source, source}));
      row->basis.push_back(message_of(one.origin));
    }
    if (figure.subject < scenarios) row->values[figure.subject] = figure.value;
  }
  return rows;
}

PluginAnswers ask_plugins(const std::vector<plugin::Entry>& entries, const std::vector<QJsonObject>& subjects, const std::string& crs,
                          const base::CancelToken& token) {
  PluginAnswers out;
  for (const auto& entry : entries) {
    if (token.cancelled()) return out;
    if (entry.state != plugin::State::on) continue;
    const auto questions = questions_for(entry.manifest, subjects, crs);
    if (!questions.empty()) Asking(entry, out).ask(questions, token);
  }
  return out;
}

}  // namespace skizze::project
