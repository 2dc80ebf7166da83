// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>

namespace skizze::scene {

/// Where a German word may be parted, by the patterns of the dictionary that LibreOffice uses (libhyphen; hyphen/hyph_de_DE.dic in one of
/// the machine's data folders or beside the program): numbers of letters before each hyphen, ascending. Nothing when no dictionary is
/// installed or it has no letters for the word. Thread-safe; the first call reads the dictionary.
std::optional<std::vector<qsizetype>> dictionary_breaks(const QString& word);

}  // namespace skizze::scene
