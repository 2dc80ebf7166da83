// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skizze::ui {

/// How well what a person typed fits a text: 0 not at all, higher is better. All words of the needle must occur, in any order; a word may
/// skip letters ("zmal" finds "Zoom to all"). Case, accents and umlauts are folded ("strasse" finds "Straße", "loschen" finds "löschen").
int fuzzy_score(const QString& needle, const QString& text);

/// Lower case without accents; "ß" as "ss". Umlauts lose their dots.
QString fold(const QString& text);

}  // namespace skizze::ui
