// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/rooms.h"

#include "participation/participation_room.h"
#include "planning/plan_room.h"
#include "shell/workspace.h"

namespace skizze::ui {

void install_rooms(Workspace& workspace) {
  new PlanRoom(workspace);           // owned by the workspace
  new ParticipationRoom(workspace);
}

}  // namespace skizze::ui
