// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <optional>

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include "scene/picture_tiles.h"
#include "scene/sprite_sheet.h"

namespace skizze::scene {

namespace {

constexpr qsizetype k_most_bytes = 2 << 20;
constexpr qsizetype k_most_pictures = 10'000;
constexpr int k_largest_side = 1024;  ///< of one picture, in pixels of the sheet
constexpr double k_least_ratio = 0.5;
constexpr double k_most_ratio = 8;

// Distance fields as MapLibre's tools make them: the outline lies at 3/4 of the alpha, eight pixels are the whole of it.
constexpr double k_field_edge = 0.75;
constexpr double k_field_px = 8;

struct Picture {
  QRect place;  ///< in the sheet
  double ratio = 1;
  bool is_field = false;  ///< "sdf": alpha says how far the outline is
};

std::optional<int> whole_number(const QJsonValue& value) {
  const double number = value.toDouble(-1);
  if (number < 0 || number > 1e6 || number != std::floor(number)) return std::nullopt;
  return static_cast<int>(number);
}

/// Nothing where the entry is not what the specification asks for, or does not lie in the sheet.
std::optional<Picture> read_picture(const QJsonObject& entry, const QRect& sheet) {
  const auto x = whole_number(entry[QStringLiteral("x")]);
  const auto y = whole_number(entry[QStringLiteral("y")]);
  const auto width = whole_number(entry[QStringLiteral("width")]);
  const auto height = whole_number(entry[QStringLiteral("height")]);
  const QJsonValue sdf = entry[QStringLiteral("sdf")];
  const double ratio = entry[QStringLiteral("pixelRatio")].toDouble(0);
  if (!x || !y || !width || !height || !(sdf.isUndefined() || sdf.isBool())) return std::nullopt;
  if (*width < 1 || *height < 1 || *width > k_largest_side || *height > k_largest_side) return std::nullopt;
  if (!(ratio >= k_least_ratio && ratio <= k_most_ratio)) return std::nullopt;
  const Picture picture{QRect(*x, *y, *width, *height), ratio, sdf.toBool()};
  return sheet.contains(picture.place) ? std::optional(picture) : std::nullopt;
}

/// The alpha of `field` (already in its final size, px_per_px of the original) as a shape with soft edges one pixel wide.
QImage shape_of(const QImage& field, double px_per_px, const QColor& color) {
  QImage shape(field.size(), QImage::Format_ARGB32_Premultiplied);
  const double slope = k_field_px * px_per_px;
  for (int y = 0; y < field.height(); ++y) {
    const auto* from = reinterpret_cast<const QRgb*>(field.constScanLine(y));
    auto* to = reinterpret_cast<QRgb*>(shape.scanLine(y));
    for (int x = 0; x < field.width(); ++x) {
      const double covered = std::clamp((qAlpha(from[x]) / 255.0 - k_field_edge) * slope + 0.5, 0.0, 1.0);
      to[x] = qPremultiply(qRgba(color.red(), color.green(), color.blue(), static_cast<int>(std::lround(covered * color.alpha()))));
    }
  }
  return shape;
}

class Raster final : public SpriteSheet {
 public:
  Raster(QImage sheet, QHash<QString, Picture> pictures) : m_sheet(std::move(sheet)), m_pictures(std::move(pictures)) {}
  bool contains(const QString& id) const override { return m_pictures.contains(id); }
  QSizeF size(const QString& id) const override {
    const auto it = m_pictures.constFind(id);
    return it == m_pictures.constEnd() ? QSizeF() : QSizeF(it->place.size()) / it->ratio;
  }
  bool is_mask(const QString& id) const override { return m_pictures.value(id).is_field; }
  QImage draw(const QString& id, QSize size, const QColor& mask) const override {
    const Picture picture = m_pictures.value(id);
    const QImage scaled = m_sheet.copy(picture.place).scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QImage image = scaled.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    return picture.is_field ? shape_of(image, static_cast<double>(size.width()) / picture.place.width(), mask) : image;
  }

 private:
  QImage m_sheet;
  QHash<QString, Picture> m_pictures;
};

}  // namespace

base::Result<RasterSheet> read_raster_sheet(const std::string& sheet, const QByteArray& json, const std::string& picture) {
  const auto bad = [&](base::ErrorCode code) { return base::fail(code, "scene.bad_raster_sprites", {{"sheet", sheet}}); };
  if (json.size() > k_most_bytes) return bad(base::ErrorCode::too_large);
  const auto document = QJsonDocument::fromJson(json);
  if (!document.isObject()) return bad(base::ErrorCode::invalid);
  const auto index = document.object();
  if (index.size() > k_most_pictures) return bad(base::ErrorCode::too_large);
  QImage image = decode_picture(picture);
  if (image.isNull()) return bad(base::ErrorCode::invalid);
  QHash<QString, Picture> pictures;
  for (auto it = index.begin(); it != index.end(); ++it)
    if (const auto found = read_picture(it.value().toObject(), image.rect())) pictures.insert(it.key(), *found);
  if (pictures.isEmpty() && !index.isEmpty()) return bad(base::ErrorCode::invalid);
  const auto left_out = static_cast<std::size_t>(index.size() - pictures.size());
  return RasterSheet{std::make_unique<Raster>(std::move(image), std::move(pictures)), left_out};
}

}  // namespace skizze::scene
