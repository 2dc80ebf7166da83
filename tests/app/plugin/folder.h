// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A folder of plugins, made by a test.
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <filesystem>
#include <string>

#include "plugin/catalog.h"

namespace skizze::test {

inline const char* const k_naughty = R"({
  "id": "org.example.naughty", "name": {"de": "Frech", "en": "Naughty"}, "summary": {"de": "Für Tests", "en": "For tests"},
  "version": "1.2", "api": 1, "author": "A", "licence": "MIT", "library": "naughty",
  "formats": [{"id": "naughty", "name": {"de": "Freche Datei", "en": "Naughty file"}, "extensions": ["naughty"], "starts_with": "naughty"}],
  "settings": {"type": "object", "properties": {
    "flag": {"type": "boolean", "title": {"de": "Schalter", "en": "Switch"}, "default": true},
    "number": {"type": "number", "title": {"de": "Zahl", "en": "Number"}, "default": 1.5, "minimum": 0, "maximum": 10},
    "whole": {"type": "integer", "title": {"de": "Ganze Zahl", "en": "Whole number"}, "default": 3},
    "choice": {"type": "string", "title": {"de": "Wahl", "en": "Choice"}, "default": "a",
               "oneOf": [{"const": "a", "title": {"de": "Erstes", "en": "First"}}, {"const": "b", "title": {"de": "Zweites", "en": "Second"}}]}}},
  "messages": {"said": {"de": "Absicht", "en": "On purpose"}, "noted": {"de": "Gemerkt", "en": "Noted"}}
})";

/// The plugin.json above with some entries put in, or taken out where they are null.
inline QByteArray manifest(const QJsonObject& changes = {}) {
  QJsonObject object = QJsonDocument::fromJson(k_naughty).object();
  for (auto it = changes.begin(); it != changes.end(); ++it) {
    if (it.value().isNull()) {
      object.remove(it.key());
    } else {
      object[it.key()] = it.value();
    }
  }
  return QJsonDocument(object).toJson();
}

class PluginFolder {
 public:
  /// A plugin below the folder. library: one of tests/plugins, put in under the name the manifest gives it; empty: none.
  std::filesystem::path put(const QString& name, const QByteArray& manifest_json, const QString& library = {}) const {
    const QString folder = m_dir.filePath(name);
    QDir().mkpath(folder);
    QFile file(folder + QStringLiteral("/plugin.json"));
    if (file.open(QIODevice::WriteOnly)) file.write(manifest_json);
#ifdef STADTSKIZZE_TEST_PLUGINS
    const QString wanted = QJsonDocument::fromJson(manifest_json).object()[QStringLiteral("library")].toString();
    if (!library.isEmpty())
      QFile::copy(QStringLiteral(STADTSKIZZE_TEST_PLUGINS "/lib") + library + QStringLiteral(".so"),
                  folder + QStringLiteral("/lib") + wanted + QStringLiteral(".so"));
#else
    if (!library.isEmpty()) qFatal("this test has no libraries");
#endif
    return folder.toStdString();
  }
#ifdef STADTSKIZZE_TEST_PLUGINS
  /// plugins/example, which has one of every kind; changes: as of manifest().
  std::filesystem::path put_example(const QJsonObject& changes = {}) const {
    QFile file(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/plugins/example/plugin.json"));
    if (!file.open(QIODevice::ReadOnly)) qFatal("no example");
    auto json = QJsonDocument::fromJson(file.readAll()).object();
    for (auto it = changes.begin(); it != changes.end(); ++it) json[it.key()] = it.value();
    return put(QStringLiteral("spots"), QJsonDocument(json).toJson(), QStringLiteral("spots"));
  }
#endif
  /// The naughty one with a rule of each id, which says what it does.
  std::filesystem::path put_naughty_rules(const QStringList& ids, const QString& library) const {
    QJsonArray rules;
    for (const QString& id : ids) {
      const QJsonObject name{{QStringLiteral("de"), id}, {QStringLiteral("en"), id}};
      rules.append(QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("name"), name}, {QStringLiteral("source"), QStringLiteral("S")}});
    }
    return put(QStringLiteral("naughty"), manifest({{QStringLiteral("rules"), rules}}), library);
  }
  /// A file that stands for a library where nobody loads it.
  void put_library(const QString& name) const {
    QFile file(m_dir.filePath(name + QStringLiteral("/libnaughty.so")));
    if (file.open(QIODevice::WriteOnly)) file.write("not loaded");
  }
  std::filesystem::path path() const { return m_dir.path().toStdString(); }
  std::vector<plugin::Entry> list(const plugin::Choices& choices = {}, bool allowed = true) const {
    return plugin::list_plugins({{path(), false}}, choices, allowed);
  }

 private:
  QTemporaryDir m_dir;
};

}  // namespace skizze::test
