// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace skizze::ui {

/// A layer: symbol, name, a quiet line below, warning badge and eye. A group: folder, name, how many layers, and an eye that is half open
/// where only some of them are shown. A legend line: swatch and words.
class LayerDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option, const QModelIndex& index) override;
  void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  QRect eye_rect(const QRect& row) const;
  void paint_layer(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
  void paint_group(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
  void paint_plate(QPainter* painter, const QStyleOptionViewItem& option) const;
  void paint_focus(QPainter* painter, const QStyleOptionViewItem& option) const;
  void paint_legend(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
};

}  // namespace skizze::ui
