// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Conditions and numbers of styles in the words of a language, and numbers as people type them.
#pragma once

#include <optional>
#include <string_view>

#include <QString>

#include "project/message_text.h"
#include "style/conditions.h"

namespace skizze::project {

/// "height von 10 bis unter 20 m": the unit comes from the attribute's name ("_m", "_m2", "_deg", "_pct", "height") where that tells one.
QString condition_text(const style::Condition& condition, Language language);
/// Joined with "und" or "oder"; an expression that cannot be said so stays as it is. Empty for an empty filter.
QString filter_words(std::string_view filter_json, Language language);

/// "1,5 – 20,0": as many decimals as the limits have, at most six.
QString range_text(double from, double to, Language language);
/// As few decimals as say it, at most six; group signs from 10,000 on.
QString plain_number(double value, Language language);
/// "1,5", "1.234,5" and "1.5" in German, "1.5", "1,234.5" and "1,5" in English; nothing for what is no finite number.
std::optional<double> number_from(const QString& text, Language language);

}  // namespace skizze::project
