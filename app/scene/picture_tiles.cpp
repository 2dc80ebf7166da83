// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/picture_tiles.h"

#include <algorithm>
#include <cmath>

#include <QBuffer>
#include <QImageReader>

#include "geo/mercator.h"

namespace skizze::scene {

namespace {

constexpr qsizetype k_most_bytes = 96 << 20;
constexpr std::uint32_t k_most_tiles = 64;  ///< of one row or column of a picture

const char* format_of(const std::string& bytes) {
  if (bytes.starts_with("\x89PNG")) return "png";
  if (bytes.starts_with("\xff\xd8\xff")) return "jpeg";
  if (bytes.starts_with("RIFF") && bytes.compare(8, 4, "WEBP") == 0) return "webp";
  return nullptr;
}

/// The part of a coarser tile that lies under a finer one.
QRectF part_of(const QImage& image, geo::TileId whole, geo::TileId part) {
  const int levels = part.z - whole.z;
  const double share = 1.0 / static_cast<double>(std::int64_t{1} << levels);
  const double w = image.width() * share;
  const double h = image.height() * share;
  const auto right = static_cast<double>(part.x - (std::int64_t{whole.x} << levels));
  const auto down = static_cast<double>(part.y - (std::int64_t{whole.y} << levels));
  return {right * w, down * h, w, h};
}

}  // namespace

QImage decode_picture(const std::string& bytes, int most_px) {
  const char* format = format_of(bytes);
  if (format == nullptr) return {};
  QByteArray held = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
  QBuffer buffer(&held);
  QImageReader reader(&buffer, format);
  reader.setDecideFormatFromContent(false);
  const QSize size = reader.size();
  if (!size.isValid() || size.width() > most_px || size.height() > most_px) return {};
  const QImage image = reader.read();
  if (image.isNull()) return {};
  return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

QImage PictureSource::picture(const std::shared_ptr<const tiles::ForeignTile>& tile) {
  const auto find = [&] { return std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.tile == tile; }); };
  {
    const std::lock_guard lock(m_mutex);
    if (const auto it = find(); it != m_entries.end()) {
      m_entries.splice(m_entries.begin(), m_entries, it);
      return it->image;
    }
  }
  QImage image = decode_picture(tile->picture);
  const std::lock_guard lock(m_mutex);
  if (find() != m_entries.end()) return image;  // another worker was faster
  m_bytes += image.sizeInBytes();
  m_entries.push_front({tile, image});
  while (m_bytes > k_most_bytes && m_entries.size() > 1) {
    m_bytes -= m_entries.back().image.sizeInBytes();
    m_entries.pop_back();
  }
  return image;
}

void paint_pictures(QPainter& painter, tiles::ForeignTiles& tiles, const Projection& projection, const QRectF& clip, double zoom,
                    PictureSource& source, const base::CancelToken& token) {
  const auto& info = tiles.info();
  const double ideal = zoom + std::log2(geo::k_tile_px / static_cast<double>(std::max(1, info.picture_px)));
  const int level = std::clamp(static_cast<int>(std::lround(ideal)), info.min_zoom, info.max_zoom);
  geo::Box view = projection.inverse(clip);
  if (!view.intersects(info.bounds)) return;
  const auto first = geo::tile_at({view.min_x, view.max_y}, level);
  const auto last = geo::tile_at({view.max_x, view.min_y}, level);
  if (last.x - first.x > k_most_tiles || last.y - first.y > k_most_tiles) return;  // so far out that nothing could be seen of them
  painter.save();
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  for (std::uint32_t y = first.y; y <= last.y; ++y) {
    for (std::uint32_t x = first.x; x <= last.x && !token.cancelled(); ++x) {
      const geo::TileId id{static_cast<std::uint8_t>(level), x, y};
      const geo::Box box = geo::tile_bounds(id);
      const auto tile = box.intersects(info.bounds) ? tiles.covering(id) : nullptr;
      const QImage image = tile ? source.picture(tile) : QImage();
      if (image.isNull()) continue;
      const QPointF corner = projection({box.min_x, box.max_y});
      const QPointF opposite = projection({box.max_x, box.min_y});
      const QRectF place(QPointF(std::round(corner.x()), std::round(corner.y())),
                         QPointF(std::round(opposite.x()), std::round(opposite.y())));
      painter.drawImage(place, image, part_of(image, tile->id, id));
    }
  }
  painter.restore();
}

}  // namespace skizze::scene
