// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/message_bar.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_stay_ms = 6000;

struct Face {
  const char* icon;
  const char* kind;
  QColor Theme::*color;
};

Face face_of(MessageKind kind) {
  switch (kind) {
    case MessageKind::success: return {"success", "success", &Theme::success};
    case MessageKind::warning: return {"warning", "warning", &Theme::warning};
    case MessageKind::error: return {"error", "error", &Theme::error};
    case MessageKind::info: break;
  }
  return {"info", "info", &Theme::info};
}

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent) {
  setObjectName(QStringLiteral("message_bar"));
  m_icon = make_label({});
  m_text = make_text({});
  m_action = make_button({}, QStringLiteral("quiet"));
  m_close = make_icon_button(QStringLiteral("close"), {});
  auto* row = make_row(10);
  row->setContentsMargins(px(14), px(8), px(8), px(8));
  row->addWidget(m_icon, 0, Qt::AlignTop);
  row->addWidget(m_text, 1);
  row->addWidget(m_action, 0, Qt::AlignTop);
  row->addWidget(m_close, 0, Qt::AlignTop);
  setLayout(row);
  m_leave.setSingleShot(true);
  connect(&m_leave, &QTimer::timeout, this, &QWidget::hide);
  connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
  connect(m_action, &QPushButton::clicked, this, [this] {
    hide();
    if (m_on_action) m_on_action();
  });
  retranslate();
  hide();
}

QString MessageBar::text() const { return isVisible() ? m_text->text() : QString(); }

void MessageBar::show_message(MessageKind kind, const QString& text, const QString& action_text, std::function<void()> on_action) {
  m_kind = kind;
  const Face face = face_of(kind);
  setProperty("kind", QLatin1String(face.kind));
  style()->unpolish(this);
  style()->polish(this);
  m_icon->setPixmap(icon_pixmap(QLatin1String(face.icon), current_theme().*(face.color), px(20), devicePixelRatioF()));
  m_text->setText(text);
  m_action->setText(action_text);
  m_action->setAccessibleName(action_text);
  m_action->setVisible(!action_text.isEmpty());
  m_on_action = std::move(on_action);
  setAccessibleName(text);
  const bool leaves = (kind == MessageKind::info || kind == MessageKind::success) && action_text.isEmpty();
  if (leaves)
    m_leave.start(k_stay_ms);
  else
    m_leave.stop();
  place();
  show();
  raise();
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void MessageBar::place() {
  if (parentWidget() == nullptr) return;
  const int room = parentWidget()->width() - 2 * px(16);
  const int text_width = m_text->fontMetrics().horizontalAdvance(m_text->text());
  const int extra = px(110) + (m_action->text().isEmpty() ? 0 : m_action->sizeHint().width() + px(10));
  const int wide = std::clamp(text_width + extra, std::min(room, px(240)), std::min(room, px(680)));
  resize(wide, layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide) : sizeHint().height());
  move((parentWidget()->width() - wide) / 2, px(16));
}

void MessageBar::retranslate() { set_name(m_close, tr("Close message")); }

void MessageBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace skizze::ui
