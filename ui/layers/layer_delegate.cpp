// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_delegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>

#include "layers/layer_model.h"
#include "layers/swatch.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

QSize LayerDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
  if (index.data(LayerModel::k_is_group).toBool()) return {px(160), px(36)};
  return {px(160), index.data(LayerModel::k_is_legend).toBool() ? px(24) : px(46)};
}

QRect LayerDelegate::eye_rect(const QRect& row) const {
  const int size = px(32);
  return {row.right() - size - px(4), row.center().y() - size / 2, size, size};
}

void LayerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (index.data(LayerModel::k_is_legend).toBool())
    paint_legend(painter, option, index);
  else if (index.data(LayerModel::k_is_group).toBool())
    paint_group(painter, option, index);
  else
    paint_layer(painter, option, index);
  painter->restore();
}

void LayerDelegate::paint_plate(QPainter* painter, const QStyleOptionViewItem& option) const {
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  if (!selected && !option.state.testFlag(QStyle::State_MouseOver)) return;
  painter->setPen(Qt::NoPen);
  painter->setBrush(selected ? current_theme().accent_soft : current_theme().hover);
  painter->drawRoundedRect(option.rect.adjusted(px(2), 1, -px(2), -1), px(6), px(6));
}

void LayerDelegate::paint_focus(QPainter* painter, const QStyleOptionViewItem& option) const {
  if (!option.state.testFlag(QStyle::State_HasFocus)) return;
  painter->setPen(QPen(current_theme().focus, px(2)));
  painter->setBrush(Qt::NoBrush);
  painter->drawRoundedRect(option.rect.adjusted(px(2), 1, -px(2), -2), px(6), px(6));
}

void LayerDelegate::paint_group(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const Theme& theme = current_theme();
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const auto shown = static_cast<Qt::CheckState>(index.data(Qt::CheckStateRole).toInt());
  const QColor quiet = selected ? theme.on_accent_soft : theme.text_secondary;
  paint_plate(painter, option);
  const double ratio = painter->device()->devicePixelRatioF();
  const int size = px(18);
  const QRect symbol(option.rect.left() + px(6), option.rect.center().y() - size / 2, size, size);
  painter->setOpacity(shown == Qt::Unchecked ? 0.55 : 1);
  painter->drawPixmap(symbol.topLeft(), icon_pixmap(index.data(LayerModel::k_icon).toString(), quiet, size, ratio));
  painter->setOpacity(1);
  const QRect eye = eye_rect(option.rect);
  QRect words(symbol.right() + px(8), option.rect.top(), eye.left() - px(4) - symbol.right() - px(8), option.rect.height());
  painter->setFont(Look::instance().strong_font());
  painter->setPen(selected ? theme.on_accent_soft : shown == Qt::Unchecked ? theme.text_secondary : theme.text);
  const QFontMetrics name_font(painter->font());
  const QString name = name_font.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, words.width());
  painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter, name);
  words.setLeft(words.left() + name_font.horizontalAdvance(name) + px(8));
  painter->setFont(Look::instance().small_font());
  painter->setPen(quiet);
  const QString note = index.data(LayerModel::k_note).toString();
  if (QFontMetrics(painter->font()).horizontalAdvance(note) <= words.width()) painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter, note);
  const int eye_size = px(18);
  const char* icon = shown == Qt::Checked ? "eye" : shown == Qt::Unchecked ? "eye-off" : "eye-half";
  painter->drawPixmap(eye.center() - QPoint(eye_size / 2, eye_size / 2), icon_pixmap(QLatin1String(icon), quiet, eye_size, ratio));
  paint_focus(painter, option);
}

void LayerDelegate::paint_layer(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const Theme& theme = current_theme();
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const bool visible = index.data(LayerModel::k_visible).toBool();
  const auto state = static_cast<project::LayerState>(index.data(LayerModel::k_state).toInt());
  const bool bad = state == project::LayerState::missing || state == project::LayerState::failed;
  paint_plate(painter, option);
  const double ratio = painter->device()->devicePixelRatioF();
  const int size = px(22);
  const QRect symbol(option.rect.left() + px(6), option.rect.center().y() - size / 2, size, size);
  const QColor quiet = selected ? theme.on_accent_soft : theme.text_secondary;
  const auto* model = qobject_cast<const LayerModel*>(index.model());
  const auto* legend = model != nullptr ? model->legend_at(index) : nullptr;
  if (!visible) painter->setOpacity(0.55);
  if (legend != nullptr && !bad)
    paint_swatch(*painter, symbol, *legend);
  else
    painter->drawPixmap(symbol.topLeft(), icon_pixmap(index.data(LayerModel::k_icon).toString(), bad ? theme.warning : quiet, size, ratio));
  painter->setOpacity(1);
  int right = eye_rect(option.rect).left() - px(4);
  if (index.data(LayerModel::k_warnings).toInt() > 0 && !bad) {
    const int badge = px(16);
    painter->drawPixmap(QPoint(right - badge, option.rect.center().y() - badge / 2),
                        icon_pixmap(QStringLiteral("warning"), theme.warning, badge, ratio));
    right -= badge + px(6);
  }
  const QRect words(symbol.right() + px(10), option.rect.top() + px(5), right - symbol.right() - px(10), option.rect.height() - px(10));
  painter->setFont(Look::instance().strong_font());
  painter->setPen(selected ? theme.on_accent_soft : visible ? theme.text : theme.text_secondary);
  painter->drawText(words, Qt::AlignLeft | Qt::AlignTop,
                    QFontMetrics(painter->font()).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, words.width()));
  painter->setFont(Look::instance().small_font());
  painter->setPen(bad ? theme.warning : quiet);
  painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom,
                    QFontMetrics(painter->font()).elidedText(index.data(LayerModel::k_note).toString(), Qt::ElideRight, words.width()));
  const QRect eye = eye_rect(option.rect);
  const int eye_size = px(18);
  painter->drawPixmap(
      eye.center() - QPoint(eye_size / 2, eye_size / 2),
      icon_pixmap(visible ? QStringLiteral("eye") : QStringLiteral("eye-off"), visible ? quiet : theme.text_secondary, eye_size, ratio));
  paint_focus(painter, option);
}

void LayerDelegate::paint_legend(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto* model = qobject_cast<const LayerModel*>(index.model());
  const auto* entry = model != nullptr ? model->legend_at(index) : nullptr;
  if (entry == nullptr) return;
  const bool shown = model->is_shown(index);
  if (option.state.testFlag(QStyle::State_HasFocus)) {
    painter->setPen(QPen(current_theme().focus, px(2)));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(option.rect.adjusted(px(2), 1, -px(2), -1), px(4), px(4));
  }
  const bool has_eye =
      model->is_class(index) && (!shown || option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_HasFocus));
  const QRect eye = eye_rect(option.rect);
  if (has_eye) {
    const int eye_size = px(16);
    painter->drawPixmap(eye.center() - QPoint(eye_size / 2, eye_size / 2),
                        icon_pixmap(shown ? QStringLiteral("eye") : QStringLiteral("eye-off"), current_theme().text_secondary, eye_size,
                                    painter->device()->devicePixelRatioF()));
  }
  const QSize size = swatch_size(px(18));
  const QRect symbol(QPoint(option.rect.left() + px(6), option.rect.center().y() - size.height() / 2), size);
  if (!shown) painter->setOpacity(0.45);
  paint_swatch(*painter, symbol, *entry);
  painter->setFont(Look::instance().small_font());
  painter->setPen(current_theme().text_secondary);
  const QRect words = option.rect.adjusted(px(42), 0, has_eye ? eye.left() - option.rect.right() : -px(8), 0);
  painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                    QFontMetrics(painter->font()).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, words.width()));
}

bool LayerDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option, const QModelIndex& index) {
  if (index.data(LayerModel::k_is_legend).toBool() && !index.data(Qt::CheckStateRole).isValid()) return false;
  const auto toggle = [&] {
    return model->setData(index, index.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
  };
  if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick ||
      event->type() == QEvent::MouseButtonRelease) {
    if (!eye_rect(option.rect).contains(static_cast<QMouseEvent*>(event)->position().toPoint())) return false;
    if (event->type() == QEvent::MouseButtonRelease) toggle();
    return true;
  }
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) return toggle();
  return false;
}

QWidget* LayerDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const {
  auto* editor = new QLineEdit(parent);
  editor->setAccessibleName(index.data(LayerModel::k_is_group).toBool() ? tr("Name of the group") : tr("Name of the layer"));
  return editor;
}

void LayerDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const {
  const int air = option.rect.height() > px(40) ? px(6) : px(2);
  editor->setGeometry(option.rect.adjusted(px(34), air, -px(40), -air));
}

}  // namespace skizze::ui
