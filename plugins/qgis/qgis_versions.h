// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Names that moved between QGIS 3.22 (Debian 12) and 3.40 (Debian 13).
#pragma once

#include <qgis.h>
#include <qgslabelingenginesettings.h>
#include <qgsproject.h>

namespace skizze::qgis_helper {

#if _QGIS_VERSION_INT >= 32600
using ReadFlags = Qgis::ProjectReadFlags;
inline constexpr auto k_dont_keep_styles = Qgis::ProjectReadFlag::DontStoreOriginalStyles;
inline constexpr auto k_dont_load_layouts = Qgis::ProjectReadFlag::DontLoadLayouts;
#else
using ReadFlags = QgsProject::ReadFlags;
inline constexpr auto k_dont_keep_styles = QgsProject::ReadFlag::FlagDontStoreOriginalStyles;
inline constexpr auto k_dont_load_layouts = QgsProject::ReadFlag::FlagDontLoadLayouts;
#endif

#if _QGIS_VERSION_INT >= 33000
inline constexpr auto k_partial_labels = Qgis::LabelingFlag::UsePartialCandidates;
#else
inline constexpr auto k_partial_labels = QgsLabelingEngineSettings::UsePartialCandidates;
#endif

}  // namespace skizze::qgis_helper
