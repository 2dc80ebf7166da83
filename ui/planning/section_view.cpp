// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/section_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "shell/language.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

constexpr double k_step_m = 0.05;
constexpr double k_large_step_m = 0.25;
constexpr double k_most_m = 30;
constexpr double k_handle_px = 6;

double rounded(double metres) { return std::clamp(std::round(metres / k_step_m) * k_step_m, 0.0, k_most_m); }

QColor color_of(bike::StripKind kind, const QColor& bike) {
  const bool dark = current_theme().dark;
  switch (kind) {
    case bike::StripKind::footway: return dark ? QColor(0x5d, 0x58, 0x4e) : QColor(0xe4, 0xdc, 0xcc);
    case bike::StripKind::track:
    case bike::StripKind::bike: return bike;
    case bike::StripKind::track_buffer:
    case bike::StripKind::buffer: return dark ? QColor(0x4a, 0x5a, 0x4a) : QColor(0xc9, 0xd8, 0xc4);
    case bike::StripKind::parking: return dark ? QColor(0x46, 0x4b, 0x57) : QColor(0xb9, 0xc0, 0xcc);
    case bike::StripKind::verge: return dark ? QColor(0x3f, 0x66, 0x44) : QColor(0xa9, 0xcf, 0x9c);
    case bike::StripKind::trees: return dark ? QColor(0x2f, 0x55, 0x38) : QColor(0x86, 0xb8, 0x82);
    case bike::StripKind::traffic: break;
  }
  return dark ? QColor(0x3a, 0x3d, 0x42) : QColor(0x8b, 0x90, 0x96);
}

QString sign_of(bike::StripKind kind) {
  if (kind == bike::StripKind::bike || kind == bike::StripKind::track) return QStringLiteral("bike");
  return kind == bike::StripKind::footway ? QStringLiteral("person") : QString();
}

/// Shorter where nothing is lost ("2,0" for "2,00"), nothing where even that would touch the neighbour.
QString width_text(double metres, const QFont& font, double room_px) {
  const QFontMetricsF metrics(font);
  for (const int decimals : {2, 1}) {
    const double scale = std::pow(10, decimals);
    const bool exact = std::abs(std::round(metres * scale) / scale - metres) < 0.005;
    const QString text = number_text(metres, decimals);
    if (exact && metrics.horizontalAdvance(text) <= room_px) return text;
  }
  return {};
}

}  // namespace

QString strip_name(bike::StripKind kind) { return text_of(base::Message{"bike.strip_" + std::string(bike::name_of(kind)), {}}); }

QString source_text(const bike::Strip& strip) {
  const QString source = text_of(base::Message{"bike.strip_source_" + std::string(bike::name_of(strip.source)), {}});
  return strip.assumed ? SectionView::tr("%1, assumed").arg(source) : source;
}

SectionView::SectionView(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize SectionView::sizeHint() const { return {px(280), px(150)}; }

void SectionView::show_section(const bike::CrossSection& section, const QColor& bike_color) {
  m_section = section;
  m_bike = bike_color;
  if (m_current >= static_cast<int>(section.strips.size())) m_current = -1;
  describe();
  update();
}

void SectionView::set_whole(bool whole) {
  if (whole == m_whole) return;
  m_whole = whole;
  if (m_current >= 0 && !shown(static_cast<std::size_t>(m_current))) set_current(-1);
  describe();
  update();
}

bool SectionView::shown(std::size_t strip) const {
  return strip < m_section.strips.size() && (m_whole || (strip >= m_section.kerb_left && strip < m_section.kerb_right));
}

void SectionView::set_current(int strip) {
  if (strip >= 0 && !shown(static_cast<std::size_t>(strip))) return;
  if (strip < -1 || strip >= static_cast<int>(m_section.strips.size()) || strip == m_current) return;
  m_current = strip;
  describe();
  update();
  Q_EMIT current_changed(strip);
}

void SectionView::describe() {
  setAccessibleName(m_whole ? tr("Cross-section, façade to façade") : tr("Cross-section, kerb to kerb"));
  if (m_current < 0) {
    setAccessibleDescription(tr("%n strip(s). Left and Right choose one.", nullptr, static_cast<int>(m_section.strips.size())));
    return;
  }
  const auto& strip = m_section.strips[static_cast<std::size_t>(m_current)];
  setAccessibleDescription(tr("Strip %1 of %2: %3, %4 m. Up and Down change it by 5 cm.")
                               .arg(m_current + 1)
                               .arg(m_section.strips.size())
                               .arg(strip_name(strip.kind), number_text(strip.width_m, 2)) +
                           QLatin1Char(' ') + source_text(strip));
}

double SectionView::rest(bool left) const {
  if (!m_whole) return 0;
  return (left ? m_section.left_rest_m : m_section.right_rest_m).value_or(0);
}

double SectionView::margin() const { return m_whole ? px(18) : px(6); }

double SectionView::top() const { return m_whole && m_section.facade_m ? px(52) : px(34); }

double SectionView::slack() const { return bike::slack_m(m_section).value_or(0); }

/// Of all that is drawn: the strips and what is left between the kerbs.
double SectionView::total_m() const {
  double sum = std::max(0.0, slack()) + std::max(0.0, rest(true)) + std::max(0.0, rest(false));
  for (std::size_t i = 0; i < m_section.strips.size(); ++i)
    if (shown(i)) sum += m_section.strips[i].width_m;
  return std::max(sum, 1.0);
}

double SectionView::px_per_m() const { return (width() - 2 * margin()) / total_m(); }

/// Left edge; what is left over lies beside the traffic strip.
double SectionView::x_of(std::size_t strip) const {
  double x = margin() + std::max(0.0, rest(true)) * px_per_m();
  for (std::size_t i = 0; i < strip; ++i) {
    if (!shown(i)) continue;
    x += m_section.strips[i].width_m * px_per_m();
    if (m_section.strips[i].kind == bike::StripKind::traffic) x += std::max(0.0, slack()) * px_per_m();
  }
  return x;
}

QRectF SectionView::rect_of(std::size_t strip) const {
  if (!shown(strip)) return {};
  return {x_of(strip), top(), m_section.strips[strip].width_m * px_per_m(), height() - top() - px(24)};
}

void SectionView::paint_strip(QPainter& painter, std::size_t index) const {
  if (!shown(index)) return;
  const auto& strip = m_section.strips[index];
  const bool between_kerbs = index >= m_section.kerb_left && index < m_section.kerb_right;
  QRectF rect = rect_of(index);
  if (!between_kerbs) rect.setTop(rect.top() - px(5));  // the kerb is higher
  painter.setPen(Qt::NoPen);
  painter.setBrush(color_of(strip.kind, m_bike));
  painter.drawRect(rect);
  if (strip.assumed) {
    painter.setBrush(QBrush(current_theme().text_secondary, Qt::BDiagPattern));
    painter.setOpacity(0.35);
    painter.drawRect(rect);
    painter.setOpacity(1);
  }
  const QString sign = sign_of(strip.kind);
  const int size = px(16);
  if (!sign.isEmpty() && rect.width() > size + 2)
    painter.drawPixmap(
        QPointF(rect.center().x() - size / 2.0, rect.center().y() - size / 2.0),
        icon_pixmap(sign, strip.kind == bike::StripKind::footway ? current_theme().text : QColor(Qt::white), size, devicePixelRatioF()));
  if (strip.kind == bike::StripKind::parking && rect.width() > px(10)) {
    painter.setPen(current_theme().text);
    painter.drawText(rect, Qt::AlignCenter, QStringLiteral("P"));
  }
  if (strip.kind == bike::StripKind::trees && rect.width() > px(8)) {
    painter.setRenderHint(QPainter::Antialiasing, true);
    const double r = std::min(rect.width() / 2 - 1, static_cast<double>(px(9)));
    painter.setPen(QPen(current_theme().text, px(2)));
    painter.drawLine(QPointF(rect.center().x(), rect.center().y()), QPointF(rect.center().x(), rect.center().y() + px(18)));
    painter.setPen(QPen(current_theme().text, 1));
    painter.setBrush(color_of(bike::StripKind::trees, m_bike).darker(130));
    painter.drawEllipse(QPointF(rect.center().x(), rect.center().y() - px(2)), r, r);
    painter.setRenderHint(QPainter::Antialiasing, false);
  }
  painter.setPen(static_cast<int>(index) == m_current ? current_theme().text : current_theme().text_secondary);
  QFont font = Look::instance().small_font();
  font.setBold(static_cast<int>(index) == m_current);
  painter.setFont(font);
  const QRectF below(rect.center().x() - px(24), height() - px(22), px(48), px(16));
  painter.drawText(below, Qt::AlignCenter, width_text(strip.width_m, font, static_cast<int>(index) == m_current ? px(48) : rect.width() - px(4)));
  if (static_cast<int>(index) != m_current) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(hasFocus() ? current_theme().focus : current_theme().accent, px(2)));
  painter.drawRect(rect.adjusted(1, 1, -1, -1));
}

/// The house at one end of the street, or a dashed line where nobody knows it; what is free before it, or missing.
void SectionView::paint_facade(QPainter& painter, bool left) const {
  const Theme& theme = current_theme();
  const double bottom = height() - px(24), above = top() - px(14);
  const double strips_end = left ? x_of(0) : x_of(m_section.strips.size());
  const double wall = strips_end + (left ? -1 : 1) * rest(left) * px_per_m();
  if (!facade_known(left)) {
    painter.setPen(QPen(theme.text_secondary, px(1.5), Qt::DashLine));
    painter.drawLine(QPointF(wall, above), QPointF(wall, bottom));
    painter.setFont(Look::instance().small_font());
    painter.drawText(QRectF(left ? wall - px(16) : wall + px(2), above, px(14), px(16)), Qt::AlignCenter, QStringLiteral("?"));
    return;
  }
  const QRectF free = QRectF(QPointF(strips_end, top() - px(5)), QPointF(wall, bottom)).normalized();
  if (rest(left) > 0.005) {
    painter.fillRect(free, theme.success_soft);
    painter.fillRect(free, QBrush(theme.success, Qt::FDiagPattern));
  } else if (rest(left) < -0.005) {
    painter.fillRect(free, QBrush(theme.error, Qt::DiagCrossPattern));
  }
  const QRectF house(left ? wall - px(13) : wall, above, px(13), bottom - above);
  painter.fillRect(house, theme.text_secondary);
  for (double y = house.top() + px(6); y + px(8) < house.bottom(); y += px(15))
    painter.fillRect(QRectF(house.left() + px(4), y, px(5), px(7)), theme.surface);
}

/// Façade to façade, in the uppermost line.
void SectionView::paint_facade_width(QPainter& painter) const {
  if (!m_section.facade_m) return;
  const Theme& theme = current_theme();
  const double from = x_of(0) - rest(true) * px_per_m(), to = x_of(m_section.strips.size()) + rest(false) * px_per_m();
  const double y = px(20);
  painter.setPen(QPen(theme.text_secondary, px(1.5)));
  painter.drawLine(QPointF(from, y), QPointF(to, y));
  for (const double x : {from, to}) painter.drawLine(QPointF(x, y - px(4)), QPointF(x, y + px(4)));
  painter.setPen(theme.text);
  painter.setFont(Look::instance().small_font());
  painter.drawText(QRectF(0, px(1), width(), px(16)), Qt::AlignCenter,
                   tr("façade to façade %1 m").arg(number_text(*m_section.facade_m, 2)));
}

/// Kerb to kerb, above the strips; what is missing between the kerbs in red.
void SectionView::paint_kerbs(QPainter& painter) const {
  if (!m_section.carriageway || m_section.kerb_left >= m_section.kerb_right) return;
  const Theme& theme = current_theme();
  const double from = x_of(m_section.kerb_left), to = from + m_section.carriageway->m * px_per_m();
  const bool fits = slack() > -0.005;
  const double y = top() - px(10);
  painter.setPen(QPen(fits ? theme.text : theme.error, px(1.5)));
  painter.drawLine(QPointF(from, y), QPointF(to, y));
  for (const double x : {from, to}) painter.drawLine(QPointF(x, y - px(4)), QPointF(x, top()));
  painter.setFont(Look::instance().small_font());
  const QString text =
      tr("kerb to kerb %1 m")
          .arg((m_section.carriageway->assumed() ? QStringLiteral("≈ ") : QString()) + number_text(m_section.carriageway->m, 2));
  const double wide = std::max(to - from, static_cast<double>(px(150)));
  const double x = std::clamp((from + to - wide) / 2, 0.0, std::max(0.0, width() - wide));
  painter.drawText(QRectF(x, y - px(18), wide, px(16)), Qt::AlignCenter, text);
  if (fits) return;
  const double over = x_of(m_section.kerb_right) - to;
  painter.fillRect(QRectF(to, top(), over, height() - top() - px(24)), QBrush(theme.error, Qt::DiagCrossPattern));
}

void SectionView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing, false);
  const Theme& theme = current_theme();
  if (m_section.strips.empty()) {
    painter.setPen(theme.text_secondary);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No street is known here."));
    return;
  }
  for (std::size_t i = 0; i < m_section.strips.size(); ++i)
    if (static_cast<int>(i) != m_current) paint_strip(painter, i);
  const auto traffic =
      std::find_if(m_section.strips.begin(), m_section.strips.end(), [](const auto& s) { return s.kind == bike::StripKind::traffic; });
  const double left = slack();
  if (traffic != m_section.strips.end() && left > 0.005) {
    const QRectF beside = rect_of(static_cast<std::size_t>(traffic - m_section.strips.begin()));
    const QRectF rest(beside.right(), beside.top(), left * px_per_m(), beside.height());
    painter.fillRect(rest, theme.success_soft);
    painter.fillRect(rest, QBrush(theme.success, Qt::FDiagPattern));
  }
  if (m_whole) {
    for (const bool side : {true, false}) paint_facade(painter, side);
    paint_facade_width(painter);
  }
  paint_kerbs(painter);
  if (m_current >= 0)
    paint_strip(painter, static_cast<std::size_t>(m_current));
  else if (hasFocus()) {
    painter.setPen(QPen(theme.focus, px(2)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(1, 1, -2, -2));
  }
}

SectionView::Handle SectionView::handle_at(QPointF at) const {
  Handle best;
  double nearest = k_handle_px;
  for (std::size_t i = 0; i < m_section.strips.size(); ++i) {
    if (!shown(i) || !changeable(m_section.strips[i].kind)) continue;
    const QRectF rect = rect_of(i);
    for (const bool left : {true, false}) {
      const double away = std::abs(at.x() - (left ? rect.left() : rect.right()));
      if (away >= nearest) continue;
      nearest = away;
      best = {static_cast<int>(i), left};
    }
  }
  return best;
}

void SectionView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_drag = handle_at(event->position());
  if (m_drag.strip >= 0) {
    set_current(m_drag.strip);
    m_grab_x = event->position().x();
    m_grab_m = m_section.strips[static_cast<std::size_t>(m_drag.strip)].width_m;
    m_grab_scale = px_per_m();
    return;
  }
  for (std::size_t i = 0; i < m_section.strips.size(); ++i)
    if (rect_of(i).contains(QPointF(event->position().x(), rect_of(i).center().y()))) set_current(static_cast<int>(i));
}

void SectionView::mouseMoveEvent(QMouseEvent* event) {
  if (m_drag.strip < 0) {
    setCursor(handle_at(event->position()).strip >= 0 ? Qt::SplitHCursor : Qt::ArrowCursor);
    return;
  }
  const double moved = (event->position().x() - m_grab_x) / m_grab_scale * (m_drag.left_edge ? -1 : 1);
  Q_EMIT width_changed(m_drag.strip, rounded(m_grab_m + moved), false);
}

void SectionView::mouseReleaseEvent(QMouseEvent* event) {
  if (m_drag.strip < 0) return;
  const double moved = (event->position().x() - m_grab_x) / m_grab_scale * (m_drag.left_edge ? -1 : 1);
  const int strip = m_drag.strip;
  m_drag = {};
  Q_EMIT width_changed(strip, rounded(m_grab_m + moved), true);
}

/// To the next strip that is shown; stays at the ends.
void SectionView::step_current(int by) {
  const int count = static_cast<int>(m_section.strips.size());
  int next = m_current < 0 && by < 0 ? 0 : m_current + by;
  while (next >= 0 && next < count && !shown(static_cast<std::size_t>(next))) next += m_current < 0 ? 1 : by;
  if (next >= 0 && next < count) set_current(next);
}

/// A drag ends with what it is shown in.
void SectionView::hideEvent(QHideEvent* event) {
  if (dragging()) {
    m_drag = {};
    Q_EMIT drag_cancelled();
  }
  QWidget::hideEvent(event);
}

void SectionView::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? k_large_step_m : k_step_m;
  switch (event->key()) {
    case Qt::Key_Left: return step_current(-1);
    case Qt::Key_Right: return step_current(1);
    case Qt::Key_Escape:
      if (!dragging()) return QWidget::keyPressEvent(event);
      m_drag = {};
      Q_EMIT drag_cancelled();
      return;
    case Qt::Key_Up:
    case Qt::Key_Plus:
    case Qt::Key_Down:
    case Qt::Key_Minus: {
      if (m_current < 0 || !changeable(m_section.strips[static_cast<std::size_t>(m_current)].kind)) return;
      const bool more = event->key() == Qt::Key_Up || event->key() == Qt::Key_Plus;
      Q_EMIT width_changed(m_current, rounded(m_section.strips[static_cast<std::size_t>(m_current)].width_m + (more ? step : -step)), true);
      return;
    }
    default: QWidget::keyPressEvent(event);
  }
}

bool SectionView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && dragging() && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();  // Escape is the drag's, not the map's
    return true;
  }
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t i = 0; i < m_section.strips.size(); ++i) {
      if (!rect_of(i).contains(help->pos())) continue;
      const auto& strip = m_section.strips[i];
      QToolTip::showText(help->globalPos(),
                         tr("%1: %2 m (%3)").arg(strip_name(strip.kind), number_text(strip.width_m, 2), source_text(strip)), this);
      return true;
    }
  }
  return QWidget::event(event);
}

void SectionView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  update();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
