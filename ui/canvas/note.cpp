// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/note.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <optional>

#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr double k_pad_px = 8;
constexpr double k_icon_px = 16;

struct Verdict {
  const char* icon;
  QColor Theme::*color;
};

std::optional<Verdict> verdict_of(const QString& line) {
  if (line.size() < 2 || line[1] != QLatin1Char(' ')) return std::nullopt;
  switch (line[0].unicode()) {
    case u'✓': return Verdict{"success", &Theme::success};
    case u'!': return Verdict{"warning", &Theme::warning};
    case u'✗': return Verdict{"error", &Theme::error};
    case u'?': return Verdict{"question", &Theme::text_secondary};
    default: return std::nullopt;
  }
}

QFont font_of(qsizetype line) { return line == 0 ? Look::instance().strong_font() : Look::instance().small_font(); }

}  // namespace

void paint_note(QPainter& painter, const QString& note, QPointF beside, const QRectF& area) {
  paint_note(painter, place_note(note, beside, area));
}

Note place_note(const QString& note, QPointF beside, const QRectF& area) {
  const QStringList lines = note.split(QLatin1Char('\n'));
  const double pad = px(k_pad_px);
  const double icon_px = px(k_icon_px);
  double width = 0;
  double height = 0;
  for (qsizetype i = 0; i < lines.size(); ++i) {
    const QFontMetricsF metrics(font_of(i));
    const bool verdict = verdict_of(lines[i]).has_value();
    width = std::max(width, metrics.horizontalAdvance(verdict ? lines[i].mid(2) : lines[i]) + (verdict ? icon_px + px(6) : 0));
    height += metrics.height() + (i > 0 ? px(2) : 0);
  }
  QRectF plate(beside.x() + px(18), beside.y() + px(18), width + 2 * pad, height + 2 * pad * 0.6);
  if (plate.right() > area.right() - px(8)) plate.moveRight(beside.x() - px(14));
  if (plate.bottom() > area.bottom() - px(8)) plate.moveBottom(beside.y() - px(14));
  return {lines, plate};
}

void paint_note(QPainter& painter, const Note& note) {
  const Theme& theme = current_theme();
  const double pad = px(k_pad_px);
  const double icon_px = px(k_icon_px);
  painter.setPen(QPen(theme.border_strong, 1));
  painter.setBrush(theme.raised);
  painter.drawRoundedRect(note.plate, px(6), px(6));
  double y = note.plate.top() + pad * 0.6;
  for (qsizetype i = 0; i < note.lines.size(); ++i) {
    painter.setFont(font_of(i));
    const QFontMetricsF metrics(painter.font());
    double x = note.plate.left() + pad;
    QString words = note.lines[i];
    painter.setPen(i == 0 ? theme.text : theme.text_secondary);
    if (const auto verdict = verdict_of(words)) {
      words = words.mid(2);
      const QColor color = theme.*(verdict->color);
      painter.drawPixmap(QPointF(x, y + (metrics.height() - icon_px) / 2),
                         icon_pixmap(QLatin1String(verdict->icon), color, static_cast<int>(icon_px), painter.device()->devicePixelRatioF()));
      x += icon_px + px(6);
      painter.setPen(color);
    }
    painter.drawText(QPointF(x, y + metrics.ascent()), words);
    y += metrics.height() + px(2);
  }
}

}  // namespace skizze::ui
