// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notices.h"

#include <QBoxLayout>
#include <QFrame>
#include <QLabel>

#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

Notices::Notices(QWidget* parent) : QWidget(parent) {
  m_rows = make_column(6);
  setLayout(m_rows);
}

void Notices::set_notices(const std::vector<feature::Notice>& notices) {
  clear_layout(m_rows);
  for (const auto& notice : notices) {
    const bool info = notice.severity == feature::Severity::info;
    auto* plate = new QFrame;
    if (!info) plate->setObjectName(QStringLiteral("notice"));
    const QString name = info ? QStringLiteral("info") : notice.severity == feature::Severity::lost ? QStringLiteral("error") : QStringLiteral("warning");
    const QColor color = info ? current_theme().info : current_theme().warning;
    QLabel* sign = make_label({});
    sign->setPixmap(icon_pixmap(name, color, px(18), devicePixelRatioF()));
    QString text = text_of(notice.message);
    if (notice.count > 1) text += tr(" (%n times)", nullptr, static_cast<int>(std::min<std::uint64_t>(notice.count, INT_MAX)));
    QLabel* words = make_text(breakable(text));
    words->setAccessibleName(text);
    if (!notice.example.empty()) words->setToolTip(tr("First case: %1").arg(QString::fromStdString(notice.example)));
    auto* row = make_row(8);
    row->setContentsMargins(info ? 0 : px(10), px(6), px(10), px(6));
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    plate->setLayout(row);
    m_rows->addWidget(plate);
  }
  setVisible(!notices.empty());
}

}  // namespace skizze::ui
