// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTextDocument;

namespace skizze::ui {

/// Gives a page read from Markdown the type, colours and spacing of the window. May be called again after the theme has changed.
void format_help(QTextDocument& document);

}  // namespace skizze::ui
