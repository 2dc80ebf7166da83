// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette_delegate.h"

#include <QIcon>
#include <QPainter>

#include "widgets/theme.h"

namespace skizze::ui {

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {px(200), m_two_lines ? px(46) : px(34)}; }

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const Theme& theme = current_theme();
  const bool current = option.state.testFlag(QStyle::State_Selected);
  const bool enabled = option.state.testFlag(QStyle::State_Enabled) && index.flags().testFlag(Qt::ItemIsEnabled);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  QRect area = option.rect.adjusted(px(4), 1, -px(4), -1);
  if (current || option.state.testFlag(QStyle::State_MouseOver)) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(current ? theme.accent_soft : theme.hover);
    painter->drawRoundedRect(area, px(6), px(6));
  }
  area.adjust(px(10), 0, -px(10), 0);
  const int size = px(18);
  index.data(Qt::DecorationRole).value<QIcon>().paint(painter, area.left(), area.center().y() - size / 2 + 1, size, size, Qt::AlignCenter,
                                                        enabled ? QIcon::Normal : QIcon::Disabled);
  area.setLeft(area.left() + size + px(10));
  const QString note = index.data(k_note_role).toString();
  const QString whole = index.data(Qt::DisplayRole).toString();
  if (m_two_lines) {
    const QRect words = area.adjusted(0, px(4), 0, -px(4));
    painter->setFont(option.font);
    painter->setPen(current ? theme.on_accent_soft : theme.text);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, QFontMetrics(option.font).elidedText(whole, Qt::ElideRight, words.width()));
    painter->setFont(Look::instance().small_font());
    painter->setPen(current ? theme.on_accent_soft : theme.text_secondary);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom, note);
    painter->restore();
    return;
  }
  painter->setFont(option.font);
  const QFontMetrics metrics(option.font);
  const QString short_note = metrics.elidedText(note, Qt::ElideRight, area.width() / 2);
  const int note_width = short_note.isEmpty() ? 0 : metrics.horizontalAdvance(short_note) + px(16);
  painter->setPen(enabled ? theme.text_secondary : theme.text_disabled);
  painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, short_note);
  painter->setPen(!enabled ? theme.text_disabled : current ? theme.on_accent_soft : theme.text);
  const QString text = metrics.elidedText(whole, Qt::ElideRight, area.width() - note_width);
  painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text);
  painter->restore();
}

}  // namespace skizze::ui
