// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QByteArray>
#include <QColor>
#include <QImage>
#include <QPainter>
#include <QSizeF>

#include "base/result.h"

namespace skizze::scene {

class SpriteSheet;

/// Pictures that icon-image, fill-pattern and line-pattern may name, drawn from sheets. SVG: each group with an id is one picture, as large
/// as what it holds (an unfilled rectangle gives a pattern its cell), one SVG unit per css pixel. A sheet with the attribute
/// `data-mask="yes"` on its root gives shapes without a colour of their own: they are drawn in the colour the style asks for, and so are
/// the distance fields ("sdf") of raster sheets, which are sprites of the MapLibre style specification.
/// Any thread; pictures are drawn once for each size and colour.
class Sprites {
 public:
  Sprites();
  ~Sprites();
  /// The sheets of both (they share their pictures); those of `first` are asked first.
  static std::shared_ptr<const Sprites> joined(const Sprites& first, const Sprites& second);

  /// Names of a sheet are "prefix:id" ("id" alone where the prefix is empty). Errors: too_large (over 1 MB), invalid (no SVG, or one with a
  /// document type: entities are not read).
  base::Status add_sheet(const std::string& prefix, const QByteArray& svg);
  /// A sprite's JSON and its picture (sprite_sheet.h). Gives how many pictures were left out because their place or size cannot be right.
  base::Result<std::size_t> add_raster_sheet(const std::string& prefix, const QByteArray& json, const std::string& picture);

  bool contains(const std::string& name) const;
  /// Css pixels; empty for names that are no picture.
  QSizeF size(const std::string& name) const;
  /// `scale` device pixels per css pixel, alpha premultiplied; null for names that are no picture.
  QImage picture(const std::string& name, double scale, const QColor& mask) const;

 private:
  struct Sheet;
  void add(const std::string& prefix, std::unique_ptr<SpriteSheet> pictures);
  const Sheet* sheet_of(const std::string& name, QString& id) const;
  std::vector<std::shared_ptr<const Sheet>> m_sheets;
};

}  // namespace skizze::scene
