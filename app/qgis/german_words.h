// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "qgis/processing.h"

namespace skizze::qgis {

/// German words for what QGIS says in English where its own translations are not installed (Debian packs them apart): names, groups and the
/// commonest parameters and choices. What is not in the table stays English. The English name is kept, so that a search finds both.
void speak_german(AlgorithmInfo& algorithm);

}  // namespace skizze::qgis
