// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A QGIS project as tiles of pictures, with QGIS's own cartography.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "qgis/attempts.h"
#include "qgis/qgis_labels.h"
#include "qgis/qgis_project.h"
#include "sources/byte_cache.h"
#include "tiles/foreign_tiles.h"

namespace skizze::qgis {

/// Any thread. What is in the cache is given at once; what is not is drawn by the helper and announced. Tiles are drawn in blocks of
/// k_block x k_block and bear no labels: these are placed for a view as a whole (view_labels()).
class QgisTiles final : public tiles::ForeignTiles {
 public:
  static constexpr int k_block = 2;

  /// ratio: pixels per css pixel (1 or 2). labels: whether there are any above the tiles.
  QgisTiles(std::shared_ptr<QgisProject> project, std::shared_ptr<sources::ByteCache> cache, int ratio = 1, bool labels = true);
  ~QgisTiles() override;

  const QgisProject& project() const { return *m_project; }
  QgisProject& project() { return *m_project; }
  /// Null where no layer of the project that is shown has labels or diagrams: then nothing is asked for.
  QgisLabels* view_labels() override { return m_labels.get(); }
  /// Called on the helper's thread with the Web Mercator box of what has come; must not call back. When this returns, the one before is not
  /// called any more.
  void set_listener(std::function<void(const geo::Box&)> listener) { m_attempts->set_listener(std::move(listener)); }
  /// Called on the helper's thread when drawing begins to fail and when it works again (no error); the rest as of set_listener.
  void set_trouble_listener(std::function<void(const std::optional<base::Error>&)> listener) {
    m_attempts->set_trouble_listener(std::move(listener));
  }
  /// Whether tiles are on their way, and how many blocks were asked for so far.
  bool is_busy() const;
  std::size_t request_count() const;
  /// Why the last attempt to draw something failed; empty after one that worked.
  std::optional<base::Error> problem() const { return m_attempts->problem(); }

 private:
  struct State;  // shared with callbacks
  Answer fetch(geo::TileId id) override;
  void ask(geo::TileId id);
  std::string key_of(geo::TileId id) const;

  std::shared_ptr<sources::ByteCache> m_cache;
  int m_ratio;
  std::string m_prefix;  // of the cache's keys
  std::shared_ptr<State> m_state;
  std::shared_ptr<Attempts> m_attempts;
  std::unique_ptr<QgisLabels> m_labels;
  std::shared_ptr<QgisProject> m_project;  // last: its helper goes first
};

}  // namespace skizze::qgis
