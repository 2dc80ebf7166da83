// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/gallery.h"

namespace skizze::ui {

/// The scenes of printing, for the gallery; skipped where QGIS is not installed.
std::vector<GalleryScene> print_scenes();

}  // namespace skizze::ui
