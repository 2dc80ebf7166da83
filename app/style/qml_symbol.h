// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The symbols of a QGIS style. Used inside the room only.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "style/classify.h"
#include "style/losses.h"

namespace skizze::style {

/// One element of the tree that skizze-prepare makes of a .qml file; anything that is missing or of another shape reads as empty.
class QmlElement {
 public:
  explicit QmlElement(const nlohmann::json* json) : m_json(json != nullptr && json->is_object() ? json : nullptr) {}
  explicit operator bool() const { return m_json != nullptr; }
  std::string tag() const { return text_of(m_json, "tag"); }
  std::string text() const { return text_of(m_json, "text"); }
  std::string attribute(const char* name) const {
    return m_json != nullptr && m_json->contains("attributes") ? text_of(&(*m_json)["attributes"], name) : std::string();
  }
  std::vector<QmlElement> children(std::string_view wanted = {}) const;
  QmlElement child(std::string_view wanted) const;

 private:
  static std::string text_of(const nlohmann::json* json, const char* name) {
    if (json == nullptr || !json->is_object()) return {};
    const auto at = json->find(name);
    return at != json->end() && at->is_string() ? at->get<std::string>() : std::string();
  }
  const nlohmann::json* m_json;
};

/// "255,0,0,128", also "255,0,0,128,rgb:1,0,0,0.5" of QGIS 3.38 and later; empty when it is no colour.
std::optional<Color> qml_color(const std::string& text);
/// A number, or `otherwise`.
double qml_number(const std::string& text, double otherwise);
/// Css pixels of a length in "MM", "Point", "Pixel" or "Inch"; lengths in metres of the map are taken as millimetres and noted.
double qml_pixels(const std::string& length, const std::string& unit, double otherwise_px, Losses& losses);

/// A <symbol> with its layers as one symbol of ours.
SimpleSymbol qml_symbol(const QmlElement& symbol, Losses& losses);

}  // namespace skizze::style
