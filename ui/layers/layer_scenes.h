// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "shell/gallery.h"

namespace skizze::ui {

/// Pictures of how layers look: a small land-use plan drawn with every plan sign, at the desk and on the projector; and of their groups.
std::vector<GalleryScene> layer_scenes();
bool layer_groups_scene(GalleryStage& stage);

}  // namespace skizze::ui
