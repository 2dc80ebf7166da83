// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The drawings of the solar room: plain functions over a painter, so that page and printed sheet show the same.
#pragma once

#include <QColor>
#include <QWidget>

#include <array>
#include <vector>

#include "solar/daylight.h"
#include "solar/yield.h"

class QPainter;

namespace skizze::ui {

struct ChartColors {
  QColor text, secondary, grid, bar, accent, loss;
};
ChartColors screen_colors();
ChartColors print_colors();

/// kWh/m² of each month.
void paint_months(QPainter& painter, const QRectF& area, const std::array<double, 12>& kwh_m2, const ChartColors& colors);
/// What is left after each step, from 100 %.
void paint_losses(QPainter& painter, const QRectF& area, const std::vector<solar::LossStep>& steps, const ChartColors& colors);
int loss_lines(const std::vector<solar::LossStep>& steps);
/// The sun's ways over azimuth and elevation, the horizon beneath, the moment as a disc.
struct SunDiagram {
  struct Day {
    QString label;
    std::vector<solar::SunMark> marks;
    bool chosen = false;
  };
  std::vector<Day> days;
  std::vector<float> horizon;  ///< tangents; empty: open
  double azimuth_deg = 180;
  double elevation_deg = -90;  ///< of the moment; not drawn below the horizon
};
void paint_sun(QPainter& painter, const QRectF& area, const SunDiagram& diagram, const ChartColors& colors);

class MonthChart : public QWidget {
  Q_OBJECT
 public:
  explicit MonthChart(QWidget* parent = nullptr);
  void set_months(const std::array<double, 12>& kwh_m2);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::array<double, 12> m_kwh{};
};

class LossChart : public QWidget {
  Q_OBJECT
 public:
  explicit LossChart(QWidget* parent = nullptr);
  void set_steps(std::vector<solar::LossStep> steps);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<solar::LossStep> m_steps;
};

class SunChart : public QWidget {
  Q_OBJECT
 public:
  explicit SunChart(QWidget* parent = nullptr);
  void set_diagram(SunDiagram diagram);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  SunDiagram m_diagram;
};

}  // namespace skizze::ui
