// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processing/processing_scenes.h"

#include <QComboBox>

#include "processing/parameter_form.h"
#include "processing/processing_dialog.h"
#include "processing/processing_room.h"
#include "shell/main_window.h"

namespace skizze::ui {
namespace {

ProcessingDialog* tools(GalleryStage& stage) {
  if (!stage.open_sample()) return nullptr;
  auto* dialog = stage.window().workspace().findChild<ProcessingRoom*>()->show_tools();
  for (int i = 0; i < 200 && dialog != nullptr && !dialog->is_ready(); ++i) stage.wait_ms(50);
  return dialog;
}

bool qgis_buffer(GalleryStage& stage) {
  auto* dialog = tools(stage);
  if (dialog == nullptr || !dialog->is_ready()) return false;
  dialog->search(QStringLiteral("buffer"));
  dialog->choose(QStringLiteral("native:buffer"));
  stage.settle();
  return true;
}

bool qgis_result(GalleryStage& stage) {
  auto* dialog = tools(stage);
  if (dialog == nullptr || !dialog->is_ready()) return false;
  dialog->search(QStringLiteral("centroid"));
  dialog->choose(QStringLiteral("native:centroids"));
  dialog->run();
  for (int i = 0; i < 400 && dialog->is_running(); ++i) stage.wait_ms(50);
  stage.settle();
  return true;
}

/// As on a machine without QGIS.
bool qgis_absent(GalleryStage& stage) {
  const QByteArray helper = qgetenv("STADTSKIZZE_QGIS");
  qputenv("STADTSKIZZE_QGIS", "/nowhere");
  if (!stage.open_sample()) return false;
  const auto* dialog = stage.window().workspace().findChild<ProcessingRoom*>()->show_tools();
  stage.wait_ms(300);
  stage.settle();
  helper.isEmpty() ? qunsetenv("STADTSKIZZE_QGIS") : qputenv("STADTSKIZZE_QGIS", helper);
  return dialog != nullptr;
}

}  // namespace

std::vector<GalleryScene> processing_scenes() {
  return {{QStringLiteral("qgis-absent"), qgis_absent}, {QStringLiteral("qgis-tools"), qgis_buffer}, {QStringLiteral("qgis-tools-result"), qgis_result}};
}

}  // namespace skizze::ui
