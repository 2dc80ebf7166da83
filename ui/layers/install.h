// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skizze::ui {

class ProjectFlow;
class Workspace;

/// Hangs the layers' panel, inspector pages, actions and the import preview into the window.
void install_layers(Workspace& workspace, ProjectFlow& flow);

}  // namespace skizze::ui
