// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The one place where message ids become sentences. Texts: resources/messages/<room>.<language>.json, compiled in.
#pragma once

#include <QString>
#include <QStringList>

#include "base/result.h"

namespace skizze::project {

enum class Language : std::uint8_t { de, en };

/// "de" and everything that starts with it is German; all else is English.
Language language_of(const QString& name);

/// The sentence with its arguments put in. Arguments that are plain numbers get the language's decimal sign and, from
/// 10,000 on, its group signs, unless their name says that they name something (version, crs, file, id, ...); in the texts
/// {x:raw} puts an argument in as it is and {x?file:files} gives the first word when x is 1. An argument whose value is itself
/// the id of a message is replaced by that message's text. An unknown id gives the id followed by its arguments, never a
/// crash. Any thread.
QString text_of(const base::Message& message, Language language);
QString text_of(const char* id, Language language);

/// What happened, why and what to do next, with file and place: the lines that ui and cli show for an error.
QString text_of(const base::Error& error, Language language);

/// 1234.5 with one decimal: "1.234,5" or "1,234.5".
QString number_text(double value, int decimals, Language language);

/// Whether there is a text of this id in this language; for tests.
bool has_text(const QString& id, Language language);
/// The text with its placeholders; empty where unknown. For tests.
QString pattern_of(const QString& id, Language language);
/// Every id of a language, sorted; for tests.
QStringList all_ids(Language language);

}  // namespace skizze::project
