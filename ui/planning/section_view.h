// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

#include "bike/cross_section.h"

namespace skizze::ui {

/// A street cut across, drawn to scale from left to right as the lane runs: strips with their widths, kerbs, façades, what is left over
/// (hatched) or missing (red, over the kerb or the façade). Kerb to kerb, or the whole from façade to façade. Borders of strips that can be
/// changed are dragged, Escape takes a drag back; Left and Right choose a strip, Up and Down change it by 5 cm (with Shift 25 cm).
class SectionView : public QWidget {
  Q_OBJECT
 public:
  explicit SectionView(QWidget* parent = nullptr);
  void show_section(const bike::CrossSection& section, const QColor& bike_color);
  const bike::CrossSection& section() const { return m_section; }
  /// From façade to façade, else between the kerbs only.
  bool whole() const { return m_whole; }
  void set_whole(bool whole);
  bool shown(std::size_t strip) const;
  bool dragging() const { return m_drag.strip >= 0; }
  int current() const { return m_current; }
  void set_current(int strip);
  /// Whether a person may change the width of a strip of this kind.
  static bool changeable(bike::StripKind kind) { return kind != bike::StripKind::traffic; }
  /// Where a strip lies, for tests and tool tips.
  QRectF rect_of(std::size_t strip) const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

 Q_SIGNALS:
  void current_changed(int strip);
  /// While dragging; final: let go of, or typed.
  void width_changed(int strip, double width_m, bool final);
  /// A drag was given up: all is as it was before.
  void drag_cancelled();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Handle {
    int strip = -1;
    bool left_edge = false;
  };
  double slack() const;
  /// What is free beside the outermost strip up to the façade, drawn; negative: missing.
  double rest(bool left) const;
  bool facade_known(bool left) const { return left ? m_section.left_rest_m.has_value() : m_section.right_rest_m.has_value(); }
  double margin() const;
  double top() const;
  void paint_facade(QPainter& painter, bool left) const;
  void paint_facade_width(QPainter& painter) const;
  void paint_kerbs(QPainter& painter) const;
  void step_current(int by);
  double total_m() const;
  double px_per_m() const;
  double x_of(std::size_t strip) const;
  Handle handle_at(QPointF at) const;
  void describe();
  void paint_strip(QPainter& painter, std::size_t strip) const;

  bike::CrossSection m_section;
  QColor m_bike;
  bool m_whole = true;
  int m_current = -1;
  Handle m_drag;
  double m_grab_x = 0, m_grab_m = 0, m_grab_scale = 1;
};

/// "Parking lane", "Cycle lane", ... in the language of the window.
QString strip_name(bike::StripKind kind);
/// "planned", "from the street data", "what is left, assumed".
QString source_text(const bike::Strip& strip);

}  // namespace skizze::ui
