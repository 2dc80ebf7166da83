// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/jobs_button.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>

#include <algorithm>

#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/elided_label.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr qint64 k_show_after_ms = 500;
constexpr int k_tick_ms = 100;

}  // namespace

JobsButton::JobsButton(QWidget* parent) : QToolButton(parent) {
  setIcon(ui::icon(QStringLiteral("clock")));
  setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  setFocusPolicy(Qt::StrongFocus);
  m_list = new QFrame(this, Qt::Popup);
  m_list->setObjectName(QStringLiteral("command_palette"));
  m_rows = make_column(12);
  m_rows->setContentsMargins(px(16), px(12), px(16), px(12));
  m_list->setLayout(m_rows);
  m_tick.setInterval(k_tick_ms);
  connect(&m_tick, &QTimer::timeout, this, &JobsButton::refresh);
  connect(this, &QToolButton::clicked, this, &JobsButton::show_list);
  hide();
}

JobsButton::~JobsButton() = default;

void JobsButton::set_jobs(project::Jobs* jobs) {
  if (m_jobs != nullptr) m_jobs->disconnect(this);
  m_jobs = jobs;
  if (jobs != nullptr) connect(jobs, &project::Jobs::changed, this, [this] {
    if (!m_tick.isActive()) m_tick.start();
  });
  refresh();
}

std::vector<const project::Job*> JobsButton::visible_jobs() const {
  std::vector<const project::Job*> shown;
  if (m_jobs == nullptr) return shown;
  const qint64 now = QDateTime::currentMSecsSinceEpoch();
  for (const auto& job : m_jobs->list())
    if (now - job.started_ms >= k_show_after_ms) shown.push_back(&job);
  return shown;
}

void JobsButton::refresh() {
  const auto shown = visible_jobs();
  setVisible(!shown.empty());
  if (m_jobs == nullptr || m_jobs->idle()) m_tick.stop();
  if (shown.empty()) {
    m_list->hide();
    return;
  }
  m_fraction = -1;
  for (const auto* job : shown) m_fraction = std::max(m_fraction, job->fraction);
  setText(shown.size() == 1 ? fontMetrics().elidedText(ui::text_of(shown.front()->title), Qt::ElideRight, px(200)) : tr("%n jobs", nullptr, static_cast<int>(shown.size())));
  setAccessibleName(tr("Running: %1").arg(text()));
  update();
  if (m_list->isVisible()) fill_list();
}

void JobsButton::fill_list() {
  const auto shown = visible_jobs();
  while (m_rows->count() > static_cast<int>(shown.size())) {
    QLayoutItem* item = m_rows->takeAt(m_rows->count() - 1);
    delete item->widget();
    delete item;
  }
  while (m_rows->count() < static_cast<int>(shown.size())) {
    auto* row = new QWidget;
    auto* title = new ElidedLabel;
    title->setObjectName(QStringLiteral("title"));
    auto* step = new ElidedLabel;
    step->setObjectName(QStringLiteral("step"));
    step->setProperty("role", QStringLiteral("secondary"));
    auto* bar = new QProgressBar;
    bar->setTextVisible(false);
    auto* cancel = make_icon_button(QStringLiteral("close"), tr("Cancel"));
    connect(cancel, &QToolButton::clicked, this, [this, row] {
      if (m_jobs != nullptr) m_jobs->cancel(row->property("job").toULongLong());
    });
    auto* words = make_column(4);
    words->addWidget(title);
    words->addWidget(bar);
    words->addWidget(step);
    auto* line = make_row(12);
    line->addLayout(words, 1);
    line->addWidget(cancel);
    row->setLayout(line);
    m_rows->addWidget(row);
  }
  for (std::size_t i = 0; i < shown.size(); ++i) {
    QWidget* row = m_rows->itemAt(static_cast<int>(i))->widget();
    row->setProperty("job", static_cast<qulonglong>(shown[i]->id));
    const QString title = ui::text_of(shown[i]->title);
    row->findChild<ElidedLabel*>(QStringLiteral("title"))->set_text(title);
    row->findChild<ElidedLabel*>(QStringLiteral("step"))->set_text(shown[i]->step.id.empty() ? QString() : ui::text_of(shown[i]->step));
    auto* bar = row->findChild<QProgressBar*>();
    bar->setAccessibleName(title);
    bar->setRange(0, shown[i]->fraction < 0 ? 0 : 1000);
    bar->setValue(static_cast<int>(shown[i]->fraction * 1000));
    row->findChild<QToolButton*>()->setAccessibleName(tr("Cancel %1").arg(title));
  }
}

void JobsButton::show_list() {
  fill_list();
  m_list->setFixedWidth(px(360));
  m_list->adjustSize();
  m_list->move(mapToGlobal(QPoint(width() - m_list->width(), height() + px(6))));
  m_list->show();
}

void JobsButton::paintEvent(QPaintEvent* event) {
  QToolButton::paintEvent(event);
  QPainter painter(this);
  const QRect track(px(6), height() - px(3), width() - px(12), px(2));
  painter.fillRect(track, current_theme().border);
  const int done = m_fraction < 0 ? track.width() / 3 : static_cast<int>(track.width() * std::clamp(m_fraction, 0.0, 1.0));
  painter.fillRect(QRect(track.left(), track.top(), done, track.height()), current_theme().accent);
}

void JobsButton::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QToolButton::changeEvent(event);
}

}  // namespace skizze::ui
