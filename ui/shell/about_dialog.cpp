// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/about_dialog.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>

#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

AboutDialog::AboutDialog(const QString& graphics, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("About Stadtskizze"));
  auto* sign = make_label({});
  sign->setPixmap(QIcon(QStringLiteral(":/icons/app.svg")).pixmap(QSize(px(64), px(64)), devicePixelRatioF()));
  auto* column = make_column(8);
  column->setContentsMargins(px(32), px(28), px(32), px(20));
  column->addWidget(sign);
  column->addWidget(make_label(QStringLiteral("Stadtskizze"), QStringLiteral("display")));
  column->addWidget(make_label(tr("Version %1").arg(QCoreApplication::applicationVersion()), QStringLiteral("secondary")));
  column->addSpacing(px(8));
  column->addWidget(make_text(tr("Sketch bike lanes and solar areas on the city's own data, gather what people say about them, and decide. "
                                 "Everything runs on this computer; nothing is sent anywhere.")));
  column->addWidget(make_text(tr("Free software under the GNU General Public License, version 3 or later. Built with Qt, GDAL, PROJ, GEOS, SQLite and others."),
                              QStringLiteral("secondary")));
  column->addWidget(make_text(graphics, QStringLiteral("secondary")));
  auto* buttons = make_buttons(false);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addSpacing(px(12));
  column->addWidget(buttons);
  setLayout(column);
  setMinimumWidth(px(440));
}

}  // namespace skizze::ui
