// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The pictures that the style of a service names: its "sprite".
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QJsonValue>

#include "feature/pack_info.h"
#include "project/web.h"
#include "scene/sprites.h"

namespace skizze::project {

struct ServiceSprites {
  std::shared_ptr<const scene::Sprites> sprites;  ///< null where nothing came
  std::vector<feature::Notice> notices;           ///< sheets and pictures that are missing; never a reason to refuse the service
};
/// sprite: as the style has it, an address or a list of {id, url} (the names of sheet "default" have no prefix; at most four sheets).
/// Fetched as fetch_text does: `URL.json` and `URL.png`, with "@2x" on a fine screen; where one of the two does not come, the other.
ServiceSprites fetch_sprites(const QJsonValue& sprite, const std::string& style_url, const Web& web, bool online,
                             const base::CancelToken& token);

/// `address` with `ending` at the end of its path, before what is asked of it ("?key=...").
std::string with_ending(const std::string& address, const std::string& ending);

}  // namespace skizze::project
