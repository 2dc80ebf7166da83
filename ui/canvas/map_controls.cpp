// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/map_controls.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QToolButton>

#include <cmath>

#include "canvas/canvas.h"
#include "project/document.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

/// A plate that never takes the pointer away from the map.
class Plate : public QWidget {
 public:
  explicit Plate(QWidget* parent) : QWidget(parent) { setAttribute(Qt::WA_TransparentForMouseEvents); }

 protected:
  void paint_ground(QPainter& painter) { paint_ground(painter, rect()); }
  void paint_ground(QPainter& painter, const QRectF& area) {
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = current_theme().overlay;
    ground.setAlphaF(current_theme().name == QLatin1String("high_contrast") ? 1.0F : 0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(area, px(4), px(4));
  }
};

class ScaleBar : public Plate {
 public:
  explicit ScaleBar(Canvas& canvas) : Plate(&canvas), m_canvas(canvas) {}
  QSize sizeHint() const override { return {px(168), px(30)}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const double m_per_px = m_canvas.metres_per_px();
    const double distance = nice_distance_m(m_per_px, px(140));
    const double length = distance / m_per_px;
    const QString text = distance >= 1000 ? QStringLiteral("%1 km").arg(number_text(distance / 1000, 0))
                                          : QStringLiteral("%1 m").arg(number_text(distance, distance < 1 ? 1 : 0));
    const double left = px(10);
    const double base = height() - px(7.0);
    paint_ground(painter, QRectF(0, 0, length + 2 * left, height()));
    painter.setFont(Look::instance().small_font());
    painter.setPen(current_theme().text);
    painter.drawText(QRectF(left, 0, width() - left, base - px(2)), Qt::AlignLeft | Qt::AlignVCenter, text);
    painter.setPen(QPen(current_theme().text, px(1.5)));
    painter.drawPolyline(QPolygonF({{left, base - px(5)}, {left, base}, {left + length, base}, {left + length, base - px(5)}}));
    setAccessibleName(text);
  }

 private:
  Canvas& m_canvas;
};

class Attribution : public Plate {
 public:
  explicit Attribution(QWidget* parent) : Plate(parent) {}
  void set_text(const QString& text) {
    m_text = text;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
  }
  QSize sizeHint() const override {
    const QFontMetrics metrics(Look::instance().small_font());
    return {metrics.horizontalAdvance(m_text) + px(16), metrics.height() + px(6)};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    paint_ground(painter);
    painter.setFont(Look::instance().small_font());
    painter.setPen(current_theme().text);
    const QFontMetrics metrics(painter.font());
    painter.drawText(rect(), Qt::AlignCenter, metrics.elidedText(m_text, Qt::ElideRight, width() - px(12)));
  }

 private:
  QString m_text;
};

class North : public Plate {
 public:
  explicit North(QWidget* parent) : Plate(parent) {}
  QSize sizeHint() const override { return {px(34), px(40)}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF tip(width() / 2.0, px(2));
    const double half = px(6);
    const double length = px(18);
    const QPolygonF left({tip, QPointF(tip.x() - half, tip.y() + length), QPointF(tip.x(), tip.y() + length - px(5))});
    const QPolygonF right({tip, QPointF(tip.x() + half, tip.y() + length), QPointF(tip.x(), tip.y() + length - px(5))});
    painter.setPen(QPen(current_theme().overlay, px(3), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolygon(left);
    painter.drawPolygon(right);
    painter.setPen(QPen(current_theme().text, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(current_theme().text);
    painter.drawPolygon(left);
    painter.setBrush(current_theme().overlay);
    painter.drawPolygon(right);
    painter.setFont(Look::instance().strong_font());
    QPainterPath letter;
    const QFontMetricsF metrics(painter.font());
    letter.addText(QPointF(tip.x() - metrics.horizontalAdvance(QLatin1Char('N')) / 2, height() - px(3)), painter.font(), QStringLiteral("N"));
    painter.strokePath(letter, QPen(current_theme().overlay, px(3), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(letter, current_theme().text);
  }
};

}  // namespace

double nice_distance_m(double metres_per_px, double max_px) {
  const double most = metres_per_px * max_px;
  if (!(most > 0) || !std::isfinite(most)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(most)));
  const double lead = most / power;
  return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

MapControls::MapControls(Canvas& canvas) : QObject(&canvas), m_canvas(canvas) {
  m_zoom = new QWidget(&canvas);
  m_zoom->setObjectName(QStringLiteral("map_overlay"));
  m_zoom->setAttribute(Qt::WA_StyledBackground);
  m_zoom->setCursor(Qt::ArrowCursor);
  m_in = make_icon_button(QStringLiteral("plus"), {}, m_zoom);
  m_out = make_icon_button(QStringLiteral("minus"), {}, m_zoom);
  m_all = make_icon_button(QStringLiteral("zoom-all"), {}, m_zoom);
  auto* column = make_column(0);
  column->setContentsMargins(px(2), px(2), px(2), px(2));
  for (QToolButton* button : {m_in, m_out, m_all}) column->addWidget(button);
  m_zoom->setLayout(column);
  connect(m_in, &QToolButton::clicked, this, [this] { m_canvas.zoom_by(1); });
  connect(m_out, &QToolButton::clicked, this, [this] { m_canvas.zoom_by(-1); });
  connect(m_all, &QToolButton::clicked, this, [this] {
    if (m_canvas.document() != nullptr) m_canvas.zoom_to(m_canvas.document()->extent());
  });
  m_north = new North(&canvas);
  m_scale = new ScaleBar(canvas);
  m_attribution = new Attribution(&canvas);
  m_attribution->hide();
  connect(&canvas, &Canvas::camera_changed, m_scale, qOverload<>(&QWidget::update));
  connect(&Look::instance(), &Look::changed, this, &MapControls::place);
  canvas.installEventFilter(this);
  retranslate();
  place();
}

void MapControls::set_attribution(const QString& text) {
  static_cast<Attribution*>(m_attribution)->set_text(text);
  place();
}

void MapControls::set_visible(bool visible) {
  for (QWidget* widget : {m_zoom, m_north, m_scale}) widget->setVisible(visible);
}

void MapControls::place() {
  const int margin = px(12);
  m_zoom->adjustSize();
  m_north->resize(m_north->sizeHint());
  m_scale->resize(m_scale->sizeHint());
  const int right = m_canvas.width() - margin;
  m_zoom->move(right - m_zoom->width(), margin + m_north->height() + px(8));
  m_north->move(m_zoom->x() + (m_zoom->width() - m_north->width()) / 2, margin);
  m_scale->move(margin, m_canvas.height() - margin - m_scale->height());
  const int room = right - m_scale->geometry().right() - margin;
  const QSize wanted = m_attribution->sizeHint();
  m_attribution->resize(std::min(wanted.width(), std::max(px(80), room)), wanted.height());
  m_attribution->move(right - m_attribution->width(), m_canvas.height() - margin - m_attribution->height());
}

bool MapControls::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) place();
  if (event->type() == QEvent::LanguageChange) retranslate();
  return QObject::eventFilter(watched, event);
}

void MapControls::retranslate() {
  set_name(m_in, tr("Zoom in"));
  set_name(m_out, tr("Zoom out"));
  set_name(m_all, tr("Show everything (Home)"));
  m_north->setAccessibleName(tr("North is up"));
  m_zoom->setAccessibleName(tr("Zoom"));
}

}  // namespace skizze::ui
