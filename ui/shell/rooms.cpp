// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/rooms.h"

#include "participation/participation_room.h"
#include "planning/plan_room.h"
#include "processing/processing_room.h"
#include "shell/workspace.h"
#include "solar/solar_room.h"

namespace skizze::ui {

void install_rooms(Workspace& workspace, ProjectFlow& flow) {
  auto* solar = new SolarRoom(workspace);  // owned by the workspace, like all of them
  new PlanRoom(workspace, solar->desk());
  new ParticipationRoom(workspace);
  new ProcessingRoom(workspace, flow);
}

}  // namespace skizze::ui
