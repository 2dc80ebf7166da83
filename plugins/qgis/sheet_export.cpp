// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet_export.h"

#include <qgsfeedback.h>
#include <qgslayoutatlas.h>
#include <qgslayoutexporter.h>
#include <qgslayoutitempage.h>
#include <qgslayoutpagecollection.h>
#include <QBuffer>
#include <QFile>
#include <QImage>

#include "base/framing.h"

namespace skizze::qgis_helper {

namespace {

using base::ErrorCode;

constexpr double k_most_pixels = 200e6;
constexpr qint64 k_most_bytes = qint64{base::k_max_frame_bytes} - (1 << 20);

QgsLayoutExporter::PdfExportSettings pdf_settings(double dpi) {
  QgsLayoutExporter::PdfExportSettings settings;
  settings.dpi = dpi;
  settings.forceVectorOutput = true;
  settings.appendGeoreference = false;
  settings.exportMetadata = true;
  settings.simplifyGeometries = false;  // it would move points by a third of a point of the paper
  settings.textRenderFormat = Qgis::TextRenderFormat::AlwaysText;
  return settings;
}

base::Status status_of(QgsLayoutExporter::ExportResult result) {
  switch (result) {
    case QgsLayoutExporter::Success: return {};
    case QgsLayoutExporter::Canceled: return base::fail(ErrorCode::cancelled, "qgis.cancelled");
    case QgsLayoutExporter::MemoryError: return base::fail(ErrorCode::too_large, "qgis.out_of_memory");
    default: return base::fail(ErrorCode::no_space, "qgis.layout_not_written");
  }
}

base::Result<QByteArray> bytes_of(const QString& file) {
  QFile written(file);
  if (!written.open(QIODevice::ReadOnly)) return base::fail(ErrorCode::no_space, "qgis.layout_not_written");
  if (written.size() > k_most_bytes) {
    written.remove();
    return base::fail(ErrorCode::too_large, "qgis.layout_too_large", {{"limit_mb", std::to_string(k_most_bytes >> 20)}});
  }
  QByteArray bytes = written.readAll();
  written.remove();
  return bytes;
}

}  // namespace

base::Result<QByteArray> pdf_of(QgsPrintLayout& layout, double dpi, const QString& file) {
  if (auto status = status_of(QgsLayoutExporter(&layout).exportToPdf(file, pdf_settings(dpi))); !status)
    return tl::unexpected(status.error());
  return bytes_of(file);
}

base::Result<QByteArray> series_pdf(QgsPrintLayout& layout, double dpi, const QString& file, Talk& talk) {
  QgsFeedback feedback;
  const StopScope stop(talk, [&feedback] { feedback.cancel(); });
  QObject::connect(&feedback, &QgsFeedback::progressChanged, [&talk](double percent) {
    talk.progress(0.05 + percent / 100 * 0.95, {"qgis.printing", {}});
  });
  QString why;
  const auto result = QgsLayoutExporter::exportToPdf(layout.atlas(), file, pdf_settings(dpi), why, &feedback);
  if (talk.cancelled()) {
    QFile::remove(file);
    return base::fail(ErrorCode::cancelled, "qgis.cancelled");
  }
  if (auto status = status_of(result); !status) return tl::unexpected(status.error());
  return bytes_of(file);
}

base::Result<QByteArray> png_of_page(QgsPrintLayout& layout, double dpi) {
  const QSizeF mm = layout.pageCollection()->page(0)->rect().size();
  if (mm.width() * mm.height() * dpi * dpi / (25.4 * 25.4) > k_most_pixels)
    return base::fail(ErrorCode::too_large, "qgis.layout_pixels", {{"dpi", std::to_string(static_cast<int>(dpi))}});
  layout.renderContext().setDpi(dpi);
  QImage image = QgsLayoutExporter(&layout).renderPageToImage(0, {}, dpi);
  if (image.isNull()) return base::fail(ErrorCode::too_large, "qgis.out_of_memory");
  QByteArray bytes;
  QBuffer buffer(&bytes);
  image.save(&buffer, "PNG", 80);
  if (bytes.size() > k_most_bytes)
    return base::fail(ErrorCode::too_large, "qgis.layout_too_large", {{"limit_mb", std::to_string(k_most_bytes >> 20)}});
  return bytes;
}

}  // namespace skizze::qgis_helper
