// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace skizze::ui {

class QgisWatch;
class Workspace;

/// Asks for a file and writes the open project for QGIS as a job that can be cancelled; what QGIS will not show is named in the message.
/// watch learns which file to look after.
void ask_qgis_export(QWidget* parent, Workspace& workspace, QgisWatch& watch);

}  // namespace skizze::ui
