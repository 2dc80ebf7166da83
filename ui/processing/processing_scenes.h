// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "shell/gallery.h"

namespace skizze::ui {

/// Pictures of QGIS's tools; the ready ones are skipped where QGIS is not installed.
std::vector<GalleryScene> processing_scenes();

}  // namespace skizze::ui
