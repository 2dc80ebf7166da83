// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "feature/pack_info.h"
#include "scene/sprites.h"
#include "style/default_style.h"
#include "style/palette.h"
#include "style/stylesheet.h"

namespace skizze::project {

/// How the map is coloured.
enum class Theme : std::uint8_t { light, dark, high_contrast };
/// Palette name of a theme: "light", "dark", "contrast".
std::string_view palette_name(Theme theme);

/// Style texts out of the program's own resources (":/styles/").
style::StyleFiles resource_style_files();

/// Compiled styles by what they were made of: style text, filter and theme. Not thread-safe; each user holds one.
class StyleCache {
 public:
  std::shared_ptr<const style::Palette> palette(Theme theme);
  /// style_json as stored (tokens still in); filter_json may be empty.
  base::Result<std::shared_ptr<const style::Stylesheet>> sheet(const std::string& style_json, const std::string& filter_json, Theme theme);
  /// The default style of a layer; variation picks the hue of the generic ones.
  base::Result<std::string> default_json(const feature::PackInfo& info, int variation = 0);
  /// The style of a template by id ("measures", "comments", "background").
  base::Result<std::string> template_json(std::string_view id);
  /// The sheets of ":/symbols/", each under its file's name: "plan:school".
  std::shared_ptr<const scene::Sprites> sprites();

 private:
  struct Key {
    std::string style, filter;
    Theme theme;
    auto operator<=>(const Key&) const = default;
  };
  style::StyleFiles m_files = resource_style_files();
  std::map<Theme, std::shared_ptr<const style::Palette>> m_palettes;
  std::map<Key, std::shared_ptr<const style::Stylesheet>> m_sheets;
  std::map<std::string, std::string, std::less<>> m_templates;
  std::shared_ptr<const scene::Sprites> m_sprites;
};

}  // namespace skizze::project
