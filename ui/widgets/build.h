// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Small makers, so that panels read like a list of what is in them. Every control gets its accessible name here.
#pragma once

#include <QString>

#include <functional>

class QBoxLayout;
class QComboBox;
class QDialogButtonBox;
class QFrame;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;
class QWidget;

namespace skizze::ui {

/// role: "", "secondary", "title", "strong", "display", "error", "warning", "badge", "key" (resources/themes/style.qss).
QLabel* make_label(const QString& text, const QString& role = {}, QWidget* parent = nullptr);
/// A label that breaks its lines and whose text can be selected.
QLabel* make_text(const QString& text, const QString& role = {}, QWidget* parent = nullptr);
/// The same with places to break in paths, ids and URNs, which have no blanks.
QString breakable(const QString& text);
/// An icon-only button; name becomes tool tip and accessible name.
QToolButton* make_icon_button(const QString& icon, const QString& name, QWidget* parent = nullptr);
void set_name(QWidget* widget, const QString& name);       ///< accessible name and, for buttons without text, tool tip
/// role: "", "primary", "quiet", "card".
QPushButton* make_button(const QString& text, const QString& role = {}, QWidget* parent = nullptr);
/// Standard buttons with our own words, none of them a default by accident.
QDialogButtonBox* make_buttons(bool cancel, QWidget* parent = nullptr);
QFrame* make_rule(QWidget* parent = nullptr);
QHBoxLayout* make_row(int spacing_px = 8);
QVBoxLayout* make_column(int spacing_px = 8);
void set_role(QWidget* widget, const QString& role);
/// Removes and deletes everything of a layout.
void clear_layout(QBoxLayout* layout);

}  // namespace skizze::ui
