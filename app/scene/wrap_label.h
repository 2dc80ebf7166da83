// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QString>
#include <QStringList>

namespace skizze::scene {

/// A place where a German word may be broken: before letter `at`. Seams of compounds ("Haupt|bahnhof") read best.
struct BreakPoint {
  qsizetype at = 0;
  bool seam = false;
};

/// Places to break a long word, left to right; at least two letters stay before and three after. Seams are
/// found by the usual endings of place names and institutions; between them the hyphenation dictionary decides (hyphenation.h). Without
/// one, syllables follow the official rules (Amtliches Regelwerk 2018, paragraphs 107 to 113) as far as they can be told.
std::vector<BreakPoint> break_points(const QString& word);

/// Breaks a label into lines of about equal length, none wider than max_width where that is possible: at spaces, behind hyphens and
/// slashes, and inside words only when one is wider than a line. width: of a text, in the unit of max_width. Line feeds stay.
QStringList wrap_label(const QString& text, double max_width, const std::function<double(const QString&)>& width);

}  // namespace skizze::scene
