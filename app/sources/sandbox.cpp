// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sandbox.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <atomic>

#include "sources/prepare_client.h"

namespace skizze::sources {
namespace {

/// Everything read-only, nothing but the out folder writable, no network, own process and user namespaces.
QStringList bubblewrap_arguments(const QString& out_dir) {
  QStringList arguments{QStringLiteral("--unshare-all"),
                        QStringLiteral("--die-with-parent"),
                        QStringLiteral("--new-session"),
                        QStringLiteral("--ro-bind"),
                        QStringLiteral("/"),
                        QStringLiteral("/"),
                        QStringLiteral("--dev"),
                        QStringLiteral("/dev"),
                        QStringLiteral("--proc"),
                        QStringLiteral("/proc")};
  if (!out_dir.isEmpty()) arguments << QStringLiteral("--bind") << out_dir << out_dir;
  arguments << QStringLiteral("--chdir") << QStringLiteral("/") << QStringLiteral("--");
  return arguments;
}

/// Where it is installed and wanted; else empty.
const QString& installed_bubblewrap() {
  static const QString program = qEnvironmentVariable("STADTSKIZZE_SANDBOX") == QLatin1String("seccomp")
                                     ? QString()
                                     : QStandardPaths::findExecutable(QStringLiteral("bwrap"));
  return program;
}

/// Installed is not enough: containers and hardened kernels forbid user namespaces.
enum class Standing : int { unknown, works, fails };
std::atomic<Standing> bubblewrap_standing{Standing::unknown};

}  // namespace

bool may_use_bubblewrap() { return !installed_bubblewrap().isEmpty() && bubblewrap_standing != Standing::fails; }

void note_bubblewrap_works() { bubblewrap_standing = Standing::works; }

bool bubblewrap_works() {
  if (installed_bubblewrap().isEmpty()) return false;
  if (bubblewrap_standing == Standing::unknown) {
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(installed_bubblewrap(), bubblewrap_arguments({}) << QStandardPaths::findExecutable(QStringLiteral("true")));
    const bool works = process.waitForFinished(5000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    bubblewrap_standing = works ? Standing::works : Standing::fails;
  }
  return bubblewrap_standing == Standing::works;
}

Command under_bubblewrap(const std::filesystem::path& helper, const QString& out_dir) {
  return {installed_bubblewrap(), bubblewrap_arguments(out_dir) << QString::fromStdString(helper.string())};
}

Command sandboxed(const std::filesystem::path& helper, const QString& out_dir) {
  return bubblewrap_works() ? under_bubblewrap(helper, out_dir) : Command{QString::fromStdString(helper.string()), {}};
}

QProcessEnvironment helper_environment() {
  const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
  QProcessEnvironment theirs;
  for (const char* name :
       {"PATH", "LD_LIBRARY_PATH", "PROJ_DATA", "PROJ_LIB", "GDAL_DATA", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "TZ"}) {
    const QString key = QString::fromLatin1(name);
    if (ours.contains(key)) theirs.insert(key, ours.value(key));
  }
  theirs.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
  return theirs;
}

std::filesystem::path find_executable(const char* variable, const QString& name) {
  const QString chosen = qEnvironmentVariable(variable);
  if (!chosen.isEmpty()) return QFileInfo(chosen).isExecutable() ? chosen.toStdString() : std::string();
#ifdef Q_OS_WIN
  const QString ending = QStringLiteral(".exe");
#else
  const QString ending;
#endif
  const QDir beside(QCoreApplication::applicationDirPath());
  for (const char* folder : {".", "../bin", "../libexec/stadtskizze", "../lib/stadtskizze"}) {
    const QFileInfo candidate(beside.filePath(QString::fromLatin1(folder) + QLatin1Char('/') + name + ending));
    if (candidate.isExecutable()) return candidate.canonicalFilePath().toStdString();
  }
  return {};
}

std::string sandbox_name() { return bubblewrap_works() ? "bubblewrap" : "seccomp"; }

}  // namespace skizze::sources
