// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_legend.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace skizze::project {
namespace {

/// What a style's layer is called in a legend by its "skizze:legend": words, a message, or examples, which together are the layer itself.
/// Empty where it says nothing.
QString legend_words(const QJsonObject& style_layer, const QString& layer_name, Language language) {
  const auto said = style_layer[QLatin1String("metadata")].toObject().value(QLatin1String("skizze:legend"));
  const auto worded = [&](const QString& id) { return text_of(base::Message{id.toStdString(), {}}, language); };
  if (said.isString()) return said.toString().startsWith(QLatin1String("style.legend_")) ? worded(said.toString()) : said.toString();
  const auto examples = said.toArray();
  if (examples.size() > 1) return layer_name;
  const auto only = examples.at(0).toObject();
  return only.contains(QLatin1String("message")) ? worded(only[QLatin1String("message")].toString())
                                                 : only[QLatin1String("label")].toString();
}

}  // namespace

QJsonObject with_legend_words(QJsonObject style, const QString& layer_name, const std::string& style_json, Language language) {
  QHash<QString, QString> words;
  for (const auto& one : QJsonDocument::fromJson(QByteArray::fromStdString(style_json)).object()[QLatin1String("layers")].toArray())
    if (const auto text = legend_words(one.toObject(), layer_name, language); !text.isEmpty())
      words.insert(one.toObject()[QLatin1String("id")].toString(), text);
  auto renderer = style[QLatin1String("renderer")].toObject();
  if (words.isEmpty() || renderer[QLatin1String("type")] != QLatin1String("rules")) return style;
  QJsonArray rules;
  for (const auto& value : renderer[QLatin1String("rules")].toArray()) {
    auto rule = value.toObject();
    rule[QLatin1String("label")] = words.value(rule[QLatin1String("label")].toString());
    rules.push_back(rule);
  }
  renderer[QLatin1String("rules")] = rules;
  style[QLatin1String("renderer")] = renderer;
  return style;
}

}  // namespace skizze::project
