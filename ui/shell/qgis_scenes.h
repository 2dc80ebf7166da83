// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "shell/gallery.h"

namespace skizze::ui {

/// Pictures of what comes from QGIS, for the gallery.
std::vector<GalleryScene> qgis_scenes();

}  // namespace skizze::ui
