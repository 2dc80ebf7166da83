// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <QCoreApplication>
#include <QGuiApplication>

#include "cli/verb.h"

namespace {

bool needs_gui(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (const auto* verb = skizze::cli::verb_named(argv[i])) return verb->needs_gui;
  return false;
}

/// Remarks of the platform (no runtime folder, no fonts folder) are nothing a person asked for; its failures are.
void on_qt_message(QtMsgType type, const QMessageLogContext&, const QString& text) {
  if (type == QtCriticalMsg || type == QtFatalMsg || qEnvironmentVariableIsSet("SKIZZE_VERBOSE"))
    std::fprintf(stderr, "%s\n", qUtf8Printable(text));
  if (type == QtFatalMsg) std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  qInstallMessageHandler(on_qt_message);
  std::unique_ptr<QCoreApplication> application;
  int qt_argc = 1;  // our options are not Qt's
  if (needs_gui(argc, argv)) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    application = std::make_unique<QGuiApplication>(qt_argc, argv);
  } else {
    application = std::make_unique<QCoreApplication>(qt_argc, argv);
  }
  // Qt sets the locale of the process from the environment; numbers that go to files are written with '.' by <charconv> and QLocale::c().
  QCoreApplication::setApplicationName(QStringLiteral("skizze"));
  skizze::cli::watch_interrupts();
  return skizze::cli::run_command_line(argc, argv);
}
