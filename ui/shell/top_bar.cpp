// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/top_bar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeySequence>
#include <QMenu>
#include <QToolButton>

#include "project/document.h"
#include "shell/action_table.h"
#include "shell/jobs_button.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

struct ModeFace {
  Mode mode;
  const char* icon;
};
constexpr std::array k_modes = {ModeFace{Mode::map, "map"}, ModeFace{Mode::plan, "pencil"}, ModeFace{Mode::participate, "speech"},
                                ModeFace{Mode::present, "present"}};

/// "Strg+K" on a German desktop.
QString key_text(const QString& portable) { return QKeySequence(portable, QKeySequence::PortableText).toString(QKeySequence::NativeText); }

}  // namespace

TopBar::TopBar(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace) {
  setObjectName(QStringLiteral("top_bar"));
  setAttribute(Qt::WA_StyledBackground);
  m_menu = make_icon_button(QStringLiteral("menu"), {});
  m_left = make_icon_button(QStringLiteral("sidebar-left"), {});
  m_project = new QToolButton;
  m_project->setProperty("role", QStringLiteral("project"));
  m_project->setFocusPolicy(Qt::StrongFocus);
  connect(m_menu, &QToolButton::clicked, this, &TopBar::show_menu);
  connect(m_project, &QToolButton::clicked, this, &TopBar::show_menu);
  connect(m_left, &QToolButton::clicked, this, &TopBar::left_toggled);

  m_mode_group = new QWidget;
  auto* modes = make_row(2);
  for (std::size_t i = 0; i < k_modes.size(); ++i) {
    auto* button = new QToolButton;
    button->setProperty("role", QStringLiteral("segment"));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(button, &QToolButton::clicked, this, [this, i] {
      m_workspace.set_mode(k_modes[i].mode);
      update_modes();
    });
    m_modes[i] = button;
    modes->addWidget(button);
  }
  m_mode_group->setLayout(modes);

  m_search = new QToolButton;
  m_search->setProperty("role", QStringLiteral("search"));
  m_search->setIcon(icon(QStringLiteral("search"), &Theme::text_secondary));
  m_search->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_search->setFocusPolicy(Qt::StrongFocus);
  m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_search->setMaximumWidth(px(380));
  connect(m_search, &QToolButton::clicked, this, &TopBar::search_wanted);

  m_undo = make_icon_button(QStringLiteral("undo"), {});
  m_redo = make_icon_button(QStringLiteral("redo"), {});
  connect(m_undo, &QToolButton::clicked, this, [this] { m_workspace.actions().run(QStringLiteral("edit.undo")); });
  connect(m_redo, &QToolButton::clicked, this, [this] { m_workspace.actions().run(QStringLiteral("edit.redo")); });
  m_jobs = new JobsButton;

  auto* row = make_row(4);
  row->setContentsMargins(px(8), px(6), px(12), px(6));
  row->addWidget(m_menu);
  row->addWidget(m_left);
  row->addWidget(m_project);
  row->addSpacing(px(8));
  row->addWidget(m_mode_group);
  row->addStretch(1);
  row->addWidget(m_search, 3);
  row->addStretch(1);
  row->addWidget(m_jobs);
  row->addWidget(m_undo);
  row->addWidget(m_redo);
  setLayout(row);

  connect(&m_workspace, &Workspace::mode_changed, this, &TopBar::update_modes);
  connect(&m_workspace, &Workspace::document_changed, this, [this] {
    if (auto* document = m_workspace.document())
      connect(document, &project::Document::history_changed, this, &TopBar::update_undo, Qt::UniqueConnection);
    update_undo();
    update_modes();
  });
  retranslate();
}

void TopBar::set_project_name(const QString& name) {
  m_project->setText(fontMetrics().elidedText(name, Qt::ElideRight, px(220)));
  m_project->setToolTip(name);
  m_project->setAccessibleName(tr("Project %1, main menu").arg(name));
}

void TopBar::set_left_open(bool open) { set_name(m_left, open ? tr("Hide the left panel") : tr("Show the left panel")); }

void TopBar::show_menu() {
  m_workspace.actions().refresh();
  const auto menu = m_workspace.actions().make_menu(this);
  menu->exec(m_menu->mapToGlobal(QPoint(0, m_menu->height() + px(4))));
}

void TopBar::update_modes() {
  const bool open = m_workspace.document() != nullptr;
  m_mode_group->setVisible(open);
  m_left->setVisible(open);
  m_undo->setVisible(open);
  m_redo->setVisible(open);
  for (std::size_t i = 0; i < k_modes.size(); ++i) m_modes[i]->setChecked(m_workspace.mode() == k_modes[i].mode);
}

void TopBar::update_undo() {
  const auto* document = m_workspace.document();
  const bool can_undo = document != nullptr && document->can_undo();
  const bool can_redo = document != nullptr && document->can_redo();
  m_undo->setEnabled(can_undo);
  m_redo->setEnabled(can_redo);
  const auto key = [](QKeySequence::StandardKey standard) { return QKeySequence(standard).toString(QKeySequence::NativeText); };
  set_name(m_undo, can_undo ? tr("Undo: %1 (%2)").arg(text_of(document->undo_text()), key(QKeySequence::Undo)) : tr("Nothing to undo"));
  set_name(m_redo, can_redo ? tr("Redo: %1 (%2)").arg(text_of(document->redo_text()), key(QKeySequence::Redo)) : tr("Nothing to redo"));
}

void TopBar::retranslate() {
  set_name(m_menu, tr("Main menu (F10)"));
  set_left_open(true);
  const QStringList names = {tr("Map"), tr("Plan"), tr("Participate"), tr("Present")};
  for (std::size_t i = 0; i < m_modes.size(); ++i) {
    m_modes[i]->setText(names[static_cast<int>(i)]);
    m_modes[i]->setAccessibleName(tr("Mode %1").arg(names[static_cast<int>(i)]));
    m_modes[i]->setToolTip(QStringLiteral("%1 (%2)").arg(names[static_cast<int>(i)], key_text(QStringLiteral("Ctrl+%1").arg(i + 1))));
  }
  m_mode_group->setAccessibleName(tr("Modes"));
  m_search->setText(tr("Search or command") + QStringLiteral("   ") + key_text(QStringLiteral("Ctrl+K")));
  m_search->setAccessibleName(tr("Search or command"));
  update_undo();
  update_modes();
}

void TopBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool narrow = width() < px(980);
  m_search->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
  m_search->setMaximumWidth(narrow ? px(44) : px(380));
}

void TopBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
