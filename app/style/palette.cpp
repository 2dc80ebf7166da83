// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/palette.h"

#include <charconv>

#include "style/json_text.h"

namespace skizze::style {
namespace {

using nlohmann::json;

base::Result<Color> resolve(const json& colors, const std::string& token, int depth) {
  constexpr int k_longest_chain = 8;
  const auto at = colors.find(token);
  if (at == colors.end() || !at->is_string()) return base::fail(base::ErrorCode::invalid, "style.token_unknown", {{"token", token}});
  const auto& text = at->get_ref<const std::string&>();
  if (text.starts_with('@')) {
    if (depth >= k_longest_chain) return base::fail(base::ErrorCode::invalid, "style.token_circle", {{"token", token}});
    return resolve(colors, text.substr(1), depth + 1);
  }
  const auto color = parse_color(text);
  if (!color) return base::fail(base::ErrorCode::invalid, "style.color_invalid", {{"token", token}, {"value", text}});
  return *color;
}

/// "@water/0.4" to the colour with this opacity (on top of its own).
base::Result<std::string> colour_text(const std::string& text, const Palette& palette) {
  const auto slash = text.find('/');
  const std::string token = text.substr(1, slash == std::string::npos ? slash : slash - 1);
  auto color = palette.color(token);
  if (!color) return base::fail(base::ErrorCode::invalid, "style.token_unknown", {{"token", token}});
  if (slash != std::string::npos) {
    float opacity = 0;
    const auto parsed = std::from_chars(text.data() + slash + 1, text.data() + text.size(), opacity);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || opacity < 0 || opacity > 1) {
      return base::fail(base::ErrorCode::invalid, "style.token_opacity", {{"token", text}});
    }
    color->a *= opacity;
  }
  return to_css(*color);
}

base::Status replace_tokens(json& node, const Palette& palette) {
  if (node.is_string()) {
    const auto& text = node.get_ref<const std::string&>();
    if (text.size() < 2 || text[0] != '@') return {};
    auto color = colour_text(text, palette);
    if (!color) return tl::unexpected<base::Error>(std::move(color.error()));
    node = std::move(*color);
    return {};
  }
  if (!node.is_structured()) return {};
  for (auto& child : node) {
    if (auto status = replace_tokens(child, palette); !status) return status;
  }
  return {};
}

}  // namespace

std::optional<Color> Palette::color(std::string_view token) const {
  if (token.starts_with('@')) token.remove_prefix(1);
  const auto at = colors.find(token);
  return at == colors.end() ? std::nullopt : std::optional(at->second);
}

base::Result<Palette> parse_palette(std::string_view text) {
  const auto parsed = read_json(text);
  if (!parsed || !parsed->is_object() || !parsed->contains("colors") || !(*parsed)["colors"].is_object()) {
    return base::fail(base::ErrorCode::invalid, "style.palette_invalid");
  }
  Palette palette;
  if (parsed->contains("name") && (*parsed)["name"].is_string()) palette.name = (*parsed)["name"].get<std::string>();
  palette.dark = parsed->contains("dark") && (*parsed)["dark"] == true;
  const json& colors = (*parsed)["colors"];
  for (const auto& entry : colors.items()) {
    auto color = resolve(colors, entry.key(), 0);
    if (!color) return tl::unexpected<base::Error>(std::move(color.error()));
    palette.colors.emplace(entry.key(), *color);
  }
  return palette;
}

base::Result<std::string> apply_palette(std::string_view style_json, const Palette& palette) {
  auto parsed = read_json(style_json);
  if (!parsed) return base::fail(base::ErrorCode::invalid, "style.not_json", {{"detail", ""}});
  if (auto status = replace_tokens(*parsed, palette); !status) return tl::unexpected<base::Error>(std::move(status.error()));
  return parsed->dump();
}

}  // namespace skizze::style
