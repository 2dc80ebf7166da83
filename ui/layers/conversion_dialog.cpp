// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/conversion_dialog.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QTextEdit>

#include "canvas/canvas.h"
#include "help/help_key.h"
#include "project/document.h"
#include "shell/language.h"
#include "shell/workspace.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

QString list_of(const std::vector<feature::Notice>& notices) {
  QString items;
  for (const auto& notice : notices) items += QStringLiteral("<li>%1</li>").arg(text_of(notice.message).toHtmlEscaped());
  return items.isEmpty() ? QString() : QStringLiteral("<ul style='margin-top:2px'>%1</ul>").arg(items);
}

}  // namespace

ConversionDialog::ConversionDialog(project::QgisConversion conversion, QWidget* parent)
    : QDialog(parent), m_conversion(std::move(conversion)), m_text(new QTextEdit) {
  set_help_page(this, "data");
  setWindowTitle(tr("Converted from QGIS"));
  m_text->setReadOnly(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_text->setHtml(html());
  m_text->setAccessibleName(tr("What was lost"));
  const auto taken = static_cast<int>(m_conversion.entries.size());
  const auto lost = static_cast<int>(project::losses_of(m_conversion));
  auto* buttons = new QDialogButtonBox;
  auto* copied = buttons->addButton(tr("Copy the list"), QDialogButtonBox::ActionRole);
  auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
  close->setDefault(true);
  connect(copied, &QPushButton::clicked, this, &ConversionDialog::copy);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = make_column(12);
  column->setContentsMargins(px(24), px(20), px(24), px(16));
  column->addWidget(make_label(tr("%Ln layers are ours now", nullptr, taken), QStringLiteral("title")));
  column->addWidget(make_text(lost == 0 ? tr("Nothing was lost.")
                                        : tr("%Ln things look different or are missing. The list stays with each layer; undo takes the "
                                             "conversion back as one step.",
                                             nullptr, lost),
                              QStringLiteral("secondary")));
  column->addWidget(m_text, 1);
  column->addWidget(buttons);
  setLayout(column);
  resize(px(680), px(520));
  m_text->setFocus();
}

QString ConversionDialog::html() const {
  QString text = list_of(m_conversion.notices);
  for (const auto& layer : m_conversion.layers) {
    if (layer.notices.empty()) continue;
    QString name;
    for (const auto& group : layer.groups) name += QString::fromStdString(group) + QStringLiteral(" / ");
    name += QString::fromStdString(layer.name);
    const QString title = layer.taken ? name : tr("%1 (not converted)").arg(name);
    text += QStringLiteral("<p style='margin-bottom:0'><b>%1</b></p>%2").arg(title.toHtmlEscaped(), list_of(layer.notices));
  }
  return text;
}

void ConversionDialog::copy() const {
  QGuiApplication::clipboard()->setText(QString::fromStdString(project::text_of_losses(m_conversion, current_language())));
}

void tell_conversion(Workspace& workspace, const project::QgisConversion& conversion) {
  const bool silent = project::losses_of(conversion) == 0 && !conversion.entries.empty();
  if (silent) {
    workspace.show_message(MessageKind::success,
                           ConversionDialog::tr("%1 was converted; nothing was lost.").arg(QString::fromStdString(conversion.title)));
    return;
  }
  auto* dialog = new ConversionDialog(conversion, workspace.canvas()->window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

}  // namespace skizze::ui
