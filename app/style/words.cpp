// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/words.h"

#include <algorithm>

#include "style/hatch.h"
#include "style/layer_properties.h"
#include "style/parser.h"
#include "style/plan_signs.h"
#include "style/stylesheet.h"

namespace skizze::style {

std::vector<std::string> style_words() {
  std::vector<std::string> words{"version",       "layers",   "id",    "type",       "filter",  "minzoom",    "maxzoom", "paint",
                                 "layout",        "metadata", "Point", "LineString", "Polygon", "visibility", "visible", "none",
                                 "skizze:legend", "@label",   "@halo", "@water"};
  for (const auto& name : operator_names()) words.push_back(name);
  for (std::size_t i = 0; i < k_property_count; ++i) words.emplace_back(definition(static_cast<P>(i)).name);
  for (const auto type : {LayerType::background, LayerType::fill, LayerType::line, LayerType::circle, LayerType::symbol})
    words.emplace_back(name_of(type));
  for (const auto& hatch : hatches()) words.emplace_back(hatch.name);
  for (const auto& sign : plan_signs()) {
    for (const auto* name : {&sign.symbol.pattern, &sign.symbol.line_pattern, &sign.symbol.icon}) {
      if (!name->empty()) words.push_back(*name);
    }
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace skizze::style
