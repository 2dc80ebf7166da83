// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/hyphenation.h"

#include <hyphen.h>

#include <cstdlib>

#include <QByteArray>
#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

namespace skizze::scene {

namespace {

QString dictionary_file() {
  const QString name = QStringLiteral("hyphen/hyph_de_DE.dic");
  if (QCoreApplication::instance() != nullptr) {
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/") + name;
    if (QFile::exists(beside)) return beside;
  }
  return QStandardPaths::locate(QStandardPaths::GenericDataLocation, name);
}

/// Never freed: labels are placed until the process ends.
HyphenDict* dictionary() {
  static HyphenDict* const dict = [] {
    const QString file = dictionary_file();
    return file.isEmpty() ? nullptr : hnj_hyphen_load(QFile::encodeName(file).constData());
  }();
  return dict;
}

/// One byte for a letter, or nothing where the dictionary's alphabet (ISO 8859-1, as hyphen-de has it) lacks one.
std::optional<QByteArray> in_latin1(const QString& word) {
  for (const QChar c : word)
    if (c.unicode() > 0xFF) return std::nullopt;
  return word.toLatin1();
}

}  // namespace

std::optional<std::vector<qsizetype>> dictionary_breaks(const QString& word) {
  auto* dict = dictionary();
  if (dict == nullptr || dict->utf8 != 0) return std::nullopt;
  const auto letters = in_latin1(word.toLower());
  if (!letters) return std::nullopt;
  const auto size = static_cast<std::size_t>(letters->size());
  std::vector<char> marks(size + 5);  // as libhyphen asks for it
  char** replacements = nullptr;
  int* positions = nullptr;
  int* cuts = nullptr;
  const int failed =
      hnj_hyphen_hyphenate2(dict, letters->constData(), static_cast<int>(size), marks.data(), nullptr, &replacements, &positions, &cuts);
  std::vector<qsizetype> breaks;
  for (std::size_t i = 0; failed == 0 && i + 1 < size; ++i) {
    const bool respelt = replacements != nullptr && replacements[i] != nullptr;  // "Schiffahrt": not in today's spelling
    if ((marks[i] & 1) != 0 && !respelt) breaks.push_back(static_cast<qsizetype>(i) + 1);
    if (respelt) std::free(replacements[i]);
  }
  std::free(replacements);
  std::free(positions);
  std::free(cuts);
  return breaks;
}

}  // namespace skizze::scene
