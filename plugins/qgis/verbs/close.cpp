// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// close: gives the project back. {} -> {}
#include <qgsproject.h>

#include "verb.h"

namespace skizze::qgis_helper {

base::Result<Reply> close_project(Session& session, const QJsonObject&, Talk&) {
  QgsProject::instance()->clear();
  session.file.clear();
  session.removed.clear();
  return Reply{};
}

}  // namespace skizze::qgis_helper
