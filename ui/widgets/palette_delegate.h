// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace skizze::ui {

/// A line with an icon, a text and a quiet note at the right (a shortcut, a layer's name).
class PaletteDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  static constexpr int k_note_role = Qt::UserRole + 1;
  /// two_lines: the note stands below the text, where both may be long.
  explicit PaletteDelegate(QObject* parent = nullptr, bool two_lines = false) : QStyledItemDelegate(parent), m_two_lines(two_lines) {}
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  bool m_two_lines;
};

}  // namespace skizze::ui
