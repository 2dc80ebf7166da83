// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Runs the real command line in tests, with a cache of its own.
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace skizze::test {

struct Outcome {
  int code = -1;
  bool crashed = true;
  QByteArray out, err;
  QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

class Skizze {
 public:
  QString file(const QString& name) const { return m_dir.filePath(name); }
  QString folder() const { return m_dir.path(); }
  QString cache() const { return m_dir.filePath(QStringLiteral("cache")); }

  QString write(const QString& name, const QByteArray& bytes) const {
    QFile out(file(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size()) qFatal("cannot write test file");
    return file(name);
  }

  Outcome run(const QStringList& arguments, const QString& shell = {}) const {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("STADTSKIZZE_CACHE_DIR"), cache());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), file(QStringLiteral("data")));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    const auto program = QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze");
    if (shell.isEmpty())
      process.start(program, arguments);
    else
      process.start(QStringLiteral("/bin/sh"), QStringList{QStringLiteral("-c"), shell, program} + arguments);
    process.waitForFinished(120000);
    return {process.exitCode(), process.exitStatus() != QProcess::NormalExit || process.error() == QProcess::FailedToStart,
            process.readAllStandardOutput(), process.readAllStandardError()};
  }

 private:
  QTemporaryDir m_dir;
};

inline QByteArray two_streets() {
  return R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Hauptstraße","highway":"primary"},"geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.01,51.0]]}},
{"type":"Feature","properties":{"name":"Gartenweg","highway":"residential"},"geometry":{"type":"LineString","coordinates":[[9.0,51.01],[9.01,51.01]]}}]})";
}

}  // namespace skizze::test
