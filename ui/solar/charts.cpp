// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/charts.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "shell/language.h"
#include "solar/solar_desk.h"
#include "solar/solar_words.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_month_chart_px = 150;
constexpr int k_sun_chart_px = 190;
constexpr int k_loss_line_px = 22;
constexpr double k_top_deg = 65;  // no sun stands higher over Germany

QString month_name(int month) {
  return QLocale(current_language() == project::Language::de ? QLocale::German : QLocale::English)
      .standaloneMonthName(month, QLocale::ShortFormat)
      .left(3);
}

/// A step of 1, 2 or 5 times a power of ten that cuts a range in at most `most` pieces.
double nice_step(double range, int most) {
  const double rough = std::max(range / most, 1e-9);
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double k : {1.0, 2.0, 5.0})
    if (k * power >= rough) return k * power;
  return 10 * power;
}

QString percent_text(double percent) { return SolarDesk::tr("%1 %").arg(number_text(percent, percent < 10 ? 1 : 0)); }

}  // namespace

ChartColors screen_colors() {
  const Theme& t = current_theme();
  return {t.text, t.text_secondary, t.border, QColor(0xE6, 0x9F, 0x00), t.accent, QColor(0x3b, 0x4b, 0x6c)};
}

ChartColors print_colors() {
  return {QColor(0x22, 0x22, 0x22), QColor(0x55, 0x55, 0x55), QColor(0xcc, 0xcc, 0xcc), QColor(0xE6, 0x9F, 0x00), QColor(0x0b, 0x62, 0xa4), QColor(0x3b, 0x4b, 0x6c)};
}

void paint_months(QPainter& painter, const QRectF& area, const std::array<double, 12>& kwh, const ChartColors& colors) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const double line = metrics.height();
  const double top = std::max(1.0, *std::max_element(kwh.begin(), kwh.end()));
  const double step = nice_step(top, 4);
  const double most = std::ceil(top / step) * step;
  const double left = area.left() + metrics.horizontalAdvance(number_text(most, 0)) + line * 0.4;
  const QRectF plot(left, area.top() + line * 1.5, area.right() - left, area.height() - line * 2.9);
  painter.setPen(colors.secondary);
  painter.drawText(QRectF(area.left(), area.top(), area.width(), line), Qt::AlignLeft, QStringLiteral("kWh/m²"));
  for (double value = 0; value <= most + 1e-9; value += step) {
    const double y = plot.bottom() - value / most * plot.height();
    painter.setPen(colors.grid);
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.setPen(colors.secondary);
    painter.drawText(QRectF(area.left(), y - line / 2, left - area.left() - line * 0.3, line), Qt::AlignRight | Qt::AlignVCenter, number_text(value, 0));
  }
  const double slot = plot.width() / 12;
  const bool letters = metrics.horizontalAdvance(QStringLiteral("Mär ")) > slot;
  for (int month = 0; month < 12; ++month) {
    const double height = kwh[static_cast<std::size_t>(month)] / most * plot.height();
    painter.fillRect(QRectF(plot.left() + (month + 0.15) * slot, plot.bottom() - height, slot * 0.7, height), colors.bar);
    painter.setPen(colors.text);
    const QString name = month_name(month + 1);
    painter.drawText(QRectF(plot.left() + month * slot, plot.bottom() + line * 0.2, slot, line), Qt::AlignHCenter, letters ? name.left(1) : name);
  }
}

int loss_lines(const std::vector<solar::LossStep>& steps) { return static_cast<int>(steps.size()) + 2; }

void paint_losses(QPainter& painter, const QRectF& area, const std::vector<solar::LossStep>& steps, const ChartColors& colors) {
  if (steps.empty()) return;
  const double line = area.height() / loss_lines(steps);
  const double middle = area.left() + area.width() * 0.6;
  const double number = QFontMetricsF(painter.font(), painter.device()).horizontalAdvance(QStringLiteral("−10,0 % "));
  const double width = area.right() - number - middle;
  double y = area.top();
  double left = 100;
  const auto row = [&](const QString& name, double before, double after, bool total) {
    painter.setPen(total ? colors.text : colors.secondary);
    const QFontMetricsF metrics(painter.font(), painter.device());
    painter.drawText(QRectF(area.left(), y, middle - area.left() - line * 0.3, line), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(name, Qt::ElideRight, middle - area.left() - line * 0.3));
    painter.fillRect(QRectF(middle, y + line * 0.2, width * after / 100, line * 0.6), total ? colors.bar : colors.bar.lighter(150));
    if (!total) painter.fillRect(QRectF(middle + width * after / 100, y + line * 0.2, width * (before - after) / 100, line * 0.6), colors.loss);
    painter.setPen(total ? colors.text : colors.secondary);
    const QString text = total ? percent_text(after) : QStringLiteral("−") + percent_text((before - after) / before * 100);
    painter.drawText(QRectF(area.right() - number, y, number, line), Qt::AlignRight | Qt::AlignVCenter, text);
    y += line;
  };
  row(SolarDesk::tr("Light without shade"), 100, 100, true);
  for (const auto& step : steps) {
    const double after = left * (1 - step.percent / 100);
    row(text_of(base::Message{step.message_id, {}}), left, after, false);
    left = after;
  }
  row(SolarDesk::tr("Electricity at the meter"), left, left, true);
}

void paint_sun(QPainter& painter, const QRectF& area, const SunDiagram& diagram, const ChartColors& colors) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const double line = metrics.height();
  const double left = area.left() + metrics.horizontalAdvance(QStringLiteral("60° "));
  const QRectF plot(left, area.top() + line * 0.4, area.right() - left - line * 0.3, area.height() - line * 1.9);
  const auto at = [&](double azimuth, double elevation) {
    return QPointF(plot.left() + (azimuth - 30) / 300 * plot.width(), plot.bottom() - std::clamp(elevation, 0.0, k_top_deg) / k_top_deg * plot.height());
  };
  for (const int elevation : {0, 20, 40, 60}) {
    painter.setPen(colors.grid);
    painter.drawLine(at(30, elevation), at(330, elevation));
    painter.setPen(colors.secondary);
    painter.drawText(QRectF(area.left(), at(0, elevation).y() - line / 2, left - area.left() - line * 0.2, line), Qt::AlignRight | Qt::AlignVCenter,
                     QStringLiteral("%1°").arg(elevation));
  }
  const std::array<std::pair<int, QString>, 5> marks{{{60, SolarDesk::tr("NE")}, {90, SolarDesk::tr("E")}, {180, SolarDesk::tr("S")}, {270, SolarDesk::tr("W")}, {300, SolarDesk::tr("NW")}}};
  for (const auto& [azimuth, name] : marks) {
    painter.setPen(colors.grid);
    painter.drawLine(at(azimuth, 0), at(azimuth, k_top_deg));
    painter.setPen(colors.secondary);
    painter.drawText(QRectF(at(azimuth, 0).x() - 2 * line, plot.bottom() + line * 0.2, 4 * line, line), Qt::AlignHCenter, name);
  }
  painter.save();
  painter.setClipRect(plot);
  if (!diagram.horizon.empty()) {
    QPolygonF skyline{at(30, 0)};
    for (int azimuth = 30; azimuth <= 330; azimuth += 5) {
      const double d = azimuth / 360.0 * static_cast<double>(diagram.horizon.size());
      const auto k = static_cast<std::size_t>(d);
      const double f = d - std::floor(d);
      const auto n = diagram.horizon.size();
      const double t = (1 - f) * static_cast<double>(diagram.horizon[k % n]) + f * static_cast<double>(diagram.horizon[(k + 1) % n]);
      skyline << at(azimuth, std::atan(t) * 180 / M_PI);
    }
    skyline << at(330, 0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.loss);
    painter.drawPolygon(skyline);
  }
  for (const auto& day : diagram.days) {
    QPainterPath path;
    bool open = false;
    for (const auto& mark : day.marks) {
      if (mark.elevation_deg <= 0) {
        open = false;
        continue;
      }
      const QPointF p = at(mark.azimuth_deg, mark.elevation_deg);
      if (open) {
        path.lineTo(p);
      } else {
        path.moveTo(p);
      }
      open = true;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(day.chosen ? colors.bar : colors.secondary, day.chosen ? line * 0.18 : line * 0.08));
    painter.drawPath(path);
  }
  painter.restore();
  for (const auto& day : diagram.days) {
    const auto highest = std::max_element(day.marks.begin(), day.marks.end(), [](const auto& a, const auto& b) { return a.elevation_deg < b.elevation_deg; });
    if (highest == day.marks.end() || day.chosen) continue;
    painter.setPen(colors.secondary);
    painter.drawText(QRectF(at(180, 0).x() + line * 0.3, at(180, highest->elevation_deg).y() + line * 0.1, 8 * line, line), Qt::AlignLeft, day.label);
  }
  if (diagram.elevation_deg > 0) {
    painter.setPen(QPen(colors.text, line * 0.08));
    painter.setBrush(colors.bar);
    painter.drawEllipse(at(diagram.azimuth_deg, diagram.elevation_deg), line * 0.4, line * 0.4);
  }
}

MonthChart::MonthChart(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); }
QSize MonthChart::sizeHint() const { return {px(240), px(k_month_chart_px)}; }
void MonthChart::set_months(const std::array<double, 12>& kwh_m2) {
  m_kwh = kwh_m2;
  set_name(this, SolarDesk::tr("Light by month, %1 kWh/m² in the year").arg(digits_text(std::accumulate(m_kwh.begin(), m_kwh.end(), 0.0))));
  update();
}
void MonthChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_months(painter, rect(), m_kwh, screen_colors());
}

LossChart::LossChart(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); }
QSize LossChart::sizeHint() const { return {px(240), px(k_loss_line_px) * loss_lines(m_steps)}; }
void LossChart::set_steps(std::vector<solar::LossStep> steps) {
  m_steps = std::move(steps);
  set_name(this, SolarDesk::tr("Where the energy goes"));
  updateGeometry();
  update();
}
void LossChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_losses(painter, rect(), m_steps, screen_colors());
}

SunChart::SunChart(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); }
QSize SunChart::sizeHint() const { return {px(240), px(k_sun_chart_px)}; }
void SunChart::set_diagram(SunDiagram diagram) {
  m_diagram = std::move(diagram);
  set_name(this, SolarDesk::tr("Way of the sun over direction and height"));
  update();
}
void SunChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_sun(painter, rect(), m_diagram, screen_colors());
}

}  // namespace skizze::ui
