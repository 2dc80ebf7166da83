// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "geo/geometry.h"
#include "shell/gallery.h"

namespace skizze::project {
class Document;
}

namespace skizze::ui {

/// Pictures of planning: drawing, selecting, comparing.
std::vector<GalleryScene> plan_scenes();

/// A main street of the open project in Web Mercator metres, a long one near the middle of town that has a name; empty where no layer has streets.
std::vector<geo::Point2> main_street(const project::Document& document);
/// A point in the middle of the densest spot of city surfaces or objects; for pictures that want roofs.
std::optional<geo::Point2> built_up_place(const project::Document& document);

}  // namespace skizze::ui
