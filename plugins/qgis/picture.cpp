// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture.h"

#include <qgis.h>
#include <qgsexpressioncontext.h>
#include <qgsexpressioncontextutils.h>
#include <qgslabelingenginesettings.h>
#include <qgslayertree.h>
#include <qgsmaplayer.h>
#include <qgsmaprenderercache.h>
#include <qgsmaprendererparalleljob.h>
#include <qgsmaprendererstagedrenderjob.h>
#include <qgsmapsettings.h>
#include <qgspallabeling.h>
#include <qgsproject.h>

#include <QBuffer>
#include <QEventLoop>
#include <QImageWriter>
#include <QPainter>
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

bool is_blank(const QImage& image) {  // also where there is none
  for (int y = 0; y < image.height(); ++y) {
    const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
    if (std::any_of(row, row + image.width(), [](QRgb pixel) { return pixel != 0; })) return false;
  }
  return true;
}

base::Status check(const View& view) {
  if (view.width_px < 1 || view.height_px < 1 || view.box.isEmpty() || !view.box.isFinite())
    return base::fail(base::ErrorCode::invalid, "qgis.bad_request", {{"detail", "view"}});
  if (view.width_px > k_most_px || view.height_px > k_most_px)
    return base::fail(base::ErrorCode::too_large, "qgis.picture_too_large", {{"limit_px", std::to_string(k_most_px)}});
  return {};
}

base::Status run(QgsMapRendererParallelJob& job, Talk& talk) {
  QEventLoop loop;
  QObject::connect(&job, &QgsMapRendererJob::finished, &loop, &QEventLoop::quit);
  const StopScope stop(talk, [&job] {
    QMetaObject::invokeMethod(
        &job, [&job] { job.cancelWithoutBlocking(); }, Qt::QueuedConnection);
  });
  job.start();
  if (job.isActive()) loop.exec();
  if (talk.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
  return {};
}

/// Symbols onto a picture of one pixel, labels onto theirs. It cannot be stopped while a layer is drawn.
base::Result<QImage> draw_labels_by_stages(const QgsMapSettings& settings, Talk& talk) {
  QImage labels(settings.outputSize(), QImage::Format_ARGB32_Premultiplied);
  QImage pixel(1, 1, QImage::Format_ARGB32_Premultiplied);
  labels.fill(Qt::transparent);
  QgsMapRendererStagedRenderJob job(settings);
  job.start();
  while (!job.isFinished()) {
    if (talk.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    QPainter painter(job.currentStage() == QgsMapRendererStagedRenderJob::Labels ? &labels : &pixel);
    job.renderCurrentPart(&painter);
    painter.end();
    job.nextPart();
  }
  return labels;
}

}  // namespace

base::Result<QImage> draw(const View& view, Talk& talk) {
  if (const auto good = check(view); !good) return tl::unexpected(good.error());
  QgsMapRendererParallelJob job(settings_for(*QgsProject::instance(), view));
  if (const auto done = run(job, talk); !done) return tl::unexpected(done.error());
  return job.renderedImage();
}

base::Result<QImage> draw_labels(const View& view, Talk& talk) {
  if (const auto good = check(view); !good) return tl::unexpected(good.error());
  QgsMapSettings settings = settings_for(*QgsProject::instance(), view);
  QList<QgsMapLayer*> layers = settings.layers();
  layers.erase(std::remove_if(layers.begin(), layers.end(), [](const auto* layer) { return !QgsPalLabeling::staticWillUseLayer(layer); }),
               layers.end());
  if (layers.isEmpty()) return QImage();
  settings.setLayers(layers);
  QgsMapRendererCache cache;  // keeps the labels apart, so that QGIS need not draw them again when only a layer has changed
  QgsMapRendererParallelJob job(settings);
  job.setCache(&cache);
  if (const auto done = run(job, talk); !done) return tl::unexpected(done.error());
  QImage labels = cache.cacheImage(QgsMapRendererJob::LABEL_CACHE_ID);
  if (!labels.isNull()) return labels;
  return draw_labels_by_stages(settings, talk);  // labels that mix their colours with what lies below are not kept apart
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
