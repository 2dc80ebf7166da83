// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a layer is about, guessed from what its pack says. Used inside the room and by its tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "feature/pack_info.h"

namespace skizze::style {

/// Lower case without umlauts ("Straßenbäume" -> "strassenbaeume"), for comparing names.
std::string folded(std::string_view text);
/// The column that holds names for a map label of this template, and the one with classes or house numbers; as it is spelled in the pack.
std::optional<std::string> label_column(const feature::PackInfo& info, std::string_view template_id);
std::optional<std::string> class_column(const feature::PackInfo& info, std::string_view template_id);
std::optional<std::string> house_number_column(const feature::PackInfo& info);

}  // namespace skizze::style
