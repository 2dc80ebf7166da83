// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture.h"

#include <qgis.h>
#include <qgsexpressioncontext.h>
#include <qgsexpressioncontextutils.h>
#include <qgslabelingenginesettings.h>
#include <qgslayertree.h>
#include <qgsmaplayer.h>
#include <qgsmaprendererparalleljob.h>
#include <qgsmapsettings.h>
#include <qgsproject.h>

#include <QBuffer>
#include <QEventLoop>
#include <QImageWriter>
#include <algorithm>
#include "qgis_versions.h"

namespace skizze::qgis_helper {

namespace {

QList<QgsMapLayer*> layers_of(const QgsProject& project, const QStringList& ids) {
  QList<QgsMapLayer*> layers;
  const QList<QgsMapLayer*> shown = project.layerTreeRoot()->checkedLayers();
  for (QgsMapLayer* layer : project.layerTreeRoot()->layerOrder()) {
    const bool wanted = ids.isEmpty() ? shown.contains(layer) : ids.contains(layer->id());
    if (wanted && layer->isValid()) layers << layer;
  }
  return layers;
}

QgsMapSettings settings_for(const QgsProject& project, const View& view) {
  QgsMapSettings settings;
  settings.setDestinationCrs(QgsCoordinateReferenceSystem(QStringLiteral("EPSG:3857")));
  settings.setTransformContext(project.transformContext());
  settings.setEllipsoid(project.ellipsoid());
  settings.setPathResolver(project.pathResolver());
  settings.setOutputSize(QSize(view.width_px, view.height_px));
  settings.setOutputDpi(view.dpi);
  settings.setExtent(view.box, false);
  settings.setExtentBuffer(view.buffer_px * view.box.width() / view.width_px);
  settings.setBackgroundColor(Qt::transparent);
  settings.setLayers(layers_of(project, view.layers));
  settings.setLayerStyleOverrides({});
  settings.setFlag(Qgis::MapSettingsFlag::Antialiasing);
  settings.setFlag(Qgis::MapSettingsFlag::DrawEditingInfo, false);
  settings.setFlag(Qgis::MapSettingsFlag::DrawSelection, false);
  settings.setFlag(Qgis::MapSettingsFlag::UseAdvancedEffects);
  settings.setFlag(Qgis::MapSettingsFlag::DrawLabeling, view.labels);
  settings.setFlag(Qgis::MapSettingsFlag::RenderMapTile, view.part_of_more);
  QgsLabelingEngineSettings labels = project.labelingEngineSettings();
  labels.setFlag(k_partial_labels, false);
  settings.setLabelingEngineSettings(labels);
  QgsExpressionContext context = project.createExpressionContext();  // @map_scale and its like; the layers add their own
  context << QgsExpressionContextUtils::mapSettingsScope(settings);
  settings.setExpressionContext(context);
  return settings;
}

bool is_blank(const QImage& image) {
  for (int y = 0; y < image.height(); ++y) {
    const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
    if (std::any_of(row, row + image.width(), [](QRgb pixel) { return pixel != 0; })) return false;
  }
  return true;
}

}  // namespace

base::Result<QImage> draw(const View& view, Talk& talk) {
  if (view.width_px < 1 || view.height_px < 1 || view.box.isEmpty() || !view.box.isFinite())
    return base::fail(base::ErrorCode::invalid, "qgis.bad_request", {{"detail", "view"}});
  if (view.width_px > k_most_px || view.height_px > k_most_px)
    return base::fail(base::ErrorCode::too_large, "qgis.picture_too_large", {{"limit_px", std::to_string(k_most_px)}});
  QgsMapRendererParallelJob job(settings_for(*QgsProject::instance(), view));
  QEventLoop loop;
  QObject::connect(&job, &QgsMapRendererJob::finished, &loop, &QEventLoop::quit);
  const StopScope stop(talk, [&job] {
    QMetaObject::invokeMethod(
        &job, [&job] { job.cancelWithoutBlocking(); }, Qt::QueuedConnection);
  });
  job.start();
  if (job.isActive()) loop.exec();
  if (talk.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
  return job.renderedImage();
}

QByteArray png_of(const QImage& image) {
  if (is_blank(image)) return {};
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QImageWriter writer(&buffer, "png");
  writer.setCompression(20);  // zlib's level 2: a quarter of the time of the usual one
  writer.write(image);
  return bytes;
}

}  // namespace skizze::qgis_helper
