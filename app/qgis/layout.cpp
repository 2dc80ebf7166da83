// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/layout.h"

#include <QtCore/QJsonArray>

#include "sources/report_reader.h"

namespace skizze::qgis {

namespace {

constexpr int k_page_limit_s = 300;  // one page with much on it; a series says more often how far it is

QString q(const std::string& text) { return QString::fromStdString(text); }

QJsonObject sheet_json(const Sheet& sheet) {
  QJsonObject json{{QStringLiteral("paper"), q(sheet.paper)}, {QStringLiteral("landscape"), sheet.landscape},
                   {QStringLiteral("scale"), sheet.scale},    {QStringLiteral("center"), QJsonArray{sheet.center.x, sheet.center.y}},
                   {QStringLiteral("grid"), sheet.grid},      {QStringLiteral("legend"), sheet.legend}};
  if (!sheet.box.empty())
    json.insert(QStringLiteral("box"), QJsonArray{sheet.box.min_x, sheet.box.min_y, sheet.box.max_x, sheet.box.max_y});
  if (!sheet.template_file.empty()) json.insert(QStringLiteral("template"), q(std::filesystem::absolute(sheet.template_file).string()));
  return json;
}

Request request_of(const SheetJob& job, std::optional<int> page) {
  const bool whole_series = !job.series.layer.empty() && !page;
  QJsonObject fields{{QStringLiteral("project"), job.project},
                     {QStringLiteral("gpkg"), q(job.gpkg.string())},
                     {QStringLiteral("sheet"), sheet_json(job.sheet)},
                     {QStringLiteral("texts"), job.texts},
                     {QStringLiteral("words"), job.words},
                     {QStringLiteral("language"), q(job.language)},
                     {QStringLiteral("output"), job.format == SheetFormat::pdf ? QStringLiteral("pdf") : QStringLiteral("png")},
                     {QStringLiteral("dpi"), job.dpi}};
  if (!job.series.layer.empty())
    fields.insert(QStringLiteral("series"),
                  QJsonObject{{QStringLiteral("layer"), q(job.series.layer)}, {QStringLiteral("name"), q(job.series.name)}});
  if (page) fields.insert(QStringLiteral("page"), *page);
  return {whole_series ? QStringLiteral("layout_series") : QStringLiteral("layout"), fields, k_page_limit_s, false};
}

}  // namespace

const std::vector<double>& usual_scales() {
  static const std::vector<double> all{250, 500, 1000, 1500, 2000, 2500, 5000, 7500, 10000, 15000, 20000, 25000, 50000, 100000};
  return all;
}

base::Result<PrintedSheet> print_sheet(Helper& helper, const SheetJob& job, std::optional<int> page, base::CancelToken token,
                                       const Helper::Progress& progress) {
  if (job.format == SheetFormat::png && !job.series.layer.empty() && !page)
    return base::fail(base::ErrorCode::invalid, "qgis.layout_series_pdf");
  auto answer = helper.run(request_of(job, page), std::move(token), progress);
  if (!answer) return tl::unexpected(answer.error());
  const auto& report = answer->report;
  PrintedSheet printed{
      std::move(answer->body), report[QLatin1String("scale")].toDouble(), report[QLatin1String("pages")].toInt(1), 0, 0, {}};
  const auto map = report[QLatin1String("map")].toArray();
  printed.map_width_mm = map.at(0).toDouble();
  printed.map_height_mm = map.at(1).toDouble();
  for (const auto& lost : report[QLatin1String("lost")].toArray()) printed.lost.push_back(sources::read_message(lost.toObject()));
  return printed;
}

}  // namespace skizze::qgis
