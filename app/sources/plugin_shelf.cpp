// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/plugin_shelf.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QStandardPaths>

#include "sources/helper_process.h"
#include "sources/policy.h"

namespace skizze::sources {
namespace {

std::filesystem::path chosen_or(const char* variable, QStandardPaths::StandardLocation location, const QString& below) {
  const QString chosen = qEnvironmentVariable(variable);
  const QString place = chosen.isEmpty() ? QStandardPaths::writableLocation(location) + below : chosen;
  return QDir(place).absolutePath().toStdString();
}

std::filesystem::path beside_the_program() {
#ifdef Q_OS_WIN
  const QString below = QStringLiteral("plugins");
#else
  const QString below = QStringLiteral("../lib/stadtskizze/plugins");
#endif
  return QDir::cleanPath(QDir(QCoreApplication::applicationDirPath()).filePath(below)).toStdString();
}

}  // namespace

std::filesystem::path own_plugin_folder() {
  return chosen_or("STADTSKIZZE_PLUGINS", QStandardPaths::GenericDataLocation, QStringLiteral("/stadtskizze/plugins"));
}

std::filesystem::path plugin_choices_file() {
  return chosen_or("STADTSKIZZE_PLUGIN_CHOICES", QStandardPaths::GenericConfigLocation, QStringLiteral("/stadtskizze/plugins.json"));
}

std::vector<plugin::Place> plugin_places() { return {{beside_the_program(), true}, {own_plugin_folder(), false}}; }

std::vector<plugin::Entry> plugin_shelf() {
  return plugin::list_plugins(plugin_places(), plugin::read_choices(plugin_choices_file()), policy().plugins_allowed);
}

base::Status check_plugin(const plugin::Entry& entry, base::CancelToken token) {
  if (entry.problem) return tl::unexpected(*entry.problem);
  if (entry.manifest.library.empty()) return {};
  HelperJob job;
  job.verb = "check_plugin";
  job.file = entry.folder;
  job.options.limits.memory_bytes = 2ULL << 30;
  job.options.limits.cpu_s = 10;
  job.options.limits.silence_s = 10;
  job.plugins = plugin::offers_of({entry});
  const auto head = run_helper(job, std::move(token), {});
  if (!head) return tl::unexpected(head.error());
  return {};
}

}  // namespace skizze::sources
