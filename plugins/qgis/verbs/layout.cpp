// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// layout: one sheet of paper. {project, gpkg (app/project/qgis_export.h), sheet: {paper, landscape, template?, scale, center | box, grid,
/// legend}, texts, words, language, output: "pdf" | "png", dpi, series?: {layer, name}, page?} -> {scale, pages, map: [width, height] in
/// mm, lost: [message]}, body: the file. With a series: its page of that number, the first being 0. layout_series: the same with all pages
/// of the series, as a PDF.
#include <qgslayoutatlas.h>
#include <qgslayoutitemmap.h>
#include <qgsprintlayout.h>
#include <qgsproject.h>
#include <QJsonArray>
#include <QLocale>
#include <algorithm>

#include "build_project.h"
#include "sheet_export.h"
#include "sheet_items.h"
#include "sheet_map_layers.h"
#include "verb.h"

namespace skizze::qgis_helper {
namespace {

/// Numbers as the person writes them, while it lives.
class LocaleScope {
 public:
  explicit LocaleScope(const QString& language) { QLocale::setDefault(QLocale(language)); }
  ~LocaleScope() { QLocale::setDefault(m_before); }
  LocaleScope(const LocaleScope&) = delete;
  LocaleScope& operator=(const LocaleScope&) = delete;

 private:
  QLocale m_before;
};

struct Prepared {
  std::unique_ptr<QgsProject> project;
  std::unique_ptr<QgsPrintLayout> layout;  // goes before its project
  LaidOut out;
  int pages = 1;
};

void describe_work(QgsProject& project, const Sheet& sheet) {
  auto metadata = project.metadata();
  metadata.setTitle(sheet.text("title"));
  metadata.setAuthor(sheet.text("author"));
  project.setMetadata(metadata);
}

base::Result<Prepared> prepare(Session& session, const QJsonObject& request, Sheet sheet, const Series& series, Talk& talk) {
  Prepared work;
  work.project = std::make_unique<QgsProject>();
  std::vector<base::Message> lost;
  const auto built =
      build_project(*work.project, request[QLatin1String("project")].toObject(), request[QLatin1String("gpkg")].toString(), talk, lost);
  if (!built) return tl::unexpected(built.error());
  describe_work(*work.project, sheet);
  fit_for_paper(*work.project, sheet_font({}));
  QgsVectorLayer* pages_of = nullptr;
  if (!series.layer.isEmpty()) {
    const auto layer = series_layer(*work.project, series);
    if (!layer) return tl::unexpected(layer.error());
    pages_of = *layer;
    sheet.box = largest_of(*pages_of);
  }
  work.layout = std::make_unique<QgsPrintLayout>(work.project.get());
  work.layout->setName(sheet.text("title"));
  auto out =
      sheet.template_file.isEmpty() ? lay_out(*work.layout, sheet, series, session.folder) : lay_out_template(*work.layout, sheet, series);
  if (!out) return tl::unexpected(out.error());
  work.out = std::move(*out);
  work.out.lost.insert(work.out.lost.begin(), lost.begin(), lost.end());
  if (pages_of != nullptr) work.pages = make_series(*work.layout, work.out, *pages_of, series);
  return work;
}

Reply reply_of(const Prepared& work, QByteArray bytes) {
  QJsonArray lost;
  for (const auto& message : work.out.lost) lost.append(to_json(message));
  const QSizeF map = work.out.map->rect().size();
  return Reply{{{QStringLiteral("scale"), work.out.map->scale()},
                {QStringLiteral("pages"), work.pages},
                {QStringLiteral("map"), QJsonArray{map.width(), map.height()}},
                {QStringLiteral("lost"), lost}},
               std::move(bytes)};
}

double dpi_of(const QJsonObject& request) { return std::clamp(request[QLatin1String("dpi")].toDouble(300), 20.0, 1200.0); }

}  // namespace

base::Result<Reply> layout(Session& session, const QJsonObject& request, Talk& talk) {
  const auto sheet = read_sheet(request);
  if (!sheet) return tl::unexpected(sheet.error());
  const LocaleScope numbers(sheet->language);
  const auto series = read_series(request);
  auto work = prepare(session, request, *sheet, series, talk);
  if (!work) return tl::unexpected(work.error());
  if (talk.cancelled()) return base::fail(base::ErrorCode::cancelled, "qgis.cancelled");
  if (!series.layer.isEmpty()) {
    work->layout->atlas()->beginRender();
    work->layout->atlas()->seekTo(std::clamp(request[QLatin1String("page")].toInt(), 0, work->pages - 1));
  }
  talk.progress(0.3, {"qgis.printing", {}});
  const bool pdf = request[QLatin1String("output")].toString() == QLatin1String("pdf");
  auto bytes = pdf ? pdf_of(*work->layout, dpi_of(request), session.folder.filePath(QStringLiteral("sheet.pdf")))
                   : png_of_page(*work->layout, dpi_of(request));
  if (!bytes) return tl::unexpected(bytes.error());
  return reply_of(*work, std::move(*bytes));
}

base::Result<Reply> layout_series(Session& session, const QJsonObject& request, Talk& talk) {
  const auto sheet = read_sheet(request);
  if (!sheet) return tl::unexpected(sheet.error());
  const LocaleScope numbers(sheet->language);
  auto work = prepare(session, request, *sheet, read_series(request), talk);
  if (!work) return tl::unexpected(work.error());
  auto bytes = series_pdf(*work->layout, dpi_of(request), session.folder.filePath(QStringLiteral("series.pdf")), talk);
  if (!bytes) return tl::unexpected(bytes.error());
  return reply_of(*work, std::move(*bytes));
}

}  // namespace skizze::qgis_helper
