// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// render_tiles: a block of tiles, drawn as one view so that labels cross the tiles' borders and none is cut.
///   {z, x, y, columns, rows, px, css_px?, labels?, layers?: [ids]}: the block's north-west tile, its size in tiles, a tile's width in
///   pixels and in css pixels of 1/96 inch -> {tiles: [[x, y, bytes], ...]}, body: their PNGs one after the other. A tile in which nothing
///   is to be seen has 0 bytes.
#include <QJsonArray>
#include <algorithm>
#include <cmath>
#include <future>
#include <vector>

#include "picture.h"
#include "verb.h"

namespace skizze::qgis_helper {

namespace {

constexpr double k_edge_m = 20037508.342789244;
constexpr double k_buffer_css_px = 64;  // the largest symbol that reaches over a border whole

struct Block {
  int z = 0;
  int x = 0;
  int y = 0;
  int columns = 1;
  int rows = 1;
  int px = 512;
  int css_px = 512;
};

base::Result<Block> read_block(const QJsonObject& request) {
  const auto number = [&](const char* name, int otherwise) { return request[QLatin1String(name)].toInt(otherwise); };
  const Block b{number("z", -1),   number("x", -1),   number("y", -1),      number("columns", 1),
                number("rows", 1), number("px", 512), number("css_px", 512)};
  const bool place = b.z >= 0 && b.z <= 24 && b.x >= 0 && b.y >= 0 && b.columns >= 1 && b.rows >= 1;
  const bool size = b.px >= 16 && b.css_px >= 16 && b.columns <= k_most_px / b.px && b.rows <= k_most_px / b.px;
  if (place && size && b.x + b.columns <= (1 << b.z) && b.y + b.rows <= (1 << b.z)) return b;
  return base::fail(base::ErrorCode::invalid, "qgis.bad_request", {{"detail", "tiles"}});
}

View view_of(const Block& b) {
  const double width_m = 2 * k_edge_m / std::ldexp(1.0, b.z);
  View view;
  const double west = -k_edge_m + b.x * width_m;
  const double north = k_edge_m - b.y * width_m;
  view.box = QgsRectangle(west, north - b.rows * width_m, west + b.columns * width_m, north);
  view.width_px = b.columns * b.px;
  view.height_px = b.rows * b.px;
  const double ratio = static_cast<double>(b.px) / b.css_px;
  view.dpi = 96 * ratio;
  view.buffer_px = k_buffer_css_px * ratio;
  view.part_of_more = true;
  return view;
}

/// Row by row; packing them costs as much as drawing, so every row has a thread.
std::vector<QByteArray> pictures_of(const QImage& image, const Block& b) {
  std::vector<QByteArray> pictures(static_cast<std::size_t>(b.rows * b.columns));
  std::vector<std::future<void>> rows;
  for (int row = 0; row < b.rows; ++row) {
    rows.push_back(std::async(std::launch::async, [&, row] {
      for (int column = 0; column < b.columns; ++column)
        pictures[static_cast<std::size_t>(row * b.columns + column)] = png_of(image.copy(column * b.px, row * b.px, b.px, b.px));
    }));
  }
  for (auto& row : rows) row.get();
  return pictures;
}

}  // namespace

base::Result<Reply> render_tiles(Session& session, const QJsonObject& request, Talk& talk) {
  if (session.file.isEmpty()) return base::fail(base::ErrorCode::invalid, "qgis.no_project");
  const auto block = read_block(request);
  if (!block) return tl::unexpected(block.error());
  View view = view_of(*block);
  view.labels = request[QLatin1String("labels")].toBool(true);
  for (const auto& id : request[QLatin1String("layers")].toArray()) view.layers << id.toString();
  const auto image = draw(view, talk);
  if (!image) return tl::unexpected(image.error());
  Reply reply;
  QJsonArray tiles;
  const std::vector<QByteArray> pictures = pictures_of(*image, *block);
  for (int i = 0; i < block->rows * block->columns; ++i) {
    const QByteArray& png = pictures[static_cast<std::size_t>(i)];
    tiles.append(QJsonArray{block->x + i % block->columns, block->y + i / block->columns, png.size()});
    reply.body += png;
  }
  reply.report.insert(QStringLiteral("tiles"), tiles);
  return reply;
}

}  // namespace skizze::qgis_helper
