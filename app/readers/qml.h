// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "base/cancel.h"
#include "base/result.h"

namespace skizze::readers {

/// The symbology of a QGIS style file (.qml) as a JSON tree, {"tag", "attributes": {...}, "text", "children": [...]}, with only the
/// elements that say how a layer looks; what they mean is read by app/style/qml_import.h. Errors: unreadable, too_large (more than 16 MB,
/// 64 levels or 200,000 elements), refused (entities), damaged (no XML), unsupported (another root than qgis).
base::Result<std::string> read_qml(const std::filesystem::path& file, const base::CancelToken& token = {});

}  // namespace skizze::readers
