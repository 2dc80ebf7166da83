// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPixmap>

#include <vector>

#include "scene/map_view.h"
#include "shell/workspace.h"

class QHBoxLayout;

namespace skizze::ui {

/// What the colours on the map mean, for people who see only the map: stands at the lower left while presenting.
/// Shows measures and contributions where the map has any, and layers with classes; in columns where it is higher than the map.
class LegendCard : public QFrame {
  Q_OBJECT
 public:
  explicit LegendCard(Workspace& workspace);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Line {
    QPixmap picture;  ///< none: a heading
    QString words;
  };
  void refresh();
  void add_layer(const QString& title, const scene::MapLayer& layer);
  QWidget* make_line(const Line& line);
  void build();
  Workspace& m_workspace;
  std::vector<Line> m_lines;
  QHBoxLayout* m_columns;
};

}  // namespace skizze::ui
