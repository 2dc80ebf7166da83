// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A town in the real window, for benchmarks of what a person waits for.
#pragma once

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QProcess>
#include <QSize>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>

#include "project/document.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"

namespace skizze::bench {

inline constexpr QSize k_window(1920, 1080);
inline constexpr int k_wait_ms = 600000;

inline std::string hardware() {
  std::string model = "unknown processor";
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) {
      model = line.substr(line.find(':') + 2);
      break;
    }
  }
  return model + ", " + std::to_string(std::thread::hardware_concurrency()) + " threads, Qt " + qVersion() + ", " +
         QGuiApplication::platformName().toStdString() + ", " + QSysInfo::prettyProductName().toStdString();
}

/// The project that the command line names, or a new town of --buildings; empty where that failed.
inline QString town(const QCommandLineParser& parser, const QTemporaryDir& folder) {
  if (!parser.value(QStringLiteral("project")).isEmpty()) return parser.value(QStringLiteral("project"));
  const auto buildings = parser.value(QStringLiteral("buildings"));
  std::fprintf(stderr, "making a town of %s buildings ...\n", qPrintable(buildings));
  const QStringList arguments{QStringLiteral("sample"), folder.path(), QStringLiteral("--buildings"), buildings};
  if (QProcess::execute(QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze"), arguments) != 0) return {};
  return folder.filePath(QStringLiteral("town.gpkg"));
}

inline bool open_town(ui::MainWindow& window, const QString& project) {
  window.flow().open(project);
  const auto ready = [&] {
    const auto& layers = window.document().layers();
    return window.document().is_open() &&
           std::none_of(layers.begin(), layers.end(), [](const auto& layer) { return layer.state == project::LayerState::loading; });
  };
  return QTest::qWaitFor(ready, k_wait_ms);
}

}  // namespace skizze::bench
