// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/start_page.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFileInfo>
#include <QIcon>
#include <QLabel>
#include <QLinearGradient>
#include <QPainter>
#include <QPushButton>
#include <QRandomGenerator>

#include <cmath>

#include "widgets/build.h"
#include "widgets/elided_label.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

/// A row of roofs along the lower edge, always the same: the town before anyone sketched on it.
void paint_skyline(QPainter& painter, const QRect& area) {
  const Theme& theme = current_theme();
  QRandomGenerator random(20);
  QColor line = theme.border_strong;
  line.setAlphaF(theme.dark ? 0.35F : 0.4F);
  painter.setPen(QPen(line, px(1.5), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  QColor fill = theme.surface;
  painter.setBrush(fill);
  for (double x = -20; x < area.width();) {
    const double w = px(34) + random.bounded(px(46));
    const double h = px(36) + random.bounded(px(70));
    const double ground = area.height() - px(36);
    QPainterPath house;
    house.moveTo(x, area.height());
    house.lineTo(x, ground - h);
    const int roof = random.bounded(3);
    if (roof == 0) house.lineTo(x + w / 2, ground - h - w * 0.35);
    if (roof == 1) house.lineTo(x + w * 0.25, ground - h - px(12)), house.lineTo(x + w * 0.75, ground - h - px(12));
    house.lineTo(x + w, ground - h);
    house.lineTo(x + w, area.height());
    painter.drawPath(house);
    x += w + (random.bounded(4) == 0 ? px(26) : 0);
  }
  // The sketch: one stroke in the accent.
  QPainterPath stroke;
  const double base = area.height() - px(18);
  stroke.moveTo(-10, base);
  for (int i = 0; i < 8; ++i) {
    const double x0 = area.width() * i / 8.0;
    const double dx = area.width() / 8.0;
    stroke.cubicTo(x0 + dx / 3, base - px(7) * std::sin(i * 1.7), x0 + 2 * dx / 3, base + px(6) * std::cos(i * 1.3), x0 + dx, base + px(3) * std::sin(i * 2.1));
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.accent, px(5), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(stroke);
}

}  // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("start_page"));
  m_title = make_label(QStringLiteral("Stadtskizze"), QStringLiteral("display"));
  m_subtitle = make_label({}, QStringLiteral("secondary"));
  auto* actions = make_column(10);
  m_open = add_choice(actions, QStringLiteral("folder"));
  m_new = add_choice(actions, QStringLiteral("file-plus"));
  m_sample = add_choice(actions, QStringLiteral("town"));
  m_drop = make_text({}, QStringLiteral("secondary"));
  actions->addSpacing(px(4));
  actions->addWidget(m_drop);
  actions->addStretch(1);
  connect(m_open, &QPushButton::clicked, this, &StartPage::open_wanted);
  connect(m_new, &QPushButton::clicked, this, &StartPage::new_wanted);
  connect(m_sample, &QPushButton::clicked, this, &StartPage::sample_wanted);

  m_recent_title = make_label({}, QStringLiteral("strong"));
  m_recent_rows = make_column(2);
  m_recent_box = new QWidget;
  auto* recent = make_column(6);
  recent->addWidget(m_recent_title);
  recent->addLayout(m_recent_rows);
  recent->addStretch(1);
  m_recent_box->setLayout(recent);

  m_choices = new QWidget;
  auto* first = new QWidget;
  first->setMaximumWidth(px(400));
  first->setLayout(actions);
  auto* columns = make_row(40);
  columns->addWidget(first, 1);
  columns->addWidget(m_recent_box, 1);
  columns->addStretch(0);
  m_choices->setLayout(columns);
  m_busy = make_label({}, QStringLiteral("strong"));
  m_busy->hide();

  auto* sheet = new QWidget;
  m_sheet = sheet;
  auto* column = make_column(6);
  column->addStretch(2);
  column->addWidget(m_title);
  column->addWidget(m_subtitle);
  column->addSpacing(px(24));
  column->addWidget(m_choices);
  column->addWidget(m_busy);
  column->addStretch(5);
  sheet->setLayout(column);
  auto* row = make_row(0);
  row->setContentsMargins(px(48), 0, px(48), px(120));
  row->addStretch(1);
  row->addWidget(sheet, 20);
  row->addStretch(1);
  setLayout(row);
  setFocusProxy(m_open);
  retranslate();
}

QPushButton* StartPage::add_choice(QVBoxLayout* column, const QString& icon_name) {
  auto* button = make_button({}, QStringLiteral("card"));
  button->setIcon(icon(icon_name, &Theme::accent));
  button->setIconSize(QSize(px(24), px(24)));
  column->addWidget(button);
  return button;
}

void StartPage::set_recent(const QStringList& paths) {
  m_recent = paths;
  fill_recent();
}

void StartPage::fill_recent() {
  clear_layout(m_recent_rows);
  m_recent_box->setVisible(!m_recent.isEmpty());
  m_sheet->setMaximumWidth(px(m_recent.isEmpty() ? 400 : 820));  // in the middle, with or without the list
  for (const QString& path : m_recent) {
    const QFileInfo info(path);
    auto* button = make_button({}, QStringLiteral("card"));
    button->setAccessibleName(tr("Open %1").arg(info.completeBaseName()));
    button->setToolTip(path);
    auto* name = new ElidedLabel(info.completeBaseName());
    name->setProperty("role", QStringLiteral("strong"));
    auto* folder = new ElidedLabel(info.absolutePath(), nullptr, Qt::ElideMiddle);
    folder->setProperty("role", QStringLiteral("secondary"));
    for (QLabel* label : {static_cast<QLabel*>(name), static_cast<QLabel*>(folder)}) label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* words = make_column(1);
    words->setContentsMargins(px(14), px(7), px(14), px(7));
    words->addWidget(name);
    words->addWidget(folder);
    button->setLayout(words);
    button->setMinimumHeight(words->sizeHint().height());
    connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT recent_wanted(path); });
    m_recent_rows->addWidget(button);
    if (m_recent_rows->count() >= 5) break;
  }
}

void StartPage::set_busy(const QString& text) {
  m_busy->setText(text);
  m_busy->setVisible(!text.isEmpty());
  m_choices->setVisible(text.isEmpty());
}

void StartPage::retranslate() {
  m_subtitle->setText(tr("Sketch the city, hear its citizens"));
  m_open->setText(tr("Open a project…"));
  m_new->setText(tr("New project…"));
  m_sample->setText(tr("Look around in the sample town"));
  m_drop->setText(tr("Or drop files here: GeoPackage, Shapefile, GeoJSON, CityGML, CityJSON, OpenStreetMap, GeoTIFF and more. "
                     "You see what is in them before anything is added."));
  m_recent_title->setText(tr("Recent projects"));
  for (QPushButton* button : {m_open, m_new, m_sample}) button->setAccessibleName(button->text());
  setAccessibleName(tr("Start page"));
  fill_recent();
}

void StartPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void StartPage::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), current_theme().window);
  paint_skyline(painter, rect());
}

}  // namespace skizze::ui
