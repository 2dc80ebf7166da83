// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The calm city style: a template for each kind of layer, chosen from what the pack says about itself.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feature/pack_info.h"
#include "style/palette.h"

namespace skizze::style {

/// Reads a text below resources/styles ("palette_light.json", "city/streets.json"); empty when it is not there. The engine has no
/// resource system: the caller gives one (":/styles/" in the programs, a folder in tests).
using StyleFiles = std::function<std::optional<std::string>(std::string_view path)>;
/// From a folder on disk.
StyleFiles style_files_in(const std::string& folder);

/// Template id for a layer ("buildings", "roofs", "streets", "railway", "waterway", "water", "green", "parcels", "districts", "trees",
/// "bike_network", "points_of_interest", "comments", "measures", "generic_point", "generic_line", "generic_area", "osm_lines", ...):
/// decided by role, then columns, then name, then geometry.
std::string choose_template(const feature::PackInfo& info);
/// All template ids, bottom of the stack first.
std::vector<std::string> template_ids();

/// Complete style JSON for a layer, colour tokens still in ("@water"): stored with the layer, coloured when drawn, so that light and
/// dark share it. Label and class columns are filled in; labels without a column are left out. `variation` picks the hue of the generic
/// templates (0..6, e.g. the layer's number). Errors: not_found (the template's file is missing), invalid.
base::Result<std::string> default_style(const feature::PackInfo& info, const StyleFiles& files, int variation = 0);
/// A palette by name: "light", "dark", "contrast".
base::Result<Palette> load_palette(std::string_view name, const StyleFiles& files);

/// A template by id, for layers that have no pack of their own kind: the ground ("background"), what is being drawn or selected
/// ("overlay"), "measures", "comments". Columns are called "name" and "class". Errors as above.
base::Result<std::string> template_json(std::string_view id, const StyleFiles& files, int variation = 0);

/// Where a layer of this template belongs in the stack: lower is further down (0 ground .. 100 labels and comments).
int stacking_order(std::string_view template_id);

}  // namespace skizze::style
