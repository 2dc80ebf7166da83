// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// open: reads a project, cleaned, and says what is in it. {file, layouts?: bool, sources?: {layer id: file}} -> describe.h
/// sources: files that stand for those which the project names; what is no file, or names a place elsewhere, is passed over.
#include <qgspathresolver.h>
#include <qgsproject.h>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "clean.h"
#include "clean_rules.h"
#include "describe.h"
#include "project_bytes.h"
#include "qgis_versions.h"
#include "true_scale.h"
#include "verb.h"

namespace skizze::qgis_helper {

namespace {

base::Status write_file(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  if (file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size() && file.flush()) return {};
  return base::fail(base::ErrorCode::no_space, "base.disk_full", {{"file", path.toStdString()}});
}

/// The cleaned text lies in our folder; what it names relatively lies beside the project that the person opened.
void look_beside(const QString& file) {
  static QString preprocessor;
  if (!preprocessor.isEmpty()) QgsPathResolver::removePathPreprocessor(preprocessor);
  const QDir beside = QFileInfo(file).absoluteDir();
  preprocessor = QgsPathResolver::setPathPreprocessor([beside](const QString& path) {
    const bool relative = path.startsWith(QLatin1String("./")) || path.startsWith(QLatin1String("../"));
    return relative ? QDir::cleanPath(beside.absoluteFilePath(path)) : path;
  });
}

QMap<QString, QString> links_of(const QJsonObject& sources) {
  QMap<QString, QString> links;
  for (auto it = sources.begin(); it != sources.end(); ++it) {
    const QString file = it.value().toString();
    const bool plain = QDir::isAbsolutePath(file) && !file.contains(QLatin1Char('|')) && !file.startsWith(QLatin1String("/vsi"));
    if (plain && !needs_network(file) && QFileInfo(file).isFile()) links.insert(it.key(), QDir::cleanPath(file));
  }
  return links;
}

base::Status read_project(const QString& path, bool layouts) {
  QgsProject& project = *QgsProject::instance();
  auto flags = ReadFlags(k_dont_keep_styles);
  if (!layouts) flags |= k_dont_load_layouts;
  if (project.read(path, flags)) return {};
  return base::fail(base::ErrorCode::damaged, "qgis.project_damaged", {{"detail", project.error().toStdString()}});
}

}  // namespace

base::Result<Reply> open_project(Session& session, const QJsonObject& request, Talk& talk) {
  const QString file = request[QLatin1String("file")].toString();
  const base::Where where{file.toStdString(), {}, {}, -1};
  talk.progress(0, {"qgis.reading", {{"file", file.toStdString()}}});
  auto bytes = read_project_bytes(file);
  if (!bytes) return tl::unexpected(bytes.error());
  auto clean = clean_project(bytes->qgs, links_of(request[QLatin1String("sources")].toObject()));
  bytes->qgs.clear();
  if (!clean) {
    clean.error().where = where;
    clean.error().message.arguments.push_back({"file", file.toStdString()});
    return tl::unexpected(clean.error());
  }
  session.file = file;
  session.removed = std::move(clean->removed);
  const QString copy = session.folder.filePath(QFileInfo(file).completeBaseName() + QStringLiteral(".qgs"));
  const QString auxiliary = session.folder.filePath(QFileInfo(file).completeBaseName() + QStringLiteral(".qgd"));
  if (auto written = write_file(copy, clean->qgs); !written) return tl::unexpected(written.error());
  if (!bytes->qgd.isEmpty())
    if (auto written = write_file(auxiliary, bytes->qgd); !written) return tl::unexpected(written.error());
  look_beside(file);
  talk.progress(0.2, {"qgis.opening", {{"file", file.toStdString()}}});
  if (auto read = read_project(copy, request[QLatin1String("layouts")].toBool()); !read) {
    read.error().where = where;
    read.error().message.arguments.push_back({"file", file.toStdString()});
    return tl::unexpected(read.error());
  }
  Reply reply{describe(*QgsProject::instance(), session), {}};  // with the limits as their author wrote them
  if (!request[QLatin1String("layouts")].toBool()) hold_scales_in_mercator(*QgsProject::instance());
  return reply;
}

}  // namespace skizze::qgis_helper
