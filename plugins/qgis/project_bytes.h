// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QString>

#include "base/result.h"

namespace skizze::qgis_helper {

/// What a project file holds. The .qgs is text that nobody has looked at yet.
struct ProjectBytes {
  QByteArray qgs;
  QByteArray qgd;  ///< auxiliary storage (SQLite): label positions moved by hand; empty where there is none
};

/// Reads a .qgz (a ZIP with one .qgs and perhaps one .qgd) or a .qgs as it is; told apart by the first bytes. Nothing is written. An entry
/// that is absolute, leads out of the archive or is a link makes the whole file refused; other entries are passed over. Errors: not_found,
/// unreadable, refused, too_large (names the limit), damaged (no ZIP, no .qgs in it).
base::Result<ProjectBytes> read_project_bytes(const QString& file);

}  // namespace skizze::qgis_helper
