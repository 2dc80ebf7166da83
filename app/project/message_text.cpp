// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/message_text.h"

#include <algorithm>
#include <array>

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

static void load_resources() { Q_INIT_RESOURCE(skizze); }  // outside any namespace, as the macro wants it

namespace skizze::project {

namespace {

using Texts = QHash<QString, QString>;

Texts load(const QString& suffix) {
  load_resources();
  Texts texts;
  const QDir folder(QStringLiteral(":/messages"));
  for (const auto& name : folder.entryList({QStringLiteral("*.") + suffix + QStringLiteral(".json")})) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::ReadOnly)) continue;
    const auto object = QJsonDocument::fromJson(file.readAll()).object();
    for (auto it = object.begin(); it != object.end(); ++it) texts.insert(it.key(), it.value().toString());
  }
  return texts;
}

const Texts& texts_of(Language language) {
  static const std::array<Texts, 2> all{load(QStringLiteral("de")), load(QStringLiteral("en"))};
  return all[static_cast<std::size_t>(language)];
}

const QLocale& locale_of(Language language) {
  static const std::array<QLocale, 2> all{QLocale(QLocale::German, QLocale::Germany), QLocale(QLocale::English, QLocale::UnitedKingdom)};
  return all[static_cast<std::size_t>(language)];
}

/// Arguments that name something: a version 2.0 or an EPSG code 25832 is not an amount.
bool names_something(std::string_view argument) {
  static constexpr std::array<std::string_view, 19> k_names{"version", "crs",   "epsg",   "id",       "file",  "offset", "port",
                                                            "feature", "layer", "path",   "name",     "text",  "key",    "from",
                                                            "to",      "line",  "column", "scenario", "driver"};
  return std::find(k_names.begin(), k_names.end(), argument) != k_names.end();
}

bool is_digit(QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); }

/// A sign, 1 to 15 digits, and decimals after a point.
bool is_amount(QStringView value) {
  if (value.startsWith(QLatin1Char('-'))) value = value.mid(1);
  const auto point = value.indexOf(QLatin1Char('.'));
  const auto whole = point < 0 ? value : value.left(point);
  const auto decimals = point < 0 ? QStringView() : value.mid(point + 1);
  return !whole.isEmpty() && whole.size() <= 15 && (point < 0 || !decimals.isEmpty()) &&
         std::all_of(whole.begin(), whole.end(), is_digit) && std::all_of(decimals.begin(), decimals.end(), is_digit);
}

QString amount_text(const QString& value, Language language) {
  if (!is_amount(value)) return value;
  const auto point = value.indexOf(QLatin1Char('.'));
  return number_text(value.toDouble(), point < 0 ? 0 : static_cast<int>(value.size() - point - 1), language);
}

QString argument_text(const base::Argument& argument, bool raw, Language language) {
  const auto value = QString::fromStdString(argument.value);
  if (raw) return value;
  const auto& texts = texts_of(language);
  if (const auto it = texts.find(value); it != texts.end()) return *it;
  return names_something(argument.name) ? value : amount_text(value, language);
}

/// The argument of that name; words that come in both languages have two, "name_de" and "name_en".
const base::Argument* argument_of(const base::Message& message, const std::string& name, Language language) {
  const std::string ours = name + (language == Language::de ? "_de" : "_en");
  const auto it =
      std::find_if(message.arguments.begin(), message.arguments.end(), [&](const auto& a) { return a.name == name || a.name == ours; });
  return it == message.arguments.end() ? nullptr : &*it;
}

/// "{n}" or "{n:raw}" or "{n?file:files}" (the first word when n is 1).
QString placeholder_text(const QString& inner, const base::Message& message, Language language) {
  const auto found = std::find_if(inner.begin(), inner.end(), [](QChar c) { return c == QLatin1Char(':') || c == QLatin1Char('?'); });
  const auto mark = found == inner.end() ? -1 : found - inner.begin();
  const auto name = (mark < 0 ? inner : inner.left(mark)).toStdString();
  const auto* it = argument_of(message, name, language);
  if (!it) return QStringLiteral("?");
  if (mark >= 0 && inner[mark] == QLatin1Char('?')) {
    const auto choice = inner.mid(mark + 1).split(QLatin1Char(':'));
    return it->value == "1" ? choice.value(0) : choice.value(1);
  }
  return argument_text(*it, mark >= 0, language);
}

QString unknown_text(const base::Message& message) {
  auto text = QString::fromStdString(message.id);
  for (const auto& argument : message.arguments)
    text += QStringLiteral(" %1=%2").arg(QString::fromStdString(argument.name), QString::fromStdString(argument.value));
  return text;
}

bool mentions(const base::Message& message, const std::string& value) {
  return std::any_of(message.arguments.begin(), message.arguments.end(),
                     [&](const auto& a) { return a.value == value || (a.name == "file" && value.ends_with(a.value)); });
}

QString where_text(const base::Error& error, Language language) {
  const auto& where = error.where;
  QStringList parts;
  const auto add = [&](const char* id, const std::string& value) {
    if (!value.empty() && !mentions(error.message, value)) parts << text_of(base::Message{id, {{"text", value}}}, language);
  };
  add("project.where_file", where.file);
  add("project.where_layer", where.layer);
  add("project.where_feature", where.feature);
  if (where.byte_offset >= 0) add("project.where_offset", std::to_string(where.byte_offset));
  return parts.join(QStringLiteral(", "));
}

}  // namespace

Language language_of(const QString& name) {
  return name.startsWith(QStringLiteral("de"), Qt::CaseInsensitive) ? Language::de : Language::en;
}

QString text_of(const base::Message& message, Language language) {
  const auto& texts = texts_of(language);
  const auto found = texts.find(QString::fromStdString(message.id));
  if (found == texts.end()) return unknown_text(message);
  const QString& pattern = *found;
  QString text;
  qsizetype at = 0;
  while (at < pattern.size()) {
    const auto open = pattern.indexOf(QLatin1Char('{'), at);
    const auto close = open < 0 ? -1 : pattern.indexOf(QLatin1Char('}'), open);
    if (close < 0) break;
    text += pattern.mid(at, open - at);
    text += placeholder_text(pattern.mid(open + 1, close - open - 1), message, language);
    at = close + 1;
  }
  return text + pattern.mid(at);
}

QString text_of(const char* id, Language language) { return text_of(base::Message{id, {}}, language); }

QString text_of(const base::Error& error, Language language) {
  auto text = text_of(error.message, language);
  if (const auto where = where_text(error, language); !where.isEmpty()) text += QStringLiteral(" (") + where + QStringLiteral(")");
  for (const auto& context : error.context) text += QLatin1Char('\n') + text_of(context, language);
  return text;
}

QString number_text(double value, int decimals, Language language) {
  QLocale locale = locale_of(language);
  if (std::abs(value) < 10000) locale.setNumberOptions(QLocale::OmitGroupSeparator);
  return locale.toString(value, 'f', decimals);
}

bool has_text(const QString& id, Language language) { return texts_of(language).contains(id); }

QString pattern_of(const QString& id, Language language) { return texts_of(language).value(id); }

QStringList all_ids(Language language) {
  auto ids = texts_of(language).keys();
  ids.sort();
  return ids;
}

}  // namespace skizze::project
