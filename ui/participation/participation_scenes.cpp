// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "participation/participation_scenes.h"

#include <QComboBox>

#include "canvas/canvas.h"
#include "participation/contribution_panel.h"
#include "participation/draft_form.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "shell/main_window.h"

namespace skizze::ui {
namespace {

bool open_participation(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  stage.window().workspace().set_mode(Mode::participate);
  stage.settle();
  return !stage.window().document().contributions().empty();
}

bool list_and_map(GalleryStage& stage) {
  if (!open_participation(stage)) return false;
  stage.window().canvas().zoom_by(1.5);
  return true;
}

bool selected(GalleryStage& stage) {
  if (!open_participation(stage)) return false;
  const auto& contributions = stage.window().document().contributions();
  stage.window().workspace().select(Selection::of_contribution(contributions[contributions.size() / 2].id));
  stage.window().actions_table().run(QStringLiteral("view.zoom_selection"));
  return true;
}

bool writing(GalleryStage& stage) {
  if (!open_participation(stage)) return false;
  stage.window().canvas().zoom_by(3);
  stage.settle();
  stage.window().actions_table().run(QStringLiteral("participate.pin"));
  stage.click(stage.map_center() + QPointF(40, -30));
  auto* panel = stage.window().findChild<ContributionPanel*>();
  if (panel == nullptr) return false;
  auto* topic = panel->form()->findChild<QComboBox*>();
  topic->setCurrentIndex(topic->findData(QStringLiteral("safety")));
  Q_EMIT topic->activated(topic->currentIndex());
  const bool german = current_language() == project::Language::de;
  panel->form()->type(german ? QStringLiteral("Hier fehlt ein sicherer Übergang zur Schule. Morgens stehen viele Kinder am Rand und warten auf eine Lücke.")
                             : QStringLiteral("A safe crossing to the school is missing here. In the morning many children wait at the kerb for a gap."));
  return true;
}

}  // namespace

std::vector<GalleryScene> participation_scenes() {
  return {{QStringLiteral("participate-list"), list_and_map}, {QStringLiteral("participate-answer"), selected}, {QStringLiteral("participate-write"), writing}};
}

}  // namespace skizze::ui
