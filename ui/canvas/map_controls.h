// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace skizze::ui {

class Canvas;

/// What floats over the map: zoom buttons and north at the right, scale bar and attribution at the bottom. Children of the canvas.
class MapControls : public QObject {
  Q_OBJECT
 public:
  explicit MapControls(Canvas& canvas);
  /// Credit lines of the visible layers, without doubles.
  void set_attribution(const QString& text);
  void set_visible(bool visible);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();
  void retranslate();

  Canvas& m_canvas;
  QWidget* m_zoom;
  QToolButton* m_in;
  QToolButton* m_out;
  QToolButton* m_all;
  QWidget* m_north;
  QWidget* m_scale;
  QWidget* m_attribution;
};

/// The longest "nice" distance (1, 2, 5 times a power of ten metres) that fits into max_px.
double nice_distance_m(double metres_per_px, double max_px);

}  // namespace skizze::ui
