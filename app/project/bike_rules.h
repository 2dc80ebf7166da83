// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "base/result.h"
#include "bike/rules.h"

namespace skizze::project {

/// Text of a compiled-in resource (":/rules/stress.csv"); not_found where there is none.
base::Result<std::string> resource_text(const char* path);
/// The shipped rules, with a city's folder of tables laid over where one is named.
base::Result<bike::RuleBook> bike_rules(const std::string& city_folder = {});

}  // namespace skizze::project
