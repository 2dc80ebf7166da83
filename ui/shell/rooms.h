// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skizze::ui {

class ProjectFlow;
class Workspace;

/// The one place that knows which rooms hang themselves into the window besides the layers: planning, participation, ...
void install_rooms(Workspace& workspace, ProjectFlow& flow);

}  // namespace skizze::ui
