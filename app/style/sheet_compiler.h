// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "style/compiled_sheet.h"
#include "style/json_text.h"

namespace skizze::style {

/// Style JSON to a compiled sheet. What is wrong is added to issues; with errors among them the sheet is not to be used.
std::unique_ptr<detail::CompiledSheet> compile_sheet(std::string_view json, std::vector<Issue>& issues);

}  // namespace skizze::style
