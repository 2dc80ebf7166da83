// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <qgsexpressioncontextutils.h>
#include <qgslayoutitemmap.h>
#include <qgslayoutitempage.h>
#include <qgslayoutpagecollection.h>
#include <qgsproject.h>
#include <qgsreadwritecontext.h>
#include <QDomDocument>
#include <QFile>
#include <QRegularExpression>

#include "sheet_items.h"
#include "sheet_layout.h"

namespace skizze::qgis_helper {

namespace {

using base::ErrorCode;

constexpr qint64 k_most_bytes = qint64{16} << 20;

tl::unexpected<base::Error> fail_template(ErrorCode code, const char* id, const QString& file, const QString& detail = {}) {
  return base::fail(code, id, {{"file", file.toStdString()}, {"detail", detail.toStdString()}});
}

/// A template is a layout without its project: put into one, it passes the same allow-list.
base::Result<CleanProject> clean_template(const QString& file) {
  QFile source(file);
  if (!source.exists()) return fail_template(ErrorCode::not_found, "qgis.file_missing", file);
  if (!source.open(QIODevice::ReadOnly)) return fail_template(ErrorCode::unreadable, "qgis.file_unreadable", file);
  if (source.size() > k_most_bytes) return fail_template(ErrorCode::too_large, "qgis.layout_template_large", file);
  const QByteArray bytes = source.readAll();
  if (bytes.contains("<Composer") && !bytes.contains("<Layout")) return fail_template(ErrorCode::refused, "qgis.layout_template_old", file);
  const int begin = bytes.indexOf("<Layout");  // a document type declaration does not get through
  if (begin < 0) return fail_template(ErrorCode::damaged, "qgis.layout_template_damaged", file, QStringLiteral("<Layout>"));
  auto clean = clean_project("<qgis><Layouts>" + bytes.mid(begin) + "</Layouts></qgis>");
  if (clean) return clean;
  QString detail;
  for (const auto& argument : clean.error().message.arguments)
    if (argument.name == "detail") detail = QString::fromStdString(argument.value);
  return fail_template(ErrorCode::damaged, "qgis.layout_template_damaged", file, detail);
}

base::Status load(QgsPrintLayout& layout, const QByteArray& wrapped, const QString& file) {
  QDomDocument whole;
  whole.setContent(wrapped);
  QDomDocument alone;
  alone.appendChild(alone.importNode(
      whole.documentElement().firstChildElement(QStringLiteral("Layouts")).firstChildElement(QStringLiteral("Layout")), true));
  QgsReadWriteContext context;
  context.setPathResolver(QgsPathResolver(file));
  bool fine = false;
  layout.loadFromTemplate(alone, context, true, &fine);
  if (fine && layout.pageCollection()->pageCount() > 0) return {};
  return fail_template(ErrorCode::damaged, "qgis.layout_template_damaged", file, QStringLiteral("<Layout>"));
}

const char* word_for(const QString& kind) {
  if (kind == QLatin1String("html")) return "qgis.layout_removed_html";
  return kind == QLatin1String("remote_picture") ? "qgis.layout_removed_remote_picture" : "qgis.layout_removed_part";
}

QgsLayoutItemMap* map_of(const QgsPrintLayout& layout) {
  QList<QgsLayoutItemMap*> maps;
  layout.layoutItems(maps);
  QgsLayoutItemMap* best = nullptr;
  for (auto* map : maps) {
    if (map->id() == k_map_id) return map;
    const auto area = [](const QgsLayoutItemMap* m) { return m->rect().width() * m->rect().height(); };
    if (best == nullptr || area(map) > area(best)) best = map;
  }
  return best;
}

/// Texts by the ids of labels and, for those who write expressions, as @skizze_title and so on.
void fill(QgsPrintLayout& layout, const Sheet& sheet, const Series& series) {
  QList<QgsLayoutItemLabel*> labels;
  layout.layoutItems(labels);
  const auto put = [&](const QString& id, const QString& text) {
    QgsExpressionContextUtils::setLayoutVariable(&layout, QStringLiteral("skizze_") + id, text);
    for (auto* label : labels)
      if (label->id() == id) label->setText(text);
  };
  for (const char* name : {"title", "subtitle", "author", "date", "project", "crs"}) put(QLatin1String(name), sheet.text(name));
  put(k_attribution_id, sources_text(sheet));
  put(QStringLiteral("scale"), sheet.word("scale") + QStringLiteral(" [% ") + scale_expression() + QStringLiteral(" %]"));
  if (series.layer.isEmpty()) return;
  put(QStringLiteral("page_name"), QStringLiteral("[% @atlas_pagename %]"));
  put(QStringLiteral("page_number"), page_expression(sheet));
}

bool shows_sources(const QgsPrintLayout& layout) {
  QList<QgsLayoutItemLabel*> labels;
  layout.layoutItems(labels);
  return std::any_of(labels.begin(), labels.end(), [](const auto* label) {
    return label->id() == k_attribution_id || label->text().contains(QLatin1String("@skizze_attribution"));
  });
}

/// Over the lower edge of the map, as licences want it.
void add_sources(QgsPrintLayout& layout, const QgsLayoutItemMap& map, const QString& text) {
  const Ink ink{6, false, QColor(0x33, 0x38, 0x3e)};
  const double width = map.rect().width();
  const double height = text_height_mm(text, ink, width - 2) + 0.8;
  auto* label =
      add_label(layout, k_attribution_id, text, ink, QRectF(map.pos().x(), map.pos().y() + map.rect().height() - height, width, height));
  label->setMarginX(1);
  label->setBackgroundEnabled(true);
  label->setBackgroundColor(QColor(255, 255, 255, 220));
}

}  // namespace

base::Result<LaidOut> lay_out_template(QgsPrintLayout& layout, const Sheet& sheet, const Series& series) {
  const QString& file = sheet.template_file;
  const auto clean = clean_template(file);
  if (!clean) return tl::unexpected(clean.error());
  if (auto status = load(layout, clean->qgs, file); !status) return tl::unexpected(status.error());
  LaidOut out;
  out.map = map_of(layout);
  if (out.map == nullptr) return fail_template(ErrorCode::invalid, "qgis.layout_template_no_map", file);
  out.map->setId(k_map_id);
  out.map->setKeepLayerSet(false);
  out.map->setKeepLayerStyles(false);
  out.map->setFollowVisibilityPreset(false);
  out.map->setCrs(QgsCoordinateReferenceSystem());  // the project's
  layout.setReferenceMap(out.map);
  look_at(out, sheet);
  fill(layout, sheet, series);
  if (!sources_text(sheet).isEmpty() && !shows_sources(layout)) {
    add_sources(layout, *out.map, sources_text(sheet));
    out.lost.push_back({"qgis.layout_sources_added", {}});
  }
  for (const auto& removed : clean->removed) out.lost.push_back({word_for(removed.kind), {{"name", removed.name.toStdString()}}});
  return out;
}

}  // namespace skizze::qgis_helper
