// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/color_button.h"

#include <QColorDialog>
#include <QMenu>
#include <QPainter>

#include "layers/swatch.h"
#include "style/classify.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr std::size_t k_offered = 14;

QIcon dot_of(const QColor& color) {
  QPixmap pixmap(px(18), px(18));
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(current_theme().border_strong, 1));
  painter.setBrush(color);
  painter.drawRoundedRect(QRectF(pixmap.rect()).adjusted(1, 1, -1, -1), 4, 4);
  return QIcon(pixmap);
}

}  // namespace

ColorButton::ColorButton(const QColor& color, QWidget* parent) : QToolButton(parent), m_color(color) {
  setFocusPolicy(Qt::StrongFocus);
  setFixedSize(px(44), px(28));
  connect(this, &QToolButton::clicked, this, &ColorButton::choose);
}

void ColorButton::set_color(const QColor& color) {
  m_color = color;
  setAccessibleDescription(color.name());
  update();
}

void ColorButton::choose() {
  QMenu menu(this);
  for (std::size_t i = 0; i < k_offered; ++i) {
    const QColor offered = to_qcolor(style::categorical_color(i));
    menu.addAction(dot_of(offered), offered.name(), this, [this, offered] {
      set_color(offered);
      Q_EMIT picked(offered);
    });
  }
  menu.addSeparator();
  menu.addAction(tr("Another colour…"), this, [this] {
    const QColor chosen = QColorDialog::getColor(m_color, window(), accessibleName(), QColorDialog::ShowAlphaChannel);
    if (!chosen.isValid()) return;
    set_color(chosen);
    Q_EMIT picked(chosen);
  });
  menu.exec(mapToGlobal(QPoint(0, height())));
}

void ColorButton::paintEvent(QPaintEvent* event) {
  QToolButton::paintEvent(event);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(current_theme().border_strong, 1));
  painter.setBrush(isEnabled() ? m_color : current_theme().hover);
  painter.drawRoundedRect(QRectF(rect()).adjusted(px(5), px(5), -px(5), -px(5)), px(4), px(4));
}

}  // namespace skizze::ui
