// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "feature/pack_info.h"
#include "qgis/project_info.h"

namespace skizze::qgis {

/// What a person should know before a QGIS project becomes a layer: one notice for each kind of thing that was removed (a warning), one for
/// missing layers and one for layers whose data lie on other machines (lost); each with how many there were and which was the first.
std::vector<feature::Notice> notices_of(const ProjectInfo& info);

}  // namespace skizze::qgis
