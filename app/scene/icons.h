// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QHash>
#include <QImage>
#include <QPainterPath>

#include "style/evaluate.h"

namespace skizze::scene {

/// Shapes that icon-image may name without any sprite: "pin", "dot", "square", "diamond", "triangle", "pentagon", "hexagon", "star",
/// "cross", "tick", "arrow". Drawn in icon-color with icon-halo, 16 css px high at icon-size 1 (the pin 24, its tip at the bottom). An
/// empty path for other names.
QPainterPath icon_shape(const std::string& name);

class Sprites;

/// Draws icons once. One thread at a time.
class IconSource {
 public:
  /// A sprite where `sprites` (may be null) has one of that name, else the shape, else the picture that the name itself holds
  /// ("data:image/png;base64,..."; 16 css px high at icon-size 1); null for other names. Sprites and pictures have no halo.
  QImage icon(const std::string& name, const style::SymbolStyle& style, double dpr, const Sprites* sprites = nullptr);

 private:
  QHash<QString, QImage> m_icons;
};

}  // namespace skizze::scene
