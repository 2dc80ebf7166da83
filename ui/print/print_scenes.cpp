// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/print_scenes.h"

#include "canvas/canvas.h"
#include "print/print_dialog.h"
#include "shell/action_table.h"
#include "shell/main_window.h"

namespace skizze::ui {
namespace {

bool print_dialog(GalleryStage& stage) {
  if (!PrintDesk::available() || !stage.open_sample()) return false;
  stage.window().canvas().zoom_by(2);
  stage.settle();
  stage.window().actions_table().run(QStringLiteral("file.print"));
  auto* dialog = stage.window().findChild<PrintDialog*>();
  for (int i = 0; dialog != nullptr && i < 600 && !dialog->has_preview(); ++i) stage.wait_ms(100);
  return dialog != nullptr && dialog->has_preview();
}

}  // namespace

std::vector<GalleryScene> print_scenes() { return {{QStringLiteral("print"), print_dialog}}; }

}  // namespace skizze::ui
