// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "shell/language.h"
#include "shell/main_window.h"
#include "widgets/theme.h"

namespace skizze::ui {

/// Settings of the person at this machine stay out of a test; nothing moves by itself.
inline void stay_apart() {
  QStandardPaths::setTestModeEnabled(true);
  qputenv("STADTSKIZZE_NO_MOTION", "1");
}

/// The main window as every test of the surface wants it: English, light, 1280 x 800, its cache in the test's folder, nothing remembered.
inline std::unique_ptr<MainWindow> english_window(const QTemporaryDir& dir) {
  set_language(project::Language::en);
  Look::instance().set(ThemeChoice::light, Density::desk);
  Settings settings;
  settings.language = LanguageChoice::english;
  settings.theme = ThemeChoice::light;
  settings.cache_dir = dir.filePath(QStringLiteral("cache"));
  auto window = std::make_unique<MainWindow>(settings);
  window->set_remember(false);
  window->resize(1280, 800);
  window->show();
  return window;
}

/// A new project in the test's folder, open. False: it did not open within 20 s.
inline bool open_new_project(MainWindow& window, const QTemporaryDir& dir, int epsg = 25833) {
  window.document().create(dir.filePath(QStringLiteral("plan.gpkg")), QStringLiteral("Plan"), epsg);
  return QTest::qWaitFor([&] { return window.document().is_open(); }, 20000);
}

inline bool write_file(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

}  // namespace skizze::ui
