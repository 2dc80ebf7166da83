// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "shell/gallery.h"

namespace skizze::ui {

/// Pictures of participation: list and map in step, the form, an answer.
std::vector<GalleryScene> participation_scenes();

}  // namespace skizze::ui
