// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/app_style.h"

#include <QPainter>
#include <QStyleOption>

#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

AppStyle::AppStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void AppStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
  if (element == PE_FrameFocusRect) {
    const auto* focus = qstyleoption_cast<const QStyleOptionFocusRect*>(option);
    if (focus == nullptr) return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(current_theme().focus, px(2)));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), px(4), px(4));
    painter->restore();
    return;
  }
  if (element == PE_IndicatorItemViewItemDrop) {  // where a dragged layer will land
    painter->save();
    painter->setPen(QPen(current_theme().accent, px(2)));
    if (option->rect.height() == 0)
      painter->drawLine(option->rect.topLeft(), option->rect.topRight());
    painter->restore();
    return;
  }
  QProxyStyle::drawPrimitive(element, option, painter, widget);
}

int AppStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize: return px(18);
    case PM_ToolBarIconSize: return px(20);
    case PM_ScrollBarExtent: return px(10);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return px(8);
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin: return px(16);
    case PM_SliderThickness:
    case PM_SliderControlThickness: return px(18);
    case PM_SliderLength: return px(16);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return px(18);
    case PM_SplitterWidth: return px(5);
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return 2;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

QIcon AppStyle::standardIcon(StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const {
  if (pixmap == SP_LineEditClearButton) return icon(QStringLiteral("close"), &Theme::text_secondary);
  return QProxyStyle::standardIcon(pixmap, option, widget);
}

int AppStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const {
  switch (hint) {
    case SH_Widget_Animation_Duration: return Look::instance().motion_ms(QProxyStyle::styleHint(hint, option, widget, data));
    case SH_UnderlineShortcut: return 1;
    case SH_ComboBox_Popup: return 0;
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText: return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
  }
}

}  // namespace skizze::ui
