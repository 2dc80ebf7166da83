// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_project.h"

#include <qgscoordinatereferencesystem.h>
#include <qgseditformconfig.h>
#include <qgseditorwidgetsetup.h>
#include <qgslayertree.h>
#include <qgslayertreegroup.h>
#include <qgslayertreelayer.h>
#include <qgsproject.h>
#include <qgsprojectviewsettings.h>
#include <qgsrasterlayer.h>
#include <qgsreferencedgeometry.h>
#include <qgsvectorlayer.h>
#include <qgsvectorlayerjoininfo.h>
#include <QHash>
#include <QJsonArray>
#include <QVector>

#include "relief.h"
#include "styling.h"
#include "symbols.h"

namespace skizze::qgis_helper {
namespace {

class Builder {
 public:
  Builder(QgsProject& project, const QJsonObject& spec, QString gpkg, std::vector<base::Message>& lost)
      : m_project(project), m_spec(spec), m_gpkg(std::move(gpkg)), m_lost(lost) {}

  base::Result<int> run(Talk& talk) {
    m_project.setTitle(m_spec[QLatin1String("title")].toString());
    m_project.setCrs(QgsCoordinateReferenceSystem(m_spec[QLatin1String("crs")].toString()));
    m_project.setBackgroundColor(color_of(m_spec[QLatin1String("background")], Qt::white));
    m_project.setFilePathStorage(Qgis::FilePathType::Relative);
    for (const auto& name : m_spec[QLatin1String("groups")].toArray())
      m_parts.insert(name.toString(), m_project.layerTreeRoot()->addGroup(name.toString()));
    const auto layers = m_spec[QLatin1String("layers")].toArray();
    for (int i = 0; i < layers.size(); ++i) {
      if (talk.cancelled()) return base::fail(base::ErrorCode::cancelled, "qgis.cancelled");
      talk.progress(static_cast<double>(i) / layers.size(), {"qgis.writing", {}});
      if (auto status = add(layers[i].toObject()); !status) return tl::unexpected(status.error());
    }
    join(layers);
    if (!m_extent.isNull()) m_project.viewSettings()->setDefaultViewExtent(QgsReferencedRectangle(m_extent, m_project.crs()));
    return m_layers.size();
  }

 private:
  base::Status add(const QJsonObject& spec) {
    const auto name = spec[QLatin1String("name")].toString();
    QgsMapLayer* layer = nullptr;
    if (spec.contains(QLatin1String("raster"))) {
      layer = new QgsRasterLayer(spec[QLatin1String("raster")].toString(), name);
    } else {
      auto* vector =
          new QgsVectorLayer(m_gpkg + QStringLiteral("|layername=") + spec[QLatin1String("table")].toString(), name, QStringLiteral("ogr"));
      if (vector->isValid()) describe_vector(*vector, spec);
      layer = vector;
    }
    if (!layer->isValid()) {
      delete layer;
      if (!spec.contains(QLatin1String("raster")))
        return base::fail(base::ErrorCode::unreadable, "qgis.table_unreadable", {{"layer", name.toStdString()}});
      m_lost.push_back({"qgis.lost_raster", {{"layer", name.toStdString()}}});
      return {};
    }
    describe_layer(*layer, spec);
    if (auto* raster = qobject_cast<QgsRasterLayer*>(layer)) draw_as_relief(*raster);
    m_project.addMapLayer(layer, false);
    auto* node = group_for(spec[QLatin1String("groups")].toArray())->addLayer(layer);
    node->setItemVisibilityChecked(spec[QLatin1String("visible")].toBool(true));
    m_layers.insert(spec[QLatin1String("id")].toString(), layer);
    return {};
  }

  /// The group a layer goes into. Layers that follow one another share their groups; where others lie between, the order of drawing
  /// counts more and the group begins anew below them.
  QgsLayerTreeGroup* group_for(const QJsonArray& names) {
    int shared = 0;
    while (shared < names.size() && shared < m_open.size() && m_open[shared]->name() == names[shared].toString()) ++shared;
    m_open.resize(shared);
    for (int i = shared; i < names.size(); ++i) {
      const auto name = names[i].toString();
      auto* part = i == 0 ? m_parts.value(name, nullptr) : nullptr;
      m_open.push_back(part != nullptr ? part : innermost()->addGroup(name));
    }
    return innermost();
  }
  QgsLayerTreeGroup* innermost() const {
    return m_open.isEmpty() ? static_cast<QgsLayerTreeGroup*>(m_project.layerTreeRoot()) : m_open.last();
  }

  void describe_layer(QgsMapLayer& layer, const QJsonObject& spec) {
    layer.setOpacity(spec[QLatin1String("opacity")].toDouble(1));
    layer.setCustomProperty(QStringLiteral("stadtskizze/id"), spec[QLatin1String("id")].toString());
    layer.setAttribution(spec[QLatin1String("attribution")].toString());
    layer.setAbstract(spec[QLatin1String("abstract")].toString());
    auto metadata = layer.metadata();
    metadata.setTitle(layer.name());
    metadata.setAbstract(spec[QLatin1String("abstract")].toString());
    const auto licence = spec[QLatin1String("licence")].toString();
    if (!licence.isEmpty()) metadata.setLicenses({licence});
    const auto attribution = spec[QLatin1String("attribution")].toString();
    if (!attribution.isEmpty()) metadata.setRights({attribution});
    layer.setMetadata(metadata);
    const auto extent = layer.extent();
    if (layer.crs() == m_project.crs() && !extent.isNull()) m_extent.combineExtentWith(extent);
  }

  void describe_vector(QgsVectorLayer& layer, const QJsonObject& spec) {
    const auto aliases = spec[QLatin1String("aliases")].toObject();
    for (auto it = aliases.begin(); it != aliases.end(); ++it) layer.setFieldAlias(layer.fields().indexOf(it.key()), it->toString());
    const auto maps = spec[QLatin1String("value_maps")].toObject();
    for (auto it = maps.begin(); it != maps.end(); ++it) put_words(layer, it.key(), it->toObject());
    const int id = layer.fields().indexOf(QStringLiteral("id"));
    if (id >= 0 && !aliases.isEmpty()) {
      auto form = layer.editFormConfig();
      form.setReadOnly(id, true);
      layer.setEditFormConfig(form);
    }
    const auto subset = spec[QLatin1String("subset")].toString();
    if (!subset.isEmpty() && !layer.setSubsetString(subset))
      m_lost.push_back({"qgis.lost_subset", {{"layer", layer.name().toStdString()}}});
    if (spec.contains(QLatin1String("style"))) style_layer(layer, spec[QLatin1String("style")].toObject(), m_lost);
  }

  static void put_words(QgsVectorLayer& layer, const QString& column, const QJsonObject& words) {
    QVariantList list;
    for (auto it = words.begin(); it != words.end(); ++it) list << QVariantMap{{it->toString(), it.key()}};
    layer.setEditorWidgetSetup(layer.fields().indexOf(column),
                               QgsEditorWidgetSetup(QStringLiteral("ValueMap"), {{QStringLiteral("map"), list}}));
  }

  /// When all layers are there.
  void join(const QJsonArray& layers) {
    for (const auto& value : layers) {
      const auto spec = value.toObject();
      auto* layer = qobject_cast<QgsVectorLayer*>(m_layers.value(spec[QLatin1String("id")].toString()));
      for (const auto& one : spec[QLatin1String("joins")].toArray()) {
        auto* joined = qobject_cast<QgsVectorLayer*>(m_layers.value(one.toObject()[QLatin1String("layer")].toString()));
        if (layer == nullptr || joined == nullptr) continue;
        QgsVectorLayerJoinInfo join;
        join.setJoinLayer(joined);
        join.setTargetFieldName(one.toObject()[QLatin1String("field")].toString());
        join.setJoinFieldName(one.toObject()[QLatin1String("join_field")].toString());
        join.setPrefix(one.toObject()[QLatin1String("prefix")].toString());
        join.setUsingMemoryCache(true);
        layer->addJoin(join);
      }
    }
  }

  QgsProject& m_project;
  const QJsonObject& m_spec;
  QString m_gpkg;
  std::vector<base::Message>& m_lost;
  QgsRectangle m_extent;
  QHash<QString, QgsLayerTreeGroup*> m_parts;  // named beforehand, outermost
  QVector<QgsLayerTreeGroup*> m_open;          // of the last layer, outermost first
  QHash<QString, QgsMapLayer*> m_layers;
};

}  // namespace

base::Result<int> build_project(QgsProject& project, const QJsonObject& description, const QString& gpkg, Talk& talk,
                                std::vector<base::Message>& lost) {
  return Builder(project, description, gpkg, lost).run(talk);
}

}  // namespace skizze::qgis_helper
