// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/algorithm_text.h"

#include <algorithm>

#include <QJsonDocument>
#include <QStringList>

#include "cli/output.h"

namespace skizze::cli {

namespace {

constexpr int k_id_width = 44;
constexpr int k_name_width = 24;

QJsonArray texts(const std::vector<std::string>& list) {
  QJsonArray array;
  for (const auto& text : list) array.append(q(text));
  return array;
}

QJsonObject parameter_json(const qgis::ParameterInfo& p) {
  QJsonObject json{{QStringLiteral("name"), q(p.name)},      {QStringLiteral("description"), q(p.description)},
                   {QStringLiteral("type"), q(p.type)},      {QStringLiteral("optional"), p.optional},
                   {QStringLiteral("advanced"), p.advanced}, {QStringLiteral("destination"), p.destination},
                   {QStringLiteral("multiple"), p.multiple}};
  if (!p.otherwise.isUndefined()) json[QStringLiteral("default")] = p.otherwise;
  if (p.minimum) json[QStringLiteral("minimum")] = *p.minimum;
  if (p.maximum) json[QStringLiteral("maximum")] = *p.maximum;
  if (!p.options.empty()) json[QStringLiteral("options")] = texts(p.options);
  if (!p.geometries.empty()) json[QStringLiteral("geometry")] = texts(p.geometries);
  if (!p.parent.empty()) json[QStringLiteral("parent")] = q(p.parent);
  if (!p.help.empty()) json[QStringLiteral("help")] = q(p.help);
  return json;
}

QString value_text(const QJsonValue& value) {
  if (value.isString()) return value.toString();
  if (value.isArray()) return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
  return value.toVariant().toString();
}

/// "0 = Round, 1 = Flat"
QString options_text(const std::vector<std::string>& options) {
  QStringList all;
  for (std::size_t i = 0; i < options.size(); ++i) all << QStringLiteral("%1 = %2").arg(i).arg(q(options[i]));
  return all.join(QStringLiteral(", "));
}

/// What a value may be: its kind, its bounds, its default.
QString rules_text(const Context& context, const qgis::ParameterInfo& p) {
  QStringList rules{q(p.type)};
  if (p.optional) rules << context.text("cli.run_optional");
  for (const auto& geometry : p.geometries) rules << context.text(("cli.run_kind_" + geometry).c_str());
  if (!p.options.empty()) rules << options_text(p.options);
  if (p.minimum) rules << QStringLiteral("≥ %1").arg(*p.minimum);
  if (p.maximum) rules << QStringLiteral("≤ %1").arg(*p.maximum);
  const QString otherwise = value_text(p.otherwise);
  if (!otherwise.isEmpty()) rules << context.text("cli.run_default", {{"value", otherwise.toStdString()}});
  return rules.join(QStringLiteral("; "));
}

}  // namespace

void print_algorithms(const Context& context, const std::vector<qgis::AlgorithmInfo>& algorithms) {
  std::vector<std::string> groups;
  for (const auto& algorithm : algorithms)
    if (std::find(groups.begin(), groups.end(), algorithm.group) == groups.end()) groups.push_back(algorithm.group);
  for (const auto& group : groups) {
    context.line(q(group));
    for (const auto& algorithm : algorithms)
      if (algorithm.group == group) context.line(QStringLiteral("  %1 %2").arg(q(algorithm.id), -k_id_width).arg(q(algorithm.name)));
  }
  context.line(context.text("cli.run_count", {{"count", std::to_string(algorithms.size())}}));
}

void print_algorithm(const Context& context, const qgis::AlgorithmInfo& algorithm) {
  context.line(QStringLiteral("%1 · %2 · %3").arg(q(algorithm.id), q(algorithm.name), q(algorithm.group)));
  context.line(QStringLiteral("\n%1\n").arg(q(algorithm.help)));
  context.line(context.text("cli.run_parameters"));
  for (const auto& p : algorithm.parameters) {
    context.line(QStringLiteral("  %1 %2").arg(q(p.name), -k_name_width).arg(q(p.description)));
    context.line(QStringLiteral("  %1 %2").arg(QString(), -k_name_width).arg(rules_text(context, p)));
  }
  context.line(context.text("cli.run_example", {{"algorithm", algorithm.id}}));
}

QJsonObject algorithm_json(const qgis::AlgorithmInfo& algorithm) {
  QJsonArray parameters;
  for (const auto& parameter : algorithm.parameters) parameters.append(parameter_json(parameter));
  QJsonArray outputs;
  for (const auto& output : algorithm.outputs)
    outputs.append(QJsonObject{{QStringLiteral("name"), q(output.name)},
                               {QStringLiteral("description"), q(output.description)},
                               {QStringLiteral("type"), q(output.type)}});
  return {{QStringLiteral("id"), q(algorithm.id)},           {QStringLiteral("name"), q(algorithm.name)},
          {QStringLiteral("english"), q(algorithm.english)}, {QStringLiteral("group"), q(algorithm.group)},
          {QStringLiteral("help"), q(algorithm.help)},       {QStringLiteral("tags"), texts(algorithm.tags)},
          {QStringLiteral("parameters"), parameters},        {QStringLiteral("outputs"), outputs}};
}

QJsonObject output_json(const qgis::RunOutput& output) {
  QJsonObject json{{QStringLiteral("name"), q(output.name)},
                   {QStringLiteral("type"), q(output.type)},
                   {QStringLiteral("file"), q(output.file.string())}};
  if (!output.layer.empty()) {
    json[QStringLiteral("layer")] = q(output.layer);
    json[QStringLiteral("features")] = count_json(output.count);
    json[QStringLiteral("geometry")] = q(output.geometry);
  }
  if (!output.crs.empty()) json[QStringLiteral("crs")] = q(output.crs);
  return json;
}

}  // namespace skizze::cli
