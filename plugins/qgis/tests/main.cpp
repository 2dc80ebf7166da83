// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// qgis_project_maker town DIR: a small town as data and QGIS project
/// qgis_project_maker picture PROJECT OUT.png WEST SOUTH EAST NORTH WIDTH HEIGHT DPI GROUND [bare]: QGIS's own picture of a Web Mercator
/// box, all of the
///   project as it is
/// qgis_project_maker result ID PARAM=VALUE...: what QGIS's algorithm makes, as text; features FILE: those of a file, in the same way
/// qgis_project_maker edit PROJECT LAYER STEP...: changes features as a person does in QGIS (edit.h)
/// qgis_project_maker list PROJECT: its layers as QGIS reads them, one line each, topmost first: name, renderer, count
#include <qgsapplication.h>
#include <qgslayertree.h>
#include <qgsmaprenderersequentialjob.h>
#include <qgsmapsettings.h>
#include <qgsproject.h>
#include <qgsrenderer.h>
#include <qgsvectorlayer.h>
#include <QTextStream>

#include "edit.h"
#include "features.h"
#include "town.h"

namespace {

int picture(const QStringList& args) {
  QgsProject& project = *QgsProject::instance();
  if (args.size() < 12 || !project.read(args[2])) return 1;
  QgsMapSettings settings;
  settings.setDestinationCrs(QgsCoordinateReferenceSystem(QStringLiteral("EPSG:3857")));
  settings.setTransformContext(project.transformContext());
  settings.setOutputSize(QSize(args[8].toInt(), args[9].toInt()));
  settings.setOutputDpi(args[10].toDouble());
  settings.setExtent(QgsRectangle(args[4].toDouble(), args[5].toDouble(), args[6].toDouble(), args[7].toDouble()));
  settings.setBackgroundColor(QColor(args[11]));
  settings.setLayers(project.layerTreeRoot()->checkedLayers());
  settings.setFlag(Qgis::MapSettingsFlag::DrawLabeling, args.value(12) != QLatin1String("bare"));
  settings.setLabelingEngineSettings(project.labelingEngineSettings());
  QgsMapRendererSequentialJob job(settings);
  job.start();
  job.waitForFinished();
  return job.renderedImage().save(args[3]) ? 0 : 1;
}

int list(const QStringList& args) {
  QgsProject& project = *QgsProject::instance();
  if (args.size() < 3 || !project.read(args[2])) return 1;
  QTextStream out(stdout);
  out.setCodec("UTF-8");
  QList<QgsMapLayer*> layers = project.layerTreeRoot()->layerOrder();
  for (const QgsLayerTreeLayer* node : project.layerTreeRoot()->findLayers())
    if (!layers.contains(node->layer())) layers << node->layer();  // tables
  for (const QgsMapLayer* layer : layers) {
    const auto* vector = dynamic_cast<const QgsVectorLayer*>(layer);
    const QString renderer = vector != nullptr && vector->renderer() != nullptr ? vector->renderer()->type() : QString();
    out << layer->name() << '\t' << renderer << '\t' << (vector != nullptr ? vector->featureCount() : 0) << '\n';
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QgsApplication::setPrefixPath(qEnvironmentVariable("QGIS_PREFIX_PATH", QStringLiteral("/usr")), true);
  const QgsApplication app(argc, argv, false);
  QgsApplication::initQgis();
  const QStringList args = QCoreApplication::arguments();
  int code = 2;
  if (args.value(1) == QLatin1String("town") && args.size() == 3)
    code = maker::write_data(args[2]) && maker::write_project(args[2]) ? 0 : 1;
  if (args.value(1) == QLatin1String("picture")) code = picture(args);
  if (args.value(1) == QLatin1String("list")) code = list(args);
  if (args.value(1) == QLatin1String("result")) code = maker::print_result(args.mid(2)) ? 0 : 1;
  if (args.value(1) == QLatin1String("features")) code = maker::print_features(args.value(2)) ? 0 : 1;
  if (args.value(1) == QLatin1String("edit") && args.size() > 4) code = maker::edit_project(args[2], args[3], args.mid(4)) ? 0 : 1;
  QgsProject::instance()->clear();
  QgsApplication::exitQgis();
  return code;
}
