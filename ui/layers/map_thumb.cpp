// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/map_thumb.h"

#include <QPainter>
#include <QPainterPath>

#include "widgets/theme.h"

namespace skizze::ui {

MapThumb::MapThumb(QWidget* parent) : QWidget(parent) { setFixedSize(sizeHint()); }

QSize MapThumb::sizeHint() const { return {px(320), px(220)}; }

void MapThumb::set_image(const QImage& image) {
  m_image = image;
  update();
}

void MapThumb::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QPainterPath frame;
  frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8));
  painter.setClipPath(frame);
  painter.fillRect(rect(), current_theme().map_ground);
  if (m_image.isNull()) {
    painter.setPen(current_theme().text_secondary);
    painter.drawText(rect(), Qt::AlignCenter, tr("Drawing the preview…"));
  } else {
    painter.drawImage(rect(), m_image);
  }
  painter.setClipping(false);
  painter.setPen(QPen(current_theme().border, 1));
  painter.drawPath(frame);
}

}  // namespace skizze::ui
