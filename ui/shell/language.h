// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The language of the window, switchable at run time: widgets get QEvent::LanguageChange and say everything anew.
#pragma once

#include <QString>

#include "base/result.h"
#include "project/message_text.h"

namespace skizze::ui {

project::Language current_language();
/// Installs the translations of the window and of Qt itself.
void set_language(project::Language language);
/// What the system speaks.
project::Language system_language();

/// Texts in the language of the window.
QString text_of(const base::Message& message);
QString text_of(const base::Error& error);
/// Decimal comma in German; group signs.
QString number_text(double value, int decimals);
/// "842 m", "1,24 km": rounded to what is known.
QString length_text(double metres);
/// "86 m²", "8.600 m²", "1,2 ha", "3,4 km²".
QString area_text(double square_metres);
QString count_text(qulonglong count);
/// A date of the form "2024-05-01..." as people write it; other texts stay as they are.
QString date_text(const QString& iso);

}  // namespace skizze::ui
