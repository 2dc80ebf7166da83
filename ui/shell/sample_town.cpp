// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/sample_town.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

#include "shell/language.h"

namespace skizze::ui {
namespace {

constexpr int k_poll_ms = 100;

base::Status run_sample(const QString& program, const QString& folder, const QString& language, base::CancelToken token) {
  QProcess process;
  process.start(program, {QStringLiteral("sample"), folder, QStringLiteral("--lang"), language});
  if (!process.waitForStarted()) return base::fail(base::ErrorCode::not_found, "ui.sample_program", {{"file", program.toStdString()}});
  while (!process.waitForFinished(k_poll_ms) && process.state() != QProcess::NotRunning) {
    if (!token.cancelled()) continue;
    process.kill();
    process.waitForFinished();
    return base::fail(base::ErrorCode::cancelled, "base.cancelled");
  }
  if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) return {};
  const QByteArray words = process.readAllStandardError().trimmed().right(400);
  return base::fail(base::ErrorCode::crashed, "ui.sample_failed", {{"detail", words.toStdString()}});
}

}  // namespace

QString sample_project_in(const QString& folder) {
  const QStringList projects = QDir(folder).entryList({QStringLiteral("*.gpkg")}, QDir::Files, QDir::Name);
  return projects.isEmpty() ? QString() : QDir(folder).filePath(projects.front());
}

void start_sample_town(project::Jobs& jobs, const QString& folder, project::Jobs::Done done) {
  const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/skizze");
  const QString language = current_language() == project::Language::de ? QStringLiteral("de") : QStringLiteral("en");
  jobs.start({"ui.job_sample", {}},
             [program, folder, language](base::CancelToken token, const project::Jobs::Progress&) { return run_sample(program, folder, language, token); },
             std::move(done));
}

}  // namespace skizze::ui
