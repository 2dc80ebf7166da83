// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Values of properties into the structs that painters use. Used inside the room only.
#pragma once

#include "style/evaluate.h"
#include "style/layer_properties.h"

namespace skizze::style {

// Each sets what the property means; a value of another kind leaves the property's default.
void apply(BackgroundPaint& paint, P id, const Value& value);
void apply(FillPaint& paint, P id, const Value& value);
void apply(LinePaint& paint, P id, const Value& value);
void apply(CirclePaint& paint, P id, const Value& value);
void apply(SymbolStyle& symbol, P id, const Value& value);

/// The words of a label; transform is "none", "uppercase" or "lowercase".
std::vector<TextSection> sections_of(const Value& field, std::string_view transform);

}  // namespace skizze::style
