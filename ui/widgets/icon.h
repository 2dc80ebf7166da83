// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

class QAction;
class QAbstractButton;

namespace skizze::ui {

/// An icon of resources/icons by its file name without ".svg". It is drawn when it is painted, in the colour the palette has then:
/// text where enabled, disabled text where not, on_accent where its button is filled with the accent.
QIcon icon(const QString& name);
/// The same in one colour of the theme, e.g. icon("warning", &Theme::warning).
struct Theme;
QIcon icon(const QString& name, QColor Theme::*role);
/// One picture, for painters. size in CSS pixels.
QPixmap icon_pixmap(const QString& name, const QColor& color, int size, double device_pixel_ratio);
bool has_icon(const QString& name);

}  // namespace skizze::ui
