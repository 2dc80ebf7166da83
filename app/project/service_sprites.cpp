// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/service_sprites.h"

#include <algorithm>
#include <array>

#include <QJsonArray>
#include <QJsonObject>

namespace skizze::project {

namespace {

constexpr std::size_t k_most_sheets = 4;

struct SheetAddress {
  std::string prefix;
  std::string url;
};

std::vector<SheetAddress> addresses_of(const QJsonValue& sprite, const std::string& style_url) {
  if (sprite.isString()) return {{"", resolved_address(style_url, sprite.toString().toStdString())}};
  std::vector<SheetAddress> all;
  for (const auto& entry : sprite.toArray()) {
    const std::string id = entry[QStringLiteral("id")].toString().toStdString();
    const std::string url = entry[QStringLiteral("url")].toString().toStdString();
    if (!id.empty() && !url.empty()) all.push_back({id == "default" ? "" : id, resolved_address(style_url, url)});
  }
  return all;
}

/// JSON and picture of one sharpness into `sprites`; how many pictures are left out.
base::Result<std::size_t> add_sheet(scene::Sprites& sprites, const SheetAddress& sheet, const char* sharpness, const Web& web, bool online,
                                    const base::CancelToken& token) {
  const auto json = fetch_text(with_ending(sheet.url, std::string(sharpness) + ".json"), web, online, token);
  if (!json) return tl::unexpected(json.error());
  const auto picture = fetch_text(with_ending(sheet.url, std::string(sharpness) + ".png"), web, online, token);
  if (!picture) return tl::unexpected(picture.error());
  return sprites.add_raster_sheet(sheet.prefix, QByteArray::fromStdString(*json), *picture);
}

}  // namespace

std::string with_ending(const std::string& address, const std::string& ending) {
  std::string whole = address;
  return whole.insert(std::min(address.find_first_of("?#"), address.size()), ending);
}

ServiceSprites fetch_sprites(const QJsonValue& sprite, const std::string& style_url, const Web& web, bool online,
                             const base::CancelToken& token) {
  ServiceSprites out;
  auto sheets = addresses_of(sprite, style_url);
  if (sheets.size() > k_most_sheets) {
    const auto count = sheets.size() - k_most_sheets;
    out.notices.push_back({feature::Severity::lost, {"project.service_sprite_many", {{"count", std::to_string(count)}}}, count, {}});
    sheets.resize(k_most_sheets);
  }
  const std::array<const char*, 2> wanted = web.fine_screen ? std::array{"@2x", ""} : std::array{"", "@2x"};
  auto sprites = std::make_shared<scene::Sprites>();
  bool any = false;
  for (const auto& sheet : sheets) {
    auto left_out = add_sheet(*sprites, sheet, wanted[0], web, online, token);
    if (!left_out) left_out = add_sheet(*sprites, sheet, wanted[1], web, online, token);
    if (!left_out)
      out.notices.push_back({feature::Severity::lost, {"project.service_sprite", {{"url", sheet.url}}}, 1, sheet.url});
    else if (*left_out > 0)
      out.notices.push_back(
          {feature::Severity::lost, {"project.service_sprite_part", {{"count", std::to_string(*left_out)}}}, *left_out, sheet.url});
    any = any || left_out;
  }
  if (any) out.sprites = std::move(sprites);
  return out;
}

}  // namespace skizze::project
