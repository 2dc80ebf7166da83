// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "style/expression.h"

namespace skizze::style {

/// Converts a value to a kind as to-number, to-color, ... do; the error is the specification's text.
tl::expected<Value, std::string> coerce(const Value& value, Kind kind, const Context& context);

}  // namespace skizze::style
