// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

#include "bike/gradient.h"

class QPainter;

namespace skizze::ui {

/// The way up and down along a lane: heights above, gradient below, the steepest 100 m shaded. Where there are no heights the curve is
/// interrupted and the gap is hatched. Pointer or keyboard (Left and Right 5 m, with Shift 50 m, Home, End, Enter) choose a place.
class GradientChart : public QWidget {
  Q_OBJECT
 public:
  explicit GradientChart(QWidget* parent = nullptr);
  void show_gradient(const bike::Gradient& gradient);
  const bike::Gradient& gradient() const { return m_gradient; }
  /// Metres along the lane; empty: none.
  std::optional<double> pointed() const { return m_pointed; }
  void set_pointed(std::optional<double> along_m);
  /// "120 m: 341.5 m, 3.4 % up".
  QString text_at(double along_m) const;
  /// The whole profile in words, for those who do not see it.
  QString summary() const;
  /// Where a place along the lane lies in the drawing.
  double x_of(double along_m) const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

 Q_SIGNALS:
  void pointed_changed();
  /// Enter or a click: take me there.
  void chosen(double along_m);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  double length_m() const { return m_gradient.profile.empty() ? 0 : m_gradient.profile.back().at_m; }
  double along_of(double x) const;
  QRectF height_area() const;
  QRectF slope_area() const;
  double y_of_height(double height_m) const;
  double y_of_slope(double percent) const;
  void paint_gaps(QPainter& painter) const;
  void paint_steepest(QPainter& painter) const;
  void paint_heights(QPainter& painter) const;
  void paint_slopes(QPainter& painter) const;
  void paint_scale(QPainter& painter) const;
  void paint_pointed(QPainter& painter) const;
  void describe();

  bike::Gradient m_gradient;
  std::vector<std::optional<double>> m_slopes;  ///< percent, of the points of the profile
  double m_lowest = 0, m_highest = 1, m_steepest = 4;
  std::optional<double> m_pointed;
};

}  // namespace skizze::ui
