// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A QGIS project as tiles of pictures, with QGIS's own cartography.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "qgis/qgis_project.h"
#include "sources/byte_cache.h"
#include "tiles/foreign_tiles.h"

namespace skizze::qgis {

/// Any thread. What is in the cache is given at once; what is not is drawn by the helper and announced. Tiles are drawn in blocks of
/// k_block x k_block, so that labels lie whole across their borders; a block's labels end at its own border. After a failure the helper is
/// left alone for three seconds, after each further one twice as long; then everything is announced, so that who looks at it asks again.
class QgisTiles final : public tiles::ForeignTiles {
 public:
  static constexpr int k_block = 4;

  /// ratio: pixels per css pixel (1 or 2).
  QgisTiles(std::shared_ptr<QgisProject> project, std::shared_ptr<sources::ByteCache> cache, int ratio = 1, bool labels = true);
  ~QgisTiles() override;

  const QgisProject& project() const { return *m_project; }
  QgisProject& project() { return *m_project; }
  /// Called on the helper's thread with the Web Mercator box of what has come; must not call back. When this returns, the one before is not
  /// called any more.
  void set_listener(std::function<void(const geo::Box&)> listener);
  /// Called on the helper's thread when drawing begins to fail and when it works again (no error); the rest as of set_listener.
  void set_trouble_listener(std::function<void(const std::optional<base::Error>&)> listener);
  /// Whether something is on its way, and how much was asked for so far.
  bool is_busy() const;
  std::size_t request_count() const;
  /// Why the last block could not be drawn; empty after one that could.
  std::optional<base::Error> problem() const;

 private:
  struct State;  // shared with callbacks
  Answer fetch(geo::TileId id) override;
  void ask(geo::TileId id);
  static void announce(State& state, const geo::Box& box);
  std::string key_of(geo::TileId id) const;

  std::shared_ptr<sources::ByteCache> m_cache;
  int m_ratio;
  bool m_labels;
  std::string m_prefix;  // of the cache's keys
  std::shared_ptr<State> m_state;
  std::shared_ptr<QgisProject> m_project;  // last: its helper goes first
};

}  // namespace skizze::qgis
