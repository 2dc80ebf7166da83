// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The handbook as it travels in the program: one Markdown file per page and language below resources/help, same names in both.
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include "project/message_text.h"
#include "shell/workspace.h"

namespace skizze::ui {

/// Names of all pages in reading order: "index", "start", ...
const QStringList& help_pages();
QUrl help_url(const QString& page, project::Language language);
/// The page a link of the handbook leads to; empty where it leads out of it.
QString help_page_of(const QUrl& url);
/// The Markdown; empty where there is no such page.
QString help_text(const QString& page, project::Language language);
/// Its first heading.
QString help_title(const QString& page, project::Language language);
/// What F1 opens: the page of the mode, or the first steps while no project is open.
QString help_page_for(Mode mode, bool project_open);
/// Pages that hold all words, those with a word in the title first; all pages for an empty text.
QStringList help_search(const QString& words, project::Language language);

}  // namespace skizze::ui
