// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/map_legend.h"

#include <algorithm>

#include "cli/output.h"
#include "project/condition_text.h"

namespace skizze::cli {

namespace {

constexpr double k_margin_px = 12;
constexpr int k_font_px = 12;

QString words_of(const Context& context, const style::LegendEntry& entry) {
  if (entry.range) return project::range_text(entry.range->first, entry.range->second, context.language());
  if (entry.is_filter) return project::filter_words(entry.label, context.language());
  return entry.is_message ? context.text(base::Message{entry.label, {}}) : q(entry.label);
}

}  // namespace

std::vector<scene::LegendBlock> map_legend(const Context& context, const scene::MapSnapshot& snapshot, double zoom,
                                           const std::function<QString(const scene::MapLayer&)>& name_of) {
  std::vector<scene::LegendBlock> out;
  for (auto layer = snapshot.layers.rbegin(); layer != snapshot.layers.rend(); ++layer) {
    if (!layer->visible || !layer->style || !layer->pack || layer->pack->size() == 0) continue;
    const QString name = name_of(*layer);
    scene::LegendBlock block;
    block.sprites = layer->sprites;
    for (auto& entry : style::legend(*layer->style, zoom)) {
      QString words = words_of(context, entry);
      block.lines.push_back({std::move(entry), std::move(words)});
    }
    if (name.isEmpty() || block.lines.empty()) continue;
    // One line needs no heading: it is the layer.
    if (block.lines.size() == 1)
      block.lines.front().words = name;
    else
      block.title = name;
    out.push_back(std::move(block));
  }
  return out;
}

void paint_map_legend(QPainter& painter, QSizeF picture, const std::vector<scene::LegendBlock>& blocks) {
  if (blocks.empty()) return;
  QFont font;
  font.setPixelSize(k_font_px);
  const QSizeF size = scene::legend_size(blocks, font);
  const double scale =
      std::min({1.0, (picture.width() - 2 * k_margin_px) / size.width(), (picture.height() - 2 * k_margin_px) / size.height()});
  if (scale <= 0) return;
  painter.save();
  painter.translate(picture.width() - k_margin_px - size.width() * scale, picture.height() - k_margin_px - size.height() * scale);
  painter.scale(scale, scale);
  scene::paint_legend(painter, {0, 0}, blocks, font, QColor(0xf4, 0xf1, 0xea, 240), QColor(0x22, 0x22, 0x22));
  painter.restore();
}

}  // namespace skizze::cli
