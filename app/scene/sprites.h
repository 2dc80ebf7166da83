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

/// Pictures that icon-image, fill-pattern and line-pattern may name, drawn from SVG sheets: each group with an id is one picture, as large
/// as what it holds (an unfilled rectangle gives a pattern its cell), one SVG unit per css pixel. A sheet with the attribute
/// `data-mask="yes"` on its root gives shapes without a colour of their own: they are drawn in the colour the style asks for.
/// Any thread; pictures are drawn once for each size and colour.
class Sprites {
 public:
  Sprites();
  ~Sprites();
  /// Names of a sheet are "prefix:id" ("id" alone where the prefix is empty). Errors: too_large (over 1 MB), invalid (no SVG, or one with a
  /// document type: entities are not read).
  base::Status add_sheet(const std::string& prefix, const QByteArray& svg);

  bool contains(const std::string& name) const;
  /// Css pixels; empty for names that are no picture.
  QSizeF size(const std::string& name) const;
  /// `scale` device pixels per css pixel, alpha premultiplied; null for names that are no picture.
  QImage picture(const std::string& name, double scale, const QColor& mask) const;

 private:
  struct Sheet;
  const Sheet* sheet_of(const std::string& name, QString& id) const;
  std::vector<std::unique_ptr<Sheet>> m_sheets;
};

}  // namespace skizze::scene
