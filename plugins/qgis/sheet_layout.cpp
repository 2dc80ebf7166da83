// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet_layout.h"

#include <qgslayoutitempage.h>
#include <qgslayoutpagecollection.h>
#include <QFile>

#include "sheet_items.h"

namespace skizze::qgis_helper {

namespace {

constexpr double k_margin = 8;
constexpr double k_gap = 4;
constexpr double k_grid_room = 4;  // for the numbers of the grid beside the map
const QColor k_grey(0x5a, 0x61, 0x69);

const char* const k_north_svg =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 34" width="24" height="34"><path d="M12 9 L19 32 L12 27 Z" fill="#22262b"/>)"
    R"(<path d="M12 9 L5 32 L12 27 Z" fill="#ffffff" stroke="#22262b" stroke-width="1" stroke-linejoin="round"/>)"
    R"(<path d="M8.6 7.5 V0.5 L15.4 7.5 V0.5" fill="none" stroke="#22262b" stroke-width="1.7" stroke-linejoin="bevel"/></svg>)";

/// Where the parts of a sheet lie, in millimetres.
struct Frame {
  QRectF map;
  QRectF block;  ///< title, legend and all the rest
};

Frame frame_of(const Sheet& sheet) {
  const QSizeF paper = paper_mm(sheet);
  const bool large = sheet.paper == QLatin1String("A3");
  const double grid = sheet.grid ? k_grid_room : 0;
  const QRectF inner(k_margin, k_margin, paper.width() - 2 * k_margin, paper.height() - 2 * k_margin);
  if (sheet.landscape) {
    const double width = large ? 82 : 62;
    return {QRectF(inner.left() + grid, inner.top(), inner.width() - width - k_gap - grid, inner.height() - grid),
            QRectF(inner.right() - width, inner.top(), width, inner.height())};
  }
  const double height = large ? 92 : 72;
  return {QRectF(inner.left() + grid, inner.top(), inner.width() - grid, inner.height() - height - k_gap - grid),
          QRectF(inner.left(), inner.bottom() - height, inner.width(), height)};
}

/// Fills columns from above and from below.
class BlockWriter {
 public:
  BlockWriter(QgsPrintLayout& layout, const Sheet& sheet, const Series& series, LaidOut& out, const QString& north_svg)
      : m_layout(layout),
        m_sheet(sheet),
        m_series(series),
        m_out(out),
        m_north_svg(north_svg),
        m_more(sheet.paper == QLatin1String("A3") ? 1.2 : 1) {}

  /// One column beside the map: title above, then the legend, the rest from below.
  void column(const QRectF& room) {
    double top = title(room);
    double bottom = room.bottom() - sources(room, room.bottom());
    bottom -= facts(room, bottom);
    bottom -= scale_and_north(room, bottom);
    legend(QRectF(room.left(), top, room.width(), bottom - top - k_gap), 1);
  }

  /// Three columns under the map.
  void strip(const QRectF& room) {
    const double side = room.width() * 0.29;
    const QRectF left(room.left(), room.top(), side, room.height());
    const QRectF right(room.right() - side, room.top(), side, room.height());
    title(left);
    facts(left, left.bottom());
    scale_and_north(right, right.top() + 26 * m_more);
    sources(right, right.bottom());
    legend(QRectF(left.right() + k_gap, room.top(), right.left() - left.right() - 2 * k_gap, room.height()), 2);
  }

 private:
  double points(double base) const { return base * m_more; }

  double label(const char* id, const QString& text, const Ink& ink, const QRectF& room, double y) {
    if (text.isEmpty()) return 0;
    const double height = text_height_mm(text, ink, room.width());
    add_label(m_layout, QLatin1String(id), text, ink, QRectF(room.left(), y, room.width(), height));
    return height;
  }

  /// Gives where it ends.
  double title(const QRectF& room) {
    double y = room.top();
    y += label("title", m_sheet.text("title"), {points(15), true, Ink().color}, room, y) + 0.8;
    y += label("subtitle", m_sheet.text("subtitle"), {points(9.5), false, k_grey}, room, y);
    if (!m_series.layer.isEmpty()) {
      const Ink ink{points(11.5), true, Ink().color};
      add_label(m_layout, QStringLiteral("page_name"), QStringLiteral("[% @atlas_pagename %]"), ink,
                QRectF(room.left(), y + 1.5, room.width(), 2 * text_height_mm(QStringLiteral("X"), ink, 99)));
      y += 1.5 + 2 * text_height_mm(QStringLiteral("X"), ink, 99);
      const Ink small{points(7), false, k_grey};
      add_label(m_layout, QStringLiteral("page_number"), page_expression(m_sheet), small, QRectF(room.left(), y, room.width(), 4));
      y += 4;
    }
    add_line(m_layout, {room.left(), y + 1.5}, {room.right(), y + 1.5});
    return y + 1.5 + k_gap;
  }

  void legend(const QRectF& room, int columns) {
    if (!m_sheet.legend || room.height() < 12) return;
    const double head = label("legend_title", m_sheet.word("legend"), {points(9), true, Ink().color}, room, room.top());
    if (!add_legend(m_layout, *m_out.map, room.adjusted(0, head - 1, 0, 0), columns, m_series.layer.isEmpty()))
      m_out.lost.push_back({"qgis.layout_legend_long", {}});
  }

  /// Heights from below; each gives what it took.
  double scale_and_north(const QRectF& room, double bottom) {
    const double height = 22 * m_more;
    const double top = bottom - height;
    const double arrow = 11 * m_more;
    add_north_arrow(m_layout, *m_out.map, m_north_svg, QRectF(room.right() - arrow, top + 2, arrow, 15 * m_more));
    const QString scale = m_sheet.word("scale") + QStringLiteral(" [% ") + scale_expression() + QStringLiteral(" %]");
    add_label(m_layout, QStringLiteral("scale"), scale, {points(9), true, Ink().color},
              QRectF(room.left(), top + 2, room.width() - arrow - 2, 5 * m_more));
    add_scale_bar(m_layout, *m_out.map, round_below(m_out.scale * 0.0205), {room.left(), top + 8 * m_more});
    return height;
  }

  double facts(const QRectF& room, double bottom) {
    const Ink ink{points(7), false, Ink().color};
    const double left = room.left() + 19 * m_more;
    struct Row {
      QString head, text;
      double height;
    };
    std::vector<Row> rows;
    double height = 3;
    for (const char* name : {"project", "author", "date", "crs"}) {
      const QString text = m_sheet.text(name);
      if (text.isEmpty()) continue;
      rows.push_back({m_sheet.word(name), text, text_height_mm(text, ink, room.right() - left)});
      height += rows.back().height + 0.5;
    }
    if (rows.empty()) return 0;
    double y = bottom - height + 1.5;
    add_line(m_layout, {room.left(), y - 1}, {room.right(), y - 1});
    for (const Row& row : rows) {
      add_label(m_layout, {}, row.head, {ink.points, false, k_grey}, QRectF(room.left(), y, left - room.left() - 1, row.height));
      add_label(m_layout, {}, row.text, ink, QRectF(left, y, room.right() - left, row.height));
      y += row.height + 0.5;
    }
    return height;
  }

  double sources(const QRectF& room, double bottom) {
    const QString text = sources_text(m_sheet);
    if (text.isEmpty()) return 0;
    for (const double size : {6.0, 5.0, 4.5}) {
      const Ink ink{points(size), false, k_grey};
      const double height = text_height_mm(text, ink, room.width());
      if (height > room.height() * 0.4 && size > 4.5) continue;
      add_line(m_layout, {room.left(), bottom - height - 1}, {room.right(), bottom - height - 1});
      add_label(m_layout, k_attribution_id, text, ink, QRectF(room.left(), bottom - height, room.width(), height));
      return height + 1.5;
    }
    return 0;
  }

  QgsPrintLayout& m_layout;
  const Sheet& m_sheet;
  const Series& m_series;
  LaidOut& m_out;
  QString m_north_svg;
  double m_more;
};

base::Result<QString> write_north(const QDir& folder) {
  QFile svg(folder.filePath(QStringLiteral("north.svg")));
  if (svg.open(QIODevice::WriteOnly) && svg.write(k_north_svg) > 0 && svg.flush()) return svg.fileName();
  return base::fail(base::ErrorCode::no_space, "base.disk_full", {{"file", svg.fileName().toStdString()}});
}

}  // namespace

QString scale_expression() {
  return QStringLiteral("'1\u202f:\u202f' || format_number(round(item_variables('%1')['map_scale']), 0)").arg(k_map_id);
}

QString page_expression(const Sheet& sheet) {
  QString text = sheet.word("page");
  return text.replace(QLatin1String("{n}"), QLatin1String("[% @atlas_featurenumber %]"))
      .replace(QLatin1String("{count}"), QLatin1String("[% @atlas_totalfeatures %]"));
}

QString sources_text(const Sheet& sheet) {
  const QString sources = sheet.text("attribution");
  return sources.isEmpty() ? QString() : sheet.word("sources") + QStringLiteral(": ") + sources;
}

void look_at(LaidOut& out, const Sheet& sheet) {
  const QSizeF map_mm = out.map->rect().size();
  out.scale = sheet.scale > 0 ? sheet.scale : scale_that_fits(sheet.box, map_mm);
  out.map->setExtent(extent_at(sheet.box.isEmpty() ? sheet.center : sheet.box.center(), out.scale, map_mm));
}

base::Result<LaidOut> lay_out(QgsPrintLayout& layout, const Sheet& sheet, const Series& series, const QDir& folder) {
  const auto north = write_north(folder);
  if (!north) return tl::unexpected(north.error());
  layout.initializeDefaults();
  layout.pageCollection()->page(0)->setPageSize(sheet.paper, sheet.landscape ? QgsLayoutItemPage::Landscape : QgsLayoutItemPage::Portrait);
  const Frame frame = frame_of(sheet);
  LaidOut out;
  out.map = add_map(layout, frame.map);
  layout.setReferenceMap(out.map);
  look_at(out, sheet);
  if (sheet.grid) add_grid(*out.map, round_below(out.scale * 0.1));
  BlockWriter writer(layout, sheet, series, out, *north);
  if (sheet.landscape)
    writer.column(frame.block);
  else
    writer.strip(frame.block);
  return out;
}

}  // namespace skizze::qgis_helper
