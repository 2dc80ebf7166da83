// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>
#include <QStringList>

class QPainter;

namespace skizze::ui {

/// The figure that matters beside a point: a small plate, first line bold, kept inside `area`. Lines are separated by '\n'; a line that begins with
/// "✓ ", "! ", "✗ " or "? " is drawn with the matching icon and colour (tick, warning, cross, question mark).
void paint_note(QPainter& painter, const QString& note, QPointF beside, const QRectF& area);

/// The same in two steps: where the plate lies, then the plate.
struct Note {
  QStringList lines;
  QRectF plate;
  bool operator==(const Note&) const = default;
};
Note place_note(const QString& note, QPointF beside, const QRectF& area);
void paint_note(QPainter& painter, const Note& note);

}  // namespace skizze::ui
