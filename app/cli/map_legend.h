// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QPainter>
#include <QSizeF>

#include "cli/verb.h"
#include "scene/legend_painter.h"
#include "scene/map_view.h"

namespace skizze::cli {

/// The legend of what a map shows at a zoom, topmost layer first. name_of: what people call a layer; empty leaves it out.
std::vector<scene::LegendBlock> map_legend(const Context& context, const scene::MapSnapshot& snapshot, double zoom,
                                           const std::function<QString(const scene::MapLayer&)>& name_of);

/// Draws it into the lower right corner of a picture (css pixels), smaller where it would not fit.
void paint_map_legend(QPainter& painter, QSizeF picture, const std::vector<scene::LegendBlock>& blocks);

}  // namespace skizze::cli
