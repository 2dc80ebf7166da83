// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/help_pages.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace skizze::ui {
namespace {

QString folder_of(project::Language language) {
  return language == project::Language::de ? QStringLiteral("/help/de/") : QStringLiteral("/help/en/");
}

bool holds_all(const QString& text, const QStringList& words) {
  return std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace

const QStringList& help_pages() {
  static const QStringList pages{QStringLiteral("index"),    QStringLiteral("start"),          QStringLiteral("data"),
                                 QStringLiteral("map"),      QStringLiteral("sketching"),      QStringLiteral("lanes"),
                                 QStringLiteral("solar"),    QStringLiteral("scenarios"),      QStringLiteral("layer_tools"),
                                 QStringLiteral("comments"), QStringLiteral("presenting"),     QStringLiteral("printing"),
                                 QStringLiteral("keyboard"), QStringLiteral("plugins"),        QStringLiteral("command_line"),
                                 QStringLiteral("privacy"),  QStringLiteral("troubleshooting")};
  return pages;
}

QUrl help_url(const QString& page, project::Language language) {
  return QUrl(QStringLiteral("qrc:") + folder_of(language) + page + QStringLiteral(".md"));
}

QString help_page_of(const QUrl& url) {
  const QString path = url.path();
  const bool ours = (url.scheme() == QLatin1String("qrc") || url.isRelative()) && path.endsWith(QLatin1String(".md"));
  const QString page = QFileInfo(path).completeBaseName();
  return ours && help_pages().contains(page) ? page : QString();
}

QString help_text(const QString& page, project::Language language) {
  if (!help_pages().contains(page)) return {};
  QFile file(QLatin1Char(':') + folder_of(language) + page + QStringLiteral(".md"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QString text = QString::fromUtf8(file.readAll());
  while (text.startsWith(QLatin1String("<!--"))) text = text.section(QLatin1Char('\n'), 1);  // the lines about the licence
  return text;
}

QString help_title(const QString& page, project::Language language) {
  return help_text(page, language).section(QLatin1Char('\n'), 0, 0).remove(QLatin1Char('#')).trimmed();
}

QString help_page_for(Mode mode, bool project_open) {
  if (!project_open) return QStringLiteral("start");
  switch (mode) {
    case Mode::map: return QStringLiteral("map");
    case Mode::plan: return QStringLiteral("sketching");
    case Mode::participate: return QStringLiteral("comments");
    case Mode::present: return QStringLiteral("presenting");
  }
  return QStringLiteral("index");
}

QStringList help_search(const QString& words, project::Language language) {
  const QStringList needles = words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  QStringList by_title;
  QStringList by_text;
  for (const QString& page : help_pages()) {
    if (holds_all(help_title(page, language), needles))
      by_title << page;
    else if (holds_all(help_text(page, language), needles))
      by_text << page;
  }
  return by_title + by_text;
}

}  // namespace skizze::ui
