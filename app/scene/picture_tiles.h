// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tiles of somebody else that are pictures: aerial photographs, scanned plans.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include <QImage>
#include <QPainter>

#include "base/cancel.h"
#include "scene/shapes.h"
#include "tiles/foreign_tiles.h"

namespace skizze::scene {

/// PNG, JPEG or WebP (where Qt has its plugin), told by the bytes themselves; null for anything else, for pictures wider or higher than
/// most_px, and for damaged ones.
QImage decode_picture(const std::string& bytes, int most_px = 4096);

/// Decoded tiles, limited to 96 MB; any thread.
class PictureSource {
 public:
  QImage picture(const std::shared_ptr<const tiles::ForeignTile>& tile);

 private:
  struct Entry {
    std::shared_ptr<const tiles::ForeignTile> tile;
    QImage image;
  };
  std::mutex m_mutex;          // guards everything below
  std::list<Entry> m_entries;  // most recently used first
  qsizetype m_bytes = 0;
};

/// Draws what covers the clip. zoom: of the view, with device pixels counted (zoom + log2(dpr)); tiles are drawn at the level whose pixels
/// are nearest to the screen's, and meet on whole painter units.
void paint_pictures(QPainter& painter, tiles::ForeignTiles& tiles, const Projection& projection, const QRectF& clip, double zoom,
                    PictureSource& source, const base::CancelToken& token);

}  // namespace skizze::scene
