// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <qgsaction.h>
#include <qgsactionmanager.h>
#include <qgseditformconfig.h>
#include <qgseditorwidgetsetup.h>
#include <qgslayertree.h>
#include <qgspallabeling.h>
#include <qgsproject.h>
#include <qgsvectorlayer.h>
#include <qgsvectorlayerjoininfo.h>
#include <qgsvectorlayerlabeling.h>
#include <QUrl>
#include <functional>

#include "town.h"

namespace maker {

namespace {

QgsVectorLayer* add(QgsLayerTreeGroup& group, const QString& folder, const char* table, const QString& name) {
  auto* layer =
      new QgsVectorLayer(QStringLiteral("%1/town.gpkg|layername=%2").arg(folder, QString::fromLatin1(table)), name, QStringLiteral("ogr"));
  dress(*layer);
  QgsProject::instance()->addMapLayer(layer, false);
  group.addLayer(layer);
  return layer;
}

void add_join(QgsVectorLayer& districts, QgsVectorLayer& people) {
  QgsVectorLayerJoinInfo join;
  join.setJoinLayer(&people);
  join.setTargetFieldName(QStringLiteral("number"));
  join.setJoinFieldName(QStringLiteral("number"));
  join.setPrefix(QStringLiteral("people_"));
  districts.addJoin(join);
}

#if _QGIS_VERSION_INT >= 33100
constexpr auto k_python = Qgis::AttributeActionType::GenericPython;
constexpr auto k_code_inside = Qgis::AttributeFormPythonInitCodeSource::Dialog;
#else
constexpr auto k_python = QgsAction::GenericPython;
constexpr auto k_code_inside = QgsEditFormConfig::CodeSourceDialog;
#endif

void add_dangers(QgsVectorLayer& trees) {
  trees.actions()->addAction(k_python, QStringLiteral("Baum fällen"), QStringLiteral("import os; os.system('touch /tmp/felled')"));
  QgsEditFormConfig form = trees.editFormConfig();
  form.setInitFunction(QStringLiteral("form_opened"));
  form.setInitCodeSource(k_code_inside);
  form.setInitCode(QStringLiteral("def form_opened(dialog, layer, feature): pass"));
  trees.setEditFormConfig(form);
  trees.setMapTipTemplate(QStringLiteral("<img src='http://example.org/spy.png'>"));
  QgsProject::instance()->writeEntry(QStringLiteral("Macros"), QStringLiteral("/pythonCode"), QStringLiteral("def openProject(): pass"));
}

void add_words(QgsVectorLayer& blocks) {
  const int use = blocks.fields().indexOf(QStringLiteral("use"));
  blocks.setFieldAlias(use, QStringLiteral("Art der Nutzung"));
  const QVariantMap values{{QStringLiteral("Allgemeines Wohngebiet"), QStringLiteral("WA")},
                           {QStringLiteral("Mischgebiet"), QStringLiteral("MI")}};
  blocks.setEditorWidgetSetup(use, QgsEditorWidgetSetup(QStringLiteral("ValueMap"), {{QStringLiteral("map"), values}}));
}

/// mixed.qgz: labels that multiply their colours with what lies below; bare.qgz: none at all.
bool write_variants(QgsProject& project, const QString& folder) {
  const auto write = [&](const char* name, const std::function<void(QgsVectorLayer&)>& change) {
    for (QgsMapLayer* layer : project.mapLayers())
      if (auto* vector = dynamic_cast<QgsVectorLayer*>(layer); vector != nullptr && vector->labelsEnabled()) change(*vector);
    return project.write(folder + QLatin1String(name));
  };
  const auto mix = [](QgsVectorLayer& layer) {
    QgsPalLayerSettings settings = layer.labeling()->settings();
    QgsTextFormat format = settings.format();
    format.setBlendMode(QPainter::CompositionMode_Multiply);
    settings.setFormat(format);
    layer.setLabeling(new QgsVectorLayerSimpleLabeling(settings));
  };
  return write("/mixed.qgz", mix) && write("/bare.qgz", [](QgsVectorLayer& layer) { layer.setLabelsEnabled(false); });
}

}  // namespace

bool write_project(const QString& folder) {
  QgsProject& project = *QgsProject::instance();
  project.clear();
  project.setTitle(QStringLiteral("Probestadt"));
  project.setCrs(QgsCoordinateReferenceSystem(QStringLiteral("EPSG:25832")));
  auto* people = new QgsVectorLayer(
      QUrl::fromLocalFile(folder + QStringLiteral("/people.csv")).toString() + QStringLiteral("?type=csv&delimiter=;&geomType=none"),
      QStringLiteral("Einwohner"), QStringLiteral("delimitedtext"));
  project.addMapLayer(people, false);
  QgsLayerTree& root = *project.layerTreeRoot();
  QgsLayerTreeGroup& traffic = *root.addGroup(QStringLiteral("Verkehr"));
  add(traffic, folder, "stops", QStringLiteral("Haltestellen"));
  add(traffic, folder, "streets", QStringLiteral("Straßen"));
  QgsLayerTreeGroup& green = *root.addGroup(QStringLiteral("Grün"));
  QgsVectorLayer* trees = add(green, folder, "trees", QStringLiteral("Bäume"));
  add(green, folder, "trees", QStringLiteral("Kronen"));
  QgsLayerTreeGroup& ground = *root.addGroup(QStringLiteral("Grund"));
  QgsVectorLayer* edge = add(ground, folder, "districts", QStringLiteral("Stadtgrenze"));
  QgsVectorLayer* hidden = add(ground, folder, "parcels", QStringLiteral("Flurstücke (alt)"));
  QgsVectorLayer* parcels = add(ground, folder, "parcels", QStringLiteral("Flurstücke"));
  QgsVectorLayer* blocks = add(ground, folder, "blocks", QStringLiteral("Baublöcke"));
  add(ground, folder, "districts", QStringLiteral("Umgebung"));
  root.addLayer(people);
  root.findLayer(hidden)->setItemVisibilityChecked(false);
  parcels->setScaleBasedVisibility(true);
  parcels->setMinimumScale(50000);
  parcels->setMaximumScale(100);
  add_join(*edge, *people);
  add_words(*blocks);
  add_dangers(*trees);
  return project.write(folder + QStringLiteral("/town.qgz")) && write_variants(project, folder);
}

}  // namespace maker
