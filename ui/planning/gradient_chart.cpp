// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/gradient_chart.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

#include "shell/language.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

constexpr double k_step_m = 5;
constexpr double k_large_step_m = 50;
constexpr double k_least_range_m = 5;  // a flat street must not look like a mountain
constexpr double k_least_slope_percent = 4;

/// "3.4 % up": with a word, since a sign is easily overlooked.
QString slope_text(double percent) {
  const QString amount = number_text(std::abs(percent), 1);
  if (std::abs(percent) < 0.05) return GradientChart::tr("level");
  return (percent > 0 ? GradientChart::tr("%1 % up") : GradientChart::tr("%1 % down")).arg(amount);
}

}  // namespace

GradientChart::GradientChart(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  describe();
}

QSize GradientChart::sizeHint() const { return {px(280), px(150)}; }

void GradientChart::show_gradient(const bike::Gradient& gradient) {
  m_gradient = gradient;
  m_slopes = bike::slopes_of(gradient);
  std::optional<double> lowest, highest;
  for (const auto& point : gradient.profile) {
    if (!point.height_m) continue;
    lowest = std::min(lowest.value_or(*point.height_m), *point.height_m);
    highest = std::max(highest.value_or(*point.height_m), *point.height_m);
  }
  const double spare = std::max(0.0, k_least_range_m - (highest.value_or(0) - lowest.value_or(0))) / 2;
  m_lowest = lowest.value_or(0) - spare;
  m_highest = highest.value_or(1) + spare;
  m_steepest = k_least_slope_percent;
  for (const auto& slope : m_slopes) m_steepest = std::max(m_steepest, std::ceil(std::abs(slope.value_or(0))));
  if (m_pointed && *m_pointed > length_m()) set_pointed({});
  describe();
  update();
}

void GradientChart::set_pointed(std::optional<double> along_m) {
  if (along_m) along_m = std::clamp(*along_m, 0.0, length_m());
  if (along_m == m_pointed) return;
  m_pointed = along_m;
  describe();
  update();
  Q_EMIT pointed_changed();
}

QRectF GradientChart::height_area() const {
  const double left = px(40), top = px(20);
  return {left, top, std::max(1.0, width() - left - px(8)), std::max(1.0, (height() - top - px(20)) * 0.58)};
}

QRectF GradientChart::slope_area() const {
  const QRectF above = height_area();
  const double top = above.bottom() + px(8);
  return {above.left(), top, above.width(), std::max(1.0, height() - px(20) - top)};
}

double GradientChart::x_of(double along_m) const {
  const QRectF area = height_area();
  return area.left() + (length_m() > 0 ? along_m / length_m() : 0) * area.width();
}

double GradientChart::along_of(double x) const {
  const QRectF area = height_area();
  const double along = (x - area.left()) / area.width() * length_m();
  return std::clamp(std::round(along / k_step_m) * k_step_m, 0.0, length_m());
}

double GradientChart::y_of_height(double height_m) const {
  const QRectF area = height_area();
  return area.bottom() - (height_m - m_lowest) / (m_highest - m_lowest) * area.height();
}

double GradientChart::y_of_slope(double percent) const {
  const QRectF area = slope_area();
  return area.center().y() - percent / m_steepest * area.height() / 2;
}

QString GradientChart::text_at(double along_m) const {
  const auto& profile = m_gradient.profile;
  if (profile.empty()) return {};
  const auto next = std::lower_bound(profile.begin(), profile.end(), along_m - 1e-6, [](const auto& p, double at) { return p.at_m < at; });
  const auto index = std::min(static_cast<std::size_t>(next - profile.begin()), profile.size() - 1);
  const QString at = number_text(along_m, 0);
  if (!profile[index].height_m) return tr("%1 m: no heights here").arg(at);
  const QString height = number_text(*profile[index].height_m, 1);
  if (!m_slopes[index]) return tr("%1 m: height %2 m").arg(at, height);
  return tr("%1 m: height %2 m, %3").arg(at, height, slope_text(*m_slopes[index]));
}

QString GradientChart::summary() const {
  if (!m_gradient.steepest_percent) return tr("Not assessable: too few heights along the lane.");
  QStringList lines;
  const auto& at = m_gradient.steepest;
  lines << tr("Steepest %1 m (%2–%3 m): %4")
               .arg(number_text(at.to_m - at.from_m, 0), number_text(at.from_m, 0), number_text(at.to_m, 0),
                    slope_text(*m_gradient.steepest_percent));
  lines << tr("Climb %1 m, descent %2 m").arg(number_text(m_gradient.climb_m, 0), number_text(m_gradient.descent_m, 0));
  if (m_gradient.missing_m > 0)
    lines << tr("%1 m without heights: the curve is interrupted there.").arg(number_text(m_gradient.missing_m, 0));
  return lines.join(QLatin1Char('\n'));
}

void GradientChart::describe() {
  setAccessibleName(tr("Gradient profile"));
  setAccessibleDescription(m_pointed ? text_at(*m_pointed) : summary() + QLatin1Char('\n') + tr("Left and Right go along the lane."));
}

void GradientChart::paint_gaps(QPainter& painter) const {
  const auto& profile = m_gradient.profile;
  painter.setPen(Qt::NoPen);
  painter.setBrush(QBrush(current_theme().text_secondary, Qt::BDiagPattern));
  painter.setOpacity(0.5);
  for (std::size_t i = 0; i < profile.size(); ++i) {
    if (profile[i].height_m) continue;
    std::size_t end = i;
    while (end + 1 < profile.size() && !profile[end + 1].height_m) ++end;
    const double from = x_of(i > 0 ? profile[i - 1].at_m : profile[i].at_m);
    const double to = x_of(end + 1 < profile.size() ? profile[end + 1].at_m : profile[end].at_m);
    painter.drawRect(QRectF(from, height_area().top(), to - from, slope_area().bottom() - height_area().top()));
    i = end;
  }
  painter.setOpacity(1);
}

void GradientChart::paint_steepest(QPainter& painter) const {
  if (!m_gradient.steepest_percent) return;
  const QRectF band(x_of(m_gradient.steepest.from_m), height_area().top(),
                    x_of(m_gradient.steepest.to_m) - x_of(m_gradient.steepest.from_m), slope_area().bottom() - height_area().top());
  painter.fillRect(band, current_theme().warning_soft);
  painter.setPen(QPen(current_theme().warning, px(1)));
  painter.drawLine(band.topLeft(), band.bottomLeft());
  painter.drawLine(band.topRight(), band.bottomRight());
}

void GradientChart::paint_heights(QPainter& painter) const {
  const auto& profile = m_gradient.profile;
  QPainterPath line, ground;
  const double floor = height_area().bottom();
  bool open = false;
  for (std::size_t i = 0; i <= profile.size(); ++i) {
    const bool known = i < profile.size() && profile[i].height_m;
    if (known) {
      const QPointF at(x_of(profile[i].at_m), y_of_height(*profile[i].height_m));
      if (!open) ground.moveTo(at.x(), floor);
      open ? line.lineTo(at) : line.moveTo(at);
      ground.lineTo(at);
    } else if (open) {
      ground.lineTo(x_of(profile[i - 1].at_m), floor);
      ground.closeSubpath();
    }
    open = known;
  }
  QColor fill = current_theme().accent;
  fill.setAlphaF(0.18F);
  painter.fillPath(ground, fill);
  painter.setPen(QPen(current_theme().accent, px(2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(line);
}

void GradientChart::paint_slopes(QPainter& painter) const {
  const auto& profile = m_gradient.profile;
  const double zero = y_of_slope(0);
  for (std::size_t i = 0; i + 1 < profile.size(); ++i) {
    if (!m_slopes[i]) continue;
    const double x = x_of(profile[i].at_m);
    QColor color = std::abs(*m_slopes[i]) > 3 ? current_theme().warning : current_theme().text_secondary;
    painter.fillRect(QRectF(QPointF(x, zero), QPointF(x_of(profile[i + 1].at_m), y_of_slope(*m_slopes[i]))).normalized(), color);
  }
  painter.setPen(QPen(current_theme().border_strong, 1));
  painter.drawLine(QPointF(slope_area().left(), zero), QPointF(slope_area().right(), zero));
}

void GradientChart::paint_scale(QPainter& painter) const {
  QFont font = Look::instance().small_font();
  font.setPixelSize(px(11));
  painter.setFont(font);
  painter.setPen(current_theme().text_secondary);
  const QRectF above = height_area(), below = slope_area();
  const auto put = [&](double y, const QString& text) {
    painter.drawText(QRectF(0, y - px(8), above.left() - px(4), px(16)), Qt::AlignRight | Qt::AlignVCenter, text);
  };
  put(above.top() + px(4), tr("%1 m").arg(number_text(m_highest, 0)));
  put(above.bottom() - px(4), tr("%1 m").arg(number_text(m_lowest, 0)));
  put(below.top() + px(3), tr("%1 %").arg(number_text(m_steepest, 0)));
  put(below.bottom() - px(3), tr("−%1 %").arg(number_text(m_steepest, 0)));
  const double y = below.bottom() + px(2);
  painter.drawText(QRectF(above.left(), y, above.width() / 2, px(18)), Qt::AlignLeft | Qt::AlignVCenter, tr("%1 m").arg(number_text(0, 0)));
  painter.drawText(QRectF(above.center().x(), y, above.width() / 2, px(18)), Qt::AlignRight | Qt::AlignVCenter,
                   tr("%1 m").arg(number_text(length_m(), 0)));
  painter.setPen(current_theme().text);
  const QString head = m_pointed                     ? text_at(*m_pointed)
                       : m_gradient.steepest_percent ? tr("Steepest part: %1").arg(slope_text(*m_gradient.steepest_percent))
                                                     : QString();
  painter.drawText(QRectF(above.left(), 0, above.width(), px(18)), Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetricsF(font).elidedText(head, Qt::ElideRight, above.width()));
}

void GradientChart::paint_pointed(QPainter& painter) const {
  if (!m_pointed) return;
  const double x = x_of(*m_pointed);
  painter.setPen(QPen(current_theme().text, px(1)));
  painter.drawLine(QPointF(x, height_area().top()), QPointF(x, slope_area().bottom()));
}

void GradientChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (m_gradient.profile.size() > 1) {
    paint_steepest(painter);
    paint_gaps(painter);
    paint_heights(painter);
    paint_slopes(painter);
    paint_scale(painter);
    paint_pointed(painter);
  }
  if (!hasFocus()) return;
  painter.setPen(QPen(current_theme().focus, px(2)));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(rect().adjusted(1, 1, -2, -2));
}

void GradientChart::mouseMoveEvent(QMouseEvent* event) { set_pointed(along_of(event->position().x())); }

void GradientChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT chosen(along_of(event->position().x()));
}

void GradientChart::leaveEvent(QEvent*) {
  if (!hasFocus()) set_pointed({});
}

void GradientChart::focusOutEvent(QFocusEvent* event) {
  set_pointed({});
  QWidget::focusOutEvent(event);
}

void GradientChart::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? k_large_step_m : k_step_m;
  const double here = m_pointed.value_or(0);
  switch (event->key()) {
    case Qt::Key_Left: return set_pointed(here - step);
    case Qt::Key_Right: return set_pointed(m_pointed ? here + step : here);
    case Qt::Key_Home: return set_pointed(0.0);
    case Qt::Key_End: return set_pointed(length_m());
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (m_pointed) Q_EMIT chosen(*m_pointed);
      return;
    default: QWidget::keyPressEvent(event);
  }
}

void GradientChart::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  update();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
