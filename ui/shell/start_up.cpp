// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/start_up.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTextStream>

#include "settings/settings.h"
#include "shell/gallery.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"
#include "widgets/theme.h"

#ifndef STADTSKIZZE_VERSION
#define STADTSKIZZE_VERSION "0.1.0"
#endif

namespace skizze::ui {
namespace {

project::Language language_of(const Settings& settings, const QString& argument) {
  if (!argument.isEmpty()) return project::language_of(argument);
  if (settings.language == LanguageChoice::german) return project::Language::de;
  if (settings.language == LanguageChoice::english) return project::Language::en;
  return system_language();
}

int usage(const QString& text) {
  QTextStream(stderr) << text << Qt::endl;
  return 2;
}

}  // namespace

int run_window(int argc, char** argv) {
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("stadtskizze"));
  QApplication::setOrganizationName(QStringLiteral("stadtskizze"));
  QApplication::setApplicationDisplayName(QStringLiteral("Stadtskizze"));
  QApplication::setApplicationVersion(QStringLiteral(STADTSKIZZE_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("org.stadtskizze.Stadtskizze"));

  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Sketch the city, hear its citizens"));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("files"), QStringLiteral("A project, or files to look into"), QStringLiteral("[PROJECT|FILE...]"));
  const QCommandLineOption lang(QStringLiteral("lang"), QStringLiteral("Language of the window: de or en"), QStringLiteral("de|en"));
  const QCommandLineOption gallery(QStringLiteral("gallery"), QStringLiteral("Write one picture per scene into this folder and end"), QStringLiteral("DIR"));
  const QCommandLineOption only(QStringLiteral("scene"), QStringLiteral("With --gallery: only scenes whose name contains this"), QStringLiteral("NAME"));
  parser.addOptions({lang, gallery, only});
  parser.process(app);
  const QString language = parser.value(lang);
  if (!language.isEmpty() && language != QLatin1String("de") && language != QLatin1String("en"))
    return usage(QStringLiteral("--lang: de or en"));

  if (parser.isSet(gallery)) return run_gallery(parser.value(gallery), language, parser.value(only));

  const Settings settings = load_settings();
  set_language(language_of(settings, language));
  Look::instance().set_reduced_motion(settings.reduced_motion);
  Look::instance().set(settings.theme, settings.density);
  MainWindow window(settings);
  window.show();
  window.flow().take_files(parser.positionalArguments());
  return QApplication::exec();
}

}  // namespace skizze::ui
