// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A QGIS project made by QGIS itself (plugins/qgis/tests), and QGIS's own word on it.
#pragma once

#include <QColor>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include "geo/geometry.h"

namespace skizze::test {

class QgisTown {
 public:
  /// False where QGIS was not there when this was built.
  static bool available() { return QFileInfo(maker()).isExecutable(); }
  static constexpr const char* k_absent = "QGIS core (libqgis-dev) was not installed when this was built";

  bool make() { return folder.isValid() && run({QStringLiteral("town"), folder.path()}) == 0; }
  QString file() const { return folder.filePath(QStringLiteral("town.qgz")); }

  /// name TAB renderer TAB count, topmost first.
  QStringList layers() const {
    QProcess process;
    process.start(maker(), {QStringLiteral("list"), file()});
    process.waitForFinished(120000);
    return QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
  }

  /// QGIS's own picture of a Web Mercator box: another process, the project as it is, none of our code.
  QImage picture(const geo::Box& box, int width, int height, double dpi, const QColor& ground, bool labels) const {
    const QString out = folder.filePath(QStringLiteral("reference.png"));
    const auto n = [](double value) { return QString::number(value, 'f', 6); };
    run({QStringLiteral("picture"), file(), out, n(box.min_x), n(box.min_y), n(box.max_x), n(box.max_y), QString::number(width),
         QString::number(height), n(dpi), ground.name(), labels ? QStringLiteral("labels") : QStringLiteral("bare")});
    return QImage(out);
  }

  /// What an algorithm makes when QGIS runs it alone; empty when it fails. arguments: id, "PARAM=VALUE"...
  static QByteArray result(const QStringList& arguments) { return printed(QStringList{QStringLiteral("result")} + arguments); }
  /// The features of a file, written in the same way.
  static QByteArray features(const QString& file) { return printed({QStringLiteral("features"), file}); }

  QTemporaryDir folder;

 private:
  static QString maker() { return QStringLiteral(STADTSKIZZE_BIN_DIR "/../tests/qgis_project_maker"); }
  static QByteArray printed(const QStringList& arguments) {
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(maker(), arguments);
    return process.waitForFinished(120000) && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
  }
  static int run(const QStringList& arguments) {
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(maker(), arguments);
    return process.waitForFinished(120000) && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
  }
};

}  // namespace skizze::test
