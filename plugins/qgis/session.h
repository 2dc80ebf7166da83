// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What one helper process knows: its folder and the project that is open. One process serves one project (QGIS has one instance of it).
#pragma once

#include <QDir>
#include <QString>
#include <vector>

#include "base/result.h"

namespace skizze::qgis_helper {

/// Something of the foreign file that was taken away before QGIS saw it.
struct Removed {
  QString kind;   ///< "macro", "action", "form_code", "form", "expression_function", "remote_picture", "html", "network_layer", ...
  QString where;  ///< the layer or layout it belonged to; empty for the project itself
  QString name;   ///< what a person can recognise it by
  bool operator==(const Removed& other) const { return kind == other.kind && where == other.where && name == other.name; }
};

struct Session {
  QDir folder;   ///< the only place that can be written to
  QString file;  ///< the project as the person named it; empty while none is open
  std::vector<Removed> removed;
};

}  // namespace skizze::qgis_helper
