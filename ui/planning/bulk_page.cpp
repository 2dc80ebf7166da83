// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/bulk_page.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "planning/measure_form.h"
#include "planning/measure_text.h"
#include "project/document.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {
constexpr int k_most_names = 5;
}

BulkPage::BulkPage(Workspace& workspace, BulkChoice& choice, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_choice(choice),
      m_figure(make_label({}, QStringLiteral("display"))),
      m_names(make_text({}, QStringLiteral("secondary"))),
      m_form(new MeasureForm),
      m_one(make_button({})),
      m_remove(make_button({})) {
  auto* buttons = make_row(8);
  buttons->addWidget(m_one);
  buttons->addWidget(m_remove);
  buttons->addStretch(1);
  auto* column = make_column(8);
  column->addWidget(m_figure);
  column->addWidget(m_names);
  column->addWidget(make_rule());
  column->addWidget(m_form);
  column->addLayout(buttons);
  column->addStretch(1);
  column->setContentsMargins(px(10), px(10), px(14), px(16));
  setLayout(column);
  connect(m_form, &MeasureForm::edited_all, this, [this](const std::vector<sketch::Measure>& after) { m_choice.apply(after); });
  connect(m_one, &QPushButton::clicked, this, [this] {
    const auto selection = m_workspace.selection();
    m_workspace.clear_selection();  // ends the choice
    m_workspace.select(selection);
  });
  connect(m_remove, &QPushButton::clicked, this, [this] {
    const auto ids = m_choice.ids();
    m_workspace.clear_selection();
    m_workspace.document()->remove_measures(ids);
  });
  connect(&choice, &BulkChoice::changed, this, &BulkPage::show_choice);
  retranslate();
}

void BulkPage::show_choice() {
  const auto measures = m_choice.measures();
  if (measures.empty()) return;
  double length = 0;
  QStringList names;
  for (const auto& measure : measures) {
    length += sketch::length_m(measure);
    names << title_of(measure);
  }
  m_figure->setText(length_text(length));
  const auto more = names.size() - k_most_names;
  if (more > 0) names = names.mid(0, k_most_names);
  m_names->setText(names.join(QStringLiteral(", ")) +
                   (more > 0 ? QLatin1Char(' ') + tr("and %n more", nullptr, static_cast<int>(more)) : QString()));
  m_form->show_measures(measures);
}

QString BulkPage::title() const { return tr("%n lane(s)", nullptr, static_cast<int>(m_choice.measures().size())); }

void BulkPage::retranslate() {
  m_one->setText(tr("Only one"));
  m_one->setToolTip(tr("Back to the page of the first lane"));
  m_remove->setText(tr("Delete all"));
  show_choice();
}

void BulkPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
