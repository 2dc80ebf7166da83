// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "shell/gallery.h"

namespace skizze::ui {

/// Roof map, building sheet (page and PDF), sketched area, shade, way of the sun, open fields.
std::vector<GalleryScene> solar_scenes();

}  // namespace skizze::ui
