// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// write: makes a .qgz of a description (app/project/qgis_export.h) whose tables lie in a GeoPackage. {project, gpkg, name, folder} ->
/// {layers, lost: [message]}, body: the .qgz, which is meant to lie beside the GeoPackage, both in `folder` in the end.
#include <qgslayertree.h>
#include <qgsmaplayerlegend.h>
#include <qgspathresolver.h>
#include <qgsproject.h>
#include <qgsrulebasedrenderer.h>
#include <qgsvectorlayer.h>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include "build_project.h"
#include "verb.h"

namespace skizze::qgis_helper {
namespace {

/// While it lives, the GeoPackage is written as "./name", and every other file as it is reached from the folder where both will lie; QGIS
/// itself would count from where it writes now.
class BesideWriter {
 public:
  BesideWriter(const QString& gpkg, const QDir& folder) {
    const QString drafts = QFileInfo(gpkg).absolutePath() + QLatin1Char('/');
    m_id = QgsPathResolver::setPathWriter([drafts, folder](const QString& path) {
      if (path.startsWith(drafts)) return QStringLiteral("./") + path.mid(drafts.size());
      if (!QDir::isAbsolutePath(path) || !QFileInfo::exists(path.section(QLatin1Char('|'), 0, 0))) return path;
      const QString relative = folder.relativeFilePath(path);
      return relative.startsWith(QLatin1String("../")) ? relative : QStringLiteral("./") + relative;
    });
  }
  ~BesideWriter() { QgsPathResolver::removePathWriter(m_id); }
  BesideWriter(const BesideWriter&) = delete;
  BesideWriter& operator=(const BesideWriter&) = delete;

 private:
  QString m_id;
};

/// Of a layer drawn by rules the legend shows those that have a name, each once; all where none has.
void keep_named_rules(QgsLayerTreeLayer& node) {
  auto* layer = qobject_cast<QgsVectorLayer*>(node.layer());
  auto* renderer = layer != nullptr ? dynamic_cast<QgsRuleBasedRenderer*>(layer->renderer()) : nullptr;
  if (renderer == nullptr) return;
  const auto rules = renderer->rootRule()->children();
  QList<int> named;
  QStringList names;
  for (int i = 0; i < rules.size(); ++i) {
    if (rules[i]->label().isEmpty() || names.contains(rules[i]->label())) continue;
    names << rules[i]->label();
    named << i;
  }
  if (!named.isEmpty() && named.size() < rules.size()) QgsMapLayerLegendUtils::setLegendNodeOrder(&node, named);
}

}  // namespace

base::Result<Reply> write_project(Session& session, const QJsonObject& request, Talk& talk) {
  const QString gpkg = request[QLatin1String("gpkg")].toString();
  const QString name = QFileInfo(request[QLatin1String("name")].toString()).completeBaseName();
  if (name.isEmpty() || !QFileInfo::exists(gpkg)) return base::fail(base::ErrorCode::invalid, "qgis.bad_request", {{"detail", "write"}});
  QgsProject project;
  std::vector<base::Message> lost;
  const auto layers = build_project(project, request[QLatin1String("project")].toObject(), gpkg, talk, lost);
  if (!layers) return tl::unexpected(layers.error());
  for (auto* node : project.layerTreeRoot()->findLayers()) keep_named_rules(*node);
  const QString folder = request[QLatin1String("folder")].toString();
  const BesideWriter beside(gpkg, QDir(folder.isEmpty() ? QFileInfo(gpkg).absolutePath() : folder));
  const QString file = session.folder.filePath(name + QStringLiteral(".qgz"));
  if (!project.write(file)) return base::fail(base::ErrorCode::no_space, "qgis.write_failed", {{"detail", project.error().toStdString()}});
  QFile written(file);
  if (!written.open(QIODevice::ReadOnly))
    return base::fail(base::ErrorCode::unreadable, "qgis.write_failed", {{"detail", file.toStdString()}});
  Reply reply{{{QStringLiteral("layers"), *layers}}, written.readAll()};
  QJsonArray named;
  for (const auto& message : lost) named.append(to_json(message));
  reply.report.insert(QStringLiteral("lost"), named);
  return reply;
}

}  // namespace skizze::qgis_helper
