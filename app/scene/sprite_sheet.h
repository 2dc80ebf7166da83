// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include <QByteArray>
#include <QColor>
#include <QImage>
#include <QSizeF>
#include <QString>

#include "base/result.h"

namespace skizze::scene {

/// One sheet of pictures by name. One thread at a time (Sprites sees to it).
class SpriteSheet {
 public:
  virtual ~SpriteSheet() = default;
  virtual bool contains(const QString& id) const = 0;
  /// Css pixels; empty for names that are no picture.
  virtual QSizeF size(const QString& id) const = 0;
  /// Whether the picture has no colour of its own.
  virtual bool is_mask(const QString& id) const = 0;
  /// The picture as large as asked for, premultiplied; masks in the colour given. id must be contained.
  virtual QImage draw(const QString& id, QSize size, const QColor& mask) const = 0;
};

/// A sprite of the MapLibre style specification: names and places as JSON, one picture (PNG, JPEG or WebP) with all of them.
struct RasterSheet {
  std::unique_ptr<SpriteSheet> pictures;
  std::size_t left_out = 0;  ///< pictures whose place or size cannot be right
};
/// sheet: its name in errors. Errors: too_large (the JSON over 2 MB, more than 10,000 pictures); invalid (no JSON object, no picture, or
/// one over 4096 px, or none of the pictures lies within it).
base::Result<RasterSheet> read_raster_sheet(const std::string& sheet, const QByteArray& json, const std::string& picture);

}  // namespace skizze::scene
