// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/layer_style.h"

#include <cassert>

#include <QDir>
#include <QFile>

#include "project/filter_text.h"

static void load_resources() { Q_INIT_RESOURCE(skizze); }  // outside any namespace, as the macro wants it

namespace skizze::project {

namespace {
/// Beyond this the cache is emptied: styles are typed by people, so this is never reached in a session's normal work.
constexpr std::size_t k_max_sheets = 500;
}  // namespace

std::string_view palette_name(Theme theme) {
  switch (theme) {
    case Theme::light: return "light";
    case Theme::dark: return "dark";
    case Theme::high_contrast: return "contrast";
  }
  return "light";
}

style::StyleFiles resource_style_files() {
  load_resources();
  return [](std::string_view path) -> std::optional<std::string> {
    QFile file(QStringLiteral(":/styles/") + QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size())));
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    return file.readAll().toStdString();
  };
}

std::shared_ptr<const style::Palette> StyleCache::palette(Theme theme) {
  auto& slot = m_palettes[theme];
  if (!slot) {
    auto loaded = style::load_palette(palette_name(theme), m_files);
    slot = std::make_shared<const style::Palette>(loaded ? std::move(*loaded) : style::Palette{});
  }
  return slot;
}

base::Result<std::shared_ptr<const style::Stylesheet>> StyleCache::sheet(const std::string& style_json, const std::string& filter_json,
                                                                         Theme theme) {
  Key key{style_json, filter_json, theme};
  if (const auto it = m_sheets.find(key); it != m_sheets.end()) return it->second;
  const auto coloured = style::apply_palette(style_json, *palette(theme));
  if (!coloured) return tl::unexpected(coloured.error());
  const auto filtered = with_filter(*coloured, filter_json);
  if (!filtered) return tl::unexpected(filtered.error());
  auto parsed = style::parse(*filtered);
  if (!parsed) return parsed;
  if (m_sheets.size() >= k_max_sheets) m_sheets.clear();
  m_sheets.emplace(std::move(key), *parsed);
  return parsed;
}

base::Result<std::string> StyleCache::default_json(const feature::PackInfo& info, int variation) {
  return style::default_style(info, m_files, variation);
}

std::shared_ptr<const scene::Sprites> StyleCache::sprites() {
  if (m_sprites) return m_sprites;
  load_resources();
  auto sprites = std::make_shared<scene::Sprites>();
  const QDir folder(QStringLiteral(":/symbols"));
  for (const QString& name : folder.entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name)) {
    QFile file(folder.filePath(name));
    const bool added = file.open(QIODevice::ReadOnly) && sprites->add_sheet(name.chopped(4).toStdString(), file.readAll());
    assert(added);
    static_cast<void>(added);
  }
  m_sprites = sprites;
  return m_sprites;
}

base::Result<std::string> StyleCache::template_json(std::string_view id) {
  if (const auto it = m_templates.find(id); it != m_templates.end()) return it->second;
  auto json = style::template_json(id, m_files);
  if (json) m_templates.emplace(id, *json);
  return json;
}

}  // namespace skizze::project
