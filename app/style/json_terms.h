// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Expressions that looks and conditions write. Used inside the room only.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "feature/value.h"

namespace skizze::style {

/// The value alone; null for none.
nlohmann::json json_of(const feature::Value& value);
/// ["get", attribute]; the same as a number; whether it is one.
nlohmann::json get_of(const std::string& attribute);
nlohmann::json number_of(const std::string& attribute);
nlohmann::json number_test(const std::string& attribute);

}  // namespace skizze::style
