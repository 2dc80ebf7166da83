// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "shell/workspace.h"
#include "style/stylesheet.h"

class QVBoxLayout;

namespace skizze::ui {

/// What the colours on the map mean, for people who see only the map: stands at the lower left while presenting.
/// Shows measures and contributions where the map has any.
class LegendCard : public QFrame {
  Q_OBJECT
 public:
  explicit LegendCard(Workspace& workspace);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void add_row(const QPixmap& pixmap, const QString& text);
  int add_lines(const QString& title, const style::Stylesheet& sheet);
  void place();
  Workspace& m_workspace;
  QVBoxLayout* m_rows;
};

}  // namespace skizze::ui
